"""Decisions on statements: appended, withdrawn, and followed by the ledger; a correction keeps what the machine read."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
import sqlalchemy as sa

from enduse.errors import InputError
from enduse.model import Document, Item, Span, Statement
from enduse.read.reader import Reading
from enduse.review import as_judged, decide, machine_id, standings, withdraw
from enduse.store import Store
from enduse.store.upgrade import migrate
from enduse.workflow import load_record

TEXT = "Iran sold drones to Russia."
NOW = dt.datetime(2024, 5, 2, 12, 0, tzinfo=dt.UTC)


def saved(store: Store) -> Statement:
    """One statement, as a machine read it."""
    statement = Statement(
        doc="a.txt", kind="transfer", span=Span(start=0, end=26), quote=TEXT[:26], status="delivered", certainty="asserted",
        supplier=("IR",), recipient=("RU",), items=(Item(category="uav", text="drones"),), score=0.7,
    )  # fmt: skip
    document = Document(name="a.txt", text=TEXT, sha256=hashlib.sha256(TEXT.encode()).hexdigest())
    store.save_reading(document, Reading(statements=(statement,)), "by hand", NOW)
    return statement


def later(minutes: int) -> dt.datetime:
    return NOW + dt.timedelta(minutes=minutes)


def test_what_is_held_wrong_is_left_out_until_somebody_holds_it_right(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        statement = saved(store)
        decide(store, statement.id, decision="negative", by="Ada", why="a rumour", now=later(1))
        assert load_record(store).statements == ()
        decide(store, statement.id, decision="positive", by="Ben", now=later(2))
        held = standings(store.judgements())[statement.id]
        assert held.is_disputed
        assert [row.judged_by for row in held.decisions] == ["Ada", "Ben"]
        assert load_record(store).statements == (statement,)


def test_unsure_changes_nothing_and_the_last_word_of_a_person_counts(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        statement = saved(store)
        for minute, decision in enumerate(("negative", "unsure")):
            decide(store, statement.id, decision=decision, by="Ada", now=later(minute))
        assert load_record(store).statements == (statement,)
        assert len(store.judgements()) == 2


def test_withdrawing_goes_back_one_decision_at_a_time(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        statement = saved(store)
        decide(store, statement.id, decision="unsure", by="Ada", now=later(1))
        decide(store, statement.id, decision="negative", by="Ada", now=later(2))
        undone = withdraw(store, by="Ada", now=later(3))
        assert undone is not None
        assert undone.decision == "negative"
        assert [row.decision for row in standings(store.judgements())[statement.id].decisions] == ["unsure"]
        withdraw(store, by="Ada", now=later(4))
        assert standings(store.judgements()) == {}
        assert withdraw(store, by="Ada", now=later(5)) is None
        assert withdraw(store, by="Ben", now=later(6)) is None


def test_a_correction_is_followed_and_says_what_the_machine_read(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        statement = saved(store)
        decide(store, statement.id, decision="positive", by="Ada", now=later(1), correction={"recipient": ["BY"]})
        (corrected,) = as_judged([statement], standings(store.judgements()))
        assert corrected.recipient == ("BY",)
        assert (corrected.quote, corrected.span) == (statement.quote, statement.span)
        assert machine_id(corrected) == statement.id
        assert "Ada" in corrected.reasons[0].rule
        assert store.statement(statement.id) == statement


@pytest.mark.parametrize(
    ("correction", "words"),
    [
        ({"status": "lost"}, "status 'lost'"),
        ({"recipient": ["RU"]}, "changes nothing"),
        ({"items": [{"category": "x"}]}, "'x'"),
    ],
)
def test_a_correction_that_is_none_is_refused(tmp_path: Path, correction: dict[str, object], words: str) -> None:
    with Store.open(tmp_path / "x.db") as store:
        statement = saved(store)
        with pytest.raises(InputError, match=words):
            decide(store, statement.id, decision="positive", by="Ada", now=NOW, correction=correction)
        with pytest.raises(InputError, match="no statement"):
            decide(store, "s-0", decision="positive", by="Ada", now=NOW)
        assert store.judgements() == []


def test_the_quote_and_its_place_can_never_be_corrected(tmp_path: Path) -> None:
    with Store.open(tmp_path / "x.db") as store:
        statement = saved(store)
        row = decide(
            store,
            statement.id,
            decision="positive",
            by="Ada",
            now=NOW,
            correction={"quote": "other words", "status": "offered"},
        )
        assert row.correction is not None
        assert row.correction["quote"] == statement.quote


def test_decisions_of_an_older_workspace_are_kept_when_it_is_upgraded() -> None:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        migrate(connection, "0004")
        for table, fields in (
            ("judgements", "subject, decision, judged_by, judged_at, why"),
            ("party_judgements", "asked, name, entry, digest, decision, judged_by, judged_at, why"),
        ):
            values = ", ".join({"decision": "'unsure'", "judged_at": "'2024-05-02'"}.get(f, "'x'") for f in fields.split(", "))
            connection.execute(sa.text(f"INSERT INTO {table} ({fields}) VALUES ({values})"))
        migrate(connection)
        for table in ("judgements", "party_judgements"):
            assert connection.scalar(sa.text(f"SELECT decision FROM {table}")) == "unsure"
            connection.execute(sa.text(f"UPDATE {table} SET decision = 'none'"))
            with pytest.raises(sa.exc.IntegrityError):
                connection.execute(sa.text(f"UPDATE {table} SET decision = 'perhaps'"))
    engine.dispose()
