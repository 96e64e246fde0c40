"""The larger encoder as it runs in the reader: one window at a time, weights of eight bits, every sub-word with its own scale.

The shipped encoder measures the numbers of a whole window together for their eight bits. MPNet's differ too much for that, from
sub-word to sub-word and from column to column: columns that reach far are made smaller, and the weights they meet larger, by
what a sample of reports shows (SmoothQuant, Xiao and others 2023, https://arxiv.org/abs/2211.10438).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.batching import encode
from training.examples import Example
from training.graph import Attention, at_rows
from training.large.network import LargeEncoder


class Product(torch.autograd.Function):
    """A product of eight bits each, summed in whole numbers."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, middle: Tensor, zero: Tensor) -> Tensor:
        return (states.float() - 128) @ weight.float()

    @staticmethod
    def symbolic(g: Any, states: Any, weight: Any, middle: Any, zero: Any) -> Any:
        whole = g.op("MatMulInteger", states, weight, middle, zero)
        return g.op("Cast", whole, to_i=1)  # FLOAT


class Rounded(torch.autograd.Function):
    """Numbers between -127 and 127 to eight bits, 128 in the middle."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, one: Tensor, middle: Tensor) -> Tensor:
        return (states.round() + 128).to(torch.uint8)

    @staticmethod
    def symbolic(g: Any, states: Any, one: Any, middle: Any) -> Any:
        return g.op("QuantizeLinear", states, one, middle)


@torch.no_grad()
def measure_reach(encoder: LargeEncoder, examples: Sequence[Example]) -> dict[nn.Module, Tensor]:
    """How far the numbers reach that each linear layer of the encoder is given, column by column."""
    reach: dict[nn.Module, Tensor] = {}

    def look(layer: nn.Module, given: tuple[Tensor, ...]) -> None:
        own = given[0].detach().float().abs().flatten(0, -2).amax(0)
        reach[layer] = torch.maximum(reach[layer], own) if layer in reach else own

    layers = [part for part in encoder.bert.encoder.layer.modules() if isinstance(part, nn.Linear)]
    looking = [layer.register_forward_pre_hook(look) for layer in layers]
    for e in examples:
        encode(encoder, [e], fill=False)
    for hook in looking:
        hook.remove()
    return reach


class Linear8(nn.Module):
    """Linear layers of one input, side by side: a scale for each output, and one for each sub-word as it comes."""

    def __init__(self, *layers: nn.Linear, reach: Mapping[nn.Module, Tensor]) -> None:
        super().__init__()
        weight = torch.cat([layer.weight.detach().float() for layer in layers])
        ease = (reach[layers[0]].clamp(min=1e-3) / weight.abs().amax(0).clamp(min=1e-5)).sqrt()
        weight = weight * ease
        self.register_buffer("eased", 1 / ease)
        scale = weight.abs().amax(1) / 127
        self.register_buffer("weight", (weight / scale.unsqueeze(1)).round().to(torch.int8).t().contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("bias", torch.cat([layer.bias.detach().float() for layer in layers]))
        self.register_buffer("zero", torch.zeros((), dtype=torch.int8))
        self.register_buffer("one", torch.ones(()))
        self.register_buffer("middle", torch.full((), 128, dtype=torch.uint8))

    def forward(self, states: Tensor) -> Tensor:
        states = states * self.eased
        own = states.abs().amax(-1, keepdim=True) / 127
        whole = Rounded.apply(states / own, self.one, self.middle)
        return Product.apply(whole, self.weight, self.middle, self.zero) * self.scale * own + self.bias


class Layer(nn.Module):
    """One layer; states of the sub-words `rows` come out, of all where None."""

    def __init__(self, layer: Any, reach: Mapping[nn.Module, Tensor]) -> None:
        super().__init__()
        own = layer.attention.attn
        self.heads, self.width = own.num_attention_heads, own.all_head_size
        eight = functools.partial(Linear8, reach=reach)
        self.query, self.key_value, self.all = eight(own.q), eight(own.k, own.v), eight(own.q, own.k, own.v)
        self.mixed, self.after_mixed = eight(own.o), layer.attention.LayerNorm
        self.inner, self.outer = eight(layer.intermediate.dense), eight(layer.output.dense)
        self.after_outer = layer.output.LayerNorm

    def forward(self, states: Tensor, bias: Tensor, rows: Tensor | None = None) -> Tensor:
        if rows is None:
            query, key, value = self.all(states).split(self.width, -1)
        else:
            key, value = self.key_value(states).split(self.width, -1)
            states = at_rows(states, rows)
            query = self.query(states)
            bias = at_rows(bias[0], rows.expand(self.heads, -1)).unsqueeze(0)
        states = self.after_mixed(self.mixed(Attention.apply(query, key, value, bias, self.heads)) + states)
        return self.after_outer(self.outer(functional.gelu(self.inner(states))) + states)


class Words8(nn.Module):
    """A table of vectors in eight bits, each with its scale."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach().float()
        scale = weight.abs().amax(1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("weight", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.weight[ids].float() * self.scale[ids]


class Apart(nn.Module):
    """How near each sub-word is to each other, as MPNet's attention of every layer adds it: one row of a table a distance."""

    def __init__(self, layers: Any, longest: int = 512) -> None:
        super().__init__()
        apart = layers.relative_position_bucket(torch.arange(-longest, longest + 1), num_buckets=32)
        self.register_buffer("table", layers.relative_attention_bias.weight.detach()[apart])
        self.longest = longest

    def forward(self, ids: Tensor) -> Tensor:
        at = torch.ones_like(ids[0]).cumsum(0)
        return self.table[at.unsqueeze(0) - at.unsqueeze(1) + self.longest].permute(2, 0, 1).unsqueeze(0)


class LargeGraph(nn.Module):
    """Sub-words with marks in, word vectors out."""

    def __init__(self, encoder: LargeEncoder, reach: Mapping[nn.Module, Tensor]) -> None:
        super().__init__()
        self.words, self.embeddings = Words8(encoder.bert.embeddings.word_embeddings), encoder.bert.embeddings
        self.apart = Apart(encoder.bert.encoder)
        self.marks = nn.Embedding.from_pretrained(encoder.marks.weight.detach().clone())
        self.marks.weight[0] = 0.0  # no mark adds nothing: nothing to mask
        self.below = nn.ModuleList(Layer(layer, reach) for layer in encoder.below)
        self.above = nn.ModuleList(Layer(layer, reach) for layer in encoder.above)

    def forward(self, ids: Tensor, marks: Tensor, first: Tensor) -> Tensor:
        states = self.embeddings(inputs_embeds=self.words(ids))
        bias = self.apart(ids)
        for layer in self.below:
            states = layer(states, bias)
        states = states + self.marks(marks).sum(2)
        for layer in self.above[:-1]:
            states = layer(states, bias)
        return self.above[-1](states, bias, first)
