"""Sheets that cannot run: whatever a text begins with, it is shown as text."""

from __future__ import annotations

import csv
import io

import openpyxl
import pytest

from enduse.publish.tables import csv_text, safe_cell, xlsx_bytes

ACTING = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "\r=1", ' =HYPERLINK("http://x")', "＝1+1", "\ufeff=1"]


@pytest.mark.parametrize("text", ACTING)
def test_what_begins_like_a_formula_is_shown_as_text(text: str) -> None:
    assert safe_cell(text) == f"'{text}"
    row = next(csv.DictReader(io.StringIO(csv_text([{"a": text}], ["a"]))))
    assert row["a"].startswith("'")
    cell = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([{"a": text}], ["a"], title="t"))).worksheets[0]["A2"]
    assert cell.data_type == "s"
    assert str(cell.value).startswith("'")


@pytest.mark.parametrize("value", ["Shahed-136", "", "-4", "+1,000", "-0.5 %", -4, 2.5, None, True])
def test_what_does_not_act_stays_as_it_is(value: object) -> None:
    assert safe_cell(value) == value


def test_a_workbook_has_its_rows_its_heading_and_what_it_is() -> None:
    rows = [{"id": "t-1", "number": 400, "quote": "x\x00y"}, {"id": "t-2", "number": None, "quote": "z" * 40_000}]
    made = xlsx_bytes(rows, ["id", "number", "quote"], title="a/b: transfers", about=["As of 2026-11-21."])
    book = openpyxl.load_workbook(io.BytesIO(made))
    sheet, about = book.worksheets
    assert [cell.value for cell in sheet[1]] == ["id", "number", "quote"]
    assert sheet["B2"].value == 400
    assert sheet["C2"].value == "x\ufffdy"
    assert len(str(sheet["C3"].value)) == 32_767
    assert sheet.freeze_panes == "A2"
    assert about["A1"].value == "As of 2026-11-21."
    assert made == xlsx_bytes(rows, ["id", "number", "quote"], title="a/b: transfers", about=["As of 2026-11-21."])


def test_no_rows_are_a_sheet_with_its_heading() -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(xlsx_bytes([], ["id"], title="t"))).worksheets[0]
    assert [[cell.value for cell in row] for row in sheet.rows] == [["id"]]


def test_a_lone_return_does_not_break_a_row_of_csv() -> None:
    (row,) = csv.DictReader(io.StringIO(csv_text([{"a": "one\rtwo\r\nthree", "b": 1}], ["a", "b"]), newline=""))
    assert row == {"a": "one\ntwo\nthree", "b": "1"}
