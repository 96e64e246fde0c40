"""How well statements of different reports are merged: the supplies of the development set as a person grouped them."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from pathlib import Path

from enduse.ledger import merge, transfer_row
from enduse.ledger.designations import plain
from enduse.read.page import clean
from enduse.read.sources import Source, find_sources
from evaluation.sets import GoldSet


def digest(gold_set: GoldSet) -> str:
    """Twelve digits that change with the reports, their statements or the groups."""
    return hashlib.sha256(gold_set.digest().encode() + groups_of(gold_set).read_bytes()).hexdigest()[:12]


def groups_of(gold_set: GoldSet) -> Path:
    """The file with the groups of a set."""
    return gold_set.folder / "groups.json"


def measure_merging(gold_set: GoldSet) -> dict[str, float]:
    """Shares of the groups that are one row with exactly their reports, and of their fields that are right.

    The statements are the gold's and the reports are read as a user's are, so that only the merging is measured.
    """
    found = [s for s in find_sources([str(gold_set.folder)], fetcher=None) if isinstance(s, Source) and s.name.endswith(".txt")]
    named = {Path(source.name).name: clean(source) for source in found}
    documents = [dataclasses.replace(document, name=name) for name, document in named.items()]
    statements = [s for statements in gold_set.gold().values() for s in statements]
    rows = [transfer_row(transfer, documents) for transfer in merge(statements, documents)]
    whole = right = fields = 0
    groups = json.loads(groups_of(gold_set).read_text(encoding="utf-8"))["groups"]
    for group in groups:
        key = [group["supplier"], group["recipient"], group["category"], plain(group.get("designation") or "")]
        same = [r for r in rows if [r["supplier"], r["recipient"], r["category"], plain(r["designation"] or "")] == key]
        best = max(same, key=lambda r: len(set(r["documents"]) & set(group["docs"])), default=None)
        whole += len(same) == 1 and sorted(same[0]["documents"]) == sorted(group["docs"])
        told = {} if best is None else best | {"quantity_low": (best["quantity"] or {}).get("low")}
        right += sum(told.get(field) == value for field, value in group["expected"].items())
        fields += len(group["expected"])
    return {"groups whole": whole / len(groups), "fields right": right / fields}
