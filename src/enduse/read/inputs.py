"""The network's view of a window's decisions: anchors, actors and how they stand to each other, as arrays."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from enduse.read.windows import Window

TYPES = 4  # marks of a mention that the decisions see
Numbers = NDArray[np.int64]

#: The arrays of `DecisionInputs.arrays` by the names of the network's inputs.
DECISION_ARRAYS = ("anchors", "anchor_types", "anchor_features", "actors", "actor_types", "actor_numbers", "pairs")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInputs:
    """Arrays for `Network.decide`, and which candidates of the document the rows stand for."""

    window: Window
    marks: Numbers
    anchor_numbers: tuple[int, ...]
    actor_numbers: tuple[int, ...]
    anchors: Numbers
    anchor_types: Numbers
    anchor_features: Numbers
    actors: Numbers
    actor_types: Numbers
    same_actor: Numbers  # equal numbers for mentions of one actor
    pairs: Numbers

    @property
    def arrays(self) -> tuple[Numbers, ...]:
        """What `Network.decide` takes besides the word vectors, in its order."""
        return (
            self.anchors,
            self.anchor_types,
            self.anchor_features,
            self.actors,
            self.actor_types,
            self.same_actor,
            self.pairs,
        )
