"""A record merged once and asked many times: as of any day, and merged anew in a moment where little of it has changed."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping

from enduse.ledger.copies import Ties, stories_of
from enduse.ledger.mention import Mention
from enduse.ledger.merge import RowKey, by_report, place, report_mentions, row_transfers
from enduse.ledger.sources import count_sources, sources_of
from enduse.model import Document, Statement, Transfer


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
        self._rows: Mapping[RowKey, _Row] = _rows_of(self._reports, changed, rows)

    def as_of(self, day: dt.date | None) -> list[Transfer]:
        """The transfers as they were known at the end of a day; all, where it is None."""
        sources = sources_of(self._known(day), self.stories(day))
        told = (row.transfers(day, sources) for row in self._rows.values())
        return [transfer for _, transfer in sorted((pair for row in told for pair in row), key=lambda pair: pair[0])]

    def stories(self, day: dt.date | None) -> list[tuple[str, ...]]:
        """The stories told more than once by then, the original of each first, as `find_copies` has them."""
        known = self._known(day)
        names = {d.name for d in known}
        return stories_of(known, [tie for tie in self._ties.pairs if tie[1] in names])

    def _known(self, day: dt.date | None) -> list[Document]:
        return [d for d in self._documents if day is None or (d.published is not None and d.published <= day)]


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
        self._made: dict[int, tuple[tuple[tuple[str, ...], Transfer], ...]] = {}

    def transfers(self, day: dt.date | None, sources: Mapping[str, str]) -> tuple[tuple[tuple[str, ...], Transfer], ...]:
        """What the row comes to on a day: its transfers, each with its place in the ledger."""
        known = len(self.mentions) if day is None else bisect.bisect_right(self._days, day)
        if not known:
            return ()
        made = self._made.get(known)
        if made is None or any(t.sources != count_sources(t.documents, sources) for _, t in made):
            made = tuple((place(t), t) for t in row_transfers(self._key, self.mentions[:known], sources))
            self._made[known] = made
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


def _rows_of(reports: Mapping[str, _Report], changed: frozenset[str], before: Mapping[RowKey, _Row]) -> dict[RowKey, _Row]:
    """The rows, of which only those that a changed report has or had a part in are made anew."""
    brought: dict[RowKey, list[Mention]] = defaultdict(list)
    for name in sorted(changed & {*reports}):
        for key, mention in reports[name].placed:
            brought[key].append(mention)
    rows = {}
    for key, row in before.items():
        kept = [m for m in row.mentions if m.statement.doc not in changed]
        if len(kept) == len(row.mentions) and key not in brought:
            rows[key] = row
        elif kept or key in brought:
            rows[key] = _Row(key, [*kept, *brought.get(key, ())])
    return rows | {key: _Row(key, mentions) for key, mentions in brought.items() if key not in before}
