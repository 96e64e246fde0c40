"""The receipt of a finished run of screening: what was asked, what it rests on, and the hash of each part."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pyarrow.parquet as pq

from enduse.batch.parts import MANIFEST
from enduse.batch.work import Screening
from enduse.file_hashes import file_sha256
from enduse.party import Citation, Finding
from enduse.screen.eccn import read_chart_folder
from enduse.screen.receipt import digest, make_receipt
from enduse.screen.sample import sample_list
from enduse.screen.screener import Screener
from enduse.screen.screening import Asked
from enduse.screen.screening import Screening as Answer
from enduse.screening import asked_list
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
    parts = {file.name: file_sha256(file) for file in files}
    question: Any = {"batch": manifest["job"], "parts": parts, **{name: manifest[name] for name in _COUNTS}}
    is_kept = any(receipt["input"]["sha256"] == digest(question) for receipt in store.receipts())
    if is_kept or manifest["asked"] == manifest["unused"]:
        return None
    answer = Answer(reference=out.name, findings=tuple(_first_findings(files)), asked=_asked(work))
    return store.append_receipt(lambda previous: make_receipt(question, answer, made_at=now, previous=previous))


def _asked(work: Screening) -> Asked:
    """What the run rests on, without making its lists ready again."""
    lists = [asked_list(copy, entries=copy.entries) for copy in work.copies]
    screener = Screener([], lists=lists or [sample_list()], threshold=work.threshold)
    if work.chart is not None:
        screener.use_chart(read_chart_folder(work.chart))
    return screener.rests_on(work.as_of)


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
