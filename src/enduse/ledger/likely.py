"""What a report may be a copy of: a few earlier reports that share runs of words with it."""

from __future__ import annotations

import bisect
import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from enduse.ledger.changes import Table
from enduse.model import Document

Place = tuple[dt.date, str]
Triples = Mapping[str, Sequence[int]]

#: Copies appear within days of the story; the same words weeks later are a new report with old background.
WINDOW: Final = dt.timedelta(days=4)
_POSTINGS = 12
_SHARED_TRIPLES = 3
#: Of the sample of an undated report: a copy that has a third of its words has fewer once in a thousand times.
_SHARED_OF_SAMPLE = 2
_MANY = 8  # where more than an eighth of the reports change, they are put in order at once
_LAST_DAY = dt.date.max - dt.timedelta(days=1)


def place_of(document: Document) -> Place:
    """A report's place in the order in which reports are laid beside each other: by day, undated ones last, then by name."""
    return (document.published or dt.date.max, document.name)


class Order:
    """The places of all reports."""

    def __init__(self, places: Iterable[Place] = ()) -> None:
        self._places = list(places)

    def __iter__(self) -> Iterator[Place]:
        return iter(self._places)

    def changed(self, gone: Collection[Place], come: Collection[Place]) -> Order:
        """The order without some reports and with some others."""
        if len(gone) + len(come) > len(self._places) // _MANY:
            return Order(sorted({*self._places}.difference(gone).union(come)))
        after = Order(self._places)
        for place in gone:
            del after._places[bisect.bisect_left(after._places, place)]
        for place in come:
            bisect.insort(after._places, place)
        return after

    def around(self, days: Sequence[dt.date]) -> Iterator[Sequence[Place]]:
        """The dated reports of some days, which are given in order, and of the days around them, in stretches apart in time."""
        bounds: list[tuple[dt.date, dt.date]] = []
        for day in days:
            first, last = _later(day, -WINDOW), min(_later(day, WINDOW), _LAST_DAY)
            if bounds and first <= bounds[-1][1]:
                first = bounds.pop()[0]
            bounds.append((first, last))
        for first, last in bounds:
            start = bisect.bisect_left(self._places, (first, ""))
            yield self._places[start : bisect.bisect_left(self._places, (_later(last, dt.timedelta(days=1)), ""), lo=start)]


