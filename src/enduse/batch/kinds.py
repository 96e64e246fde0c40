"""How each kind of input is read: its rows as record batches, a stretch at a time."""

from __future__ import annotations

import csv
import dataclasses
import functools
import gzip
import itertools
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import pyarrow as pa
import pyarrow.parquet as pq

from enduse.batch.rows import BETWEEN, BEYOND, BROKEN, FORMULA
from enduse.batch.schemas import DOCUMENTS, JSON_ROWS
from enduse.errors import InputError
from enduse.read.archives import archived_pages
from enduse.read.sources import MAX_BYTES
from enduse.screen.csv_records import Broken, Row, csv_records
from enduse.screen.heading_rows import MOST_ABOVE
from enduse.screen.json_records import json_texts
from enduse.screen.sheets import UNCOMPUTED, xlsx_rows

FindHeadings = Callable[[Sequence[Row]], int]
#: What is read, for people.
KNOWN: Final = (
    "Parquet, CSV, XLSX, JSON lines or WARC (.parquet .csv .tsv .xlsx .jsonl .ndjson .json .warc; text and WARC also .gz)"
)
#: What reading a broken one may raise.
BREAKS: Final = (OSError, EOFError, UnicodeDecodeError, csv.Error, zlib.error)
_ROWS: Final = 256  # of a stretch, at most
_BYTES: Final = 8_000_000  # of a stretch, about
_ENDINGS: Final = {
    ".parquet": "parquet", ".csv": "csv", ".tsv": "csv", ".csv.gz": "csv", ".tsv.gz": "csv", ".xlsx": "xlsx", ".xlsm": "xlsx",
    ".jsonl": "jsonl", ".ndjson": "jsonl", ".jsonl.gz": "jsonl", ".ndjson.gz": "jsonl", ".json": "jsonl", ".json.gz": "jsonl",
    ".warc": "warc", ".warc.gz": "warc",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Consecutive rows of an input: the number of the first, and how many of the input's bytes lie behind the last."""

    first: int
    batch: pa.RecordBatch
    position: int


def kind_of(name: str) -> str | None:
    """The kind of a file by the end of its name, None where it is none that is read."""
    return next((kind for ending, kind in _ENDINGS.items() if name.lower().endswith(ending)), None)


def readers(headings: FindHeadings) -> Mapping[str, Callable[[Path], Iterator[Stretch]]]:
    """What reads a file of each kind; `headings` says which of the first rows of a table are its headings."""
    return {
        "parquet": _parquet,
        "csv": functools.partial(_csv, headings=headings),
        "xlsx": functools.partial(_xlsx, headings=headings),
        "jsonl": _json,
        "warc": _warc,
    }


def _parquet(path: Path) -> Iterator[Stretch]:
    size, first = path.stat().st_size, 1
    with pq.ParquetFile(path, pre_buffer=False, buffer_size=1 << 20) as file:
        total = file.metadata.num_rows
        groups = [file.metadata.row_group(place) for place in range(file.metadata.num_row_groups)]
        largest = max((group.total_byte_size // max(group.num_rows, 1) for group in groups), default=0)
        for batch in file.iter_batches(batch_size=max(1, min(_ROWS, _BYTES // max(largest, 1)))):
            yield Stretch(first=first, batch=batch, position=size * (first + batch.num_rows - 1) // total)
            first += batch.num_rows


def _csv(path: Path, headings: FindHeadings) -> Iterator[Stretch]:
    csv.field_size_limit(MAX_BYTES)  # a cell may be a whole report
    with path.open("rb") as raw, _unpacked(raw, path) as data:
        yield from _table(csv_records(data, longest=MAX_BYTES), path, headings, raw.tell)


def _xlsx(path: Path, headings: FindHeadings) -> Iterator[Stretch]:
    place = _Place()
    yield from _table((_words(row) for _, row in xlsx_rows(path, at=place.move)), path, headings, place.tell)


def _words(row: Sequence[Any]) -> list[str | None]:
    """The cells of a sheet as texts: a code that the spreadsheet keeps as a number has no decimal places."""
    return [None if cell is None else FORMULA if cell is UNCOMPUTED else _text(cell) for cell in row]


def _text(cell: Any) -> str:
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _table(rows: Iterator[Row], path: Path, headings: FindHeadings, position: Callable[[], int]) -> Iterator[Stretch]:
    above = list(itertools.islice(rows, MOST_ABOVE))
    if not above:
        raise InputError(f"{path.name}: is empty; the first row must be the headings")
    place = headings(above)
    names = above[place]
    if isinstance(names, Broken):
        raise InputError(f"{path.name}: of the headings {names.reason}; mend the first row")
    schema = pa.schema([(name or "", pa.string()) for name in (*names, BEYOND, BROKEN)])
    cells = (_cells(row, len(names)) for row in itertools.chain(above[place + 1 :], rows))
    yield from _cut(cells, schema, lambda row: sum(map(len, filter(None, row))), position, first=place + 2)


def _cells(row: Row, width: int) -> list[str | None]:
    """The cells of a row, as many as there are headings, what stands beyond them, and why they could not be read."""
    if isinstance(row, Broken):
        return [*[None] * width, None, row.reason]
    beyond = BETWEEN.join(cell or "" for cell in row[width:])
    return [*row[:width], *[None] * (width - len(row)), beyond if beyond.strip(f"{BETWEEN} ") else None, None]


def _json(path: Path) -> Iterator[Stretch]:
    with path.open("rb") as raw, _unpacked(raw, path) as data:
        yield from _cut(([text] for text in json_texts(data, path.name)), JSON_ROWS, lambda row: len(row[0]), raw.tell, first=1)


def _warc(path: Path) -> Iterator[Stretch]:
    schema = pa.schema([DOCUMENTS.field(name) for name in ("name", "data", "media_type", "url", "fetched_at")])
    place = _Place()
    archived = archived_pages(path, MAX_BYTES, at=place.move)
    pages = ([page.url, page.data, page.media_type, page.url, page.fetched_at] for page in archived)
    yield from _cut(pages, schema, lambda row: len(row[1]), place.tell, first=1)


class _Place:
    """How far in a file its reader is; some look back, for the end of what is broken."""

    def __init__(self) -> None:
        self._furthest = 0

    def move(self, place: int) -> None:
        """Take in where it is."""
        self._furthest = max(self._furthest, place)

    def tell(self) -> int:
        """The furthest that it was."""
        return self._furthest


def _cut(
    rows: Iterable[Sequence[Any]], schema: pa.Schema, size: Callable[[Any], int], position: Callable[[], int], *, first: int
) -> Iterator[Stretch]:
    """Rows as stretches of a limited number and size; where they break off, what came before is still given."""
    held: list[Sequence[Any]] = []
    weight = 0
    broken: Exception | None = None
    waiting = iter(rows)
    while True:
        try:
            row = next(waiting, None)
        except (InputError, *BREAKS) as error:
            row, broken = None, error
        if row is not None:
            held.append(row)
            weight += size(row)
        if held and (row is None or len(held) == _ROWS or weight >= _BYTES):
            columns = [pa.array(cells, type=field.type) for cells, field in zip(zip(*held, strict=True), schema, strict=True)]
            yield Stretch(first=first, batch=pa.RecordBatch.from_arrays(columns, schema=schema), position=position())
            first, held, weight = first + len(held), [], 0
        if broken is not None:
            raise broken
        if row is None:
            return


def _unpacked(raw: BinaryIO, path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if path.name.lower().endswith(".gz") else raw
