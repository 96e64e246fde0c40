"""The shipped network out of its eight bits, so that training can go on from it: python -m training.unpack --help."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor, nn

from training.base import unpack_base
from training.decisions import Decisions
from training.graph import parts
from training.network import Encoder, Parser, load_config

Weights = dict[str, Tensor]
#: Layers without a bias lose their names when they are written as ONNX; they are numbered in the order of use.
_UNNAMED = ("context.same.weight", "context.known.weight", "pair.2.weight")


def weights_of(path: Path) -> Weights:
    """The weights of a graph by their names in PyTorch, out of eight bits where `export` put them there."""
    graph = onnx.load(path).graph
    arrays = {i.name: numpy_helper.to_array(i) for i in graph.initializer}
    found = {}
    for name, array in arrays.items():
        plain = name.removesuffix("_quantized")
        if plain != name:
            weight = (array.astype("float32") - arrays[f"{plain}_zero_point"].astype("float32")) * arrays[f"{plain}_scale"]
            found[plain] = torch.from_numpy(weight.copy() if array.dtype == "uint8" else weight.T.copy())  # a table, or a layer
        elif not name.endswith(("_scale", "_zero_point")):
            found[name] = torch.from_numpy(array.copy())
    return {_beside_bias(name, graph.node): weight for name, weight in found.items()}


def _beside_bias(name: str, nodes: Sequence[onnx.NodeProto]) -> str:
    """The name of a weight that was written as a number only, from the bias that is added in the same step."""
    if name.startswith("onnx::MatMul"):
        for node in nodes:
            if f"{name}_quantized" in node.input and node.input[-1].endswith(".bias"):
                return node.input[-1].removesuffix(".bias") + ".weight"
    return name


def decisions_of(path: Path) -> Weights:
    """The weights of a `decisions.onnx` by their names in `training.decisions`."""
    found = weights_of(path)
    unnamed = sorted(name for name in found if name.startswith("onnx::MatMul"))
    return {dict(zip(unnamed, _UNNAMED, strict=True)).get(name, name): weight for name, weight in found.items()}


def fill(module: nn.Module, weights: Weights) -> list[str]:
    """Take those weights that fit; the others stay as they were drawn, and their names are returned."""
    own = module.state_dict()
    taken = {name: weight for name, weight in weights.items() if name in own and own[name].shape == weight.shape}
    module.load_state_dict(taken, strict=False)
    return [name for name in own if name not in taken]


@torch.no_grad()
def unpack_layer(layer: Any, held: Weights, name: str) -> None:
    """A layer of an encoder, from the weights of the same layer in `training.graph` or `training.large.graph`."""
    _, (query, key, value, mixed), after_mixed = parts(layer.attention)
    if f"{name}.all.weight" in held:
        _unpack_linear((query, key, value), held, f"{name}.all")
    else:  # the last layer, whose queries are fewer
        _unpack_linear((query,), held, f"{name}.query")
        _unpack_linear((key, value), held, f"{name}.key_value")
    _unpack_linear((mixed,), held, f"{name}.mixed")
    _unpack_linear((layer.intermediate.dense,), held, f"{name}.inner")
    _unpack_linear((layer.output.dense,), held, f"{name}.outer")
    for norm, called in ((after_mixed, "after_mixed"), (layer.output.LayerNorm, "after_outer")):
        norm.weight.copy_(held[f"{name}.{called}.weight"])
        norm.bias.copy_(held[f"{name}.{called}.bias"])


def _unpack_linear(layers: tuple[nn.Linear, ...], held: Weights, name: str) -> None:
    """The weights of a `Linear8`, whose layers stand side by side; `eased` is the larger network's."""
    whole = held[f"{name}.weight"].t().float() * held[f"{name}.scale"].unsqueeze(1)
    whole = whole * held.get(f"{name}.eased", torch.ones(()))
    sizes = [layer.out_features for layer in layers]
    for layer, weight, bias in zip(layers, whole.split(sizes), held[f"{name}.bias"].split(sizes), strict=True):
        layer.weight.copy_(weight)
        layer.bias.copy_(bias)


def unpack(folder: Path, base: Path) -> dict[str, Any]:
    """A checkpoint as `training.train` writes it, of a folder that `training.export` wrote.

    Raises:
        RuntimeError: the graphs lack a weight: they were written by another version of `training`.
    """
    labels = json.loads((folder / "card.json").read_text(encoding="utf-8"))["labels"]
    config = load_config(base)
    encoder, parser = Encoder(config), Parser(config.hidden_size, len(labels))
    decisions = Decisions(config.hidden_size)
    held = weights_of(folder / "encoder.onnx")
    layers = encoder.bert.encoder.layer
    for number, layer in enumerate(layers):
        unpack_layer(layer, held, f"layers.{number}")
    missing = fill(encoder.bert.embeddings, {n.removeprefix("embeddings."): w for n, w in held.items()})
    missing += fill(encoder.marks, {"weight": held["marks.weight"]})
    (relation,) = (weight for name, weight in held.items() if name.startswith("onnx::MatMul"))
    count, left, right = parser.rel.weight.shape
    held["parser.rel.weight"] = relation.reshape(count, right, left).transpose(1, 2).contiguous()
    missing += fill(parser, {n.removeprefix("parser."): w for n, w in held.items()})
    missing += fill(decisions, decisions_of(folder / "decisions.onnx"))
    if missing:
        raise RuntimeError(f"{folder} lacks {', '.join(missing)}: expected graphs that `python -m training` wrote")
    networks = {"encoder": encoder, "parser": parser, "decisions": decisions}
    return {**{name: network.state_dict() for name, network in networks.items()}, "labels": labels}


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--model", type=Path, required=True, help="folder of the network")
    args.add_argument("--base", type=Path, required=True, help="where the base weights are, or are to be unpacked")
    args.add_argument("--out", type=Path, required=True)
    a = args.parse_args()
    torch.save(unpack(a.model, unpack_base(a.base)), a.out)


if __name__ == "__main__":
    main()
