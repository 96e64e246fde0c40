"""Snapshots of lists, attempts to update them, judgements and receipts: all kept, nothing replaced."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

import sqlalchemy as sa

from enduse.errors import ConflictError, StoreError
from enduse.store import schema

_TRIES = 100  # attempts to be the next in a chain that others append to as well
_snapshots, _files, _attempts = schema.snapshots.c, schema.snapshot_files.c, schema.list_attempts.c


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """One copy of a list as it was published: its hash, its own date, when it came, its size.

    `unknown` counts columns, tags and codes that its reader did not know; `source` is the address or file that it came from.
    """

    list: str
    sha256: str
    list_date: dt.date | None
    fetched_at: dt.datetime
    entries: int
    skipped: int
    unknown: Mapping[str, int]
    source: str

    @property
    def day(self) -> dt.date:
        """The day it stands for: the list's own date, else the day it came."""
        return self.list_date if self.list_date is not None else self.fetched_at.date()

    @property
    def day_words(self) -> str:
        """Of which day it is, and that it is the day it came where the list gives none."""
        return f"of {self.day}" if self.list_date is not None else f"fetched {self.day}, without a date of its own"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One attempt to update a list: what was wrong (None where nothing was), and what the server said to ask with next time."""

    list: str
    tried_at: dt.datetime
    problem: str | None = None
    etag: str | None = None
    last_modified: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class JudgementRow:
    """One person's decision on a statement (`subject` is its id): positive, negative, unsure, or none (withdrawn).

    `correction` is the statement as it should have been read, in its published form.
    """

    subject: str
    decision: str
    judged_by: str
    judged_at: dt.datetime
    why: str
    correction: Mapping[str, Any] | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PartyJudgement:
    """One person's decision whether a party is an entry; `asked` and `digest` are the keys of `screen.judgements`."""

    asked: str
    name: str
    entry: str
    digest: str
    decision: str
    judged_by: str
    judged_at: dt.datetime
    why: str


