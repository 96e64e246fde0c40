"""What training of the larger network begins with: MPNet's published weights, and the shipped network's decisions."""

from __future__ import annotations

import hashlib
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from enduse.read.network import SHIPPED
from training.decisions import Decisions
from training.large.network import LargeEncoder

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # model.safetensors as its authors published it
#: The marks of BERT's vocabulary, as MPNet writes them.
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>", "[MASK]": "<mask>"}
_WORDS = "embeddings.word_embeddings.weight"
#: Layers without a bias lose their names when they are written as ONNX; they are numbered in the order of use.
_UNNAMED = ("context.same.weight", "context.known.weight", "pair.2.weight")


def begin(base: Path) -> tuple[LargeEncoder, Decisions]:
    """The networks before the first step, their words numbered as those of the small one.

    Raises:
        RuntimeError: the weights are not the ones published.
    """
    weights = base / "model.safetensors"
    digest = hashlib.sha256(weights.read_bytes()).hexdigest()
    if digest != SHA256:
        raise RuntimeError(f"{weights} has digest {digest}, expected {SHA256}: take all-mpnet-base-v2 as published")
    encoder = LargeEncoder(base)
    own = encoder.bert.state_dict()
    loaded = {name: weight for name, weight in load_file(weights).items() if name in own}
    theirs, ours = (Tokenizer.from_file(str(f / "tokenizer.json")).get_vocab() for f in (base, SHIPPED))
    encoder.bert.load_state_dict(loaded | {_WORDS: renumbered(loaded[_WORDS], theirs, ours)})
    decisions = Decisions(encoder.width)
    fill(decisions, weights_of(SHIPPED / "decisions.onnx"))
    return encoder, decisions


def renumbered(words: Tensor, theirs: dict[str, int], ours: dict[str, int]) -> Tensor:
    """The vectors of a vocabulary in the order of another that has the same words, marks aside.

    Raises:
        KeyError: a word of ours is none of theirs.
    """
    out = torch.zeros_like(words)
    for word, number in ours.items():
        out[number] = words[theirs[MARKS.get(word, word)]]
    return out


def weights_of(path: Path) -> dict[str, Tensor]:
    """The weights of a `decisions.onnx` by their names in `training.decisions`, out of eight bits."""
    arrays = {i.name: numpy_helper.to_array(i) for i in onnx.load(path).graph.initializer}
    found = {}
    for name, array in arrays.items():
        plain = name.removesuffix("_quantized")
        if plain != name:
            weight = (array.astype("float32") - arrays[f"{plain}_zero_point"].astype("float32")) * arrays[f"{plain}_scale"]
            found[plain] = torch.from_numpy(weight.copy() if array.dtype == "uint8" else weight.T.copy())  # a table, or a layer
        elif array.dtype == "float32" and not name.endswith(("_scale", "_zero_point")):
            found[name] = torch.from_numpy(array.copy())
    unnamed = sorted(name for name in found if name.startswith("onnx::MatMul"))
    return {dict(zip(unnamed, _UNNAMED, strict=True)).get(name, name): weight for name, weight in found.items()}


def fill(decisions: Decisions, weights: dict[str, Tensor]) -> None:
    """Take those weights of a smaller network that fit; the others stay as they were drawn."""
    own = decisions.state_dict()
    taken = {name: weight for name, weight in weights.items() if name in own and own[name].shape == weight.shape}
    decisions.load_state_dict(taken, strict=False)
