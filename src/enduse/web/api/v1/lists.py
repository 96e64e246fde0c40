"""Parties of lists, measures, and the lists themselves."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request
from starlette.responses import Response

from enduse.lists import ListState, list_states
from enduse.party import Party, Schema
from enduse.party_rows import party_row
from enduse.screen.facts import Measure, load_facts
from enduse.store import Snapshot
from enduse.web.api.v1.answers import AsOf, Cursor, Limit, day_or_none, json_answer, not_found, one_of, page
from enduse.web.api.v1.list_models import ListPage, MeasurePage, MeasureShape, PartyPage, WholeList
from enduse.web.api.v1.list_models import Party as PartyShape
from enduse.web.api.v1.record_models import ERRORS, KNOWN
from enduse.web.api.yente.asking import clean_country
from enduse.web.api.yente.shelf import Shelf, shelf_of
from enduse.web.api.yente.texts import words_of
from enduse.web.current import CurrentState
from enduse.web.security import Refusal

router = APIRouter(tags=["lists"])


@router.get(
    "/parties", summary="Parties of the lists", response_model=None,
    responses={200: {"model": PartyPage, "description": "A page of parties"}, **KNOWN, **ERRORS},
)  # fmt: skip
def parties(
    request: Request,
    current: CurrentState,
    q: Annotated[
        str | None, Query(max_length=200, description="Words of name, number or remarks.", examples=["aviation"])
    ] = None,
    list: Annotated[str | None, Query(max_length=100, description="Only of this list.", examples=["us-csl"])] = None,
    schema: Annotated[Schema | None, Query(description="Only of this kind.", examples=["Company"])] = None,
    country: Annotated[
        str | None, Query(max_length=100, description="Only tied to it, by code or name.", examples=["IR"])
    ] = None,
    cursor: Cursor = None,
    limit: Limit = 50,
) -> Response:
    """The parties of the lists by words; to find out whether a party is listed, screen it."""
    screener = current.lists.get().screener
    shelf = shelf_of(screener)
    kept = (state.name for state in list_states(current.store, today=_today()))
    one_of("list", list, (*(asked.name for asked in screener.lists), *kept) if list is not None else ())
    code = clean_country(country.strip()) if country is not None else None
    if country is not None and code is None:
        words = f"country: {country!r} is no country that is known"
        raise Refusal(422, "invalid_input", words, "give a code (IR) or a name (Iran)")
    code = code.upper() if code is not None else None
    places = [
        place
        for place in _places(shelf, q)
        if _fits(shelf.parties[place], list, schema, code)
    ]  # fmt: skip
    shown, after = page(places, lambda place: shelf.parties[place].id, cursor=cursor, limit=limit)
    rows = [party_row(shelf.parties[place]) for place in shown]
    return json_answer(request, {"results": rows, "total": len(places), "next": after})


@router.get(
    "/parties/{id:path}", summary="One party", response_model=None,
    responses={200: {"model": PartyShape, "description": "The party"}, **KNOWN, **ERRORS},
)  # fmt: skip
def party(
    request: Request, current: CurrentState, id: Annotated[str, Path(description="Its id.", examples=["us-csl:9641"])]
) -> Response:
    """A party with all that its list says of it."""
    shelf = shelf_of(current.lists.get().screener)
    place = shelf.place(id)
    if place is None:
        raise not_found("party", id, "GET /api/v1/parties?q= finds them by words")
    return json_answer(request, party_row(shelf.parties[place]))


@router.get(
    "/measures", summary="Measures", response_model=None,
    responses={200: {"model": MeasurePage, "description": "The measures"}, **KNOWN, **ERRORS},
)  # fmt: skip
def measures(request: Request, as_of: AsOf = None) -> Response:
    """The measures that screening knows, and how each stands on a day; what is disputed is told with both positions."""
    day = day_or_none(as_of) or _today()
    rows = [measure_row(measure, day) for _, measure in sorted(load_facts().measures.items())]
    return json_answer(request, {"results": rows, "total": len(rows), "as_of": day.isoformat()})


@router.get(
    "/measures/{id}", summary="One measure", response_model=None,
    responses={200: {"model": MeasureShape, "description": "The measure"}, **KNOWN, **ERRORS},
)  # fmt: skip
def measure(
    request: Request, id: Annotated[str, Path(description="Its short name.", examples=["un-1737"])], as_of: AsOf = None
) -> Response:
    """A measure and how it stands on a day."""
    found = load_facts().measures.get(id)
    if found is None:
        raise not_found("measure", id, "GET /api/v1/measures lists them")
    return json_answer(request, measure_row(found, day_or_none(as_of) or _today()))


@router.get(
    "/lists", summary="Lists", response_model=None,
    responses={200: {"model": ListPage, "description": "The lists"}, **KNOWN, **ERRORS},
)  # fmt: skip
def lists(request: Request, current: CurrentState) -> Response:
    """The lists that are known or kept: which copy is in force, how old it is, when its source was last looked at."""
    rows = [list_row(state) for state in list_states(current.store, today=_today())]
    return json_answer(request, {"results": rows, "total": len(rows)})


@router.get(
    "/lists/{name}", summary="One list", response_model=None,
    responses={200: {"model": WholeList, "description": "The list"}, **KNOWN, **ERRORS},
)  # fmt: skip
def one_list(
    request: Request, current: CurrentState, name: Annotated[str, Path(description="Its short name.", examples=["us-csl"])]
) -> Response:
    """A list with all copies of it that are kept."""
    state = next((s for s in list_states(current.store, today=_today()) if s.name == name), None)
    if state is None:
        raise not_found("list", name, "GET /api/v1/lists lists them")
    copies = [_copy_row(snapshot) for snapshot in reversed(current.store.snapshots(name))]
    return json_answer(request, list_row(state) | {"copies": copies})


def measure_row(measure: Measure, day: dt.date) -> dict[str, Any]:
    """A measure and how it stands on a day."""
    state, _ = measure.on(day)
    return {
        "id": measure.id,
        "authority": measure.authority,
        "name": measure.name,
        "kind": measure.kind,
        "goods": sorted(measure.goods),
        "to": sorted(measure.to),
        "from": sorted(measure.from_),
        "words": measure.words,
        "state": state,
        "as_of": day.isoformat(),
        "periods": [{"first": _iso(p.first), "last": _iso(p.last), "disputed": p.disputed or None} for p in measure.periods],
        "source": measure.source,
        "verified": measure.verified,
        "unsure": measure.unsure or None,
    }


def list_row(state: ListState) -> dict[str, Any]:
    """A list and the copy in force."""
    return {
        "name": state.name,
        "title": state.title,
        "licence": state.licence,
        "copy": _copy_row(state.snapshot) if state.snapshot is not None else None,
        "checked_at": state.checked_at.isoformat() if state.checked_at is not None else None,
        "age_in_days": state.age,
        "is_stale": state.is_stale,
        "problem": state.problem,
    }


def _copy_row(snapshot: Snapshot) -> dict[str, Any]:
    return {
        "day": snapshot.day.isoformat(),
        "sha256": snapshot.sha256,
        "fetched_at": snapshot.fetched_at.isoformat(),
        "entries": snapshot.entries,
        "skipped": snapshot.skipped,
        "source": snapshot.source,
    }


def _places(shelf: Shelf, q: str | None) -> Any:
    if q is None or not (words := words_of(q)):
        return range(len(shelf.parties))
    texts = shelf.texts()
    found = set.intersection(*(texts.places(word) for word in words))
    return sorted(found, key=lambda place: (-texts.worth(place, words), place))


def _fits(party: Party, list_name: str | None, schema: str | None, code: str | None) -> bool:
    return (
        list_name in (None, party.list)
        and schema in (None, party.schema)
        and (code is None or code in party.countries or code in party.nationalities)
    )


def _iso(day: dt.date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _today() -> dt.date:
    return dt.datetime.now(dt.UTC).date()
