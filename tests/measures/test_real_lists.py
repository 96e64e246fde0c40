"""The official lists themselves, where they lie beside the project: exact counts, and entries checked by hand."""

from __future__ import annotations

import collections
import datetime as dt
import functools

import pytest
from tests.measures.shared import real

from enduse.measures.reading import ListReading, read_list
from enduse.party import Party

#: Tens of thousands of entries; each reader has its fast tests on lists of a few.
pytestmark = pytest.mark.slow


@functools.cache
def reading(name: str) -> ListReading:
    return read_list(real(name))


def entry(name: str, number: str) -> Party:
    return next(party for party in reading(name).parties if party.entry == number)


@pytest.mark.parametrize(
    ("folder", "name", "date", "count"),
    [
        ("us_csl", "us-csl", dt.date(2026, 7, 31), 25_921),
        ("us_ofac_sdn", "us-ofac-sdn", None, 14_965),
        ("us_ofac_cons", "us-ofac-cons", None, 442),
        ("us_ofac_cons_xml_2022", "us-ofac-cons", dt.date(2022, 3, 24), 462),
        ("us_bis_dpl_2021", "us-bis-dpl", None, 581),
        ("un_consolidated", "un-sc", dt.date(2026, 2, 27), 730 + 273),
        ("uk_ofsi_conlist_2022", "uk-ofsi", dt.date(2022, 5, 4), 3_430),
        ("ca_sema_2022", "ca-sema", None, 2_606),
        ("au_dfat_2022", "au-dfat", None, 2_666),
    ],
)
def test_every_entry_is_read(folder: str, name: str, date: dt.date | None, count: int) -> None:
    found = reading(folder)
    assert (found.name, found.list_date, len(found.parties), found.skipped) == (name, date, count, ())
    assert len({party.id for party in found.parties}) == count
    assert all(party.names for party in found.parties)


@pytest.mark.parametrize("folder", ["us_ofac_cons_xml_2022", "un_consolidated", "ca_sema_2022"])
def test_nothing_in_these_is_unknown(folder: str) -> None:
    assert reading(folder).unknown == {}


@pytest.mark.parametrize(
    ("folder", "most"), [("us_csl", 1), ("us_bis_dpl_2021", 1), ("uk_ofsi_conlist_2022", 3), ("au_dfat_2022", 60)]
)
def test_little_in_these_is_unknown(folder: str, most: int) -> None:
    assert sum(reading(folder).unknown.values()) <= most


def test_the_csl_by_list() -> None:
    counts = collections.Counter(party.details["source_list"][0] for party in reading("us_csl").parties)
    assert counts == {
        "SDN": 19_181, "EL": 3_420, "DPL": 1_596, "DTC": 787, "SSI": 286, "UVL": 222, "ISN": 161, "PLC": 78, "MEU": 70,
        "CMIC": 68, "NS-MBS": 51, "CAP": 1,
    }  # fmt: skip
    assert collections.Counter(party.schema for party in reading("us_csl").parties)["Vessel"] == 1_524


def test_an_entity_list_entry_keeps_requirement_and_policy() -> None:
    party = next(p for p in reading("us_csl").parties if p.caption == "Alexsong PTE LTD")
    (listed,) = party.designations
    assert [name.text for name in party.names] == ["Alexsong PTE LTD", "Champion Way Pte Ltd."]
    assert (party.countries, listed.programme, listed.citation) == (("SG",), "EL", "87 FR 13141")
    assert listed.effect is not None
    assert "Licence requirement: For all items subject to the EAR." in listed.effect
    assert "Licence policy: Policy of denial." in listed.effect


def test_the_sdn_csv_by_kind() -> None:
    parties = reading("us_ofac_sdn").parties
    assert collections.Counter(party.schema for party in parties) == {
        "Organization": 6_884, "Person": 6_854, "Vessel": 851, "Airplane": 376
    }  # fmt: skip
    kinds = collections.Counter(i.kind for party in parties for i in party.identifiers)
    assert (kinds["imo"], kinds["mmsi"], kinds["passport"]) == (849, 154, 2_153)


