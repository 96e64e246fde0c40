"""What the server answers from: the record and the lists as they are now, made anew when the workspace has changed."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Mapping
from typing import Annotated

from fastapi import Depends, Request

from enduse.ledger import Merged, Told
from enduse.memory import settle
from enduse.record import Record
from enduse.review import Standing, as_judged, standings
from enduse.screen import Record as Screened
from enduse.screening import Desk, open_desk
from enduse.store import Revision, Store
from enduse.web.ledger import AsRead, Ledger, Reading
from enduse.web.ready import ReadyLists


class Current:
    """The store, and the ledger made of it, which follows the store's revision; only what has changed is read and made anew."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.lists = ReadyLists(store)
        self._lock = threading.Lock()
        self._ledger: Ledger | None = None
        self._readings: dict[int, Reading] = {}

    def begin(self) -> None:
        """Begin to make the record and the lists ready, so that whoever asks first need not wait so long."""
        threading.Thread(target=self._begin, name="ready", daemon=True).start()

    def _begin(self) -> None:
        try:
            self.lists.get()
            _ = self.ledger().transfers
        except Exception as error:  # noqa: BLE001 -- whoever asks is told what is wrong
            logging.getLogger(__name__).error("the workspace cannot be made ready (%s)", error)
        settle()

    def ledger(self) -> Ledger:
        """The ledger of the store's present revision."""
        if self._ledger is None or self._ledger.revision != self.store.revision().of_record:
            with self._lock:
                revision = self.store.revision()  # of before what is read next, so that nothing newer is ever missed
                if self._ledger is None or self._ledger.revision != revision.of_record:
                    self._ledger = self._made(revision, self._ledger)
        return self._ledger

    def _made(self, revision: Revision, before: Ledger | None) -> Ledger:
        is_same = before is not None and before.revision[:2] == revision.of_record[:2]
        read = before.read if before is not None and is_same else self._read()
        held = standings(self.store.judgements())
        record = Record(statements=tuple(as_judged(read.statements.values(), held)), documents=read.documents)
        if before is None:
            merged = Merged(record.statements, record.documents)
        else:
            merged = before.merged.changed({name: _told(read, held, name) for name in _changed(before, read, held)})
        return Ledger(revision=revision.of_record, read=read, held=held, record=record, merged=merged)

    def _read(self) -> AsRead:
        """All that is current, of which only what was not there before is fetched."""
        numbers = self.store.current_readings()
        new = self.store.readings(sorted(numbers - self._readings.keys()))
        kept = {number: reading for number, reading in self._readings.items() if number in numbers}
        self._readings = kept | {reading.number: (reading.document, reading.statements) for reading in new}
        return AsRead(self._readings.values())

    def desk(self, as_of: dt.date | None = None) -> Desk:
        """What shipments are screened with, as of a day: the lists that stood then, the record, the decisions."""
        record = Screened(self.ledger().transfers_as_of(as_of))
        return open_desk(self.store, as_of=as_of, screener=self.lists.as_of(as_of), record=record)


def _changed(before: Ledger, read: AsRead, held: Mapping[str, Standing]) -> set[str]:
    """The reports that were read, or are judged, otherwise than before."""
    names = {name for name, pair in read.reports.items() if before.read.reports.get(name) is not pair}
    names |= before.read.reports.keys() - read.reports.keys()
    judged = {number for number in {*held, *before.held} if held.get(number) != before.held.get(number)}
    return names | {read.statements[number].doc for number in judged & read.statements.keys()}


def _told(read: AsRead, held: Mapping[str, Standing], name: str) -> Told:
    """A report and its statements as people left them."""
    if name not in read.reports:
        return None, ()
    document, statements = read.reports[name]
    return document, tuple(as_judged(statements, held))


def current_of(request: Request) -> Current:
    """The current state that a request is answered from."""
    current: Current = request.app.state.current
    return current


CurrentState = Annotated[Current, Depends(current_of)]
