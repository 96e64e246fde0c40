"""Cells with several codes, entries or part numbers."""

from __future__ import annotations

from pathlib import Path

import pytest

from enduse.party import GoodsLine
from enduse.screen import Screener
from enduse.screen.goods import plain_code
from enduse.screen.goods_lines import codes_in, entries_in, lines_of, numbers_in
from enduse.screen.intake import ShipmentFile


@pytest.mark.parametrize(
    ("cell", "codes"),
    [
        ("8542.31 / 8542.32", ["854231", "854232"]),
        ("854231, 848210", ["854231", "848210"]),
        ("8542.31.00 and 8482.10", ["85423100", "848210"]),
        ("854231 848210", ["854231", "848210"]),
        ("854231 85423190", ["85423190"]),  # one is within the other
        ("8542 31 00", ["85423100"]),
        ("8542/31/00", ["85423100"]),
        ("8542,31", ["854231"]),
        ("HS6: 854231", ["854231"]),
        ("8542.31 (processors)", ["854231"]),
        ("８５４２３１", ["854231"]),
        ("ABC", ["ABC"]),
        ("", []),
    ],
)
def test_codes(cell: str, codes: list[str]) -> None:
    assert list(map(plain_code, codes_in(cell))) == codes


@pytest.mark.parametrize(
    ("cell", "numbers"),
    [
        ("TMS320F28335PGFA, AD9361BBCZ", ["TMS320F28335PGFA", "AD9361BBCZ"]),
        ("XC7Z020 / AD9361", ["XC7Z020", "AD9361"]),
        ("74HC595D,118", ["74HC595D,118"]),  # a number with its packing
        ("LM321MF/NOPB", ["LM321MF/NOPB"]),
        ("TMS320 F28335", ["TMS320 F28335"]),
    ],
)
def test_part_numbers(cell: str, numbers: list[str]) -> None:
    assert numbers_in(cell) == numbers


@pytest.mark.parametrize(
    ("cell", "entries"),
    [
        ("3A991 / 9A610.x", ["3A991", "9A610.x"]),
        ("EAR99; 3A001", ["EAR99", "3A001"]),
        ("5A002.a, mass market", ["5A002.a, mass market"]),
    ],
)
def test_control_entries(cell: str, entries: list[str]) -> None:
    assert entries_in(cell) == entries


def test_the_first_keeps_what_is_said_beside_it() -> None:
    line = GoodsLine(description="parts", maker="ADI", hs="854231; 854232", part_number="AD9361, AD9517", quantity="7")
    first, second = lines_of(line)
    assert (first.description, first.hs, first.part_number, first.quantity) == ("parts", "854231", "AD9361", "7")
    assert second == GoodsLine(hs="854232", part_number="AD9517", maker="ADI")
    assert lines_of(GoodsLine(description="parts")) == (GoodsLine(description="parts"),)


def test_every_code_and_column_of_a_file_is_asked(tmp_path: Path) -> None:
    path = tmp_path / "s.csv"
    path.write_text(
        'Consignee,HS Code,CN Code,Maker,Brand\nQuiet Garden,"854231\n848210",90142020,ADI,Acme\n', encoding="utf-8"
    )
    (row,) = ShipmentFile(path)
    assert row.shipment is not None
    assert [line.hs for line in row.shipment.goods] == ["854231; 848210; 90142020"]
    assert row.problems == ("goods have more than one maker; 'ADI' is used",)
    found = Screener([]).screen(row.shipment).findings
    codes = {(f.subject, f.entry) for f in found if f.rule == "goods.hs"}
    assert codes == {("line 1", f"us-chpl:{code}") for code in ("854231", "848210", "901420")}
