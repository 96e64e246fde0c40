"""Set what the larger network's scores count and the thresholds of both together: python -m training.large.weigh --help.

Both are set on the training reports that neither network has learnt from; again whenever the shipped network
changes.
"""

from __future__ import annotations

import argparse
import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from enduse.read.analysis import analyse
from enduse.read.decide import Thresholds, load_thresholds
from enduse.read.large import SecondNetwork, mixed
from enduse.read.network import Network, Scores
from training.examples import is_held_out, read_gold
from training.export import write_card
from training.measure import Scored, f1, gold_tuples, read_all, read_tuples, tune
from training.prepare import training_document

SHARES = (0.0, 0.4, 0.5, 0.6, 0.7, 0.8, 1.0)
START = load_thresholds()
Pair = tuple[Scores, Scores]
Gold = dict[str, list[dict[str, Any]]]


def scores_of_both(own: Network, second: SecondNetwork, name: str, text: str) -> tuple[Scored, list[Pair]]:
    """A report as the shipped network alone reads it, and both networks' scores of its windows."""
    analysis = analyse(training_document(name, text), own)
    made = [(inputs, own.decide(analysis.vectors(inputs), inputs)) for inputs in analysis.inputs()]
    return (name, analysis, made), [(scores, second.decide(inputs)) for inputs, scores in made]


def at_share(both: Sequence[tuple[Scored, list[Pair]]], share: float) -> list[Scored]:
    """The reports with the scores that count at a share."""
    return [
        (name, analysis, [(i, mixed(*pair, share)) for (i, _), pair in zip(made, pairs, strict=True)])
        for (name, analysis, made), pairs in both
    ]


def measured(scored: Sequence[Scored], gold: Gold, thresholds: Thresholds) -> dict[str, float]:
    """Core F1, precision and recall."""
    read = read_all(scored, thresholds)
    return f1((gold_tuples(gold[name]), read_tuples(read[name])) for name, _, _ in scored)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, required=True, help="folder of the larger network, to whose card both are added")
    args.add_argument("--reports", type=Path, required=True, nargs="+")
    args.add_argument("--gold", type=Path, required=True, nargs="+")
    a = args.parse_args()
    own, second = Network(threads=2), SecondNetwork(a.model, threads=2)
    gold: Gold = {}
    both = []
    for folder, rows in zip(a.reports, a.gold, strict=True):
        wanted = {name: found for name, found in read_gold(rows).items() if is_held_out(name, 1)}
        gold |= wanted
        both += [scores_of_both(own, second, n, (folder / n).read_bytes().decode()) for n in sorted(wanted)]
    found = {share: measured(at_share(both, share), gold, START) for share in SHARES}
    print(json.dumps(found), flush=True)
    best = max(found, key=lambda share: found[share]["f1"])
    thresholds = tune(at_share(both, best), gold, START)
    figures = measured(at_share(both, best), gold, thresholds)
    (a.model / "thresholds.json").write_text(json.dumps(dataclasses.asdict(thresholds), indent=1) + "\n", encoding="utf-8")
    card = json.loads((a.model / "card.json").read_text(encoding="utf-8"))
    write_card(a.model, {**card, "share": best, "reports left out": figures})
    print(json.dumps({"share": best, **figures}))


if __name__ == "__main__":
    main()
