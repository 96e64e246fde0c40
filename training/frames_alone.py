"""The lexicon and its frames as a reader without a network: each vote is a decision. What the network has to be better than.

An item is stated where a frame names a party of it; its category is the lexicon's, its status the one that the words imply.
"""

from __future__ import annotations

import dataclasses

import numpy as np
from numpy.typing import NDArray

from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES
from enduse.read.decide import STATUSES, Thresholds
from enduse.read.features import bucket
from enduse.read.inputs import DecisionInputs
from enduse.read.network import Floats, Network, Scores
from enduse.read.vocabulary import KIND_ROLES, KINDS, MARK, ROLES

_ABOUT = ("item", "event", "measure", "self")  # what an anchor may be in a frame
_USUAL = {"transfer": "delivered", "measure": "in_force", "use": "under_way"}  # where the words imply no status
#: Every vote counts, and all who have as many.
THRESHOLDS = Thresholds(kind=dict.fromkeys(KINDS, 0.01), nobody=0.9, further=0.0)
#: Only where votes name both parties.
BOTH = dataclasses.replace(THRESHOLDS, unnamed=0.0)


class FramesAlone(Network):
    """Parses with the network of a folder and decides by the votes, as the decisions see them among their features."""

    def decide(self, words: Floats, inputs: DecisionInputs) -> Scores:
        """Scores that are certain of what the frames say."""
        roles = _roles(inputs)
        parties = roles[:, :, 1:].any(-1)
        kind = np.stack([parties[:, list(KIND_ROLES[k])].any(-1) for k in KINDS], 1).astype(np.float32)
        kind[:, KINDS.index("transfer")] *= 1 - kind[:, KINDS.index("use")]  # who uses a thing has it of someone unnamed here
        asserted = np.zeros((len(kind), len(CERTAINTIES)), dtype=np.float32)
        asserted[:, CERTAINTIES.index("asserted")] = 1
        return Scores(
            kind=kind,
            category=_marked(inputs, [f"item:{category}" for category in CATEGORIES], CATEGORIES.index("arms")),
            measure=_marked(inputs, [f"measure:{measure}" for measure in MEASURES], MEASURES.index("sanctions")),
            status=_statuses(inputs),
            certainty=asserted,
            roles=roles,
        )


def _roles(inputs: DecisionInputs) -> Floats:
    """1 where a mention has a vote for a role; nobody where none has."""
    voted = [np.isin(inputs.pairs, [bucket(f"vote:{role}|{about}") for about in _ABOUT]).any(-1) for role in ROLES]
    named = np.stack(voted, 1).astype(np.float32)
    nobody = 1 - named.max(-1, keepdims=True, initial=0)
    return np.asarray(np.concatenate([nobody, named], -1), dtype=np.float32)


def _marked(inputs: DecisionInputs, marks: list[str], usual: int) -> Floats:
    """The category that the lexicon gives each anchor, and a usual one for words of no category."""
    wanted = np.array([MARK[m] for m in marks])[None, :, None]
    own: NDArray[np.bool_] = np.equal(inputs.anchor_types[:, None, :], wanted).any(-1)
    own[~own.any(-1), usual] = True
    return np.asarray(own, dtype=np.float32)


def _statuses(inputs: DecisionInputs) -> Floats:
    scores = np.zeros((len(inputs.anchors), len(STATUSES)), dtype=np.float32)
    for number, (kind, status) in enumerate(STATUSES):
        implied = bucket(f"is:{kind}:{status}")
        scores[:, number] = np.where((inputs.anchor_features == implied).any(-1), 3, 0)
        if _USUAL[kind] == status:
            scores[:, number] += 1.5
    assert set(_USUAL) == set(STAGES)
    return scores
