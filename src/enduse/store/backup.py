"""Copies of a whole workspace, made while others use it, and checked before anybody relies on them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
from pathlib import Path

from enduse.errors import StoreError
from enduse.store.upgrade import VERSION_TABLE, known_versions

_WAIT = 2.0  # seconds that others have to let go of a workspace which is to be replaced


def backup(database: str | Path, copy: Path) -> int:
    """Copy a workspace's file as it stands at one moment, and check the copy.

    Args:
        database: the workspace, a SQLite file that others may be using.
        copy: where the copy goes; nothing may be there yet.

    Returns:
        How many rows the copy holds.

    Raises:
        StoreError: it is no file of SQLite, damaged, or the copy cannot be written or is not equal to it.
    """
    source = _file_of(database)
    if copy.exists():
        raise StoreError(f"{copy} is there already; name a file that is not")
    return _copy(source, copy)


def restore(copy: Path, database: str | Path, *, replace: bool = False) -> int:
    """Put a checked copy in the place of a workspace, in one step; until then what was there is as it was.

    A file that was there and is no whole workspace is not thrown away but kept beside it, as `NAME.replaced`.

    Args:
        copy: a copy that `backup` made, also by an older Enduse: its schema is upgraded when it is next opened.
        database: the workspace.
        replace: put it in the place of a workspace that is there.

    Returns:
        How many rows the workspace now holds.

    Raises:
        StoreError: the copy is damaged or of a newer Enduse, or there is a workspace that is in use or not to be replaced.
    """
    _check_there(copy)
    target = _file_of(database, must_exist=False)
    if target.exists() and not replace:
        raise StoreError(
            f"{target} is there already; say --replace to put the copy in its place, or name another with --database"
        )
    draft = target.with_name(f"{target.name}.restoring")
    draft.unlink(missing_ok=True)
    try:
        rows = _copy(copy, draft)
        if target.exists():
            _leave(target)
        os.replace(draft, target)
    finally:
        draft.unlink(missing_ok=True)
    return rows


def _leave(target: Path) -> None:
    """See that nobody uses a workspace, and bring what its log holds into its file: one file is then replaced by another.

    Raises:
        StoreError: it is in use.
    """
    try:
        with contextlib.closing(sqlite3.connect(target, timeout=_WAIT, isolation_level=None)) as old:
            old.execute("PRAGMA journal_mode = DELETE")
            old.execute("BEGIN EXCLUSIVE")
    except sqlite3.DatabaseError as error:
        if "locked" in str(error):
            raise StoreError(
                f"{target} is in use by another program; end that (a server, say), then run the same again"
            ) from error
        for suffix in ("-wal", "-shm", ""):  # damaged: the log first, as it must never meet the file that comes
            if Path(f"{target}{suffix}").exists():
                os.replace(f"{target}{suffix}", f"{target}.replaced{suffix}")


def _file_of(database: str | Path, *, must_exist: bool = True) -> Path:
    text = str(database)
    if text.startswith("sqlite:///"):
        text = text.removeprefix("sqlite:///")
    if "://" in text:
        raise StoreError("only a workspace in a file is copied like this; use the database's own tools (pg_dump, pg_restore)")
    path = Path(text)
    if must_exist and not path.is_file():
        raise StoreError(f"there is no database {path}; name one with --database")
    return path


def _check_there(copy: Path) -> None:
    if not copy.is_file():
        raise StoreError(f"there is no file {copy}; name a copy that `enduse backup` made")


def _copy(source: Path, target: Path) -> int:
    """Copy page by page, then compare every row of every table."""
    _check_there(source)
    draft = target.with_name(f"{target.name}.draft")
    draft.unlink(missing_ok=True)
    try:
        with (
            contextlib.closing(
                sqlite3.connect(f"{source.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)
            ) as from_,
            contextlib.closing(sqlite3.connect(draft)) as to,
        ):
            from_.execute("BEGIN")  # what is compared and copied is of one moment, whatever others write meanwhile
            rows, digest = _contents(from_, source)
            from_.backup(to)
            to.execute("PRAGMA journal_mode = DELETE")
        with contextlib.closing(_to_read(draft)) as again:
            if _contents(again, draft) != (rows, digest):
                raise StoreError(f"the copy {target} is not equal to {source}; look at the disk and try again")
        os.replace(draft, target)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"{source} cannot be copied to {target} ({error}); {_advice(error)}") from error
    finally:
        draft.unlink(missing_ok=True)
    return rows


def _to_read(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.absolute().as_uri()}?mode=ro", uri=True, isolation_level=None)


def _advice(error: Exception) -> str:
    if "full" in str(error) or "space" in str(error):
        return "make room there, then run the same again"
    return "look whether both may be read and written, and whether the first is a workspace of Enduse"


def _contents(connection: sqlite3.Connection, place: Path) -> tuple[int, str]:
    """The number of rows, and one hash over all of them.

    Raises:
        StoreError: the file is damaged, or no workspace that this Enduse knows.
    """
    problem = connection.execute("PRAGMA integrity_check").fetchone()[0]
    if problem != "ok":
        raise StoreError(f"{place} is damaged ({problem}); restore a copy that is whole")
    tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
    if VERSION_TABLE not in tables:
        raise StoreError(f"{place} is no workspace of Enduse; name another file")
    (version,) = connection.execute(f"SELECT version_num FROM {VERSION_TABLE}").fetchone()
    if version not in known_versions():
        raise StoreError(f"{place} has the schema {version}, which this Enduse does not know; install a newer Enduse to use it")
    total, digest = 0, hashlib.sha256()
    for table in tables:
        for row in connection.execute(f'SELECT * FROM "{table}" ORDER BY rowid'):
            total += 1
            digest.update(repr(row).encode("utf-8", "backslashreplace"))
    return total, digest.hexdigest()
