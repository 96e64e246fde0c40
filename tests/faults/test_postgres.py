"""A PostgreSQL server that drops a connection or restarts in mid-transaction: one line, nothing half there, and on it goes."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from tests import postgres

from enduse.errors import StoreError
from enduse.model import Document, Statement
from enduse.read.reader import Reading
from enduse.store import Store

from ..readers import WordReader
from . import work
from .killing import under_fire

pytestmark = pytest.mark.slow  # as all that asks a server of PostgreSQL

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
Fault = Callable[[], None]


class Interrupted:
    """A reading in the midst of whose saving something happens."""

    dropped: Mapping[str, int] = {}

    def __init__(self, reading: Reading, fault: Fault) -> None:
        self._reading, self._fault = reading, fault

    @property
    def statements(self) -> Any:
        return self._until_the_fault()

    def _until_the_fault(self) -> Iterator[Statement]:
        for number, statement in enumerate(self._reading.statements):
            if number == 2:
                self._fault()
            yield statement


def report(name: str) -> tuple[Document, Reading]:
    document = Document(name=name, text="drones " * 5, sha256=name)
    return document, WordReader().read(document)


@pytest.fixture(scope="module")
def programs() -> Path:
    found = postgres.binaries()
    if found is None:
        pytest.skip("there is no PostgreSQL on this machine")
    return found


@pytest.fixture(scope="module")
def server(programs: Path) -> Iterator[postgres.Server]:
    """A server of its own, as it is restarted; it keeps what it said was committed."""
    with postgres.running(programs, synchronous_commit="on") as running:
        yield running


def drop(url: str) -> None:
    """End all other connections to a database, as a server or a network may do at any time."""
    import psycopg

    ended = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    )
    with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as connection:
        assert connection.execute(ended).fetchall()


@pytest.mark.parametrize("fault", ["dropped", "restarted"])
def test_in_the_midst_of_saving(server: postgres.Server, programs: Path, fault: str) -> None:
    url = server.create()
    faults = {"dropped": lambda: drop(url), "restarted": lambda: server.restart(programs)}
    with Store.open(url) as store:
        store.save_reading(*report("before"), "words 1", NOW)
        document, reading = report("midst")
        with pytest.raises(StoreError) as told:
            store.save_reading(document, Interrupted(reading, faults[fault]), "words 1", NOW)
        assert "\n" not in str(told.value)
        assert "run the same again" in str(told.value)
        assert [each.name for each in store.documents()] == ["before"]
        store.save_reading(*report("midst"), "words 1", NOW)
        assert Counter(statement.doc for statement in store.statements()) == {"before": 5, "midst": 5}


def test_between_two_questions(server: postgres.Server, programs: Path) -> None:
    url = server.create()
    with Store.open(url) as store:
        store.save_reading(*report("before"), "words 1", NOW)
        drop(url)
        assert store.counts()["documents"] == 1
        server.restart(programs)
        store.save_reading(*report("after"), "words 1", NOW)
        assert store.counts()["documents"] == 2


def test_nobody_there(tmp_path: Path) -> None:
    pytest.importorskip("psycopg")
    with pytest.raises(StoreError, match="cannot be reached") as told:
        Store.open(f"postgresql+psycopg://me:secret@/enduse?host={tmp_path}")
    assert "secret" not in str(told.value)


def test_a_program_that_is_killed_while_it_saves(server: postgres.Server, tmp_path: Path) -> None:
    def prepare(folder: Path) -> None:
        work.write_reports(folder)
        (folder / "url").write_text(server.create(), encoding="utf-8")

    def check(folder: Path, told: list[str]) -> None:
        with Store.open((folder / "url").read_text(encoding="utf-8")) as store:
            saved = {Path(document.name).name for document in store.documents()}
            found = Counter(Path(statement.doc).name for statement in store.statements())
        assert {Path(name).name for name in told} <= saved
        assert found == Counter({name: int(name[1:3]) % 5 for name in saved}) - Counter()

    under_fire(work.read, tmp_path, prepare=prepare, check=check)
