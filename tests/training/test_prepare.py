"""Variants of training reports keep what their gold says."""

from __future__ import annotations

import random

import pytest
from training.prepare import among, dressed, paragraphs_without, training_document

TEXT = """Title: Iran sends drones
Published: 2023-05-15
Publisher: The Example

Iran sent drones to Russia. Moscow paid in gold. The ships left in May. Nobody stopped them.

Russia denied it on Monday. Kyiv shot some down. The minister spoke for an hour. He took no questions.
"""
STRANGERS = ["The choir sang in the rain for two hours, and nobody left before the end of it.", "A roof was promised."]


def row(quote: str) -> dict[str, object]:
    start = TEXT.index(quote)
    return {"kind": "transfer", "span": [start, start + len(quote)], "quote": quote}


ROWS = [row("Iran sends drones"), row("Iran sent drones to Russia"), row("Russia denied it")]


@pytest.mark.parametrize("seed", range(12))
def test_every_variant_quotes_its_own_text(seed: int) -> None:
    document, rows = dressed("x.txt", TEXT, ROWS, STRANGERS, random.Random(seed))
    for kept in rows:
        start, end = kept["span"]
        assert document.text[start:end] == kept["quote"]
    assert document.furniture


def test_among_strangers_the_report_is_all_there() -> None:
    text, rows = among(TEXT, ROWS, STRANGERS, random.Random(1))
    assert [text[a:b] for a, b in (r["span"] for r in rows)] == ["Iran sent drones to Russia", "Russia denied it"]
    assert any(stranger in text for stranger in STRANGERS)
    assert training_document("x.txt", text).title_span is not None


def test_strangers_come_from_reports_without_statements() -> None:
    texts = {"a.txt": TEXT, "b.txt": TEXT.replace("Iran", "Ghana")}
    found = paragraphs_without(texts, {"a.txt": ROWS, "b.txt": []})
    assert found
    assert all("Iran" not in paragraph for paragraph in found)
