"""What one transaction writes: a document version, a reading of it and its statements, and which of them are current."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol

import sqlalchemy as sa

from enduse.model import Statement
from enduse.store import schema
from enduse.store.records import statement_terms, statement_values

_documents, _readings = schema.documents.c, schema.readings.c


class Found(Protocol):
    """What a reader found, as `enduse.read.reader.Reading` has it."""

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements, in the document's order."""
        ...

    @property
    def dropped(self) -> Mapping[str, int]:
        """What was left out, counted by reason."""
        ...


def current_reading(row: Mapping[str, Any], reader_name: str) -> sa.Select[tuple[int]]:
    """The number of the current reading of a document version by a reader."""
    query = sa.select(_readings.number).join(schema.documents, _readings.document == _documents.number)
    query = query.where(_documents.id == row["id"], _documents.facts == row["facts"], _documents.current)
    return query.where(_readings.reader == reader_name, _readings.current)


def save_document(connection: sa.Connection, row: Mapping[str, Any]) -> int:
    """Make this version the current one of its name."""
    table = schema.documents
    connection.execute(sa.update(table).where(table.c.name == row["name"], table.c.current).values(current=False))
    number = connection.scalar(sa.select(table.c.number).where(table.c.id == row["id"], table.c.facts == row["facts"]))
    if number is None:
        return _insert(connection, table, {**row, "current": True})
    connection.execute(sa.update(table).where(table.c.number == number).values(current=True))
    return int(number)


def save_statements(connection: sa.Connection, document: int, reading: Found, reader_name: str, read_at: dt.datetime) -> None:
    """Make this reader's reading the current one of the document version."""
    table = schema.readings
    connection.execute(sa.update(table).where(table.c.document == document, table.c.current).values(current=False))
    same = (table.c.document == document, table.c.reader == reader_name)
    if connection.execute(sa.update(table).where(*same).values(current=True)).rowcount:
        return
    values = {
        "document": document,
        "reader": reader_name,
        "read_at": read_at,
        "current": True,
        "dropped": dict(reading.dropped),
    }
    number = _insert(connection, table, values)
    for position, statement in enumerate(reading.statements):
        row = {**statement_values(statement), "reading": number, "position": position}
        key = _insert(connection, schema.statements, row)
        terms = [{"statement": key, "field": field, "value": value} for field, value in statement_terms(statement)]
        if terms:
            connection.execute(sa.insert(schema.terms), terms)


def _insert(connection: sa.Connection, table: sa.Table, row: Mapping[str, Any]) -> int:
    """Insert a row and give its number."""
    return int(connection.execute(sa.insert(table).returning(table.c.number), row).scalar_one())
