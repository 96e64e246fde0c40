"""The words of a list, found by any of their spellings.

Every word stands under keys: its letters, its sound, its consonants, its group of spellings, and its letters with one or,
if it is long, two left out (so that as many errors leave a key in common). A key is a 32-bit checksum; what it finds is
compared before it counts, so a chance collision costs a comparison and no more.
"""

from __future__ import annotations

import functools
import itertools
import zlib
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from enduse.names.korean import is_spelling_of
from enduse.names.likeness import CONSONANTS, LETTERS, OWN, Texts, by_consonants, by_letters, edits, hard_consonants, way
from enduse.names.romanise import HEBREW, KOREAN
from enduse.names.similarity import ALIKE, UNLIKE, similarity
from enduse.names.words import Word, word_of

_crc = zlib.crc32
#: Spellings that were asked for are kept for so many words.
_KEPT: Final = 200_000
#: Words of six letters or more may have two errors; of longer words than this there are few, and more ways to leave two out.
_LONGEST: Final = 16
#: Of words shorter than this, those that are not as alike as this by sound or consonants are compared one by one.
_SHORT: Final = 5
_SURE: Final = 0.9
#: Spellings of one sound differ by no more letters.
_FURTHEST: Final = 4
#: Likeness is reckoned here with less precision than where it decides.
_ROUNDING: Final = 1e-3
Numbers = npt.NDArray[np.int32]


class Spellings(NamedTuple):
    """Words of the vocabulary that are like one asked for, and how alike at most; `known`: is one of them that word itself?"""

    numbers: Numbers
    likeness: npt.NDArray[np.float32]
    known: bool


def _meaning_keys(word: Word) -> list[int]:
    """The keys of a word that is known to have other spellings, nicknames or a value."""
    if not word.known:
        return []
    keys = [_crc(b"g" + word.group.encode()), *[_crc(b"n%d" % family) for family in word.families]]
    return keys if word.number is None else [*keys, _crc(b"#%d" % word.number)]


def _letter_keys(word: Word) -> list[int]:
    """The keys of a word's letters, sound and consonants."""
    form = word.form.encode()
    keys = [_crc(form)]
    if word.length < 2 or (word.figure and word.number is not None):
        return keys
    keys.append(_crc(b"s" + word.sound.encode()))
    skeleton = (word.skeleton.replace("i", "") if word.length > 3 else word.skeleton).encode()
    if len(skeleton) > 1:
        keys.append(_crc(b"k" + skeleton))
        if len(skeleton) > 4:
            keys += [_crc(b"k" + skeleton[:i] + skeleton[i + 1 :]) for i in range(len(skeleton))]
        # A script without vowels may write v and y for vowels, or leave them out.
        soft = skeleton.translate(None, b"aifu")
        if len(soft) > 1 and soft != skeleton:
            keys.append(_crc(b"k" + soft))
    if word.length > 2:
        shorter = _without_one(form)
        keys += map(_crc, shorter)
        if 5 < word.length <= _LONGEST:
            keys += [_crc(s[:i] + s[i + 1 :]) for n, s in enumerate(shorter) for i in range(n, len(s))]
    return keys


def _without_one(form: bytes) -> list[bytes]:
    """The letters with one left out, each in its turn: two words of which one has an error have one of these in common."""
    return [form[:i] + form[i + 1 :] for i in range(len(form))]


