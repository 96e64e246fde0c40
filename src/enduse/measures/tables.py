"""Rows of CSV, TSV, XLS, XLSX and ODS files, with their numbers."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator

from python_calamine import CalamineError, CalamineWorkbook

from enduse.errors import ListError, excerpt, reason
from enduse.measures.notes import Notes
from enduse.measures.sheet_extent import refuse_outsized
from enduse.measures.source import MAX_LINE, Source

DELIMITERS = ",;\t|"
#: A title or a date may stand above the header (OFSI's "Last Updated").
HEADER_ROWS = 5
#: A cell of a list is free text at the longest: OFAC's remarks reach about 20,000 characters.
MAX_CELL = 1_000_000


def is_sheet(source: Source) -> bool:
    """Whether the file is a spreadsheet (XLS, XLSX or ODS) and not text."""
    return source.head[:4] in (b"\xd0\xcf\x11\xe0", b"PK\x03\x04")


def rows(source: Source, delimiter: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """Rows with their numbers, counted from 1; of a spreadsheet those of its first sheet that has any. Empty rows are left out.

    Raises:
        ListError: The file is broken off, not of its form, or not UTF-8.
    """
    return _sheet_rows(source) if is_sheet(source) else text_rows(source, delimiter, notes)


def text_rows(source: Source, delimiter: str, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    """Rows of text; one that breaks the rules of quoting is skipped and noted.

    Raises:
        ListError: The file ends within quotes, or is not UTF-8.
    """
    csv.field_size_limit(MAX_CELL)
    with source.text() as stream:
        lines = iter(lambda: stream.readline(MAX_LINE), "")  # a packed file may be one line of gigabytes
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        number = 0
        while True:
            number += 1
            try:
                row = next(reader)
            except StopIteration:
                return
            except UnicodeError as error:
                raise source.wrong_encoding(error) from error
            except csv.Error as error:
                if "end of data" in str(error):
                    raise ListError(
                        f"{source.name} ends within a quoted cell (row {number}); it was cut off: fetch it again"
                    ) from error
                notes.skip(number, f"row {number} of {source.name} is malformed ({excerpt(error)})")
                continue
            if any(row) or len(row) > 1:
                yield number, row


def whole_rows(
    walk: Iterable[tuple[int, list[str]]], width: int, source: Source, notes: Notes
) -> Iterator[tuple[int, list[str]]]:
    """The rows that have as many cells as the header; others are skipped and noted.

    Raises:
        ListError: The last row is short: the file was cut off.
    """
    short: tuple[int, str, bool] | None = None  # whether it says anything
    for number, row in walk:
        if short is not None:
            if short[2]:
                notes.skip(short[0], short[1])
            short = None
        while len(row) > width and not row[-1].strip():
            row.pop()
        if len(row) == width or is_sheet(source):
            if any(row):
                yield number, row
        elif len(row) > width:
            notes.skip(number, f"row {number} of {source.name} has {len(row)} cells of {width}: {','.join(row)[:60]!r}")
        else:
            reason = f"row {number} of {source.name} has {len(row)} cells of {width}: {','.join(row)[:60]!r}"
            short = number, reason, any(row)
    if short is not None:
        raise ListError(f"{short[1]}, and is the last; the file was cut off: fetch it again")


def _sheet_rows(source: Source) -> Iterator[tuple[int, list[str]]]:
    data = source.read()
    if data.startswith(b"PK"):
        refuse_outsized(data, source.name)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        sheet = next((sheet for sheet in sheets if sheet.total_height), None)
        cells = sheet.to_python() if sheet is not None else []
    except (CalamineError, OSError, ValueError) as error:
        raise ListError(f"{source.name} is no spreadsheet that can be read ({reason(error)}); fetch it again") from error
    for number, row in enumerate(cells, 1):
        values = [_text(cell) for cell in row]
        if any(values):
            yield number, values


def _text(cell: object) -> str:
    """A cell as the list's readers see it: whole numbers without a point, days as ISO."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat()
    if isinstance(cell, dt.date):
        return cell.isoformat()
    return str(cell)
