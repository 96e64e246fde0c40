"""Keys, signed-in sessions and the audit log. Of a key or session only a hash is kept; the log is only ever added to."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from enduse.store import schema

_keys, _sessions, _audit = schema.keys.c, schema.sessions.c, schema.audit.c


#: The clocks of several servers, and one that was set right, may differ by so much.
CLOCKS_APART = dt.timedelta(hours=1)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class KeyRow:
    """A key without its secret: who holds it, what it allows, from when to when; `digest` is the salted hash of the secret."""

    id: str
    name: str
    scope: str
    salt: bytes = dataclasses.field(repr=False)
    digest: bytes = dataclasses.field(repr=False)
    created_at: dt.datetime
    expires_at: dt.datetime | None = None
    revoked_at: dt.datetime | None = None
    used_at: dt.datetime | None = None

    def is_valid(self, now: dt.datetime) -> bool:
        """Whether it opens anything at a moment.

        One that ends and that was made in the future was made by a clock that ran wrong: nobody knows when it ends.
        """
        ends = self.expires_at is None or self.created_at - CLOCKS_APART <= now < self.expires_at
        return self.revoked_at is None and ends


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SessionRow:
    """One browser signed in with a key; `digest` is the hash of what its cookie holds."""

    digest: bytes = dataclasses.field(repr=False)
    key: str
    created_at: dt.datetime
    expires_at: dt.datetime
    ended_at: dt.datetime | None = None

    def is_valid(self, now: dt.datetime) -> bool:
        """Whether it is open at a moment; never where it was opened by a clock that ran ahead."""
        return self.ended_at is None and self.created_at - CLOCKS_APART <= now < self.expires_at


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AuditRow:
    """One event: when, who did what to what, in which request, and what else there is to know; the store numbers it."""

    at: dt.datetime
    who: str
    event: str
    subject: str | None = None
    request_id: str | None = None
    address: str | None = None
    details: Mapping[str, Any] = dataclasses.field(default_factory=dict)
    number: int | None = None


class AccessShelf:
    """The part of the store that the server's doors stand on."""

    @contextlib.contextmanager
    def _connection(self, *, writing: bool = False) -> Iterator[sa.Connection]:
        raise NotImplementedError
        yield

    def save_key(self, key: KeyRow) -> None:
        """Keep a new key."""
        with self._connection(writing=True) as connection:
            connection.execute(sa.insert(schema.keys).values(dataclasses.asdict(key)))

    def access_keys(self) -> list[KeyRow]:
        """All keys, also those that were revoked, in the order in which they were made."""
        with self._connection() as connection:
            rows = connection.execute(sa.select(schema.keys).order_by(_keys.created_at, _keys.id)).mappings()
            return [KeyRow(**row) for row in rows]

    def key(self, key_id: str) -> KeyRow | None:
        """The key with an id."""
        with self._connection() as connection:
            row = connection.execute(sa.select(schema.keys).where(_keys.id == key_id)).mappings().first()
        return KeyRow(**row) if row is not None else None

    def revoke_key(self, key_id: str, at: dt.datetime) -> bool:
        """Let a key open nothing from now on, nor any session that it opened; whether it did open anything."""
        unrevoked = (_keys.id == key_id, _keys.revoked_at.is_(None))
        with self._connection(writing=True) as connection:
            return connection.execute(sa.update(schema.keys).where(*unrevoked).values(revoked_at=at)).rowcount > 0

    def mark_key_used(self, key_id: str, at: dt.datetime) -> None:
        """Note that a key was used."""
        with self._connection(writing=True) as connection:
            connection.execute(sa.update(schema.keys).where(_keys.id == key_id).values(used_at=at))

    def save_session(self, session: SessionRow) -> None:
        """Keep a new session, and forget those whose time was over before it began."""
        with self._connection(writing=True) as connection:
            connection.execute(sa.delete(schema.sessions).where(_sessions.expires_at < session.created_at))
            connection.execute(sa.insert(schema.sessions).values(dataclasses.asdict(session)))

    def session(self, digest: bytes) -> tuple[SessionRow, KeyRow] | None:
        """The session whose cookie has this hash, and the key that opened it."""
        with self._connection() as connection:
            row = connection.execute(sa.select(schema.sessions).where(_sessions.digest == digest)).mappings().first()
            if row is None:
                return None
            key = connection.execute(sa.select(schema.keys).where(_keys.id == row["key"])).mappings().one()
        return SessionRow(**row), KeyRow(**key)

    def end_session(self, digest: bytes, at: dt.datetime) -> None:
        """Close a session."""
        with self._connection(writing=True) as connection:
            connection.execute(sa.update(schema.sessions).where(_sessions.digest == digest).values(ended_at=at))

    def append_audit(self, rows: Iterable[AuditRow]) -> None:
        """Add events to the log, all or none."""
        values = [{name: value for name, value in dataclasses.asdict(row).items() if name != "number"} for row in rows]
        if values:
            with self._connection(writing=True) as connection:
                connection.execute(sa.insert(schema.audit), values)

    def audit(
        self, *, before: int | None = None, who: str | None = None, event: str | None = None, limit: int = 100
    ) -> list[AuditRow]:
        """Events, the last one first.

        Args:
            before: only those with a smaller number.
            who: only this person's.
            event: only of this kind.
            limit: at most so many.
        """
        query = sa.select(schema.audit).order_by(_audit.number.desc()).limit(limit)
        for column, value in ((_audit.who, who), (_audit.event, event)):
            if value is not None:
                query = query.where(column == value)
        if before is not None:
            query = query.where(_audit.number < before)
        with self._connection() as connection:
            return [AuditRow(**row) for row in connection.execute(query).mappings()]
