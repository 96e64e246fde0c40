"""The network's files: what is missing or damaged is said, and what is there parses."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from enduse.errors import ModelError
from enduse.read.network import Network, load_network
from enduse.read.sentences import find_sentences

from .test_trees import is_tree


def test_a_missing_network_is_said(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"card\.json.*make model"):
        Network(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "encoder.onnx").write_bytes(b"not it")
    digests = {"encoder.onnx": hashlib.sha256(b"it").hexdigest()}
    (tmp_path / "card.json").write_text(json.dumps({"labels": [], "sha256": digests}))
    with pytest.raises(ModelError, match=r"encoder\.onnx is missing or damaged"):
        Network(tmp_path)


@pytest.mark.parametrize(
    "text", ["Iran sent drones to Russia.", "Iran sent drones. " * 200, "drones " * 3000, "Да. 中文 “?” …"]
)
def test_every_sentence_gets_a_tree(text: str) -> None:
    sentences = find_sentences(text)
    words = sum(len(s.words) for s in sentences)
    parsed = load_network().parse(sentences, [()] * words)
    fresh = [tree for p in parsed for tree in p.trees[p.window.fresh - p.window.first :]]
    assert [tree.sentence for tree in fresh] == sentences
    for tree in fresh:
        assert is_tree(tree.heads)
        assert len(tree.heads) == len(tree.labels) == len(tree.tags) == len(tree.sentence.words)
    for p in parsed:
        assert len(p.words) == len(p.window.word_starts)


def test_no_sentence_no_window() -> None:
    assert load_network().parse([], []) == []
