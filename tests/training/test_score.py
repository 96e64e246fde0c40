"""A run's folder, from the shipped network and the development reports."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from evaluation.scoring import score
from training.errors import FIELDS
from training.readings import HELD_OUT, load_set
from training.runs import learning_curve
from training.score import main


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("score")
    log = folder / "train.log"
    log.write_text('0 20 300 8.1 12\n{"epoch": 0, "loss": 7.5}\n', encoding="utf-8")
    main(["--sets", "dev", HELD_OUT, "--limit", "3", "--out", str(folder / "run"), "--log", str(log)])
    return folder / "run"


def load(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def test_the_run_says_on_what_it_was_made(run: Path):
    config = load(run / "config.json")
    assert config["data"]["dev"] == {"digest": load_set("dev").digest, "reports": 3}
    assert set(config["model"]["sha256"]) >= {"encoder.onnx", "decisions.onnx", "thresholds.json"}
    assert load(run / "scores.json")["learning curve"] == [{"epoch": 0, "loss": 7.5}]


def test_errors_account_for_every_key_that_does_not_agree(run: Path):
    errors = [json.loads(line) for line in (run / "errors.jsonl").read_text(encoding="utf-8").splitlines()]
    for name, row in load(run / "scores.json")["sets"].items():
        hits = round(row["core"]["recall"] * row["core"]["gold"])
        own = [e for e in errors if e["set"] == name and e["cause"] not in FIELDS]
        assert sum(e["gold"] is not None for e in own) == row["core"]["gold"] - hits
        assert sum(e["read"] is not None for e in own) == row["core"]["read"] - hits
        assert sum(row["errors"].values()) == sum(e["set"] == name for e in errors)
        assert sum(place["of"] for place in row["constructions"].values()) == row["core"]["gold"]


def test_the_gold_of_a_set_is_right_on_itself():
    gold = load_set("dev", limit=3).gold
    assert score(gold, gold).core.f1 == 1


def test_a_set_that_there_is_not_is_named():
    with pytest.raises(ValueError, match="no gold set 'devel' here: there are"):
        load_set("devel")


def test_a_log_without_epochs_has_no_curve(tmp_path: Path):
    (tmp_path / "log").write_text("nothing\n", encoding="utf-8")
    assert learning_curve(tmp_path / "log") == []
