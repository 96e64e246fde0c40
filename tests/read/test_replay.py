"""Recorded answers to the real prompt, read and scored: what re-grounding keeps of a careful model's answers."""

import json
from pathlib import Path

import pytest
from evaluation.scoring import score

from enduse.errors import EndpointError
from enduse.model import Statement
from enduse.read.endpoint import ModelReader
from enduse.rows import parse_statement

from .recorded import GOLD, gold_report, recorded_client

FILE = Path(__file__).parents[1] / "recorded" / "nine_of_train.json"


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


def test_a_report_without_a_recorded_answer_says_so():
    reader = ModelReader(endpoint="http://recorded.example/v1", model="recorded", client=recorded_client(FILE))
    with pytest.raises(EndpointError, match="404"):
        reader.read(gold_report("t1-01.txt"))
