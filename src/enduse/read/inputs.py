"""The network's view of a window's decisions: anchors, actors and how they stand to each other, as arrays."""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from enduse.read.windows import Window

TYPES = 4  # marks of a mention that the decisions see
Numbers = NDArray[np.int64]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class DecisionInputs:
    """Arrays for `Network.decide`, and which candidates of the document the rows stand for."""

    window: Window
    marks: Numbers
    anchor_numbers: tuple[int, ...]
    actor_numbers: tuple[int, ...]
    anchors: Numbers
    anchor_types: Numbers
    actors: Numbers
    actor_types: Numbers
    pairs: Numbers
