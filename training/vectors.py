"""Word vectors of prepared examples, made once with an encoder that stays as it is, and kept in files."""

from __future__ import annotations

import dataclasses
import json
import pickle
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from training.batching import encode, grouped
from training.examples import Example
from training.network import Encoder, load_config
from training.runs import digest_of


@dataclasses.dataclass(frozen=True, slots=True)
class Encoded:
    """The examples of one variant of the reports, and all their word vectors one after the other."""

    examples: Sequence[Example]
    vectors: np.ndarray
    starts: Sequence[int]

    def words(self, number: int) -> Tensor:
        """The word vectors of an example's window."""
        own = self.vectors[self.starts[number] : self.starts[number + 1]]
        return torch.from_numpy(np.asarray(own, dtype=np.float32))


def load_encoder(checkpoint: Path, base: Path) -> Encoder:
    """The encoder of a checkpoint of `training.train`, for reading only."""
    encoder = Encoder(load_config(base))
    encoder.load_state_dict(torch.load(checkpoint)["encoder"])
    encoder.eval().requires_grad_(False)
    return encoder


def write_vectors(examples: Path, encoder: Encoder, checkpoint: str, out: Path) -> None:
    """Encode the windows of prepared examples, unless it was done: `checkpoint` and the examples' digest tell.

    Args:
        examples: a list of examples, as `training.prepare` pickles it.
        encoder: from `load_encoder`.
        checkpoint: digest of the file it came from.
        out: where to, an array of half-precision numbers.
    """
    about = out.with_suffix(".json")
    facts = {"checkpoint": checkpoint, "examples": digest_of(examples)}
    if out.exists() and about.exists() and json.loads(about.read_text(encoding="utf-8")) == facts:
        return
    made: list[Example] = pickle.loads(examples.read_bytes())
    starts = _starts(made)
    number = {id(e): n for n, e in enumerate(made)}
    vectors = np.zeros((starts[-1], encoder.marks.embedding_dim), dtype=np.float16)
    with torch.inference_mode():
        for batch in grouped(made, random.Random(0)):
            for e, words in zip(batch, encode(encoder, batch), strict=True):
                n = number[id(e)]
                vectors[starts[n] : starts[n + 1]] = words.numpy()
    np.save(out, vectors)
    about.write_text(json.dumps(facts), encoding="utf-8")


def load_encoded(examples: Path, vectors: Path) -> Encoded:
    """Prepared examples with their vectors, which stay on the disk until they are used."""
    made: list[Example] = pickle.loads(examples.read_bytes())
    return Encoded(made, np.load(vectors, mmap_mode="r"), _starts(made))


def _starts(examples: Sequence[Example]) -> list[int]:
    return [0, *np.cumsum([len(e.first) for e in examples]).tolist()]
