"""Receipts: canonical, chained, and every tampering shows."""

from __future__ import annotations

import copy
import datetime as dt
import json
from collections.abc import Callable
from typing import Any

import pytest

from enduse.party import GoodsLine
from enduse.screen.receipt import GENESIS, answer_digest, canonical, digest, make_receipt, verify
from enduse.screen.screener import Screener

from .builders import Everybody, asked, listed, shipment

AT = dt.datetime(2026, 5, 4, 12, tzinfo=dt.UTC)
PARTY = listed("Gordafarid Aerospace")
SCREENER = Screener([PARTY], index=Everybody([PARTY]))
SHIPMENTS = [
    shipment(asked(name), goods=[GoodsLine(description="chips", hs="854231")], destination="KG")
    for name in ("Gordafarid Aerospace", "Foo", "Bar")
]


def chain() -> list[dict[str, Any]]:
    receipts: list[dict[str, Any]] = []
    for one in SHIPMENTS:
        receipts.append(make_receipt(one, SCREENER.screen(one), made_at=AT, previous=receipts[-1] if receipts else None))
    return receipts


def test_a_chain_as_it_was_made_has_no_fault_through_json_too() -> None:
    receipts = chain()
    assert receipts[0]["previous"] == GENESIS
    assert verify(receipts) == []
    assert verify(json.loads(json.dumps(receipts))) == []


def at(receipts: list[dict[str, Any]], *path: Any, value: Any) -> None:
    place: Any = receipts
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value


@pytest.mark.parametrize(
    ("tamper", "number"),
    [
        (lambda r: at(r, 1, "findings", value=[]), 2),
        (lambda r: at(r, 0, "findings", 0, "severity", value="note"), 1),
        (lambda r: at(r, 2, "made_at", value="2026-05-05T12:00:00+00:00"), 3),
        (lambda r: at(r, 1, "input", "asked", "reference", value="S2"), 2),
        (lambda r: at(r, 1, "rests_on", "threshold", value=0.9), 2),
        (lambda r: at(r, 1, "words", value="cleared"), 2),
        (lambda r: r.pop(1), 2),
        (lambda r: r.reverse(), 1),
        (lambda r: r.insert(1, copy.deepcopy(r[0])), 2),
        (lambda r: r.pop(0), 1),
    ],
)
def test_every_tampering_shows_where_it_is(tamper: Callable[[list[dict[str, Any]]], Any], number: int) -> None:
    receipts = copy.deepcopy(chain())
    tamper(receipts)
    faults = verify(receipts)
    assert faults
    assert faults[0].number == number


def test_a_receipt_made_over_with_its_own_hash_breaks_the_chain_after_it() -> None:
    receipts = chain()
    forged = make_receipt(SHIPMENTS[1], SCREENER.screen(SHIPMENTS[0]), made_at=AT, previous=receipts[0])
    faults = verify([receipts[0], forged, receipts[2]])
    assert [fault.number for fault in faults] == [3]


def test_inner_hashes_are_checked_too() -> None:
    receipt = {k: v for k, v in chain()[0].items() if k != "hash"}
    receipt["findings"] = []
    faults = verify([receipt | {"hash": digest(receipt)}])
    assert [fault.words for fault in faults] == ["the hash of its answer is not of the answer"]


def test_the_same_question_on_the_same_day_gives_the_same_answer() -> None:
    one = SHIPMENTS[0]
    again = Screener([PARTY], index=Everybody([PARTY]))
    assert answer_digest(SCREENER.screen(one)) == answer_digest(again.screen(one))
    other = Screener([PARTY, listed("Zal", entry="2")], index=Everybody([PARTY]))
    assert answer_digest(SCREENER.screen(one)) != answer_digest(other.screen(one))


def test_canonical_json_does_not_depend_on_order() -> None:
    assert canonical({"b": 1, "a": (dt.date(2026, 1, 2), "é")}) == canonical({"a": [dt.date(2026, 1, 2), "é"], "b": 1})
    assert canonical({"b": 1, "a": 2}) == '{"a":2,"b":1}'


def test_an_instant_needs_its_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        make_receipt(SHIPMENTS[0], SCREENER.screen(SHIPMENTS[0]), made_at=dt.datetime(2026, 5, 4))
