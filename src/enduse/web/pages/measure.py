"""Measures: legal instruments with the periods in which they applied, both positions where that is disputed."""

from __future__ import annotations

from collections import Counter

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.publish.words import positions
from enduse.screen import load_facts
from enduse.web.current import CurrentState
from enduse.web.pages import answering
from enduse.web.pages.rendering import asked_day, not_found, page, today

router = APIRouter(include_in_schema=False)


@router.get("/measures")
def show_measures(request: Request, state: str = "", about: str = "") -> Response:
    """All measures as they stood on the day, with how many there are of each state and authority."""
    asked = asked_day(request)
    day = asked.day or today()
    everything = answering.measures_on(day)
    found = [
        a for a in everything if state in ("", a.state) and (not about or about.upper() in (a.measure.to | a.measure.from_))
    ]
    return page(
        request, "measures.html", asked=asked, day=day, measures=found, state=state, about=about.upper(),
        counts=Counter(a.state for a in everything), kept_to=load_facts().kept_to, total=len(everything),
    )  # fmt: skip


@router.get("/measures/{measure_id}")
def show_measure(request: Request, current: CurrentState, measure_id: str) -> Response:
    """One measure: what it says, when it applied, and the transfers that it is about."""
    measure = load_facts().measures.get(measure_id)
    if measure is None:
        return not_found(request, f"There is no measure {measure_id}", "The list of measures has all that are kept here.")
    asked = asked_day(request)
    day = asked.day or today()
    state, period = measure.on(day)
    transfers = [
        t
        for t in current.ledger().transfers_as_of(asked.day)
        if any(a.measure.id == measure_id for a in answering.of_transfer(t, day))
    ]
    return page(
        request, "measure.html", asked=asked, day=day, measure=measure, state=state, period=period, transfers=transfers,
        positions=positions(period.disputed) if period is not None else [],
    )  # fmt: skip
