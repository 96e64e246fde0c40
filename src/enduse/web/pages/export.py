"""The register's question answered in other forms: the address with another ending."""

from __future__ import annotations

import json
from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.exports import FORMS, export_transfers
from enduse.ledger import transfer_row
from enduse.model import Document, Transfer
from enduse.publish.atom import atom_feed, transfer_entry
from enduse.web.current import CurrentState
from enduse.web.ledger import Ledger
from enduse.web.pages import register
from enduse.web.pages.rendering import day_of_file

router = APIRouter(include_in_schema=False)
_NEWEST = 100  # entries of a feed


def _route(form: str) -> Callable[[Request, CurrentState], Response]:
    def give(request: Request, current: CurrentState) -> Response:
        day = day_of_file(request)
        ledger = current.ledger()
        known = ledger.known(day)
        found = register.answer(register.read_question(request.query_params, known), known)
        body = export_transfers(form, found, _cited(ledger, found), as_of=day)
        name = f'attachment; filename="enduse-transfers{FORMS[form].suffix}"'
        return Response(body, media_type=FORMS[form].media_type, headers={"Content-Disposition": name})

    return give


for _form in ("csv", "xlsx", "ftm", "stix", "jsonl"):
    router.add_api_route(f"/transfers{FORMS[_form].suffix}", _route(_form), methods=["GET"], name=f"transfers_{_form}")


@router.get("/transfers.json")
def give_json(request: Request, current: CurrentState) -> Response:
    """The transfers with the question that they answer."""
    day = day_of_file(request)
    ledger = current.ledger()
    known = ledger.known(day)
    question = register.read_question(request.query_params, known)
    found = register.answer(question, known)
    told = {
        "heading": register.heading(question, len(found), day),
        "as_of": day.isoformat() if day is not None else None,
        "count": len(found),
        "problems": list(question.problems),
        "transfers": [transfer_row(t, [ledger.documents[d] for d in t.documents if d in ledger.documents]) for t in found],
    }
    return Response(json.dumps(told, ensure_ascii=False), media_type="application/json")


@router.get("/transfers.atom")
def give_feed(request: Request, current: CurrentState) -> Response:
    """A feed of the question: what was reported last comes first."""
    day = day_of_file(request)
    ledger = current.ledger()
    known = ledger.known(day)
    question = register.read_question(request.query_params, known)
    found = register.answer(question, known)
    newest = sorted(found, key=lambda t: (t.last_reported or "", t.id), reverse=True)[:_NEWEST]
    base = str(request.base_url).rstrip("/")
    entries = [
        transfer_entry(t, [ledger.documents[d] for d in t.documents if d in ledger.documents], base=base) for t in newest
    ]
    query = f"?{request.url.query}" if request.url.query else ""
    title = register.heading(question, len(found), day)
    key = f"urn:enduse:transfers:{request.url.query or 'all'}"
    feed = atom_feed(entries, id=key, title=title, link=f"{base}/transfers{query}", self_link=str(request.url))
    return Response(feed, media_type="application/atom+xml")


def _cited(ledger: Ledger, transfers: list[Transfer]) -> list[Document]:
    return [
        ledger.documents[name] for name in dict.fromkeys(n for t in transfers for n in t.documents) if name in ledger.documents
    ]
