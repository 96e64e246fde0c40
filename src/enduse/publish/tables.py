"""Rows as CSV and Excel that cannot run: a text that a spreadsheet would take for a formula is shown as text."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, TextIO

from enduse.signs import in_xml, without

_ACTS: Final = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER: Final = re.compile(r"[+-]?\d[\d,.\s]*%?")
#: The characters that a cell of Excel holds at most.
_LONGEST: Final = 32_767
_EPOCH: Final = (1980, 1, 1, 0, 0, 0)


def safe_cell(value: Any) -> Any:
    """A value for a cell: a text that begins like a formula gets an apostrophe before it, numbers and days stay.

    >>> [safe_cell(v) for v in ("=1+1", "Shahed", "-4", -4, "＝cmd", None)]
    ["'=1+1", 'Shahed', '-4', -4, "'＝cmd", None]
    """
    if not isinstance(value, str):
        return value
    start = (
        without(value)
        .lstrip(" \u00a0\ufeff\u200b")[:1]
        .translate({ord(wide): narrow for wide, narrow in zip("＝＋－＠", "=+-@", strict=True)})
    )
    acts = value.startswith(_ACTS) or start in _ACTS
    return f"'{value}" if start and acts and not _NUMBER.fullmatch(value) else value


def csv_text(rows: Iterable[Mapping[str, Any]], columns: Sequence[str]) -> str:
    """Rows as CSV under fixed columns, with safe cells."""
    stream = io.StringIO()
    write_csv(rows, columns, stream)
    return stream.getvalue()


def write_csv(rows: Iterable[Mapping[str, Any]], columns: Iterable[str], stream: TextIO, *, header: bool = True) -> None:
    """Write rows as CSV under fixed columns, with safe cells."""
    writer = csv.DictWriter(stream, list(columns), extrasaction="ignore", lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows({name: _written(safe_cell(value)) for name, value in row.items()} for row in rows)


def _written(value: Any) -> Any:
    """A text with no signs that act, and one kind of line end: a lone return is not quoted and would break the row."""
    return without(value.replace("\r\n", "\n").replace("\r", "\n")) if isinstance(value, str) else value


def xlsx_bytes(rows: Iterable[Mapping[str, Any]], columns: Sequence[str], *, title: str, about: Iterable[str] = ()) -> bytes:
    """Rows as an Excel workbook: one sheet with a header that stays in sight and filters, a second that says what it is.

    Args:
        rows: the rows, by column.
        columns: the columns, in order.
        title: of the sheet.
        about: lines on where the rows come from: the day, the lists, what they are not.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = re.sub(r"[\[\]:*?/\\]", " ", title)[:31] or "rows"
    sheet.append([column.replace("_", " ") for column in columns])
    widths = [len(column) for column in columns]
    for row in rows:
        cells = [_cell(row.get(column)) for column in columns]
        widths = [max(w, min(60, len(str(c)) if c is not None else 0)) for w, c in zip(widths, cells, strict=True)]
        sheet.append(cells)
        for cell in sheet[sheet.max_row]:
            if isinstance(cell.value, str):
                cell.data_type = "s"  # whatever it begins with, it is text
                cell.alignment = Alignment(vertical="top", wrap_text=len(cell.value) > 60)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    for number, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width + 2
    sheet.freeze_panes = "A2"
    if columns:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{sheet.max_row}"
    lines = list(about)
    if lines:
        notes = book.create_sheet("about")
        notes.column_dimensions["A"].width = 110
        for line in lines:
            notes.append([_cell(line)])
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, bool | int | float | dt.date):
        return value
    return in_xml(safe_cell(str(value)))[:_LONGEST]


def _timeless(book: bytes) -> bytes:
    """The same workbook without the moment of its making: equal rows give equal bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(book)) as given, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in given.infolist():
            data = given.read(part)
            if part.filename == "docProps/core.xml":
                data = re.sub(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*", rb"\g<1>1980-01-01T00:00:00Z", data)
            kept.writestr(zipfile.ZipInfo(part.filename, _EPOCH), data, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
