"""The words of a list, found by any of their spellings."""

from __future__ import annotations

import bisect
import functools
import itertools
import operator
from collections.abc import Iterable
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA

from enduse.names import arabic, keys, likeness
from enduse.names.korean import is_spelling_of
from enduse.names.romanise import ARABIC, HEBREW, KOREAN
from enduse.names.similarity import ALIKE, ARTICLE_AND_ERROR, ARTICLES, UNLIKE, WITH_ARTICLE, consonants, similarity
from enduse.names.words import Word, word_of

#: Spellings that were asked for are kept for so many words.
_KEPT: Final = 200_000
#: Likeness is reckoned here with less precision than where it decides.
_ROUNDING: Final = 1e-3
Numbers = npt.NDArray[np.int32]


class Spellings(NamedTuple):
    """Words of the vocabulary that are like one asked for, and how alike at most; `known`: is one of them that word itself?"""

    numbers: Numbers
    likeness: npt.NDArray[np.float32]
    known: bool


class Vocabulary:
    """The distinct words of a list as arrays: their letters, what stands under each key, and their consonants.

    Attributes:
        size: how many there are.
        ways: how each is compared (`likeness.way`).
        lengths: how many Latin letters each has.
        letters: which they are, a bit each; of one in the Arabic script, those that it may be written with.
    """

    def __init__(self, arrays: dict[str, npt.NDArray[Any]]) -> None:
        self._arrays = arrays
        self._keys: npt.NDArray[np.uint32] = arrays["vocabulary_keys"]
        self._starts: Numbers = arrays["vocabulary_starts"]
        self._numbers: Numbers = arrays["vocabulary_words"]
        self.ways: npt.NDArray[np.uint8] = arrays["vocabulary_ways"]
        self.lengths: npt.NDArray[np.int16] = arrays["vocabulary_lengths"]
        self._arabic: npt.NDArray[np.uint32] = arrays["vocabulary_arabic"]
        self.letters: npt.NDArray[np.uint32] = arrays["vocabulary_letters"]
        self.size = len(self.lengths)
        self._words: dict[int, Word] = {}
        self._found: dict[str, Spellings] = {}

    @functools.cached_property
    def texts(self) -> list[str]:
        """The words as written, in lower case."""
        return _unpack(self._arrays["vocabulary_texts"], self.size)

    @functools.cached_property
    def forms(self) -> likeness.Texts:
        """The words in Latin letters."""
        return np.array(_unpack(self._arrays["vocabulary_forms"], self.size), dtype=object)

    @functools.cached_property
    def first_letters(self) -> npt.NDArray[np.uint8]:
        """The first byte of each word's Latin letters."""
        packed: npt.NDArray[np.uint8] = self._arrays["vocabulary_forms"]
        begins = np.append(0, (packed == ord("\n")).nonzero()[0] + 1)[: self.size]
        return packed.take(begins, mode="clip") if len(packed) else np.zeros(self.size, dtype=np.uint8)

    @functools.cached_property
    def _sounds(self) -> likeness.Texts:
        return np.array(_unpack(self._arrays["vocabulary_sounds"], self.size), dtype=object)

    @functools.cached_property
    def hard(self) -> likeness.Texts:
        """The consonants of the words but for those that may be vowels."""
        return np.array(_unpack(self._arrays["vocabulary_hard"], self.size), dtype=object)

    @functools.cached_property
    def _full(self) -> likeness.Texts:
        return np.array(_unpack(self._arrays["vocabulary_full"], self.size), dtype=object)

    def make_ready(self) -> None:
        """Make what every question needs."""
        _ = self.texts, self.forms, self._sounds, self._full, self.hard, self.first_letters
        _ = self._spans, self._full_lengths, self._by_length, self._by_form

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
        numbers, unlike, in_arabic = self.under(
            keys.asked_keys(word), [*keys.meaning_keys(word), *keys.older_keys(word)], keys.keys_in_arabic(word)
        )
        ways = self.ways.take(numbers)
        own = ways >= likeness.OWN
        if word.figure or word.script == KOREAN:
            near, rest = _NOTHING, self._likely(word, numbers, own)
        elif word.script == ARABIC:
            latin = ways == likeness.LETTERS
            near, rest = self.across(word, numbers[latin]), numbers[~latin]
        elif ways.any() or len(in_arabic):
            near = self._near(word, numbers[~own], ways[~own])
            rest = self._others(word, numbers[own], ways[own], in_arabic) if word.vowels else numbers[own]
        else:  # all are by letters
            near, rest = self._near(word, numbers, ways), NONE
        if word.vowels and word.form[:2] in ARTICLES and word.length - 2 > WITH_ARTICLE:
            near = _both(near, self._without_article(word, near.numbers))
        if len(unlike):  # in letters
            rest = distinct(np.concatenate([rest, unlike]))
            compared = set(unlike.tolist())
            once = [place for place, number in enumerate(near.numbers.tolist()) if number not in compared]
            near = Spellings(near.numbers[once], near.likeness[once], near.known)
        return _both(near, self._compare(word, rest)) if len(rest) else near

    def _others(self, word: Word, numbers: Numbers, ways: npt.NDArray[np.uint8], in_arabic: Numbers) -> Numbers:
        """Of words that are compared one by one with one that has vowels, those that may be alike.

        Args:
            word: the word with vowels.
            numbers: words that share some of its letters, sound or consonants, and their `ways`.
            ways: how they are compared.
            in_arabic: those in the Arabic script that it may be written as.
        """
        among = ways == likeness.IN_ARABIC
        kept = likeness.one_consonant_off_few(word, numbers[among].tolist(), self._full) if among.any() else []
        if len(in_arabic):  # most have letters that are not written with its own
            letters = np.uint32(arabic.letters(word.form, arabic=False))
            may_be = in_arabic[(letters & ~self.letters.take(in_arabic)) == 0].tolist()
            kept += [number for number in may_be if arabic.is_spelling_of(word.form, self.texts[number])]
        return distinct(np.concatenate([numbers[~among], np.array(kept, dtype=np.int32)])) if kept else numbers[~among]

    def _near(self, word: Word, numbers: Numbers, ways: npt.NDArray[np.uint8]) -> Spellings:
        """Words that may be alike, with the most that `similarity` may find."""
        if word.vowels and (not self._has_hidden or not (hidden := ways == likeness.CONSONANTS).any()):
            return self._near_by_letters(word, numbers)
        shown = self._near_by_letters(word, numbers[~hidden]) if word.vowels else _NOTHING
        others = numbers[hidden] if word.vowels else numbers
        both = np.zeros(len(others), dtype=np.bool_) if word.vowels else ways == likeness.CONSONANTS
        letters, full = likeness.edits(word.form, self.forms.take(others)), self._full.take(others)
        value = likeness.by_consonants(word, letters, self.hard.take(others), full, both)
        if word.script == HEBREW:
            found = {*self.under(keys.hebrew_keys(word))[0].tolist()}
            same = [place for place, number in enumerate(others.tolist()) if number in found]
            value[same] = np.maximum(value[same], likeness.by_hebrew(word, self.forms.take(others[same]), full.take(same)))
        kept = value >= ALIKE - _ROUNDING
        return _both(shown, Spellings(others[kept], value[kept], 1.0 in value))

    def _near_by_letters(self, word: Word, numbers: Numbers) -> Spellings:
        """The same for words with vowels."""
        letters = likeness.edits(word.form, self.forms.take(numbers))
        sounds = likeness.edits(word.sound, self._sounds.take(numbers))
        value = likeness.by_letters(word, letters, sounds, self._by_length.take(numbers))
        kept = (value >= ALIKE - _ROUNDING).nonzero()[0]
        numbers, value = numbers.take(kept), value.take(kept)
        if word.length == 4:
            alike = [likeness.begins_alike(word.form, form) for form in self.forms.take(numbers)]
            sure = (value > likeness.ONE_OF_FOUR) | np.array(alike, dtype=np.bool_)
            numbers, value = numbers[sure], value[sure]
        return Spellings(numbers, value, 1.0 in value.tolist())

    def _without_article(self, word: Word, but: Numbers) -> Spellings:
        """Words that are this one without its article, with an error; but for some."""
        numbers = np.setdiff1d(np.array(self.one_error_off([word.form[2:]])[0], dtype=np.int32), but)
        return Spellings(numbers, np.full(len(numbers), ARTICLE_AND_ERROR, dtype=np.float32), False)

    def _likely(self, word: Word, numbers: Numbers, likely: npt.NDArray[np.bool_]) -> Numbers:
        """Of words that have to be compared one by one, those that may be alike, beside those that are `likely` anyway."""
        if word.script != KOREAN:
            return numbers
        likely |= np.array([is_spelling_of(form, word.text) for form in self.forms.take(numbers)], dtype=np.bool_)
        kept: Numbers = numbers[likely]
        return kept

    def across(self, word: Word, others: Numbers) -> Spellings:
        """Of words in Latin letters for one in the Arabic script, those that may be it by their letters or differ in one
        consonant."""
        if not len(others):
            return _NOTHING
        # Letters that it is not written with.
        strange = self.letters.take(others) & ~np.uint32(arabic.letters(word.text, arabic=True))
        own = self._arabic.take(others)
        may_be = functools.reduce(operator.or_, [own == np.uint32(key) for key in keys.arabic_keys(word)], others < 0)
        may_be &= strange == 0
        if (begins := arabic.beginnings(word.text)) is not None:
            may_be &= _table_of(begins).take(self.first_letters.take(others))
        near = likeness.one_consonant_off(word, self._full.take(others), self._full_lengths.take(others))
        unsure = (may_be & ~near).nonzero()[0]
        may_be[unsure] = [arabic.is_spelling_of(form, word.text) for form in self.forms.take(others.take(unsure)).tolist()]
        same = functools.reduce(operator.or_, [others == number for number in self.exact([word.form])[0]], others < 0)
        value = likeness.by_arabic(near, may_be, same)
        kept = value.nonzero()[0]
        return Spellings(others.take(kept), value.take(kept), bool(same.any()))

    @functools.cached_property
    def _full_lengths(self) -> npt.NDArray[np.uint8]:
        """How many consonants each word has, as far as it matters."""
        return np.fromiter((min(len(full), 255) for full in self._full), dtype=np.uint8, count=self.size)

    @functools.cached_property
    def _by_length(self) -> Numbers:
        """Where the bounds for words of each one's length begin."""
        return likeness.places_by_length(self.lengths)

    @functools.cached_property
    def _by_form(self) -> tuple[dict[str, int], dict[int, int]]:
        """A word of each form, and for a word another one of its form."""
        first: dict[str, int] = {}
        other: dict[int, int] = {}
        for number, form in enumerate(self.forms.tolist()):
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

    def one_error_off(self, forms: Iterable[str]) -> list[list[int]]:
        """The words of the letters of each form, or of these with one error: for parts of words that were written together."""
        asked = list(forms)
        if not asked:
            return []
        wanted = [keys.one_error_keys(form) for form in asked]
        owners = [owner for owner, own in enumerate(wanted) for _ in own]
        there, places = self._places([*itertools.chain.from_iterable(wanted)])
        found: list[set[int]] = [set() for _ in asked]
        for place, (start, end) in zip(there, places, strict=True):
            found[owners[place]].update(self._numbers[start:end].tolist())
        forms_of = self.forms
        return [
            [n for n in numbers if OSA.distance(forms_of[n], form, score_cutoff=1) < 2]
            for form, numbers in zip(asked, found, strict=True)
        ]

    def under(self, *wanted: list[int]) -> list[Numbers]:
        """The words under the keys of each of these lists: all are looked up at once."""
        there, places = self._places([*itertools.chain.from_iterable(wanted)])
        under = []
        first = end = 0
        for own in wanted:
            end += len(own)
            last = bisect.bisect_left(there, end, first)
            pieces = [self._numbers[start:stop] for start, stop in places[first:last]]
            if len(pieces) > 1:
                under.append(distinct(np.concatenate(pieces)))
            else:  # those of one key are distinct
                under.append(pieces[0] if pieces else NONE)
            first = last
        return under

    def _places(self, wanted: list[int]) -> tuple[list[int], list[list[int]]]:
        """Which of the keys are there, and from where to where their words stand."""
        if not wanted or not len(self._keys):
            return [], []
        asked = np.array(wanted, dtype=np.uint32)
        at = self._keys.searchsorted(asked)
        there = (self._keys.take(at, mode="clip") == asked).nonzero()[0]
        return there.tolist(), self._spans.take(at.take(there), axis=0).tolist()

    @functools.cached_property
    def _has_hidden(self) -> bool:
        """Are there words without their vowels in a script that has no way of its own? Few lists have any."""
        return bool((self.ways == likeness.CONSONANTS).any())

    @functools.cached_property
    def _spans(self) -> Numbers:
        """From where to where the words of each key stand."""
        return np.stack([self._starts[:-1], self._starts[1:]], axis=1)

    def _compare(self, word: Word, numbers: Numbers) -> Spellings:
        kept: list[int] = []
        values: list[float] = []
        known = False
        for number in numbers.tolist():
            other = self.word(number)
            alike, way = similarity(word, other)
            if way != UNLIKE and alike >= ALIKE:
                kept.append(number)
                values.append(alike)
                known = known or other.form == word.form
        return Spellings(np.array(kept, dtype=np.int32), np.array(values, dtype=np.float32), known)


