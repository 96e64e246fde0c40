"""The rows of a record batch as Python's own values, whichever of the forms they came in."""

from __future__ import annotations

import dataclasses
import decimal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, cast

import pyarrow as pa

from enduse.batch.schemas import JSON_ROWS
from enduse.screen.csv_records import Broken
from enduse.screen.json_records import Record, read_object
from enduse.screen.sheets import UNCOMPUTED

#: The last column but one of a CSV file's rows: the cells that stand beyond its headings.
BEYOND: Final = "cells beyond the headings"
#: What stands between these.
BETWEEN: Final = "\x1f"
#: The last of all: why the row could not be read.
BROKEN: Final = "why it is broken"
#: What stands in a cell of a sheet with a formula of which the file has no value; no sheet can hold its first sign.
FORMULA: Final = "\x1fa formula without a value"
_FEW: Final = 64  # rows that are made Python's at a time, for they are larger then


@dataclasses.dataclass(frozen=True, slots=True)
class Unreadable:
    """A row that cannot be read, and why."""

    problem: str


def batches_in(given: Iterable[pa.RecordBatch] | pa.Table | pa.RecordBatch) -> Iterable[pa.RecordBatch]:
    """The batches of what a caller has: batches one after the other, a table of them, or one."""
    if isinstance(given, pa.Table):
        return cast(Iterable[pa.RecordBatch], given.to_batches())
    return (given,) if isinstance(given, pa.RecordBatch) else given


def rows_of(batch: pa.RecordBatch) -> Iterator[Record | Unreadable | None]:
    """Each row by the names of its columns, or the object that its JSON holds, without what is null; None for a blank line."""
    is_json = batch.schema.names == JSON_ROWS.names
    is_csv = BROKEN in batch.schema.names
    for cells in cells_of(batch):
        if is_json:
            yield _object(cells[0])
            continue
        row = dict(zip(reversed(batch.schema.names), reversed(cells), strict=True))  # of two of one name the first counts
        if broken := row.pop(BROKEN, None):
            yield Unreadable(broken)
        elif row.pop(BEYOND, None):
            yield Unreadable("it has more cells than the headings; put texts with commas in quotes")
        elif is_csv and not any(cell and cell.strip() for cell in cells):
            yield None
        else:
            yield _told(without_nulls(row))


def cells_of(batch: pa.RecordBatch) -> Iterator[tuple[Any, ...]]:
    """Each row's cells, in the order of the columns."""
    for start in range(0, batch.num_rows, _FEW):
        part = batch.slice(start, _FEW)
        yield from zip(*map(_values, part.columns), strict=True)


def _values(column: pa.Array) -> list[Any]:
    values: list[Any] = column.to_pylist()
    if pa.types.is_map(column.type):  # which Arrow gives as pairs
        return [None if pairs is None else dict(pairs) for pairs in values]
    return values


def headings_of(batch: pa.RecordBatch) -> list[str]:
    """The names of its columns, without those that tell of its rows."""
    return [name for name in batch.schema.names if name not in (BEYOND, BROKEN)]


def table_rows(batch: pa.RecordBatch) -> Iterator[Sequence[Any] | Broken]:
    """Each row's cells under the headings, and those beyond them where there are any."""
    width = len(headings_of(batch))
    for cells in cells_of(batch):
        beyond, broken = cells[width:] or (None, None)
        if broken:
            yield Broken(broken)
        else:
            cells = (*cells[:width], *(beyond.split(BETWEEN) if beyond else []))
            yield [UNCOMPUTED if cell == FORMULA else words_of(cell) for cell in cells]


def words_of(value: Any) -> Any:
    """A value as it is, but for bytes, as which some programs write texts, and whole numbers that are kept as decimals."""
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, decimal.Decimal) and value.is_finite() and value == value.to_integral_value():
        return int(value)
    return value


def is_flat(batch: pa.RecordBatch) -> bool:
    """Whether it is a table of plain cells under headings, and neither JSON nor nested."""
    return batch.schema.names != JSON_ROWS.names and not any(pa.types.is_nested(field.type) for field in batch.schema)


def without_nulls(value: Any) -> Any:
    """A value without the fields that are null, however deep: Arrow has every field in every row."""
    if isinstance(value, Mapping):
        return {name: without_nulls(inner) for name, inner in value.items() if inner is not None}
    if isinstance(value, list):
        return [without_nulls(inner) for inner in value if inner is not None]
    return value


def _told(row: dict[str, Any]) -> Record:
    """A row without the cells that only a formula stands in, which are told."""
    unknown = [name for name, value in row.items() if value == FORMULA]
    kept = {name: value for name, value in row.items() if name not in unknown}
    return Record(kept, tuple(f"its {name} is a formula without a value" for name in unknown))


def _object(text: str | None) -> Record | Unreadable | None:
    if text == "":
        return None
    found = read_object(text or "null")
    return Unreadable(found.reason) if isinstance(found, Broken) else found
