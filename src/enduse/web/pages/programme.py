"""Programmes: the parties, items, parts, transfers and measures that belong together, on one page."""

from __future__ import annotations

import dataclasses
from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.model import Transfer
from enduse.party import AskedParty
from enduse.publish.programmes import Programme, load_programmes
from enduse.screen import Screener, load_facts
from enduse.screen.facts import Component
from enduse.screen.matches import Match
from enduse.web.current import CurrentState
from enduse.web.ledger import Known
from enduse.web.pages import answering, selecting
from enduse.web.pages.answers import STRONG
from enduse.web.pages.rendering import asked_day, not_found, page, today

router = APIRouter(include_in_schema=False)


@dataclasses.dataclass(frozen=True, kw_only=True)
class Parts:
    """The parts of one maker that were reported in the programme's platforms."""

    maker: str
    parts: tuple[Component, ...]


@router.get("/programmes")
def show_programmes(request: Request, current: CurrentState) -> Response:
    """All programmes, with how much is on record of each."""
    asked = asked_day(request)
    known = current.ledger().known(asked.day)
    told = [(programme, len(_chosen(programme, known))) for programme in load_programmes().values()]
    return page(request, "programmes.html", asked=asked, programmes=told)


@router.get("/programmes/{programme_id}")
def show_programme(request: Request, current: CurrentState, programme_id: str) -> Response:
    """One programme."""
    programme = load_programmes().get(programme_id)
    if programme is None:
        return not_found(request, f"There is no programme {programme_id}", f"There are {', '.join(load_programmes())}.")
    asked = asked_day(request)
    day = asked.day or today()
    ledger = current.ledger()
    transfers = _chosen(programme, ledger.known(asked.day))
    screener = current.lists.get().screener
    measures = [a for a in answering.measures_on(day) if a.measure.id in programme.measures]
    return page(
        request, "programme.html", asked=asked, day=day, programme=programme, transfers=transfers, measures=measures,
        items=Counter((t.category, t.designation) for t in transfers), disputed=selecting.conflicts_of(transfers),
        parties=[(name, _entries(screener, name)) for name in programme.parties], makers=_parts(programme),
        facts=load_facts().measures, list_names=[asked_list.name for asked_list in screener.lists],
        supplied_by=Counter(t.supplier for t in transfers), supplied_to=Counter(t.recipient for t in transfers),
        statement_count=len({s.id for t in transfers for s in t.statements}),
    )  # fmt: skip


def _chosen(programme: Programme, known: Known) -> list[Transfer]:
    """The transfers that belong to a programme."""
    return known.kept.get(("programme", programme.id), lambda: programme.chosen(known.transfers))


def _entries(screener: Screener, name: str) -> list[Match]:
    """The list entries that a party of the programme is, by a strong likeness of names."""
    return [match for match in screener.find_parties(AskedParty(name=name)) if match.score >= STRONG][:4]


def _parts(programme: Programme) -> list[Parts]:
    """The parts reported in its platforms, by maker, the maker of most first."""
    by_maker: dict[str, list[Component]] = {}
    for part in load_facts().components:
        if programme.platforms & {*part.platforms}:
            by_maker.setdefault(part.maker, []).append(part)
    return sorted((Parts(maker=m, parts=tuple(p)) for m, p in by_maker.items()), key=lambda p: (-len(p.parts), p.maker))
