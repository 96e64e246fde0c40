"""Small inputs and what came out of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from enduse.batch import Reading

TODAY = dt.date(2026, 7, 31)
REPORT = "Officials said on Friday that Iran has sold drones to Russia and that the sale of more would follow."
QUIET = "The weather in the town was fine on Friday and the children of the school went to see the old lake."


def documents(count: int, *, prefix: str = "doc") -> list[dict[str, Any]]:
    """So many documents, every second of which states something."""
    return [{"name": f"{prefix}-{n}", "text": f"{REPORT if n % 2 else QUIET} ({n})"} for n in range(count)]


def batch(rows: list[dict[str, Any]]) -> pa.RecordBatch:
    """Rows as a batch."""
    return pa.RecordBatch.from_pylist(rows)


def write_json_lines(path: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Rows as JSON lines."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def write_parquet(path: Path, rows: list[dict[str, Any]]) -> Path:
    """Rows as Parquet, in row groups of seven."""
    pq.write_table(pa.Table.from_pylist(rows), path, row_group_size=7)
    return path


def reading(**options: Any) -> Reading:
    """Reading with the reader of the tests."""
    from readers import WordReader

    return Reading(today=TODAY, reader=WordReader, **options)


def rows_in(folder: Path) -> list[dict[str, Any]]:
    """All rows of a folder of parts, in order."""
    found: list[dict[str, Any]] = [
        row for file in sorted(folder.glob("*.parquet")) for row in pq.ParquetFile(file).read().to_pylist()
    ]
    return found


def manifest(folder: Path) -> dict[str, Any]:
    """What a finished run says of itself."""
    told: dict[str, Any] = json.loads((folder / "_manifest.json").read_text(encoding="utf-8"))
    return told
