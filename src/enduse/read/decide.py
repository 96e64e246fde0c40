"""From scores to decisions: which anchors are stated to be what, by whom and to whom, and which of them one clause states."""

from __future__ import annotations

import dataclasses
import json
import math
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path

from enduse.lexicon.cues import CueMention
from enduse.lexicon.item_atoms import HARDWARE
from enduse.lexicon.items import ItemMention
from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES, Certainty, Kind
from enduse.read.analysis import Analysis
from enduse.read.candidates import Mention
from enduse.read.headings import Heading
from enduse.read.hedges import is_asked, is_doubted, is_rejected, is_supposed
from enduse.read.inputs import DecisionInputs
from enduse.read.lists import share_among_lists
from enduse.read.network import SHIPPED, Floats, Scores
from enduse.read.undelivered import is_missing, is_withheld
from enduse.read.vocabulary import KIND_ROLES, KINDS

# A statement is as sure as the decisions that there is one, what it is of and who its two parties are together: on reports left
# out of training this orders statements far better than the first alone (`docs/reader.md`).
_LEAST = 0.02  # an actor that weighs less is nobody
_BESIDE_LEAST = 0.1  # what an actor joined to the first by "and" weighs at the least, as a share of the first
_LIST = 4  # as many joined actors are a list, of which none is left out
_FURTHER_LEAST = 0.12  # what another second actor in one role weighs at the least
# The power to which probabilities of states are raised: taught by another network's doubts, this one doubts too much (measured
# on reports left out of training).
_SURER = 1.5
_COME = ("delivered", "under_way")
_DONE = ("training", "technology", "production", "funding")  # what is denied of these is a deed, not a thing
STATUSES = [(kind, status) for kind in KINDS for status in STAGES[kind]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Filler:
    """An actor in a role: its value, the mention that gave it most, and how strongly; the first with those beside it."""

    value: str
    mention: Mention
    weight: float


Side = tuple[Filler, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One anchor decided to be stated: its kind, what it is, in what state, and who fills the kind's two roles.

    `heading` is the heading over a list that gave the state, where one did.
    """

    kind: Kind
    anchor: Mention
    number: int
    category: str
    status: str
    certainty: Certainty
    first: Side
    second: Side
    score: float
    heading: Heading | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Thresholds:
    """What a decision must reach, set on held-out training reports (`make model`).

    `kind`: a statement's score; `nobody`: the weight from which a role is left empty; `further`: what a second actor in a role
    that stands apart from the first weighs at the least, as a share of the first; `unnamed`: what an empty role counts in the
    score.
    """

    kind: Mapping[str, float]
    nobody: float
    further: float
    unnamed: float = 0.36


@cache
def load_thresholds(folder: Path = SHIPPED) -> Thresholds:
    """The thresholds that belong to the network of a folder."""
    return Thresholds(**json.loads((folder / "thresholds.json").read_text(encoding="utf-8")))


def decide(analysis: Analysis, inputs: DecisionInputs, scores: Scores, thresholds: Thresholds) -> Iterator[Decision]:
    """The decisions of one window."""
    scores = share_among_lists(analysis, inputs, scores)
    actors = [analysis.candidates.actors[j] for j in inputs.actor_numbers]
    for row, number in enumerate(inputs.anchor_numbers):
        anchor = analysis.candidates.anchors[number]
        if _is_done(analysis, anchor):
            continue
        is_measure = isinstance(anchor.entry, CueMention)
        for k, kind in enumerate(KINDS):
            if (kind == "measure") != is_measure:
                continue
            category, sure = _category(scores, row, kind)
            stated = float(scores.kind[row, k]) * sure
            if math.sqrt(stated) < thresholds.kind[kind]:
                continue
            one, two = (_fill(scores.roles[row, role], actors, analysis, thresholds) for role in KIND_ROLES[kind])
            for first, second in _sides(kind, one, two):
                joint = math.sqrt(stated * _weight(first, thresholds) * _weight(second, thresholds))
                if joint < thresholds.kind[kind]:
                    continue
                status, certainty = _state(analysis, anchor, scores, row, kind, category)
                yield Decision(
                    kind=kind,  # type: ignore[arg-type]
                    anchor=anchor,
                    number=number,
                    category=category,
                    status=status,
                    certainty=certainty,
                    first=first,
                    second=second,
                    score=joint,
                )


def _is_done(analysis: Analysis, anchor: Mention) -> bool:
    """Whether a noun of hardware is a verb here: "Iran, which ships rockets through Iraq"."""
    entry = anchor.entry
    if not isinstance(entry, ItemMention) or entry.category not in HARDWARE or entry.designation or " " in entry.text:
        return False
    tree, word = analysis.tree_of(anchor)
    return tree.tags[word] == "VERB"


def _weight(side: Side, thresholds: Thresholds) -> float:
    """How surely a role is filled: by its weightiest actor, or hardly where nobody is named."""
    return max((filler.weight for filler in side), default=thresholds.unnamed)


def _sides(kind: str, one: Side, two: Side) -> Iterator[tuple[Side, Side]]:
    """The two sides of a decision; nobody supplies himself, and an exchange of two is two transfers."""
    if kind != "transfer":
        yield one, two
        return
    shared = {f.value for f in one} & {f.value for f in two}
    if len(shared) == 2 and len(one) == len(two) == 2:
        first, second = one
        yield (first,), tuple(f for f in two if f.value == second.value)
        yield (second,), tuple(f for f in two if f.value == first.value)
        return
    weights = {side: {f.value: f.weight for f in fillers} for side, fillers in (("one", one), ("two", two))}
    one = tuple(f for f in one if f.value not in shared or f.weight >= weights["two"][f.value])
    two = tuple(f for f in two if f.value not in shared or f.weight > weights["one"][f.value])
    if one or two:
        yield one, two


def _category(scores: Scores, row: int, kind: str) -> tuple[str, float]:
    """What an anchor is, and how surely."""
    names, weights = (MEASURES, scores.measure) if kind == "measure" else (CATEGORIES, scores.category)
    best = int(weights[row].argmax())
    return names[best], float(weights[row, best])


def _state(analysis: Analysis, anchor: Mention, scores: Scores, row: int, kind: str, category: str) -> tuple[str, Certainty]:
    """How far a thing has come, and how certainly; what is supposed, withheld or missing has not come about."""
    status, certainty = _status(scores, row, kind), _certainty(analysis, anchor, scores, row)
    if kind != "transfer":
        return status, certainty
    tree, word = analysis.tree_of(anchor)
    if category not in _DONE and is_withheld(tree, word):
        return "stopped", "asserted"
    if status in _COME and certainty == "asserted":
        if is_supposed(tree, word):
            return "planned", "hedged"
        if is_missing(tree, word):
            return "delivered", "denied"
    return status, certainty


def _certainty(analysis: Analysis, anchor: Mention, scores: Scores, row: int) -> Certainty:
    """The likeliest certainty; nothing is asserted that an adverb of doubt stands with, that is asked or rejected."""
    likeliest: Certainty = CERTAINTIES[int(scores.certainty[row].argmax())]  # type: ignore[assignment]
    tree, word = analysis.tree_of(anchor)
    start = analysis.offsets[anchor.sentence]
    cues = analysis.candidates.cues[start : start + len(tree.heads)]
    if is_rejected(tree, word, cues):
        return "denied"
    if likeliest == "asserted" and (is_asked(tree, word) or is_doubted(tree, word, cues)):
        return "hedged"
    return likeliest


def _status(scores: Scores, row: int, kind: str) -> str:
    """The likeliest status of the likeliest stage: what is agreed or planned has not come about, whichever of both it is.

    The one that the frames imply is among what the network sees.
    """
    weights = {status: float(scores.status[row, s]) ** _SURER for s, (of, status) in enumerate(STATUSES) if of == kind}
    stages: dict[str, float] = {}
    for status, weight in weights.items():
        stage = STAGES[kind][status]
        stages[stage] = stages.get(stage, 0.0) + weight
    likeliest = max(stages, key=lambda stage: stages[stage])
    return max((s for s in weights if STAGES[kind][s] == likeliest), key=lambda s: weights[s])


def _fill(weights: Floats, actors: Sequence[Mention], analysis: Analysis, thresholds: Thresholds) -> Side:
    """Who fills a role: the weightiest actor, unless nobody is far weightier, those joined to it, and others as weighty.

    The actors of a list ("Greece, Norway and Poland") share the weight of the role: together they are as sure as one alone.
    """
    totals: dict[str, float] = {}
    best: dict[str, tuple[float, Mention]] = {}
    for weight, mention in zip(weights[1:], actors, strict=True):
        value = mention.entry.code  # type: ignore[union-attr]
        totals[value] = totals.get(value, 0.0) + float(weight)
        if value not in best or weight > best[value][0]:
            best[value] = (float(weight), mention)
    if not totals or float(weights[0]) > thresholds.nobody or max(totals.values()) < _LEAST:
        return ()
    lead, *others = sorted(totals, key=lambda v: -totals[v])
    list_floor = max(_BESIDE_LEAST * totals[lead], _LEAST)
    floor = max(thresholds.further * totals[lead], _FURTHER_LEAST)
    listed, apart = [lead], []
    for value in others:
        mention = best[value][1]
        if totals[value] >= list_floor and any(analysis.are_joined(mention, best[one][1]) for one in listed):
            listed.append(value)
        elif totals[value] >= floor:
            apart.append(value)
    if len(listed) >= _LIST:  # whoever stands in the same list does the same, however little it weighs
        for mention in actors:
            value = mention.entry.code  # type: ignore[union-attr]
            if value not in listed and analysis.are_joined(mention, best[lead][1]):
                listed.append(value)
                apart = [other for other in apart if other != value]
                best[value] = (totals[value], mention)
    together = sum(totals[value] for value in listed)
    shares = {**totals, lead: min(together, 1.0)}
    return tuple(Filler(value=v, mention=best[v][1], weight=shares[v]) for v in (*listed, *apart))


def together(analysis: Analysis, decisions: Sequence[Decision]) -> list[list[Decision]]:
    """Group the decisions that one clause states alike: same sentence, kind, roles, status and certainty."""
    groups: dict[tuple[object, ...], list[Decision]] = {}
    for d in decisions:
        roles = tuple(tuple(sorted(f.value for f in side)) for side in (d.first, d.second))
        key = (d.anchor.sentence, d.kind, roles, d.status, d.certainty, d.category if d.kind == "measure" else "")
        groups.setdefault(key, []).append(d)
    return [groups[key] for key in groups]
