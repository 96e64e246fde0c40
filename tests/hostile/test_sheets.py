"""Spreadsheets that mean no good: a few cells that stand for milliards, parts that are not theirs, parts without number."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from enduse.errors import InputError
from enduse.measures.reading import read_list
from enduse.screen.intake import ShipmentFile

from . import samples as s

_HEAD = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>Consignee</t></is></c></row>'
)
_CELL = '<c r="{}" t="inlineStr"><is><t>Acme</t></is></c>'
SHEETS = {
    "a row of a billion": f'<row r="999999999999">{_CELL.format("A999999999999")}</row>',
    "a row past the last": f'<row r="1048577">{_CELL.format("A1048577")}</row>',
    "rows as wide as a sheet": "".join(f'<row r="{n}">{_CELL.format(f"XFD{n}")}</row>' for n in range(2, 3_000)),
    "a column past the last": f'<row r="2">{_CELL.format("ZZZZZZZZ2")}</row>',
    "spaces in an address": f'<row r = "999999999999">{_CELL.format("A999999999999")}</row>',
}


def packed(parts: dict[str, str]) -> bytes:
    """The sample spreadsheet with other parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(s.sheet())) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            if name not in parts:
                made.writestr(name, given.read(name))
        for name, text in parts.items():
            made.writestr(name, text)
    return out.getvalue()


@pytest.mark.parametrize("what", SHEETS)
def test_cells_that_stand_for_milliards_are_refused_as_a_list(tmp_path: Path, what: str) -> None:
    file = tmp_path / "list.xlsx"
    file.write_bytes(packed({"xl/worksheets/sheet1.xml": f"{_HEAD}{SHEETS[what]}</sheetData></worksheet>"}))
    with pytest.raises(InputError, match="further than a list goes"):
        read_list(file)


@pytest.mark.slow
@pytest.mark.parametrize("what", SHEETS)
def test_a_row_far_away_ends_a_file_of_shipments(tmp_path: Path, what: str) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(packed({"xl/worksheets/sheet1.xml": f"{_HEAD}{SHEETS[what]}</sheetData></worksheet>"}))
    if what == "rows as wide as a sheet":
        assert sum(1 for _ in ShipmentFile(file)) == 2_998
        return
    with pytest.raises(InputError, match=r"t\.xlsx: "):
        list(ShipmentFile(file))


def test_cells_repeated_in_a_sheet_of_odf_are_refused(tmp_path: Path) -> None:
    for attribute in ("rows", "columns"):
        file = tmp_path / "list.ods"
        content = f'<t table:number-{attribute}-repeated="2000000000"><p>Acme</p></t>'
        with zipfile.ZipFile(file, "w") as made:
            made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            made.writestr("content.xml", content)
        with pytest.raises(InputError, match="further than a list goes"):
            read_list(file)


def test_parts_without_number_and_parts_of_elsewhere_change_nothing(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    file.write_bytes(
        packed({"../../../outside.xml": "<a/>", "/outside.xml": "<a/>", **{f"x/{n}.xml": "<a/>" for n in range(9_000)}})
    )
    assert sum(1 for _ in ShipmentFile(file)) == 2
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["t.xlsx"]


@pytest.mark.parametrize("doctype", ['<!ENTITY a SYSTEM "file:///etc/hostname">', '<!ENTITY b "ha"><!ENTITY a "&b;&b;&b;">'])
def test_entities_in_a_sheet_are_refused(tmp_path: Path, doctype: str) -> None:
    row = f'<row r="2">{_CELL.format("A2").replace("Acme", "&a;")}</row>'
    sheet = f"<!DOCTYPE x [{doctype}]>{_HEAD}{row}</sheetData></worksheet>"
    file = tmp_path / "t.xlsx"
    file.write_bytes(packed({"xl/worksheets/sheet1.xml": sheet}))
    try:
        names = [p.name for intake in ShipmentFile(file) if intake.shipment for p in intake.shipment.parties]
    except InputError:
        names = []
    assert set(names) <= {"hahaha"}
    with pytest.raises(InputError):
        read_list(file)


@pytest.mark.parametrize("name", ["../../sdn.csv", "/sdn.csv", "a/../../sdn.csv"])
def test_a_list_in_a_zip_with_a_path_is_read_and_written_nowhere(tmp_path: Path, name: str) -> None:
    from tests.measures.published import ONE_FILE

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "list.zip").write_bytes(s.zipped(ONE_FILE[0][2].encode(), name))
    assert read_list(folder / "list.zip").parties
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in", "list.zip"]
