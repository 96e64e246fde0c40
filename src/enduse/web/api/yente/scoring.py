"""The entries that an example may be, with the score that clients see and what each piece of evidence adds to it."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from enduse.party import AskedParty
from enduse.screen.identifiers import read_number
from enduse.screen.matches import Match
from enduse.screen.parties import CANDIDATES
from enduse.screen.weigh import weigh
from enduse.web.api.yente.asking import Example
from enduse.web.api.yente.entities import Entity, partial_dates
from enduse.web.api.yente.shelf import Filters, Shelf

#: Where a question leaves out much of the lists, more entries are looked at, so that those left are among them.
_MANY = 300


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Scoring:
    """How a client wants matches scored: from which score on they are told and called matches, by what, how many."""

    threshold: float = 0.7
    cutoff: float = 0.7
    limit: int = 5
    only_names: bool = False
    weights: Mapping[str, float] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class _Part:
    """What one piece of evidence adds to a score, in which words, and what stood against what."""

    score: float
    words: tuple[str, ...] = ()
    asked: str | None = None
    listed: str | None = None

    @property
    def row(self) -> dict[str, Any]:
        """It as clients see it."""
        detail = "; ".join(self.words) or None
        return {"score": round(self.score, 4), "detail": detail, "query": self.asked or None, "candidate": self.listed or None}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """A match and the score that it is told with."""

    match: Match
    asked: AskedParty
    score: float


def find(shelf: Shelf, example: Example, filters: Filters, scoring: Scoring) -> tuple[int, list[Entity]]:
    """How many entries of the lists an example may be, and the best of them as scored entities."""
    best: dict[int, _Told] = {}
    count = max(CANDIDATES if filters.is_open else _MANY, scoring.limit)
    for asked in example.parties:
        if scoring.only_names:
            asked = AskedParty(name=asked.name, schema=asked.schema)
        for match in shelf.screener.find_parties(asked, threshold=scoring.cutoff, candidates=count):
            if not shelf.keeps(match.place, filters):
                continue
            told = _weighted(match, asked, scoring.weights)
            if told.score >= scoring.cutoff and (match.place not in best or best[match.place].score < told.score):
                best[match.place] = told
    ranked = sorted(best.values(), key=lambda told: (-told.score, told.match.party.id))
    return len(ranked), [_entity(shelf, told, scoring) for told in ranked[: scoring.limit]]


def _weighted(match: Match, asked: AskedParty, weights: Mapping[str, float]) -> _Told:
    if not weights:
        return _Told(match=match, asked=asked, score=match.score)
    moved = sum((weights.get(name, 1.0) - 1.0) * part.score for name, part in _parts(match, asked).items())
    return _Told(match=match, asked=asked, score=min(1.0, max(0.0, match.score + moved)))


def _parts(match: Match, asked: AskedParty) -> dict[str, _Part]:
    """What each piece of evidence adds to the score, or takes from it."""
    names = match.names.score if match.names is not None else 0.0
    words = (*match.names.reasons, *match.names.against) if match.names is not None else ()
    listed = match.name.text if match.name is not None else match.party.caption
    parts = {"name_match": _Part(names, words, asked.name, listed)}
    if match.by == "identifier":
        parts["identifier_match"] = _Part(match.score - match.weighed.score, (match.words,))
    elif asked.identifiers:
        numbers = [number for i in asked.identifiers if (number := read_number(i)) is not None]
        told = weigh(names, AskedParty(name=""), match.party, numbers)
        parts["identifier_mismatch"] = _Part(told.score - names, told.against)
    if asked.birth is not None and match.party.births:
        told = weigh(names, AskedParty(name="", birth=asked.birth), match.party)
        listed = ", ".join(text for birth in match.party.births for text in partial_dates(birth))
        name = "dob_match" if told.score >= names else "dob_mismatch"
        parts[name] = _Part(told.score - names, (*told.reasons, *told.against), asked.birth.text, listed)
    if asked.countries:
        told = weigh(names, AskedParty(name="", countries=asked.countries), match.party)
        name = "country_match" if told.score >= names else "country_mismatch"
        theirs = ", ".join(match.party.countries)
        parts[name] = _Part(told.score - names, (*told.reasons, *told.against), ", ".join(asked.countries), theirs)
    return {name: part for name, part in parts.items() if part.score or name == "name_match"}


def _entity(shelf: Shelf, told: _Told, scoring: Scoring) -> Entity:
    explained = {name: part.row for name, part in _parts(told.match, told.asked).items()}
    return {
        **shelf.entity(told.match.place),
        "score": round(told.score, 4),
        "match": told.score >= scoring.threshold,
        "explanations": explained,
    }
