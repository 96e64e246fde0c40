"""Everyone who might be the one who states a clause, with what speaks for it: marks that the weights of `credit.npz` know."""

from __future__ import annotations

import dataclasses
import itertools

from enduse.lexicon.voices import load_voices
from enduse.read import hearings
from enduse.read.said import Said
from enduse.read.setting import Clause
from enduse.read.speakers import folded
from enduse.read.speech import Speech


@dataclasses.dataclass(slots=True)
class Witness:
    """One who may be credited (None: nobody, the outlet itself says it), how it was found, and the marks."""

    said: Said | None
    marks: set[str]


def find_witnesses(speech: Speech, sentence: int, word: int) -> list[Witness]:
    """All who may be credited with a clause, nobody first; each speaker once, with all marks of all ways it was found."""
    clause = Clause.at(speech, sentence, word)
    found: dict[str, Witness] = {}
    for said, marks in itertools.chain.from_iterable(hear(clause) for hear in hearings.ALL):
        if said.is_credible and not _gives_a_reason(clause, said) and not clause.describes(said):
            name = folded(said.speaker.name)
            if name not in found:
                found[name] = Witness(said, set(clause.with_state(f"kind {said.speaker.kind}")))
            witness = found[name]
            witness.marks.update(marks)
            if not said.speaker.is_sure:
                witness.marks.update(clause.with_state("no voice"))
    for name, witness in found.items():
        witness.marks.update(clause.with_state(f"share {min(speech.shares.get(name, 0), 4)}"))
        witness.marks.update(clause.with_state(f"mentions {min(speech.mentions(name), 5)}"))
    return [_nobody(clause), *found.values()]


def _gives_a_reason(clause: Clause, said: Said) -> bool:
    """Whether what is cited is no source: "refused, citing neutrality"."""
    if said.saying is None or said.speaker.is_sure:
        return False
    return clause.speech.analysis.trees[said.sentence].lower(said.saying.word) in load_voices().small.sources


def _nobody(clause: Clause) -> Witness:
    """The outlet itself: nobody is credited with what it tells."""
    marks = {"nobody", f"nobody {clause.is_said}", *clause.with_state(f"nobody among {min(len(clause.speech.shares), 4)}")}
    first = clause.sayers[0].speaker.kind if clause.sayers else "none"
    marks |= {*clause.with_state(f"nobody but {first}"), f"nobody but {first} {clause.is_said}"}
    surroundings = (*clause.setting.marks(), *clause.own_marks)
    return Witness(None, marks | {f"nobody {mark}" for mark in surroundings})
