"""The receipt of a finished run of screening: what was asked, what it rests on, and the hash of each part."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from enduse.batch.parts import MANIFEST
from enduse.batch.work import Screening
from enduse.party import Citation, Finding, Shipment
from enduse.screen.eccn import read_chart_folder
from enduse.screen.receipt import digest, make_receipt
from enduse.screen.sample import sample_list
from enduse.screen.screener import Screener
from enduse.screen.screening import Asked, AskedList
from enduse.screen.screening import Screening as Answer
from enduse.store import Store

_MANY: Final = 2_000  # findings that are held in full; the parts hold all of them
_FIELDS: Final = tuple(field.name for field in dataclasses.fields(Finding))
_COUNTS: Final = ("asked", "found", "sorts", "problems", "unused", "partial", "inputs_with_problems")


def keep_receipt(store: Store, work: Screening, out: Path, *, now: dt.datetime) -> dict[str, Any] | None:
    """Keep the receipt of a finished run, unless the workspace has it: the same run asked for again leaves no other.

    Args:
        store: the workspace.
        work: what the run did.
        out: its folder.
        now: the moment.

    Returns:
        The receipt; None where it was kept before, or nothing was asked.
    """
    manifest = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
    files = [out / part["file"] for part in manifest["parts"]]
    parts = {file.name: _sha256(file) for file in files}
    question: Any = {"batch": manifest["job"], "parts": parts, **{name: manifest[name] for name in _COUNTS}}
    is_kept = any(receipt["input"]["sha256"] == digest(question) for receipt in store.receipts())
    if is_kept or manifest["asked"] == manifest["unused"]:
        return None
    answer = Answer(reference=out.name, findings=tuple(_first_findings(files)), asked=_asked(work))
    return store.append_receipt(lambda previous: make_receipt(question, answer, made_at=now, previous=previous))


def _asked(work: Screening) -> Asked:
    """What the run rests on, without making its lists ready again."""
    lists = [
        AskedList(name=s.list, entries=s.entries, dated=s.day, sha256=s.sha256, is_undated=s.list_date is None)
        for s in work.copies
    ]
    screener = Screener([], lists=lists or [sample_list()], threshold=work.threshold)
    if work.chart is not None:
        screener.use_chart(read_chart_folder(work.chart))
    return screener.screen(Shipment(reference=""), as_of=work.as_of).asked


def _first_findings(files: list[Path]) -> Iterator[Finding]:
    left = _MANY
    for file in files:
        for batch in pq.ParquetFile(file).iter_batches(columns=list(_FIELDS)):
            rows = [row for row in batch.to_pylist() if row["rule"] is not None][:left]
            yield from map(_finding, rows)
            left -= len(rows)
            if not left:
                return


def _finding(row: dict[str, Any]) -> Finding:
    told = {name: tuple(row[name] or ()) for name in ("reasons", "against")}
    citations = tuple(Citation(**citation) for citation in row["citations"] or ())
    return Finding(**{name: row[name] for name in _FIELDS} | told | {"citations": citations})


def _sha256(file: Path) -> str:
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
