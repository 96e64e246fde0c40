"""The embedded network at work: windows of a document to word vectors and trees, and mentions to scores.

Two ONNX graphs, run by onnxruntime: `encoder.onnx` (sub-words to word vectors and a Universal Dependencies parse) and
`decisions.onnx` (mentions and pair features to decisions). `card.json` beside them names their digests, which are checked.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from enduse.errors import ModelError
from enduse.read.inputs import DECISION_ARRAYS, DecisionInputs
from enduse.read.sentences import Sentence
from enduse.read.trees import Tree, flat_tree, repair_heads
from enduse.read.vocabulary import MARKS_PER_WORD
from enduse.read.windows import Window, load_tokenizer, make_windows, near, sub_words

TAGS = "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]
SHIPPED = Path(str(files("enduse.read").joinpath("model")))  # the network that comes with the package


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """What the encoder says of one window: a tree for each of its sentences and a vector for each of its words.

    A window that was passed over has flat trees and no vectors.
    """

    window: Window
    trees: tuple[Tree, ...]
    words: Floats

    @property
    def is_read(self) -> bool:
        """Whether the window went through the encoder."""
        return len(self.words) > 0


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """Probabilities of the decisions on each anchor: rows are anchors; `roles` is anchors × roles × (nobody, actors...)."""

    kind: Floats
    category: Floats
    measure: Floats
    status: Floats
    certainty: Floats
    roles: Floats


class Network:
    """The two graphs and the tokenizer, loaded once.

    Raises:
        ModelError: a file is missing or is not the one that the card names.
    """

    def __init__(self, folder: Path | None = None, *, threads: int = 1) -> None:
        self.folder = folder = folder or SHIPPED
        self.card = load_card(folder)
        self._labels: list[str] = self.card["labels"]
        self._encoder = load_graph(folder / "encoder.onnx", threads, optimised=True)
        decisions = folder / "decisions.onnx"
        self._decisions = load_graph(decisions, threads) if decisions.exists() else None
        self._tokenizer = load_tokenizer(str(folder / "tokenizer.json"))
        self._known: dict[str, tuple[int, ...]] = {}

    @property
    def digest(self) -> str:
        """What the network is known by: another one reads otherwise."""
        return str(self.card["sha256"]["card.json"])

    def parse(
        self, sentences: Sequence[Sentence], word_marks: Sequence[Sequence[int]], *, worth: Sequence[bool] | None = None
    ) -> list[Parsed]:
        """Parse the sentences of a document, window by window.

        Args:
            sentences: all sentences of the document.
            word_marks: for each word of the document, in order, the numbers of its lexicon marks.
            worth: for each sentence whether it may state anything; windows far from those that may are passed over. All are
                parsed where None.
        """
        offsets = np.cumsum([0, *(len(s.words) for s in sentences)]).tolist()
        pieces = sub_words(sentences, self._tokenizer, known=self._known)
        windows = make_windows(pieces)
        read = near(windows, [True] * len(sentences) if worth is None else worth)
        return [
            self._parse(w, sentences[w.first : w.last], word_marks[offsets[w.first] :])
            if is_read
            else _passed_over(w, sentences[w.first : w.last])
            for w, is_read in zip(windows, read, strict=True)
        ]

    def _parse(self, window: Window, sentences: Sequence[Sentence], marks: Sequence[Sequence[int]]) -> Parsed:
        ids = np.array([window.ids], dtype=np.int64)
        first = np.array([window.word_starts], dtype=np.int64)
        feeds = {
            "ids": ids,
            "marks": spread_marks(window, marks)[None],
            "first": first,
            "sentence": np.array([window.word_sentences], dtype=np.int64),
        }
        words, *parse = (out[0] for out in self._encoder.run(["words", "tags", "heads", "labels"], feeds))
        tags, heads, labels = (numbers.tolist() for numbers in parse)
        trees = []
        at = 0
        for sentence in sentences:
            end = at + len(sentence.words)
            own = repair_heads([h - 1 - at if h > 0 else -1 for h in heads[at:end]])
            trees.append(Tree(
                sentence=sentence,
                heads=own,
                labels=tuple(self._labels[i] for i in labels[at:end]),
                tags=tuple(TAGS[i] for i in tags[at:end]),
            ))  # fmt: skip
            at = end
        return Parsed(window=window, trees=tuple(trees), words=words)

    def decide(self, words: Floats, inputs: DecisionInputs) -> Scores:
        """Score every decision on the anchors of one window (shapes as in `training/decisions.py`)."""
        if self._decisions is None:
            raise ModelError("decisions.onnx is missing: install enduse again, or rebuild it with `make model`")
        feeds = {"words": words, **dict(zip(DECISION_ARRAYS, inputs.arrays, strict=True))}
        return scores_of(self._decisions.run(None, feeds))


def scores_of(outputs: Iterable[Any]) -> Scores:
    """The scores that the outputs of the decisions' graph stand for, in its order."""
    kind, category, measure, status, certainty, roles = outputs
    return Scores(
        kind=1 / (1 + np.exp(-kind)),
        category=softmax(category),
        measure=softmax(measure),
        status=softmax(status),
        certainty=softmax(certainty),
        roles=softmax(roles),
    )


