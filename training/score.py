"""Score a network's folder on gold sets and say what went wrong: python -m training.score --model DIR --out RUN.

Reads the reports as `enduse read` does, with the thresholds that lie in the folder, and leaves in RUN: `config.json` (the
model and the data by digest, versions, seeds), `scores.json` (core and full figures, by kind, by field, by where the parties
are named; the learning curve, if a log is given) and `errors.jsonl` (each error with document, quote, gold, reading and
cause). `held-out` are the reports of `train` that nothing is learnt from; figures on the rest of `train` say nothing of
unseen text.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

from enduse.read.decide import Thresholds, load_thresholds
from enduse.read.embedded import EmbeddedReader
from enduse.read.network import Network
from training.readings import HELD_OUT, load_set, read_set
from training.runs import error_table, learning_curve, model_facts, write_run

SHIPPED = Path(__file__).resolve().parent.parent / "src" / "enduse" / "read" / "model"


def thresholds_of(folder: Path) -> Thresholds:
    """The thresholds of a model folder; those that ship where it has none."""
    path = folder / "thresholds.json"
    return Thresholds(**json.loads(path.read_text(encoding="utf-8"))) if path.exists() else load_thresholds()


def main(arguments: Sequence[str] | None = None) -> None:
    """Read, score, write the run and print it."""
    parser = argparse.ArgumentParser(
        prog="python -m training.score", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--model", type=Path, default=SHIPPED, help="folder of the ONNX files; the shipped one unless given")
    parser.add_argument("--sets", nargs="+", default=["dev", HELD_OUT], metavar="SET", help="dev, seeds, train, held-out")
    parser.add_argument("--out", type=Path, required=True, metavar="RUN")
    parser.add_argument("--log", type=Path, help="what training printed, for the learning curve")
    parser.add_argument("--limit", type=int, help="read only the first so many reports of each set")
    a = parser.parse_args(arguments)
    thresholds = thresholds_of(a.model)
    reader = EmbeddedReader(network=Network(a.model, threads=2), thresholds=thresholds)
    data = [load_set(name, limit=a.limit) for name in a.sets]
    config = {
        "model": model_facts(a.model),
        "reader": reader.name,
        "thresholds": {"kind": dict(thresholds.kind), "nobody": thresholds.nobody, "further": thresholds.further},
        "limit": a.limit,
    }
    curve = learning_curve(a.log) if a.log is not None else []
    scores = write_run(a.out, {s.name: read_set(s, reader) for s in data}, data=data, config=config, curve=curve)
    for name, row in scores.items():
        core, full = row["core"], row["full"]
        print(f"{name}: core P {core['precision']:.3f} R {core['recall']:.3f} F1 {core['f1']:.3f}, full F1 {full['f1']:.3f}")
        print("  " + ", ".join(f"{kind} {counts['f1']:.3f}" for kind, counts in row["kinds"].items()))
        print("  " + ", ".join(f"{field} {counts['share']:.3f} of {counts['of']}" for field, counts in row["fields"].items()))
        print("  read by place: " + ", ".join(f"{p} {c['share']:.2f} of {c['of']}" for p, c in row["constructions"].items()))
    print(error_table(scores))


if __name__ == "__main__":
    main()
