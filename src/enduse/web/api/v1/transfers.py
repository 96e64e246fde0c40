"""Transfers: `GET /api/v1/transfers`, as JSON or in the forms of other programs."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from enduse.model import Transfer
from enduse.wanted import is_wanted, parties_meant
from enduse.web.api.v1.answers import AsOf, Cursor, Limit, Since, day_or_none, json_answer, not_found, page, tagged
from enduse.web.api.v1.forms import FORMS, form_of
from enduse.web.api.v1.record import Item, Party
from enduse.web.api.v1.record_models import ERRORS, KNOWN, TransferPage, WholeTransfer
from enduse.web.api.v1.rows import full_statement_row, transfer_rows
from enduse.web.current import CurrentState
from enduse.web.ledger import Ledger

router = APIRouter(tags=["record"])

Status = Annotated[
    Literal["considered", "sought", "offered", "agreed", "planned", "under_way", "delivered", "stopped"] | None,
    Query(description="Only those that came this far.", examples=["delivered"]),
]
Stage = Annotated[
    Literal["prospective", "actual", "stopped"] | None, Query(description="Only of this stage.", examples=["actual"])
]
_OTHER: dict[str, dict[str, str]] = {form.media_type: {} for form in FORMS.values()}


@router.get(
    "/transfers", summary="Transfers", response_model=None,
    responses={200: {"model": TransferPage, "description": "A page of transfers", "content": _OTHER}, **KNOWN, **ERRORS},
)  # fmt: skip
def transfers(
    request: Request,
    current: CurrentState,
    supplier: Party = None,
    recipient: Party = None,
    item: Item = None,
    since: Since = None,
    as_of: AsOf = None,
    status: Status = None,
    stage: Stage = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The statements of different reports that speak of one supply, merged; conflicts are kept.

    With `Accept: text/csv` (or another form that `/transfers.{form}` has) all of them come at once in that form.
    """
    ledger = current.ledger()
    found = wanted(ledger, supplier, recipient, item, since, as_of, status, stage)
    form = form_of(request.headers.get("accept", ""))
    if form is not None:
        return tagged(request, FORMS[form].write(ledger, found, str(request.url)), FORMS[form].media_type)
    shown, after = page(found, lambda t: t.id, cursor=cursor, limit=limit)
    body = {"results": transfer_rows(ledger, list(shown)), "total": len(found), "next": after}
    return json_answer(request, body | {"as_of": _told(as_of)})


@router.get(
    "/transfers.{form}", summary="Transfers for other programs", response_model=None,
    responses={200: {"description": "All that fit, in the form asked for", "content": _OTHER}, **KNOWN, **ERRORS},
)  # fmt: skip
def transfers_as(
    request: Request,
    current: CurrentState,
    form: Annotated[str, Path(description=", ".join(FORMS), examples=["csv"], max_length=20)],
    supplier: Party = None,
    recipient: Party = None,
    item: Item = None,
    since: Since = None,
    as_of: AsOf = None,
    status: Status = None,
    stage: Stage = None,
) -> Response:
    """All transfers that fit: CSV, Excel, JSON lines, FollowTheMoney, STIX or an Atom feed."""
    if form not in FORMS:
        raise not_found("form", form, f"the forms are {', '.join(FORMS)}")
    ledger = current.ledger()
    found = wanted(ledger, supplier, recipient, item, since, as_of, status, stage)
    headers = {"Content-Disposition": f'attachment; filename="transfers.{form}"'}
    return tagged(request, FORMS[form].write(ledger, found, str(request.url)), FORMS[form].media_type, headers=headers)


@router.get(
    "/transfers/{id}", summary="One transfer", response_model=None,
    responses={200: {"model": WholeTransfer, "description": "The transfer"}, **KNOWN, **ERRORS},
)  # fmt: skip
def transfer(
    request: Request,
    current: CurrentState,
    id: Annotated[str, Path(description="Its id.", examples=["t-5b1c9a7e3d2f4a60"])],
    as_of: AsOf = None,
) -> Response:
    """A transfer with its history, every statement with its words, and their reports."""
    ledger = current.ledger()
    found = ledger.known(day_or_none(as_of)).by_id.get(id)
    if found is None:
        raise not_found("transfer", id, "GET /api/v1/transfers lists them")
    (row,) = transfer_rows(ledger, [found])
    stated = [full_statement_row(ledger, s) for s in found.statements]
    return json_answer(request, row | {"stated": stated, "as_of": _told(as_of)})


def wanted(
    ledger: Ledger,
    supplier: str | None = None,
    recipient: str | None = None,
    item: str | None = None,
    since: str | None = None,
    as_of: str | None = None,
    status: str | None = None,
    stage: str | None = None,
) -> list[Transfer]:
    """The transfers that fit what is given, as `enduse transfers` finds them.

    Raises:
        InputError: supplier or recipient is nobody who is known.
    """
    merged = ledger.known(day_or_none(as_of))
    known = merged.by_party.keys()
    suppliers = parties_meant(supplier, known, role="supplier") if supplier is not None else None
    recipients = parties_meant(recipient, known, role="recipient") if recipient is not None else None
    first = day_or_none(since, end=False)
    return [
        t
        for t in merged.transfers
        if is_wanted(t, supplier=suppliers, recipient=recipients, item=item, since=first, status=status, stage=stage)
    ]


def _told(as_of: str | None) -> str | None:
    day = day_or_none(as_of)
    return day.isoformat() if day is not None else None
