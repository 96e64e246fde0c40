"""Where the witnesses of a clause come from: each hearing yields who was found in one way, with the marks of that way."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enduse.read.said import Said
from enduse.read.setting import Clause
from enduse.read.witness_marks import place_marks, verb_marks

_REACH = 12  # sentences back that a speech may have begun in
_RANKS = ("latest", "second", "third")
_DISTANCES = ("same paragraph", "paragraph before", "far")

Heard = tuple[Said, tuple[str, ...]]


def _sayers(clause: Clause) -> Iterator[Heard]:
    """Whoever says the clause by rule."""
    place = "first"
    for said in clause.sayers:
        yield said, (said.rule, f"{said.rule} {place}", f"{place} {said.speaker.kind}")
        if said.rule == "has the floor":
            yield said, (clause.floor,)
        if said.is_credible:
            place = "later"


def _speakers_here(clause: Clause) -> Iterator[Heard]:
    """Whoever says anything in the sentence."""
    for said in clause.speech.said_in(clause.sentence):
        side = "before" if said.saying and said.saying.word < clause.word else "after"
        yield said, (f"here {side}", f"here {side} {clause.is_said}", *verb_marks(clause.speech, said, "here"))
        yield said, tuple(f"{mark} {clause.state}" for mark in place_marks(clause.speech, said, clause.word))
        if said.rule == "imposes a measure":
            ground = clause.is_ground_of(said)
            yield said, (f"imposes {ground}", f"imposes {ground} {clause.is_said}")


def _subjects(clause: Clause) -> Iterator[Heard]:
    """Whoever does what the clause and the clauses over it tell."""
    for said, rule, verb in clause.speech.subjects(clause.sentence, clause.word):
        yield said, (*clause.with_state(rule), f"{rule} {clause.is_said}", f"{rule} {verb}", f"subject of {verb}")
        if clause.is_ground_of(said):
            yield said, ("ground", f"ground {verb}")


def _labelled(clause: Clause) -> Iterator[Heard]:
    """Whom the last label before the clause names."""
    for said in clause.speech.labels(clause.sentence):
        apart = clause.paragraphs_after(said.sentence)
        far = "here" if apart == 0 else "near" if apart < 3 else "far"
        count = f"label {min(clause.speech.label_count, 4)} {far}"
        yield said, (*clause.with_state(f"label {far}"), f"label {said.speaker.kind}", count)


def _prominent(clause: Clause) -> Iterator[Heard]:
    """Whom the title and the lead name, and who signs."""
    for said in clause.speech.leads:
        rule, kind = said.rule, said.speaker.kind
        yield said, (*clause.with_state(rule), f"{rule} {kind}", f"{rule} {clause.speech.publisher_sort}")
        yield said, tuple(f"{rule} {mark}" for mark in clause.own_marks)
        yield said, (f"{rule} {clause.floor}", f"{rule} {clause.floor} {kind}")


def _earlier_speakers(clause: Clause) -> Iterator[Heard]:
    """Whoever said something in the sentences before, the latest first."""
    credible = 0
    names: set[str] = set()
    for back in range(1, min(_REACH, clause.sentence) + 1):
        for said in reversed(clause.speech.said_in(clause.sentence - back)):
            if said.speaker.name not in names:
                names.add(said.speaker.name)
                yield said, tuple(_earlier_marks(clause, said, back, _RANKS[min(credible, 2)]))
                credible += said.is_credible


def _earlier_marks(clause: Clause, said: Said, back: int, rank: str) -> Iterator[str]:
    """Marks of one who spoke so many sentences before."""
    speech, state = clause.speech, clause.state
    far = _DISTANCES[min(2, clause.paragraphs_after(clause.sentence - back))]
    near = "next" if back == 1 else "near" if back < 4 else "far"
    ends_with_colon = speech.analysis.sentences[clause.sentence - back].words[-1].text == ":"
    yield from clause.with_state(f"{rank} {far}")
    yield f"{near} {far} {state}"
    yield f"back {min(back, 6)} {rank} {state}"
    yield f"{rank} {speech.publisher_sort} {state}"
    yield f"{rank} {said.speaker.kind} {state}"
    yield f"{rank} {near} {clause.is_said}"
    yield from (f"{rank} {mark}" for mark in clause.setting.marks())
    yield from (f"{rank} {mark}" for mark in clause.own_marks)
    yield f"{rank} colon {ends_with_colon} {clause.setting.bullet}"
    yield from (f"{mark} {state}" for mark in verb_marks(speech, said, rank))


def _next_speakers(clause: Clause) -> Iterator[Heard]:
    """Whoever says something in the next sentence."""
    after = clause.sentence + 1
    if after < len(clause.speech.analysis.sentences):
        joined = clause.paragraphs_after(after) == 0
        for said in clause.speech.said_in(after):
            yield said, (f"after it {joined} {clause.state}",)


def _publisher(clause: Clause) -> Iterator[Heard]:
    """Whoever publishes the report."""
    for said, rule in clause.speech.publishers:
        yield said, (f"{rule} {clause.floor}", *clause.with_state(rule), f"{rule} {clause.is_said}")
        yield said, tuple(f"{rule} {mark}" for mark in clause.own_marks)


#: All hearings; a speaker found in several ways stands where the first found it.
ALL: tuple[Callable[[Clause], Iterator[Heard]], ...] = (
    _sayers,
    _speakers_here,
    _subjects,
    _labelled,
    _prominent,
    _earlier_speakers,
    _next_speakers,
    _publisher,
)
