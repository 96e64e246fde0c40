"""The US Consolidated Screening List, the BIS Denied Persons List, the UN's and the EU's list."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.measures import published
from tests.measures.published import write

from enduse.errors import ListError
from enduse.measures.reading import read_list
from enduse.model import Period
from enduse.party import Address, Identifier, Name


def test_csl_json(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "consolidated.json", published.CSL_JSON))
    firm, doe, denied = reading.parties
    assert (reading.name, dict(reading.unknown)) == ("us-csl", {})
    assert [party.details["source_list"] for party in reading.parties] == [("EL",), ("SDN",), ("DPL",)]
    (listed,) = firm.designations
    assert (listed.authority, listed.programme) == ("Bureau of Industry and Security", "EL")
    assert listed.effect == "Licence requirement: For all items subject to the EAR.; Licence policy: Presumption of denial."
    assert (listed.listed_on, listed.citation) == (dt.date(2022, 3, 9), "87 FR 13141")
    assert firm.addresses == (
        Address(text="Room 1, 2 High Road, Hong Kong, HK", street="Room 1, 2 High Road", city="Hong Kong", country="HK"),
    )
    assert doe.entry == "SDN-101"
    assert doe.names[0] == Name(text="Johan Piet DOE", given="Johan Piet", family="DOE")
    assert [d.programme for d in doe.designations] == ["SDGT", "IFSR"]
    assert (doe.nationalities, doe.births[0].text) == (("IR", "SY"), "circa 1961")
    assert doe.identifiers == (
        Identifier(value="A1234567", kind="passport", country="IR", words="Passport", note="expires 2030-06-05"),
    )
    assert doe.links[0].name == "EXAMPLE TRADING CO."
    assert (denied.designations[0].ends_on, denied.addresses[0].region) == (dt.date(2027, 10, 13), "FL")


def test_csl_csv_says_the_same(tmp_path: Path) -> None:
    firm, doe = read_list(write(tmp_path, "consolidated.csv", published.CSL_CSV)).parties
    assert firm.addresses[0].country == "HK"
    assert [n.text for n in firm.names] == ["Example Electronics Ltd.", "EEL", "Example Elec"]
    assert [d.programme for d in doe.designations] == ["SDGT", "IFSR"]
    assert [(i.kind, i.value, i.country) for i in doe.identifiers] == [("passport", "A1234567", "IR")]
    assert doe.birth_places == ("Tehran, Iran",)


def test_csl_repacked_is_unpacked_by_its_field_key(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "screening-list.json", published.CSL_PACKED))
    firm, doe = reading.parties
    assert reading.list_date == dt.date(2026, 7, 31)
    assert firm.countries == ("HK", "PS")
    assert firm.designations[0].effect == "Licence requirement: For all items subject to the EAR."
    assert [d.programme for d in doe.designations] == ["SDGT", "IFSR"]


def test_csl_entries_without_number_keep_their_id_from_day_to_day(tmp_path: Path) -> None:
    data = json.loads(published.CSL_JSON)
    ids = {party.entry for party in read_list(write(tmp_path, "a.json", published.CSL_JSON)).parties}
    data["results"].reverse()
    assert {party.entry for party in read_list(write(tmp_path, "b.json", json.dumps(data))).parties} == ids


@pytest.mark.parametrize(
    ("written", "names"),
    [
        ("Foo Works Ltd; and any successor, sub-unit, or subsidiary thereof", ["Foo Works Ltd"]),
        ("Foo Works Ltd (Hong Kong entity)", ["Foo Works Ltd"]),
        ("Ministry of Foo, including the Armed Forces of Foo and all operating units", ["Ministry of Foo"]),
        ("Cory (a.k.a Jason Cory Roe) Roe", ["Cory Roe", "Jason Cory Roe"]),
        ("Foo Works -AKA- Bar Works (aka VKS)", ["Foo Works", "Bar Works"]),
        ("Foo Board (FB), and subordinate entity Institute of Bar (IB)", ["Foo Board (FB)", "Institute of Bar (IB)"]),
        ("Foo and Successors, including Sons", []),
    ],
)
def test_csl_names_are_found_among_remarks_and_other_names(tmp_path: Path, written: str, names: list[str]) -> None:
    data = json.loads(published.CSL_JSON)
    data["results"][0]["name"] = written
    firm = read_list(write(tmp_path, "a.json", json.dumps(data))).parties[0]
    known = ["EEL", "Example Elec"]
    assert [name.text for name in firm.names if name.text not in known] == [written, *names]


def test_csl_unknown_field_source_and_country_are_reported(tmp_path: Path) -> None:
    data = json.loads(published.CSL_JSON)
    data["results"][0] |= {"colour": "blue", "source": "New List (NEW) - Some Department"}
    data["results"][2]["addresses"][0]["country"] = "Atlantis"
    data["results"].append({"name": 5, "source": "x"})
    data["total"] = 4
    reading = read_list(write(tmp_path, "consolidated.json", json.dumps(data)))
    assert dict(reading.unknown) == {
        "field 'colour'": 1, "source 'New List (NEW) - Some Department'": 1, "country 'Atlantis'": 1
    }  # fmt: skip
    assert [(p.entry, p.reason) for p in reading.skipped] == [(4, "an entry without `name` and `source`")]


def test_csl_with_fewer_results_than_it_says_was_cut_off(tmp_path: Path) -> None:
    data = json.loads(published.CSL_JSON) | {"total": 9}
    with pytest.raises(ListError, match="says it has 9 entries"):
        read_list(write(tmp_path, "consolidated.json", json.dumps(data)))


def test_denied_persons(tmp_path: Path) -> None:
    (denied,) = read_list(write(tmp_path, "dpl.txt", published.DPL)).parties
    assert (denied.list, denied.caption, denied.countries) == ("us-bis-dpl", "ANNE EXAMPLE", ("US",))
    (order,) = denied.designations
    assert (order.listed_on, order.ends_on) == (dt.date(2017, 10, 16), dt.date(2027, 10, 13))
    assert order.citation == "82 F.R. 48792 10/20/2017"


def test_un(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "consolidated.xml", published.UN_XML))
    doe, firm = reading.parties
    assert (reading.list_date, dict(reading.unknown)) == (dt.date(2026, 2, 27), {})
    assert (doe.entry, doe.schema, firm.schema) == ("KPi.901", "Person", "Organization")
    assert [(n.text, n.kind) for n in doe.names] == [
        ("JOHAN PIET DOE", "primary"), ("도요한", "original"), ("To Yo Han", "strong"), ("JPD", "weak")
    ]  # fmt: skip
    assert doe.births == (
        Period(first=dt.date(1953, 1, 1), last=dt.date(1955, 12, 31), text="1953 to 1955"),
        Period(first=dt.date(1954, 4, 4), last=dt.date(1954, 4, 4), text="1954-04-04"),
    )
    assert (doe.nationalities, doe.birth_places) == (("KP",), ("Hamhung, Democratic People's Republic of Korea",))
    assert doe.identifiers == (
        Identifier(value="645220025", kind="passport", country="KP", words="Passport", note="issued 2016-05-01"),
    )
    assert doe.details["address_note"] == ("as of 2016",)
    assert doe.remarks == "An invented entry."
    (listed,) = doe.designations
    assert (listed.programme, listed.legal_basis) == ("DPRK", "Resolution 1718 (2006)")
    assert listed.listed_on == dt.date(2016, 3, 2)
    assert firm.names[1] == Name(text="Old Example", kind="former")
    assert (firm.countries, firm.addresses) == (("KP",), ())


def test_un_unknown_regime_and_tag(tmp_path: Path) -> None:
    text = published.UN_XML.replace(
        "<UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe",
        "<UN_LIST_TYPE>Mars</UN_LIST_TYPE><COLOUR>red</COLOUR><REFERENCE_NUMBER>KPe",
    )
    reading = read_list(write(tmp_path, "un.xml", text))
    assert dict(reading.unknown) == {"regime 'Mars'": 1, "tag 'COLOUR'": 1}
    assert reading.parties[1].details["COLOUR"] == ("red",)


def test_un_entry_without_name_is_skipped(tmp_path: Path) -> None:
    text = published.UN_XML.replace("<FIRST_NAME>EXAMPLE TRADING CORPORATION</FIRST_NAME>", "").replace("Old Example", "")
    reading = read_list(write(tmp_path, "un.xml", text))
    assert [(p.entry, p.reason) for p in reading.skipped] == [(2, "KPe.902 has no name")]
    assert len(reading.parties) == 1


def test_eu_xml(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "full.xml", published.EU_XML))
    doe, bank = reading.parties
    assert (reading.name, reading.list_date, dict(reading.unknown)) == ("eu-fsf", dt.date(2026, 4, 15), {})
    assert doe.entry == "EU.9001.1"
    assert doe.names == (
        Name(text="Johan Piet DOE", given="Johan Piet", family="DOE"),
        Name(text="Йохан ДОУ", kind="original", language="ru"),
        Name(text="JPD", kind="weak"),
    )
    assert doe.births == (Period(first=dt.date(1960, 1, 1), last=dt.date(1962, 12, 31), text="circa 1961"),)
    assert doe.birth_places == ("Tambov, RUSSIAN FEDERATION",)
    assert {(i.kind, i.value, i.country, i.note) for i in doe.identifiers} == {
        ("un_reference", "KPi.901", None, ""), ("email", "a@example.ru", None, ""), ("passport", "488555", "RU", "expired")
    }  # fmt: skip
    assert doe.remarks == "An invented entry."
    (listed,) = doe.designations
    assert (listed.programme, listed.legal_basis, listed.listed_on) == ("UKR", "2022/336 (OJ L58)", dt.date(2022, 2, 25))
    assert listed.url == "https://example.eu"
    assert bank.designations[0].listed_on == dt.date(2022, 2, 25)


def test_eu_csv_rows_of_one_entity_become_one_party(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "full.csv", published.EU_CSV))
    doe, bank = reading.parties
    assert (reading.list_date, dict(reading.unknown)) == (dt.date(2026, 4, 15), {})
    assert [(n.text, n.kind) for n in doe.names] == [("Johan Piet DOE", "primary"), ("Йохан ДОУ", "original")]
    assert (doe.births[0].text, doe.nationalities) == ("circa 1961", ("RU",))
    assert [(i.kind, i.value) for i in doe.identifiers] == [("passport", "488555")]
    assert bank.addresses[0].text == "Moscow, RUSSIAN FEDERATION"


def test_eu_unknown_attribute_and_type_are_reported(tmp_path: Path) -> None:
    text = published.EU_XML.replace('gender="M"', 'gender="M" mood="good"').replace(
        'code="enterprise" classificationCode="E"', 'code="comet" classificationCode="C"'
    )
    reading = read_list(write(tmp_path, "full.xml", text))
    assert dict(reading.unknown) == {"attribute 'nameAlias/mood'": 1, "subject type 'comet'": 1}
    assert reading.parties[0].details["nameAlias/mood"] == ("good",)


def test_eu_date_of_another_calendar_is_kept_in_words(tmp_path: Path) -> None:
    text = published.EU_XML.replace('calendarType="GREGORIAN"', 'calendarType="ISLAMIC"')
    doe = read_list(write(tmp_path, "full.xml", text)).parties[0]
    assert doe.births == ()
    assert "1961" in doe.details["birth"][0]
