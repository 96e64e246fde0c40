"""Windows of reports in batches of like length, and the network's answer to them."""

from __future__ import annotations

import random
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from training.decisions import Decisions
from training.examples import Example

BUDGET = 1536  # sub-words of a batch


def encode(encoder: nn.Module, batch: Sequence[Example], *, fill: bool = True) -> list[Tensor]:
    """Word vectors of each example's window; `fill` adds empty windows to a small batch, so that there are few shapes."""
    size = rounded(max(len(e.ids) for e in batch))
    width = (max(len(e.first) for e in batch) + 63) // 64 * 64
    rows = max(len(batch), BUDGET // size) if fill else len(batch)
    ids = torch.zeros(rows, size, dtype=torch.long)
    mask, first = torch.zeros_like(ids), torch.zeros(rows, width, dtype=torch.long)
    mask[len(batch) :, 0] = 1
    marks = torch.zeros(rows, size, batch[0].marks.shape[1], dtype=torch.long)
    for b, e in enumerate(batch):
        ids[b, : len(e.ids)] = torch.from_numpy(e.ids)
        mask[b, : len(e.ids)] = 1
        first[b, : len(e.first)] = torch.from_numpy(e.first)
        marks[b, : len(e.ids)] = torch.from_numpy(e.marks)
    with torch.autocast("cpu", torch.bfloat16):
        words = encoder(ids, mask, marks, first)
    return [w[: len(e.first)].float() for w, e in zip(words, batch, strict=False)]


def score(decisions: Decisions, words: Tensor, e: Example) -> tuple[Tensor, ...]:
    return decisions(words, *(torch.from_numpy(a) for a in e.inputs.arrays))


def rounded(length: int) -> int:
    """A multiple of 64: few shapes, because the kernels are made anew for every shape."""
    return (length + 63) // 64 * 64


def grouped(examples: Sequence[Example], rng: random.Random) -> list[list[Example]]:
    """Batches of windows of like length, in random order."""
    order = sorted(rng.sample(list(examples), len(examples)), key=lambda e: rounded(len(e.ids)))
    groups: list[list[Example]] = []
    for e in order:
        length = rounded(len(e.ids))
        if not groups or rounded(len(groups[-1][0].ids)) != length or len(groups[-1]) == max(1, BUDGET // length):
            groups.append([])
        groups[-1].append(e)
    rng.shuffle(groups)
    return groups
