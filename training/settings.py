"""What the bench compares: each setting changes one thing in how the decisions learn."""

from __future__ import annotations

import dataclasses
import zlib
from collections.abc import Collection

from training.examples import is_held_out
from training.families import ANCHOR, GOVERNORS, PATHS, VOTES

FOLDS = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One run of the bench.

    `dropped` are families of features taken out; `context` whether mentions look at each other; `share` of the reports to
    learn from; `further` whether the reports beside the gold set are among them; `variants` whether exchanged actors and
    passages are; `fold` the part of the gold set that is left out and read.
    """

    name: str
    says: str
    dropped: tuple[str, ...] = ()
    context: bool = True
    share: float = 1.0
    further: bool = True
    variants: bool = True
    fold: int | None = None
    seed: int = 1

    def learns_from(self, name: str, gold: Collection[str]) -> bool:
        """Whether a report is learnt from; `gold` are the names of the gold set. Held-out reports never are."""
        if is_held_out(name, 1) or (name not in gold and not self.further):
            return False
        if name in gold and self.fold is not None and fold_of(name) == self.fold:
            return False
        return zlib.crc32(f"share {name}".encode()) % 1000 < self.share * 1000


def fold_of(name: str) -> int:
    """The fold that a report of the gold set belongs to, the same whatever others there are."""
    return zlib.crc32(name.encode()) % FOLDS


ABLATIONS = (
    Setting(name="all", says="everything"),
    Setting(name="all-again", says="everything, another seed", seed=2),
    Setting(name="no-votes", says="without the frames' votes", dropped=(VOTES,)),
    Setting(name="no-paths", says="without the paths and slots of the parse", dropped=(PATHS,)),
    Setting(name="no-anchor", says="without the features of the item or measure word", dropped=(ANCHOR,)),
    Setting(name="no-context", says="without the mentions' view of each other", context=False),
    Setting(name="network-alone", says="network alone: no votes, no parse", dropped=(VOTES, PATHS, ANCHOR, GOVERNORS)),
    Setting(name="quarter", says="a quarter of the reports", share=0.25),
    Setting(name="half", says="a half of the reports", share=0.5),
    Setting(name="no-further", says="without our own further reports", further=False),
    Setting(name="no-variants", says="without variants (exchanged actors, passages)", variants=False),
)
FIVE_FOLDS = tuple(Setting(name=f"fold-{k}", says=f"fold {k} of {FOLDS} left out and read", fold=k) for k in range(FOLDS))
#: Not learnt on the bench: the network of the checkpoint as it is, and no network at all.
TOGETHER = Setting(name="together", says="encoder and decisions trained together, as shipped")
FRAMES = Setting(name="frames-alone", says="lexicon and frames alone: every vote is a statement")
FRAMES_BOTH = Setting(name="frames-both", says="lexicon and frames alone, where they name both parties")
