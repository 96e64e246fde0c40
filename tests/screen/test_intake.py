"""Shipments and parties from files: tolerant headings, row numbers, streaming."""

from __future__ import annotations

import csv
import datetime as dt
import itertools
import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from enduse.errors import InputError
from enduse.screen.headings import Field, plain_heading, read_heading, read_headings
from enduse.screen.intake import Intake, ShipmentFile, read_mapping
from enduse.screen.shipment_rows import read_birth, read_day

SHIPMENTS = """Shipment No,Ship Date,Country of Origin,Destination Country,Via,Shipper,Shipper Country,Consignee,Consignee Address,End User,End-User Country,Vessel,IMO,Description of Goods,Manufacturer,MPN,HTS Code,ECCN,Qty
S-1,2026-05-04,US,United Arab Emirates,TR; KZ,Acme Inc,US,Beta FZE,"Office 12, Dubai",Gamma Co,Iran,Dorita,8605234,32-bit DSC,TI,TMS320F28335PGFA,8542.31.0001,3A991,100
S-1,2026-05-04,US,United Arab Emirates,,Acme Inc,US,Beta FZE,"Office 12, Dubai",Gamma Co,Iran,,,capacitors,,,853224,,500
S-2,04.05.2026,Germany,KG,,Foo GmbH,DE,Bar LLC,,,,,,ball bearings,,,84821010,,
"""  # noqa: E501


