"""The most that names of a segment may score, reckoned for many of them at once."""

from __future__ import annotations

import functools
import threading
from typing import Final

import numpy as np
import numpy.typing as npt

from enduse.names.compare import COSTS, LEFT_OPEN, SETTLING, Costs
from enduse.names.factors import ONE_WORD
from enduse.names.prepared import BODY, LONGEST_ACRONYM, PERSON, PreparedName
from enduse.names.segment import Segment
from enduse.names.vocabulary import NONE, Numbers, Spellings
from enduse.names.words import Word, initials_of

Floats = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int16]
#: What a name found by an acronym may score.
ACRONYM: Final = 0.8
#: A name that is cut off in the table is compared in full if so much of what it holds agrees, or of the name asked about.
_CUT: Final = 0.4
#: How alike an initial and a word are at most.
_INITIAL: Final = 0.6
#: Words that no error is looked for in count for this when two names have all else in common.
_NEAR: Final = 0.3
#: A word of a row that agrees with no one word of the name alone.
_FREE: Final = -1


class Bounds:
    """The most that rows may score: what agrees, against what is left on both sides."""

    def __init__(self, segment: Segment, table: Floats) -> None:
        self.segment = segment
        #: The weight of every word, and nothing for the empty place at the end.
        self.table = table
        self._room = threading.local()  # one for each thread: a server asks from several
        self._letters: dict[str, Numbers] = {}
        self._begun: dict[str, Numbers] = {}

    def most(
        self,
        rows: Numbers,
        asked: PreparedName,
        weights: list[float],
        spellings: list[Spellings],
        parts: Spellings,
        least: float,
    ) -> tuple[Numbers, Floats]:
        """The rows that may score `least` or more, and the most that each may score.

        Args:
            rows: names of the segment.
            asked: the name asked about.
            weights: what its words weigh.
            spellings: the words of the list that each of its words may be.
            parts: those that several of its words may be together, or that one of its words is made of.
            least: the least score that is of use.
        """
        words = self.segment.words.take(rows, axis=0).T  # taken, not indexed: that costs a quarter
        alike, owners = self._alike(words, asked, weights, spellings, parts)
        worth, whole = (of_rows.take(rows, axis=0).T for of_rows in self._worth)
        agreeing = worth * alike
        # An initial of the name asked about may stand for any word: it contradicts none.
        total = sum([self._least(w, f) for w, word, f in zip(weights, asked.words, spellings, strict=True) if not word.initial])
        several = (alike > 0).sum(axis=0, dtype=np.uint8)
        agreed = agreeing.sum(axis=0)
        most = _share(agreed, whole, total, several, COSTS[asked.kind])
        # Of a name with more words than the table holds, the rest may agree too.
        cut = (words[-1] != self.segment.vocabulary.size) & (agreed > _CUT * np.minimum(whole, total))
        most[cut] = np.maximum(most[cut], _most_of_cut(whole[cut], total, COSTS[asked.kind]))
        if asked.kind == BODY:
            for word in asked.words:
                if 1 < word.length <= LONGEST_ACRONYM and not word.figure:
                    spelt = self._spells_out(word, words, alike, worth)
                    most[spelt] = np.maximum(most[spelt], ACRONYM)
                    cut |= spelt
        kept = (most >= least).nonzero()[0]
        rows, most, cut = rows.take(kept), most.take(kept), cut.take(kept)
        if not len(rows):
            return rows, most
        owners, several = owners.take(kept, axis=1), several.take(kept)
        agreed = _each_once(agreeing.take(kept, axis=1), owners, len(weights))
        again = _share(agreed, whole.take(kept), total, several, COSTS[asked.kind])
        if asked.kind == PERSON:
            again *= 1 - LEFT_OPEN * np.exp(-agreed / SETTLING)
            if len(weights) > 1:
                again[(several == 1) & (owners.max(axis=0) > _FREE)] *= ONE_WORD
        again[cut] = most[cut]
        kept = (again >= least).nonzero()[0]
        return rows.take(kept), again.take(kept)

    def _spells_out(self, word: Word, words: Numbers, alike: Floats, worth: Floats) -> npt.NDArray[np.bool_]:
        """In which rows the words that agree with none of the name begin with the letters of one of it ("IRGC Navy")."""
        rest = (alike == 0) & (worth > 0)
        found: npt.NDArray[np.bool_] = rest.sum(axis=0, dtype=np.uint8) == word.length
        found &= alike.any(axis=0)
        rows = found.nonzero()[0]
        if len(rows):
            begins = self.segment.vocabulary.first_letters.take(words.take(rows, axis=1).T[rest.take(rows, axis=1).T])
            found[rows] = (begins.reshape(-1, word.length) == np.frombuffer(word.form.encode(), dtype=np.uint8)).all(axis=1)
        return found

    @functools.cached_property
    def _worth(self) -> tuple[Floats, Floats]:
        """What each word of each row weighs, and all words of a row."""
        worth: Floats = self.table.take(self.segment.words) * self.segment.shares
        return worth, worth.sum(axis=1)

    def _alike(
        self,
        words: Numbers,
        asked: PreparedName,
        weights: list[float],
        spellings: list[Spellings],
        parts: Spellings,
    ) -> tuple[Floats, Owners]:
        """How alike words of rows are to those asked about, and to which word of the name each is, if to one alone."""
        likeness, owner = self._tables()
        letters = self._initials_of(asked) if asked.kind in (PERSON, BODY) else NONE
        likeness[letters] = _INITIAL  # less than any word that is alike
        counts = [len(found.numbers) for found in spellings]
        of_words = np.concatenate([found.numbers for found in spellings])
        numbers = np.concatenate([of_words, parts.numbers])
        own = np.repeat(np.array([*weights, 0.0], dtype=np.float32), [*counts, len(parts.numbers)])
        # Two words that are alike weigh the mean of both: a commoner one agrees on more than its own weight.
        value = np.concatenate([*[found.likeness for found in spellings], parts.likeness])
        value = value * np.maximum((own / self.table.take(numbers) + 1) / 2, 1)
        order = value.argsort()  # of a word that is like several of the name the most counts, which is written last
        likeness[numbers.take(order)] = value.take(order)
        places = np.repeat(np.arange(len(weights), dtype=np.int16), counts)
        owner[of_words] = places
        owner[of_words[owner.take(of_words) != places]] = _FREE
        owner[parts.numbers] = _FREE
        alike, owners = likeness.take(words), owner.take(words)
        likeness[letters] = 0.0
        likeness[numbers] = 0.0
        owner[of_words] = _FREE
        return alike, owners

    def _tables(self) -> tuple[Floats, Owners]:
        """Room for the likeness of every word, all nothing, and for the word of the name that each is like."""
        if not hasattr(self._room, "likeness"):
            size = self.segment.vocabulary.size + 1
            self._room.likeness = np.zeros(size, dtype=np.float32)
            self._room.owner = np.full(size, _FREE, dtype=np.int16)
        return self._room.likeness, self._room.owner

    def _least(self, weight: float, found: Spellings) -> float:
        """What a word may weigh in a comparison at least: one with an error weighs no more than the common word that it was."""
        return weight if found.known or not len(found.numbers) else min(weight, float(self.table[found.numbers].min()))

    def _initials_of(self, asked: PreparedName) -> Numbers:
        """The initials that stand for words of the name, and the words that an initial of it stands for."""
        found = [self._letter(letter) for letter in {letter for form in asked.forms for letter in initials_of(form)}]
        if asked.initials:
            found += [self._begun_with(word.form) for word in asked.words if word.initial]
        return np.concatenate(found) if found else NONE

    def _letter(self, letter: str) -> Numbers:
        if letter not in self._letters:
            self._letters[letter] = np.array(self.segment.vocabulary.exact([letter])[0], dtype=np.int32)
        return self._letters[letter]

    def _begun_with(self, letter: str) -> Numbers:
        if letter not in self._begun:
            starts = np.array([letter in initials_of(form) for form in self.segment.vocabulary.forms], dtype=np.bool_)
            self._begun[letter] = starts.nonzero()[0].astype(np.int32)
        return self._begun[letter]


