"""The rows of an XLSX file, one at a time, with limits that a zip bomb runs into."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from enduse.errors import InputError, reason

#: A sheet of a million rows unpacks to some hundred megabytes, and packs about 1:10.
_MOST_BYTES: Final = 512 * 2**20
_MOST_RATIO: Final = 200
_MOST_ROWS: Final = 1_048_576


class _Uncomputed:
    """What stands for a formula of which the file has no value: the program that wrote it computes nothing."""

    def __str__(self) -> str:
        return "a formula"


UNCOMPUTED: Final = _Uncomputed()


def xlsx_rows(path: Path, *, at: Callable[[int], None] = lambda place: None) -> Iterator[tuple[int, Sequence[Any]]]:
    """The rows of the first sheet with their numbers.

    Args:
        path: the file.
        at: is told before each row how far in the file it was read.

    Raises:
        InputError: it is no such file, broken, or unpacks out of all proportion.
    """
    import openpyxl  # takes half of what loading this room takes, and most files are none of its own

    number = 0
    try:
        _refuse_bomb(path)
        with path.open("rb") as file:  # opened here: the library leaves a file open that it cannot read
            book = openpyxl.load_workbook(file, read_only=True, data_only=True)
            for number, row in enumerate(_told(path, book), 1):
                if number > _MOST_ROWS:  # the library gives an empty row for every one that the file leaves out
                    raise InputError(f"{path.name}: has rows beyond {_MOST_ROWS:,}, which no sheet has; save it again as CSV")
                at(file.tell())
                yield number, row
    except InputError:
        raise
    except Exception as error:  # openpyxl lets out whatever its parsers of zip and XML raise
        where = f"breaks off after row {number}" if number else "is no XLSX that can be read"
        raise InputError(f"{path.name}: {where} ({reason(error)}); save it again as XLSX or CSV") from error


def _told(path: Path, book: Any) -> Iterator[Sequence[Any]]:
    """The rows' values; where a formula has none, that is said in its place."""
    import openpyxl

    rows = book.worksheets[0].iter_rows(values_only=True)
    if not _has_formulas(path):
        yield from rows
        return
    with path.open("rb") as file:
        written = openpyxl.load_workbook(file, read_only=True)
        for row, formulas in zip(rows, written.worksheets[0].iter_rows(values_only=True), strict=False):
            pairs = zip(row, formulas, strict=False)
            yield [UNCOMPUTED if value is None and formula is not None else value for value, formula in pairs]


def _has_formulas(path: Path) -> bool:
    """Whether some sheet holds a formula: only then is the file read twice."""
    with zipfile.ZipFile(path) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/") and name.endswith(".xml"):
                with archive.open(name) as sheet:
                    end = b""
                    while block := sheet.read(2**20):
                        if b"<f>" in end + block or b"<f " in end + block:
                            return True
                        end = block[-2:]
    return False


def _refuse_bomb(path: Path) -> None:
    """What the archive says of its members binds the one who unpacks it: no more than that is ever read."""
    with zipfile.ZipFile(path) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
    if unpacked > min(_MOST_BYTES, _MOST_RATIO * path.stat().st_size):
        raise InputError(f"{path.name}: unpacks to {unpacked // 2**20} MB; it is refused as a zip bomb, give CSV")
