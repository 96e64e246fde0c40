"""The network in PyTorch: an encoder, a dependency parser and (see `decisions`) the reader's decisions on top.

The parser is the biaffine one of Dozat and Manning (2017, https://arxiv.org/abs/1611.01734).
"""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import AutoConfig, AutoModel, PreTrainedConfig

from enduse.read.vocabulary import MARKS

UPOS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
NEVER = -1e4


def load_config(base: Path) -> PreTrainedConfig:
    """The shape of the encoder of a folder of base weights."""
    config: PreTrainedConfig = AutoConfig.from_pretrained(base)
    config.attention_probs_dropout_prob = 0.0  # drawing that many random numbers costs more than it gives
    config._attn_implementation = "eager"  # on a processor the way back through plain products takes half the time
    return config


class Biaffine(nn.Module):
    """Scores every pair of a left and a right vector, once for each output."""

    def __init__(self, size: int, outputs: int) -> None:
        super().__init__()
        self.weight = nn.Parameter(torch.zeros(outputs, size + 1, size + 1))

    def forward(self, left: Tensor, right: Tensor) -> Tensor:
        ones = left.new_ones(*left.shape[:-1], 1)
        left = torch.cat([left, ones], -1)
        right = torch.cat([right, right.new_ones(*right.shape[:-1], 1)], -1)
        return torch.einsum("bxi,oij,byj->boxy", left, self.weight, right)


def projection(width: int, size: int, dropout: float = 0.33) -> nn.Sequential:
    return nn.Sequential(nn.Linear(width, size), nn.LeakyReLU(0.1), nn.Dropout(dropout))


class Encoder(nn.Module):
    """Sub-words with lexicon marks in, one vector a word out."""

    def __init__(self, config: PreTrainedConfig) -> None:
        super().__init__()
        self.bert = AutoModel.from_config(config, add_pooling_layer=False)
        self.marks = nn.Embedding(MARKS, config.hidden_size)
        nn.init.zeros_(self.marks.weight)

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor, first: Tensor) -> Tensor:
        """ids, mask: [B, S]; marks: [B, S, K] mark ids, 0 for none; first: [B, W] each word's first sub-word."""
        embedded = self.bert.embeddings.word_embeddings(ids) + (self.marks(marks) * (marks > 0).unsqueeze(-1)).sum(2)
        states = self.bert(inputs_embeds=embedded, attention_mask=mask).last_hidden_state
        return states.gather(1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))


class Parser(nn.Module):
    """Part of speech, head and relation of every word; heads stay within the word's sentence."""

    def __init__(self, width: int, labels: int, arc: int = 256, rel: int = 96) -> None:
        super().__init__()
        self.tag = nn.Linear(width, len(UPOS))
        self.root = nn.Parameter(torch.zeros(width))
        self.arc_dependent, self.arc_head = projection(width, arc), projection(width, arc)
        self.rel_dependent, self.rel_head = projection(width, rel), projection(width, rel)
        self.arc, self.rel = Biaffine(arc, 1), Biaffine(rel, labels)
        nn.init.xavier_uniform_(self.arc.weight)

    def forward(self, words: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        """words: [B, W, H]; sentence: [B, W] sentence number, 0 for padding.

        Returns tag logits [B, W, T], arc logits [B, W, 1 + W] (column 0 the root), and the projected words for relations.
        """
        heads = torch.cat([self.root.expand(words.shape[0], 1, -1), words], 1)
        arcs = self.arc(self.arc_dependent(words), self.arc_head(heads)).squeeze(1)
        same = sentence.unsqueeze(2) == sentence.unsqueeze(1)
        allowed = torch.cat([torch.ones_like(same[:, :, :1]), same], 2)
        arcs = arcs.masked_fill(~allowed, NEVER)
        return self.tag(words), arcs, self.rel_dependent(words), self.rel_head(heads)

    def relations(self, dependents: Tensor, heads: Tensor, chosen: Tensor) -> Tensor:
        """Relation logits [B, W, L] of each word to its chosen head [B, W] (0 the root)."""
        picked = heads.gather(1, chosen.unsqueeze(-1).expand(-1, -1, heads.shape[-1]))
        left = torch.cat([dependents, dependents.new_ones(*dependents.shape[:-1], 1)], -1)
        right = torch.cat([picked, picked.new_ones(*picked.shape[:-1], 1)], -1)
        weight = self.rel.weight.permute(1, 0, 2).flatten(1)
        return ((left @ weight).unflatten(-1, (-1, right.shape[-1])) * right.unsqueeze(-2)).sum(-1)
