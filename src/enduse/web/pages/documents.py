"""Documents: all that were read, and one as it was read, with the words of each statement marked."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.model import Document
from enduse.web.current import CurrentState
from enduse.web.pages.marking import card, cut
from enduse.web.pages.rendering import asked_day, asked_place, not_found, page

router = APIRouter(include_in_schema=False)
PER_PAGE = 100


@router.get("/documents")
def show_documents(request: Request, current: CurrentState, q: str = "", publisher: str = "") -> Response:
    """The documents, the newest first."""
    asked = asked_day(request)
    ledger = current.ledger()
    known = ledger.known(asked.day)
    wanted = q.casefold().strip()
    found = [
        d
        for d in known.kept.get("documents", lambda: sorted(known.documents, key=_newest))
        if (not publisher or d.publisher == publisher)
        and (not wanted or wanted in f"{d.title or ''} {d.publisher or ''} {d.name}".casefold())
    ]
    pages = max(1, -(-len(found) // PER_PAGE))
    number = asked_place(request.query_params.get("page", "1"), pages)
    shown = found[(number - 1) * PER_PAGE : number * PER_PAGE]
    return page(
        request, "documents.html", asked=asked, documents=shown, count=len(found),
        counts={d.name: len(ledger.by_document.get(d.name, ())) for d in shown}, number=number, pages=pages, q=q,
        publisher=publisher,
    )  # fmt: skip


@router.get("/documents/{document_id}")
def show_document(request: Request, current: CurrentState, document_id: str) -> Response:
    """One document: its text with the statements marked, and their fields beside it."""
    ledger = current.ledger()
    document = ledger.read.by_id.get(document_id)
    if document is None:
        former = current.store.document(document_id)
        if former is None:
            hint = "It may have been read again under another name; the list of documents has all that there are."
            return not_found(request, f"There is no document {document_id}", hint)
        return page(request, "document.html", document=former, pieces=cut(former, ()), cards=(), transfers={}, is_former=True)
    statements = sorted(ledger.by_document.get(document.name, ()), key=lambda s: (s.span, s.id))
    asked = asked_day(request)
    rows: dict[str, list[str]] = {}
    for transfer in ledger.known(asked.day).by_document.get(document.name, ()):
        for statement in transfer.statements:
            rows.setdefault(statement.id, []).append(transfer.id)
    return page(
        request, "document.html", asked=asked, document=document, pieces=cut(document, statements),
        cards=[card(number, s) for number, s in enumerate(statements, 1)], transfers=rows, is_former=False,
    )  # fmt: skip


def _newest(document: Document) -> tuple[bool, int, str]:
    """The newest first, the undated last."""
    day = document.published
    return (day is None, -day.toordinal() if day is not None else 0, document.name)
