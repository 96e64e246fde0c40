"""The further training reports are what their gold says."""

from __future__ import annotations

import json
from pathlib import Path

from enduse.rows import parse_statement

REPORTS = Path(__file__).parents[2] / "training" / "reports"


def test_every_statement_quotes_its_report() -> None:
    named = set()
    for line in REPORTS.with_suffix(".gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = (REPORTS / row["doc"]).read_bytes().decode()
        named.add(row["doc"])
        if row["kind"] is not None:
            parse_statement(row, text)
    assert named == {path.name for path in REPORTS.glob("*.txt")}
