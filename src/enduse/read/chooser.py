"""A small network that chooses one of several: by the marks of each, and by the vectors of the words it is met in.

Each has its weights in a file beside the graphs of the reader's network, made by `training.chooser`: `credit.npz` chooses the
speaker of a clause, `dating.npz` its time.
"""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enduse.errors import ModelError
from enduse.read.network import SHIPPED, Floats


class Chooser:
    """The weights, ready to choose.

    Args:
        arrays: `marks`, the marks known; for each of them `weight` and `vector`; the layers `inner`, `further` and `outer`.
        sees_words: whether the words' vectors are of the encoder that the weights were learnt with; else marks decide alone.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], *, sees_words: bool = True) -> None:
        self._numbers: dict[str, int] = {mark: i for i, mark in enumerate(arrays["marks"].tolist())}
        self._weights = {name: np.asarray(own, np.float32) for name, own in arrays.items() if name != "marks"}
        self._width = len(self._weights["inner"]) - self._weights["vector"].shape[1]
        self._sees_words = sees_words

    def scores(self, marks: Iterable[Iterable[str]], words: Iterable[Iterable[Floats | None]]) -> Floats:
        """How much speaks for each of several.

        Args:
            marks: those of each; what is not known counts nothing.
            words: for each the vectors of its words, None for one that is missing; always as many as the weights were made for.
        """
        own = self._weights
        # in order: a set's is another in each process, and a sum's last digit with it
        known = [sorted(self._numbers[mark] for mark in each if mark in self._numbers) for each in marks]
        seen = np.zeros((len(known), self._width), np.float32)
        if self._sees_words:
            for row, vectors in zip(seen, words, strict=True):
                row[:] = beside(vectors, self._width)
        alone = np.array([own["weight"][numbers].sum() for numbers in known], np.float32)
        vectors_of_marks = np.stack([own["vector"][numbers].sum(0) for numbers in known])
        inner = np.maximum(_product(np.concatenate([seen, vectors_of_marks], 1), own["inner"]) + own["inner_bias"], 0)
        further = np.maximum(_product(inner, own["further"]) + own["further_bias"], 0)
        return np.asarray(alone + _product(further, own["outer"][:, None])[:, 0])


def beside(vectors: Iterable[Floats | None], width: int) -> Floats:
    """Vectors one after the other, with zeros in the place of those that are missing.

    Args:
        vectors: all of one length.
        width: the length of the whole.
    """
    each = list(vectors)
    own = width // len(each)
    return np.concatenate([np.zeros(own, np.float32) if vector is None else vector for vector in each])


def _product(rows: Floats, weights: Floats) -> Floats:
    """The matrix product on this core alone: NumPy takes a thread for each core, and where all are busy they wait long."""
    product: Floats = np.einsum("ij,jk->ik", rows, weights)
    return product


@functools.cache
def load_chooser(name: str, folder: Path = SHIPPED) -> Chooser:
    """The weights that belong to the network of a folder; where it has none, the shipped ones, which then go by marks alone.

    Args:
        name: of the file with the weights.
        folder: the network's.

    Raises:
        ModelError: the file is missing or holds something else.
    """
    own = folder / name
    try:
        with (own if own.exists() else SHIPPED / name).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Chooser(dict(arrays), sees_words=own.exists())
    except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        raise ModelError(f"{name} is missing or damaged: install Enduse again, or make it with training.chooser") from error
