"""Which time dates the event that a clause states, and not the saying of it: chosen by words and marks (`dating.npz`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import numpy as np

from enduse.dates import find_times
from enduse.model import Period, Reason, Span
from enduse.read.analysis import Analysis
from enduse.read.chooser import Chooser
from enduse.read.network import Floats
from enduse.read.time_marks import Stated, time_marks, verb_over
from enduse.read.time_options import TimeOption, TimeOptions
from enduse.read.time_steps import dates_saying, dates_something_else, steps_to
from enduse.read.word_vectors import WordVectors

FILE = "dating.npz"
PLACES = 4  # whose vectors are seen: of what is stated, of the verb over it, of the time, of the word that the time hangs on


class EventTimes:
    """What the clauses of one document are dated by.

    Args:
        analysis: the document analysed.
        vectors: of its words.
        dating: the weights by which a time is chosen.
        published: the day of publication, which relative times count from.
    """

    def __init__(self, analysis: Analysis, vectors: WordVectors, dating: Chooser, published: dt.date | None) -> None:
        self._analysis, self._vectors, self._dating, self._published = analysis, vectors, dating, published
        self._options = TimeOptions(analysis, published)

    def find(self, stated: Stated) -> tuple[Period | None, list[Reason]]:
        """The period of what is stated and why, or None where the text does not date it."""
        options = self._options.around(stated.sentence)
        if options:
            marks = marks_of(self._analysis, stated, options, self._published)
            scores = self._dating.scores(marks, words_seen(self._analysis, self._vectors, stated, options))
            scores[1:][[self._belongs_elsewhere(stated, option) for option in options]] = -np.inf
            best = int(np.argmax(scores))
            if best:
                chosen = options[best - 1]
                return chosen.mention.period, [_reason(chosen.place, chosen.mention.text)]
        return self._unplaced(stated)

    def _belongs_elsewhere(self, stated: Stated, option: TimeOption) -> bool:
        """Whether a time in the sentence dates the saying, the contract or the making of what is stated, whatever is learnt."""
        if option.sentence != stated.sentence:
            return False
        tree, (first, *_), last = self._analysis.trees[stated.sentence], option.words, option.words[-1]
        return dates_saying(tree, first, last) or dates_something_else(tree, stated.word, stated.status, first, last)

    def _unplaced(self, stated: Stated) -> tuple[Period | None, list[Reason]]:
        """The words of a time in the clause that cannot be placed in the calendar, neither behind nor ahead."""
        sentence, tree = self._analysis.sentences[stated.sentence].span, self._analysis.trees[stated.sentence]
        for time in find_times(sentence.of(self._analysis.text), self._published, tense="future"):
            place = Span(start=sentence.start + time.span.start, end=sentence.start + time.span.end)
            is_open = time.period.first is None and time.period.last is None
            if is_open and stated.span.contains(place) and steps_to(tree, stated.word, place, stated.span) is not None:
                return time.period, [_reason(place, time.text)]
        return None, []


def marks_of(
    analysis: Analysis, stated: Stated, options: Sequence[TimeOption], published: dt.date | None
) -> list[frozenset[str]]:
    """The marks of no time, and then of each option."""
    near = [option for option in options if option.sentence == stated.sentence]
    tree = analysis.trees[stated.sentence]
    steps = {option.place: steps_to(tree, stated.word, option.place, stated.span) for option in near}
    least = min((n for n in steps.values() if n is not None), default=None)
    none = {"none", f"none {stated.status}", f"none {stated.kind}", f"none of {min(4, len(near))}", f"none nearest {least}"}
    marks = [frozenset(none)]
    for option in options:
        own = set(time_marks(analysis, stated, option, len(near), published))
        if least is not None and steps.get(option.place) == least:
            own |= {"nearest", f"nearest of {min(4, len(near))}", f"nearest {option.reading} {stated.status}"}
        marks.append(frozenset(own))
    return marks


def words_seen(
    analysis: Analysis, vectors: WordVectors, stated: Stated, options: Sequence[TimeOption]
) -> Iterator[list[Floats | None]]:
    """The vectors of what is stated and of the verb over it, of the time's head and of the word that this hangs on."""
    verb = verb_over(analysis.trees[stated.sentence], stated.word)
    own = [vectors.of(stated.sentence, stated.word), vectors.of(stated.sentence, verb)]
    yield [*own, None, None]
    for option in options:
        tree = analysis.trees[option.sentence]
        top = tree.head_of(option.words[0], option.words[-1])
        governor = tree.heads[top]
        yield [
            *own,
            vectors.of(option.sentence, top),
            vectors.of(option.sentence, governor) if governor >= 0 else None,
        ]


def _reason(place: Span, words: str) -> Reason:
    return Reason(field="when", rule="dates the clause", span=place, words=words)
