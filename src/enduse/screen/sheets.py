"""The rows of an XLSX file, one at a time, with limits that a zip bomb runs into."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from enduse.errors import InputError, excerpt

#: A sheet of a million rows unpacks to some hundred megabytes, and packs about 1:10.
_MOST_BYTES: Final = 512 * 2**20
_MOST_RATIO: Final = 200


def xlsx_rows(path: Path) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of the first sheet with their numbers.

    Raises:
        InputError: it is no such file, broken, or unpacks out of all proportion.
    """
    import openpyxl  # takes half of what loading this room takes, and most files are none of its own

    number = 0
    try:
        _refuse_bomb(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        try:
            for number, row in enumerate(book.worksheets[0].iter_rows(values_only=True), 1):
                yield number, row
        finally:
            book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl lets out whatever its parsers of zip and XML raise
        where = f"breaks off after row {number}" if number else "is no XLSX that can be read"
        raise InputError(f"{path.name}: {where} ({excerpt(error)}); save it again as XLSX or CSV") from error


def _refuse_bomb(path: Path) -> None:
    """What the archive says of its members binds the one who unpacks it: no more than that is ever read."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > min(_MOST_BYTES, _MOST_RATIO * path.stat().st_size):
        raise InputError(f"{path.name}: unpacks to {unpacked // 2**20} MB; it is refused as a zip bomb, give CSV")
