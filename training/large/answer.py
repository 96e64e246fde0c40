"""Write examples again with what the larger network answers, to teach the small one: python -m training.large.answer --help."""

from __future__ import annotations

import argparse
import dataclasses
import pickle
import random
from collections.abc import Sequence
from pathlib import Path

import torch

from training.batching import encode, grouped, score
from training.decisions import Decisions
from training.examples import Example
from training.large.network import LargeEncoder
from training.large.start import begin
from training.large.unpack import resume


@torch.no_grad()
def answered(encoder: LargeEncoder, decisions: Decisions, examples: Sequence[Example]) -> list[Example]:
    """The examples with the network's answers (`losses.taught_loss`), in their order."""
    place = {id(e): number for number, e in enumerate(examples)}
    out = list(examples)
    for batch in grouped(examples, random.Random(0)):
        for words, e in zip(encode(encoder, batch), batch, strict=True):
            taught = tuple(answer.half().numpy() for answer in score(decisions, words, e))
            out[place[id(e)]] = dataclasses.replace(e, taught=taught)
    return out


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--network", type=Path, required=True, help="a checkpoint, or a folder of a written network")
    args.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    args.add_argument("--examples", type=Path, nargs="+", required=True)
    args.add_argument("--out", type=Path, required=True, help="folder to write")
    a = args.parse_args()
    encoder, decisions = begin(a.base)
    resume(a.network, encoder, decisions)
    encoder.eval(), decisions.eval()
    a.out.mkdir(parents=True, exist_ok=True)
    for path in a.examples:
        made = answered(encoder, decisions, pickle.loads(path.read_bytes()))
        (a.out / path.name).write_bytes(pickle.dumps(made))
        print(path.name, len(made), flush=True)


if __name__ == "__main__":
    main()