def write(folder: Path, text: str, name: str = "file.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def read(path: Path, **options: Any) -> list[Intake]:
    return list(ShipmentFile(path, **options))


def test_a_csv_of_shipments(tmp_path: Path) -> None:
    first, second = read(write(tmp_path, SHIPMENTS))
    one = first.shipment
    assert one is not None
    assert (first.first, first.last, first.problems) == (2, 3, ())
    assert (one.reference, one.date, one.origin, one.destination) == ("S-1", dt.date(2026, 5, 4), "US", "AE")
    assert one.transit == ("TR", "KZ")
    assert [(p.role, p.name, p.countries) for p in one.parties] == [
        ("exporter", "Acme Inc", ("US",)),
        ("consignee", "Beta FZE", ()),
        ("end_user", "Gamma Co", ("IR",)),
        ("vessel", "Dorita", ()),
    ]
    assert one.parties[1].address == "Office 12, Dubai"
    assert [(i.kind, i.value) for i in one.parties[3].identifiers] == [("imo", "8605234")]
    assert one.parties[3].schema == "Vessel"
    assert [(g.hs, g.part_number, g.maker) for g in one.goods] == [
        ("8542310001", "TMS320F28335PGFA", "TI"),
        ("853224", None, None),
    ]
    assert second.shipment is not None
    assert second.shipment.date == dt.date(2026, 5, 4)
    assert second.shipment.origin == "DE"


def test_a_csv_of_parties(tmp_path: Path) -> None:
    text = "name;type;country;dob;passport\nAli Reza Tangsiri;individual;IR;1962;A1234567\nFoo LLC;company;AE;;\n"
    person, firm = (row.shipment.parties[0] for row in read(write(tmp_path, text)) if row.shipment)
    assert (person.role, person.schema, person.countries) == ("party", "Person", ("IR",))
    assert person.birth == read_birth("1962")
    assert [(i.kind, i.value) for i in person.identifiers] == [("passport", "A1234567")]
    assert (firm.name, firm.schema, firm.birth) == ("Foo LLC", "Company", None)


def test_what_cannot_be_read_is_told_by_row_and_the_rest_is_kept(tmp_path: Path) -> None:
    text = "consignee,destination,date\nFoo,Atlantis,03/04/2026\n,,\nBar,FR,2026-05-04\nBaz,FR,2026-05-04,too,many\n"
    found = read(write(tmp_path, text), group=False)
    assert [row.first for row in found] == [2, 4, 5]
    assert found[0].shipment is not None
    assert found[0].shipment.destination is None
    assert any("'Atlantis' is no country" in p for p in found[0].problems)
    assert any("'03/04/2026' is no day that can be told" in p for p in found[0].problems)
    assert found[1].problems == ()
    assert found[2].problems == ("it has 5 cells, the headings 3",)
    (padded,) = read(write(tmp_path, "consignee,destination\nFoo,FR,,,\n"))
    assert padded.problems == ()


def test_of_a_row_without_a_party_or_goods_the_route_is_left(tmp_path: Path) -> None:
    half, nothing = read(write(tmp_path, "reference,consignee,destination\n7,,FR\n8,,\n"))
    assert half.shipment is not None
    assert (half.shipment.destination, half.shipment.parties) == ("FR", ())
    assert half.problems == (half.partial,) == ("it names neither a party nor goods (reference 7); only its route was asked",)
    assert nothing.shipment is None
    assert (nothing.problems, nothing.partial) == (("it names neither a party nor goods (reference 8)",), "")


def test_a_file_of_routes_is_read_without_a_word(tmp_path: Path) -> None:
    text = "Ref;Date;From;Via;To;Port of Discharge\nR1;2026-03-02;DE;AE;Iran;Bandar Anzali\nR2;2026-03-03;FR;;;\n;;;;;\n"
    one, two = read(write(tmp_path, text))
    assert one.shipment is not None
    assert (one.shipment.origin, one.shipment.transit, one.shipment.destination) == ("DE", ("AE",), "IR")
    assert one.shipment.ports == ("Bandar Anzali",)
    assert two.shipment is not None
    assert [row.problems for row in (one, two)] == [(), ()]


def test_objects_of_a_route_alone(tmp_path: Path) -> None:
    (row,) = read(write(tmp_path, '{"reference": "R1", "origin": "US", "transit": ["TR"], "destination": "RU"}\n', "s.jsonl"))
    assert row.shipment is not None
    assert (row.shipment.reference, row.shipment.transit, row.problems) == ("R1", ("TR",), ())


def test_a_row_of_transit_alone_goes_with_its_shipment(tmp_path: Path) -> None:
    text = "reference,consignee,via,destination\n1,Foo,TR,FR\n1,,AE,\n"
    (row,) = read(write(tmp_path, text))
    assert row.shipment is not None
    assert (row.shipment.transit, row.problems, row.partial) == (("TR", "AE"), (), "")


def test_numbers_and_addresses_name_somebody(tmp_path: Path) -> None:
    (row,) = read(write(tmp_path, "Vessel IMO,To\n9187629,IR\n"))
    assert row.shipment is not None
    assert [(p.role, p.identifiers[0].value) for p in row.shipment.parties] == [("vessel", "9187629")]
    (row,) = read(write(tmp_path, "Address;Country\n1 Hill Road, Dubai;AE\n"))
    assert row.shipment is not None
    assert row.shipment.parties[0].address == "1 Hill Road, Dubai"


def test_a_title_that_looks_like_a_route_is_no_heading(tmp_path: Path) -> None:
    (row,) = read(write(tmp_path, "Destination;Iran;;\nName;Country;Address;HS\nFoo Ltd;IR;1 Hill;8542\n"))
    assert row.shipment is not None
    assert row.shipment.parties[0].name == "Foo Ltd"


def test_an_own_mapping_comes_first(tmp_path: Path) -> None:
    text = "Kunde;Kundenland;Ware;Nr;Menge\nFoo;Iran;Mikrocontroller;7;9\n"
    mapping = {"Kunde": "consignee", "Kundenland": "consignee country", "Ware": "description", "Nr": "reference", "Menge": ""}
    file = ShipmentFile(write(tmp_path, text), mapping=mapping)
    (row,) = list(file)
    assert row.shipment is not None
    assert row.shipment.reference == "7"
    assert row.shipment.parties[0].countries == ("IR",)
    assert row.shipment.goods[0].description == "Mikrocontroller"
    assert file.unused == []


def test_headings_that_mean_nothing_are_told(tmp_path: Path) -> None:
    file = ShipmentFile(write(tmp_path, "name,favourite colour\nFoo,red\n"))
    list(file)
    assert file.unused == ["favourite colour"]


def test_a_mapping_to_a_field_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="which is none"):
        read(write(tmp_path, "Kunde\nFoo\n"), mapping={"Kunde": "colour"})


def test_a_mapping_file(tmp_path: Path) -> None:
    assert read_mapping(write(tmp_path, "Kunde: consignee\nMenge:\n", "map.yaml")) == {"Kunde": "consignee", "Menge": ""}
    with pytest.raises(InputError, match="no mapping"):
        read_mapping(write(tmp_path, "- a\n", "map.yaml"))


