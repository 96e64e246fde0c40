"""A small record in files: two reports with their statements, as a person may have them from elsewhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FIRST = (
    "Title: A\nPublished: 2022-07-11\nPublisher: Ledger\n\n"
    "Iran is preparing to send hundreds of drones to Russia, officials said.\n"
)
SECOND = (
    "Title: B\nPublished: 2023-05-15\nPublisher: Courier\n\n"
    "Iran has sent Russia more than 400 drones, Ada Brown said. Tehran denies that it sent drones to Russia.\n"
)
DRONES = {"category": "uav", "text": "drones"}


def write_record(folder: Path) -> tuple[str, ...]:
    """Write the record and give the options that name it."""
    reports = folder / "reports"
    reports.mkdir()
    (reports / "first.txt").write_text(FIRST, encoding="utf-8")
    (reports / "second.txt").write_text(SECOND, encoding="utf-8")
    some, many = {"low": 200, "text": "hundreds"}, {"low": 400, "text": "more than 400"}
    told = [
        _row(
            "first.txt",
            FIRST,
            "Iran is preparing to send hundreds of drones to Russia",
            "planned",
            quantity=some,
            who="officials",
        ),
        _row("second.txt", SECOND, "Iran has sent Russia more than 400 drones", "delivered", quantity=many, who="Ada Brown"),
        _row(
            "second.txt", SECOND, "Tehran denies that it sent drones to Russia", "delivered", certainty="denied", who="Tehran"
        ),
    ]
    file = folder / "statements.jsonl"
    file.write_text("".join(json.dumps(row) + "\n" for row in told), encoding="utf-8")
    return "--statements", str(file), "--documents", str(reports)


def _row(
    doc: str,
    text: str,
    quote: str,
    status: str,
    *,
    who: str,
    certainty: str = "asserted",
    quantity: dict[str, Any] | None = None,
) -> dict[str, Any]:
    start = text.index(quote)
    return {
        "doc": doc,
        "kind": "transfer",
        "span": [start, start + len(quote)],
        "quote": quote,
        "supplier": ["IR"],
        "recipient": ["RU"],
        "items": [DRONES | ({"quantity": quantity} if quantity else {})],
        "status": status,
        "certainty": certainty,
        "attribution": {"speaker": who},
    }