def _share(agreed: Floats, whole: Floats, total: float, several: npt.NDArray[np.uint8], costs: Costs) -> Floats:
    """What agrees of all that is evidence, as `score` has it.

    Args:
        agreed: what agrees.
        whole: what all words of the rows weigh.
        total: what all words of the name weigh.
        several: how many words of the rows agree.
        costs: what speaks against.
    """
    left_row = np.maximum(whole - np.minimum(whole, agreed / 0.9), 0.0)
    left_asked = np.maximum(total - agreed / 0.9, 0.0)
    clash = np.minimum(left_row, left_asked)
    # Where two words agree, a third may differ by an error that is not looked for.
    contradiction = np.where(several > 1, np.float32(_NEAR * costs.contradiction), np.float32(costs.contradiction))
    omitted = np.maximum(left_row, left_asked) - clash
    share: Floats = agreed / (agreed + clash * contradiction + omitted * costs.omission + 1e-6)
    return share


def _most_of_cut(whole: Floats, total: float, costs: Costs) -> Floats:
    """The most for names with more words than `whole` weighs, if all that is asked about agrees."""
    share: Floats = np.minimum(total / (total + np.maximum(whole - total, 0.0) * costs.omission + 1e-6), np.float32(ACRONYM))
    return share


def _each_once(agreeing: Floats, owners: Owners, words: int) -> Floats:
    """What agrees if each word of the name agrees with but one of a row: the one that weighs most."""
    agreed: Floats = np.where(owners == _FREE, agreeing, np.float32(0.0)).sum(axis=0)
    for word in range(words):
        agreed += np.where(owners == word, agreeing, np.float32(0.0)).max(axis=0)
    return agreed
