"""Opening: what is ours is made or upgraded, what is not is refused in one line and left as it was."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from enduse.errors import StoreError
from enduse.model import Document
from enduse.read.reader import Reading
from enduse.store import Store
from enduse.store.engine import open_engine
from enduse.store.schema import metadata
from enduse.store.upgrade import HEAD, VERSION_TABLE, known_versions, migrate

pytestmark = pytest.mark.sqlite

NOW = dt.datetime(2024, 5, 2, tzinfo=dt.UTC)


def save_one(store: Store, name: str = "a.txt") -> None:
    store.save_reading(Document(name=name, text="x", sha256="0" * 64), Reading(), "words 1", NOW)


@contextlib.contextmanager
def sqlite(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        yield connection
        connection.commit()


def refusal(path: str | Path, **options: float) -> str:
    """The one line that opening is refused with."""
    with pytest.raises(StoreError) as refused:
        Store.open(path, **options)  # type: ignore[arg-type]
    message = str(refused.value)
    assert "\n" not in message
    return message


def test_a_new_file_is_made_and_found_again(tmp_path: Path) -> None:
    path = tmp_path / "a folder" / "100% mine?#.db"
    path.parent.mkdir()
    with Store.open(path) as store:
        save_one(store)
    assert path.exists()
    with Store.open(path) as store:
        assert store.counts()["documents"] == 1
    with Store.open(path, read_only=True) as store:
        assert store.counts()["documents"] == 1
    with Store.open(f"sqlite:///{tmp_path}/url.db") as store:
        save_one(store)


def test_an_empty_file_is_taken(tmp_path: Path) -> None:
    path = tmp_path / "enduse.db"
    path.touch()
    with Store.open(path) as store:
        save_one(store)


def test_readers_are_let_in_while_one_writes(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store, sqlite(tmp_path / "enduse.db") as other:
        save_one(store)
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.execute("BEGIN IMMEDIATE")
        assert store.counts()["documents"] == 1


@pytest.mark.parametrize(
    "junk", [b"x", b"Dear Sir,\nplease find enclosed", b"SQLite format 3\x00" + b"\xff" * 3000, b"\x00" * 5000]
)
@pytest.mark.parametrize("read_only", [False, True])
def test_a_file_that_is_no_database_is_refused_and_untouched(tmp_path: Path, junk: bytes, read_only: bool) -> None:
    path = tmp_path / "notes.txt"
    path.write_bytes(junk)
    assert "notes.txt" in refusal(path, read_only=read_only)
    assert path.read_bytes() == junk
    assert [p.name for p in tmp_path.iterdir()] == ["notes.txt"]


def test_a_database_of_another_program_is_refused_and_untouched(tmp_path: Path) -> None:
    path = tmp_path / "places.db"
    with sqlite(path) as other:
        other.execute("CREATE TABLE bookmarks (url TEXT)")
    before = path.read_bytes()
    message = refusal(path)
    assert "places.db is not one of Enduse" in message
    assert "bookmarks" in message
    assert "--database" in message
    assert path.read_bytes() == before


def test_a_newer_schema_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "enduse.db"
    Store.open(path).close()
    with sqlite(path) as other:
        other.execute(f"UPDATE {VERSION_TABLE} SET version_num = '9999'")
    assert "newer than this Enduse's" in refusal(path)


def test_a_locked_file_is_refused_after_waiting(tmp_path: Path) -> None:
    path = tmp_path / "enduse.db"
    with Store.open(path, timeout=0.1) as store, sqlite(path) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreError, match=r"enduse\.db is in use by another program.*run the same again"):
            save_one(store)
        other.rollback()
        save_one(store)
    with sqlite(path) as other:
        other.execute("PRAGMA journal_mode = DELETE")
        other.execute("BEGIN EXCLUSIVE")
        assert "is in use by another program" in refusal(path, timeout=0.1)


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("missing/enduse.db", "there is no folder"),
        (".", "is a folder"),
        ("oracle://scott:tiger@host/db", "is no database that can be used"),
        ("nonsense://host/db", "is no database that can be used"),
        ("://", "is no database that can be used"),
        ("sqlite:///missing/enduse.db", "there is no folder"),
        ("sqlite:///", "names no file"),
        ("sqlite://", "names no file"),
        ("", "names no file"),
    ],
)
def test_a_place_that_cannot_be_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: str, words: str) -> None:
    monkeypatch.chdir(tmp_path)
    message = refusal(place)
    assert words in message
    assert "tiger" not in message


def test_reading_only_makes_no_file(tmp_path: Path) -> None:
    assert "there is no database" in refusal(tmp_path / "enduse.db", read_only=True)
    assert "--save" in refusal(tmp_path / "enduse.db", read_only=True)
    assert list(tmp_path.iterdir()) == []


def make_old(path: Path, revision: str) -> None:
    """A database as an older Enduse left it."""
    engine = open_engine(path, read_only=False, timeout=1)
    with engine.execution_options(writing=True).begin() as connection:
        migrate(connection, revision)
        connection.execute(
            sa.text(
                "INSERT INTO documents (id, facts, current, name, text, sha256, language, media_type, furniture, evidence) "
                "VALUES ('d-1', 'f-1', 1, 'old.txt', 'old text', 'abc', 'en', 'text/plain', '[]', '{}')"
            )
        )
    engine.dispose()


def test_an_older_database_is_upgraded_with_what_it_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # no alembic.ini here or above
    make_old(tmp_path / "enduse.db", "0001")
    assert "written by an older Enduse" in refusal("enduse.db", read_only=True)
    with Store.open("enduse.db") as store:
        assert [d.text for d in store.documents()] == ["old text"]
        assert store.page("https://example.org") is None
        save_one(store)
    with Store.open("enduse.db", read_only=True) as store:
        assert store.counts()["documents"] == 2


def test_the_migrations_make_the_tables(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "enduse.db", read_only=False, timeout=1)
    with engine.execution_options(writing=True).begin() as connection:
        migrate(connection)
        context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
        assert compare_metadata(context, metadata) == []
    engine.dispose()
    assert known_versions()[-1] == HEAD


def test_only_marks_of_the_current_view_ever_change() -> None:
    """What is said to be frozen has no statement that changes it."""
    source = Path(__file__).parents[2] / "src" / "enduse" / "store"
    written = "".join(path.read_text(encoding="utf-8") for path in source.glob("*.py"))
    changes = [part.split(".values(")[1].split(")")[0] for part in written.split("sa.update(")[1:]]
    assert set(changes) == {"current=False", "current=True", "revoked_at=at", "used_at=at", "ended_at=at"}
    assert set(re.findall(r"sa\.delete\(schema\.(\w+)\)", written)) == {"pages", "sessions"}
    assert written.count("sa.delete(") == written.count("sa.delete(schema.")
