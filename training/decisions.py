"""The reader's decisions in PyTorch: which candidates are stated to be supplied, used or restricted, and by and to whom.

Every anchor (an item or measure mention) is seen through its first and last word and the two words above it in the parse; every
actor through its first and last word. Mentions then look at each other (`Context`): "the deal" at the jets named before, a verb
without a subject at who was spoken of. A role is a choice among all actor mentions of the window and nobody.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES
from enduse.read.vocabulary import KINDS, MARKS, PAIR_BUCKETS, ROLES

STATUSES = [f"{kind}:{status}" for kind in KINDS for status in STAGES[kind]]
NEVER = -1e4


HEADS = 4
_STEPS = (1, 4, 8, 16, 32, 64, 128, 256)  # words apart


class Context(nn.Module):
    """Lets the mentions of a window look at each other: near or far, alike or not, joined by a frame or not."""

    def __init__(self, size: int, pair: int, layers: int = 2, dropout: float = 0.2) -> None:
        super().__init__()
        self.apart = nn.Embedding(4 * 2 * (len(_STEPS) + 1), layers * HEADS)
        self.same = nn.Linear(1, layers * HEADS, bias=False)
        self.known = nn.Linear(pair, 2 * layers * HEADS, bias=False)
        self.layers = nn.ModuleList(_Layer(size, dropout) for _ in range(layers))

    def forward(
        self, left: Tensor, right: Tensor, known: Tensor, positions: tuple[Tensor, Tensor], groups: tuple[Tensor, Tensor]
    ) -> tuple[Tensor, Tensor]:
        """left [I, D] and right [J, D] are anchors and actors; known [I, J, P] features of their pairs.

        `positions` are their first words, `groups` the anchors' categories and the actors' numbers: equal numbers, same thing.
        """
        count = left.shape[0]
        place = torch.cat(positions)
        kind = torch.cat([torch.zeros_like(positions[0]), torch.ones_like(positions[1])])
        group = torch.cat([groups[0], groups[1] + MARKS])
        gap = place.unsqueeze(0) - place.unsqueeze(1)
        step = sum(((gap.abs() >= s).long() for s in _STEPS), torch.zeros_like(gap)) + (gap < 0).long() * (len(_STEPS) + 1)
        block = (kind.unsqueeze(1) * 2 + kind.unsqueeze(0)) * 2 * (len(_STEPS) + 1)
        bias = self.apart(block + step) + self.same((group.unsqueeze(0) == group.unsqueeze(1)).float().unsqueeze(-1))
        there, back = self.known(known).chunk(2, -1)
        above = torch.cat([torch.zeros_like(bias[:count, :count]), there], 1)
        below = torch.cat([back.transpose(0, 1), torch.zeros_like(bias[count:, count:])], 1)
        bias = (bias + torch.cat([above, below], 0)).permute(2, 0, 1)
        states = torch.cat([left, right])
        for number, layer in enumerate(self.layers):
            states = layer(states, bias[number * HEADS : (number + 1) * HEADS])
        return states[:count], states[count:]


class _Layer(nn.Module):
    def __init__(self, size: int, dropout: float) -> None:
        super().__init__()
        self.before, self.between = nn.LayerNorm(size), nn.LayerNorm(size)
        self.parts, self.out = nn.Linear(size, 3 * size), nn.Linear(size, size)
        self.wide = nn.Sequential(nn.Linear(size, 2 * size), nn.GELU(), nn.Dropout(dropout), nn.Linear(2 * size, size))
        self.dropout = nn.Dropout(dropout)
        for last in (self.out, self.wide[3]):  # at first every mention stands alone
            nn.init.zeros_(last.weight), nn.init.zeros_(last.bias)

    def forward(self, states: Tensor, bias: Tensor) -> Tensor:
        query, key, value = (x.unflatten(-1, (HEADS, -1)).transpose(0, 1) for x in self.parts(self.before(states)).chunk(3, -1))
        weights = torch.softmax(query @ key.transpose(1, 2) / query.shape[-1] ** 0.5 + bias, -1)
        states = states + self.dropout(self.out((self.dropout(weights) @ value).transpose(0, 1).flatten(1)))
        return states + self.dropout(self.wide(self.between(states)))


class Decisions(nn.Module):
    """From word vectors, mention positions and pair features to the scores of every decision."""

    def __init__(self, width: int, size: int = 256, pair: int = 128) -> None:
        super().__init__()
        self.types = nn.Embedding(MARKS, 64)
        self.anchor = nn.Sequential(
            nn.Linear(4 * width + 64 + pair, size),
            nn.GELU(),
            nn.LayerNorm(size),
            nn.Dropout(0.3),
            nn.Linear(size, size),
            nn.GELU(),
        )
        self.actor = nn.Sequential(nn.Linear(2 * width + 64, size), nn.GELU(), nn.LayerNorm(size), nn.Dropout(0.3))
        self.kind = nn.Linear(size, len(KINDS))
        self.category = nn.Linear(size, len(CATEGORIES))
        self.measure = nn.Linear(size, len(MEASURES))
        self.status = nn.Linear(size, len(STATUSES))
        self.certainty = nn.Linear(size, len(CERTAINTIES))
        self.context = Context(size, pair)
        self.features = nn.Embedding(PAIR_BUCKETS, pair, padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.02)
        self.left, self.right = nn.Linear(size, pair), nn.Linear(size, pair)
        self.pair = nn.Sequential(nn.GELU(), nn.Dropout(0.2), nn.Linear(pair, len(ROLES)))
        self.nobody = nn.Linear(size, len(ROLES))
        self.query = nn.Linear(size, len(ROLES) * 64)
        self.key = nn.Linear(size, len(ROLES) * 64)

    def forward(
        self,
        words: Tensor,
        anchors: Tensor,
        anchor_types: Tensor,
        anchor_features: Tensor,
        actors: Tensor,
        actor_types: Tensor,
        actor_numbers: Tensor,
        pairs: Tensor,
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """words [W, H]; anchors [I, 4] and actors [J, 2] word positions; types [I, T], [J, T]; anchor_features
        [I, G] buckets; actor_numbers [J],
        equal for mentions of one actor; pairs [I, J, F] feature buckets.

        Returns logits: kind [I, K], category [I, C], measure [I, M], status [I, S], certainty [I, 3], roles [I, R, 1 + J].
        """
        own = (self.features(anchor_features) * (anchor_features > 0).unsqueeze(-1)).sum(1)
        left = self.anchor(torch.cat([words[anchors].flatten(1), self.types(anchor_types).sum(1), own], -1))
        right = self.actor(torch.cat([words[actors].flatten(1), self.types(actor_types).sum(1)], -1))
        if torch.onnx.is_in_onnx_export():
            known = (self.features(pairs) * (pairs > 0).unsqueeze(-1)).sum(2)
        else:  # the same sum, without the memory
            bags = functional.embedding_bag(pairs.flatten(0, 1), self.features.weight, mode="sum", padding_idx=0)
            known = bags.unflatten(0, pairs.shape[:2])
        groups = (anchor_types[:, 0], actor_numbers)
        left, right = self.context(left, right, known, (anchors[:, 0], actors[:, 0]), groups)
        mixed = self.pair(self.left(left).unsqueeze(1) + self.right(right).unsqueeze(0) + known)
        query = self.query(left).unflatten(-1, (len(ROLES), 64))
        key = self.key(right).unflatten(-1, (len(ROLES), 64))
        scores = mixed.permute(0, 2, 1) + torch.einsum("ird,jrd->irj", query, key) / 8.0
        roles = torch.cat([self.nobody(left).unsqueeze(-1), scores], -1)
        return self.kind(left), self.category(left), self.measure(left), self.status(left), self.certainty(left), roles
