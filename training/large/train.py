"""Train the larger encoder and its decisions for a given time: python -m training.large.train --help."""

from __future__ import annotations

import argparse
import math
import pickle
import random
import time
from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import Parameter, functional

from training.batching import encode, grouped, score
from training.decisions import Decisions
from training.examples import Example, is_held_out
from training.large.network import LargeEncoder
from training.large.start import begin
from training.large.unpack import resume
from training.losses import decision_loss, taught_loss

RATE, HEAD_RATE, MARKS_RATE = 5e-5, 6e-4, 2e-4
DECAY = 0.93  # of the rate with each layer further down
WARM = 0.06  # share of the time in which the rate rises
KEEP, EVERY = 0.99, 5  # the running mean of the weights: what is kept of it, and after how many steps it is taken
SAVE = 1200  # seconds from one checkpoint to the next


class Run:
    """The networks in training; `rate` is a share of the usual rates, `taught` what written answers count beside the gold."""

    def __init__(self, encoder: LargeEncoder, decisions: Decisions, *, rate: float = 1.0, taught: float = 0.0) -> None:
        self.encoder, self.decisions, self._taught = encoder, decisions, taught
        above = encoder.above
        groups = [(list(decisions.parameters()), HEAD_RATE), (list(encoder.marks.parameters()), MARKS_RATE)]
        groups += [(list(layer.parameters()), RATE * DECAY ** (len(above) - 1 - i)) for i, layer in enumerate(above)]
        self.peaks = [rate * usual for _, usual in groups]
        self.weights: list[Parameter] = [p for own, _ in groups for p in own]
        self.optimiser = torch.optim.AdamW([{"params": own} for own, _ in groups], weight_decay=0.01, fused=True)
        self._mean, self._steps = [p.detach().clone() for p in self.weights], 0

    def step(self, batch: Sequence[Example], done: float) -> float:
        """Learn from a batch when a share of the work is done."""
        words = [functional.dropout(w, 0.1) for w in encode(self.encoder, batch, fill=False)]
        loss = torch.stack([self._lost(w, e) for w, e in zip(words, batch, strict=True)]).mean()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.weights, 1.0)
        for group, peak in zip(self.optimiser.param_groups, self.peaks, strict=True):
            group["lr"] = peak * rate_at(done)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self._steps += 1
        if self._steps % EVERY == 0:
            taken = self._steps // EVERY
            torch._foreach_lerp_(self._mean, [p.detach() for p in self.weights], 1 - min(KEEP, (taken + 1) / (taken + 10)))
        return loss.item()

    def _lost(self, words: Tensor, e: Example) -> Tensor:
        logits = score(self.decisions, words, e)
        loss = decision_loss(logits, e)
        return loss if e.taught is None or not self._taught else loss.lerp(taught_loss(logits, e), self._taught)

    @torch.no_grad()
    def save(self, path: Path, held: Sequence[Example]) -> float:
        """Write the mean of the weights; what it loses on the reports left out is returned."""
        kept = [p.clone() for p in self.weights]
        for p, mean in zip(self.weights, self._mean, strict=True):
            p.copy_(mean)
        encoder = {name: weight.bfloat16() for name, weight in self.encoder.state_dict().items()}
        torch.save({"encoder": encoder, "decisions": self.decisions.state_dict()}, path)
        self.encoder.eval(), self.decisions.eval()
        batches = grouped(held, random.Random(0))
        lost = [
            decision_loss(score(self.decisions, w, e), e).item()
            for b in batches
            for w, e in zip(encode(self.encoder, b, fill=False), b, strict=True)
        ]
        self.encoder.train(), self.decisions.train()
        for p, own in zip(self.weights, kept, strict=True):
            p.copy_(own)
        return sum(lost) / len(lost)


def rate_at(done: float) -> float:
    """The rate as a share of its peak: up over the first part, then down as a cosine, never to nothing."""
    return 0.04 + 0.96 * done / WARM if done < WARM else 0.02 + 0.49 * (1 + math.cos(math.pi * (done - WARM) / (1 - WARM)))


def stream_of(plain: Sequence[Example], *variants: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """All batches of a run: the plain reports, then each list of variants with the plain ones of the gold set and `g` again."""
    again = [e for e in plain if e.name[0] in "tg"]
    return [*grouped(plain, rng), *(batch for own in variants for batch in grouped([*own, *again], rng))]


def train(run: Run, stream: Sequence[Sequence[Example]], held: Sequence[Example], *, seconds: float, out: Path) -> None:
    """Train on every batch of a stream, or for so long; the rate falls as either draws to its end."""
    began, total, next_save = time.time(), 0.0, SAVE
    for number, batch in enumerate(stream):
        done = max((time.time() - began) / seconds, number / len(stream))
        if done >= 1:
            break
        total += run.step(batch, done)
        if number % 20 == 19:
            print(number + 1, len(stream), round(total / 20, 3), round(time.time() - began), flush=True)
            total = 0.0
        if time.time() - began > next_save:
            next_save += SAVE
            print("left out", round(run.save(out, held), 3), flush=True)
    print("left out", round(run.save(out, held), 3), flush=True)


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    args.add_argument("--examples", type=Path, nargs="+", required=True, help="lists of variants, the plain text first")
    args.add_argument("--minutes", type=float, default=90)
    args.add_argument("--start", type=Path, help="a checkpoint, or a folder of a written network, to go on from")
    args.add_argument("--rate", type=float, default=1.0, help="share of the usual rates, for going on")
    args.add_argument(
        "--taught", type=float, default=0.0, help="what answers that `training.large.answer` wrote count beside the gold"
    )
    args.add_argument("--threads", type=int, default=2)
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--out", type=Path, required=True)
    a = args.parse_args()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    encoder, decisions = begin(a.base)
    if a.start:
        resume(a.start, encoder, decisions)
    lists = [pickle.loads(path.read_bytes()) for path in a.examples]
    held = [e for e in lists[0] if is_held_out(e.name, 1) and len(e.kind)]
    learnt = [[e for e in own if not is_held_out(e.name, 1)] for own in lists]
    stream = stream_of(*learnt, rng=random.Random(a.seed))
    train(Run(encoder, decisions, rate=a.rate, taught=a.taught), stream, held, seconds=60 * a.minutes, out=a.out)


if __name__ == "__main__":
    main()
