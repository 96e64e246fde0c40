"""Shipments and parties from files: CSV, XLSX and JSON, a row at a time, whatever their size."""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

import yaml

from enduse.errors import InputError, excerpt, reason
from enduse.party import Shipment
from enduse.screen.csv_records import Broken, Row, csv_rows
from enduse.screen.heading_rows import MOST_ABOVE, Headings, find_headings, is_told
from enduse.screen.headings import Field, names_somebody, plain_heading
from enduse.screen.json_records import Record, json_texts, read_object
from enduse.screen.object_rows import cells_of_object, rows_within
from enduse.screen.sheets import UNCOMPUTED, xlsx_rows
from enduse.screen.shipment_rows import build_shipment, join

_HEAD: Final = 256
#: An object that holds rows has little beside them.
_FEW_KEYS: Final = 8
#: Rows of one shipment that are put together at most; a reference repeated longer is a column of something else.
_MOST_ROWS: Final = 1_000


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """A shipment of a file, with the numbers of its first and last row (the heading is row 1) and what could not be read.

    `shipment` is None where nothing could be made of the row; `problems` then say why. `partial` is the problem of a row that
    names neither a party nor goods though its file has columns for them: its route is all that can be asked about.
    """

    first: int
    last: int
    shipment: Shipment | None
    problems: tuple[str, ...] = ()
    partial: str = ""


@dataclasses.dataclass(slots=True)
class ShipmentFile:
    """A file of shipments or parties, read as it is iterated over.

    `unused` holds the headings that mean nothing here, once iteration has begun (JSON lines: all met so far).
    """

    path: Path
    mapping: Mapping[str, str] | None = None
    group: bool = True
    after: int = 0
    unused: list[str] = dataclasses.field(default_factory=list)

    def __iter__(self) -> Iterator[Intake]:
        rows = self._rows()
        return _grouped(rows, self.after) if self.group else (row for row in rows if row.first > self.after)

    def _rows(self) -> Iterator[Intake]:
        suffix = self.path.suffix.casefold()
        if suffix in (".jsonl", ".ndjson", ".json"):
            return self._json_rows()
        if suffix in (".xlsx", ".xlsm"):
            return self._table_rows(xlsx_rows(self.path))
        if suffix in (".csv", ".tsv", ".txt", ""):
            return self._rows_by_content()
        other = "; `enduse batch screen` reads it" if suffix in (".parquet", ".gz") else ""
        raise InputError(f"{self.path.name}: {suffix} is no kind of file that is read; give CSV, XLSX or JSON lines{other}")

    def _rows_by_content(self) -> Iterator[Intake]:
        """Of a file that is called a table of text: some are spreadsheets or JSON."""
        with self.path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(b"PK\x03\x04"):
            return self._table_rows(xlsx_rows(self.path))
        if head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith((b'{"', b"[{", b"{\n", b"[\n")):
            return self._json_rows()
        return self._table_rows(csv_rows(self.path))

    def _table_rows(self, rows: Iterator[tuple[int, Row]]) -> Iterator[Intake]:
        above = list(itertools.islice(rows, MOST_ABOVE))
        if not above:
            raise InputError(f"{self.path.name}: is empty; the first row must be the headings")
        try:
            headings = find_headings([row for _, row in above], self.mapping)
        except InputError as error:
            raise InputError(f"{self.path.name}: {error}") from error
        self.unused = headings.unused
        yield from _under(headings, itertools.chain(above[headings.place + 1 :], rows))

    def _json_rows(self) -> Iterator[Intake]:
        with self.path.open("rb") as file:
            found = enumerate(_objects(json_texts(file, self.path.name)), 1)
            rows = ((number, row) for number, row in found if row is not None)
            yield from read_objects(rows, mapping=self.mapping, unused=self.unused)


def _objects(texts: Iterable[str]) -> Iterator[Mapping[str, Any] | Broken | None]:
    """The objects of texts, those within one each by itself; None for a line without one."""
    for text in texts:
        row = read_object(text) if text else None
        yield from rows_within(row) if isinstance(row, Record) and len(row) < _FEW_KEYS else (row,)


def read_objects(
    rows: Iterable[tuple[int, Mapping[str, Any] | Broken]],
    *,
    mapping: Mapping[str, str] | None = None,
    unused: list[str] | None = None,
) -> Iterator[Intake]:
    """Numbered rows with nested fields, as JSON has them, each by itself (`join_rows` puts shipments together).

    Args:
        rows: the objects with their numbers, or why there is none.
        mapping: which keys mean what.
        unused: is given the keys that mean nothing.
    """
    own = {plain_heading(key): field for key, field in (mapping or {}).items()}
    unused = [] if unused is None else unused
    for number, row in rows:
        if isinstance(row, Broken):
            yield Intake(first=number, last=number, shipment=None, problems=(row.reason,))
        else:
            problems = list(row.problems) if isinstance(row, Record) else []
            yield _intake(number, list(cells_of_object(row, own, unused)), problems, is_route=True)


