"""A record merged once and asked many times: as of any day, and merged anew in a moment where little of it has changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Final

from enduse.ledger.changes import Table
from enduse.ledger.copies import Stories
from enduse.ledger.known import KnownTransfers
from enduse.ledger.mention import Mention
from enduse.ledger.merge import RowKey, by_report, report_mentions
from enduse.ledger.row import Row
from enduse.model import Document, Statement, Transfer

#: What is told of a report: the document, if it is there, and its statements of any kind.
Told = tuple[Document | None, tuple[Statement, ...]]
#: So many days that were asked about last are known without another look.
_DAYS: Final = 8


class Merged:
    """The transfers of a record, on any day: what `merge` gives, held to it by a test.

    A change costs by the rows that the changed reports have a part in and by the reports of the days around them, and not by
    the record, but for copies of tables of references. The earlier state stays as it was.
    """

    def __init__(self, statements: Iterable[Statement], documents: Iterable[Document], *, before: Merged | None = None) -> None:
        """Merge a record.

        Args:
            statements: of any kind, in any order.
            documents: the reports they come from.
            before: an earlier state of the record, of which all that still holds is taken over. Where it is known what has
                changed, `changed` finds the same without comparing the whole record.
        """
        known = {d.name: d for d in documents}
        found = by_report(statements)
        told: dict[str, Told] = {n: (known.get(n), tuple(found.get(n, {}).values())) for n in dict.fromkeys([*known, *found])}
        self._take(before, told if before is None else dict.fromkeys(before._reports, _NOTHING) | told)

    def changed(self, reports: Mapping[str, Told]) -> Merged:
        """The record after some reports came, were read or judged otherwise, or went.

        Args:
            reports: what is told now of each that changed, by name; `(None, ())` of one that is no longer there.
        """
        after = Merged.__new__(Merged)
        found = by_report(s for _, statements in reports.values() for s in statements)
        after._take(self, {name: (told[0], tuple(found.get(name, {}).values())) for name, told in reports.items()})
        return after

    def as_of(self, day: dt.date | None) -> list[Transfer]:
        """The transfers as they were known at the end of a day; all, where it is None."""
        return self._known(day).transfers.copy()

    def stories(self, day: dt.date | None) -> list[tuple[str, ...]]:
        """The stories told more than once by then, the original of each first, as `find_copies` has them."""
        if day is None:
            return self._stories.all()
        return self._stories.all(self._known(day).documents)

    def _take(self, before: Merged | None, told: Mapping[str, Told]) -> None:
        held = before._reports if before is not None else Table[str, _Report]()
        rows = before._rows if before is not None else Table[RowKey, Row]()
        stories = before._stories if before is not None else Stories()
        changed = {name: report for name, report in told.items() if (held[name].told if name in held else _NOTHING) != report}
        redone = {n: d for n, (d, _) in changed.items() if d != (held[n].told[0] if n in held else None)}
        reports = {name: _report(report) if report != _NOTHING else None for name, report in changed.items()}
        touched = _rows_of(reports, held, rows)
        self._stories: Stories = stories.changed(redone) if redone else stories
        self._reports: Table[str, _Report] = held.changed(reports)
        self._rows: Table[RowKey, Row] = rows.changed(touched)
        self._days: dict[dt.date | None, KnownTransfers] = {}
        self._former = before._days if before is not None else {}
        self._change = (redone, self._stories.moved if redone else frozenset[str](), frozenset(touched))

    def _known(self, day: dt.date | None) -> KnownTransfers:
        if day not in self._days:
            former = self._former.get(day)
            if former is None:
                reports = {name: report.told[0] for name, report in self._reports.items()}
                change = (reports, frozenset(self._stories.told), frozenset(self._rows))
            else:
                change = self._change
            known = (former or KnownTransfers(day)).changed(*change, self._stories, self._rows, self._rows_with)
            self._days = dict([*self._days.items(), (day, known)][-_DAYS:])
        return self._days[day]

    def _rows_with(self, name: str) -> Iterable[RowKey]:
        return (key for key, _ in self._reports[name].placed) if name in self._reports else ()


_NOTHING: Final[Told] = (None, ())


@dataclasses.dataclass(frozen=True, slots=True, eq=False)
class _Report:
    """What one report brings to the rows; `told` is what it depends on."""

    told: Told
    placed: tuple[tuple[RowKey, Mention], ...]


def _report(told: Told) -> _Report:
    return _Report(told, tuple(report_mentions(list(told[1]), told[0])))


def _rows_of(
    reports: Mapping[str, _Report | None], former: Mapping[str, _Report], before: Mapping[RowKey, Row]
) -> dict[RowKey, Row | None]:
    """The rows that changed reports have or had a part in; None where nothing is left of one."""
    brought: dict[RowKey, list[Mention]] = defaultdict(list)
    for name in sorted(reports):
        report = reports[name]
        for key, mention in report.placed if report is not None else ():
            brought[key].append(mention)
    left = (key for name in reports if name in former for key, _ in former[name].placed)
    rows: dict[RowKey, Row | None] = {}
    for key in dict.fromkeys([*brought, *left]):
        there = before.get(key)
        kept = [m for m in there.mentions if m.statement.doc not in reports] if there is not None else []
        rows[key] = Row(key, [*kept, *brought.get(key, ())]) if kept or key in brought else None
    return rows