@functools.cache
def _table_of(letters: frozenset[str]) -> npt.NDArray[np.bool_]:
    """Is it one of these letters? By its byte."""
    table = np.zeros(256, dtype=np.bool_)
    table[[ord(letter) for letter in letters]] = True
    return table


def _both(some: Spellings, others: Spellings) -> Spellings:
    """Both, of which no word is among the other's."""
    if not len(some.numbers) or not len(others.numbers):
        return others if len(others.numbers) else some
    return Spellings(
        np.concatenate([some.numbers, others.numbers]),
        np.concatenate([some.likeness, others.likeness]),
        some.known or others.known,
    )


def distinct(numbers: Numbers) -> Numbers:
    """The numbers in order, each once."""
    if len(numbers) < 2:
        return numbers
    numbers.sort()
    first = np.empty(len(numbers), dtype=np.bool_)
    first[0] = True
    np.not_equal(numbers[1:], numbers[:-1], out=first[1:])
    once: Numbers = numbers[first]
    return once


#: No words, or no rows.
NONE: Final[Numbers] = np.zeros(0, dtype=np.int32)
_NOTHING: Final = Spellings(NONE, np.zeros(0, dtype=np.float32), False)


def build_vocabulary(texts: list[str]) -> dict[str, npt.NDArray[Any]]:
    """The arrays of a vocabulary of these words, numbered in this order."""
    words = [word_of(text) for text in texts]
    kept = [list(keys.kept_keys(word)) for word in words]
    counts = np.array([len(own) for own in kept], dtype=np.int64)
    key_array = np.fromiter(itertools.chain.from_iterable(kept), dtype=np.uint32, count=int(counts.sum()))
    numbers = np.repeat(np.arange(len(texts), dtype=np.int32), counts)
    order = np.argsort(key_array, kind="stable")
    unique, first = np.unique(key_array[order], return_index=True)
    return {
        "vocabulary_texts": _pack(texts),
        "vocabulary_forms": _pack([word.form for word in words]),
        "vocabulary_sounds": _pack([word.sound for word in words]),
        "vocabulary_full": _pack([consonants(word.skeleton)[0] for word in words]),
        "vocabulary_hard": _pack([consonants(word.skeleton)[1] for word in words]),
        "vocabulary_keys": unique,
        "vocabulary_starts": np.append(first, len(key_array)).astype(np.int32),
        "vocabulary_words": numbers[order],
        "vocabulary_lengths": np.array([word.length for word in words], dtype=np.int16),
        "vocabulary_arabic": np.array([next(iter(keys.arabic_keys(word)), 0) for word in words], dtype=np.uint32),
        "vocabulary_letters": np.array(
            [
                arabic.letters(word.text, arabic=True) if word.script == ARABIC else arabic.letters(word.form, arabic=False)
                for word in words
            ],
            dtype=np.uint32,
        ),
        "vocabulary_ways": np.array([likeness.way(word) for word in words], dtype=np.uint8),
    }


def _pack(texts: list[str]) -> npt.NDArray[np.uint8]:
    """Words, a line each; none has a line end in it."""
    return np.frombuffer("\n".join(texts).encode(), dtype=np.uint8)


def _unpack(packed: npt.NDArray[np.uint8], size: int) -> list[str]:
    return bytes(packed).decode().split("\n") if size else []