class ListShelf:
    """The part of the store that screening stands on."""

    @contextlib.contextmanager
    def _connection(self, *, writing: bool = False) -> Iterator[sa.Connection]:
        raise NotImplementedError
        yield

    def _rows(self, query: sa.Select[Any], noun: type[Any]) -> list[dict[str, Any]]:
        """The rows of a question, with the fields of a noun alone."""
        fields = [field.name for field in dataclasses.fields(noun)]
        with self._connection() as connection:
            return [{name: row[name] for name in fields} for row in connection.execute(query).mappings()]

    def save_snapshot(self, snapshot: Snapshot, files: Mapping[str, bytes]) -> bool:
        """Keep a copy of a list; the very same files again change nothing.

        Args:
            snapshot: its facts.
            files: its files by name, as published.

        Returns:
            Whether it is new.
        """
        row = dataclasses.asdict(snapshot) | {"unknown": dict(snapshot.unknown)}
        try:
            return self._save_snapshot(snapshot, row, files)
        except ConflictError:  # another program has just kept the very same
            return False

    def _save_snapshot(self, snapshot: Snapshot, row: Mapping[str, Any], files: Mapping[str, bytes]) -> bool:
        with self._connection(writing=True) as connection:
            same = (_snapshots.list == snapshot.list, _snapshots.sha256 == snapshot.sha256)
            if connection.scalar(sa.select(_snapshots.number).where(*same)) is not None:
                return False
            connection.execute(sa.insert(schema.snapshots).values(row))
            number = connection.scalar(sa.select(_snapshots.number).where(*same))
            for name, data in files.items():
                packed = {"snapshot": number, "name": name, "data": zlib.compress(data, 6)}
                connection.execute(sa.insert(schema.snapshot_files).values(packed))
        return True

    def snapshots(self, name: str | None = None) -> list[Snapshot]:
        """The copies of a list, or of all, the one that came last at the end."""
        query = sa.select(schema.snapshots).order_by(_snapshots.list, _snapshots.number)
        if name is not None:
            query = query.where(_snapshots.list == name)
        return [Snapshot(**row) for row in self._rows(query, Snapshot)]

    def snapshot_files(self, snapshot: Snapshot) -> dict[str, bytes]:
        """The files of a copy, as they came.

        Raises:
            StoreError: they cannot be unpacked.
        """
        query = sa.select(_files.name, _files.data).join(schema.snapshots, _files.snapshot == _snapshots.number)
        query = query.where(_snapshots.list == snapshot.list, _snapshots.sha256 == snapshot.sha256).order_by(_files.name)
        with self._connection() as connection:
            rows = connection.execute(query).all()
        try:
            return {name: zlib.decompress(data) for name, data in rows}
        except zlib.error as error:
            words = f"the copy of {snapshot.list} of {snapshot.day} is damaged ({error})"
            raise StoreError(f"{words}; restore a backup, or fetch the list again into a new workspace") from error

    def save_attempt(self, attempt: Attempt) -> None:
        """Note an attempt to update a list."""
        with self._connection(writing=True) as connection:
            connection.execute(sa.insert(schema.list_attempts).values(dataclasses.asdict(attempt)))

    def attempts(self, name: str | None = None) -> list[Attempt]:
        """The attempts to update a list, or all lists, the last one at the end."""
        query = sa.select(schema.list_attempts).order_by(_attempts.number)
        if name is not None:
            query = query.where(_attempts.list == name)
        return [Attempt(**row) for row in self._rows(query, Attempt)]

    def save_judgement(self, judgement: JudgementRow) -> None:
        """Append a person's decision."""
        with self._connection(writing=True) as connection:
            values = {field.name: getattr(judgement, field.name) for field in dataclasses.fields(judgement)}
            values["correction"] = sa.null() if judgement.correction is None else dict(judgement.correction)
            connection.execute(sa.insert(schema.judgements).values(values))

    def judgements(self, subjects: Iterable[str] | None = None) -> list[JudgementRow]:
        """Decisions in the order in which they were made; of these subjects, or all."""
        query = sa.select(schema.judgements).order_by(schema.judgements.c.number)
        if subjects is not None:
            query = query.where(schema.judgements.c.subject.in_(list(subjects)))
        return [JudgementRow(**row) for row in self._rows(query, JudgementRow)]

    def save_party_judgement(self, judgement: PartyJudgement) -> None:
        """Append a person's decision on a party and an entry."""
        with self._connection(writing=True) as connection:
            connection.execute(sa.insert(schema.party_judgements).values(dataclasses.asdict(judgement)))

    def party_judgements(self, asked: str | None = None) -> list[PartyJudgement]:
        """Decisions on parties in the order in which they were made; on one party, or all."""
        query = sa.select(schema.party_judgements).order_by(schema.party_judgements.c.number)
        if asked is not None:
            query = query.where(schema.party_judgements.c.asked == asked)
        return [PartyJudgement(**row) for row in self._rows(query, PartyJudgement)]

    def last_receipt(self) -> dict[str, Any] | None:
        """The receipt written last, None where there is none."""
        with self._connection() as connection:
            row = connection.scalar(sa.select(schema.receipts.c.row).order_by(schema.receipts.c.number.desc()).limit(1))
        return dict(row) if row is not None else None

    def receipt(self, receipt_id: str) -> dict[str, Any] | None:
        """The receipt of this id, None where there is none."""
        with self._connection() as connection:
            row = connection.scalar(sa.select(schema.receipts.c.row).where(schema.receipts.c.id == receipt_id))
        return dict(row) if row is not None else None

    def newest_receipts(self, most: int, *, before: str | None = None) -> list[dict[str, Any]]:
        """The receipts written last, the newest first; where an id is given, those written before its receipt."""
        receipts = schema.receipts.c
        query = sa.select(receipts.row).order_by(receipts.number.desc()).limit(most)
        if before is not None:
            query = query.where(receipts.number < sa.select(receipts.number).where(receipts.id == before).scalar_subquery())
        with self._connection() as connection:
            return [dict(row) for row in connection.scalars(query)]

    def count_receipts(self) -> int:
        """How many receipts there are."""
        with self._connection() as connection:
            return connection.scalar(sa.select(sa.func.count()).select_from(schema.receipts)) or 0

    def save_receipt(self, receipt_id: str, previous: str | None, row: Mapping[str, Any]) -> None:
        """Append a receipt behind the one that it names as the previous; two behind one are refused by the database."""
        values = {"id": receipt_id, "previous": previous, "row": dict(row)}
        with self._connection(writing=True) as connection:
            connection.execute(sa.insert(schema.receipts).values(values))

    def append_receipt(self, make: Callable[[Mapping[str, Any] | None], dict[str, Any]]) -> dict[str, Any]:
        """Append the receipt that `make` gives for the one before it; it is asked again where another program was faster.

        Raises:
            ConflictError: others were faster each time.
        """
        for left in reversed(range(_TRIES)):
            try:
                receipt = make(self.last_receipt())
                self.save_receipt(receipt["hash"], receipt["previous"], receipt)
            except ConflictError:
                if not left:
                    raise
            else:
                break
        return receipt

    def receipts_as_kept(self) -> Iterator[tuple[str, str | None, dict[str, Any]]]:
        """Each receipt with the hashes under which it is kept and found: its own, and that of the one before it."""
        kept = schema.receipts.c
        with self._connection() as connection:
            for id, previous, row in connection.execute(sa.select(kept.id, kept.previous, kept.row).order_by(kept.number)):
                yield id, previous, dict(row)

    def receipts(self) -> Iterator[dict[str, Any]]:
        """The receipts in the order in which they were written."""
        with self._connection() as connection:
            for row in connection.execute(sa.select(schema.receipts.c.row).order_by(schema.receipts.c.number)):
                yield dict(row[0])
