"""Objects of JSON in whatever shape their programs give them: every name in them is asked for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from enduse.screen.intake import Intake, ShipmentFile


def read(folder: Path, row: dict[str, Any]) -> tuple[Intake, list[str]]:
    (folder / "a.jsonl").write_text(json.dumps(row), encoding="utf-8")
    file = ShipmentFile(folder / "a.jsonl")
    (intake,) = file
    return intake, file.unused


@pytest.mark.parametrize(
    ("row", "parties"),
    [
        ({"consignee": ["Foo Ltd", "Bar LLC"]}, [("consignee", "Foo Ltd"), ("consignee", "Bar LLC")]),
        ({"consignee": {"name": ["Foo Ltd", "Bar LLC"]}}, [("consignee", "Foo Ltd"), ("consignee", "Bar LLC")]),
        ({"consignee": [["Foo Ltd"], "Bar LLC"]}, [("consignee", "Foo Ltd"), ("consignee", "Bar LLC")]),
        ({"parties": ["Foo Ltd", "Bar LLC"]}, [("party", "Foo Ltd"), ("party", "Bar LLC")]),
        ({"parties": ["Foo Ltd", {"name": "Bar LLC", "role": "bank"}]}, [("party", "Foo Ltd"), ("bank", "Bar LLC")]),
        ({"consignee": ["Foo Ltd", {"name": "Bar LLC"}]}, [("consignee", "Foo Ltd"), ("consignee", "Bar LLC")]),
        ({"name": "Foo Ltd", "via": ["AE", {"port": "X"}]}, [("party", "Foo Ltd")]),
    ],
)
def test_every_name_is_a_party_of_its_role(tmp_path: Path, row: dict[str, Any], parties: list[tuple[str, str]]) -> None:
    intake, _ = read(tmp_path, row)
    assert intake.shipment is not None
    assert [(party.role, party.name) for party in intake.shipment.parties] == parties
    assert intake.problems == ()


def test_goods_that_are_codes_are_asked_by_them(tmp_path: Path) -> None:
    goods = ["8542.31", "9306.90; 8802.20", "3A001.a.2", "ML10.c", "pump 24", {"description": "8471.30", "hs": "854231"}]
    intake, _ = read(tmp_path, {"destination": "RU", "goods": goods})
    assert intake.shipment is not None
    asked = [("854231", None), ("930690; 880220", None), (None, "3A001.a.2"), (None, "ML10.c"), (None, None), ("854231", None)]
    assert [(line.hs, line.eccn) for line in intake.shipment.goods] == asked
    (intake, _) = read(tmp_path, {"destination": "RU", "goods": "8542.31"})
    assert intake.shipment is not None
    assert intake.shipment.goods[0].hs == "854231"


def test_countries_in_a_list_are_those_of_each_name(tmp_path: Path) -> None:
    intake, _ = read(tmp_path, {"consignee": ["Foo Ltd", "Bar LLC"], "consignee country": ["IR", "Germany"]})
    assert intake.shipment is not None
    assert [party.countries for party in intake.shipment.parties] == [("IR", "DE")] * 2


@pytest.mark.parametrize(
    ("row", "goods"),
    [
        ({"hs": ["854231", "880730"]}, [("854231", ""), ("880730", "")]),
        ({"hs": ["854231", "880730"], "description": ["chips", "wings"]}, [("854231", "chips"), ("880730", "wings")]),
        ({"goods": ["chips", {"hs": "880730"}]}, [(None, "chips"), ("880730", "")]),
        ({"goods": ["chips"]}, [(None, "chips")]),
    ],
)
def test_goods_in_a_list_are_lines(tmp_path: Path, row: dict[str, Any], goods: list[tuple[str | None, str]]) -> None:
    intake, _ = read(tmp_path, row)
    assert intake.shipment is not None
    assert [(line.hs, line.description) for line in intake.shipment.goods] == goods


def test_what_means_nothing_is_told_however_deep(tmp_path: Path) -> None:
    consignee = {"name": "Foo Ltd", "colour": "red", "identifiers": ["A1234567"]}
    row = {"consignee": consignee, "tags": ["a"], "via": [{"port": "X"}], "empty": []}
    told = ["consignee.colour", "consignee.identifiers without a kind", "tags", "via.port", "empty"]
    assert read(tmp_path, row)[1] == told


def test_a_second_address_or_birth_is_told(tmp_path: Path) -> None:
    intake, _ = read(tmp_path, {"name": "Foo Ltd", "address": ["1 Hill", "2 Dale"], "birth": ["1962", "1962"]})
    assert intake.problems == ("party has more than one address; '1 Hill' is used",)
