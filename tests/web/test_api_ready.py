"""The lists that all requests share: exchanged as a whole, never half, and asked from several threads at once."""

from __future__ import annotations

import concurrent.futures
import datetime as dt
import logging
import threading
from pathlib import Path

import pytest

from enduse.errors import ListError
from enduse.party import AskedParty
from enduse.screen import Screener
from enduse.store import Store
from enduse.web import ready
from enduse.web.current import Current
from enduse.web.ready import ReadyLists

from .workspaces import ENTITIES, NOW, entity, fill

NAMES = ["Timur Arslanov", "Kaskad Avionika", "Orlan Components Trading", "Morskaya Zvezda", "Angela Marlow", "Nobody At All"]


def found(screener: Screener, name: str) -> list[tuple[str, float]]:
    return [(match.party.entry, match.score) for match in screener.find_parties(AskedParty(name=name), threshold=0.3)]


def test_lists_are_made_ready_once(tmp_path: Path) -> None:
    fill(tmp_path / "enduse.db", tmp_path)
    with Store.open(tmp_path / "enduse.db") as store:
        lists = ReadyLists(store)
        assert lists.at_once() is None
        first = lists.get()
        assert lists.at_once() is first
        assert [name for name, _ in first.copies] == ["opensanctions"]
        store.save_receipt("r", None, {"hash": "r"})  # the workspace changed, and no list of it
        assert lists.get() is first


def test_lists_are_made_ready_before_anybody_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = threading.Event()
    make = ready.open_screener

    def seen(store: Store) -> Screener:
        made.set()
        return make(store)

    monkeypatch.setattr(ready, "open_screener", seen)
    fill(tmp_path / "enduse.db", tmp_path)
    with Store.open(tmp_path / "enduse.db") as store:
        current = Current(store)
        current.begin()
        assert made.wait(30)
        assert current.lists.get().copies  # waits for what has begun, and makes nothing twice
        for thread in threading.enumerate():
            if thread.name == "ready":
                thread.join()  # it asks the store for the record yet


def test_the_lists_before_answer_until_the_new_ones_are_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(tmp_path / "enduse.db", tmp_path)
    may_go_on = threading.Event()
    make = ready.open_screener
    with Store.open(tmp_path / "enduse.db") as store:
        lists = ReadyLists(store)
        before = lists.get()
        fill(tmp_path / "enduse.db", tmp_path, [entity("NK-9", "Person", "Timur Arslanov", {}), *ENTITIES[1:4]])

        def slowly(store: Store) -> Screener:
            assert may_go_on.wait(30)
            return make(store)

        monkeypatch.setattr(ready, "open_screener", slowly)
        monkeypatch.setattr(ready, "PATIENCE", 0.0)
        assert lists.get() is before
        assert lists.at_once() in (before, None)
        assert found(before.screener, "Timur Arslanov")[0][0] == "NK-1"
        may_go_on.set()
        after = lists.wait()
        assert after is not before
        assert found(after.screener, "Timur Arslanov")[0][0] == "NK-9"
        assert after.version != before.version


def test_the_lists_of_a_former_day_are_kept_ready(tmp_path: Path) -> None:
    fill(tmp_path / "enduse.db", tmp_path)
    later = NOW + dt.timedelta(days=30)
    fill(tmp_path / "enduse.db", tmp_path, [entity("NK-9", "Person", "Timur Arslanov", {}), *ENTITIES[1:4]], now=later)
    with Store.open(tmp_path / "enduse.db") as store:
        lists = ReadyLists(store)
        now = lists.as_of(None)
        assert found(now, "Timur Arslanov")[0][0] == "NK-9"
        assert lists.as_of(later.date()) is now
        then = lists.as_of(NOW.date())
        assert found(then, "Timur Arslanov")[0][0] == "NK-1"
        assert lists.as_of(NOW.date()) is then


def test_lists_that_cannot_be_made_ready_replace_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    fill(tmp_path / "enduse.db", tmp_path)
    with Store.open(tmp_path / "enduse.db") as store:
        lists = ReadyLists(store)
        before = lists.get()
        fill(tmp_path / "enduse.db", tmp_path, ENTITIES[:4])

        def broken(store: Store) -> Screener:
            raise ListError("the file is no list")

        monkeypatch.setattr(ready, "open_screener", broken)
        with caplog.at_level(logging.ERROR):
            assert lists.wait() is before
        assert "the file is no list" in caplog.text
        assert lists.get() is before


def test_threads_get_the_answers_that_one_gets(tmp_path: Path) -> None:
    fill(tmp_path / "enduse.db", tmp_path)
    with Store.open(tmp_path / "enduse.db") as store:
        screener = ReadyLists(store).get().screener
        alone = {name: found(screener, name) for name in NAMES}
        asked = NAMES * 40
        with concurrent.futures.ThreadPoolExecutor(8) as threads:
            together = list(threads.map(lambda name: found(screener, name), asked))
        assert together == [alone[name] for name in asked]
