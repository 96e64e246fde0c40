"""The larger encoder in PyTorch: the first layers of MPNet, the lowest of them as they came, with the lexicon's marks above."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional
from transformers import AutoModel

from enduse.read.vocabulary import MARKS
from training.network import NEVER, load_config

#: The last two of twelve layers serve the vectors of sentences that MPNet was made for; the first three, the words as such.
LAYERS, FROZEN = 10, 3
DROPOUT = 0.1


class LargeEncoder(nn.Module):
    """Sub-words with lexicon marks in, one vector a word out. The marks join where the layers begin that learn."""

    def __init__(self, base: Path, *, layers: int = LAYERS, frozen: int = FROZEN) -> None:
        super().__init__()
        config = load_config(base)
        config.num_hidden_layers = layers
        self.bert = AutoModel.from_config(config, add_pooling_layer=False)
        self.marks = nn.Embedding(MARKS, config.hidden_size)
        nn.init.zeros_(self.marks.weight)
        self.width: int = config.hidden_size
        self.heads: int = config.num_attention_heads
        below = self.bert.encoder.layer[:frozen]
        self.below, self.above = list(below), list(self.bert.encoder.layer[frozen:])
        for part in (self.bert.embeddings, self.bert.encoder.relative_attention_bias, below):
            part.requires_grad_(False)

    def forward(self, ids: Tensor, mask: Tensor, marks: Tensor, first: Tensor) -> Tensor:
        """ids, mask: [B, S]; marks: [B, S, K] mark ids, 0 for none; first: [B, W] each word's first sub-word."""
        with torch.no_grad():
            states = self.bert.embeddings(inputs_embeds=self.bert.embeddings.word_embeddings(ids))
            states = functional.dropout(states, DROPOUT, self.training)
            bias = self.bert.encoder.compute_position_bias(states).float()
            bias = (bias + (1 - mask[:, None, None, :].float()) * NEVER).bfloat16()
            for layer in self.below:
                states = self._layer(layer, states, bias)
        states = states + (self.marks(marks) * (marks > 0).unsqueeze(-1)).sum(2)
        for layer in self.above:
            states = self._layer(layer, states, bias)
        return states.gather(1, first.unsqueeze(-1).expand(-1, -1, states.shape[-1]))

    def _layer(self, layer: Any, states: Tensor, bias: Tensor) -> Tensor:
        own = layer.attention.attn
        parts = (part(states).unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (own.q, own.k, own.v))
        query, key, value = parts
        found = functional.scaled_dot_product_attention(query, key, value, attn_mask=bias.to(query.dtype))
        states = layer.attention.LayerNorm(self._dropped(own.o(found.transpose(1, 2).flatten(2))) + states)
        further = layer.output.dense(functional.gelu(layer.intermediate.dense(states)))
        return layer.output.LayerNorm(self._dropped(further) + states)

    def _dropped(self, states: Tensor) -> Tensor:
        return functional.dropout(states, DROPOUT, self.training)
