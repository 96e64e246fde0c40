"""Variants of training reports keep what their gold says."""

from __future__ import annotations

import pickle
import random
from pathlib import Path

import pytest
from training.prepare import among, dressed, paragraphs_without, training_document

from enduse.read.network import SHIPPED
from training import prepare

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


def test_texts_without_gold_are_told_from_reports_without_statements(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for folder, name in (("told", "a.txt"), ("untold", "b.txt")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / name).write_text(TEXT, encoding="utf-8")
    (tmp_path / "gold.jsonl").write_text('{"doc": "a.txt", "kind": null}\n', encoding="utf-8")
    given = {"reports": "told", "gold": "gold.jsonl", "untold": "untold", "out": "out"}
    options = [word for name, file in given.items() for word in (f"--{name}", str(tmp_path / file))]
    monkeypatch.setattr("sys.argv", ["prepare", *options, "--model", str(SHIPPED), "--variants", "1"])
    prepare.main()
    for variant in (0, 1):
        made = pickle.loads((tmp_path / "out" / f"v{variant}.pkl").read_bytes())
        assert {(e.name, e.is_gold) for e in made} == {("a.txt", True), ("b.txt", False)}


def test_preparing_nothing_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["prepare", "--out", str(tmp_path), "--model", str(SHIPPED)])
    with pytest.raises(SystemExit):
        prepare.main()
    assert "--untold" in capsys.readouterr().err