class Vocabulary:
    """The distinct words of a list as arrays: their letters, what stands under each key, and their consonants."""

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self._arrays = arrays
        self._keys: npt.NDArray[np.uint32] = arrays["vocabulary_keys"]
        self._starts: npt.NDArray[np.int64] = arrays["vocabulary_starts"]
        self._numbers: Numbers = arrays["vocabulary_words"]
        self._ways: npt.NDArray[np.uint8] = arrays["vocabulary_ways"]
        self._lengths: npt.NDArray[np.int16] = arrays["vocabulary_lengths"]
        self._consonants: npt.NDArray[np.uint16] = arrays["vocabulary_consonants"]
        self.size = len(self._lengths)
        self._words: dict[int, Word] = {}
        self._found: dict[str, Spellings] = {}

    @functools.cached_property
    def texts(self) -> list[str]:
        """The words as written, in lower case."""
        return _unpack(self._arrays["vocabulary_texts"], self.size)

    @functools.cached_property
    def _forms(self) -> Texts:
        return np.array(_unpack(self._arrays["vocabulary_forms"], self.size), dtype=object)

    @functools.cached_property
    def _sounds(self) -> Texts:
        return np.array(_unpack(self._arrays["vocabulary_sounds"], self.size), dtype=object)

    @functools.cached_property
    def _hard(self) -> Texts:
        return np.array(_unpack(self._arrays["vocabulary_hard"], self.size), dtype=object)

    def word(self, number: int) -> Word:
        """The word of this number."""
        word = self._words.get(number)
        if word is None:
            if len(self._words) > _KEPT:
                self._words.clear()
            word = self._words[number] = word_of(self.texts[number])
            if word.sound_unknown:
                word.sound = self._sounds[number]
        return word

    def spellings(self, word: Word) -> Spellings:
        """The words that are this word or like it, and the most that `similarity` may find them alike."""
        found = self._found.get(word.text)
        if found is None:
            if len(self._found) > _KEPT:
                self._found.clear()
            found = self._found[word.text] = self._like(word)
        return found

    def _like(self, word: Word) -> Spellings:
        """By letters or consonants all at once; one by one what these do not show."""
        numbers = self._possible(word, self._under(_letter_keys(word)))
        ways = self._ways[numbers]
        if word.figure or word.script in (HEBREW, KOREAN):
            near, rest = _NOTHING, self._likely(word, numbers, ways)
        else:
            near, rest = self._near(word, numbers[ways != OWN]), numbers[ways == OWN]
            if word.length < _SHORT:  # in short words an error counts only at some places
                unsure = near.likeness < _SURE
                rest = np.concatenate([rest, near.numbers[unsure]])
        if word.known:
            rest = np.union1d(rest, self._under(_meaning_keys(word)))
        if not len(rest):
            return near
        exact = self._compare(word, rest)
        compared = set(rest.tolist())
        kept = np.array([number not in compared for number in near.numbers.tolist()], dtype=np.bool_)
        return Spellings(
            np.concatenate([near.numbers[kept], exact.numbers]),
            np.concatenate([near.likeness[kept], exact.likeness]),
            near.known or exact.known,
        )

    def _possible(self, word: Word, numbers: Numbers) -> Numbers:
        """Without those that share a key by chance: `align` pairs no words written with vowels that have more than two classes
        of consonants apart, and `similarity` finds none alike of which one is much longer."""
        if way(word) != LETTERS:
            return numbers
        lengths = self._lengths[numbers]
        apart = np.bitwise_count(self._consonants[numbers] ^ np.uint16(word.consonants)) > 2
        longer = 2 * np.abs(lengths - word.length) > np.maximum(lengths, word.length) + 1
        possible: Numbers = numbers[(self._ways[numbers] != LETTERS) | ~(apart | longer)]
        return possible

    def _near(self, word: Word, numbers: Numbers) -> Spellings:
        """Words that may be alike, with the most that `similarity` may find."""
        hidden = self._ways[numbers] == CONSONANTS
        shown = numbers[~hidden] if word.vowels else _NONE
        letters = edits(word.form, self._forms[shown])
        value = by_letters(word, letters, edits(word.sound, self._sounds[shown]), self._lengths[shown])
        known = 0.0 in letters
        if len(shown) < len(numbers):
            others = numbers[hidden] if word.vowels else numbers
            letters = edits(word.form, self._forms[others])
            both = np.zeros(len(others), dtype=np.bool_) if word.vowels else hidden
            value = np.concatenate([value, by_consonants(word, letters, self._hard[others], both)])
            numbers, known = np.concatenate([shown, others]), known or 0.0 in letters
        kept = value >= ALIKE - _ROUNDING
        return Spellings(numbers[kept], value[kept], known)

    def _likely(self, word: Word, numbers: Numbers, ways: npt.NDArray[np.uint8]) -> Numbers:
        """Of words that have to be compared one by one, those that may be alike."""
        likely = ways == OWN
        if word.script == KOREAN:
            likely |= np.array([is_spelling_of(form, word.text) for form in self._forms[numbers]], dtype=np.bool_)
        elif word.script == HEBREW:
            likely |= edits(hard_consonants(word), self._hard[numbers]) <= 2
        else:
            return numbers
        kept: Numbers = numbers[likely]
        return kept

    @functools.cached_property
    def _by_form(self) -> tuple[dict[str, int], dict[int, int]]:
        """A word of each form, and for a word another one of its form."""
        first: dict[str, int] = {}
        other: dict[int, int] = {}
        for number, form in enumerate(self._forms.tolist()):
            if form in first:
                other[number] = first[form]
            first[form] = number
        return first, other

    def exact(self, forms: Iterable[str]) -> list[list[int]]:
        """The words of each of these letters: for words that were joined or split."""
        first, other = self._by_form
        found: list[list[int]] = []
        for form in forms:
            found.append([])
            number = first.get(form)
            while number is not None:
                found[-1].append(number)
                number = other.get(number)
        return found

    def joined(self, word: Word) -> list[int]:
        """The words that are this word, which was joined from two, in letters, sound or consonants."""
        sound = word.sound.encode()
        keys = [_crc(word.form.encode()), _crc(b"s" + sound), _crc(b"k" + word.skeleton.replace("i", "").encode())]
        return [n for n in self._stored(keys) if self._is_near(word, n) and similarity(word, self.word(n))[0] >= 0.8]

    def _is_near(self, word: Word, number: int) -> bool:
        """Consonants alone find much; what is written with vowels and lies far off is another word."""
        hidden = self._ways[number] != LETTERS or not word.vowels
        return hidden or OSA.distance(word.form, self._forms[number], score_cutoff=_FURTHEST) <= _FURTHEST

    def one_error_off(self, forms: Iterable[str]) -> list[list[int]]:
        """The words of the letters of each form, or of these with one error: for parts of words that were written together."""
        found = []
        for form in forms:
            letters = form.encode()
            numbers = self._stored([_crc(letters), *map(_crc, _without_one(letters))])
            found.append([n for n in numbers if OSA.distance(self._forms[n], form, score_cutoff=1) < 2])
        return found

    def _stored(self, keys: list[int]) -> list[int]:
        """The words under a few keys, where arrays would cost more than they save."""
        return sorted({n for start, end in self._places(keys) if end > start for n in self._numbers[start:end].tolist()})

    def _under(self, keys: list[int]) -> Numbers:
        pieces = [self._numbers[start:end] for start, end in self._places(sorted(keys)) if end > start]
        return np.unique(np.concatenate(pieces)) if pieces else _NONE

    def _places(self, keys: list[int]) -> list[tuple[int, int]]:
        """From where to where the words of each key stand."""
        if not keys or not len(self._keys):
            return [(0, 0)] * len(keys)
        asked = np.array(keys, dtype=np.uint32)
        at = np.minimum(np.searchsorted(self._keys, asked), len(self._keys) - 1)
        there = self._keys[at] == asked
        starts, ends = self._starts[at] * there, self._starts[at + 1] * there
        return list(zip(starts.tolist(), ends.tolist(), strict=True))

    def _compare(self, word: Word, numbers: Numbers) -> Spellings:
        kept: list[int] = []
        likeness: list[float] = []
        known = False
        for number in numbers.tolist():
            other = self.word(number)
            alike, way = similarity(word, other)
            if way != UNLIKE and alike >= ALIKE:
                kept.append(number)
                likeness.append(alike)
                known = known or other.form == word.form
        return Spellings(np.array(kept, dtype=np.int32), np.array(likeness, dtype=np.float32), known)


