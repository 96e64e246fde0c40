"""Two programs that write at the same moment: both get in, and neither writes over the other."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from enduse import review, screening
from enduse.lists import load_list
from enduse.party import AskedParty, Shipment
from enduse.screening import verify_receipts
from enduse.store import Store

from ..un_list import many, write_un_list
from . import work

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
WRITERS, EACH = 4, 8


@pytest.fixture
def place(tmp_path: Path, database_kind: str) -> Path:
    work.write_reports(tmp_path)
    work.read(tmp_path, lambda _: None)
    return tmp_path / "enduse.db"


def at_once(place: Path, write: Callable[[Store, int, int], None]) -> None:
    """Several writers, each with a connection of its own."""

    def writer(number: int) -> None:
        with Store.open(place, timeout=60) as store:
            for count in range(EACH):
                write(store, number, count)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(writer, range(WRITERS)))


def test_receipts_make_one_chain(place: Path) -> None:
    with Store.open(place) as store:
        desk = screening.open_desk(store)

    def check(store: Store, number: int, count: int) -> None:
        asked = Shipment(reference=f"S{number}-{count}", parties=(AskedParty(name="Quiet Garden Tools GmbH"),))
        screening.check(store, asked, now=NOW, desk=desk)

    at_once(place, check)
    with Store.open(place) as store:
        assert verify_receipts(store) == (WRITERS * EACH, [])


def test_every_judgement_is_kept(place: Path) -> None:
    with Store.open(place) as store:
        (statement, *_) = store.statements()

    def decide(store: Store, number: int, count: int) -> None:
        review.decide(store, statement.id, decision="unsure", by=f"Reader {number}", why=str(count), now=NOW)

    at_once(place, decide)
    with Store.open(place) as store:
        made = [(row.judged_by, row.why) for row in store.judgements()]
    assert sorted(made) == sorted((f"Reader {number}", str(count)) for number in range(WRITERS) for count in range(EACH))
    for number in range(WRITERS):
        assert [why for by, why in made if by == f"Reader {number}"] == [str(count) for count in range(EACH)]


def test_the_same_list_is_kept_once_and_others_beside_it(place: Path, tmp_path: Path) -> None:
    for count in range(EACH):
        write_un_list(tmp_path / f"{count}.xml", many(count + 1), day=f"2026-03-{count + 1:02}")

    def load(store: Store, number: int, count: int) -> None:
        load_list(store, [tmp_path / f"{count}.xml"], now=NOW, accept=True)

    at_once(place, load)
    with Store.open(place) as store:
        assert sorted(copy.entries for copy in store.snapshots("un-sc")) == list(range(1, EACH + 1))
