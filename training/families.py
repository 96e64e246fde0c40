"""The families of what the decisions see beside word vectors, and a window's inputs without some of them.

Features are hashed, so a family is told by where `PairFeatures.row` puts it: the frame over the anchor; votes; how far and
between whom; then, from the feature of distance on, who the actor is and how it hangs in the parse.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Collection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from enduse.read.features import bucket
from enduse.read.inputs import DecisionInputs, Numbers

VOTES = "votes"  # of the frames, here and elsewhere in the report
PATHS = "paths"  # of the parse: from actor to anchor, and the slots that they stand in
ANCHOR = "anchor"  # the frames over an anchor, their tense and negation, the status they imply
GOVERNORS = "governors"  # the words above the anchor, which the network sees through their vectors
FAMILIES = (VOTES, PATHS, ANCHOR, GOVERNORS)

_FARTHEST = 6  # sentences
_RANKS = 6  # of an actor by how often it is named, the last for all others
_OF_ACTOR = 3  # of the features from the distance on: distance, rank, kind


def without(inputs: DecisionInputs, dropped: Collection[str]) -> DecisionInputs:
    """The inputs of a window with some families of features taken out.

    Raises:
        ValueError: a family that there is not.
    """
    if unknown := set(dropped) - set(FAMILIES):
        raise ValueError(f"no such family of features: {', '.join(sorted(unknown))}; there are {', '.join(FAMILIES)}")
    changes: dict[str, Any] = {}
    if VOTES in dropped or PATHS in dropped:
        family = _families(inputs)
        gone = np.isin(family, [name for name in (VOTES, PATHS) if name in dropped])
        changes["pairs"] = np.where(gone, 0, inputs.pairs)
    if ANCHOR in dropped:
        changes["anchor_features"] = np.zeros_like(inputs.anchor_features)
    if GOVERNORS in dropped:
        changes["anchors"] = inputs.anchors[:, [0, 1, 1, 1]]
    return dataclasses.replace(inputs, **changes)


def _families(inputs: DecisionInputs) -> NDArray[np.str_]:
    """The family of each feature of each pair, "" for those of none."""
    apart = _sentences_apart(inputs)
    at = _distance_column(inputs.pairs, apart)[..., None]
    column = np.arange(inputs.pairs.shape[-1])
    same = (apart == 0)[..., None]
    votes = (column > 0) & (column < at - np.where(same, 1, 2))  # then comes what lies between, and the slot of one far off
    slot_of_far = ~same & (column == at - 1)
    width = (column == at + _OF_ACTOR + 1) & same  # words between the two
    paths = (column == 0) | slot_of_far | ((column >= at + _OF_ACTOR) & ~width)
    return np.where(votes, VOTES, np.where(paths, PATHS, ""))


def _sentences_apart(inputs: DecisionInputs) -> Numbers:
    sentence = np.array(inputs.window.word_sentences, dtype=np.int64)
    of_anchor, of_actor = sentence[inputs.anchors[:, 0]], sentence[inputs.actors[:, 0]]
    return np.asarray(np.clip(of_actor[None, :] - of_anchor[:, None], -_FARTHEST, _FARTHEST))


def _distance_column(pairs: Numbers, apart: Numbers) -> Numbers:
    """Where the feature of the distance stands; the rank that follows tells it from another of the same number."""
    distances = np.array([bucket(f"d:{n}") for n in range(-_FARTHEST, _FARTHEST + 1)])
    ranks = [bucket(f"r:{rank}|{near}") for rank in range(_RANKS) for near in (True, False)]
    followed = np.isin(np.roll(pairs, -1, axis=-1), ranks)
    found = (pairs == distances[apart + _FARTHEST][..., None]) & followed
    found[..., 0] = False
    if not found.any(-1).all():
        raise ValueError("pairs without the feature of their distance: prepare the examples anew with this version")
    return np.asarray(found.argmax(-1))
