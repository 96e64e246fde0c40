"""How far apart the cells of a spreadsheet lie: its reader sets up every cell between the first and the last of them."""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from enduse.errors import ListError, reason

#: The largest sheet there is, and more cells than any list has (the longest known has some three million).
_MOST_ROWS, _MOST_COLUMNS, _MOST_CELLS = 1_048_576, 16_384, 20_000_000
_BLOCK = 2**20
#: The address of a row or of a cell in XLSX: r="1048576", r="XFD1048576".
_ADDRESS = re.compile(rb"\br\s*=\s*[\"']([A-Za-z]{0,9})(\d+)[\"']")
#: In ODS the same cell or row stands for many.
_REPEATED = re.compile(rb"number-(rows|columns)-repeated\s*=\s*[\"'](\d+)[\"']")
_LONGEST = 64


def refuse_outsized(data: bytes, name: str) -> None:
    """Refuse a spreadsheet (XLSX, ODS) of which a few cells stand for more than a list can hold.

    Args:
        data: its bytes.
        name: what to call it in an error.

    Raises:
        ListError: it is such a one.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for sheet in (n for n in archive.namelist() if n.startswith("xl/worksheets/") or n == "content.xml"):
                rows, columns = _extent(archive, sheet)
                if rows > _MOST_ROWS or columns > _MOST_COLUMNS or rows * columns > _MOST_CELLS:
                    raise ListError(
                        f"{name} has cells as far as row {min(rows, 10**15):,} and column {columns:,}, further than a list "
                        "goes; save it as CSV"
                    )
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError, RuntimeError, ValueError, zlib.error) as error:
        raise ListError(f"{name} is no spreadsheet that can be read ({reason(error)}); fetch it again") from error


def _extent(archive: zipfile.ZipFile, name: str) -> tuple[int, int]:
    """The last row and the last column that a sheet names."""
    rows = columns = 0
    for block in _blocks(archive, name):
        for letters, number in _ADDRESS.findall(block):
            rows, columns = max(rows, int(number[:18])), max(columns, _column(letters))
        for what, number in _REPEATED.findall(block):
            if what == b"columns":
                columns = max(columns, int(number[:18]))
            elif int(number[:18]) > _MOST_ROWS:  # the empty rest of a sheet is one row, repeated
                rows = int(number[:18])
    return rows, columns


def _blocks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The bytes of a member in pieces that overlap, so that no address is cut in two."""
    with archive.open(name) as stream:
        end = b""
        while block := stream.read(_BLOCK):
            yield end + block
            end = block[-_LONGEST:]


def _column(letters: bytes) -> int:
    """The number of a column: A is 1, XFD 16,384."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
