"""Recorded answers to the real prompt, read and scored: what re-grounding keeps of a careful model's answers."""

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from evaluation.scoring import Score, score
from evaluation.sets import find_sets

from enduse.errors import EndpointError
from enduse.model import Document, Statement
from enduse.read.endpoint import ModelReader
from enduse.read.page import clean
from enduse.read.sources import Problem, find_sources
from enduse.rows import parse_statement

from .recorded import GOLD, gold_report, recorded_client

RECORDED = Path(__file__).parents[1] / "recorded"
FILE = RECORDED / "nine_of_train.json"
SETS = {gold.name: gold for gold in find_sets()}


def test_recorded_answers_are_kept_and_agree_with_the_gold():
    names = {row["doc"] for row in json.loads(FILE.read_text(encoding="utf-8"))["answers"].values()}
    gold: dict[str, list[Statement]] = {name: [] for name in names}
    for line in (GOLD / "train.gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["doc"] in names and row["kind"] is not None:
            gold[row["doc"]].append(parse_statement(row))
    reader = ModelReader(endpoint="http://recorded.example/v1", model="recorded", client=recorded_client(FILE))
    readings = {name: reader.read(gold_report(name)) for name in sorted(names)}
    scored = score(gold, {name: reading.statements for name, reading in readings.items()})
    assert scored.core.f1 > 0.95
    assert scored.full.f1 > 0.94
    assert scored.false_alarms == 0
    assert sum(sum(reading.dropped.values()) for reading in readings.values()) <= 2


def reading_of(name: str, documents: Iterable[Document]) -> Score:
    """The score of what is kept of the answers to a whole set; no quote is wrong, and nothing had to be left out."""
    reader = ModelReader(
        endpoint="http://recorded.example/v1", model="recorded", client=recorded_client(RECORDED / f"{name}.json")
    )
    found: dict[str, tuple[Statement, ...]] = {}
    for document in documents:
        reading = reader.read(document)
        assert all(s.span.of(document.text) == s.quote for s in reading.statements)
        assert reading.dropped == {}
        found[Path(document.name).name] = reading.statements
    return score(SETS[name].gold(), found)


def test_the_model_reader_on_the_development_reports():
    scored = reading_of("dev", (gold_report(path.name, "dev") for path in SETS["dev"].reports))
    assert scored.core.f1 > 0.90
    assert scored.core.precision > 0.91
    assert scored.full.f1 > 0.87
    assert scored.fields["status"].recall > 0.93
    assert scored.fields["certainty"].recall > 0.97
    assert scored.fields["speaker"].recall > 0.65
    assert scored.false_alarms == 0


@pytest.mark.skipif("seeds" not in SETS, reason="the real pages are not shipped")
def test_the_model_reader_on_real_pages():
    folder = str(SETS["seeds"].folder)
    pages = [clean(source) for source in find_sources([folder], fetcher=None) if not isinstance(source, Problem)]
    assert reading_of("seeds", pages).core.f1 > 0.93


def test_a_report_without_a_recorded_answer_says_so():
    reader = ModelReader(endpoint="http://recorded.example/v1", model="recorded", client=recorded_client(FILE))
    with pytest.raises(EndpointError, match="404"):
        reader.read(gold_report("t1-01.txt"))
