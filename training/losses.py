"""How far the network's answers are from the gold, and its trees from those of the parser that prepared the examples."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from enduse.read.vocabulary import KIND_ROLES, KINDS, ROLES
from training.examples import Example
from training.network import Parser

#: What the answers beside the kind and the roles count.
CATEGORY, MEASURE, STATUS, CERTAINTY = 0.7, 0.5, 0.5, 0.5


def decision_loss(logits: tuple[Tensor, ...], e: Example) -> Tensor:
    kind, category, measure, status, certainty, roles = logits
    n = max(len(e.kind), 1)
    loss = functional.binary_cross_entropy_with_logits(kind, torch.from_numpy(e.kind), reduction="sum")
    loss = loss + functional.cross_entropy(category, torch.from_numpy(e.category), reduction="sum") * CATEGORY
    loss = loss + functional.cross_entropy(measure, torch.from_numpy(e.measure), reduction="sum") * MEASURE
    positive = torch.from_numpy(e.status.sum(-1) > 0)
    if positive.any():
        status_target, certain_target = torch.from_numpy(e.status)[positive], torch.from_numpy(e.certainty)[positive]
        loss = loss + functional.cross_entropy(status[positive], status_target, reduction="sum") * STATUS
        loss = loss + functional.cross_entropy(certainty[positive], certain_target, reduction="sum") * CERTAINTY
    if e.roles:
        loss = loss + role_loss(roles, e)
    return loss / n**0.5


def taught_loss(logits: tuple[Tensor, ...], e: Example) -> Tensor:
    """How far the answers are from those of a larger network (Hinton, Vinyals and Dean 2015, https://arxiv.org/abs/1503.02531).

    What it holds for nothing teaches nothing but that: categories, statuses and roles count as far as it believes the kind.
    """
    assert e.taught is not None
    kind, category, measure, status, certainty, roles = (torch.from_numpy(t).float() for t in e.taught)
    believed = torch.sigmoid(kind)
    some = believed.amax(1)
    loss = functional.binary_cross_entropy_with_logits(logits[0], believed, reduction="sum")
    weighed = zip((category, measure, status, certainty), logits[1:5], (CATEGORY, MEASURE, STATUS, CERTAINTY), strict=True)
    for theirs, ours, weight in weighed:
        loss = loss + (functional.cross_entropy(ours, theirs.softmax(1), reduction="none") * some).sum() * weight
    played = torch.zeros(len(kind), len(ROLES))
    for number, name in enumerate(KINDS):
        played[:, list(KIND_ROLES[name])] = believed[:, number : number + 1]
    apart = functional.cross_entropy(logits[5].flatten(0, 1), roles.flatten(0, 1).softmax(1), reduction="none")
    loss = loss + (apart.unflatten(0, played.shape) * played).sum()
    return loss / max(len(kind), 1) ** 0.5


def tree_loss(parser: Parser, words: Sequence[Tensor], batch: Sequence[Example]) -> Tensor:
    """What the parser that prepared the examples says of them: so that it is not forgotten on the kind of text that is read."""
    width = (max(len(w) for w in words) + 63) // 64 * 64
    padded = torch.stack([functional.pad(w, (0, 0, 0, width - len(w))) for w in words])
    sentence = torch.zeros(len(words), width, dtype=torch.long)
    tags, heads, labels = (torch.full((len(words), width), -100) for _ in range(3))
    for b, e in enumerate(batch):
        n = len(e.first)
        sentence[b, :n], tags[b, :n] = torch.from_numpy(e.sentence), torch.from_numpy(e.tags)
        heads[b, :n], labels[b, :n] = torch.from_numpy(e.heads), torch.from_numpy(e.labels)
    tag, arcs, dependents, above = parser(padded, sentence)
    relations = parser.relations(dependents, above, heads.clamp(min=0))
    loss = functional.cross_entropy(arcs.flatten(0, 1), heads.flatten())
    loss = loss + functional.cross_entropy(relations.flatten(0, 1), labels.flatten())
    return loss + 0.3 * functional.cross_entropy(tag.flatten(0, 1), tags.flatten())


def role_loss(roles: Tensor, e: Example) -> Tensor:
    """Each gold actor's share of the choice among mentions and nobody; any of its mentions will do."""
    rows = roles[[r[0] for r in e.roles], [r[1] for r in e.roles]]
    groups = torch.from_numpy(np.stack([r[2] for r in e.roles]))
    most = max(len(r[3]) for r in e.roles)
    shares = torch.from_numpy(np.stack([np.pad(r[3], (0, most - len(r[3]))) for r in e.roles]))
    rows = rows.masked_fill(groups < 0, -1e4)
    total = torch.logsumexp(rows, 1)
    loss = rows.new_zeros(())
    for g in range(most):
        own = torch.logsumexp(rows.masked_fill(groups != g + 1, -1e4), 1)
        told = (groups == g + 1).any(1)  # an actor of the gold that has no mention here teaches nothing
        loss = loss + (shares[:, g] * (total - own))[told].sum()
    return loss
