"""A record merged once and asked many times: as of any day, and merged anew in a moment where little of it has changed."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from enduse.ledger.copies import Ties, stories_of
from enduse.ledger.mention import Mention
from enduse.ledger.merge import RowKey, by_report, place, report_mentions, row_transfers
from enduse.ledger.sources import count_sources, sources_of
from enduse.model import Document, Statement, Transfer

#: So many days that were asked about last are known to be told by the same sources without another look.
_DAYS: Final = 8


class Merged:
    """The transfers of a record, on any day: what `merge` gives, held to it by a test.

    What a row looked like on a day depends only on the reports of it that there were by then, so that it is worked out once for
    all the days between two reports, and again only where one of its reports, or who is behind them, has changed.
    """

    def __init__(self, statements: Iterable[Statement], documents: Iterable[Document], *, before: Merged | None = None) -> None:
        """Merge a record.

        Args:
            statements: of any kind, in any order.
            documents: the reports they come from.
            before: an earlier state of the record, of which all that still holds is taken over.
        """
        self._documents = tuple(documents)
        is_same = before is not None and before._documents == self._documents
        ties = before._ties if before is not None else None
        self._ties: Ties = ties if ties is not None and is_same else Ties(self._documents, before=ties)
        reports, rows = (before._reports, before._rows) if before is not None else ({}, {})
        self._reports: Mapping[str, _Report]
        self._reports, changed = _reports_of(statements, self._documents, reports)
        self._rows: Mapping[RowKey, _Row] = _rows_of(self._reports, reports, changed, rows)
        self._sources: dict[dt.date | None, _Sources] = dict(before._sources) if before is not None else {}

    def as_of(self, day: dt.date | None) -> list[Transfer]:
        """The transfers as they were known at the end of a day; all, where it is None."""
        sources = _Sources(sources_of(self._known(day), self.stories(day)), self._sources.get(day))
        self._sources = dict([*self._sources.items(), (day, sources)][-_DAYS:])
        told = (row.transfers(day, sources) for row in self._rows.values())
        return [transfer for _, transfer in sorted((pair for row in told for pair in row), key=lambda pair: pair[0])]

    def stories(self, day: dt.date | None) -> list[tuple[str, ...]]:
        """The stories told more than once by then, the original of each first, as `find_copies` has them."""
        known = self._known(day)
        names = {d.name for d in known}
        return stories_of(known, [tie for tie in self._ties.pairs if tie[1] in names])

    def _known(self, day: dt.date | None) -> list[Document]:
        return [d for d in self._documents if day is None or (d.published is not None and d.published <= day)]


class _Sources:
    """Who is behind each report as known on a day, and which of them have another behind them than when it was last asked.

    `mark` stands for it where transfers say by which sources they were told: they outlive it.
    """

    def __init__(self, of: Mapping[str, str], former: _Sources | None) -> None:
        self.of, self.mark = of, object()
        self._former = former.mark if former is not None else None
        self._moved = frozenset(name for name, source in of.items() if former and former.of.get(name, source) != source)

    def hold(self, mark: object, made: Sequence[tuple[object, Transfer]]) -> bool:
        """Whether transfers that were told by the sources of a mark would be told alike by these."""
        if mark is self.mark:
            return True
        if mark is self._former and (not self._moved or self._moved.isdisjoint(d for _, t in made for d in t.documents)):
            return True
        return all(t.sources == count_sources(t.documents, self.of) for _, t in made)


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Report:
    """What one report brings to the rows; `told` is what it depends on."""

    told: tuple[tuple[Statement, ...], Document | None]
    placed: tuple[tuple[RowKey, Mention], ...]


class _Row:
    """The mentions of one row by the day of their reports, the undated last, and what the first so many of them come to."""

    __slots__ = ("_days", "_key", "_made", "mentions")

    def __init__(self, key: RowKey, mentions: Iterable[Mention]) -> None:
        self._key = key
        self.mentions = sorted(mentions, key=lambda m: m.order)
        self._days = [m.published or dt.date.max for m in self.mentions]
        self._made: dict[int, tuple[object, tuple[tuple[tuple[str, ...], Transfer], ...]]] = {}

    def transfers(self, day: dt.date | None, sources: _Sources) -> tuple[tuple[tuple[str, ...], Transfer], ...]:
        """What the row comes to on a day: its transfers, each with its place in the ledger."""
        known = len(self.mentions) if day is None else bisect.bisect_right(self._days, day)
        if not known:
            return ()
        mark, made = self._made.get(known, (None, ()))
        if mark is None or not sources.hold(mark, made):
            made = tuple((place(t), t) for t in row_transfers(self._key, self.mentions[:known], sources.of))
        self._made[known] = (sources.mark, made)
        return made


def _reports_of(
    statements: Iterable[Statement], documents: Iterable[Document], before: Mapping[str, _Report]
) -> tuple[dict[str, _Report], frozenset[str]]:
    """Each report's part, and the names of those whose part is another than before."""
    known = {d.name: d for d in documents}
    reports: dict[str, _Report] = {}
    for name, found in by_report(statements).items():
        told = (tuple(found.values()), known.get(name))
        former = before.get(name)
        is_same = former is not None and former.told == told
        reports[name] = former if former and is_same else _Report(told, tuple(report_mentions(list(told[0]), told[1])))
    changed = {name for name in {*reports, *before} if reports.get(name) is not before.get(name)}
    return reports, frozenset(changed)


def _rows_of(
    reports: Mapping[str, _Report],
    former: Mapping[str, _Report],
    changed: frozenset[str],
    before: Mapping[RowKey, _Row],
) -> dict[RowKey, _Row]:
    """The rows, of which only those that a changed report has or had a part in are looked at."""
    brought: dict[RowKey, list[Mention]] = defaultdict(list)
    for name in sorted(changed & {*reports}):
        for key, mention in reports[name].placed:
            brought[key].append(mention)
    touched = {*brought, *(key for name in changed & {*former} for key, _ in former[name].placed)}
    rows = dict(before)
    for key in touched:
        there = rows.pop(key, None)
        kept = [m for m in there.mentions if m.statement.doc not in changed] if there is not None else []
        if kept or key in brought:
            rows[key] = _Row(key, [*kept, *brought[key]])
    return rows
