"""The closed lists that the network was trained with; their order is part of the model, so they only ever grow at the end."""

from __future__ import annotations

from enduse.model import CATEGORIES, MEASURES, STAGES

KINDS = ("transfer", "measure", "use")
ROLES = ("supplier", "recipient", "imposer", "target", "user", "against")
KIND_ROLES = {"transfer": (0, 1), "measure": (2, 3), "use": (4, 5)}

ACTOR_KINDS = (
    "state", "capital", "demonym", "metonym", "ministry", "force", "leader", "body", "group", "firm", "person", "unknown",
)  # fmt: skip
VERB_FRAMES = (
    "supply-with", "supply-to", "receive", "order", "arrive", "move", "broker",
    "make", "overhaul", "train", "fund", "swap", "cooperate", "request",
    "offer", "pledge", "agree", "approve", "consider", "plan", "begin",
    "complete", "stop", "use", "find", "impose", "prosecute", "relieve",
    "breach",
)  # fmt: skip
NOUN_FRAMES = (
    "supply", "sale", "purchase", "request", "offer", "talks", "stop",
    "make", "service", "use",
)  # fmt: skip
CUES = (
    *(f"status={value}" for value in STAGES["transfer"]),
    *(f"measure_status={value}" for value in STAGES["measure"]),
    "hedge=medium", "hedge=low", "certain=certain", "denial=deny", "denial=no_evidence", "denial=negation", "condition=if",
    "reporting=neutral", "reporting=assert", "reporting=deny", "reporting=factive", "reporting=inquire", "basis",
)  # fmt: skip

#: What a word is marked as in the network's input, and a mention in its decisions: 0 is nothing.
_MARKS = [
    "",
    *(f"actor:{kind}" for kind in ACTOR_KINDS),
    *(f"item:{category}" for category in CATEGORIES),
    "item:generic",
    "item:designation",
    *(f"measure:{measure}" for measure in MEASURES),
    "measure:bearing",
    *(f"cue:{cue}" for cue in CUES),
    *(f"verb:{frame}" for frame in VERB_FRAMES),
    *(f"noun:{frame}" for frame in NOUN_FRAMES),
]
MARK = {name: number for number, name in enumerate(_MARKS)}
MARKS_PER_WORD = 6
MARKS = 128  # rows of the network's table of marks, with room to grow
PAIR_BUCKETS = 12288
