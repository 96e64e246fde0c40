"""What training of the larger network begins with: MPNet's published weights, and the shipped network's decisions."""

from __future__ import annotations

import hashlib
from pathlib import Path

import torch
from safetensors.torch import load_file
from tokenizers import Tokenizer
from torch import Tensor

from enduse.read.network import SHIPPED
from training.decisions import Decisions
from training.large.network import LargeEncoder
from training.unpack import decisions_of, fill

SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"  # model.safetensors as its authors published it
#: The marks of BERT's vocabulary, as MPNet writes them.
MARKS = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "<unk>", "[MASK]": "<mask>"}
_WORDS = "embeddings.word_embeddings.weight"


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
    fill(decisions, decisions_of(SHIPPED / "decisions.onnx"))
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