def test_a_vessel_of_the_sdn_list() -> None:
    ship = entry("us_ofac_sdn", "15036")
    assert ship.caption == "ARTAVIL"
    assert [(n.text, n.kind) for n in ship.names[1:]] == [("ABADAN", "former"), ("SHONA", "former"), ("ALPHA", "former")]
    assert {(i.kind, i.value) for i in ship.identifiers} == {("call_sign", "T2EU4"), ("imo", "9187629"), ("mmsi", "572469210")}
    assert ship.countries == ("IR", "MT", "TV", "TZ")
    assert [(link.kind, link.name) for link in ship.links] == [("linked", "NATIONAL IRANIAN TANKER COMPANY")]
    assert ship.links[0].other is not None


def test_overflowing_remarks_of_the_consolidated_list() -> None:
    bank = entry("us_ofac_cons", "17016")
    assert {i.kind for i in bank.identifiers} == {"bic", "website", "inn", "lei", "ogrn"}
    assert all(not i.note for i in bank.identifiers)
    assert bank.designations[0].listed_on == dt.date(2022, 2, 24)


def test_the_two_forms_of_the_consolidated_list_agree_on_a_person() -> None:
    old, new = entry("us_ofac_cons_xml_2022", "9639"), entry("us_ofac_cons", "9639")
    assert (old.names, old.birth_places) == (new.names, new.birth_places)
    assert [(p.first, p.last) for p in old.births] == [(dt.date(1962, 1, 1), dt.date(1962, 12, 31))]


def test_the_un_list_by_regime() -> None:
    counts = collections.Counter(d.programme for party in reading("un_consolidated").parties for d in party.designations)
    assert (counts["Iran"], counts["DPRK"], counts["Al-Qaida"]) == (121, 155, 341)
    komid = entry("un_consolidated", "KPe.001")
    assert komid.designations[0].listed_on == dt.date(2009, 4, 24)
    assert (komid.caption, komid.countries) == ("KOREA MINING DEVELOPMENT TRADING CORPORATION", ("KP",))
    davani = entry("un_consolidated", "IRi.001")
    assert [p.text for p in davani.births] == ["1958", "1959"]
    assert davani.birth_places == ("Abadan, Iran (Islamic Republic of)",)


def test_a_ship_of_the_ofsi_list() -> None:
    ship = entry("uk_ofsi_conlist_2022", "13651")
    assert (ship.schema, ship.caption, ship.countries) == ("Vessel", "SAM JONG 2", ("KP", "RU"))
    assert [(i.kind, i.value, i.note) for i in ship.identifiers] == [("imo", "7408873", "")]
    assert [(link.kind, link.name, link.other) for link in ship.links] == [
        ("owned_by", "Korea Samjong Shipping", "uk-ofsi:13635")
    ]


def test_a_person_of_the_australian_list() -> None:
    person = entry("au_dfat_2022", "4")
    assert [n.kind for n in person.names] == ["primary", "original"]
    assert [p.text for p in person.births] == ["Approximately 1966", "1960", "1953"]
    assert person.designations[0].listed_on == dt.date(2000, 4, 12)


def test_a_person_of_the_canadian_list() -> None:
    person = entry("ca_sema_2022", "Belarus-1-3")
    assert (person.caption, person.births[0].first) == ("Aleksandr Petrovich Barsukov", dt.date(1965, 4, 29))


def test_a_denied_person() -> None:
    person = next(p for p in reading("us_bis_dpl_2021").parties if p.caption == "AARON ABRAHAM VILLA")
    (order,) = person.designations
    assert (order.programme, order.listed_on, order.ends_on) == ("DPL", dt.date(2022, 8, 24), dt.date(2026, 1, 14))
    assert person.addresses[0].city == "EL PASO"
