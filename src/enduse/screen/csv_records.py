"""The records of a CSV file of whatever program: its encoding, what stands between its cells, and rows that are broken."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import io
import zlib
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final

from enduse.text_encodings import marked_encoding

#: By so many of the first bytes the form of a file is told.
SAMPLE: Final = 65_536
_BETWEEN: Final = ",;\t|"
_MOST_LINES: Final = 15
_MOST_SNIFFED: Final = 4_000  # of a line; what guesses takes time by the square of it
_LONGEST_CELL: Final = 131_072  # characters


@dataclasses.dataclass(frozen=True, slots=True)
class Broken:
    """What stands in place of the cells of a row that could not be read: why."""

    reason: str


Row = Sequence[Any] | Broken


def _form(sample: bytes) -> tuple[str, str]:
    """The encoding of a CSV file and what stands between its cells, by the first of its lines that has something between."""
    encoding = encoding_of(sample)
    lines = sample.decode(encoding, "replace").split("\n", _MOST_LINES)[:_MOST_LINES]
    line = next((line for line in lines if any(mark in line for mark in _BETWEEN)), "")
    try:
        dialect: Any = csv.Sniffer().sniff(line[:_MOST_SNIFFED], delimiters=_BETWEEN)
    except csv.Error:
        return encoding, ","  # one column
    return encoding, dialect.delimiter


def csv_rows(path: Path) -> Iterator[tuple[int, Row]]:
    """The rows of a file with their numbers."""
    with path.open("rb") as file:
        yield from enumerate(csv_records(file), 1)


def csv_records(data: BinaryIO, *, longest: int = _LONGEST_CELL) -> Iterator[Row]:
    """The rows of an open file, from its first byte; one with a cell of more than `longest` characters is broken."""
    encoding, delimiter = _form(sample_of(data))
    with text_of(data, encoding) as stream:
        for row in _records(stream, delimiter, longest):
            yield row if isinstance(row, Broken) else [decoded(cell) for cell in row]


def sample_of(data: BinaryIO) -> bytes:
    """The first bytes of an open file, which is then at its start again; as many as there are of one that breaks off."""
    sample = b""
    with contextlib.suppress(OSError, EOFError, zlib.error):  # whoever reads on is told
        while len(sample) < SAMPLE and (block := data.read1(SAMPLE - len(sample))):  # type: ignore[attr-defined]
            sample += block
    data.seek(0)
    return sample


@contextlib.contextmanager
def text_of(data: BinaryIO, encoding: str, *, newline: str | None = "") -> Iterator[io.TextIOWrapper]:
    """An open file as text, and left open; a byte that is none of UTF-8 is kept, for `decoded` to read."""
    errors = "surrogateescape" if encoding.startswith("utf-8") else "replace"
    stream = io.TextIOWrapper(data, encoding=encoding, errors=errors, newline=newline)
    try:
        yield stream
    finally:
        with contextlib.suppress(ValueError):  # closed before by whom it belongs to
            stream.detach()


def encoding_of(sample: bytes) -> str:
    """UTF-8, with a mark or without; else what spreadsheets of Western Europe write."""
    if (marked := marked_encoding(sample)) is not None:
        return marked
    try:
        sample.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(sample) - 4:
            return "cp1252"
    return "utf-8-sig"


def _records(stream: Iterable[str], delimiter: str, longest: int) -> Iterator[Row]:
    """The records of a CSV file; where one breaks its quotation marks, its lines are read one by one, and that is told.

    A mark that is never closed would otherwise take the rows that follow into one cell, and nobody would screen them.
    """
    lines: list[str] = []

    def kept() -> Iterator[str]:
        for line in stream:
            lines.append(line)
            yield line

    reader = csv.reader(kept(), delimiter=delimiter, strict=True)
    while True:
        lines.clear()
        try:
            row = next(reader)
            if _is_endless(row, longest):
                raise csv.Error(f"field larger than field limit ({longest})")
            yield row
        except StopIteration:
            return
        except csv.Error as error:
            many = f"it and the {len(lines) - 1} lines after it are" if len(lines) > 1 else "it is"
            yield Broken(f"its quotation marks or cells are broken ({error}); {many} read without them")
            yield from [cells for line in lines if (cells := _line(line, delimiter, longest)) is not None]


def _line(line: str, delimiter: str, longest: int) -> list[str] | None:
    """The cells of a line by itself, None where there is no reading it."""
    for options in ({"strict": True}, {"quoting": csv.QUOTE_NONE}):
        try:
            row = [cell.strip('"') for cell in next(csv.reader([line], delimiter=delimiter, **options), [])]
            return None if _is_endless(row, longest) else row
        except csv.Error:
            continue
    return None


def _is_endless(row: Sequence[str], longest: int) -> bool:
    """Whether a cell is longer than any of a shipment; the csv module's limit is the process's, and others raise it."""
    return any(len(cell) > longest for cell in row)


def decoded(cell: str) -> str:
    """A cell or line of `text_of`; where bytes in it are none of UTF-8, it is what spreadsheets of Western Europe write."""
    try:
        cell.encode()
    except UnicodeEncodeError:
        return cell.encode("utf-8", "surrogateescape").decode("cp1252", "replace")
    return cell
