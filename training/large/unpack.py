"""The written network out of its eight bits: training can go on from what the repository holds, without a checkpoint."""

from __future__ import annotations

from pathlib import Path

import torch

from training.decisions import Decisions
from training.large.network import LargeEncoder
from training.unpack import decisions_of, fill, unpack_layer, weights_of


def resume(start: Path, encoder: LargeEncoder, decisions: Decisions) -> None:
    """Give both the weights of a checkpoint of `training.large.train`, or of a folder that `training.large.export` wrote."""
    if start.is_dir():
        unpack(start, encoder, decisions)
    else:
        state = torch.load(start)
        encoder.load_state_dict(state["encoder"]), decisions.load_state_dict(state["decisions"])


@torch.no_grad()
def unpack(folder: Path, encoder: LargeEncoder, decisions: Decisions) -> None:
    """Give both the weights of a folder that `training.large.export` wrote; what it leaves out stays as MPNet has it."""
    fill(decisions, decisions_of(folder / "decisions.onnx"))
    held = weights_of(folder / "encoder.onnx")
    encoder.bert.embeddings.word_embeddings.weight.copy_(held["words.weight"].float() * held["words.scale"])
    encoder.marks.weight.copy_(held["marks.weight"])
    for name, layers in (("below", encoder.below), ("above", encoder.above)):
        for number, layer in enumerate(layers):
            unpack_layer(layer, held, f"{name}.{number}")
