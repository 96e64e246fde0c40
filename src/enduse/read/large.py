"""The large reader: the embedded one with a second, larger network whose scores count beside those of the shipped one.

Its weights are a distribution of their own (`large/` in the repository), for they are three times the size of everything else.
The shipped network parses and gives its scores as ever; what is decided is decided on the weighted mean of both.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
from importlib.util import find_spec
from pathlib import Path

import numpy as np

from enduse.errors import ModelError
from enduse.read.decide import load_thresholds
from enduse.read.embedded import EmbeddedReader
from enduse.read.inputs import DECISION_ARRAYS, DecisionInputs
from enduse.read.network import SHIPPED, Floats, Network, Scores, load_card, load_graph, scores_of

PACKAGE = "enduse_large"


class SecondNetwork:
    """The larger network by itself: windows that another has parsed, with their mentions, to scores.

    Args:
        folder: where its two graphs lie.
        threads: threads of one run.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        self._encoder = load_graph(folder / "encoder.onnx", threads, optimised=True)
        self._decisions = load_graph(folder / "decisions.onnx", threads)

    def decide(self, inputs: DecisionInputs) -> Scores:
        """Score every decision on the anchors of one window."""
        window = inputs.window
        feeds = {
            "ids": np.array([window.ids], dtype=np.int64),
            "marks": inputs.marks[None],
            "first": np.array([window.word_starts], dtype=np.int64),
        }
        (words,) = self._encoder.run(["words"], feeds)
        arrays = dict(zip(DECISION_ARRAYS, inputs.arrays, strict=True))
        return scores_of(self._decisions.run(None, {"words": words[0], **arrays}))


class LargeNetwork(Network):
    """The shipped network, and a larger one that decides with it.

    Args:
        folder: where the larger network's graphs and card lie.
        threads: threads of one run.

    Raises:
        ModelError: a file of either network is missing or is not the one that its card names.
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        super().__init__(SHIPPED, threads=threads)
        card = load_card(folder, part_of="enduse-large")
        self._share: float = card["share"]
        self._second = SecondNetwork(folder, threads=threads)
        self._digest = hashlib.sha256(f"{super().digest} {card['sha256']['card.json']}".encode()).hexdigest()

    @property
    def digest(self) -> str:
        """What both networks together are known by."""
        return self._digest

    def decide(self, words: Floats, inputs: DecisionInputs) -> Scores:
        """Score every decision on the anchors of one window by both networks; their mean counts."""
        return mixed(super().decide(words, inputs), self._second.decide(inputs), self._share)


def mixed(own: Scores, other: Scores, share: float) -> Scores:
    """The weighted mean of two networks' scores; `share` (0 to 1) is the other's."""
    names = [field.name for field in dataclasses.fields(Scores)]
    return Scores(**{name: (1 - share) * getattr(own, name) + share * getattr(other, name) for name in names})


class LargeReader(EmbeddedReader):
    """Reads with both networks: slower than the embedded reader, and better.

    Args:
        min_score: leave out statements read with less than this score (0 to 1); None leaves it to the measured thresholds.

    Raises:
        ModelError: the larger network is not installed, or a file of it is damaged.
    """

    called = "large"

    def __init__(self, *, min_score: float | None = None) -> None:
        folder = find_folder()
        super().__init__(network=_load_network(folder), thresholds=load_thresholds(folder), min_score=min_score)


def find_folder() -> Path:
    """The folder of the larger network.

    Raises:
        ModelError: it is not installed.
    """
    found = find_spec(PACKAGE)
    if found is None or found.origin is None:
        raise ModelError(
            "the large reader's network is not installed: `make large` or `pip install ./large` in a copy of Enduse's "
            "repository, or read with --reader embedded"
        )
    return Path(found.origin).parent / "model"


@functools.cache
def _load_network(folder: Path) -> LargeNetwork:
    """Loaded once a process."""
    return LargeNetwork(folder)
