"""The audit log for those who run the server."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Query, Request
from pydantic import BaseModel, ConfigDict, Field

from enduse.web.current import CurrentState
from enduse.web.security.callers import require

router = APIRouter(prefix="/api/v1", tags=["audit"], dependencies=[Depends(require("admin"))])


class AuditEvent(BaseModel):
    """One event of the audit log."""

    model_config = ConfigDict(from_attributes=True)

    number: int = Field(description="Its place in the log.", examples=[1024])
    at: dt.datetime = Field(description="When, in UTC.", examples=["2024-05-02T12:30:00Z"])
    who: str = Field(description="The name of the key, or `local` on an open server.", examples=["Ada"])
    event: str = Field(description="What happened.", examples=["judgement"])
    subject: str | None = Field(description="The id of what it happened to.", examples=["s-3f2a91c0d4"])
    request_id: str | None = Field(description="The request's `X-Request-Id`.", examples=["9f86d081884c7d65"])
    address: str | None = Field(description="The numeric address that the request came from.", examples=["192.0.2.7"])
    details: dict[str, Any] = Field(description="What else there is to know.", examples=[{"decision": "positive"}])


class AuditPage(BaseModel):
    """A part of the audit log, the last event first."""

    events: list[AuditEvent] = Field(
        description="The events, the last one first.",
        examples=[
            [
                {
                    "number": 1024,
                    "at": "2024-05-02T12:30:00Z",
                    "who": "Ada",
                    "event": "judgement",
                    "subject": "s-3f2a91c0d4",
                    "request_id": "9f86d081884c7d65",
                    "address": "192.0.2.7",
                    "details": {"decision": "positive"},
                }
            ]
        ],
    )
    next: int | None = Field(description="Give it as `before` for what is older; null at the end.", examples=[924])


@router.get("/audit", summary="The audit log", response_model=AuditPage)
def audit_log(
    request: Request,
    current: CurrentState,
    before: Annotated[int | None, Query(description="Only events with a smaller number.", ge=1, le=2**63 - 1)] = None,
    who: Annotated[str | None, Query(description="Only what this person did.", max_length=200)] = None,
    event: Annotated[str | None, Query(description="Only events of this kind.", max_length=32)] = None,
    limit: Annotated[int, Query(description="At most so many.", ge=1, le=1000)] = 100,
) -> AuditPage:
    """Every judgement, screening, key and sign-in: when, who, what, in which request. For keys of the scope `admin`."""
    request.app.state.audit.flush()
    rows = current.store.audit(before=before, who=who, event=event, limit=limit + 1)
    shown = [AuditEvent.model_validate(row) for row in rows[:limit]]
    return AuditPage(events=shown, next=shown[-1].number if len(rows) > limit else None)
