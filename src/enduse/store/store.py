"""The store: what was read, kept so that reading again changes nothing and a crash loses nothing that was committed."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import sqlalchemy as sa
from sqlalchemy import exc

from enduse.errors import ConflictError, InputError
from enduse.model import Certainty, Document, Kind, Statement
from enduse.store import schema
from enduse.store.access import AccessShelf
from enduse.store.current import CurrentShelf
from enduse.store.engine import let_readers_in, open_engine, shown, told
from enduse.store.lists import ListShelf
from enduse.store.records import (
    Page,
    document_of,
    document_row,
    page_of,
    page_row,
    statement_of,
)
from enduse.store.saving import Found, current_reading, save_document, save_statements
from enduse.store.upgrade import prepare_schema

_AT_ONCE = 200  # rows fetched together; also the most values in one question
_documents, _readings, _statements, _terms = schema.documents.c, schema.readings.c, schema.statements.c, schema.terms.c


class Store(AccessShelf, CurrentShelf, ListShelf):
    """Documents, statements, lists and receipts in one database; a context manager that closes it.

    The current view holds, for each name, the document version saved last, with the statements of the reading saved last.
    Whatever was current before is kept.
    """

    def __init__(self, engine: sa.Engine, url_or_path: str | Path) -> None:
        """Use `Store.open`."""
        self._engine = engine
        self._writer = engine.execution_options(writing=True)
        self.url_or_path = url_or_path
        self.place = shown(url_or_path)

    @classmethod
    def open(cls, url_or_path: str | Path, *, read_only: bool = False, timeout: float = 10.0) -> Self:
        """Open a database, make it where there is none, and upgrade it where an older Enduse wrote it.

        Args:
            url_or_path: a file for SQLite, or a SQLAlchemy URL (`postgresql+psycopg://...`).
            read_only: never write, nor make or upgrade the database.
            timeout: seconds to wait for another program that is writing to the file.

        Raises:
            StoreError: it is locked, not a database of Enduse, of a newer Enduse, or cannot be reached.
        """
        place = shown(url_or_path)
        engine = open_engine(url_or_path, read_only=read_only, timeout=timeout)
        try:
            with told(place):
                prepare_schema(engine, place, read_only=read_only)
                if not read_only:
                    let_readers_in(engine)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, url_or_path)

    def close(self) -> None:
        """Give back the connections."""
        self._engine.dispose()

    def __reduce__(self) -> tuple[Callable[[str | Path], Store], tuple[str | Path]]:
        """Sent to another process, a store opens the same database there, for reading."""
        return functools.partial(Store.open, read_only=True), (self.url_or_path,)

    def __enter__(self) -> Self:
        """The store itself."""
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Close it."""
        self.close()

    def save_reading(self, document: Document, reading: Found, reader_name: str, read_at: dt.datetime) -> bool:
        """Save a document with what a reader found in it, wholly or not at all, and make both current.

        Args:
            document: the document; other bytes or facts under the same name make a new version, and the former is kept.
            reading: its statements.
            reader_name: name and version of the reader; what it once found in a version is not replaced.
            read_at: when it was read.

        Returns:
            Whether anything changed: False where this very reading was already current.

        Raises:
            InputError: the text holds characters that no database keeps.
            StoreError: the database is locked, full or out of reach; nothing of this document was saved.
        """
        try:
            with told(self.place):
                try:
                    return self._save(document, reading, reader_name, read_at)
                except exc.IntegrityError:  # another program has just saved this document: the second time we see its rows
                    return self._save(document, reading, reader_name, read_at)
        except (UnicodeEncodeError, exc.DataError) as error:
            raise InputError(f"{document.name}: its text holds characters that the database does not keep") from error

    def _save(self, document: Document, reading: Found, reader_name: str, read_at: dt.datetime) -> bool:
        row = document_row(document)
        with self._writer.begin() as connection:
            if connection.scalar(current_reading(row, reader_name)) is not None:
                return False
            number = save_document(connection, row)
            save_statements(connection, number, reading, reader_name, read_at)
        return True

    def has_reading(self, document: Document, reader_name: str) -> bool:
        """Whether this very document (name, bytes and facts) as read by this reader is the current view of its name."""
        with self._connection() as connection:
            return connection.scalar(current_reading(document_row(document), reader_name)) is not None

    def reading(self, document: Document, reader_name: str) -> tuple[tuple[Statement, ...], Mapping[str, int]] | None:
        """The statements and the dropped counts of `has_reading`, None where there is no such reading."""
        with self._connection() as connection:
            number = connection.scalar(current_reading(document_row(document), reader_name))
            if number is None:
                return None
            dropped = connection.scalar(sa.select(_readings.dropped).where(_readings.number == number))
            query = sa.select(_statements.row, _statements.score, _statements.reasons)
            rows = connection.execute(query.where(_statements.reading == number).order_by(_statements.position))
            return tuple(statement_of(row) for row in rows.mappings()), dropped or {}

    def documents(
        self, *, names: Iterable[str] | None = None, kind: Kind | None = None, former: bool = False
    ) -> Iterator[Document]:
        """Stream documents in the order of their names.

        Args:
            names: only these.
            kind: only documents with a current statement of this kind.
            former: the versions that are no longer current, in place of the current ones.
        """
        query = sa.select(schema.documents).where(_documents.current.is_(sa.false() if former else sa.true()))
        query = query.order_by(_documents.name, _documents.number)
        if kind is not None:
            stating = sa.select(_readings.document).join(schema.statements, _statements.reading == _readings.number)
            query = query.where(_documents.number.in_(stating.where(_readings.current, _statements.kind == kind)))
        if names is None:
            yield from map(document_of, self._stream(query))
            return
        asked = sorted(set(names))
        for start in range(0, len(asked), _AT_ONCE):
            yield from map(document_of, self._stream(query.where(_documents.name.in_(asked[start : start + _AT_ONCE]))))

    def document(self, document_id: str) -> Document | None:
        """The document with this id, also one that is no longer current, as it was last saved; None where there is none."""
        query = sa.select(schema.documents).where(_documents.id == document_id).order_by(_documents.number.desc()).limit(1)
        with self._connection() as connection:
            row = connection.execute(query).mappings().first()
        return document_of(row) if row is not None else None

    def statements(
        self,
        *,
        doc: str | None = None,
        kind: Kind | None = None,
        supplier: str | None = None,
        recipient: str | None = None,
        category: str | None = None,
        status: str | None = None,
        stage: str | None = None,
        certainty: Certainty | None = None,
    ) -> Iterator[Statement]:
        """Stream the current statements by document and in its order; each argument keeps those that have this value."""
        query = sa.select(_statements.row, _statements.score, _statements.reasons)
        query = query.join(schema.readings, _statements.reading == _readings.number)
        query = query.join(schema.documents, _readings.document == _documents.number)
        query = query.where(_readings.current, _documents.current).order_by(_statements.doc, _statements.position)
        columns = {"doc": doc, "kind": kind, "status": status, "stage": stage, "certainty": certainty}
        for column, value in columns.items():
            if value is not None:
                query = query.where(_statements[column] == value)
        for field, value in {"supplier": supplier, "recipient": recipient, "category": category}.items():
            if value is not None:
                said = sa.select(_terms.statement).where(_terms.field == field, _terms.value == value)
                query = query.where(_statements.number.in_(said))
        yield from map(statement_of, self._stream(query))

    def statement(self, statement_id: str) -> Statement | None:
        """The statement with this id, also one that is no longer current; None where there is none."""
        query = sa.select(_statements.row, _statements.score, _statements.reasons).where(_statements.id == statement_id)
        with self._connection() as connection:
            row = connection.execute(query.order_by(_statements.number.desc()).limit(1)).mappings().first()
        return statement_of(row) if row is not None else None

    def counts(self) -> dict[str, int]:
        """How many documents, former versions of documents, and current statements of each kind there are."""
        with self._connection() as connection:
            by_mark = sa.select(_documents.current, sa.func.count()).group_by(_documents.current)
            documents = {bool(current): int(count) for current, count in connection.execute(by_mark)}
            by_kind = sa.select(_statements.kind, sa.func.count()).join(
                schema.readings, _statements.reading == _readings.number
            )
            by_kind = by_kind.join(schema.documents, _readings.document == _documents.number)
            by_kind = by_kind.where(_readings.current, _documents.current).group_by(_statements.kind)
            kinds = {str(kind): int(count) for kind, count in connection.execute(by_kind)}
        return {
            "documents": documents.get(True, 0),
            "former": documents.get(False, 0),
            "statements": sum(kinds.values()),
            **{kind: kinds.get(kind, 0) for kind in ("transfer", "measure", "use")},
        }

    def page(self, address: str) -> Page | None:
        """The page last fetched from an address, None where there is none."""
        with self._connection() as connection:
            row = connection.execute(sa.select(schema.pages).where(schema.pages.c.address == address)).mappings().first()
        return page_of(row) if row is not None else None

    def page_addresses(self) -> Iterator[str]:
        """Stream the addresses that pages were fetched from."""
        yield from (row["address"] for row in self._stream(sa.select(schema.pages.c.address).order_by(schema.pages.c.address)))

    def save_page(self, page: Page) -> None:
        """Keep a fetched page in place of the one fetched before from its address."""
        with contextlib.suppress(ConflictError), self._connection(writing=True) as connection:  # another's is as fresh
            connection.execute(sa.delete(schema.pages).where(schema.pages.c.address == page.address))
            connection.execute(sa.insert(schema.pages).values(page_row(page)))

    @contextlib.contextmanager
    def _connection(self, *, writing: bool = False) -> Iterator[sa.Connection]:
        """One transaction: committed at the end of the block, undone by an error in it."""
        with told(self.place), (self._writer if writing else self._engine).begin() as connection:
            yield connection

    def _stream(self, query: sa.Select[Any]) -> Iterator[sa.RowMapping]:
        with contextlib.ExitStack() as stack:
            connection = stack.enter_context(self._connection())
            rows = stack.enter_context(connection.execution_options(yield_per=_AT_ONCE).execute(query))
            yield from rows.mappings()  # closed also where nobody reads to the end
