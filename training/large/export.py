"""Write the larger network as ONNX with weights of eight bits: python -m training.large.export --help."""

from __future__ import annotations

import argparse
import pickle
import random
import tempfile
from collections.abc import Mapping
from pathlib import Path

import onnxruntime
import torch
from torch import Tensor, nn

from training.decisions import Decisions
from training.examples import is_held_out
from training.export import export_decisions
from training.large.graph import LargeGraph, measure_reach
from training.large.network import LargeEncoder

SAMPLE = 100  # windows that show how far the encoder's numbers reach


def export(checkpoint: Path, base: Path, examples: Path, folder: Path) -> None:
    """Write the two graphs of a checkpoint of `training.large.train`; the card comes with `training.large.weigh`."""
    state = torch.load(checkpoint)
    encoder = LargeEncoder(base).float().eval()
    encoder.load_state_dict(state["encoder"])
    learnt = [e for e in pickle.loads(examples.read_bytes()) if not is_held_out(e.name, 1)]
    sample = random.Random(1).sample(learnt, min(SAMPLE, len(learnt)))
    decisions = Decisions(encoder.width)
    decisions.load_state_dict(state["decisions"])
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(encoder, measure_reach(encoder, sample), folder / "encoder.onnx")
    export_decisions(decisions, encoder.width, folder / "decisions.onnx")


def export_encoder(encoder: LargeEncoder, reach: Mapping[nn.Module, Tensor], path: Path) -> None:
    """Write the encoder's graph as onnxruntime would run it."""
    graph = LargeGraph(encoder, reach).eval()
    sample = (torch.randint(1000, 2000, (1, 12)), torch.zeros(1, 12, 6, dtype=torch.long), torch.arange(1, 9).unsqueeze(0))
    with tempfile.TemporaryDirectory() as work:
        plain = Path(work) / "plain.onnx"
        torch.onnx.export(
            graph, sample, str(plain), input_names=["ids", "marks", "first"], output_names=["words"],
            dynamo=False, opset_version=17, custom_opsets={"com.microsoft": 1},
            dynamic_axes={"ids": {1: "S"}, "marks": {1: "S"}, "first": {1: "W"}, "words": {1: "W"}},
        )  # fmt: skip
        options = onnxruntime.SessionOptions()
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
        options.optimized_model_filepath = str(path)
        onnxruntime.InferenceSession(str(plain), options, providers=["CPUExecutionProvider"])


def main() -> None:
    args = argparse.ArgumentParser(description=__doc__)
    args.add_argument("--checkpoint", type=Path, required=True)
    args.add_argument("--base", type=Path, required=True, help="folder of all-mpnet-base-v2")
    args.add_argument("--examples", type=Path, required=True, help="the plain reports, of which a sample is read")
    args.add_argument("--out", type=Path, required=True, help="folder to write")
    a = args.parse_args()
    export(a.checkpoint, a.base, a.examples, a.out)


if __name__ == "__main__":
    main()
