"""The names of one segment that a name may mean, with the most that each may score."""

from __future__ import annotations

import functools
import itertools
import string
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from enduse.names.bounds import ACRONYM, Bounds, Floats
from enduse.names.compare import COSTS
from enduse.names.data import legal_forms
from enduse.names.prepared import BODY, LONGEST_ACRONYM, PERSON, PreparedName
from enduse.names.romanise import ARABIC, KOREAN
from enduse.names.segment import Segment, bits_of
from enduse.names.together import WrittenTogether
from enduse.names.vocabulary import NONE, Numbers, Spellings, distinct
from enduse.names.weights import WordWeights
from enduse.names.words import Word, initials_of, small_words, word_of

#: A name that shares only words of this much less weight than those it lacks cannot match (a match at 0.7 leaves 0.3).
_TOO_MUCH_MISSING: Final = 0.43
#: How alike words are that were joined or split.
_JOINED: Final = 0.96
#: Parts of a word of no more letters are known by all their letters.
_SURE_PART: Final = 3
#: A word that an unknown one begins or ends with has so many letters,
_LONG_PART: Final = 5
#: and names are looked for by it if no more have it, and no greater share of all.
_RARE, _RARE_SHARE = 20, 0.003
_VOWELS: Final = frozenset("aeiouy")
#: What a word may be made of is kept for so many words.
_KEPT: Final = 100_000


class _Apart(NamedTuple):
    """Words of the list that one word may be made of; those that it begins or ends with, of which the rest is unknown and may
    agree; and the words by which names are found."""

    numbers: tuple[int, ...]
    ends: tuple[int, ...]
    anchors: tuple[int, ...]


