"""Choosing among transfers."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from enduse.errors import InputError
from enduse.model import Item, Span, Statement, Transfer
from enduse.wanted import is_wanted, parties_meant


def make_transfer(**values: Any) -> Transfer:
    items = (
        Item(category="aircraft", text="Iranian-ordered fighter jets", designation="Su-35"),
        Item(category="uav", text="drones"),
    )
    statement = Statement(
        doc="a", kind="transfer", span=Span(start=0, end=1), quote="x", status="agreed", certainty="asserted", items=items
    )
    fields: dict[str, Any] = {
        "supplier": "RU", "recipient": "IR", "category": "aircraft", "designation": None, "statements": (statement,),
        "documents": ("a",), "first_reported": "2022-12", "last_reported": "2023-02", "sources": 1, "status": "agreed",
        "denied": False, "quantity": None,
    }  # fmt: skip
    return Transfer(**{**fields, **values})


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [
        ({}, True),
        ({"supplier": {"RU"}}, True),
        ({"supplier": {"IR"}}, False),
        ({"supplier": set()}, False),
        ({"recipient": {"IR", "SY"}, "supplier": {"RU"}}, True),
        ({"item": "aircraft"}, True),
        ({"item": "uav"}, False),
        ({"item": "su 35"}, True),
        ({"item": "Su-35"}, True),
        ({"item": "Su-30"}, False),
        ({"item": "jets"}, True),
        ({"item": "drones"}, False),
        ({"since": dt.date(2023, 2, 28)}, True),
        ({"since": dt.date(2023, 3, 1)}, False),
        ({"status": "agreed", "stage": "prospective"}, True),
        ({"status": "delivered"}, False),
        ({"stage": "actual"}, False),
    ],
)
def test_a_transfer_is_wanted_for_every_value_that_is_asked(asked: dict[str, Any], wanted: bool) -> None:
    assert is_wanted(make_transfer(), **asked) is wanted


def test_a_row_of_a_system_is_found_by_its_name_alone() -> None:
    assert is_wanted(make_transfer(designation="Su-35"), item="su-35")
    assert not is_wanted(make_transfer(designation="Su-35"), item="jets")


def test_unknown_parties_and_days_are_not_those_asked_for() -> None:
    assert not is_wanted(make_transfer(supplier=None), supplier={"RU"})
    assert not is_wanted(make_transfer(last_reported=None), since=dt.date(2000, 1, 1))
    assert is_wanted(make_transfer(last_reported="2024-02-29"), since=dt.date(2024, 2, 29))
    assert is_wanted(make_transfer(category="air_defence"), item="Air-Defence")


ON_RECORD = ("IR", "RU", "GB", "Hezbollah", "Wagner Group", "Zagros Aerospace")


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("IR", {"IR"}),
        ("ir ", {"IR"}),
        ("Iran", {"IR"}),
        ("iran", {"IR"}),
        ("Tehran", {"IR"}),
        ("the islamic  republic of iran", {"IR"}),
        ("the Kremlin", {"RU"}),
        ("uk", {"GB"}),
        ("HEZBOLLAH", {"Hezbollah"}),
        ("wagner", {"Wagner Group"}),
        ("zagros aerospace", {"Zagros Aerospace"}),
        ("North Korea", set()),
        ("KP", set()),
    ],
)
def test_a_party_is_found_by_any_of_its_names(asked: str, meant: set[str]) -> None:
    assert parties_meant(asked, ON_RECORD, role="supplier") == meant


@pytest.mark.parametrize(
    ("asked", "hint"),
    [
        ("Iraan", "did you mean Iran?"),
        ("germny", "did you mean Germany?"),
        ("Atlantis", "give a country code"),
        ("XX", "give a country code"),
        ("", "give a country code"),
        ("Iran and Russia", "give a country code"),
        ("Zagros Aerospce", "did you mean Zagros Aerospace?"),
    ],
)
def test_words_that_name_nobody_are_refused(asked: str, hint: str) -> None:
    with pytest.raises(InputError) as raised:
        parties_meant(asked, ON_RECORD, role="recipient")
    assert str(raised.value).startswith(f"recipient {asked!r} names nobody who is known; ")
    assert hint in str(raised.value)