@pytest.mark.parametrize(
    ("text", "match"),
    [("", "is empty"), ("colour,size\nred,1\n", "no column names a party or goods")],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path: Path, text: str, match: str) -> None:
    with pytest.raises(InputError, match=match):
        read(write(tmp_path, text))


def test_a_file_of_another_kind_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"\.pdf is no kind of file"):
        read(write(tmp_path, "x", "file.pdf"))
    with pytest.raises(InputError, match="no XLSX that can be read"):
        read(write(tmp_path, "x", "file.xlsx"))


@pytest.mark.parametrize(("encoding", "delimiter"), [("utf-8-sig", ","), ("cp1252", ";"), ("utf-16", "\t"), ("utf-8", "|")])
def test_encodings_and_delimiters_of_spreadsheets(tmp_path: Path, encoding: str, delimiter: str) -> None:
    text = delimiter.join(["consignee", "destination"]) + "\n" + delimiter.join(["Müller & Söhne", "Österreich"]) + "\n"
    (row,) = read(write(tmp_path, text, encoding=encoding))
    assert row.shipment is not None
    assert row.shipment.parties[0].name == "Müller & Söhne"


def test_xlsx_with_numbers_and_days(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Ref", "Date", "Consignee", "HS Code", "Description"])
    sheet.append([101, dt.datetime(2026, 5, 4), "Foo LLC", 854231, "chips"])
    sheet.append([None, None, None, None, None])
    sheet.append([102, "2026-05-05", "Bar LLC", 8482.0, None])
    book.save(tmp_path / "file.xlsx")
    first, second = read(tmp_path / "file.xlsx")
    assert first.shipment is not None
    assert second.shipment is not None
    assert (first.shipment.reference, first.shipment.date, first.shipment.goods[0].hs) == ("101", dt.date(2026, 5, 4), "854231")
    assert (second.first, second.shipment.goods[0].hs) == (4, "8482")


def test_json_lines_nested_and_flat(tmp_path: Path) -> None:
    nested = {
        "reference": "J-1",
        "date": "2026-05-04",
        "destination": "IR",
        "transit": ["AE", "Turkey"],
        "parties": [
            {
                "role": "consignee",
                "name": "Foo LLC",
                "country": "IR",
                "identifiers": [{"kind": "lei", "value": "5493001KJTIIGC8Y1R12"}],
            },
            {"role": "end user", "name": "Ali Reza", "type": "person", "birth": "1962"},
        ],
        "vessel": {"name": "Dorita", "imo": "8605234"},
        "goods": [{"description": "chips", "hs": "8542.31", "partNumber": "X1"}, {"description": "bearings"}],
        "colour": "red",
    }
    flat = {"name": "Bar LLC", "country": "AE", "hs_code": 854231}
    text = "\n".join([json.dumps(nested), "", "{broken", "[1]", json.dumps(flat)])
    file = ShipmentFile(write(tmp_path, text, "file.jsonl"))
    found = list(file)
    assert [(row.first, row.shipment is None) for row in found] == [(1, False), (3, True), (4, True), (5, False)]
    one, other = found[0].shipment, found[3].shipment
    assert one is not None
    assert other is not None
    assert one.transit == ("AE", "TR")
    assert [(p.role, p.name) for p in one.parties] == [("consignee", "Foo LLC"), ("end_user", "Ali Reza"), ("vessel", "Dorita")]
    assert one.parties[0].identifiers[0].kind == "lei"
    assert one.parties[1].birth == read_birth("1962")
    assert [(g.hs, g.part_number) for g in one.goods] == [("854231", "X1"), (None, None)]
    assert (other.parties[0].countries, other.goods[0].hs) == (("AE",), "854231")
    assert file.unused == ["colour"]


def test_a_json_array_is_read_too(tmp_path: Path) -> None:
    found = read(write(tmp_path, json.dumps([{"name": "A"}, {"name": "B"}], indent=1), "file.json"))
    assert [row.shipment.parties[0].name for row in found if row.shipment] == ["A", "B"]


def test_it_goes_on_behind_a_row(tmp_path: Path) -> None:
    text = "ref,consignee,hs\n" + "".join(f"S-{n // 2},Foo,854231\n" for n in range(10))
    path = write(tmp_path, text)
    whole = read(path)
    assert [(row.first, row.last) for row in whole] == [(2, 3), (4, 5), (6, 7), (8, 9), (10, 11)]
    assert read(path, after=5) == whole[2:]
    assert read(path, after=4) == whole[1:]  # a shipment that was cut is read again
    assert read(path, after=11) == []


def test_rows_of_one_reference_apart_are_two_shipments(tmp_path: Path) -> None:
    found = read(write(tmp_path, "ref,consignee\nS-1,A\nS-2,B\nS-1,C\n"))
    assert [row.first for row in found] == [2, 3, 4]
    assert len(read(write(tmp_path, "ref,consignee\nS-1,A\nS-1,B\n"), group=False)) == 2


def test_a_file_is_read_a_row_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("consignee,hs\n")
        stream.writelines(f"Foo {n},854231\n" for n in range(20_000))
        stream.write("Bad,\x00\n")
    first = list(itertools.islice(iter(ShipmentFile(path)), 3))
    assert [row.first for row in first] == [2, 3, 4]


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HS-Code", Field(part="goods", name="hs")),
        ("HTS", Field(part="goods", name="hs")),
        ("CN code", Field(part="goods", name="hs")),
        ("ManufacturerPartNumber", Field(part="goods", name="part_number")),
        ("Country of ultimate destination", Field(part="shipment", name="destination")),
        ("Port of Loading", Field(part="shipment", name="ports")),
        ("end_user_country", Field(part="end_user", name="country")),
        ("Notify Party", Field(part="notify", name="name")),
        ("Notify Party Address", Field(part="notify", name="address")),
        ("Freight Forwarder Name", Field(part="forwarder", name="name")),
        ("consignee 2 country", Field(part="consignee", name="country", slot=2)),
        ("Vessel IMO", Field(part="vessel", name="imo")),
        ("DOB", Field(part="party", name="birth")),
        ("weather", None),
    ],
)
def test_headings(heading: str, field: Field | None) -> None:
    assert read_heading(plain_heading(heading)) == field


