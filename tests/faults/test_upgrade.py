"""Every earlier schema, with real data in it: upgraded whole, or after a kill not at all, and read as it was written."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from enduse.store import Store
from enduse.store.engine import open_engine
from enduse.store.upgrade import HEAD, VERSION_TABLE, known_versions, migrate

from . import work
from .killing import under_fire
from .rows import rows

OLDER = known_versions()[:-1]


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace of today that holds something of everything."""
    folder = tmp_path_factory.mktemp("full")
    work.write_reports(folder)
    for fill in (work.read, work.judge, work.update, work.check):
        fill(folder, lambda _: None)
    return folder / "enduse.db"


def make_old(path: Path, version: str, full: Path) -> dict[str, list[Any]]:
    """A workspace as an older Enduse left it, with as much of the data as its schema holds; its rows."""
    engine = open_engine(path, read_only=False, timeout=1)
    with engine.execution_options(writing=True).begin() as connection:
        migrate(connection, version)
    engine.dispose()
    with contextlib.closing(sqlite3.connect(path)) as raw:
        raw.execute("ATTACH ? AS full", (str(full),))
        tables = [name for (name,) in raw.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        for table in tables:
            if table != VERSION_TABLE:
                columns = ", ".join(f'"{row[1]}"' for row in raw.execute(f"PRAGMA main.table_info({table})"))
                raw.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM full."{table}"')
        raw.commit()
    return rows(path)


def columns_of(path: Path, table: str) -> list[str]:
    with contextlib.closing(sqlite3.connect(path)) as raw:
        return [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]


def same_rows(path: Path, old: dict[str, list[Any]], columns: dict[str, list[str]]) -> None:
    """All that the old tables held is there."""
    for table, expected in old.items():
        if table != VERSION_TABLE:
            with contextlib.closing(sqlite3.connect(path)) as raw:
                wanted = ", ".join(f'"{name}"' for name in columns[table])
                assert raw.execute(f'SELECT {wanted} FROM "{table}" ORDER BY rowid').fetchall() == expected, table


@pytest.mark.slow
@pytest.mark.parametrize("version", OLDER)
def test_killed_while_it_is_upgraded(tmp_path: Path, full: Path, version: str) -> None:
    old = make_old(tmp_path / "old.db", version, full)
    columns = {table: columns_of(tmp_path / "old.db", table) for table in old}

    def prepare(folder: Path) -> None:
        shutil.copy(tmp_path / "old.db", folder / "enduse.db")

    def check(folder: Path, told: list[str]) -> None:
        held = rows(folder / "enduse.db")
        assert held[VERSION_TABLE] in ([[(HEAD,)]] if told else [[(version,)], [(HEAD,)]])
        same_rows(folder / "enduse.db", old, columns)
        if held[VERSION_TABLE] == [(version,)]:
            assert held == old

    under_fire(work.upgrade, tmp_path / "killed", prepare=prepare, check=check)


@pytest.mark.parametrize("version", OLDER)
def test_what_was_written_is_read(tmp_path: Path, full: Path, version: str) -> None:
    old = make_old(tmp_path / "enduse.db", version, full)
    ask = {
        "documents": lambda store: list(store.documents()),
        "statements": lambda store: list(store.statements()),
        "judgements": Store.judgements,
        "snapshots": lambda store: [(one, store.snapshot_files(one)) for one in store.snapshots()],
        "receipts": lambda store: list(store.receipts()),
    }
    with Store.open(full, read_only=True) as expected, Store.open(tmp_path / "enduse.db") as store:
        for table in ask.keys() & old.keys():
            assert ask[table](store) == ask[table](expected) != [], table


def test_an_upgraded_workspace_goes_on(tmp_path: Path, full: Path) -> None:
    make_old(tmp_path / "enduse.db", OLDER[0], full)
    work.write_reports(tmp_path)
    work.update(tmp_path, lambda _: None)
    (tmp_path / "reports" / "new.txt").write_text("Iran sent drones to Russia on Friday, they said.\n", encoding="utf-8")
    work.read(tmp_path, lambda _: None)
    with Store.open(tmp_path / "enduse.db", read_only=True) as store:
        assert sum(document.name.endswith("new.txt") for document in store.documents()) == 1
        assert len(store.snapshots()) == len(work.DAYS)
