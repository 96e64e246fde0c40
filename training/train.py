"""Train encoder, parser and decisions together: python -m training.train --help."""

from __future__ import annotations

import argparse
import json
import math
import pickle
import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import torch
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn import Parameter, functional

from training.batching import encode, grouped, score
from training.conllu import read_treebank
from training.decisions import Decisions
from training.examples import Example, is_held_out
from training.losses import decision_loss, taught_loss, tree_loss
from training.network import Encoder, Parser, load_config
from training.parse import attachment, batches, chunks, parse_loss, tensors

TREES_EVERY = 4  # batches of reports for one of the treebank
TAUGHT = 0.7  # what a teacher's answers count for beside the gold
KEEP = 0.998  # of the weights' running mean with every step, once it is under way


def one_cycle(done: float) -> float:
    """The rate as a share of its peak, when a share of the work is done: up over the first tenth, then down as a cosine."""
    return 0.04 + 0.96 * done / 0.1 if done < 0.1 else 0.5 * (1 + math.cos(math.pi * (done - 0.1) / 0.9))


class Networks:
    """Encoder, parser and decisions, from a checkpoint."""

    def __init__(self, start: Path, base: Path, *, fresh: bool) -> None:
        state: dict[str, Any] = torch.load(start)
        self.labels = {label: i for i, label in enumerate(state["labels"])}
        config = load_config(base)
        self.encoder = Encoder(config)
        self.parser, self.decisions = Parser(config.hidden_size, len(self.labels)), Decisions(config.hidden_size)
        if "decisions" not in state:  # the parser was trained without marks
            state["encoder"]["marks.weight"] = torch.zeros_like(self.encoder.marks.weight)
        self.encoder.load_state_dict(state["encoder"])
        self.parser.load_state_dict(state["parser"])
        if "decisions" in state and not fresh:
            self.decisions.load_state_dict(state["decisions"])

    @property
    def weights(self) -> list[Parameter]:
        """All that is learnt."""
        return [*self.encoder.parameters(), *self.heads]

    @property
    def heads(self) -> list[Parameter]:
        """What stands on the encoder."""
        return [*self.parser.parameters(), *self.decisions.parameters()]

    def loss(self, batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
        """Of the decisions, and of the trees, over a batch of windows."""
        words = [functional.dropout(w, 0.1) for w in encode(self.encoder, batch)]
        decided = sum(self._decided(w, e) for w, e in zip(words, batch, strict=True)) / len(batch)
        return decided, tree_loss(self.parser, words, batch)  # type: ignore[return-value]

    def _decided(self, words: Tensor, e: Example) -> Tensor:
        """Of the decisions of one window: by the gold and by a teacher's answers, as far as it has them."""
        logits = score(self.decisions, words, e)
        if not e.is_gold:
            return taught_loss(logits, e)
        if e.taught is None:
            return decision_loss(logits, e)
        return (1 - TAUGHT) * decision_loss(logits, e) + TAUGHT * taught_loss(logits, e)

    def save(self, path: Path, **facts: object) -> None:
        """Write a checkpoint."""
        parts = {"encoder": self.encoder, "parser": self.parser, "decisions": self.decisions}
        torch.save({**{name: part.state_dict() for name, part in parts.items()}, "labels": list(self.labels), **facts}, path)


class Average:
    """The running mean of the weights: steadier than their last state."""

    def __init__(self, weights: Sequence[Parameter]) -> None:
        self._weights, self._taken = list(weights), 0
        self._mean = [p.detach().clone() for p in self._weights]

    def take(self) -> None:
        """Count the weights of now in."""
        keep = min(KEEP, (self._taken + 1) / (self._taken + 10))
        self._taken += 1
        torch._foreach_lerp_(self._mean, [p.detach() for p in self._weights], 1 - keep)

    @torch.no_grad()
    def settle(self) -> None:
        """Make the mean the weights."""
        for p, mean in zip(self._weights, self._mean, strict=True):
            p.copy_(mean)


def endless(packed: list[Any]) -> Iterator[Any]:
    """Batches of the treebank, over and over, each time in another order."""
    epoch = 0
    while True:
        yield from batches(packed, 1024, epoch)
        epoch += 1


def read_tokenizer(base: Path) -> Tokenizer:
    """The tokenizer, without cutting off and filling up."""
    tokenizer = Tokenizer.from_file(str(base / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(networks: Networks, treebank: Iterator[Any], a: argparse.Namespace) -> None:
    """Train as the arguments say; a checkpoint after each epoch, the mean of the weights at the end."""
    rng = random.Random(a.seed)
    rated = [(list(networks.encoder.parameters()), a.rate), (networks.heads, a.head_rate)]
    optimiser = torch.optim.AdamW([{"params": weights, "lr": rate} for weights, rate in rated], weight_decay=0.01, fused=True)
    average = Average(networks.weights)
    for epoch in range(a.epochs):
        plain, *variants = a.examples
        chosen = variants[epoch // 2 % len(variants)] if epoch % 2 and variants else plain
        groups = grouped([e for e in pickle.loads(chosen.read_bytes()) if not is_held_out(e.name, a.held_out)], rng)
        began, total = time.time(), 0.0
        for step, batch in enumerate(groups):
            decided, trees = networks.loss(batch)
            total += decided.item()
            (decided + trees).backward()
            if step % TREES_EVERY == 0:
                with torch.autocast("cpu", torch.bfloat16):
                    parse = parse_loss(networks.encoder, networks.parser, tensors(next(treebank), networks.labels))
                parse.backward()
            torch.nn.utils.clip_grad_norm_(networks.weights, 1.0)
            for group, (_, peak) in zip(optimiser.param_groups, rated, strict=True):
                group["lr"] = peak * one_cycle((epoch + step / len(groups)) / a.epochs)
            optimiser.step()
            optimiser.zero_grad()
            average.take()
            if step % 20 == 19:
                print(epoch, step + 1, len(groups), round(total / (step + 1), 3), round(time.time() - began), flush=True)
        told = {"epoch": epoch, "loss": round(total / len(groups), 3), "seconds": round(time.time() - began)}
        print(json.dumps(told), flush=True)
        networks.save(a.out)
    average.settle()


def arguments() -> argparse.Namespace:
    """What was asked for."""
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--start", type=Path, required=True, help="parse.pt")
    args.add_argument("--base", type=Path, required=True)
    args.add_argument("--treebank", type=Path, required=True)
    args.add_argument("--examples", type=Path, nargs="+", required=True, help="lists of variants, the plain text first")
    args.add_argument("--out", type=Path, required=True)
    args.add_argument("--epochs", type=int, default=8)
    args.add_argument("--rate", type=float, default=8e-5)
    args.add_argument("--head-rate", type=float, default=8e-4)
    args.add_argument("--fresh", action="store_true", help="begin the decisions anew, whatever the checkpoint holds")
    args.add_argument("--held-out", type=int, default=0, help="leave out so many tenths of the reports")
    args.add_argument("--seed", type=int, default=1)
    args.add_argument("--threads", type=int, default=2)
    return args.parse_args()


def main() -> None:
    a = arguments()
    torch.manual_seed(a.seed)
    torch.set_num_threads(a.threads)
    networks, tokenizer = Networks(a.start, a.base, fresh=a.fresh), read_tokenizer(a.base)
    trees = [s for n in ("ewt", "gum") for s in read_treebank(a.treebank / f"en_{n}-train.conllu")]
    dev = batches(chunks(list(read_treebank(a.treebank / "en_ewt-dev.conllu")), tokenizer), 8192, None)
    train(networks, endless(chunks(trees, tokenizer)), a)
    parse = attachment(networks.encoder, networks.parser, dev, networks.labels)
    networks.save(a.out, parse=parse)
    print(json.dumps({"parse": parse}))


if __name__ == "__main__":
    main()
