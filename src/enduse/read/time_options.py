"""Every time that might date what a clause states, in its sentence and just before it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Literal

from enduse.dates import TimeMention, find_times
from enduse.model import Period, Span
from enduse.read.analysis import Analysis

Reading = Literal["past", "future", "then"]
BEFORE = 2  # so many sentences before that of the clause are looked at
_REMEMBERED = 4  # sentences back in which the time stands that "the same day" counts from
_WEEKS = 20  # days: times without a year lie further apart, behind and ahead, than a weekday


@dataclasses.dataclass(frozen=True, slots=True)
class TimeOption:
    """A time, the place of its words in the document, and how they were taken.

    `reading`: whether a bare "on Friday" was taken to lie behind or ahead of the report, or a bare "25 May" to follow the time
    that was told before; None where that makes no difference.
    `back`: in how many sentences before the clause's own it stands.
    """

    mention: TimeMention
    place: Span
    sentence: int
    words: tuple[int, ...]
    reading: Reading | None
    back: int


def find_time_options(analysis: Analysis, sentence: int, published: dt.date | None) -> Iterator[TimeOption]:
    """The times of a sentence and of those just before it.

    Args:
        analysis: the document analysed.
        sentence: the number of the sentence.
        published: the day of publication, which relative times count from.
    """
    yield from _times_of(analysis, sentence, published, 0)
    for back in range(1, min(BEFORE, sentence) + 1):
        yield from _times_of(analysis, sentence - back, published, back)


def _times_of(analysis: Analysis, sentence: int, published: dt.date | None, back: int) -> Iterator[TimeOption]:
    span = analysis.sentences[sentence].span
    text, words = span.of(analysis.text), analysis.trees[sentence].sentence.words
    anchor = _time_before(analysis, sentence, published)
    behind, ahead = (find_times(text, published, tense=tense, anchor=anchor) for tense in ("past", "future"))
    for number, (past, future) in enumerate(zip(behind, ahead, strict=True)):
        place = Span(start=span.start + past.span.start, end=span.start + past.span.end)
        own = tuple(i for i, w in enumerate(words) if w.start < place.end and place.start < w.end)
        if not own or (past.period.first is None and past.period.last is None):
            continue
        if _same(past, future):
            yield TimeOption(past, place, sentence, own, None, back)
            anchor = past.period if past.period.first and past.period.last else anchor
            continue
        yield TimeOption(past, place, sentence, own, "past", back)
        yield TimeOption(future, place, sentence, own, "future", back)
        if anchor is not None and anchor.first is not None and _has_no_year(past, future):
            then = find_times(text, anchor.first, tense="future", anchor=anchor)[number]
            if not _same(then, past) and not _same(then, future):
                yield TimeOption(then, place, sentence, own, "then", back)


def _same(one: TimeMention, other: TimeMention) -> bool:
    return one.period == other.period


def _has_no_year(past: TimeMention, future: TimeMention) -> bool:
    """Whether words such as "in May" and "on 25 May" were taken in two ways, and not a mere "on Friday"."""
    ends = [(a, b) for a, b in ((past.period.first, future.period.first), (past.period.last, future.period.last)) if a and b]
    return any(abs((b - a).days) > _WEEKS for a, b in ends)


def _time_before(analysis: Analysis, sentence: int, published: dt.date | None) -> Period | None:
    """The last time with two ends in the sentences before, which "the same day" and "a week later" count from."""
    for number in range(sentence - 1, max(-1, sentence - 1 - _REMEMBERED), -1):
        for time in reversed(find_times(analysis.sentences[number].span.of(analysis.text), published)):
            if time.period.first is not None and time.period.last is not None:
                return time.period
    return None
