"""The day or month of a saying, and of a speaker's last saying, whose day holds for the next."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from enduse.dates import find_times, said_on
from enduse.model import Reason, Span
from enduse.read.analysis import Analysis
from enduse.read.said import Said
from enduse.read.sayings import Saying
from enduse.read.time_steps import stands_at_saying
from enduse.read.trees import Tree


class SayingDay(NamedTuple):
    """A day ("2031-03-04") or month of saying, and the words that give it."""

    day: str
    reason: Reason


class SayingDays:
    """The days of the sayings of a document, each looked for once.

    Args:
        analysis: the document analysed.
        published: the day of the report.
        said_in: gives what is said in a sentence by somebody known.
    """

    def __init__(self, analysis: Analysis, published: dt.date | None, said_in: Callable[[int], Iterable[Said]]) -> None:
        self._analysis = analysis
        self._published = published
        self._said_in = said_in
        self._known: dict[tuple[int, int], SayingDay | None] = {}
        self._passed = 0
        self._by_speaker: dict[str, tuple[list[int], list[SayingDay]]] = defaultdict(lambda: ([], []))

    def of(self, said: Said) -> SayingDay | None:
        """The day or month that hangs on the word of saying."""
        if said.saying is None:
            return None
        key = (said.sentence, said.saying.word)
        if key not in self._known:
            self._known[key] = self._find(said.sentence, said.saying)
        return self._known[key]

    def last_of(self, speaker: str, sentence: int) -> SayingDay | None:
        """The day of the last saying of a speaker that has one, in a sentence or before it."""
        while self._passed <= sentence:
            told: set[str] = set()
            for said in self._said_in(self._passed):
                if said.speaker.name not in told and (day := self.of(said)) is not None:
                    told.add(said.speaker.name)
                    sentences, days = self._by_speaker[said.speaker.name]
                    sentences.append(self._passed)
                    days.append(day)
            self._passed += 1
        sentences, days = self._by_speaker[speaker]
        place = bisect.bisect_right(sentences, sentence)
        return days[place - 1] if place else None

    def _find(self, sentence: int, saying: Saying) -> SayingDay | None:
        tree = self._analysis.trees[sentence]
        span = self._analysis.sentences[sentence].span
        for time in find_times(span.of(self._analysis.text), self._published):
            place = Span(start=span.start + time.span.start, end=span.start + time.span.end)
            words = [i for i, w in enumerate(tree.sentence.words) if w.start < place.end and place.start < w.end]
            day = said_on(time.period)
            if not words or day is None or _lies_ahead(day, self._published):
                continue
            hangs_on = tree.heads[tree.head_of(words[0], words[-1])]
            stands_by = words[0] - 1 == saying.word and stands_at_saying(tree, words[0], words[-1])
            if hangs_on == saying.word or stands_by or _opens(tree, words, saying):
                return SayingDay(day, Reason(field="said_on", rule="time of saying", span=place, words=time.text))
        return None


def _lies_ahead(day: str, published: dt.date | None) -> bool:
    """Whether a day or month of saying is after the report came out: then it is of something else."""
    return published is not None and day > published.isoformat()[: len(day)]


def _opens(tree: Tree, time: Sequence[int], saying: Saying) -> bool:
    """Whether a time opens the sentence and the speaker with the verb of saying follows it: "On Friday the minister said"."""
    between = range(time[-1] + 1, saying.word)
    return time[0] < 2 and len(between) < 12 and not any(tree.tags[i] == "VERB" for i in between)
