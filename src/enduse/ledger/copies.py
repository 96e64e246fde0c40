"""Copies and light rewrites of one story, found among reports that share words and appeared within days of each other."""

from __future__ import annotations

import bisect
import datetime as dt
from array import array
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Mapping, Sequence

from enduse.ledger.prose import Prose, are_copies, prose_of
from enduse.model import Document

Tie = tuple[str, str]

#: Copies appear within days of the story; the same words weeks later are a new report with old background.
WINDOW = dt.timedelta(days=4)
_POSTINGS = 12
_SHARED_TRIPLES = 3


def find_copies(documents: Iterable[Document]) -> list[tuple[str, ...]]:
    """Find the reports that are copies or light rewrites of one story.

    Args:
        documents: reports as read; their furniture is passed over.

    Returns:
        One tuple of document names for each story told more than once, the original (the earliest) first. The order of the
        documents does not matter.
    """
    unique = {d.name: d for d in documents}
    return stories_of(unique.values(), Ties(unique.values()).pairs)


class Ties:
    """By which pairs reports hang together in stories; with one report more or less, only those near it are compared again.

    Attributes:
        pairs: the names, the earlier of each first, in the order of the later. Those of the reports up to a day are the first
            of those of all, as later reports tie nothing that was not tied before.
    """

    def __init__(self, documents: Iterable[Document], *, before: Ties | None = None) -> None:
        """Find them.

        Args:
            documents: all reports.
            before: the ties of an earlier state of the record, of which all that still holds is taken over.
        """
        ordered = sorted({d.name: d for d in documents}.values(), key=_by_date)
        self._documents = {d.name: d for d in ordered}
        held = before._documents if before is not None else {}
        same = {name for name, d in self._documents.items() if held.get(name) == d}
        proses = _Proses(self._documents)
        self._triples: dict[str, array[int]] = {
            name: before._triples[name] if before is not None and name in same else proses[name].triples
            for name in self._documents
        }
        changed = [d for known in (held, self._documents) for d in known.values() if d.name not in same]
        stale = {d.name: d for d in _touched(ordered, changed)}
        self._candidates: dict[str, tuple[str, ...]] = {
            **{name: before._candidates[name] for name in same - stale.keys() if before is not None},
            **_candidates(stale, ordered, self._triples),
        }
        told = before._told.items() if before is not None else ()
        self._told: dict[Tie, bool] = {pair: verdict for pair, verdict in told if same.issuperset(pair)}
        self.pairs: Sequence[Tie] = tuple(self._tie(ordered, proses))

    def _tie(self, ordered: Sequence[Document], proses: Mapping[str, Prose]) -> Iterable[Tie]:
        leaders = _Leaders(ordered)
        for later in ordered:
            for earlier in self._candidates[later.name]:
                tie = (earlier, later.name)
                if leaders.are_tied(tie):
                    continue
                if tie not in self._told:
                    self._told[tie] = are_copies(proses[earlier], proses[later.name])
                if self._told[tie]:
                    leaders.tie(tie)
                    yield tie


class _Proses(dict[str, Prose]):
    """The own prose of the reports that are asked for."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        super().__init__()
        self._documents = documents

    def __missing__(self, name: str) -> Prose:
        self[name] = prose_of(self._documents[name])
        return self[name]


def _touched(ordered: Iterable[Document], changed: Iterable[Document]) -> list[Document]:
    """The reports whose candidates may be others than before: the changed, and those that one of them may be a candidate of.

    An undated report is near every other, and comes after all dated ones.
    """
    days = sorted({_day(d) for d in changed})

    def is_touched(document: Document) -> bool:
        place = bisect.bisect_left(days, _since(document))
        return place < len(days) and days[place] <= _day(document)

    return [d for d in ordered if is_touched(d)]


def _candidates(
    asked: Mapping[str, Document], ordered: Sequence[Document], triples: Mapping[str, Iterable[int]]
) -> dict[str, tuple[str, ...]]:
    """For each report that is asked for the earlier ones near it that share some word triples with it, the earliest first.

    Every triple keeps only the newest few reports that have it, so that the work grows with the reports and not with their
    pairs; a story copied a hundred times is tied from each copy to the next.
    """
    wanted = frozenset[int]().union(*(triples[name] for name in asked))
    since = min(map(_since, asked.values()), default=0)
    found: dict[str, tuple[str, ...]] = {}
    seen: dict[int, deque[int]] = defaultdict(lambda: deque(maxlen=_POSTINGS))
    for number, report in enumerate(ordered):
        if _day(report) < since:
            continue
        present = wanted.intersection(triples[report.name])
        if report.name in asked:
            shared: Counter[int] = Counter()
            for triple in present:
                shared.update(seen[triple])
            likely = sorted(earlier for earlier, count in shared.items() if count >= _SHARED_TRIPLES)
            found[report.name] = tuple(ordered[earlier].name for earlier in likely if _near(ordered[earlier], report))
        for triple in present:
            seen[triple].append(number)
    return found


def stories_of(documents: Iterable[Document], ties: Iterable[Tie]) -> list[tuple[str, ...]]:
    """The stories told more than once, the original of each first."""
    ordered = sorted(documents, key=_by_date)
    leaders = _Leaders(ordered)
    for tie in ties:
        leaders.tie(tie)
    groups: dict[str, list[str]] = defaultdict(list)
    for document in ordered:
        groups[leaders.find(document.name)].append(document.name)
    return sorted(tuple(names) for names in groups.values() if len(names) > 1)


class _Leaders:
    """Which reports hang together: each leads to the first of its story."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._leader = {d.name: d.name for d in documents}

    def find(self, name: str) -> str:
        leader = self._leader
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    def are_tied(self, tie: Tie) -> bool:
        return self.find(tie[0]) == self.find(tie[1])

    def tie(self, tie: Tie) -> None:
        self._leader[self.find(tie[1])] = self.find(tie[0])


def _near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(other.published - one.published) <= WINDOW


def _day(document: Document) -> int:
    return (document.published or dt.date.max).toordinal()


def _since(document: Document) -> int:
    """The first day on which a report that is near this one can have appeared."""
    return _day(document) - WINDOW.days if document.published is not None else 0


def _by_date(document: Document) -> tuple[dt.date, str]:
    return (document.published or dt.date.max, document.name)
