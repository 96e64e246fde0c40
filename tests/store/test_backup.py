"""A copy of a workspace is equal to it or is not made, and a damaged one never takes its place."""

from __future__ import annotations

import contextlib
import datetime as dt
import sqlite3
from pathlib import Path

import pytest

from enduse.errors import StoreError
from enduse.model import Document
from enduse.read.reader import Reading
from enduse.store import Store, backup, restore
from enduse.store.engine import open_engine
from enduse.store.upgrade import VERSION_TABLE, known_versions, migrate

pytestmark = pytest.mark.sqlite

NOW = dt.datetime(2024, 5, 2, tzinfo=dt.UTC)


def fill(path: Path, *names: str) -> None:
    with Store.open(path) as store:
        for name in names:
            store.save_reading(Document(name=name, text=f"text of {name}", sha256="0" * 64), Reading(), "words 1", NOW)


def held(path: Path) -> list[str]:
    with Store.open(path, read_only=True) as store:
        return [document.name for document in store.documents()]


def test_a_copy_holds_what_the_workspace_held(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one", "two")
    with Store.open(tmp_path / "a.db") as in_use:
        rows = backup(tmp_path / "a.db", tmp_path / "copy.db")
        in_use.save_reading(Document(name="later", text="x", sha256="0" * 64), Reading(), "words 1", NOW)
    assert rows > 4
    assert held(tmp_path / "copy.db") == ["one", "two"]
    assert sorted(p.name for p in tmp_path.iterdir() if "draft" in p.name) == []


def test_a_copy_is_put_back(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    backup(tmp_path / "a.db", tmp_path / "copy.db")
    fill(tmp_path / "a.db", "two")
    with pytest.raises(StoreError, match="--replace"):
        restore(tmp_path / "copy.db", tmp_path / "a.db")
    restore(tmp_path / "copy.db", tmp_path / "a.db", replace=True)
    assert held(tmp_path / "a.db") == ["one"]
    restore(tmp_path / "copy.db", tmp_path / "new.db")
    assert held(tmp_path / "new.db") == ["one"]


def test_nothing_is_written_over(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    (tmp_path / "copy.db").write_text("mine", encoding="utf-8")
    with pytest.raises(StoreError, match="is there already"):
        backup(tmp_path / "a.db", tmp_path / "copy.db")
    assert (tmp_path / "copy.db").read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("damage", ["text", "cut", "garbled", "gone"])
def test_a_damaged_copy_leaves_the_workspace_alone(tmp_path: Path, damage: str) -> None:
    fill(tmp_path / "a.db", *(f"document {i}" for i in range(40)))
    copy = tmp_path / "copy.db"
    backup(tmp_path / "a.db", copy)
    data = copy.read_bytes()
    if damage == "gone":
        copy.unlink()
    elif damage == "text":
        copy.write_text("no database\n" * 100, encoding="utf-8")
    elif damage == "cut":
        copy.write_bytes(data[: len(data) // 2])
    else:
        middle = len(data) // 2
        copy.write_bytes(data[:middle] + b"\xff" * 5000 + data[middle + 5000 :])
    with pytest.raises(StoreError):
        restore(copy, tmp_path / "a.db", replace=True)
    assert len(held(tmp_path / "a.db")) == 40


def test_a_damaged_workspace_is_told_of_and_not_copied(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", *(f"document {i}" for i in range(40)))
    data = (tmp_path / "a.db").read_bytes()
    middle = len(data) // 2
    (tmp_path / "a.db").write_bytes(data[:middle] + b"\xff" * 5000 + data[middle + 5000 :])
    with pytest.raises(StoreError):
        backup(tmp_path / "a.db", tmp_path / "copy.db")
    assert not list(tmp_path.glob("copy*"))


def test_a_workspace_in_use_is_not_replaced_under_its_users(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    backup(tmp_path / "a.db", tmp_path / "copy.db")
    with Store.open(tmp_path / "a.db") as in_use:
        in_use.save_reading(Document(name="two", text="x", sha256="0" * 64), Reading(), "words 1", NOW)
        with pytest.raises(StoreError, match="in use by another program"):
            restore(tmp_path / "copy.db", tmp_path / "a.db", replace=True)
    assert held(tmp_path / "a.db") == ["one", "two"]
    restore(tmp_path / "copy.db", tmp_path / "a.db", replace=True)
    assert held(tmp_path / "a.db") == ["one"]


def test_what_only_the_log_holds_never_meets_the_file_that_is_put_back(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    backup(tmp_path / "a.db", tmp_path / "copy.db")
    with Store.open(tmp_path / "a.db") as store:  # a program that was killed leaves its log behind
        store.save_reading(Document(name="two", text="x", sha256="0" * 64), Reading(), "words 1", NOW)
        left = {suffix: Path(f"{tmp_path / 'a.db'}{suffix}").read_bytes() for suffix in ("", "-wal")}
    for suffix, data in left.items():
        Path(f"{tmp_path / 'a.db'}{suffix}").write_bytes(data)
    assert left["-wal"]
    restore(tmp_path / "copy.db", tmp_path / "a.db", replace=True)
    assert held(tmp_path / "a.db") == ["one"]


def test_what_is_no_workspace_is_kept_beside_the_copy_that_takes_its_place(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    backup(tmp_path / "a.db", tmp_path / "copy.db")
    (tmp_path / "notes.db").write_bytes(b"my notes " * 1000)
    restore(tmp_path / "copy.db", tmp_path / "notes.db", replace=True)
    assert held(tmp_path / "notes.db") == ["one"]
    assert (tmp_path / "notes.db.replaced").read_bytes() == b"my notes " * 1000


@pytest.mark.parametrize("version", known_versions()[:-1])
def test_a_copy_of_an_older_schema_is_upgraded_when_it_is_opened(tmp_path: Path, version: str) -> None:
    engine = open_engine(tmp_path / "old.db", read_only=False, timeout=1)
    with engine.execution_options(writing=True).begin() as connection:
        migrate(connection, version)
    engine.dispose()
    backup(tmp_path / "old.db", tmp_path / "copy.db")
    restore(tmp_path / "copy.db", tmp_path / "new.db")
    fill(tmp_path / "new.db", "one")
    assert held(tmp_path / "new.db") == ["one"]


def test_a_copy_of_a_newer_schema_is_refused(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    backup(tmp_path / "a.db", tmp_path / "copy.db")
    with contextlib.closing(sqlite3.connect(tmp_path / "copy.db")) as other:
        other.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
        other.commit()
    with pytest.raises(StoreError, match="newer Enduse"):
        restore(tmp_path / "copy.db", tmp_path / "a.db", replace=True)
    assert held(tmp_path / "a.db") == ["one"]


def test_another_database_is_told_to_use_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        backup("postgresql://u:p@host/db", tmp_path / "x")


def test_a_copy_that_is_not_there_is_told_before_the_workspace_that_is(tmp_path: Path) -> None:
    fill(tmp_path / "a.db", "one")
    with pytest.raises(StoreError, match="there is no file"):
        restore(tmp_path / "copy.db", tmp_path / "a.db")
