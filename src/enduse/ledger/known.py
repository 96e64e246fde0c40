"""The transfers of a record as they were known at the end of one day, kept up with the record."""

from __future__ import annotations

import bisect
import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping

from enduse.ledger.changes import Table
from enduse.ledger.copies import Stories
from enduse.ledger.merge import RowKey, place
from enduse.ledger.row import Row
from enduse.ledger.sources import Sources
from enduse.model import Document, Transfer

_MANY = 8  # where more than an eighth of the transfers change, they are put in order at once


class KnownTransfers:
    """The transfers as known at the end of a day, None being now.

    Attributes:
        transfers: in the order of the ledger.
    """

    def __init__(self, day: dt.date | None) -> None:
        self._day = day
        self._sources = Sources()
        self._told = Table[RowKey, tuple[Transfer, ...]]()
        self._places: list[tuple[str, ...]] = []
        self.transfers: list[Transfer] = []

    @property
    def documents(self) -> Mapping[str, Document]:
        """The reports that there were by then."""
        return self._sources.documents

    def changed(
        self,
        reports: Mapping[str, Document | None],
        moved: Iterable[str],
        touched: Collection[RowKey],
        stories: Stories,
        rows: Mapping[RowKey, Row],
        rows_with: Callable[[str], Iterable[RowKey]],
    ) -> KnownTransfers:
        """The same after a change of the record.

        Args:
            reports: the documents that changed, by name; None where one went.
            moved: the reports whose story is another one now.
            touched: the rows that changed.
            stories: all as they are now.
            rows: all as they are now.
            rows_with: gives the rows that a report has a part in.
        """
        after = KnownTransfers(self._day)
        new = {name: d if d is not None and self._is_known(d) else None for name, d in reports.items()}
        new = {name: d for name, d in new.items() if d is not None or name in self.documents}
        known = self._sources.documents.changed(new)
        told: dict[str, tuple[str, ...] | None] = {name: None for name in moved if name in self.documents or name in known}
        for story in {stories.told[name] for name in told if name in stories.told}:
            for names in story.until(known):
                told |= dict.fromkeys(names, names)
        after._sources, resourced = self._sources.changed(new, told)
        keys = {*touched, *(key for name in resourced for key in rows_with(name))}
        made = {key: rows[key].transfers(self._day, after._sources.of) if key in rows else () for key in keys}
        made = {key: found for key, found in made.items() if found != self._told.get(key, ())}
        after._told = self._told.changed({key: found or None for key, found in made.items()})
        gone = [t for key in made for t in self._told.get(key, ())]
        after._put(self, gone, [t for found in made.values() for t in found])
        return after

    def _is_known(self, document: Document) -> bool:
        return self._day is None or (document.published is not None and document.published <= self._day)

    def _put(self, before: KnownTransfers, gone: Collection[Transfer], come: Collection[Transfer]) -> None:
        """Take the transfers over, without some and with some others, in order."""
        if len(gone) + len(come) > len(before.transfers) // _MANY:
            left = {place(t) for t in gone}
            kept = ((p, t) for p, t in zip(before._places, before.transfers, strict=True) if p not in left)
            pairs = sorted([*kept, *((place(t), t) for t in come)], key=lambda pair: pair[0])
            self._places, self.transfers = [p for p, _ in pairs], [t for _, t in pairs]
            return
        self._places, self.transfers = before._places.copy(), before.transfers.copy()
        for transfer in gone:
            at = bisect.bisect_left(self._places, place(transfer))
            del self._places[at], self.transfers[at]
        for transfer in come:
            at = bisect.bisect_left(self._places, place(transfer))
            self._places.insert(at, place(transfer))
            self.transfers.insert(at, transfer)
