"""The mean of the weights of several checkpoints: python -m training.mean --help.

Networks that went on from the same weights lie in one valley of the loss, and their mean reads as well as the best of them or
better (Wortsman and others 2022, https://arxiv.org/abs/2203.05482). On two cores two runs of one thread each also see twice the
batches that one run of two threads sees.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

PARTS = ("encoder", "parser", "decisions")


def mean(states: Sequence[dict[str, Any]], shares: Sequence[float]) -> dict[str, Any]:
    """A checkpoint whose weights are the weighted mean of others'; what else they hold is taken from the first.

    The larger network's checkpoints have no parser.
    """
    whole = [share / sum(shares) for share in shares]
    mixed = {}
    for part in (name for name in PARTS if name in states[0]):
        own = [state[part] for state in states]
        mixed[part] = {n: sum(w * weights[n].float() for w, weights in zip(whole, own, strict=True)) for n in own[0]}
    return states[0] | mixed


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    args.add_argument("--checkpoints", type=Path, nargs="+", required=True)
    args.add_argument("--shares", type=float, nargs="+", help="what each counts; without it all alike")
    args.add_argument("--out", type=Path, required=True)
    a = args.parse_args()
    torch.save(mean([torch.load(path) for path in a.checkpoints], a.shares or [1.0] * len(a.checkpoints)), a.out)


if __name__ == "__main__":
    main()
