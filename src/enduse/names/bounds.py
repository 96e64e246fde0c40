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
from enduse.names.segment import WIDTH, Segment
from enduse.names.vocabulary import NONE, Numbers, Spellings
from enduse.names.words import Word, begins_with_initial, initials_of

Floats = npt.NDArray[np.float32]
Owners = npt.NDArray[np.int32]
#: What a name found by an acronym may score.
ACRONYM: Final = 0.8
#: A name that is cut off in the table is compared in full if so much of what it holds agrees, or of the name asked about.
_CUT: Final = 0.4
#: How alike an initial and a word are at most.
_INITIAL: Final = 0.6
#: Words that no error is looked for in count for this when two names have all else in common.
_NEAR: Final = 0.3
#: A bit for each word of the name; none for those behind the thirtieth, and for what is like none of them alone.
_BITS: Final = [1 << place for place in range(30)]


class Bounds:
    """The most that rows may score: what agrees, against what is left on both sides."""

    def __init__(self, segment: Segment, table: Floats) -> None:
        self.segment = segment
        #: The weight of every word, and nothing for the empty place at the end.
        self.table = table
        self._room = threading.local()  # one for each thread: a server asks from several
        self._letters: dict[str, Numbers] = {}
        self._begun: dict[str, Numbers] = {}

    def make_ready(self) -> None:
        """Make what every question needs."""
        _ = self._rows

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
        costs = COSTS[asked.kind]
        of_rows = self._rows.take(rows, axis=0).T  # taken, not indexed: that costs a quarter
        words, worth = of_rows[:WIDTH], of_rows[WIDTH:].view(np.float32)
        whole = np.add.reduce(worth, axis=0)
        likeness, owner = self._tables()
        used = self._mark(asked, weights, spellings, parts)
        alike, owners = likeness.take(words), owner.take(words)
        likeness[used] = 0.0
        owner[used] = 0
        # An initial of the name asked about may stand for any word: it contradicts none.
        total = sum([self._least(w, f) for w, word, f in zip(weights, asked.words, spellings, strict=True) if not word.initial])
        agreeing = worth * alike
        agreed = np.add.reduce(agreeing, axis=0)
        several = np.add.reduce(alike > 0, axis=0, dtype=np.uint8)
        any_owner = np.bitwise_or.reduce(owners, axis=0)
        twice = (any_owner != np.add.reduce(owners, axis=0)).nonzero()[0]  # a bit that is there twice is lost
        if len(twice):
            agreed[twice] = _each_once(agreeing.take(twice, axis=1), owners.take(twice, axis=1))
        most = _share(agreed, whole, total, several, costs)
        if asked.kind == PERSON:
            most *= 1 - LEFT_OPEN * np.exp(agreed / -SETTLING)
            if len(weights) > 1:
                most[(several == 1) & (any_owner != 0)] *= ONE_WORD
        # Of a name with more words than the table holds, the rest may agree too.
        cut = ((words[-1] != self.segment.vocabulary.size) & (agreed > _CUT * np.minimum(whole, total))).nonzero()[0]
        if len(cut):
            most[cut] = np.maximum(most[cut], _most_of_cut(whole[cut], total, costs))
        if asked.kind == BODY:
            for word in asked.words:
                if 1 < word.length <= LONGEST_ACRONYM and not word.figure:
                    spelt = self._spells_out(word, words, alike, worth)
                    most[spelt] = np.maximum(most[spelt], ACRONYM)
        kept = (most >= least).nonzero()[0]
        return rows.take(kept), most.take(kept)

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
    def _rows(self) -> Numbers:
        """The words of each row, and behind them, in the same bytes, what each weighs: what is asked together lies together."""
        weights: Floats = self.table.take(self.segment.words) * self.segment.shares
        return np.concatenate([self.segment.words, weights.view(np.int32)], axis=1)

    def _mark(self, asked: PreparedName, weights: list[float], spellings: list[Spellings], parts: Spellings) -> Numbers:
        """Write into the tables how alike words of the list are to those asked about, and to which word of the name each is.

        Returns:
            The words that were written.
        """
        likeness, owner = self._tables()
        letters = self._initials_of(asked) if asked.kind in (PERSON, BODY) else NONE
        likeness[letters] = _INITIAL  # less than any word that is alike
        found = [*spellings, parts]
        counts = [len(own.numbers) for own in found]
        numbers = np.concatenate([own.numbers for own in found])
        value = np.concatenate([own.likeness for own in found])
        # Two words that are alike weigh the mean of both: a commoner one agrees on more than its own weight.
        mean = np.array([*[weight / 2 for weight in weights], 0.0], dtype=np.float32).repeat(counts)
        mean /= self.table.take(numbers)
        mean += 0.5
        value *= np.maximum(mean, 1, out=mean)
        likeness[numbers] = value
        bits = np.array([*_BITS[: len(weights)], *[0] * (len(weights) - len(_BITS)), 0], dtype=np.int32).repeat(counts)
        owner[numbers] = bits
        other = (owner.take(numbers) != bits).nonzero()[0]
        if len(other):  # of a word that is like several of the name the most counts, which is written last
            owner[numbers.take(other)] = 0
            order = value.argsort()
            likeness[numbers.take(order)] = value.take(order)
        return np.concatenate([letters, numbers])

    def _tables(self) -> tuple[Floats, Owners]:
        """Room for the likeness of every word, and for the word of the name that each is like, as a bit: all nothing."""
        if not hasattr(self._room, "likeness"):
            size = self.segment.vocabulary.size + 1
            self._room.likeness = np.zeros(size, dtype=np.float32)
            self._room.owner = np.zeros(size, dtype=np.int32)
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
            vocabulary = self.segment.vocabulary
            starts = vocabulary.first_letters == ord(letter)
            for begin in begins_with_initial(letter):
                others = (vocabulary.first_letters == ord(begin[0])).nonzero()[0]
                starts[others] |= np.fromiter((f.startswith(begin) for f in vocabulary.forms[others]), np.bool_, len(others))
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
    both = agreed / 0.9
    left_row = np.maximum(whole - both, 0.0)
    left_asked = np.maximum(total - both, 0.0)
    clash = np.minimum(left_row, left_asked)
    against = np.maximum(left_row, left_asked)
    against -= clash
    against *= costs.omission
    # Where two words agree, a third may differ by an error that is not looked for.
    clash *= np.where(several > 1, np.float32(_NEAR * costs.contradiction), np.float32(costs.contradiction))
    against += clash
    against += agreed
    against += 1e-6
    share: Floats = agreed / against
    return share


def _most_of_cut(whole: Floats, total: float, costs: Costs) -> Floats:
    """The most for names with more words than `whole` weighs, if all that is asked about agrees."""
    share: Floats = np.minimum(total / (total + np.maximum(whole - total, 0.0) * costs.omission + 1e-6), np.float32(ACRONYM))
    return share


def _each_once(agreeing: Floats, owners: Owners) -> Floats:
    """What agrees if each word of the name agrees with but one of a row: the one that weighs most."""
    agreed: Floats = np.where(owners == 0, agreeing, np.float32(0.0)).sum(axis=0)
    for bit in {*owners.ravel().tolist()} - {0}:
        agreed += np.where(owners == bit, agreeing, np.float32(0.0)).max(axis=0)
    return agreed