def test_bare_fields_go_to_the_one_party() -> None:
    fields, _ = read_headings(["consignee", "country", "address"])
    assert [f.part for f in fields.values()] == ["consignee"] * 3
    fields, _ = read_headings(["consignee", "vessel", "imo"])
    assert fields[2].part == "vessel"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-05-04", "2026-05-04"),
        ("2026/5/4", "2026-05-04"),
        ("20260504", "2026-05-04"),
        ("4.5.2026", "2026-05-04"),
        ("13/05/2026", "2026-05-13"),
        ("05/13/2026", "2026-05-13"),
        ("4 May 2026", "2026-05-04"),
        ("May 4, 2026", "2026-05-04"),
        ("04-Sep-2026", "2026-09-04"),
        ("2026-05-04T12:00:00Z", "2026-05-04"),
        ("03/04/2026", None),
        ("2026-13-01", None),
        ("soon", None),
    ],
)
def test_days(text: str, day: str | None) -> None:
    found = read_day(text)
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("1965", "1965-01-01", "1965-12-31"),
        ("1965-02", "1965-02-01", "1965-02-28"),
        ("1965-12", "1965-12-01", "1965-12-31"),
        ("1965.0", "1965-01-01", "1965-12-31"),
    ],
)
def test_births(text: str, first: str, last: str) -> None:
    birth = read_birth(text)
    assert birth is not None
    assert (str(birth.first), str(birth.last)) == (first, last)


@pytest.mark.parametrize("text", ["unknown", "65", "1965-13", "3000"])
def test_what_is_no_birth(text: str) -> None:
    assert read_birth(text) is None


def test_a_quotation_mark_that_is_not_closed_takes_no_row_with_it(tmp_path: Path) -> None:
    text = 'Name,Country\nFoo LLC,DE\n"Ali Hassan,IQ\nRi Won Ho,KP\n"Quoted, Inc",US\n'
    rows = read(write(tmp_path, text))
    told = [row.shipment.parties[0].name for row in rows if row.shipment is not None]
    assert told == ["Foo LLC", "Ali Hassan", "Ri Won Ho", "Quoted, Inc"]
    (problem,) = [row for row in rows if row.shipment is None]
    assert "quotation marks" in problem.problems[0]


