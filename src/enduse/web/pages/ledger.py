"""The ledger: transfers in the manner of a trade register, and the same question answered in other forms."""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from markupsafe import Markup

from enduse.web.current import CurrentState
from enduse.web.pages import register
from enduse.web.pages.keeping import kept_page
from enduse.web.pages.rendering import asked_day, page

router = APIRouter(include_in_schema=False)
FORMS = {
    ".json": "JSON",
    ".csv": "CSV",
    ".xlsx": "Excel",
    ".ftm.json": "FollowTheMoney",
    ".stix.json": "STIX 2.1",
    ".atom": "Atom feed",
}


@router.get("/transfers")
def show_ledger(request: Request, current: CurrentState) -> Response:
    """The register, with facets beside it."""
    ledger = current.ledger()

    def make(form_field: Callable[[], Markup]) -> HTMLResponse:
        asked = asked_day(request)
        known = ledger.known(asked.day)
        question = register.read_question(request.query_params, known)
        found = register.answer(question, known)
        pages = max(1, -(-len(found) // register.PER_PAGE))
        number = min(question.page, pages)
        return page(
            request,
            "ledger.html",
            asked=asked,
            question=question,
            heading=register.heading(question, len(found), asked.day),
            transfers=found[(number - 1) * register.PER_PAGE : number * register.PER_PAGE],
            count=len(found),
            total=len(known.transfers),
            facets=register.facets(question, known),
            number=number,
            pages=pages,
            forms=FORMS,
            query=request.url.query,
            csrf=form_field,
        )

    return kept_page(request, ledger, make)
