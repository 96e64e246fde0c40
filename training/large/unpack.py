"""The written network out of its eight bits: training can go on from what the repository holds, without a checkpoint."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.decisions import Decisions
from training.large.network import LargeEncoder
from training.large.start import fill, weights_of

Weights = dict[str, Tensor]


def unpack(folder: Path, encoder: LargeEncoder, decisions: Decisions) -> None:
    """Give both the weights of a folder that `training.large.export` wrote; what it leaves out stays as MPNet has it."""
    fill(decisions, weights_of(folder / "decisions.onnx"))
    graph = onnx.load(folder / "encoder.onnx").graph
    held = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    with torch.no_grad():
        encoder.bert.embeddings.word_embeddings.weight.copy_(held["words.weight"].float() * held["words.scale"])
        encoder.marks.weight.copy_(held["marks.weight"])
        for name, layers in (("below", encoder.below), ("above", encoder.above)):
            for number, layer in enumerate(layers):
                _unpack_layer(layer, held, f"{name}.{number}")


def _unpack_layer(layer: Any, held: Weights, name: str) -> None:
    own = layer.attention.attn
    if f"{name}.all.weight" in held:
        _unpack_linear((own.q, own.k, own.v), held, f"{name}.all")
    else:  # the last layer, whose queries are fewer
        _unpack_linear((own.q,), held, f"{name}.query")
        _unpack_linear((own.k, own.v), held, f"{name}.key_value")
    _unpack_linear((own.o,), held, f"{name}.mixed")
    _unpack_linear((layer.intermediate.dense,), held, f"{name}.inner")
    _unpack_linear((layer.output.dense,), held, f"{name}.outer")
    for norm, called in ((layer.attention.LayerNorm, "after_mixed"), (layer.output.LayerNorm, "after_outer")):
        norm.weight.copy_(held[f"{name}.{called}.weight"])
        norm.bias.copy_(held[f"{name}.{called}.bias"])


def _unpack_linear(layers: tuple[nn.Linear, ...], held: Weights, name: str) -> None:
    """The weights of `graph.Linear8`, whose layers stand side by side."""
    whole = held[f"{name}.weight"].t().float() * held[f"{name}.scale"].unsqueeze(1) * held[f"{name}.eased"]
    sizes = [layer.out_features for layer in layers]
    for layer, weight, bias in zip(layers, whole.split(sizes), held[f"{name}.bias"].split(sizes), strict=True):
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)
