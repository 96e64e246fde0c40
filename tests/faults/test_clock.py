"""A clock that jumps between any two operations: nothing crashes, nothing is lost, nothing is open longer than it should be."""

from __future__ import annotations

import datetime as dt
import json
import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse import access
from enduse.lists import list_states, load_list, snapshots_as_of
from enduse.party import AskedParty, Shipment
from enduse.screening import check, judge, judgements_of, open_desk, verify_receipts
from enduse.store import Store

from .killing import SEEDS

NOW = dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)
#: Where a clock may stand that lost its battery, that was set by hand, or that counts in too few bits.
MOMENTS = [
    dt.datetime(year, month, day, 23, 59, 59, 999_999, tzinfo=dt.UTC)
    for year, month, day in ((1, 1, 2), (1970, 1, 1), (2001, 9, 9), (2024, 2, 29), (2038, 1, 19), (2106, 2, 7), (9999, 12, 30))
] + [NOW, NOW + dt.timedelta(hours=2), NOW - dt.timedelta(seconds=1)]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "enduse.db") as opened:
        yield opened


def entities(folder: Path, name: str) -> Path:
    """A list of one company."""
    row = {
        "id": "NK-1", "caption": name, "schema": "Company", "target": True, "datasets": ["xx"],
        "properties": {"name": [name], "country": ["ru"], "topics": ["sanction"]},
    }  # fmt: skip
    file = folder / "entities.ftm.json"
    file.write_text(json.dumps(row) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize("seed", range(SEEDS))
def test_whatever_the_clock_says_all_is_kept_in_the_order_in_which_it_was_done(tmp_path: Path, store: Store, seed: int) -> None:
    dice = random.Random(seed)
    asked = AskedParty(name="Kaskad Avionika", role="consignee", countries=("RU",))
    load_list(store, [entities(tmp_path, "Kaskad Avionika LLC")], now=dice.choice(MOMENTS), accept=True)
    for number in range(12):
        now = dice.choice(MOMENTS)
        if number % 4 == 3:
            load_list(store, [entities(tmp_path, f"Kaskad Avionika LLC {number}")], now=now, accept=True)
        desk = open_desk(store)
        answer, _ = check(store, Shipment(reference=str(number), parties=(asked,)), now=now, desk=desk)
        assert any(f.entry == "opensanctions:NK-1" for f in answer.screening.findings)  # type: ignore[union-attr]
        decision = dice.choice(("positive", "negative", "unsure"))
        judge(
            store,
            desk,
            asked,
            "opensanctions:NK-1",
            decision=decision,
            judged_by="Ada",
            why=str(number),
            now=dice.choice(MOMENTS),
        )
        ((last,),) = judgements_of(store).values()
        assert (last.verdict, last.why) == (decision, str(number))
        assert verify_receipts(store) == (number + 1, [])
        for state in list_states(store, today=dice.choice(MOMENTS).date()):
            assert state.age is None or state.age >= 0
        (in_force,) = snapshots_as_of(store, None)
        assert in_force.sha256 == store.snapshots()[-1].sha256
        assert snapshots_as_of(store, dice.choice(MOMENTS).date())
    assert len(store.party_judgements()) == 12


def test_a_session_is_open_for_its_hours_and_no_jump_makes_it_longer(store: Store) -> None:
    key, shown = access.create_key(store, "Ada", "review", now=NOW, by="test")
    ahead = NOW.replace(year=2099)
    of_the_future, of_now = access.open_session(store, key, now=ahead), access.open_session(store, key, now=NOW)
    assert access.find_session(store, of_the_future, now=ahead) == key
    assert access.find_session(store, of_the_future, now=NOW) is None
    assert access.find_session(store, of_the_future, now=ahead) is None, "closed once it was seen to be wrong"
    assert access.find_session(store, of_now, now=NOW - dt.timedelta(minutes=30)) == key, "clocks differ a little"
    assert access.find_session(store, of_now, now=NOW + access.SESSION) is None
    assert access.find_session(store, of_now, now=NOW) is None, "over, though the clock was set back"
    for moment in MOMENTS:
        assert access.find_key(store, shown, now=moment) is not None, "a key without an end has none"


def test_a_key_made_by_a_clock_that_ran_ahead_does_not_outlast_it(store: Store) -> None:
    month = dt.timedelta(days=30)
    _, shown = access.create_key(store, "Ada", "review", now=NOW.replace(year=2099), by="test", lasts=month)
    _, right = access.create_key(store, "Bea", "review", now=NOW, by="test", lasts=month)
    assert access.find_key(store, shown, now=NOW) is None
    assert access.find_key(store, right, now=NOW + dt.timedelta(days=29)) is not None
    assert access.find_key(store, right, now=NOW + month) is None
    assert access.find_key(store, right, now=NOW - dt.timedelta(days=400)) is None