class Retriever:
    """Asks one segment; keeps the weights of its words, and room to work in."""

    def __init__(self, segment: Segment, table: Floats) -> None:
        self.segment = segment
        #: The weight of every word, and nothing for the empty place at the end.
        self.table = table
        self._bounds = Bounds(segment, table)
        self._together = WrittenTogether(segment.vocabulary)
        self._apart_before: dict[tuple[str, bool], _Apart] = {}

    def make_ready(self) -> None:
        """Make what every question needs."""
        self.segment.vocabulary.make_ready()
        self._bounds.make_ready()
        self._together.make_ready()
        _ = self._many_listed, self._initials

    def ask(self, asked: PreparedName, weights: list[float], least: float) -> tuple[Floats, Numbers]:
        """The rows that may score `least` or more, and the most that each may score."""
        spellings = [self.segment.vocabulary.spellings(word) for word in asked.words]
        parts, anchors = self._written_otherwise(asked, weights, spellings)
        acronyms = self._acronyms(asked)
        rows = self._gather(asked, weights, spellings, anchors)
        if len(rows):
            rows = rows[self._is_open(rows, asked)]
        rows, values = self._bounds.most(rows, asked, weights, spellings, parts, least)
        if len(acronyms):
            acronyms = acronyms[self._is_open(acronyms, asked)]
            rows = np.concatenate([acronyms, rows])
            values = np.concatenate([np.full(len(acronyms), ACRONYM, dtype=np.float32), values])
        return values, rows

    def _is_open(self, rows: Numbers, asked: PreparedName) -> npt.NDArray[np.bool_]:
        kept: npt.NDArray[np.bool_] = (self.segment.kinds.take(rows) & bits_of(asked)) != 0
        return kept if self.segment.alive is None else kept & self.segment.alive[rows]

    def _gather(self, asked: PreparedName, weights: list[float], spellings: list[Spellings], anchors: Numbers) -> Numbers:
        """The rows that share enough with the name, by its rarest words first."""
        many = self._many
        runs = [
            (int(many.take(found.numbers).sum()), weight, word, found)
            for weight, word, found in zip(weights, asked.words, spellings, strict=True)
        ]
        runs.sort(key=lambda run: run[0])
        pieces = [anchors]
        common: list[Numbers] = []
        left, taken, omission, initials = sum(weights), 0.0, COSTS[asked.kind].omission, 0
        for size, weight, word, found in runs:
            # A name with none but the words that are left cannot match once those that were taken weigh too much to be missing.
            if taken * omission > _TOO_MUCH_MISSING * left:
                common.append(found.numbers)
                continue
            if size:
                pieces.append(found.numbers)
            # An error in a word that the list does not know may hide what it was, and initials what they stand for.
            if found.known and not word.initial and not (asked.kind == BODY and self._stands_for_words(word)):
                taken += weight
            left -= weight
            for letter in initials_of(word.form):
                initials |= _bit_of(letter)
        rows = self._rows(np.concatenate(pieces))
        if common and asked.kind == PERSON:
            rows = np.concatenate([rows, self._with_initials(np.concatenate(common), initials)])
        if len(rows) < 3000:
            return distinct(rows)
        seen = np.zeros(len(self.segment), dtype=np.bool_)
        seen[rows] = True
        return np.flatnonzero(seen).astype(np.int32)

    def _stands_for_words(self, word: Word) -> bool:
        """Is it the first letters of a listed body's name ("IRGC"), or none that can be spoken ("DPRK")?"""
        if not 1 < word.length <= LONGEST_ACRONYM:
            return False
        if not word.figure and _VOWELS.isdisjoint(word.form):
            return True
        bodies = self.segment.arrays["word_initials"]
        return any(bodies[number] for number in self.segment.vocabulary.exact([word.form])[0])

    def _with_initials(self, numbers: Numbers, initials: int) -> Numbers:
        """The rows of some words with an initial that stands for another word of the name, which is then not missing."""
        starts, postings, letters = self._initials
        ends = starts.take(numbers + 1).tolist()
        places = [(start, end) for start, end in zip(starts.take(numbers).tolist(), ends, strict=True) if start < end]
        if not places:
            return NONE
        kept = np.concatenate([letters[start:end] for start, end in places]) & np.uint32(initials)
        found: Numbers = np.concatenate([postings[start:end] for start, end in places])[kept != 0]
        return found

    @functools.cached_property
    def _initials(self) -> tuple[npt.NDArray[np.int64], Numbers, npt.NDArray[np.uint32]]:
        """The rows of each word that have letters standing alone: from where to where they stand, they, and the letters, a bit
        each. There are few."""
        bits = np.zeros(len(self.table), dtype=np.uint32)
        letters = string.ascii_lowercase
        for letter, numbers in zip(letters, self.segment.vocabulary.exact(letters), strict=True):
            bits[numbers] = _bit_of(letter)
        found = np.bitwise_or.reduce(bits.take(self.segment.words), axis=1).take(self.segment.postings)
        kept = found != 0
        before = np.concatenate([[0], np.cumsum(kept)])
        return before.take(self.segment.starts), self.segment.postings[kept], found[kept]

    @functools.cached_property
    def _many(self) -> npt.NDArray[np.int64]:
        """How many rows each word has."""
        return np.diff(self.segment.starts)

    @functools.cached_property
    def _many_listed(self) -> list[int]:
        """The same to be asked for one at a time, where an array is slow."""
        many: list[int] = self._many.tolist()
        return many

    def _rows(self, numbers: Numbers) -> Numbers:
        """The rows of some words, one after the other."""
        many = self._many.take(numbers)
        ends = many.cumsum()
        if not len(ends):
            return NONE
        places = np.arange(ends[-1]) + (self.segment.starts.take(numbers) - ends + many).repeat(many)
        rows: Numbers = self.segment.postings.take(places)
        return rows

    def _written_otherwise(
        self, asked: PreparedName, weights: list[float], spellings: list[Spellings]
    ) -> tuple[Spellings, Numbers]:
        """Words of the list that are two or three of the name written together, or parts of one, and what they agree on; and
        those of them by which names are found."""
        vocabulary, forms = self.segment.vocabulary, asked.forms
        found: dict[int, float] = {}
        runs = [
            (start, start + size)
            for size in (2, 3)
            for start in range(len(forms) - size + 1)
            if not _ends_in_initials(asked.words[start : start + size])
        ]
        joined = ["".join(forms[start:end]) for start, end in runs]
        for (start, end), whole, numbers in zip(runs, joined, vocabulary.exact(joined), strict=True):
            unsure = False in [s.known for s in spellings[start:end]]
            # Other spellings are looked for where it is a word of the list, a part is none, or all are syllables.
            if numbers or len(whole) <= 4 * (end - start) or asked.words[start].script == ARABIC or unsure:
                # The word of the list stands for all of them: its likeness makes up for the weight that it lacks.
                weight = sum(weights[start:end])
                for number in self._together.of(asked.words[start:end], whole):
                    worth = _JOINED * max(1.0, weight / float(self.table[number]))
                    found[number] = max(worth, found.get(number, 0.0))
        anchors = set(found)
        if asked.kind == BODY:
            for number, weight in self._shortened(forms, weights):
                found[number] = max(ACRONYM * max(1.0, weight / float(self.table[number])), found.get(number, 0.0))
        for word, form, spelling, weight in zip(asked.words, forms, spellings, weights, strict=True):
            if word.script == KOREAN and len(word.text) > 1:  # a given name's syllables may each be a word
                for syllable in word.text:
                    alike = vocabulary.spellings(word_of(syllable))
                    for number, likeness in zip(alike.numbers.tolist(), alike.likeness.tolist(), strict=True):
                        found[number] = max(likeness, found.get(number, 0.0))
                        anchors.add(number)
            elif len(form) > 3 and (asked.schema != "Person" or not spelling.known or len(forms) == 1):
                apart = self._taken_apart(form, known=spelling.known, alone=len(forms) == 1)
                for number in apart.numbers:
                    found[number] = max(_JOINED, found.get(number, 0.0))
                for number in apart.ends:
                    found[number] = max(_JOINED * max(1.0, weight / float(self.table[number])), found.get(number, 0.0))
                anchors.update(apart.anchors)
        agreed = np.array(list(found.values()), dtype=np.float32)
        return Spellings(np.array(list(found), dtype=np.int32), agreed, True), np.array(list(anchors), dtype=np.int32)

    def _shortened(self, forms: tuple[str, ...], weights: list[float]) -> Iterator[tuple[int, float]]:
        """Words of the list that are the first letters of some words of a name that stand together, and what these weigh."""
        runs = [
            (start, end)
            for start in range(len(forms))
            for end in range(start + 2, min(start + LONGEST_ACRONYM, len(forms)) + 1)
        ]
        letters = ["".join([form[0] for form in forms[start:end]]) for start, end in runs]
        for (start, end), numbers in zip(runs, self.segment.vocabulary.exact(letters), strict=True):
            for number in numbers:
                yield number, sum(weights[start:end])

    def _names_with(self, numbers: Iterable[int]) -> int:
        many = self._many_listed
        return sum([many[number] for number in numbers])

    def _taken_apart(self, form: str, *, known: bool, alone: bool) -> _Apart:
        """What a word may be made of. One that the list knows is taken for two others only where these are sure, unless there
        is nothing else to find a name by (`alone`)."""
        found = self._apart_before.get((form, alone))
        if found is None:
            sure = known and not alone
            splits = list(self._halves(form) if sure else self._apart(form, alone=alone))
            ends = [] if sure else list(self._ends(form))
            most = _RARE + len(self.segment) * _RARE_SHARE
            anchors = {number for parts in splits for number in min(parts, key=self._names_with)}  # a name has all the parts
            anchors.update(number for number in ends if self._names_with([number]) <= most)
            found = _Apart(tuple({n for parts in splits for n in itertools.chain(*parts)}), tuple(ends), tuple(anchors))
            if len(self._apart_before) > _KEPT:
                self._apart_before.clear()
            self._apart_before[form, alone] = found
        return found

    def _halves(self, form: str) -> Iterator[tuple[list[int], ...]]:
        """Two words of the list of some length that are written as one here, though that is a word of its own ("Sberbank")."""
        cuts = range(_SURE_PART + 1, len(form) - _SURE_PART)
        exact = self.segment.vocabulary.exact
        for first, second in zip(exact([form[:cut] for cut in cuts]), exact([form[cut:] for cut in cuts]), strict=True):
            if first and second:
                yield first, second

    def _apart(self, form: str, *, alone: bool) -> Iterator[tuple[list[int], ...]]:
        """Words of the list that may have been written as this one, by its parts: two, of which one may have an error (or any
        other spelling, where the name has no other word to be found by), or three; or one and its legal form."""
        vocabulary = self.segment.vocabulary
        cuts = range(2, len(form) - 1)
        firsts, seconds = vocabulary.exact([form[:cut] for cut in cuts]), vocabulary.exact([form[cut:] for cut in cuts])
        least = _SURE_PART - alone
        unsure: dict[str, list[int]] = {}  # parts that may have an error, and the words of the other part
        for cut, first, second in zip(cuts, firsts, seconds, strict=True):
            if first and second:
                yield first, second
            if first and _is_left_out(form[cut:]):
                yield (first,)
            if second and _is_left_out(form[:cut]):
                yield (second,)
            if len(form) - cut > _SURE_PART and first and cut >= least:
                unsure[form[cut:]] = first
            if cut > _SURE_PART and second and len(form) - cut >= least:
                unsure[form[:cut]] = second
        long = [part for part in unsure if _SURE_PART < len(part) < len(form) - _SURE_PART] if alone else []
        near = dict(zip(unsure, vocabulary.one_error_off(unsure), strict=True))
        near |= {part: vocabulary.spellings(word_of(part)).numbers.tolist() for part in long}
        for part, other in unsure.items():
            if near[part]:
                yield near[part], other
        ends = [(a, b) for a, first in zip(cuts, firsts, strict=True) if first for b in cuts if b - a > 1 and seconds[b - 2]]
        for (a, b), middle in zip(ends, vocabulary.exact([form[a:b] for a, b in ends]), strict=True):
            if middle:
                yield firsts[a - 2], middle, seconds[b - 2]
            elif _is_left_out(form[a:b]):
                yield firsts[a - 2], seconds[b - 2]

    def _ends(self, form: str) -> Iterator[int]:
        """Words of the list that a longer one begins or ends with: what is left of it may be another with errors."""
        cuts = range(_LONG_PART, len(form) - _SURE_PART + 1)
        exact = self.segment.vocabulary.exact
        yield from itertools.chain(*exact([form[:cut] for cut in cuts]), *exact([form[-cut:] for cut in cuts]))

    def _acronyms(self, asked: PreparedName) -> Numbers:
        """Rows whose acronym is the name, or which are its acronym."""
        if asked.kind != BODY:
            return NONE
        if len(asked.words) > 1:
            found = asked.acronyms
        else:
            found = asked.form_set if 1 < asked.words[0].length <= LONGEST_ACRONYM else frozenset()
        numbers = [number for numbers in self.segment.vocabulary.exact(sorted(found)) for number in numbers]
        return distinct(self._rows(np.array(numbers, dtype=np.int32)))


def _is_left_out(letters: str) -> bool:
    """Is it no word of a prepared name: a legal form, or a small word as "of"?"""
    return letters in small_words() or letters in legal_forms()


def _bit_of(letter: str) -> int:
    return 1 << ord(letter) - ord("a") if "a" <= letter <= "z" else 0


def _ends_in_initials(words: tuple[Word, ...]) -> bool:
    """Is it a word with initials behind it? Those are written to no word, as "O" is to "Brien"."""
    return not words[0].initial and words[-1].initial


def word_table(segment: Segment, weights: WordWeights) -> Floats:
    """The weight of every word of a segment."""
    vocabulary = segment.vocabulary
    table = np.zeros(vocabulary.size + 1, dtype=np.float32)
    words: list[Word] = [word_of(text) for text in vocabulary.texts]
    table[:-1] = [weights.of(word) for word in words]
    return table
