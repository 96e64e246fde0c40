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
from enduse.read.time_options import TimeOption, find_time_options
from enduse.read.time_steps import steps_to
from enduse.read.word_vectors import WordVectors

FILE = "dating.npz"
PLACES = 4  # whose vectors are seen: of what is stated, of the verb over it, of the time, of the word that the time hangs on


def find_event_time(
    analysis: Analysis, vectors: WordVectors, dating: Chooser, stated: Stated, published: dt.date | None
) -> tuple[Period | None, list[Reason]]:
    """The period of the event and why, or None where the text does not date it.

    Args:
        analysis: the document analysed.
        vectors: of the document's words.
        dating: the weights by which a time is chosen.
        stated: what is to be dated.
        published: the day of publication, which relative times count from.
    """
    options = list(find_time_options(analysis, stated.sentence, published))
    if options:
        scores = dating.scores(marks_of(analysis, stated, options, published), words_seen(analysis, vectors, stated, options))
        best = int(np.argmax(scores))
        if best:
            chosen = options[best - 1]
            return chosen.mention.period, [_reason(chosen.place, chosen.mention.text)]
    return _unplaced(analysis, stated, published)


def marks_of(
    analysis: Analysis, stated: Stated, options: Sequence[TimeOption], published: dt.date | None
) -> list[frozenset[str]]:
    """The marks of no time, and then of each option."""
    near = [option for option in options if option.back == 0]
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


def _unplaced(analysis: Analysis, stated: Stated, published: dt.date | None) -> tuple[Period | None, list[Reason]]:
    """The words of a time in the clause that cannot be placed in the calendar, neither behind nor ahead."""
    sentence, tree = analysis.sentences[stated.sentence].span, analysis.trees[stated.sentence]
    for time in find_times(sentence.of(analysis.text), published, tense="future"):
        place = Span(start=sentence.start + time.span.start, end=sentence.start + time.span.end)
        is_open = time.period.first is None and time.period.last is None
        if is_open and stated.span.contains(place) and steps_to(tree, stated.word, place, stated.span) is not None:
            return time.period, [_reason(place, time.text)]
    return None, []


def _reason(place: Span, words: str) -> Reason:
    return Reason(field="when", rule="dates the clause", span=place, words=words)