_NONE: Final[Numbers] = np.zeros(0, dtype=np.int32)
_NOTHING: Final = Spellings(_NONE, np.zeros(0, dtype=np.float32), False)


def build_vocabulary(texts: list[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a vocabulary of these words, numbered in this order."""
    words = [word_of(text) for text in texts]
    keys = [list({*_letter_keys(word), *_meaning_keys(word)}) for word in words]
    counts = np.array([len(own) for own in keys], dtype=np.int64)
    key_array = np.fromiter(itertools.chain.from_iterable(keys), dtype=np.uint32, count=int(counts.sum()))
    numbers = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    order = np.argsort(key_array, kind="stable")
    unique, first = np.unique(key_array[order], return_index=True)
    return {
        "vocabulary_texts": _pack(texts),
        "vocabulary_forms": _pack([word.form for word in words]),
        "vocabulary_sounds": _pack([word.sound for word in words]),
        "vocabulary_hard": _pack([hard_consonants(word) for word in words]),
        "vocabulary_keys": unique,
        "vocabulary_starts": np.append(first, len(key_array)).astype(np.int64),
        "vocabulary_words": numbers[order],
        "vocabulary_lengths": np.array([word.length for word in words], dtype=np.int16),
        "vocabulary_consonants": np.array([word.consonants for word in words], dtype=np.uint16),
        "vocabulary_ways": np.array([way(word) for word in words], dtype=np.uint8),
    }


def _pack(texts: list[str]) -> npt.NDArray[np.uint8]:
    """Words, a line each; none has a line end in it."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpack(packed: npt.NDArray[np.uint8], size: int) -> list[str]:
    return bytes(packed).decode().split("\n") if size else []