def test_a_quoted_cell_of_several_lines_is_one_cell(tmp_path: Path) -> None:
    (row,) = read(write(tmp_path, 'Name,Address\nFoo LLC,"Office 12\nDubai"\n'))
    assert row.shipment is not None
    assert row.shipment.parties[0].address == "Office 12 Dubai"


@pytest.mark.parametrize("limit", [131_072, 10_000_000])
def test_one_cell_without_end_does_not_sink_the_file(tmp_path: Path, limit: int) -> None:
    """Whatever limit other readers have set for the process."""
    former = csv.field_size_limit(limit)
    try:
        _check_one_cell_without_end(tmp_path)
    finally:
        csv.field_size_limit(former)


def _check_one_cell_without_end(tmp_path: Path) -> None:
    rows = read(write(tmp_path, f"Name,Country\n{'x' * 200_000},IQ\nRi Won Ho,KP\n"))
    assert [row.shipment is not None for row in rows] == [False, True]
    assert "field limit" in rows[0].problems[0]


def test_a_cell_of_another_encoding_is_read(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_bytes(b"Name,Country\n" + "Müller GmbH,DE\n".encode() * 6000 + "Grün Ltd,DE\n".encode("cp1252"))
    last = read(path)[-1].shipment
    assert last is not None
    assert last.parties[0].name == "Grün Ltd"


def test_json_nested_without_end_is_one_broken_row(tmp_path: Path) -> None:
    deep = '{"a":' * 50_000
    rows = read(write(tmp_path, f'{deep}\n{{"name": "Ri Won Ho"}}\n', "file.jsonl"))
    assert [row.shipment is not None for row in rows] == [False, True]


def workbook(folder: Path, rows: list[list[object]], *merged: str) -> Path:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    book.save(folder / "export.xlsx")
    return folder / "export.xlsx"


def test_an_export_with_a_title_merged_cells_formulas_and_counted_days(tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Export of 2 March 2026"],
        [],
        ["Shipment No", "Ship Date", "Consignee", "Destination Country", "HS Code", "Quantity"],
        ["S-1", dt.datetime(2026, 3, 15), "Foo GmbH", "AE", 85423190, 10],
        [None, None, None, None, 90262020, "=5*2"],
        ["S-2", 46100, "Bar SA", "RU", 8542.31, 3],
    ]
    first, second = read(workbook(tmp_path, rows, "A1:F1", "A4:A5", "C4:C5"))
    assert first.shipment is not None
    assert second.shipment is not None
    assert (first.first, first.last, [line.hs for line in first.shipment.goods]) == (4, 5, ["85423190", "90262020"])
    assert first.problems == ("its quantity is a formula without a value",)
    assert (second.first, second.shipment.date, second.problems) == (6, dt.date(2026, 3, 19), ())


def test_rows_of_goods_alone_are_not_put_together(tmp_path: Path) -> None:
    assert len(read(write(tmp_path, "HS Code,Description\n854231,chips\n854232,memory\n"))) == 2


def test_a_row_with_a_party_or_a_destination_of_its_own_does_not_go_on(tmp_path: Path) -> None:
    text = "Reference,Consignee,Destination,HS\nS-1,Foo,AE,854231\n,Bar,,854232\n,,RU,854233\n"
    assert [intake.first for intake in read(write(tmp_path, text))] == [2, 3, 4]


@pytest.mark.parametrize(
    ("above", "heading"),
    [
        ("", 1),
        ("Customers;;\n", 2),
        ("Acme Tooling Ltd;;\nas of;2026-03-02;\n;;\n", 4),
        ("Acme Tooling Ltd\n\n", 3),
    ],
)
def test_headings_below_a_title(above: str, heading: int, tmp_path: Path) -> None:
    (intake,) = read(write(tmp_path, above + "Name;Country;Address\nFoo Ltd;IR;1 Hill\n"))
    assert intake.first == heading + 1
    assert intake.shipment is not None
    assert intake.shipment.parties[0].countries == ("IR",)


def test_data_under_headings_that_mean_nothing_is_not_taken_for_headings(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no column names a party or goods"):
        read(write(tmp_path, "Foo;Bar;Baz\nBank;Company;Value\nName;Country;Address\n"))


def test_spanish_headings_and_days(tmp_path: Path) -> None:
    text = (
        "Nº de factura;Fecha de envío;País de origen;País de destino;Exportador;Consignatario;País del consignatario;"
        "Código arancelario;Descripción;Buque\n"
        "E1;15 de marzo de 2026;España;Rusia;Ibérica SL;Foo;Kazajistán;84571090;Centro de mecanizado;Dorita\n"
    )
    (intake,) = read(write(tmp_path, text))
    found = intake.shipment
    assert found is not None
    assert (found.reference, found.date, found.origin, found.destination) == ("E1", dt.date(2026, 3, 15), "ES", "RU")
    assert [(p.role, p.name, p.countries) for p in found.parties] == [
        ("exporter", "Ibérica SL", ()), ("consignee", "Foo", ("KZ",)), ("vessel", "Dorita", ()),
    ]  # fmt: skip
    assert (found.goods[0].hs, found.goods[0].description) == ("84571090", "Centro de mecanizado")


@pytest.mark.parametrize(
    "text", ["15. März 2026", "15 mars 2026", "15 de marzo de 2026", "15 Mart 2026", "15 marca 2026", "March 15, 2026", "46096"]
)
def test_days_in_the_words_of_other_languages_and_as_spreadsheets_count_them(text: str) -> None:
    assert read_day(text) == dt.date(2026, 3, 15)


def test_a_number_of_a_kind_that_is_not_known_is_kept(tmp_path: Path) -> None:
    numbers = [{"kind": "VAT number", "value": "DE123456789"}, {"kind": "library card", "value": "A1234567"}]
    row = {"parties": [{"role": "consignee", "name": "Foo LLC", "identifiers": numbers}]}
    (intake,) = read(write(tmp_path, json.dumps(row), name="s.jsonl"))
    assert intake.shipment is not None
    assert [(i.kind, i.value) for i in intake.shipment.parties[0].identifiers] == [
        ("tax_id", "DE123456789"), ("other", "A1234567"),
    ]  # fmt: skip


def test_a_problem_is_no_place_for_a_whole_cell(tmp_path: Path) -> None:
    long = "9" * 4_000
    (row,) = ShipmentFile(write(tmp_path, f"consignee,consignee country,date\nIvan Petrov,{long},{long}\n"))
    assert len(row.problems) == 2
    assert all(len(problem) <= 300 for problem in row.problems)
    assert "2026-12-31" in row.problems[1]


def test_a_name_without_end_is_cut_and_told(tmp_path: Path) -> None:
    (row,) = ShipmentFile(write(tmp_path, f"consignee\n{'中' * 50_000}\n"))
    assert row.shipment is not None
    assert [len(party.name) for party in row.shipment.parties] == [1_000]
    assert "50,000 characters is no name" in row.problems[0]


def test_rows_within_an_object_and_routes_within_a_row(tmp_path: Path) -> None:
    text = (
        '{"shipments": [{"consignee": "Foo", "route": {"origin": "DE", "destination": "Iran", "transit": ["AE"]}},'
        ' {"endUser": {"legalName": "Bar", "countryCode": "IR"}}]}'
    )
    one, two = read(write(tmp_path, text, "s.json"))
    assert one.shipment is not None
    assert (one.shipment.origin, one.shipment.transit, one.shipment.destination) == ("DE", ("AE",), "IR")
    assert two.shipment is not None
    assert (two.first, two.shipment.parties[0].name, two.shipment.parties[0].countries) == (2, "Bar", ("IR",))


def test_what_is_called_csv_and_is_none_is_read_as_what_it_is(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    assert book.active is not None
    book.active.append(["Consignee", "HS"])
    book.active.append(["Foo", "854231"])
    path = tmp_path / "sheet.csv"
    book.save(path)
    objects = write(tmp_path, '{"consignee": "Foo", "hs": "854231"}\n', "objects.csv")
    for each in (path, objects):
        (row,) = read(each)
        assert row.shipment is not None
        assert (row.shipment.parties[0].name, row.shipment.goods[0].hs) == ("Foo", "854231")


@pytest.mark.parametrize(
    ("words", "code"), [("IR - Iran", "IR"), ("Tehran, Iran", "IR"), ("Iran (IR)", "IR"), ("Georgia, USA", None)]
)
def test_countries_with_words_beside_them(words: str, code: str | None, tmp_path: Path) -> None:
    (row,) = read(write(tmp_path, f'consignee,to\nFoo,"{words}"\n'))
    assert row.shipment is not None
    assert (row.shipment.destination, bool(row.problems)) == (code, code is None)
