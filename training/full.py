"""The whole network trained anew without one fold of the gold set, for figures on the folds that are not optimistic."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
from collections.abc import Collection, Sequence
from pathlib import Path

from training.__main__ import SETTINGS
from training.examples import Example
from training.export import export_checkpoint
from training.settings import Setting


def train_without(
    setting: Setting,
    gold: Collection[str],
    examples: Sequence[Path],
    *,
    checkpoint: Path,
    base: Path,
    treebank: Path,
    epochs: int,
    out: Path,
) -> Path:
    """Train encoder, parser and decisions on the reports that a setting learns from, by `training.train`.

    Args:
        setting: a fold; which reports it leaves out.
        gold: names of the gold set.
        examples: lists of variants, the plain text first.
        checkpoint: of `training.parse`: nothing in it has seen a report.
        base: folder of the base weights.
        treebank: folder of the treebanks, which the parser goes on learning.
        epochs: how many.
        out: folder for the examples left, the checkpoint and the model.

    Returns:
        the folder of the trained model.
    """
    out.mkdir(parents=True, exist_ok=True)
    kept = []
    for path in examples:
        made: list[Example] = pickle.loads(path.read_bytes())
        kept.append(out / path.name)
        kept[-1].write_bytes(pickle.dumps([e for e in made if setting.learns_from(e.name, gold)]))
    network = out / "network.pt"
    words = ["--start", checkpoint, "--base", base, "--treebank", treebank, "--out", network, "--epochs", epochs]
    command = [sys.executable, "-m", "training.train", *map(str, words), "--held-out", "1", "--seed", str(setting.seed)]
    root = Path(__file__).resolve().parent.parent
    subprocess.run([*command, "--examples", *map(str, kept)], check=True, env=os.environ | SETTINGS, cwd=root)
    for path in kept:
        path.unlink()
    export_checkpoint(network, base, out / "model")
    return out / "model"
