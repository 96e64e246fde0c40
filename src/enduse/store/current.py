"""The current view of the record: at which revision it is, and what it is made of, reading by reading."""

from __future__ import annotations

import contextlib
import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import sqlalchemy as sa

from enduse.model import Document, Statement
from enduse.store import schema
from enduse.store.records import document_of, statement_of

_documents, _readings, _statements = schema.documents.c, schema.readings.c, schema.statements.c
_AT_ONCE = 200  # readings asked for together


class Revision(NamedTuple):
    """Numbers that move on when documents are read, statements are judged or lists come: equal ones mean an equal workspace.

    `current` is of the readings that are current: it moves when a former one becomes so again. Judgements are counted, as of
    two that are written at once the later number can be seen first.
    """

    readings: int
    current: int
    judgements: int
    lists: int

    @property
    def of_record(self) -> tuple[int, ...]:
        """What of it the record depends on; the first two are of what was read."""
        return (self.readings, self.current, self.judgements)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class CurrentReading:
    """A document and what one reader found in it, under a number that always means just this."""

    number: int
    document: Document
    statements: tuple[Statement, ...]


class CurrentShelf:
    """The part of the store that a server's ledger stands on."""

    @contextlib.contextmanager
    def _connection(self, *, writing: bool = False) -> Iterator[sa.Connection]:
        raise NotImplementedError
        yield

    def revision(self) -> Revision:
        """The revision of the workspace now."""
        current = sa.select(sa.func.coalesce(sa.func.sum(_readings.number), 0)).where(_readings.current).scalar_subquery()
        tables = (schema.readings, schema.snapshots)
        readings, lists = (sa.select(sa.func.coalesce(sa.func.max(table.c.number), 0)).scalar_subquery() for table in tables)
        judgements = sa.select(sa.func.count()).select_from(schema.judgements).scalar_subquery()
        with self._connection() as connection:
            numbers = connection.execute(sa.select(readings, current, judgements, lists)).one()
        return Revision(*map(int, numbers))

    def current_readings(self) -> frozenset[int]:
        """The numbers of the readings that the current view is made of, one of each document."""
        query = sa.select(_readings.number).join(schema.documents, _readings.document == _documents.number)
        with self._connection() as connection:
            return frozenset(connection.scalars(query.where(_readings.current, _documents.current)))

    def readings(self, numbers: Sequence[int]) -> Iterator[CurrentReading]:
        """Stream readings by their numbers, with their documents."""
        for start in range(0, len(numbers), _AT_ONCE):
            asked = numbers[start : start + _AT_ONCE]
            with self._connection() as connection:
                yield from _readings_of(connection, asked)


def _readings_of(connection: sa.Connection, numbers: Sequence[int]) -> Iterator[CurrentReading]:
    found: dict[int, list[Statement]] = defaultdict(list)
    query = sa.select(_statements.reading, _statements.row, _statements.score, _statements.reasons)
    query = query.where(_statements.reading.in_(numbers)).order_by(_statements.reading, _statements.position)
    for row in connection.execute(query).mappings():
        found[row["reading"]].append(statement_of(row))
    documents = sa.select(_readings.number.label("reading"), schema.documents)
    documents = documents.join(schema.documents, _readings.document == _documents.number)
    for row in connection.execute(documents.where(_readings.number.in_(numbers))).mappings().all():
        number = int(row["reading"])
        yield CurrentReading(number=number, document=document_of(row), statements=tuple(found[number]))
