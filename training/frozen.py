"""Decisions learnt anew on word vectors that stay as they are, and a network that reads with them."""

from __future__ import annotations

import copy
import itertools
import random
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

from enduse.read.inputs import DecisionInputs
from enduse.read.network import Floats, Network, Parsed, Scores, scores_of
from enduse.read.sentences import Sentence
from training.batching import score
from training.decisions import Decisions
from training.examples import Example
from training.families import without
from training.losses import decision_loss
from training.settings import Setting
from training.train import one_cycle
from training.vectors import Encoded

BATCH = 8  # windows a step
RATE = 1.2e-3
LINE = 50  # steps between two points of the learning curve
Losses = list[dict[str, float]]


class Alone(nn.Module):
    """In the place of `Context`: every mention stays as it is."""

    def forward(self, left: Tensor, right: Tensor, *_: object) -> tuple[Tensor, Tensor]:
        """The two as they came."""
        return left, right


def new_decisions(width: int, setting: Setting) -> Decisions:
    """Untrained decisions as a setting has them."""
    decisions = Decisions(width)
    if not setting.context:
        decisions.context = Alone()
    return decisions


def train_decisions(
    variants: Sequence[Encoded], gold: Collection[str], setting: Setting, *, windows: int
) -> tuple[Decisions, Losses]:
    """Learn decisions; every setting sees as many windows, however many reports it learns from.

    Args:
        variants: the plain text first, then the variants.
        gold: names of the reports of the gold set.
        setting: what to learn from and what to see.
        windows: how many windows to learn from, some of them again.

    Returns:
        the decisions with the running mean of their weights, and the losses on the way.
    """
    torch.manual_seed(setting.seed)
    rng = random.Random(setting.seed)
    decisions = new_decisions(variants[0].vectors.shape[1], setting)
    steps = max(1, windows // BATCH)
    optimiser = torch.optim.AdamW(decisions.parameters(), lr=RATE, weight_decay=0.01, fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: one_cycle(step / steps))
    mean = AveragedModel(decisions, multi_avg_fn=get_ema_multi_avg_fn(0.99))
    order = _order(variants, gold, setting, rng)
    curve: Losses = []
    total = 0.0
    for step in range(1, steps + 1):
        batch = list(itertools.islice(order, BATCH))
        losses = [decision_loss(score(decisions, functional.dropout(words, 0.1), e), e) for words, e in batch]
        loss = torch.stack(losses).mean()
        loss.backward()
        nn.utils.clip_grad_norm_(decisions.parameters(), 1.0)
        optimiser.step(), schedule.step(), optimiser.zero_grad()
        mean.update_parameters(decisions)
        total += loss.item()
        if step % LINE == 0:
            curve.append({"windows": step * BATCH, "loss": round(total / LINE, 3)})
            total = 0.0
    return mean.module.eval(), curve


def _order(
    variants: Sequence[Encoded], gold: Collection[str], setting: Setting, rng: random.Random
) -> Iterator[tuple[Tensor, Example]]:
    """Windows without end: a variant, then the plain text, then the next variant."""
    seen = [[n for n, e in enumerate(v.examples) if setting.learns_from(e.name, gold)] for v in variants]
    if not seen[0]:
        raise ValueError(f"setting {setting.name} has no report to learn from")
    others = list(range(1, len(variants))) if setting.variants else []
    for turn in itertools.count():
        number = others[turn // 2 % len(others)] if others and turn % 2 == 0 else 0
        for n in rng.sample(seen[number], len(seen[number])):
            e = variants[number].examples[n]
            if setting.dropped:
                e = copy.copy(e)
                e.inputs = without(e.inputs, setting.dropped)
            yield variants[number].words(n), e


class FrozenNetwork(Network):
    """A model folder's encoder with decisions in PyTorch, which see what their setting lets them see.

    Args:
        folder: the model folder.
        decisions: what decides.
        dropped: the families of features that it does not see.
        parsed: windows parsed already by this encoder, added to; share it to parse every report once.
    """

    def __init__(
        self,
        folder: Path,
        decisions: Decisions,
        *,
        dropped: Collection[str] = (),
        parsed: dict[object, list[Parsed]] | None = None,
    ) -> None:
        super().__init__(folder)
        self._torch, self._dropped = decisions.eval(), tuple(dropped)
        self._parsed = {} if parsed is None else parsed

    def parse(
        self, sentences: Sequence[Sentence], word_marks: Sequence[Sequence[int]], *, worth: Sequence[bool] | None = None
    ) -> list[Parsed]:
        """Parse as the network does, or remember it."""
        key = (tuple(sentences), None if worth is None else tuple(worth))
        if key not in self._parsed:
            self._parsed[key] = super().parse(sentences, word_marks, worth=worth)
        return self._parsed[key]

    def decide(self, words: Floats, inputs: DecisionInputs) -> Scores:
        """Score every decision on the anchors of one window."""
        seen = without(inputs, self._dropped)
        with torch.inference_mode():
            logits = self._torch(torch.from_numpy(words), *(torch.from_numpy(a) for a in seen.arrays))
        return scores_of(np.asarray(x.numpy()) for x in logits)
