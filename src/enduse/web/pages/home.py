"""The first page: what is new, what waits for a person, which lists are stale, and a search over everything."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.model import Document, Transfer
from enduse.web.current import CurrentState
from enduse.web.pages.finding import find_all
from enduse.web.pages.rendering import asked_day, page

router = APIRouter(include_in_schema=False)
NEWEST = 8


@router.get("/")
def show_home(request: Request, current: CurrentState) -> Response:
    """The first page."""
    asked = asked_day(request)
    ledger = current.ledger()
    transfers = ledger.transfers_as_of(asked.day)
    documents = [
        d for d in ledger.record.documents if asked.day is None or (d.published is not None and d.published <= asked.day)
    ]
    judged = {row.subject for row in current.store.judgements()}
    return page(
        request, "home.html", asked=asked, transfers=sorted(transfers, key=_last, reverse=True)[:NEWEST],
        documents=sorted(documents, key=_published, reverse=True)[:NEWEST], transfer_count=len(transfers),
        document_count=len(documents), statement_count=len(ledger.record.statements),
        disputed=[t for t in transfers if t.conflicts or t.denied][:NEWEST],
        waiting=sum(s.id not in judged for s in ledger.record.statements),
        doubtful=sum(s.id not in judged and s.confidence == "doubtful" for s in ledger.record.statements),
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
