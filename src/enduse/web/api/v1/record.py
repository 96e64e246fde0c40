"""Documents and statements: `GET /api/v1/documents`, `/statements`."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import Annotated, Literal

import orjson
from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response

from enduse.model import STAGES, Certainty, Document, Kind, Statement
from enduse.publish.annotations import MEDIA_TYPE as ANNOTATIONS
from enduse.publish.annotations import annotation_page
from enduse.wanted import parties_meant
from enduse.web.api.v1.answers import AsOf, Cursor, Limit, Since, day_or_none, json_answer, not_found, one_of, page, tagged
from enduse.web.api.v1.record_models import ERRORS, KNOWN, DocumentPage, StatementPage, WholeDocument
from enduse.web.api.v1.record_models import Statement as StatementShape
from enduse.web.api.v1.rows import document_row, full_statement_row
from enduse.web.current import CurrentState
from enduse.web.ledger import Ledger

router = APIRouter(tags=["record"])

Party = Annotated[
    str | None, Query(max_length=200, description="A country code, a name, or as it is on record.", examples=["IR"])
]
Item = Annotated[str | None, Query(max_length=200, description="A category, or words of a system's name.", examples=["shahed"])]


def _document(ledger: Ledger, id: str) -> Document:
    found = ledger.documents.get(id) or ledger.read.by_id.get(id)
    if found is None:
        raise not_found("document", id, "GET /api/v1/documents lists them")
    return found


@dataclasses.dataclass(frozen=True, slots=True)
class Report:
    """The report that a request asks for, with its statements and the ledger that they stand in."""

    document: Document
    statements: Sequence[Statement]
    ledger: Ledger


def _report(
    current: CurrentState, id: Annotated[str, Path(description="Its id or name.", examples=["d-0a1b2c3d4e5f6071"])]
) -> Report:
    ledger = current.ledger()
    found = _document(ledger, id)
    return Report(found, ledger.by_document.get(found.name, ()), ledger)


Asked = Annotated[Report, Depends(_report)]


@router.get(
    "/documents", summary="Reports", response_model=None,
    responses={200: {"model": DocumentPage, "description": "A page of reports"}, **KNOWN, **ERRORS},
)  # fmt: skip
def documents(
    request: Request,
    current: CurrentState,
    publisher: Annotated[str | None, Query(max_length=200, description="Only of this publisher.", examples=["Reuters"])] = None,
    since: Since = None,
    as_of: AsOf = None,
    q: Annotated[str | None, Query(max_length=200, description="Words in title or text.", examples=["drones"])] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The reports of the workspace by name, without their texts."""
    ledger = current.ledger()
    first, last = day_or_none(since, end=False), day_or_none(as_of)
    found = [
        d
        for d in ledger.record.documents
        if (publisher is None or (d.publisher or "").casefold() == publisher.casefold())
        and (first is None or (d.published is not None and d.published >= first))
        and (last is None or d.published is None or d.published <= last)
        and (q is None or q.casefold() in f"{d.title or ''} {d.text}".casefold())
    ]
    shown, after = page(found, lambda d: d.id, cursor=cursor, limit=limit)
    rows = [document_row(d, len(ledger.by_document.get(d.name, ()))) for d in shown]
    return json_answer(request, {"results": rows, "total": len(found), "next": after})


@router.get(
    "/documents/{id}", summary="One report with its text", response_model=None,
    responses={200: {"model": WholeDocument, "description": "The report"}, **KNOWN, **ERRORS},
)  # fmt: skip
def document(
    request: Request,
    asked: Asked,
) -> Response:
    """A report with the text in which every span counts, and its statements."""
    found = asked.document
    row = document_row(found, len(asked.statements)) | {
        "text": found.text,
        "furniture": [[span.start, span.end] for span in found.furniture],
        "read": [full_statement_row(asked.ledger, s) for s in asked.statements],
    }
    return json_answer(request, row)


