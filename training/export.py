"""Write the trained network as ONNX with int8 weights, and its card."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import onnx
import onnxruntime
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from enduse.read.features import ANCHOR_WIDTH, WIDTH
from enduse.read.inputs import DECISION_ARRAYS
from enduse.read.network import card_digest
from training.decisions import Decisions
from training.graph import EncoderGraph
from training.network import Encoder, Parser, load_config

WEIGHTS = ["MatMul", "Gather", "Gemm"]  # what is kept in eight bits


def export_encoder(encoder: Encoder, parser: Parser, path: Path) -> None:
    graph = EncoderGraph(encoder, parser).eval()
    sample = (
        torch.randint(1000, 2000, (1, 12)),
        torch.zeros(1, 12, 6, dtype=torch.long),
        torch.arange(1, 9).unsqueeze(0),
        torch.tensor([[1, 1, 1, 1, 2, 2, 2, 2]]),
    )
    names = ["ids", "marks", "first", "sentence"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            graph, sample, str(plain), input_names=names, output_names=["words", "tags", "heads", "labels"],
            dynamo=False, opset_version=17, custom_opsets={"com.microsoft": 1},
            dynamic_axes={"ids": {1: "S"}, "marks": {1: "S"}, "first": {1: "W"}, "sentence": {1: "W"},
                          "words": {1: "W"}, "tags": {1: "W"}, "heads": {1: "W"}, "labels": {1: "W"}},
        )  # fmt: skip
        small = Path(folder) / "small.onnx"
        quantize_dynamic(
            str(plain), str(small), weight_type=QuantType.QInt8, op_types_to_quantize=WEIGHTS, per_channel=True,
            nodes_to_exclude=_short_tables(plain),
        )  # fmt: skip
        _optimise(small, path)


def _short_tables(path: Path) -> list[str]:
    """Look-ups in tables of few rows (places, marks): one scale for a whole table costs much and saves nothing."""
    model = onnx.load(path)
    rows = {weight.name: weight.dims[0] for weight in model.graph.initializer if len(weight.dims) == 2}
    return [n.name for n in model.graph.node if n.op_type == "Gather" and any(rows.get(i, 10**6) < 1000 for i in n.input)]


def _optimise(source: Path, target: Path) -> None:
    """Write the graph as onnxruntime would run it, but for one step that it fuses into a slower one."""
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_EXTENDED
    options.optimized_model_filepath = str(target)
    onnxruntime.InferenceSession(
        str(source), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def export_decisions(decisions: Decisions, width: int, path: Path) -> None:
    sample = (
        torch.randn(9, width),
        torch.tensor([[0, 1, 2, 3], [4, 5, 6, 7], [1, 1, 2, 2]]),
        torch.ones(3, 4, dtype=torch.long),
        torch.ones(3, ANCHOR_WIDTH, dtype=torch.long),
        torch.tensor([[0, 0], [5, 5]]),
        torch.ones(2, 4, dtype=torch.long),
        torch.tensor([0, 1]),
        torch.ones(3, 2, WIDTH, dtype=torch.long),
    )
    names = ["words", *DECISION_ARRAYS]
    outputs = ["kind", "category", "measure", "status", "certainty", "roles"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            decisions.eval(), sample, str(plain), input_names=names, output_names=outputs, dynamo=False, opset_version=17,
            dynamic_axes={"words": {0: "W"}, "anchors": {0: "I"}, "anchor_types": {0: "I"}, "anchor_features": {0: "I"},
                          "actors": {0: "J"},
                          "actor_types": {0: "J"}, "actor_numbers": {0: "J"}, "pairs": {0: "I", 1: "J"}}
            | {o: {0: "I"} for o in outputs[:5]} | {"roles": {0: "I", 2: "J1"}},
        )  # fmt: skip
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, op_types_to_quantize=WEIGHTS, per_channel=True)


def export_checkpoint(checkpoint: Path, base: Path, folder: Path) -> None:
    """Write the graphs, the tokenizer and a bare card of a checkpoint of `training.parse` or `training.train`."""
    state = torch.load(checkpoint)
    config = load_config(base)
    config._attn_implementation = "eager"  # what the exporter can follow
    encoder, parser = Encoder(config), Parser(config.hidden_size, len(state["labels"]))
    encoder.load_state_dict(state["encoder"]), parser.load_state_dict(state["parser"])
    folder.mkdir(parents=True, exist_ok=True)
    export_encoder(encoder, parser, folder / "encoder.onnx")
    if "decisions" in state:
        decisions = Decisions(config.hidden_size)
        decisions.load_state_dict(state["decisions"])
        export_decisions(decisions, config.hidden_size, folder / "decisions.onnx")
    shutil.copy(base / "tokenizer.json", folder / "tokenizer.json")
    write_card(folder, {"labels": state["labels"]})


def write_card(folder: Path, facts: dict[str, Any]) -> None:
    digests = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir()) if p.name != "card.json"}
    card = facts | {"sha256": digests}
    card["sha256"] = digests | {"card.json": card_digest(card)}
    (folder / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
