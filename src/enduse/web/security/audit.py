"""The audit log: who did what, when, in which request; only ever added to."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Mapping
from typing import Any

from fastapi import Request

from enduse.errors import StoreError
from enduse.store import AuditRow, Store
from enduse.web.security.callers import caller
from enduse.web.security.refusals import request_id_of

_SECONDS = 0.25  # a screening's event waits at most so long; one commit for each would be slower than the screening
_MOST_WAITING = 20_000


class AuditLog:
    """Writes events: at once, or soon and together; `close` writes what is left."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._waiting: list[AuditRow] = []
        self._lock = threading.Lock()
        self._writing = threading.Lock()
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._run, name="audit log", daemon=True)
        self._thread.start()

    def write(self, row: AuditRow) -> None:
        """Add an event; it is in the database when this returns."""
        self._store.append_audit([row])

    def write_soon(self, row: AuditRow) -> None:
        """Add an event that may reach the database a moment later."""
        with self._lock:
            self._waiting.append(row)
            is_full = len(self._waiting) >= _MOST_WAITING
        if is_full:
            self.flush()

    def flush(self) -> None:
        """Write what waits."""
        with self._writing:
            with self._lock:
                rows, self._waiting = self._waiting, []
            try:
                self._store.append_audit(rows)
            except BaseException:
                with self._lock:
                    self._waiting = rows + self._waiting
                raise

    def close(self) -> None:
        """Write what waits, and end."""
        self._ended.set()
        self._thread.join()
        self.flush()

    def _run(self) -> None:
        while not self._ended.wait(_SECONDS):
            try:
                self.flush()
            except StoreError as error:
                logging.getLogger("enduse.web").error("the audit log waits, as %s", error)


def audit(
    request: Request,
    event: str,
    subject: str | None = None,
    *,
    details: Mapping[str, Any] | None = None,
    who: str | None = None,
    at_once: bool | None = None,
) -> None:
    """Add an event of this request to the audit log.

    Args:
        request: the request; it tells who, and its id.
        event: what happened: `judgement`, `screening`, `sign-in`, `sign-out`, `key-created`, `key-revoked`, `read`.
        subject: the id of what it happened to: a statement, a receipt.
        details: what else there is to know, as JSON; no secrets.
        who: who did it, where that is not the caller.
        at_once: whether it must be in the database when this returns; unless said, all but screenings.
    """
    row = AuditRow(
        at=dt.datetime.now(dt.UTC),
        who=who if who is not None else caller(request).name,
        event=event,
        subject=subject,
        request_id=request_id_of(request) or None,
        address=request.client.host if request.client is not None else None,
        details=dict(details or {}),
    )
    log: AuditLog = request.app.state.audit
    if event != "screening" if at_once is None else at_once:
        log.write(row)
    else:
        log.write_soon(row)
