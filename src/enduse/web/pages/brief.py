"""Briefs to take away, as PDF, HTML or Markdown: of a partnership, a programme, a party, or what was screened."""

from __future__ import annotations

import datetime as dt
import functools
import json
import re
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse import briefs
from enduse.errors import InputError
from enduse.publish.briefs import POLICY, Brief
from enduse.web.current import CurrentState
from enduse.web.pages.rendering import day_of_file, not_found, today

router = APIRouter(include_in_schema=False, prefix="/briefs")
Form = Literal["pdf", "html", "md"]
_MEDIA = {"pdf": "application/pdf", "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8"}


@router.get("/partnership/{one}/{other}.{form}")
def give_partnership(request: Request, current: CurrentState, one: str, other: str, form: Form) -> Response:
    """The brief of two states."""
    day, record = day_of_file(request) or today(), current.ledger().record
    make = functools.partial(briefs.partnership, current.store, one, other, as_of=day, record=record)
    return _give(request, make, form, f"{one}-{other}-{day}")


@router.get("/programme/{name}.{form}")
def give_programme(request: Request, current: CurrentState, name: str, form: Form) -> Response:
    """The brief of a programme."""
    day, record = day_of_file(request) or today(), current.ledger().record
    make = functools.partial(briefs.programme, current.store, name, as_of=day, record=record)
    return _give(request, make, form, f"{name}-{day}")


@router.get("/party.{form}")
def give_party(request: Request, current: CurrentState, form: Form, name: str) -> Response:
    """The brief of a list entry by its id, or of a party of the record by its name."""
    day, record = day_of_file(request) or today(), current.ledger().record
    make = functools.partial(briefs.party, current.store, name, as_of=day, record=record)
    return _give(request, make, form, f"{name}-{day}")


@router.get("/shipment/{receipt_id}.{form}")
def give_shipment(request: Request, current: CurrentState, receipt_id: str, form: Form) -> Response:
    """The brief of a shipment that was screened, as of the day of its receipt."""
    receipt = current.store.receipt(receipt_id)
    if receipt is None or "parties" not in receipt["input"]["asked"]:
        hint = "Screen the shipment, and take its brief there."
        return not_found(request, f"There is no receipt of a shipment {receipt_id}", hint)
    asked = receipt["input"]["asked"]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, f"{_plain(asked['reference'])}.jsonl")
        path.write_text(json.dumps(shipment_line(asked), ensure_ascii=False), encoding="utf-8")
        day = dt.date.fromisoformat(receipt["rests_on"]["as_of"])
        return _give(
            request,
            functools.partial(briefs.shipment, current.store, path, as_of=day, today=today()),
            form,
            f"{path.stem}-{day}",
        )


def shipment_line(asked: dict[str, Any]) -> dict[str, Any]:
    """A shipment of a receipt in the form in which files of shipments have it."""
    line = {name: asked[name] for name in ("reference", "origin", "destination", "transit", "ports", "date") if asked.get(name)}
    line["parties"] = [_party_line(party) for party in asked["parties"]]
    line["goods"] = [{name: value for name, value in goods.items() if value} for goods in asked["goods"]]
    return {name: value for name, value in line.items() if value}


def _party_line(party: dict[str, Any]) -> dict[str, Any]:
    line = {name: party[name] for name in ("role", "name", "address", "countries", "identifiers") if party.get(name)}
    if party.get("birth"):
        line["birth"] = party["birth"]["text"] or party["birth"]["first"]
    if party.get("schema") in ("Person", "Company", "Organization", "Vessel", "Airplane", "PublicBody"):
        line["type"] = party["schema"]
    return line


def _give(request: Request, make: Callable[[], Brief], form: Form, name: str) -> Response:
    try:
        body = briefs.write_brief(make(), form)
    except InputError as error:
        return not_found(request, "There is no such brief", str(error))
    headers = {"Content-Disposition": f'{"inline" if form != "md" else "attachment"}; filename="enduse-{_plain(name)}.{form}"'}
    if form == "html":  # one file that brings its own styles along, and says what of it may run: nothing
        headers["Content-Security-Policy"] = POLICY
    return Response(body, media_type=_MEDIA[form], headers=headers)


def _plain(name: str) -> str:
    return re.sub(r"[^A-Za-z0-9.-]+", "-", name).strip("-.")[:80] or "brief"