@router.get(
    "/documents/{id}/annotations", summary="A report's statements as Web Annotations", response_model=None,
    responses={200: {"description": "An AnnotationPage", "content": {ANNOTATIONS: {}}}, **KNOWN, **ERRORS},
)  # fmt: skip
def document_annotations(
    request: Request,
    asked: Asked,
) -> Response:
    """The statements of a report in the W3C's Web Annotation form, each by its place and by its words."""
    base = str(request.base_url).rstrip("/")
    made = annotation_page(asked.statements, asked.ledger.documents, address=str(request.url), base=base)
    return tagged(request, orjson.dumps(made), ANNOTATIONS)


@router.get(
    "/statements", summary="Statements", response_model=None,
    responses={200: {"model": StatementPage, "description": "A page of statements"}, **KNOWN, **ERRORS},
)  # fmt: skip
def statements(
    request: Request,
    current: CurrentState,
    doc: Annotated[
        str | None, Query(max_length=500, description="Only of this report, by id or name.", examples=["a.txt"])
    ] = None,
    kind: Annotated[Kind | None, Query(description="Only of this kind.", examples=["transfer"])] = None,
    supplier: Party = None,
    recipient: Party = None,
    item: Item = None,
    status: Annotated[str | None, Query(max_length=20, description="Only of this status.", examples=["delivered"])] = None,
    stage: Annotated[
        Literal["prospective", "actual", "stopped", "relieved", "breached"] | None,
        Query(description="Only of this stage.", examples=["actual"]),
    ] = None,
    certainty: Annotated[Certainty | None, Query(description="Only so sure.", examples=["denied"])] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """Statements by document and in its order, as people left them: without what was held wrong, and as corrected."""
    one_of("status", status, (each for of, stages in STAGES.items() if kind in (None, of) for each in stages))
    ledger = current.ledger()
    known = ledger.kept.get("parties", lambda: {p for s in ledger.record.statements for p in (*s.supplier, *s.recipient)})
    suppliers = parties_meant(supplier, known, role="supplier") if supplier is not None else None
    recipients = parties_meant(recipient, known, role="recipient") if recipient is not None else None
    name = _document(ledger, doc).name if doc is not None else None
    found = [
        s
        for s in (ledger.record.statements if name is None else ledger.by_document.get(name, ()))
        if kind in (None, s.kind) and status in (None, s.status) and stage in (None, s.stage)
        and certainty in (None, s.certainty)
        and (suppliers is None or not suppliers.isdisjoint(s.supplier))
        and (recipients is None or not recipients.isdisjoint(s.recipient))
        and (item is None or _speaks_of(s, item))
    ]  # fmt: skip
    shown, after = page(found, lambda s: s.id, cursor=cursor, limit=limit)
    return json_answer(request, {"results": [full_statement_row(ledger, s) for s in shown], "total": len(found), "next": after})


@router.get(
    "/statements/{id}", summary="One statement", response_model=None,
    responses={200: {"model": StatementShape, "description": "The statement"}, **KNOWN, **ERRORS},
)  # fmt: skip
def statement(
    request: Request, current: CurrentState, id: Annotated[str, Path(description="Its id.", examples=["s-3f2a91c0d4e5f607"])]
) -> Response:
    """A statement with its words, its report, and what people hold of it; also one that is no longer current."""
    ledger = current.ledger()
    found = ledger.statements.get(id) or current.store.statement(id)
    if found is None:
        raise not_found("statement", id, "GET /api/v1/statements lists them")
    return json_answer(request, full_statement_row(ledger, found))


def _speaks_of(statement: Statement, words: str) -> bool:
    plain = "".join(c for c in words.casefold() if c.isalnum())
    told = (text for item in statement.items for text in (item.category, item.text, item.designation or ""))
    return any(plain in "".join(c for c in text.casefold() if c.isalnum()) for text in told)
