"""Decisions of people: on statements, and whether a party is an entry of a list."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Depends, Query, Request
from starlette.responses import Response

from enduse.review import decide
from enduse.screening import judge
from enduse.store import JudgementRow, PartyJudgement
from enduse.web.api.v1.answers import Cursor, Limit, json_answer, page
from enduse.web.api.v1.record_models import ERRORS, KNOWN
from enduse.web.api.v1.screening import read_party
from enduse.web.api.v1.screening_models import JudgementIn, JudgementPage, JudgementShape
from enduse.web.current import CurrentState
from enduse.web.security import Caller, Refusal, audit, require

router = APIRouter(tags=["review"])
Row = dict[str, Any]


@router.get(
    "/judgements", summary="Decisions", response_model=None,
    responses={200: {"model": JudgementPage, "description": "A page of decisions"}, **KNOWN, **ERRORS},
)  # fmt: skip
def judgements(
    request: Request,
    current: CurrentState,
    about: Annotated[
        Literal["statement", "party"] | None, Query(description="Only of this kind.", examples=["statement"])
    ] = None,
    statement: Annotated[str | None, Query(max_length=60, description="Only on this one.", examples=["s-3f2a91c0"])] = None,
    judged_by: Annotated[str | None, Query(max_length=200, description="Only by this person.", examples=["Ada"])] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """All decisions ever made, the last one first; none is ever changed."""
    store = current.store
    rows = [_row(row) for row in store.judgements()] if about in (None, "statement") else []
    rows += [_party_row(row) for row in store.party_judgements()] if about in (None, "party") else []
    found = [
        row
        for row in sorted(rows, key=lambda row: row["judged_at"], reverse=True)
        if statement in (None, row["subject"]) and judged_by in (None, row["judged_by"])
    ]
    shown, after = page(found, lambda row: f"{row['judged_at']} {row['subject']} {row['entry']}", cursor=cursor, limit=limit)
    return json_answer(request, {"results": list(shown), "total": len(found), "next": after})


@router.post(
    "/judgements", summary="Decide", response_model=None, status_code=201,
    responses={201: {"model": JudgementShape, "description": "The decision"}, **ERRORS},
)  # fmt: skip
def make_judgement(
    request: Request, current: CurrentState, made: JudgementIn, who: Annotated[Caller, Depends(require("review"))]
) -> Response:
    """Remember a decision with person, time and ground; it is added to those before, and changes none."""
    now = dt.datetime.now(dt.UTC)
    if made.statement is not None:
        kept = decide(
            current.store,
            made.statement,
            decision=made.decision,
            by=who.name,
            why=made.why,
            now=now,
            correction=made.correction,
        )
        row = _row(kept)
    else:
        assert made.party is not None
        assert made.entry is not None
        if made.decision == "none":
            raise Refusal(422, "invalid_input", "decision: a decision on a party is not withdrawn", "give unsure")
        asked = read_party(made.party, "party")
        row = _party_row(
            judge(
                current.store,
                current.desk(),
                asked,
                made.entry,
                decision=made.decision,
                judged_by=who.name,
                why=made.why,
                now=now,
            )
        )
    audit(request, "judgement", row["subject"], details={"decision": row["decision"], "entry": row["entry"]})
    return json_answer(request, row, status=201)


def _row(row: JudgementRow) -> Row:
    return {
        "about": "statement",
        "subject": row.subject,
        "entry": None,
        "decision": row.decision,
        "judged_by": row.judged_by,
        "judged_at": row.judged_at.isoformat(),
        "why": row.why,
        "correction": dict(row.correction) if row.correction is not None else None,
    }


def _party_row(row: PartyJudgement) -> Row:
    return {
        "about": "party",
        "subject": row.name,
        "entry": row.entry,
        "decision": row.decision,
        "judged_by": row.judged_by,
        "judged_at": row.judged_at.isoformat(),
        "why": row.why,
        "correction": None,
    }
