"""The development gold and the two seed reports, where they lie beside the project."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from enduse.ledger import find_copies, merge, transfer_row
from enduse.ledger.designations import plain
from enduse.model import Document, Span, Statement
from enduse.rows import parse_statement

GOLD = Path(__file__).parents[3] / "shared" / "gold"
pytestmark = pytest.mark.skipif(not GOLD.is_dir(), reason="the gold sets are not beside the project")


def read_report(path: Path, about: dict[str, str]) -> Document:
    """A report with the facts of its header lines or of the folder's `about.json`."""
    text = path.read_bytes().decode()
    header = re.match(r"(?:(?:Title|Published|Publisher): .*\n)*", text)
    head = dict(line.split(": ", 1) for line in header[0].splitlines()) if header else {}
    day = about.get("published") or head.get("Published")
    credit = re.search(r"(?m)^By ([A-Z]\w+ Wire)$", text)
    return Document(
        name=path.name,
        text=text,
        sha256=hashlib.sha256(text.encode()).hexdigest(),
        title=head.get("Title"),
        publisher=about.get("publisher") or head.get("Publisher"),
        published=dt.date.fromisoformat(day) if day else None,
        agency=about.get("agency") or (credit[1] if credit else None),
        republished_from=about.get("republished_from"),
        furniture=(Span(start=0, end=header.end()),) if header and header[0] else (),
    )


def gold(name: str) -> tuple[list[Statement], list[Document]]:
    folder = GOLD / name
    about = json.loads((folder / "about.json").read_text()) if (folder / "about.json").exists() else {}
    lines = [json.loads(line) for line in (GOLD / f"{name}.gold.jsonl").read_text().splitlines()]
    statements = [parse_statement(line) for line in lines if line.get("kind")]
    return statements, [read_report(path, about.get(path.name, {})) for path in sorted(folder.glob("*.txt"))]


def transfer_rows(name: str) -> list[dict[str, Any]]:
    statements, documents = gold(name)
    return [transfer_row(transfer, documents) for transfer in merge(statements, documents)]


def test_the_development_groups_are_exact_and_every_field_is_right() -> None:
    found = transfer_rows("dev")
    for group in json.loads((GOLD / "dev" / "groups.json").read_text())["groups"]:
        key = [group["supplier"], group["recipient"], group["category"], plain(group.get("designation") or "")]
        same = [r for r in found if [r["supplier"], r["recipient"], r["category"], plain(r["designation"] or "")] == key]
        assert len(same) == 1, group["group"]
        row = same[0] | {"quantity_low": (same[0]["quantity"] or {}).get("low")}
        assert sorted(row["documents"]) == group["docs"], group["group"]
        assert {field: row[field] for field in group["expected"]} == group["expected"], group["group"]


def test_the_only_copies_of_the_development_reports_are_found() -> None:
    assert find_copies(gold("dev")[1]) == [("d10.txt", "d11.txt")]


def test_the_training_reports_hold_no_copies() -> None:
    assert find_copies([*gold("train")[1], *gold("dev")[1]]) == [("d10.txt", "d11.txt")]


def test_the_two_seed_reports_give_one_transfer_of_drones_with_its_history() -> None:
    found = transfer_rows("seeds")
    (drones,) = [r for r in found if (r["supplier"], r["recipient"], r["category"]) == ("IR", "RU", "uav")]
    assert drones["documents"] == ["ap-2022-12-09.txt", "hill-2023-05-15.txt"]
    assert (drones["first_reported"], drones["last_reported"], drones["sources"]) == ("2022-07", "2023-05-15", 2)
    assert (drones["status"], drones["quantity"]) == ("delivered", {"low": 400, "text": "more than 400"})
    assert [(step["said"], step["status"]) for step in drones["history"][:2]] == [
        ("2022-07", "planned"),
        ("2022-12-09", "under_way"),
    ]
    assert [n["text"] for n in drones["numbers"]] == ["hundreds", "hundreds", "more than 400", "more than 400"]
    back = {r["category"] for r in found if (r["supplier"], r["recipient"]) == ("RU", "IR")}
    assert back >= {"aircraft", "helicopter", "air_defence", "training"}


def test_the_record_as_of_a_day_holds_what_was_out_by_then() -> None:
    statements, documents = gold("dev")
    then = merge(statements, documents, as_of=dt.date(2015, 4, 30))
    (system,) = [t for t in then if t.designation == "S-300" and t.supplier == "RU"]
    assert (system.status, system.documents) == ("planned", ("d03.txt",))
