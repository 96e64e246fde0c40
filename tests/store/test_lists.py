"""What the store keeps of lists and screenings: every copy, every attempt, every decision, and receipts in one chain."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa

from enduse.errors import StoreError
from enduse.store import Attempt, JudgementRow, Snapshot, Store, schema

NOW = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "enduse.db") as opened:
        yield opened


def make_snapshot(data: bytes, *, name: str = "un-sc", list_date: dt.date | None = None, days: int = 0) -> Snapshot:
    return Snapshot(
        list=name,
        sha256=hashlib.sha256(data).hexdigest(),
        list_date=list_date,
        fetched_at=NOW + dt.timedelta(days=days),
        entries=3,
        skipped=1,
        unknown={"column Foo": 2},
        source="https://lists.example.org/un.xml",
    )


def test_a_copy_is_kept_as_it_came(store: Store) -> None:
    snapshot = make_snapshot(b"<list/>", list_date=dt.date(2026, 2, 27))
    assert store.save_snapshot(snapshot, {"a.csv": b"1,2\r\n", "b.csv": b"\x00\xff"})
    assert store.snapshots() == [snapshot]
    assert store.snapshot_files(snapshot) == {"a.csv": b"1,2\r\n", "b.csv": b"\x00\xff"}


def test_the_same_copy_again_changes_nothing(store: Store) -> None:
    assert store.save_snapshot(make_snapshot(b"x"), {"a": b"x"})
    assert not store.save_snapshot(make_snapshot(b"x", days=1), {"a": b"x"})
    assert [s.fetched_at for s in store.snapshots("un-sc")] == [NOW]


def test_copies_come_in_the_order_in_which_they_came_whatever_the_clock_said(store: Store) -> None:
    for day in (2, 0, 1):
        store.save_snapshot(make_snapshot(bytes([day]), days=day), {"a": bytes([day])})
    store.save_snapshot(make_snapshot(b"other", name="eu-fsf"), {"a": b"other"})
    assert [s.fetched_at.day for s in store.snapshots("un-sc")] == [3, 1, 2]
    assert {s.list for s in store.snapshots()} == {"un-sc", "eu-fsf"}
    assert store.snapshots("none") == []


def test_a_copy_stands_for_its_own_date_or_the_day_it_came() -> None:
    assert make_snapshot(b"", list_date=dt.date(2022, 5, 4)).day == dt.date(2022, 5, 4)
    assert make_snapshot(b"").day == NOW.date()


def test_attempts_are_kept_with_what_was_wrong(store: Store) -> None:
    first = Attempt(list="un-sc", tried_at=NOW, etag='"1"')
    second = Attempt(list="un-sc", tried_at=NOW + dt.timedelta(hours=1), problem="the server answered 503")
    store.save_attempt(first)
    store.save_attempt(second)
    assert store.attempts("un-sc") == [first, second]
    assert store.attempts("eu-fsf") == []


def test_decisions_are_appended(store: Store) -> None:
    made = [
        JudgementRow(subject="p-1", decision=decision, judged_by="Ada", judged_at=NOW, why=why)
        for decision, why in (("negative", "another birth date"), ("positive", "passport seen"))
    ]
    for judgement in made:
        store.save_judgement(judgement)
    assert store.judgements(["p-1"]) == made
    assert store.judgements(["p-2"]) == []
    assert len(store.judgements()) == 2


def test_a_decision_that_is_seen_after_a_later_one_moves_the_revision(store: Store) -> None:
    row = {"subject": "s-1", "decision": "positive", "judged_by": "Ada", "judged_at": NOW, "why": ""}
    revisions = [store.revision()]
    for number in (2, 1):  # as where two are written at once, and the second is done first
        with store._connection(writing=True) as connection:
            connection.execute(sa.insert(schema.judgements).values(number=number, correction=sa.null(), **row))
        revisions.append(store.revision())
    assert len(set(revisions)) == 3


def test_receipts_form_one_chain(store: Store) -> None:
    store.save_receipt("r-1", None, {"id": "r-1"})
    store.save_receipt("r-2", "r-1", {"id": "r-2"})
    assert [row["id"] for row in store.receipts()] == ["r-1", "r-2"]
    with pytest.raises(StoreError):
        store.save_receipt("r-3", "r-1", {"id": "r-3"})
