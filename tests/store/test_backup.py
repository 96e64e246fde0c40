"""A copy of a workspace is equal to it or is not made, and a damaged one never takes its place."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from enduse.errors import StoreError
from enduse.model import Document
from enduse.read.reader import Reading
from enduse.store import Store, backup, restore

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


def test_another_database_is_told_to_use_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="pg_dump"):
        backup("postgresql://u:p@host/db", tmp_path / "x")
