"""The first page: what is new, what waits for a person, which lists are stale, and a search over everything."""

from __future__ import annotations

import heapq

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.model import Document, Transfer
from enduse.web.current import CurrentState
from enduse.web.pages import waiting
from enduse.web.pages.finding import find_all
from enduse.web.pages.rendering import asked_day, page

router = APIRouter(include_in_schema=False)
NEWEST = 8


@router.get("/")
def show_home(request: Request, current: CurrentState) -> Response:
    """The first page."""
    asked = asked_day(request)
    ledger = current.ledger()
    known = ledger.known(asked.day)
    newest = known.kept.get("newest", lambda: heapq.nlargest(NEWEST, known.transfers, key=_last))
    documents = known.kept.get("newest documents", lambda: heapq.nlargest(NEWEST, known.documents, key=_published))
    return page(
        request, "home.html", asked=asked, transfers=newest, documents=documents, transfer_count=len(known.transfers),
        document_count=len(known.documents), statement_count=len(ledger.record.statements),
        disputed=known.disputed[:NEWEST], waiting=len(waiting.queue(ledger, waiting.Filter())),
        doubtful=len(waiting.queue(ledger, waiting.Filter(confidence="doubtful"))),
    )  # fmt: skip


@router.get("/find")
def show_found(request: Request, current: CurrentState, q: str = "") -> Response:
    """What of the record, the lists and the measures has these words."""
    asked = asked_day(request)
    return page(request, "found.html", asked=asked, q=q.strip()[:200], found=find_all(current, q.strip()[:200], asked.day))


def _last(transfer: Transfer) -> tuple[str, str]:
    return (transfer.last_reported or "", transfer.id)


def _published(document: Document) -> tuple[str, str]:
    return (str(document.published or ""), document.name)
