"""The review queue: one statement at a time, decided by key or button; nothing is overwritten, and all may be taken back."""

from __future__ import annotations

import datetime as dt
import urllib.parse
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from enduse.errors import InputError
from enduse.review import Standing, apply_correction, decide, history, withdraw
from enduse.web.current import CurrentState
from enduse.web.pages import waiting
from enduse.web.pages.correcting import changed_fields, form_values, read_correction
from enduse.web.pages.marking import card
from enduse.web.pages.rendering import asked_day, not_found, page
from enduse.web.security import Caller, audit, checked_form, require

router = APIRouter(include_in_schema=False)
Form = Annotated[FormData, Depends(checked_form)]
Reviewer = Annotated[Caller, Depends(require("review"))]
_BESIDE = 12  # statements of the queue that are named beside the one at hand


@router.get("/review")
def show_queue(request: Request, current: CurrentState) -> Response:
    """The first statement that waits, or the page that says that none does."""
    wanted = waiting.read_filter(request.query_params)
    ledger = current.ledger()
    found = waiting.queue(ledger, wanted)
    if found:
        return RedirectResponse(_address(found[0].id, wanted, decided=request.query_params.get("decided")), status_code=303)
    return page(
        request, "review_empty.html", wanted=wanted, shows=waiting.SHOWS, counts=waiting.counts(ledger, wanted),
        read=len(ledger.as_read),
    )  # fmt: skip


@router.get("/review/{statement_id}")
def show_item(request: Request, current: CurrentState, statement_id: str) -> Response:
    """One statement to decide on."""
    return _item_page(request, current, statement_id)


@router.post("/review/undo")
def undo(request: Request, current: CurrentState, who: Reviewer, form: Form) -> Response:
    """Take back the caller's last decision, and go to the statement that it was on."""
    undone = withdraw(current.store, by=who.name, now=dt.datetime.now(dt.UTC))
    wanted = waiting.read_filter(request.query_params)
    if undone is None:
        return RedirectResponse(f"/review?{_query(wanted)}", status_code=303)
    audit(request, "judgement", undone.subject, details={"decision": "none"})
    return RedirectResponse(_address(undone.subject, wanted, undone="1"), status_code=303)


@router.post("/review/{statement_id}")
def decide_item(request: Request, current: CurrentState, who: Reviewer, form: Form, statement_id: str) -> Response:
    """Remember a decision, and go on to the next statement."""
    wanted = waiting.read_filter(request.query_params)
    _, _, after = waiting.neighbours(waiting.queue(current.ledger(), wanted), statement_id)
    decision, why = str(form.get("decision", "")), " ".join(str(form.get("why", "")).split())[:1000]
    try:
        decide(current.store, statement_id, decision=decision, by=who.name, why=why, now=dt.datetime.now(dt.UTC))
    except InputError as error:
        return _item_page(request, current, statement_id, problem=str(error))
    audit(request, "judgement", statement_id, details={"decision": decision, "why": why})
    if after is None:
        return RedirectResponse(f"/review?{_query(wanted, decided=statement_id)}", status_code=303)
    return RedirectResponse(_address(after, wanted, decided=statement_id), status_code=303)


@router.post("/review/{statement_id}/correct")
def correct_item(request: Request, current: CurrentState, who: Reviewer, form: Form, statement_id: str) -> Response:
    """Remember a correction; the machine's reading stays beside it."""
    statement = current.ledger().as_read.get(statement_id)
    if statement is None:
        return not_found(request, f"There is no statement {statement_id}", "Its document may have been read again since.")
    why = " ".join(str(form.get("why", "")).split())[:1000]
    try:
        fields = read_correction(form, statement)
        decide(
            current.store,
            statement_id,
            decision="positive",
            by=who.name,
            why=why,
            now=dt.datetime.now(dt.UTC),
            correction=fields,
        )
    except InputError as error:
        return _item_page(request, current, statement_id, problem=str(error))
    audit(request, "judgement", statement_id, details={"decision": "positive", "why": why, "corrected": True})
    return RedirectResponse(_address(statement_id, waiting.read_filter(request.query_params), corrected="1"), status_code=303)


def _item_page(request: Request, current: CurrentState, statement_id: str, *, problem: str | None = None) -> Response:
    ledger = current.ledger()
    statement = ledger.as_read.get(statement_id)
    if statement is None:
        hint = "Its document may have been read again since; the queue has all that there are."
        return not_found(request, f"There is no statement {statement_id}", hint)
    wanted = waiting.read_filter(request.query_params)
    found = waiting.queue(ledger, wanted)
    place, before, after = waiting.neighbours(found, statement_id)
    standing = ledger.held.get(statement_id, Standing())
    corrected = apply_correction(statement, standing.correction) if standing.correction is not None else None
    start = max(0, place - 3)
    judgements = current.store.judgements()
    decided = request.query_params.get("decided")
    transfers = [
        t
        for t in ledger.known(None).by_document.get(statement.doc, ())
        if any(s.id in (statement_id, corrected and corrected.id) for s in t.statements)
    ]
    return page(
        request, "review.html", status=422 if problem else 200, asked=asked_day(request), statement=statement,
        card=card(1, statement), document=ledger.documents.get(statement.doc), standing=standing,
        around=waiting.around(statement, ledger.documents.get(statement.doc)), wanted=wanted, shows=waiting.SHOWS,
        counts=waiting.counts(ledger, wanted), place=place, total=len(found), before=before, after=after,
        beside=found[start : start + _BESIDE], form=form_values(corrected or statement), problem=problem,
        corrected=corrected, changes=changed_fields(statement, corrected) if corrected is not None else [],
        past=history(judgements, statement_id), query=_query(wanted), transfers=transfers,
        decided=ledger.as_read.get(decided) if decided else None,
        decided_standing=ledger.held.get(decided, Standing()) if decided else None,
    )  # fmt: skip


def _address(statement_id: str, wanted: waiting.Filter, **more: Any) -> str:
    query = _query(wanted, **more)
    return f"/review/{urllib.parse.quote(statement_id, safe='')}{'?' + query if query else ''}"


def _query(wanted: waiting.Filter, **more: Any) -> str:
    return urllib.parse.urlencode({name: value for name, value in (wanted.parameters | more).items() if value})
