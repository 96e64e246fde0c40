"""The UK Sanctions List and OFSI's list before it, Australia's and Canada's."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.measures import published
from tests.measures.published import write
from tests.measures.sheets import write_ods, write_xlsx

from enduse.measures.reading import ListReading, read_list
from enduse.party import Name


@pytest.fixture(params=["xml", "csv", "ods", "xlsx"])
def uk(request: pytest.FixtureRequest, tmp_path: Path) -> ListReading:
    if request.param == "xml":
        return read_list(write(tmp_path, "UK-Sanctions-List.xml", published.UK_XML))
    if request.param == "csv":
        return read_list(write(tmp_path, "UK-Sanctions-List.csv", published.UK_CSV))
    make = write_ods if request.param == "ods" else write_xlsx
    return read_list(make(tmp_path / f"UK-Sanctions-List.{request.param}", published.UK_ROWS))


def test_uk_in_all_forms(uk: ListReading) -> None:
    doe, ship = uk.parties
    assert (uk.name, dict(uk.unknown)) == ("uk-sl", {})
    assert uk.list_date in (dt.date(2026, 8, 20), dt.date(2026, 2, 13))
    assert (doe.entry, doe.schema, doe.nationalities) == ("RUS9001", "Person", ("RU",))
    assert doe.names[0] == Name(text="Johan Piet DOE", given="Johan Piet", family="DOE")
    assert {(n.text, n.kind) for n in doe.names} >= {("JPD", "weak"), ("Йохан ДОУ", "original")}
    assert (doe.births[0].first, doe.births[0].last) == (dt.date(1961, 1, 1), dt.date(1961, 12, 31))
    assert doe.birth_places == ("Tambov, Russia",)
    assert [(i.kind, i.value, i.note) for i in doe.identifiers] == [("passport", "P1234567", "Russian")]
    (listed,) = doe.designations
    assert (listed.programme, listed.listed_on) == ("The Russia (Sanctions) (EU Exit) Regulations 2019", dt.date(2022, 1, 25))
    assert listed.effect == "Asset freeze; Travel Ban"
    assert (ship.schema, ship.countries) == ("Vessel", ("KM",))
    assert [(i.kind, i.value) for i in ship.identifiers] == [("imo", "9074729")]
    assert [(link.kind, link.name) for link in ship.links] == [("owned_by", "Example Shipping")]


def test_uk_xml_unknown_tag(tmp_path: Path) -> None:
    text = published.UK_XML.replace("<DesignationSource>UK<", "<Colour>red</Colour><DesignationSource>UK<")
    reading = read_list(write(tmp_path, "uk.xml", text))
    assert dict(reading.unknown) == {"tag 'Colour'": 1}
    assert reading.parties[0].details["Colour"] == ("red",)


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_ofsi(form: str, tmp_path: Path) -> None:
    sheet = tmp_path / "ConList.xlsx"
    path = write(tmp_path, "ConList.csv", published.OFSI_CSV) if form == "csv" else write_xlsx(sheet, published.OFSI_ROWS)
    reading = read_list(path)
    (doe,) = reading.parties
    assert (reading.name, reading.list_date, dict(reading.unknown)) == ("uk-ofsi", dt.date(2022, 5, 4), {})
    assert [(n.text, n.kind) for n in doe.names] == [("Johan Piet DOE", "primary"), ("JPD", "weak")]
    assert [p.text for p in doe.births] == ["00/00/1961", "01/02/1962"]
    assert (doe.birth_places, doe.nationalities) == (("Tambov, Russia", "Omsk, Russia"), ("RU", "SY"))
    assert [(i.kind, i.value, i.note) for i in doe.identifiers] == [
        ("passport", "A1", "Russian"), ("passport", "B2", "Syrian"), ("phone", "+7 495 1", ""), ("imo_company", "9074729", "")
    ]  # fmt: skip
    assert [(link.kind, link.name) for link in doe.links] == [("owned_by", "Example Trading")]
    assert doe.details["gender"] == ("Male",)
    assert doe.details["uk_reference"] == ("RUS9001",)


@pytest.mark.parametrize("form", ["csv", "xlsx", "ods"])
def test_australia(form: str, tmp_path: Path) -> None:
    makers = {"xlsx": write_xlsx, "ods": write_ods}
    path = (
        makers[form](tmp_path / f"au.{form}", published.AU_ROWS)
        if form in makers
        else write(tmp_path, "au.csv", published.AU_CSV)
    )
    reading = read_list(path)
    (doe,) = reading.parties
    assert (reading.name, dict(reading.unknown)) == ("au-dfat", {})
    assert [(n.text, n.kind) for n in doe.names] == [("Johan Piet DOE", "primary"), ("یوهان دو", "original"), ("JPD", "weak")]
    assert [(p.first, p.last) for p in doe.births] == [
        (dt.date(1954, 1, 1), dt.date(1959, 12, 31)), (dt.date(1957, 5, 5), dt.date(1957, 5, 5))
    ]  # fmt: skip
    assert (doe.entry, doe.nationalities, doe.addresses) == ("8577", ("IR",), ())
    (listed,) = doe.designations
    assert (listed.programme, listed.listed_on) == ("Autonomous (Iran)", dt.date(2014, 9, 2))
    assert (listed.effect, listed.legal_basis) == ("targeted financial sanction", "Instrument 2026")


def test_canada(tmp_path: Path) -> None:
    doe, firm = read_list(write(tmp_path, "sema.xml", published.CA_XML)).parties
    assert (doe.entry, doe.schema, firm.schema) == ("Belarus-1-3", "Person", "Organization")
    assert [n.text for n in doe.names] == ["Johan Piet Doe", "Jan Doe", "Ян Доу"]
    assert [n.text for n in firm.names] == ["Example Co.", "Example Company Ltd.", "Example, Inc."]
    assert (doe.designations[0].programme, doe.designations[0].legal_basis) == ("Belarus / Bélarus", "Schedule 1")
    assert doe.births[0].first == dt.date(1965, 4, 29)


def test_canada_with_bilingual_tags(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "sema.xml", published.CA_XML_2026))
    (ship,) = reading.parties
    assert (ship.schema, ship.caption, dict(reading.unknown)) == ("Vessel", "Sea Example", {})
    assert ship.designations[0].listed_on == dt.date(2025, 2, 24)
    assert [(i.kind, i.value) for i in ship.identifiers] == [("imo", "9074729")]


def test_uk_numbers_and_ship_names_within_a_cell(tmp_path: Path) -> None:
    cells = {
        "Unique ID": "RUS9002", "Designation Type": "Entity", "Name 6": "Example Plant", "Name type": "Primary Name",
        "Business registration number (s)": "OGRN: 1027700132195 KPP: 770701001 INN: 7707083893",
    }  # fmt: skip
    ship = {"Unique ID": "RUS9003", "Designation Type": "Ship", "Name 6": 'IMO 9074729 ("AVAX")', "Name type": "Primary Name"}
    rows = [published.UK_COLUMNS, *(published.row_of(published.UK_COLUMNS, row) for row in (cells, ship))]
    plant, avax = read_list(write_xlsx(tmp_path / "uk.xlsx", rows)).parties
    assert [(i.kind, i.value) for i in plant.identifiers] == [
        ("ogrn", "1027700132195"),
        ("kpp", "770701001"),
        ("inn", "7707083893"),
    ]
    assert {name.text for name in avax.names} == {'IMO 9074729 ("AVAX")', "AVAX"}
