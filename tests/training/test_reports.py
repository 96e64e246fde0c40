"""The further training reports are what their gold says."""

from __future__ import annotations

import json
from pathlib import Path

from training.examples import is_held_out
from training.prepare import training_document

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


def test_texts_without_gold_have_their_headers_and_names_of_their_own() -> None:
    texts = sorted(REPORTS.with_name("untold").glob("*.txt"))
    assert texts
    for path in texts:
        assert training_document(path.name, path.read_text(encoding="utf-8")).title_span is not None
        assert not is_held_out(path.name, 1)
        assert not (REPORTS / path.name).exists()
