"""Addresses on lists, with and without names."""

from __future__ import annotations

import pytest

from enduse.screen.addresses import AddressIndex, address_words

from .builders import listed

NAN_FUNG = "Room 1019-1020, Nan Fung Centre, 264-298 Castle Peak Road, Tsuen Wan, New Territories, Hong Kong"
ALONE = listed("", schema="Address", address=NAN_FUNG, entry="a1")
NAMED = listed("Foo Bar Trading", address="No. 17, Shafagh Street, Dadman Boulevard, Tehran, Iran", entry="a2")
TOWN = listed("Qux Trading", address="Tehran, Iran", entry="a3")
INDEX = AddressIndex([ALONE, NAMED, TOWN])


@pytest.mark.parametrize(
    "asked",
    [
        NAN_FUNG,
        NAN_FUNG.upper().replace(",", ""),
        "Rm 1019-1020 Nan Fung Ctr, 264-298 Castle Peak Rd, Tsuen Wan, NT, HK",
        "Hong Kong, Tsuen Wan, Castle Peak Road 264-298, Nan Fung Centre 1019 1020",
    ],
)
def test_an_address_is_found_in_other_words_and_orders(asked: str) -> None:
    found = INDEX.match(asked)
    assert [(m.place, m.alone) for m in found] == [(0, True)]


def test_another_house_is_told() -> None:
    found = INDEX.match("Room 2205, Nan Fung Centre, 264-298 Castle Peak Road, Tsuen Wan, New Territories, Hong Kong")
    assert found[0].other_numbers == ("2205",)
    assert set(found[0].missing) == {"1019", "1020"}
    assert found[0].score < INDEX.match(NAN_FUNG)[0].score


def test_an_entry_with_a_name_is_found_by_its_address() -> None:
    found = INDEX.match("17 Shafagh St., Dadman Blvd, Tehran")
    assert [(m.place, m.alone) for m in found] == [(1, False)]


@pytest.mark.parametrize(
    "asked", ["Tehran, Iran", "12 Castle Road, Dublin, Ireland", "Hong Kong", "", "264 Main Street, Springfield"]
)
def test_a_town_or_another_address_is_none(asked: str) -> None:
    assert INDEX.match(asked) == []


def test_short_forms_are_written_out() -> None:
    assert address_words("12 Foo St., 3rd Fl., Bldg 4") == address_words("12, Foo Street 3rd floor building 4")


def test_the_address_of_an_entry_that_has_it_as_its_name() -> None:
    index = AddressIndex([listed(NAN_FUNG, schema="Address")])
    assert index.match(NAN_FUNG)[0].alone
