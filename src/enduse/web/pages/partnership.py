"""Partnerships of two states: what goes each way over time, what is in conflict, and the measures that answer."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from enduse.lexicon.countries import countries
from enduse.web.current import CurrentState
from enduse.web.pages import answering, selecting, words
from enduse.web.pages.rendering import asked_day, not_found, page, today

router = APIRouter(include_in_schema=False)


@router.get("/partnerships")
def show_partnerships(request: Request, current: CurrentState, one: str = "", other: str = "") -> Response:
    """All pairs of states on record; two names given go to their page."""
    if one and other:
        codes = [countries().code(name) or name.strip().upper() for name in (one, other)]
        return RedirectResponse(f"/partnerships/{codes[0]}/{codes[1]}")
    asked = asked_day(request)
    known = current.ledger().known(asked.day)
    found = known.kept.get("pairs", lambda: selecting.pairs(known.transfers))
    return page(request, "partnerships.html", asked=asked, pairs=found, states=words.state_options())


@router.get("/partnerships/{one}/{other}")
def show_partnership(request: Request, current: CurrentState, one: str, other: str) -> Response:
    """Two states, both directions."""
    one, other = one.upper(), other.upper()
    if not (words.is_state(one) and words.is_state(other)) or one == other:
        return not_found(request, f"{one} and {other} are no two states", "Give two ISO codes: /partnerships/IR/RU")
    asked = asked_day(request)
    ledger = current.ledger()
    known = ledger.known(asked.day)
    transfers = known.by_party.get(one, ())
    there, back = selecting.between(transfers, one, other), selecting.between(transfers, other, one)
    day = asked.day or today()
    documents = {name for t in (*there, *back) for name in t.documents}
    said = [s for s in selecting.statements_on(ledger, "measure", (one, other)) if s.doc in known.names]
    return page(
        request, "partnership.html", asked=asked, one=one, other=other, there=there, back=back, day=day,
        disputed=selecting.conflicts_of([*there, *back]), measures=answering.measures_on_states((one, other), day),
        said=said, documents=ledger.documents, document_count=len(documents),
        statement_count=len({s.id for t in (*there, *back) for s in t.statements}),
    )  # fmt: skip
