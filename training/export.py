"""Write the trained network as ONNX with int8 weights, and its card."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from transformers import BertConfig

from training.decisions import Decisions
from training.network import Encoder, Parser

WEIGHTS = ["MatMul", "Gather", "Gemm"]  # what is kept in eight bits


class EncoderGraph(nn.Module):
    """Encoder and parser as one graph whose outputs are choices, not scores."""

    def __init__(self, encoder: Encoder, parser: Parser) -> None:
        super().__init__()
        self.encoder, self.parser = encoder, parser

    def forward(self, ids: Tensor, marks: Tensor, first: Tensor, sentence: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        words = self.encoder(ids, torch.ones_like(ids), marks, first)
        tags, arcs, dependents, heads = self.parser(words, sentence)
        chosen = arcs.argmax(-1)
        labels = self.parser.relations(dependents, heads, chosen).argmax(-1)
        return words, tags.argmax(-1), chosen, labels


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
            dynamo=False, opset_version=17,
            dynamic_axes={"ids": {1: "S"}, "marks": {1: "S"}, "first": {1: "W"}, "sentence": {1: "W"},
                          "words": {1: "W"}, "tags": {1: "W"}, "heads": {1: "W"}, "labels": {1: "W"}},
        )  # fmt: skip
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, op_types_to_quantize=WEIGHTS, per_channel=True)


def export_decisions(decisions: Decisions, width: int, path: Path) -> None:
    sample = (
        torch.randn(9, width),
        torch.tensor([[0, 1, 2, 3], [4, 5, 6, 7], [1, 1, 2, 2]]),
        torch.ones(3, 4, dtype=torch.long),
        torch.tensor([[0, 0], [5, 5]]),
        torch.ones(2, 4, dtype=torch.long),
        torch.ones(3, 2, 16, dtype=torch.long),
    )
    names = ["words", "anchors", "anchor_types", "actors", "actor_types", "pairs"]
    outputs = ["kind", "category", "measure", "status", "certainty", "roles"]
    with tempfile.TemporaryDirectory() as folder:
        plain = Path(folder) / "plain.onnx"
        torch.onnx.export(
            decisions.eval(), sample, str(plain), input_names=names, output_names=outputs, dynamo=False, opset_version=17,
            dynamic_axes={"words": {0: "W"}, "anchors": {0: "I"}, "anchor_types": {0: "I"}, "actors": {0: "J"},
                          "actor_types": {0: "J"}, "pairs": {0: "I", 1: "J"}}
            | {o: {0: "I"} for o in outputs[:5]} | {"roles": {0: "I", 2: "J1"}},
        )  # fmt: skip
        quantize_dynamic(str(plain), str(path), weight_type=QuantType.QInt8, op_types_to_quantize=WEIGHTS, per_channel=True)


def export_checkpoint(checkpoint: Path, base: Path, folder: Path) -> None:
    """Write the graphs, the tokenizer and a bare card of a checkpoint of `training.parse` or `training.train`."""
    state = torch.load(checkpoint)
    config = BertConfig.from_json_file(str(base / "config.json"))
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
    card = json.dumps(facts | {"sha256": digests}, indent=1, ensure_ascii=False) + "\n"
    (folder / "card.json").write_text(card, encoding="utf-8")