def near_ones(changed: Iterable[dt.date], order: Order, triples: Triples) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The dated reports of some days and of the days after, each with those it may be a copy of, the earliest first.

    These are earlier ones of the days before that share some word triples with it. Every triple keeps only the newest few
    reports that have it, so that the work grows with the reports and not with their pairs; a story copied a hundred times is
    tied from each copy to the next.
    """
    days = sorted(day for day in set(changed) if day <= _LAST_DAY)
    for stretch in order.around(days):
        seen: dict[int, list[int]] = {}
        for number, (day, name) in enumerate(stretch):
            since = _later(day, -WINDOW)
            shared: dict[int, int] = defaultdict(int)
            for triple in triples[name]:
                if (posted := seen.get(triple)) is None:  # as most are
                    seen[triple] = [number]
                    continue
                for earlier in posted[-_POSTINGS:]:
                    shared[earlier] += 1
                posted.append(number)
            place = bisect.bisect_left(days, since)
            if place < len(days) and days[place] <= day:
                likely = sorted(n for n, count in shared.items() if count >= _SHARED_TRIPLES and stretch[n][0] >= since)
                yield name, tuple(stretch[n][1] for n in likely)


class Undated:
    """What undated reports may be copies of. That can be any report, so that they are found by a sample of their triples.

    Of the reports that have one of these triples the newest few count; those that count for several of them are likely.
    """

    def __init__(self) -> None:
        self._samples = Table[str, Collection[int]]()
        self._asking = Table[int, tuple[str, ...]]()
        self._posted = Table[int, list[Place]]()

    def changed(
        self,
        gone: Mapping[Place, Iterable[int]],
        come: Mapping[Place, Iterable[int]],
        samples: Mapping[str, Collection[int]],
        order: Order,
        triples: Triples,
    ) -> tuple[Undated, dict[str, tuple[str, ...]]]:
        """The same after some reports went and others came; one that changed has done both.

        Args:
            gone: the triples of those that went, by the places where they stood.
            come: the triples of those that came, by their places.
            samples: of the undated ones among these the triples to find copies by.
            order: of all reports as they are now.
            triples: of all reports as they are now.

        Returns:
            The new state, and what those reports may be copies of, the earliest first, whose choice may have changed.
        """
        after, left = Undated(), {name for _, name in gone}
        without = {name: self._samples[name] for name in left if name in self._samples}
        after._samples = self._samples.changed(dict.fromkeys(without) | dict(samples))
        asked = _asked(self._asking, without, samples)
        after._asking = self._asking.changed(asked)
        touched, posted = set(samples), dict[int, list[Place]]()
        for place, own in gone.items():
            for triple in after._posted_before(self, own, posted):
                touched.update(name for name in after._asking[triple] if place in _newest(posted[triple], name))
                posted[triple].remove(place)
        for place, own in come.items():
            for triple in after._posted_before(self, own, posted):
                bisect.insort(posted[triple], place)
                touched.update(name for name in after._asking[triple] if place in _newest(posted[triple], name))
        unposted = [triple for triple, names in asked.items() if names and triple not in self._posted]
        posted |= _posted(unposted, order, triples) if unposted else {}
        after._posted = self._posted.changed(
            {**dict.fromkeys(triple for triple, names in asked.items() if not names), **posted}
        )
        return after, {name: after._likely(name) for name in touched if name in after._samples}

    def _posted_before(self, before: Undated, own: Iterable[int], posted: dict[int, list[Place]]) -> Iterator[int]:
        """Those of some triples that are asked for now and were before, with a copy of their places put into `posted`."""
        for triple in own:
            if triple in before._posted and triple in self._asking:
                if triple not in posted:
                    posted[triple] = before._posted[triple].copy()
                yield triple

    def _likely(self, name: str) -> tuple[str, ...]:
        sample = self._samples[name]
        shared = Counter(place for triple in sample for place in _newest(self._posted[triple], name))
        needed = min(_SHARED_OF_SAMPLE, len(sample))
        return tuple(earlier for _, earlier in sorted(place for place, count in shared.items() if count >= needed))


def _newest(posted: Sequence[Place], asker: str) -> Sequence[Place]:
    """The newest few of some places that are before that of an undated report."""
    end = bisect.bisect_left(posted, (dt.date.max, asker))
    return posted[max(0, end - _POSTINGS) : end]


def _asked(
    asking: Mapping[int, tuple[str, ...]], left: Mapping[str, Iterable[int]], new: Mapping[str, Iterable[int]]
) -> dict[int, tuple[str, ...] | None]:
    """Who asks for each triple of the samples of some reports that left and of others that are new; None where nobody does."""
    found: dict[int, list[str]] = {}
    for samples in (left, new):
        for name, sample in samples.items():
            for triple in sample:
                names = found.setdefault(triple, [*asking.get(triple, ())])
                if samples is left:
                    names.remove(name)
                else:
                    names.append(name)
    return {triple: tuple(names) or None for triple, names in found.items()}


def _posted(wanted: Collection[int], order: Iterable[Place], triples: Triples) -> dict[int, list[Place]]:
    """For each of some triples the places of the reports that have it."""
    found: dict[int, list[Place]] = {triple: [] for triple in wanted}
    sought = frozenset(wanted)
    for place in order:
        for triple in sought.intersection(triples[place[1]]):
            found[triple].append(place)
    return found


def _later(day: dt.date, time: dt.timedelta) -> dt.date:
    return dt.date.fromordinal(min(max(day.toordinal() + time.days, 1), dt.date.max.toordinal()))