def load_graph(path: Path, threads: int, *, optimised: bool = False) -> onnxruntime.InferenceSession:
    """A graph made ready to run; one that was optimised when it was exported is taken as it is."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    if optimised:
        options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _passed_over(window: Window, sentences: Sequence[Sentence]) -> Parsed:
    trees = tuple(flat_tree(sentence) for sentence in sentences)
    return Parsed(window=window, trees=trees, words=np.zeros((0, 0), dtype=np.float32))


def spread_marks(window: Window, marks: Sequence[Sequence[int]]) -> Numbers:
    """Each word's marks on its first sub-word: [sub-words, MARKS_PER_WORD], 0 for none."""
    out = np.zeros((len(window.ids), MARKS_PER_WORD), dtype=np.int64)
    for start, numbers in zip(window.word_starts, marks, strict=False):
        for k, number in enumerate(numbers[:MARKS_PER_WORD]):
            out[start, k] = number
    return out


def softmax(logits: Floats) -> Floats:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True)) if logits.size else logits
    return np.asarray(powers / powers.sum(-1, keepdims=True) if logits.size else logits, dtype=np.float32)


@functools.cache
def load_network(folder: Path | None = None) -> Network:
    """The network that ships with the package (or lies in a folder), loaded once a process."""
    return Network(folder)


def card_digest(card: Mapping[str, Any]) -> str:
    """The digest of a card, without its own place in it."""
    digests = {name: digest for name, digest in card["sha256"].items() if name != "card.json"}
    return hashlib.sha256(json.dumps({**card, "sha256": digests}, sort_keys=True).encode()).hexdigest()


def load_card(folder: Path, *, part_of: str = "enduse") -> dict[str, Any]:
    """The card of a folder of graphs, whose digests are those of the files beside it.

    Args:
        folder: the folder.
        part_of: the distribution that brings it, to be installed again if it is damaged.

    Raises:
        ModelError: a file is missing or is not the one that the card names.
    """
    path = folder / "card.json"
    if not path.exists():
        raise ModelError(f"the reader's network is missing ({path.name}): install Enduse again, or rebuild it: `make model`")
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        files: dict[str, str] = dict(card["sha256"])
        if files.pop(path.name, None) not in (None, card_digest(card)):
            raise ValueError("not the card that was written")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(f"{path.name} of the reader's network is damaged ({error}): install {part_of} again") from error
    for name, digest in files.items():
        found = folder / name
        if not found.exists() or hashlib.sha256(found.read_bytes()).hexdigest() != digest:
            raise ModelError(f"{name} is missing or damaged (not the file the card names): install {part_of} again")
    return card
