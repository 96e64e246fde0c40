"""What the server answers from: the record and the lists as they are now, made anew when the workspace has changed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import threading
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import Depends, Request

from enduse.ledger import merge
from enduse.model import Document, Statement, Transfer
from enduse.record import Record
from enduse.review import Standing, as_judged, standings
from enduse.screen import Record as Screened
from enduse.screening import Desk, open_desk
from enduse.store import Store
from enduse.web.ready import ReadyLists


@dataclasses.dataclass(frozen=True)
class Ledger:
    """The record at one revision of the workspace, merged; a value that never changes, so that one answer is of one state.

    `record` is as people left it: without what they hold wrong, and as they corrected it. `as_read` has every statement as it
    was read, by id, and `held` what people hold of them.
    """

    revision: tuple[int, ...]
    record: Record
    as_read: Mapping[str, Statement] = dataclasses.field(default_factory=dict)
    held: Mapping[str, Standing] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def documents(self) -> Mapping[str, Document]:
        """The documents by name."""
        return {document.name: document for document in self.record.documents}

    @functools.cached_property
    def statements(self) -> Mapping[str, Statement]:
        """The statements by id."""
        return {statement.id: statement for statement in self.record.statements}

    @functools.cached_property
    def kept(self) -> dict[str, Any]:
        """What pages have made of it by name, kept for as long as this state of the workspace is."""
        return {}

    @functools.cached_property
    def transfers(self) -> tuple[Transfer, ...]:
        """All transfers as known now."""
        return self.transfers_as_of(None)

    def transfers_as_of(self, as_of: dt.date | None) -> tuple[Transfer, ...]:
        """All transfers as known on a day."""
        return self._merged(as_of)

    @functools.cached_property
    def _merged(self) -> functools._lru_cache_wrapper[tuple[Transfer, ...]]:
        """Keeps the transfers of the last few days asked for."""

        @functools.lru_cache(maxsize=8)
        def merged(as_of: dt.date | None) -> tuple[Transfer, ...]:
            return tuple(merge(self.record.statements, self.record.documents, as_of=as_of))

        return merged


class Current:
    """The store, and the ledger made of it, which is made anew when the store's revision has moved on."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.lists = ReadyLists(store)
        self._lock = threading.Lock()
        self._ledger: Ledger | None = None

    def ledger(self) -> Ledger:
        """The ledger of the store's present revision."""
        revision = self.store.revision()
        with self._lock:
            if self._ledger is None or self._ledger.revision != revision:
                as_read = {statement.id: statement for statement in self.store.statements()}
                held = standings(self.store.judgements())
                statements = tuple(as_judged(as_read.values(), held))
                record = Record(statements=statements, documents=tuple(self.store.documents()))
                self._ledger = Ledger(revision=revision, record=record, as_read=as_read, held=held)
            return self._ledger

    def desk(self, as_of: dt.date | None = None) -> Desk:
        """What shipments are screened with, as of a day: the lists that stood then, the record, the decisions."""
        record = Screened(self.ledger().transfers_as_of(as_of))
        return open_desk(self.store, as_of=as_of, screener=self.lists.as_of(as_of), record=record)


def current_of(request: Request) -> Current:
    """The current state that a request is answered from."""
    current: Current = request.app.state.current
    return current


CurrentState = Annotated[Current, Depends(current_of)]
