"""Inputs of a batch: files, folders and object stores, read as record batches a stretch at a time."""

from __future__ import annotations

import contextlib
import csv
import dataclasses
import functools
import glob
import gzip
import itertools
import os
import shutil
import tempfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Final, cast

import pyarrow as pa
import pyarrow.parquet as pq

from enduse.batch.rows import BETWEEN, BEYOND, BROKEN
from enduse.batch.schemas import DOCUMENTS, JSON_ROWS
from enduse.errors import InputError, excerpt
from enduse.read.archives import archived_pages
from enduse.read.sources import MAX_BYTES
from enduse.screen.csv_records import Broken, Row, csv_records
from enduse.screen.heading_rows import MOST_ABOVE
from enduse.screen.json_records import json_texts

FindHeadings = Callable[[Sequence[Row]], int]
_ROWS: Final = 256  # of a stretch, at most
_BYTES: Final = 8_000_000  # of a stretch, about
_ENDINGS: Final = {
    ".parquet": "parquet", ".csv": "csv", ".tsv": "csv", ".csv.gz": "csv", ".tsv.gz": "csv", ".jsonl": "jsonl",
    ".ndjson": "jsonl", ".jsonl.gz": "jsonl", ".ndjson.gz": "jsonl", ".json": "jsonl", ".json.gz": "jsonl", ".warc": "warc",
    ".warc.gz": "warc",
}  # fmt: skip
_ONLY_BY_NAME: Final = (".json", ".json.gz")  # in a folder these are as a rule what other programs say of it
_BREAKS: Final = (OSError, EOFError, UnicodeDecodeError, csv.Error, zlib.error)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Input:
    """A file of rows: its name as given or found, its kind, and its size in bytes."""

    name: str
    kind: str
    size: int
    changed: str


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """Consecutive rows of an input: the number of the first, and how many of the input's bytes lie behind the last."""

    first: int
    batch: pa.RecordBatch
    position: int


def find_inputs(given: Iterable[str]) -> list[Input]:
    """The files behind what was typed: files, patterns, folders (all in them of a known kind, sorted), addresses of stores.

    Raises:
        InputError: one is not there, of no known kind, or a folder without any.
    """
    return [found for each in given for found in (_remote(each) if "://" in each else _local(each))]


def stretches(source: Input, headings: FindHeadings = lambda above: 0) -> Iterator[Stretch]:
    """The rows of an input, a stretch at a time, so that memory does not grow with it.

    Args:
        source: the input.
        headings: which of the first rows of a CSV file are its headings, counted from 0.

    Raises:
        InputError: it is broken; what came before that was given.
    """
    readers: dict[str, Callable[[Path], Iterator[Stretch]]] = {
        "parquet": _parquet, "csv": functools.partial(_csv, headings=headings), "jsonl": _json, "warc": _warc,
    }  # fmt: skip
    with _at_hand(source) as path:
        try:
            yield from readers[source.kind](path)
        except (pa.ArrowException, *_BREAKS) as error:
            raise InputError(
                f"{source.name}: breaks off ({excerpt(error)}); what came before it is used, mend the rest"
            ) from error


def _local(given: str) -> Iterator[Input]:
    path = Path(given)
    if not path.exists() and (names := sorted(glob.glob(given, recursive=True))):  # not every shell looks for them
        for name in names:
            yield from _local(name)
        return
    if not path.is_dir():
        yield _file(given, path)
        return
    found = sorted(Path(parent, name) for parent, _, names in os.walk(path) for name in names if _is_asked_for(name))
    if not found:
        raise InputError(f"{given}: no file in this folder is {_known()}")
    yield from (_file(str(each), each) for each in found)


def _file(name: str, path: Path) -> Input:
    kind = _kind(name)
    if kind is None:
        raise InputError(f"{name}: is of no kind that is read here; give {_known()}")
    try:
        status = path.stat()
    except OSError as error:
        raise InputError(f"{name}: cannot be opened ({error.strerror}); give a file that is there") from error
    return Input(name=name, kind=kind, size=status.st_size, changed=str(status.st_mtime_ns))


def _remote(given: str) -> Iterator[Input]:
    files, path = _file_system(given)
    try:
        found = sorted(files.glob(path)) if any(c in path for c in "*?[") else [path]
        found = [name for each in found for name in (_found_in(files, each) if files.isdir(each) else [each])]
        told = [(name, kind, files.info(name)) for name in found if (kind := _kind(name)) is not None]
    except (OSError, ValueError) as error:
        raise InputError(
            f"{given}: cannot be looked at ({' '.join(str(error).split())}); check its name and your keys"
        ) from error
    if not told:
        raise InputError(f"{given}: nothing there is {_known()}")
    for name, kind, about in told:
        changed = str(about.get("ETag") or about.get("etag") or about.get("LastModified") or about.get("mtime") or "")
        yield Input(name=files.unstrip_protocol(name), kind=kind, size=int(about.get("size") or 0), changed=changed)