def read_table(
    headings: Sequence[str],
    rows: Iterable[tuple[int, Row]],
    *,
    mapping: Mapping[str, str] | None = None,
    unused: list[str] | None = None,
) -> Iterator[Intake]:
    """Numbered rows of cells under headings, each by itself (`join_rows` puts shipments together).

    Args:
        headings: the headings.
        rows: the cells of each row with its number, or why they could not be read.
        mapping: which headings mean what.
        unused: is given those that mean nothing.

    Raises:
        InputError: no heading means a party or goods, or the mapping names a field that is none.
    """
    found = find_headings([headings], mapping)
    if unused is not None:
        unused += [heading for heading in found.unused if heading not in unused]
    return _under(found, rows)


def _under(headings: Headings, rows: Iterable[tuple[int, Row]]) -> Iterator[Intake]:
    """The rows that stand under headings; one of empty cells is none."""
    is_route = not names_somebody(headings.fields.values())
    for number, row in rows:
        if isinstance(row, Broken):
            yield Intake(first=number, last=number, shipment=None, problems=(row.reason,))
            continue
        told = [(place, value) for place, value in enumerate(row) if is_told(value)]
        if not told:
            continue
        problems = [f"it has {len(row)} cells, the headings {headings.width}"] if told[-1][0] >= headings.width else []
        cells = [(headings.fields[place], value) for place, value in told if place in headings.fields]
        for field, value in cells:
            if value is UNCOMPUTED:
                problems.append(f"its {field.name.replace('_', ' ')} is a formula without a value")
        yield _intake(number, [cell for cell in cells if cell[1] is not UNCOMPUTED], problems, is_route=is_route)


def join_rows(rows: Iterable[Intake]) -> Iterator[Intake]:
    """Consecutive rows of one reference as one shipment."""
    return _grouped(iter(rows), 0)


def read_mapping(path: Path) -> dict[str, str]:
    """A mapping file of the user's: YAML or JSON of heading to field.

    Raises:
        InputError: it is not a mapping of words to words.
    """
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError, yaml.YAMLError) as error:
        raise InputError(f"{path.name}: cannot be read ({reason(error)}); give heading: field, a line each") from error
    if not isinstance(data, dict) or any(isinstance(part, dict | list) for pair in data.items() for part in pair):
        raise InputError(f"{path.name}: is no mapping of words to words; give heading: field, a line each")
    return {str(heading): "" if field is None else str(field) for heading, field in data.items()}


def _intake(number: int, cells: list[tuple[Field, Any]], problems: list[str], *, is_route: bool) -> Intake:
    """A row by itself; `is_route` says whether nothing but a route is expected of it."""
    shipment = build_shipment(cells, f"row {number}", problems.append)
    partial = ""
    if shipment is None or not (is_route or shipment.parties or shipment.goods):
        called = next(
            (str(value).strip() for field, value in cells if (field.part, field.name) == ("shipment", "reference")), ""
        )
        words = f"it names neither a party nor goods{f' (reference {called})' if called else ''}"
        partial = excerpt(f"{words}; only its route was asked") if shipment is not None else ""
        problems.append(partial or words)
    return Intake(first=number, last=number, shipment=shipment, problems=tuple(map(excerpt, problems)), partial=partial)


def _grouped(rows: Iterator[Intake], after: int) -> Iterator[Intake]:
    """Consecutive rows of one reference as one shipment; those that ended before are passed over."""
    open_: Intake | None = None
    broken: InputError | None = None
    try:
        for row in rows:
            joined = _joined(open_, row) if open_ is not None else None
            if joined is not None:
                open_ = joined
                continue
            if open_ is not None and open_.last > after:
                yield open_
            open_ = row
    except InputError as error:  # what came before is whole as far as anybody knows
        broken = error
    if open_ is not None and open_.last > after:
        yield open_
    if broken is not None:
        raise broken


def _joined(open_: Intake, row: Intake) -> Intake | None:
    """The two as one, None where they are not of one shipment."""
    one, other = open_.shipment, row.shipment
    if one is None or other is None or open_.last - open_.first >= _MOST_ROWS:
        return None
    if one.reference == f"row {open_.first}":
        return None
    if one.reference != other.reference and not _goes_on(other, f"row {row.first}"):
        return None
    partial = open_.partial if row.partial else ""
    told = (*open_.problems, *row.problems)
    problems = told if partial else tuple(problem for problem in told if problem not in (open_.partial, row.partial))
    return Intake(first=open_.first, last=row.last, shipment=join(one, other), problems=problems, partial=partial)


def _goes_on(shipment: Shipment, number: str) -> bool:
    """Whether a row has but goods: what stands once for a shipment (in merged cells, or left out) is not said again."""
    return shipment.reference == number and not (shipment.parties or shipment.destination or shipment.date)


__all__ = [
    "Intake",
    "ShipmentFile",
    "join_rows",
    "read_mapping",
    "read_objects",
    "read_table",
]
