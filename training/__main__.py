"""Build the network that ships with Enduse from the base weights, the treebanks and the training reports.

    python -m training --treebank DIR [--work DIR]

1. parse: the encoder and the parser learn the treebanks; 2. prepare: the training reports and variants of them about other
actors are analysed; 3. train: encoder, parser and decisions learn them together; 4. export: ONNX with int8 weights;
5. measure: thresholds are set on the tenth of the reports that was left out; 6. credit: the weights by which speakers are
chosen are learnt on the vectors of what was exported; 7. the card is written.
Two cores take about an hour.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from training.base import unpack_base
from training.card import card_facts
from training.export import export_checkpoint, write_card

HERE = Path(__file__).resolve().parent.parent
MODEL = HERE / "src" / "enduse" / "read" / "model"
GOLD = HERE / "evaluation" / "gold"
MORE = HERE / "training" / "reports"  # written later than the gold sets, for what the reader failed on
#: PyTorch's CPU kernels keep a cache for every new shape, and glibc gives memory back only to ask for it again.
SETTINGS = {
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "64",
    "MALLOC_ARENA_MAX": "2",
    "MALLOC_MMAP_MAX_": "0",
    "MALLOC_TRIM_THRESHOLD_": "20000000000",
}


def run(module: str, *words: object) -> None:
    command = [sys.executable, "-m", f"training.{module}", *map(str, words)]
    subprocess.run(command, check=True, env=os.environ | SETTINGS, cwd=HERE)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    treebank = HERE.parent / "shared" / "data" / "treebank"
    args.add_argument("--treebank", type=Path, default=treebank, help="folder of en_{ewt,gum}-*.conllu")
    args.add_argument("--work", type=Path, default=HERE / "build" / "model")
    args.add_argument("--variants", type=int, default=4)
    args.add_argument("--epochs", type=int, default=12)
    a = args.parse_args()
    a.work.mkdir(parents=True, exist_ok=True)
    base = unpack_base(a.work / "base")
    run("parse", "--treebank", a.treebank, "--base", base, "--out", a.work / "parse.pt")
    parser_only = a.work / "parser"
    export_checkpoint(a.work / "parse.pt", base, parser_only)
    reports = ("--reports", GOLD / "train", MORE, "--gold", GOLD / "train.gold.jsonl", MORE.with_suffix(".gold.jsonl"))
    trees = sorted(a.treebank.glob("en_*-train.conllu"))
    run(
        "prepare",
        *reports,
        "--treebank",
        *trees,
        "--model",
        parser_only,
        "--out",
        a.work / "examples",
        "--variants",
        a.variants,
    )
    examples = sorted((a.work / "examples").glob("v*.pkl"))
    run("train", "--start", a.work / "parse.pt", "--base", base, "--treebank", a.treebank, "--out", a.work / "network.pt",
        "--epochs", a.epochs, "--held-out", 1, "--examples", *examples)  # fmt: skip
    built = a.work / "built"
    export_checkpoint(a.work / "network.pt", base, built)
    run("measure", *reports, "--model", built, "--out", a.work / "thresholds.json")
    shutil.copy(a.work / "thresholds.json", built / "thresholds.json")
    run("credit", *reports, "--model", built)
    write_card(built, card_facts(a.work, a.treebank, GOLD, MORE.with_suffix(".gold.jsonl")))
    MODEL.mkdir(parents=True, exist_ok=True)
    for file in built.iterdir():
        shutil.copy(file, MODEL / file.name)
    print(json.dumps({"written": str(MODEL.relative_to(HERE))}))


if __name__ == "__main__":
    main()
