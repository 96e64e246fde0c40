"""Who is credited with a clause: a small network weighs all witnesses by their marks and by the words they are met in.

`credit.npz` beside the graphs of the reader's network holds its weights, made by `training.credit`.
"""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enduse.errors import ModelError
from enduse.read.network import SHIPPED, Floats
from enduse.read.speech import Speech
from enduse.read.witnesses import Witness

FILE = "credit.npz"
PLACES = 4  # whose vectors are seen: the clause's word, the root of its sentence, the speaker's last word, the word of saying


class Credit:
    """The weights, ready to choose.

    Args:
        arrays: `marks`, the marks known; for each of them `weight` and `vector`; the layers `inner`, `further` and `outer`.
        sees_words: whether the words' vectors are of the encoder that the weights were learnt with; else marks decide alone.
    """

    def __init__(self, arrays: Mapping[str, NDArray[Any]], *, sees_words: bool = True) -> None:
        self._numbers: dict[str, int] = {mark: i for i, mark in enumerate(arrays["marks"].tolist())}
        self._weights = {name: np.asarray(own, np.float32) for name, own in arrays.items() if name != "marks"}
        self._width = (len(self._weights["inner"]) - self._weights["vector"].shape[1]) // PLACES
        self._sees_words = sees_words

    def choose(self, speech: Speech, sentence: int, word: int, witnesses: Sequence[Witness]) -> Witness:
        """The likeliest of the witnesses of a clause.

        Args:
            speech: what is said in the document.
            sentence: the number of the sentence the clause stands in.
            word: a word of the clause, counted from the sentence's first.
            witnesses: who may be credited.
        """
        if self._sees_words:
            seen = np.stack([beside(words_seen(speech, sentence, word, each), self._width) for each in witnesses])
        else:
            seen = np.zeros((len(witnesses), PLACES * self._width), np.float32)
        return witnesses[int(np.argmax(self.scores([each.marks for each in witnesses], seen)))]

    def scores(self, marks: Iterable[Iterable[str]], seen: Floats) -> Floats:
        """How much speaks for each witness.

        Args:
            marks: those of each witness; what is not known counts nothing.
            seen: for each witness the vectors of its words, one after the other.
        """
        own = self._weights
        # in order: a set's is another in each process, and a sum's last digit with it
        known = [sorted(self._numbers[mark] for mark in each if mark in self._numbers) for each in marks]
        alone = np.array([own["weight"][numbers].sum() for numbers in known], np.float32)
        vectors = np.stack([own["vector"][numbers].sum(0) for numbers in known])
        inner = np.maximum(_product(np.concatenate([seen, vectors], 1), own["inner"]) + own["inner_bias"], 0)
        further = np.maximum(_product(inner, own["further"]) + own["further_bias"], 0)
        return np.asarray(alone + _product(further, own["outer"][:, None])[:, 0])


def _product(rows: Floats, weights: Floats) -> Floats:
    """The matrix product on this core alone: NumPy takes a thread for each core, and where all are busy they wait long."""
    product: Floats = np.einsum("ij,jk->ik", rows, weights)
    return product


@functools.cache
def load_credit(folder: Path = SHIPPED) -> Credit:
    """The weights that belong to the network of a folder; where it has none, the shipped ones, which then go by marks alone.

    Raises:
        ModelError: the file is missing or holds something else.
    """
    own = folder / FILE
    try:
        with (own if own.exists() else SHIPPED / FILE).open("rb") as file, np.load(file, allow_pickle=False) as arrays:
            return Credit(dict(arrays), sees_words=own.exists())
    except (OSError, EOFError, ValueError, KeyError, IndexError, zipfile.BadZipFile) as error:
        raise ModelError(f"{FILE} is missing or damaged: install Enduse again, or make it anew with training.credit") from error


def words_seen(speech: Speech, sentence: int, word: int, witness: Witness) -> list[Floats | None]:
    """The vectors of a clause's word, of the root of its sentence, of the speaker and of the word of saying: None for none."""
    vectors, said = speech.vectors, witness.said
    return [
        vectors.of(sentence, word),
        vectors.of(sentence, speech.analysis.trees[sentence].heads.index(-1)),
        vectors.at(said.speaker.span.end - 1) if said and said.speaker.span.end else None,
        vectors.of(said.sentence, said.saying.word) if said and said.saying else None,
    ]


def beside(vectors: Iterable[Floats | None], width: int) -> Floats:
    """Vectors one after the other, with zeros in the place of one that is missing."""
    nothing = np.zeros(width, np.float32)
    return np.concatenate([nothing if vector is None else vector for vector in vectors])
