"""From scores to decisions: which anchors are stated to be what, by whom and to whom, and how they stand together in a clause."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files

from enduse.lexicon.cues import CueMention
from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES, Certainty, Kind
from enduse.read.analysis import Analysis
from enduse.read.candidates import Mention
from enduse.read.inputs import DecisionInputs
from enduse.read.network import Floats, Scores
from enduse.read.vocabulary import KIND_ROLES, KINDS

STATUSES = [(kind, status) for kind in KINDS for status in STAGES[kind]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An actor in a role: its value, the mention that gave it most, and how strongly."""

    value: str
    mention: Mention
    weight: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One anchor decided to be stated: its kind, what it is, in what state, and who fills the kind's two roles."""

    kind: Kind
    anchor: Mention
    number: int
    category: str
    status: str
    certainty: Certainty
    first: tuple[Filler, ...]
    second: tuple[Filler, ...]
    score: float


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What a decision must reach, set on held-out training reports (`make model`)."""

    kind: Mapping[str, float]
    nobody: float
    further: float


@cache
def load_thresholds() -> Thresholds:
    """The thresholds that belong to the shipped network."""
    data = json.loads(files("enduse.read").joinpath("thresholds.json").read_text(encoding="utf-8"))
    return Thresholds(kind=data["kind"], nobody=data["nobody"], further=data["further"])


def decide(analysis: Analysis, inputs: DecisionInputs, scores: Scores, thresholds: Thresholds) -> Iterator[Decision]:
    """The decisions of one window."""
    actors = [analysis.candidates.actors[j] for j in inputs.actor_numbers]
    for row, number in enumerate(inputs.anchor_numbers):
        anchor = analysis.candidates.anchors[number]
        is_measure = isinstance(anchor.entry, CueMention)
        for k, kind in enumerate(KINDS):
            score = float(scores.kind[row, k])
            if (kind == "measure") != is_measure or score < thresholds.kind[kind]:
                continue
            one, two = KIND_ROLES[kind]
            first = _fill(scores.roles[row, one], actors, thresholds, ())
            second = _fill(scores.roles[row, two], actors, thresholds, first if kind == "transfer" else ())
            if kind == "transfer" and not first and not second:
                continue
            yield Decision(
                kind=kind,  # type: ignore[arg-type]
                anchor=anchor,
                number=number,
                category=_category(scores, row, kind),
                status=_status(scores, row, kind),
                certainty=CERTAINTIES[int(scores.certainty[row].argmax())],  # type: ignore[arg-type]
                first=first,
                second=second,
                score=score,
            )


def _category(scores: Scores, row: int, kind: str) -> str:
    if kind == "measure":
        return MEASURES[int(scores.measure[row].argmax())]
    return CATEGORIES[int(scores.category[row].argmax())]


def _status(scores: Scores, row: int, kind: str) -> str:
    own = [(scores.status[row, s], status) for s, (of, status) in enumerate(STATUSES) if of == kind]
    return max(own)[1]


def _fill(
    weights: Floats, actors: Sequence[Mention], thresholds: Thresholds, not_these: Sequence[Filler]
) -> tuple[Filler, ...]:
    """Who fills a role: the weightiest actor, unless nobody is far weightier, and others that are nearly as weighty."""
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Mention]] = {}
    excluded = {f.value for f in not_these if len(not_these) == 1}
    for weight, mention in zip(weights[1:], actors, strict=True):
        value = mention.entry.code  # type: ignore[union-attr]
        if value in excluded:
            continue
        totals[value] = totals.get(value, 0.0) + float(weight)
        if value not in best or weight > best[value][0]:
            best[value] = (float(weight), mention)
    if not totals or float(weights[0]) > thresholds.nobody:
        return ()
    top = max(totals.values())
    if top < 0.02:
        return ()
    chosen = [v for v in sorted(totals, key=lambda v: -totals[v]) if totals[v] >= max(thresholds.further * top, 0.12) or totals[v] == top]
    return tuple(Filler(value=v, mention=best[v][1], weight=totals[v]) for v in chosen[:4])


def together(analysis: Analysis, decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Group the decisions that one clause states alike: same sentence, kind, roles, status and certainty."""
    groups: dict[tuple[object, ...], list[Decision]] = {}
    for d in decisions:
        roles = tuple(tuple(sorted(f.value for f in side)) for side in (d.first, d.second))
        key = (d.anchor.sentence, d.kind, roles, d.status, d.certainty, d.category if d.kind == "measure" else "")
        groups.setdefault(key, []).append(d)
    return [groups[key] for key in groups]


