"""Write the larger network as ONNX with weights of eight bits: python -m training.large.export --help."""

from __future__ import annotations

import argparse
import pickle
import random
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import onnxruntime
import torch
from torch import Tensor, nn

from enduse.read.network import SHIPPED, load_card
from training.card import digest
from training.decisions import Decisions
from training.examples import is_held_out
from training.export import export_decisions, write_card
from training.large.graph import LargeGraph, measure_reach
from training.large.network import LargeEncoder
from training.large.start import SHA256

SAMPLE = 100  # windows that show how far the encoder's numbers reach


def export(checkpoint: Path, base: Path, examples: Path, folder: Path) -> None:
    """Write the two graphs of a checkpoint of `training.large.train`; what they count, `training.large.weigh` adds."""
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


def card_facts(gold: Sequence[Path]) -> dict[str, Any]:
    """What the card says of how the weights came about."""
    shipped = {"what": "the decisions that ship with Enduse", "sha256": load_card(SHIPPED)["sha256"]["decisions.onnx"]}
    reports = [{"what": f"Enduse training reports ({p.name})", "licence": "Apache-2.0", "sha256": digest([p])} for p in gold]
    return {
        "name": "enduse large reader, second network",
        "licence": "CC BY-SA 4.0 (the terms of the shipped decisions, from which these were begun, carry over)",
        "made_of": [
            {"what": "all-mpnet-base-v2, its first ten layers", "licence": "Apache-2.0", "sha256": SHA256},
            {**shipped, "licence": "CC BY-SA 4.0"},
            *reports,
        ],
    }


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
    args.add_argument("--gold", type=Path, required=True, nargs="+", help="the gold that was learnt from, for the card")
    args.add_argument("--out", type=Path, required=True, help="folder to write")
    a = args.parse_args()
    export(a.checkpoint, a.base, a.examples, a.out)
    write_card(a.out, card_facts(a.gold))


if __name__ == "__main__":
    main()