def _found_in(files: Any, folder: str) -> list[str]:
    return sorted(name for name in files.find(folder) if _is_asked_for(name.rpartition("/")[2]))


def _is_asked_for(name: str) -> bool:
    """Whether a file is one of the inputs that a folder is given for."""
    return _kind(name) is not None and not name.startswith((".", "_")) and not name.lower().endswith(_ONLY_BY_NAME)


def _file_system(address: str) -> tuple[Any, str]:
    try:
        import fsspec

        found: tuple[Any, str] = fsspec.core.url_to_fs(address)
    except (ImportError, ValueError) as error:  # fsspec itself, or what it needs for this kind of store
        raise InputError(f"{address}: this kind of store cannot be opened ({error}); install its fsspec package") from error
    return found


@contextlib.contextmanager
def _at_hand(source: Input) -> Iterator[Path]:
    """The input as a file; one of an object store is copied for as long as it is read."""
    if "://" not in source.name:
        yield Path(source.name)
        return
    files, path = _file_system(source.name)
    with tempfile.TemporaryDirectory(prefix="enduse-") as folder:
        copy = Path(folder, Path(path).name)
        try:
            with files.open(path, "rb") as distant, copy.open("wb") as near:
                shutil.copyfileobj(distant, near, 1 << 20)
        except (OSError, ValueError) as error:
            raise InputError(f"{source.name}: cannot be fetched ({' '.join(str(error).split())}); try again") from error
        yield copy


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
        rows = csv_records(data, longest=MAX_BYTES)
        above = list(itertools.islice(rows, MOST_ABOVE))
        if not above:
            raise InputError(f"{path.name}: is empty; the first row must be the headings")
        place = headings(above)
        names = above[place]
        if isinstance(names, Broken):
            raise InputError(f"{path.name}: of the headings {names.reason}; mend the first row")
        schema = pa.schema([(name, pa.string()) for name in (*names, BEYOND, BROKEN)])
        cells = (_cells(row, len(names)) for row in itertools.chain(above[place + 1 :], rows))
        yield from _cut(cells, schema, lambda row: sum(map(len, filter(None, row))), raw, first=place + 2)


def _cells(row: Row, width: int) -> list[str | None]:
    """The cells of a row, as many as there are headings, what stands beyond them, and why they could not be read."""
    if isinstance(row, Broken):
        return [*[None] * width, None, row.reason]
    beyond = BETWEEN.join(row[width:])
    return [*row[:width], *[None] * (width - len(row)), beyond if beyond.strip(f"{BETWEEN} ") else None, None]


def _json(path: Path) -> Iterator[Stretch]:
    with path.open("rb") as raw, _unpacked(raw, path) as data:
        yield from _cut(([text] for text in json_texts(data, path.name)), JSON_ROWS, lambda row: len(row[0]), raw, first=1)


def _warc(path: Path) -> Iterator[Stretch]:
    schema = pa.schema([DOCUMENTS.field(name) for name in ("name", "data", "media_type", "url")])
    pages = ([page.url, page.data, page.media_type, page.url] for page in archived_pages(path, MAX_BYTES))
    yield from _cut(pages, schema, lambda row: len(row[1]), None, first=1)


def _cut(
    rows: Iterable[Sequence[Any]], schema: pa.Schema, size: Callable[[Any], int], raw: BinaryIO | None, *, first: int
) -> Iterator[Stretch]:
    """Rows as stretches of a limited number and size; where they break off, what came before is still given."""
    held: list[Sequence[Any]] = []
    weight = 0
    broken: Exception | None = None
    waiting = iter(rows)
    while True:
        try:
            row = next(waiting, None)
        except (InputError, *_BREAKS) as error:
            row, broken = None, error
        if row is not None:
            held.append(row)
            weight += size(row)
        if held and (row is None or len(held) == _ROWS or weight >= _BYTES):
            columns = [pa.array(cells, type=field.type) for cells, field in zip(zip(*held, strict=True), schema, strict=True)]
            batch = pa.RecordBatch.from_arrays(columns, schema=schema)
            yield Stretch(first=first, batch=batch, position=raw.tell() if raw is not None else 0)
            first, held, weight = first + len(held), [], 0
        if broken is not None:
            raise broken
        if row is None:
            return


def _unpacked(raw: BinaryIO, path: Path) -> BinaryIO:
    return cast(BinaryIO, gzip.GzipFile(fileobj=raw)) if path.name.lower().endswith(".gz") else raw


def _kind(name: str) -> str | None:
    return next((kind for ending, kind in _ENDINGS.items() if name.lower().endswith(ending)), None)


def _known() -> str:
    return "Parquet, CSV, JSON lines or WARC (.parquet .csv .tsv .jsonl .ndjson .json .warc, also .gz); save a sheet as CSV"
