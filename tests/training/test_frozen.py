"""Learning decisions on vectors that stay as they are: only where PyTorch is installed."""

from __future__ import annotations

import dataclasses
from collections import Counter
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("transformers")

from training.examples import Example, examples, read_gold  # noqa: E402
from training.families import FAMILIES, without  # noqa: E402
from training.frozen import FrozenNetwork, train_decisions  # noqa: E402
from training.prepare import training_document  # noqa: E402
from training.score import SHIPPED  # noqa: E402
from training.settings import Setting  # noqa: E402
from training.vectors import Encoded  # noqa: E402

from enduse.read.analysis import analyse  # noqa: E402
from enduse.read.network import load_network  # noqa: E402

GOLD = Path(__file__).parents[2] / "evaluation" / "gold"


@pytest.fixture(scope="module")
def encoded() -> Encoded:
    made: list[Example] = []
    vectors: list[np.ndarray] = []
    gold, network = read_gold(GOLD / "train.gold.jsonl"), load_network()
    labels = {label: number for number, label in enumerate(network.card["labels"])}
    for name in [n for n in sorted(gold) if Setting(name="s", says="s").learns_from(n, gold)][:6]:
        analysis = analyse(training_document(name, (GOLD / "train" / name).read_bytes().decode()), network)
        made += examples(analysis, gold[name], name, Counter(), labels)
        vectors += [analysis.vectors(e.inputs) for e in made[len(vectors) :]]
    return Encoded(made, np.concatenate(vectors), [0, *np.cumsum([len(v) for v in vectors]).tolist()])


def test_what_is_learnt_gets_better_and_is_the_same_again(encoded: Encoded):
    setting = Setting(name="s", says="s")
    _, curve = train_decisions([encoded], {e.name for e in encoded.examples}, setting, windows=1200)
    assert curve[-1]["loss"] < curve[0]["loss"] / 2
    (one, _), (other, _) = (train_decisions([encoded], set(), setting, windows=16) for _ in range(2))
    assert all(torch.equal(a, b) for a, b in zip(one.parameters(), other.parameters(), strict=True))


def test_dropped_families_are_not_seen(encoded: Encoded):
    decisions, _ = train_decisions([encoded], set(), Setting(name="s", says="s"), windows=80)
    seeing, blind = FrozenNetwork(SHIPPED, decisions), FrozenNetwork(SHIPPED, decisions, dropped=FAMILIES)
    inputs, words = encoded.examples[0].inputs, encoded.words(0).numpy()
    assert (blind.decide(words, inputs).roles == seeing.decide(words, without(inputs, FAMILIES)).roles).all()
    assert (blind.decide(words, inputs).roles != seeing.decide(words, inputs).roles).any()


def test_without_reports_nothing_can_be_learnt(encoded: Encoded):
    none = Setting(name="none", says="none", share=0)
    with pytest.raises(ValueError, match="setting none has no report"):
        train_decisions([encoded], set(), none, windows=8)
    assert dataclasses.replace(none, share=1).learns_from(encoded.examples[0].name, set())
