"""Connections: a path or URL made into an engine, what SQLite needs, and database errors in one line for a person."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event, exc

from enduse.errors import ConflictError, StoreError

#: What the databases say, and what a person is told: the first that is in the message counts.
_TOLD = (
    ("locked", "is in use by another program, which holds its lock; wait until that has ended, then run the same again"),
    ("not a database", "is not a database of Enduse; name another with --database"),
    ("malformed", "is damaged; restore a copy, or name another with --database"),
    ("unable to open", "cannot be opened; look whether it is a file that you may read and write"),
    ("read-only", "is opened for reading only, or may only be read; change its permissions, or name another with --database"),
    ("readonly", "may only be read; change its permissions, or name another with --database"),
    ("disk is full", "cannot grow, as the disk is full; make room, then run the same again"),
    ("disk i/o", "cannot be read or written, as the disk is full or broken; make room or look at it, then run the same again"),
    ("no space left", "cannot grow, as the disk is full; make room, then run the same again"),
    ("connection to server", "cannot be reached; look whether its server runs and its name and password hold, then try again"),
    ("could not connect", "cannot be reached; look whether its server runs and its name and password hold, then try again"),
    ("connection", "broke off the connection; nothing of what was under way was saved, run the same again"),
    ("database system is", "is starting or ending just now; nothing of what was under way was saved, run the same again"),
)


def refuse_empty_file(place: str | Path) -> None:
    """Refuse a file of no bytes, which may become a workspace when something is put in it, and holds nothing to be asked for.

    Raises:
        StoreError: the path or URL is of such a file.
    """
    try:
        url = _url_of(place)
    except exc.ArgumentError:
        return  # opening it says what is wrong
    path = Path(url.database or "")
    if url.get_backend_name() == "sqlite" and path.is_file() and not path.stat().st_size:
        raise StoreError(
            f"database {path} is an empty file; name another with --database, or put something in it: `enduse lists update`"
        )


def open_engine(place: str | Path, *, read_only: bool, timeout: float) -> sa.Engine:
    """Make the engine of a path or SQLAlchemy URL; nothing is opened yet.

    Raises:
        StoreError: there is no such file to read, no folder for it, or the URL or its driver is unknown.
    """
    try:
        url = _url_of(place)
        if url.get_backend_name() == "sqlite":
            return _open_sqlite(url, read_only=read_only, timeout=timeout)
        options = {"postgresql_readonly": True} if read_only and url.get_backend_name() == "postgresql" else {}
        return sa.create_engine(url, pool_pre_ping=True, execution_options=options)
    except (exc.ArgumentError, ModuleNotFoundError, ValueError) as error:
        words = str(error).splitlines()[0]
        raise StoreError(f"{shown(place)} is no database that can be used: {words}; give a path or a SQLAlchemy URL") from error


def _url_of(place: str | Path) -> sa.URL:
    return sa.make_url(str(place)) if "://" in str(place) else sa.URL.create("sqlite", database=str(place))


def shown(place: str | Path) -> str:
    """The path or URL as it may be printed: without its password."""
    if "://" not in str(place):
        return str(place)
    try:
        return sa.make_url(str(place)).render_as_string(hide_password=True)
    except (exc.ArgumentError, ValueError):
        return "the database URL"


@contextlib.contextmanager
def told(place: str) -> Iterator[None]:
    """Let what the database says against the work within come out as one line.

    Raises:
        StoreError: in place of the database's own error.
    """
    try:
        yield
    except exc.DataError:
        raise  # the value is to blame, not the database
    except (exc.DBAPIError, exc.TimeoutError) as error:
        words = " ".join(str(getattr(error, "orig", None) or error).split())
        if isinstance(error, exc.IntegrityError) and "constraint" in words:  # what a trigger refuses is none
            again = "was written by another program at the same moment; run the same again"
            raise ConflictError(f"database {place} {again}") from error
        reason = next((reason for sign, reason in _TOLD if sign in words.lower()), f"does not do as asked: {words}")
        raise StoreError(f"database {place} {reason}") from error


def _open_sqlite(url: sa.URL, *, read_only: bool, timeout: float) -> sa.Engine:
    """Everything that only SQLite needs is said here."""
    if not url.database:
        raise StoreError("the database URL names no file; write sqlite:///enduse.db or a path, or leave it out for ./enduse.db")
    path = Path(url.database)
    in_memory = ":memory:" in url.database
    if not in_memory and not path.parent.is_dir():
        raise StoreError(f"database {path}: there is no folder {path.parent}; make it, or name another with --database")
    if not in_memory and path.is_dir():
        raise StoreError(f"database {path} is a folder; name a file in it with --database")
    if not in_memory and not _may_be_sqlite(path):
        raise StoreError(f"database {path} is not a database of Enduse; name another with --database")
    if read_only and not in_memory:
        if not path.exists():
            raise StoreError(
                f"there is no database {path} yet; fill it with `enduse read ... --save`, or name one with --database"
            )
        url = url.set(database=path.absolute().as_uri(), query={"mode": "ro", "uri": "true"})
    engine = sa.create_engine(url, connect_args={"timeout": timeout}, json_serializer=_dumps)

    @event.listens_for(engine, "connect")
    def _connect(connection: Any, _record: Any) -> None:
        connection.isolation_level = None  # the driver's own BEGIN comes too late to keep a reader and a writer apart
        connection.execute("PRAGMA foreign_keys = ON")

    @event.listens_for(engine, "begin")
    def _begin(connection: sa.Connection) -> None:
        # A writer that takes its lock at the start waits for its turn; one that asks for it midway would be refused at once.
        writing = connection.get_execution_options().get("writing", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")

    return engine


def _may_be_sqlite(path: Path) -> bool:
    """Whether a file is missing, empty or begins as SQLite's do; SQLite itself would write over one of a single byte."""
    try:
        with path.open("rb") as file:
            return file.read(16) in (b"", b"SQLite format 3\0")
    except OSError:
        return True  # missing, or SQLite says better what is wrong


def let_readers_in(engine: sa.Engine) -> None:
    """Let others read while one writes: write-ahead logging, which a SQLite file remembers once it is set."""
    if engine.dialect.name != "sqlite":
        return
    connection = engine.raw_connection()
    try:
        mode = connection.cursor().execute("PRAGMA journal_mode").fetchone()
        if mode != ("wal",):
            connection.cursor().execute("PRAGMA journal_mode = WAL")
    finally:
        connection.close()


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
