"""The reader's decisions in PyTorch: which candidates are stated to be supplied, used or restricted, and by and to whom.

Every anchor (an item or measure mention) is seen through its first and last word and the two words above it in the parse; every
actor through its first and last word. A role is a choice among all actor mentions of the window and nobody.
"""

from __future__ import annotations

import torch
from torch import Tensor, nn
from torch.nn import functional

from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES
from enduse.read.vocabulary import KINDS, MARKS, PAIR_BUCKETS, ROLES

STATUSES = [f"{kind}:{status}" for kind in KINDS for status in STAGES[kind]]
NEVER = -1e4


class Decisions(nn.Module):
    """From word vectors, mention positions and pair features to the scores of every decision."""

    def __init__(self, width: int, size: int = 256, pair: int = 192) -> None:
        super().__init__()
        self.types = nn.Embedding(MARKS, 64)
        self.anchor = nn.Sequential(
            nn.Linear(4 * width + 64, size), nn.GELU(), nn.LayerNorm(size), nn.Dropout(0.3), nn.Linear(size, size), nn.GELU()
        )
        self.actor = nn.Sequential(nn.Linear(2 * width + 64, size), nn.GELU(), nn.LayerNorm(size), nn.Dropout(0.3))
        self.kind = nn.Linear(size, len(KINDS))
        self.category = nn.Linear(size, len(CATEGORIES))
        self.measure = nn.Linear(size, len(MEASURES))
        self.status = nn.Linear(size, len(STATUSES))
        self.certainty = nn.Linear(size, len(CERTAINTIES))
        self.features = nn.Embedding(PAIR_BUCKETS, pair, padding_idx=0)
        nn.init.normal_(self.features.weight, std=0.02)
        self.left, self.right = nn.Linear(size, pair), nn.Linear(size, pair)
        self.pair = nn.Sequential(nn.GELU(), nn.Dropout(0.2), nn.Linear(pair, len(ROLES)))
        self.nobody = nn.Linear(size, len(ROLES))
        self.query = nn.Linear(size, len(ROLES) * 64)
        self.key = nn.Linear(size, len(ROLES) * 64)

    def forward(
        self, words: Tensor, anchors: Tensor, anchor_types: Tensor, actors: Tensor, actor_types: Tensor, pairs: Tensor
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]:
        """words [W, H]; anchors [I, 4] and actors [J, 2] word positions; types [I, T], [J, T]; pairs [I, J, F] feature buckets.

        Returns logits: kind [I, K], category [I, C], measure [I, M], status [I, S], certainty [I, 3], roles [I, R, 1 + J].
        """
        left = self.anchor(torch.cat([words[anchors].flatten(1), self.types(anchor_types).sum(1)], -1))
        right = self.actor(torch.cat([words[actors].flatten(1), self.types(actor_types).sum(1)], -1))
        if torch.onnx.is_in_onnx_export():
            known = (self.features(pairs) * (pairs > 0).unsqueeze(-1)).sum(2)
        else:  # the same sum, without the memory
            bags = functional.embedding_bag(pairs.flatten(0, 1), self.features.weight, mode="sum", padding_idx=0)
            known = bags.unflatten(0, pairs.shape[:2])
        mixed = self.pair(self.left(left).unsqueeze(1) + self.right(right).unsqueeze(0) + known)
        query = self.query(left).unflatten(-1, (len(ROLES), 64))
        key = self.key(right).unflatten(-1, (len(ROLES), 64))
        scores = mixed.permute(0, 2, 1) + torch.einsum("ird,jrd->irj", query, key) / 8.0
        roles = torch.cat([self.nobody(left).unsqueeze(-1), scores], -1)
        return self.kind(left), self.category(left), self.measure(left), self.status(left), self.certainty(left), roles
