"""Every time that might date what a clause states, in its sentence and just before it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Literal

from enduse.dates import Tense, TimeMention, find_times, words_of_wars
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
    """

    mention: TimeMention
    place: Span
    sentence: int
    words: tuple[int, ...]
    reading: Reading | None


class TimeOptions:
    """The times of one document, those of each sentence looked for once.

    Args:
        analysis: the document analysed.
        published: the day of publication, which relative times count from.
    """

    def __init__(self, analysis: Analysis, published: dt.date | None) -> None:
        self._analysis = analysis
        self._published = published
        self._about = words_of_wars(analysis.text)
        self._known: dict[int, list[TimeOption]] = {}

    def around(self, sentence: int) -> list[TimeOption]:
        """The times of a sentence and, after them, of those just before it; the day of a dateline is that of writing."""
        numbers = range(sentence, max(-1, sentence - BEFORE - 1), -1)
        told = (n for n in numbers if not self._analysis.sentences[n].is_lead)
        return [option for number in told for option in self._of(number)]

    def _of(self, sentence: int) -> list[TimeOption]:
        if sentence not in self._known:
            self._known[sentence] = list(self._find(sentence))
        return self._known[sentence]

    def _find(self, sentence: int) -> Iterator[TimeOption]:
        span = self._analysis.sentences[sentence].span
        text, words = span.of(self._analysis.text), self._analysis.trees[sentence].sentence.words
        anchor = self._time_before(sentence)
        behind, ahead = (self._times(text, tense, anchor) for tense in ("past", "future"))
        for number, (past, future) in enumerate(zip(behind, ahead, strict=True)):
            place = Span(start=span.start + past.span.start, end=span.start + past.span.end)
            own = tuple(i for i, w in enumerate(words) if w.start < place.end and place.start < w.end)
            if not own:
                continue
            readings: list[tuple[TimeMention, Reading | None]] = [(past, "past"), (future, "future")]
            if past.period == future.period:
                readings = [(past, None)]
                anchor = past.period if past.period.first and past.period.last else anchor
            elif anchor is not None and anchor.first is not None and _has_no_year(past, future):
                then = find_times(text, anchor.first, tense="future", anchor=anchor)[number]
                if then.period not in (past.period, future.period):
                    readings.append((then, "then"))
            for mention, reading in readings:
                if mention.period.first is not None or mention.period.last is not None:
                    yield TimeOption(mention, place, sentence, own, reading)

    def _times(self, text: str, tense: Tense, anchor: Period | None) -> list[TimeMention]:
        return find_times(text, self._published, tense=tense, anchor=anchor, about=self._about)

    def _time_before(self, sentence: int) -> Period | None:
        """The last time with two ends in the sentences before, which "the same day" and "a week later" count from."""
        for number in range(sentence - 1, max(-1, sentence - 1 - _REMEMBERED), -1):
            for time in reversed(find_times(self._analysis.sentences[number].span.of(self._analysis.text), self._published)):
                if time.period.first is not None and time.period.last is not None:
                    return time.period
        return None


def _has_no_year(past: TimeMention, future: TimeMention) -> bool:
    """Whether words such as "in May" and "on 25 May" were taken in two ways, and not a mere "on Friday"."""
    ends = [(a, b) for a, b in ((past.period.first, future.period.first), (past.period.last, future.period.last)) if a and b]
    return any(abs((b - a).days) > _WEEKS for a, b in ends)
