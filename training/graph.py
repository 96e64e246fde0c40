"""The encoder and parser as they run in the reader: the same sums as `network`, in the order a processor does them fastest.

What differs from `network.Encoder`: one window at a time, so nothing is masked; queries, keys and values are one product of
matrices; attention is one step that never writes its weights to memory; the last layer is computed only for the sub-words that
begin a word. Weights are rearranged once, here, so that every product is with a constant, which is kept in eight bits.
"""

from __future__ import annotations

from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.network import Encoder, Parser


class Attention(torch.autograd.Function):
    """Attention of all heads, written as onnxruntime's operator for it."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor, bias: Tensor | None, heads: int) -> Tensor:
        parts = (t.unflatten(-1, (heads, -1)).transpose(1, 2) for t in (query, key, value))
        return functional.scaled_dot_product_attention(*parts, attn_mask=bias).transpose(1, 2).flatten(2)

    @staticmethod
    def symbolic(g: Any, query: Any, key: Any, value: Any, bias: Any, heads: int) -> Any:
        nothing = g.op("prim::Constant").setType(torch._C.OptionalType.ofTensor())
        biased = () if bias is None or bias.node().mustBeNone() else (nothing, nothing, bias)
        return g.op("com.microsoft::MultiHeadAttention", query, key, value, *biased, num_heads_i=heads).setType(query.type())


class Product(torch.autograd.Function):
    """A product with weights of eight bits, written as onnxruntime's operator, which finds the states' range as it runs."""

    @staticmethod
    def forward(ctx: Any, states: Tensor, weight: Tensor, scale: Tensor, zero: Tensor, bias: Tensor) -> Tensor:
        return states @ (weight.float() * scale) + bias

    @staticmethod
    def symbolic(g: Any, states: Any, weight: Any, scale: Any, zero: Any, bias: Any) -> Any:
        out = g.op("com.microsoft::DynamicQuantizeMatMul", states, weight, scale, zero, bias)
        return out.setType(states.type().with_sizes([*states.type().varyingSizes()[:-1], bias.type().sizes()[0]]))


class Linear8(nn.Module):
    """Linear layers of one input, side by side, with weights of eight bits and one scale for each output."""

    def __init__(self, *layers: nn.Linear) -> None:
        super().__init__()
        weight = torch.cat([layer.weight.detach() for layer in layers])
        scale = weight.abs().amax(1) / 127
        none = [torch.zeros(layer.out_features) for layer in layers]
        bias = [n if layer.bias is None else layer.bias.detach() for layer, n in zip(layers, none, strict=True)]
        self.register_buffer("weight", (weight / scale.unsqueeze(1)).round().to(torch.int8).t().contiguous())
        self.register_buffer("scale", scale)
        self.register_buffer("zero", torch.zeros(len(scale), dtype=torch.int8))
        self.register_buffer("bias", torch.cat(bias))

    def forward(self, states: Tensor) -> Tensor:
        return Product.apply(states, self.weight, self.scale, self.zero, self.bias)


class Layer(nn.Module):
    """One layer of the encoder; states of the sub-words `rows` come out, of all where None."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        own, (query, key, value, mixed), self.after_mixed = parts(layer.attention)
        self.heads, self.width = own.num_attention_heads, own.all_head_size
        self.query, self.key_value, self.all = Linear8(query), Linear8(key, value), Linear8(query, key, value)
        self.mixed = Linear8(mixed)
        self.inner, self.outer = Linear8(layer.intermediate.dense), Linear8(layer.output.dense)
        self.after_outer = layer.output.LayerNorm

    def forward(self, states: Tensor, rows: Tensor | None = None) -> Tensor:
        if rows is None:
            query, key, value = self.all(states).split(self.width, -1)
        else:
            key, value = self.key_value(states).split(self.width, -1)
            states = at_rows(states, rows)
            query = self.query(states)
        states = self.after_mixed(self.mixed(Attention.apply(query, key, value, None, self.heads)) + states)
        if rows is None:  # [CLS] holds numbers many times larger than all others: it is measured by itself for its eight bits
            further = torch.cat([self.further(states[:, :1]), self.further(states[:, 1:])], 1)
        else:
            further = self.further(states)
        return self.after_outer(further + states)

    def further(self, states: Tensor) -> Tensor:
        return self.outer(functional.gelu(self.inner(states)))


def parts(attention: Any) -> tuple[Any, tuple[nn.Linear, ...], nn.LayerNorm]:
    """The attention of a layer, its four products and what normalises it, as BERT and as MPNet name them."""
    if hasattr(attention, "self"):
        own = attention.self
        return own, (own.query, own.key, own.value, attention.output.dense), attention.output.LayerNorm
    own = attention.attn
    return own, (own.q, own.k, own.v, own.o), attention.LayerNorm


class EncoderGraph(nn.Module):
    """Encoder and parser as one graph whose outputs are choices, not scores."""

    def __init__(self, encoder: Encoder, parser: Parser) -> None:
        super().__init__()
        self.embeddings, self.parser = encoder.bert.embeddings, parser
        self.marks = nn.Embedding.from_pretrained(encoder.marks.weight.detach().clone())
        self.marks.weight[0] = 0.0  # no mark adds nothing: nothing to mask
        self.layers = nn.ModuleList(Layer(layer) for layer in encoder.bert.encoder.layer)
        labels, left, right = parser.rel.weight.shape
        self.relation = nn.Linear(left, labels * right, bias=False)
        self.relation.weight = nn.Parameter(parser.rel.weight.detach().transpose(1, 2).reshape(labels * right, left))
        self.labels = labels

    def forward(self, ids: Tensor, marks: Tensor, first: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        embedded = self.embeddings.word_embeddings(ids) + self.marks(marks).sum(2)
        states = self.embeddings(inputs_embeds=embedded)
        for layer in self.layers[:-1]:
            states = layer(states)
        words = self.layers[-1](states, first)
        tags, arcs, dependents, heads = self.parser(words, sentence)
        chosen = arcs.argmax(-1)
        return words, tags.argmax(-1), chosen, self.relations(dependents, at_rows(heads, chosen)).argmax(-1)

    def relations(self, dependents: Tensor, heads: Tensor) -> Tensor:
        """What `Parser.relations` gives, with one product of matrices for all relations."""
        left, right = (torch.cat([t, t.new_ones(*t.shape[:-1], 1)], -1) for t in (dependents, heads))
        return (self.relation(left).unflatten(-1, (self.labels, -1)) @ right.unsqueeze(-1)).squeeze(-1)


def at_rows(states: Tensor, rows: Tensor) -> Tensor:
    return states.gather(1, rows.unsqueeze(-1).expand(-1, -1, states.shape[-1]))
