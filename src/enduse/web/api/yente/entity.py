"""`GET /entities/{id}`: one entity with those beside it, and the pages of what stands beside it."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.datastructures import QueryParams
from starlette.responses import RedirectResponse, Response

from enduse.model import content_id
from enduse.party import Link
from enduse.web.api.yente.documented import ERRORS, Adjacent, AdjacentPage, EntityModel, described
from enduse.web.api.yente.entities import Entity, addresses_of, dataset_name, sanctions_of, tie_of
from enduse.web.api.yente.errors import Refused, json_response
from enduse.web.api.yente.model import model
from enduse.web.api.yente.parameters import MOST, truth, whole_number
from enduse.web.api.yente.search import MOST_OFFSET
from enduse.web.api.yente.shelf import Shelf, shelf_for

router = APIRouter()
_REDIRECT: dict[int | str, dict[str, Any]] = {308: {"description": "The entity is known by another id"}}


@router.get(
    "/entities/{entity_id:path}/adjacent", tags=["Data access"], summary="What stands beside an entity", response_model=None,
    responses={200: {"model": Adjacent, "description": "The entity and what stands beside it"}, **_REDIRECT, **ERRORS},
    openapi_extra=described("entity_id limit offset sort"),
)  # fmt: skip
async def fetch_adjacent(request: Request) -> Response:
    """An entity and, under each property, a page of the entities that stand there."""
    shelf = await shelf_for(request)
    limit, offset = _window(request.query_params)
    place = _find(shelf, request, "/adjacent")
    if isinstance(place, Response):
        return place
    beside = _beside(shelf, place)
    pages = {prop: _page(found, limit, offset) for prop, found in beside.items()}
    return json_response({"entity": shelf.entity(place), "adjacent": pages})


@router.get(
    "/entities/{entity_id:path}/adjacent/{property}", tags=["Data access"], summary="What stands under one property",
    response_model=None, responses={200: {"model": AdjacentPage, "description": "A page of entities"}, **_REDIRECT, **ERRORS},
    openapi_extra=described("entity_id property limit offset sort"),
)  # fmt: skip
async def fetch_adjacent_property(request: Request) -> Response:
    """A page of the entities that stand under one property of an entity."""
    shelf = await shelf_for(request)
    limit, offset = _window(request.query_params)
    prop = request.path_params["property"]
    place = _find(shelf, request, f"/adjacent/{quote(prop, safe='')}")
    if isinstance(place, Response):
        return place
    known = model().schemata[shelf.entity(place)["schema"]].properties.get(prop)
    if known is None or known.type != "entity":
        raise Refused(404, f"No such property: {prop}; /entities/ID/adjacent shows those that there are")
    return json_response(_page(_beside(shelf, place).get(prop, []), limit, offset))


@router.get(
    "/entities/{entity_id:path}", tags=["Data access"], summary="One entity", response_model=None,
    responses={200: {"model": EntityModel, "description": "The entity"}, **_REDIRECT, **ERRORS},
    openapi_extra=described("entity_id nested"),
)  # fmt: skip
async def fetch_entity(request: Request) -> Response:
    """An entity by its id, with its sanctions and ties inside, unless `nested=false`."""
    shelf = await shelf_for(request)
    is_nested = truth(request.query_params, "nested", True)
    place = _find(shelf, request, "")
    if isinstance(place, Response):
        return place
    entity = shelf.entity(place)
    if is_nested:
        beside = _beside(shelf, place)
        entity = {**entity, "properties": {**entity["properties"], **{prop: list(found) for prop, found in beside.items()}}}
    return json_response(entity)


def _find(shelf: Shelf, request: Request, rest: str) -> int | Response:
    """The place of the entity asked for, or the way to it under its other id."""
    asked = request.path_params["entity_id"]
    place = shelf.place(asked)
    if place is not None:
        return place
    canonical = shelf.canonical(asked)
    if canonical is None:
        raise Refused(404, f"No such entity: {asked}; /search and /match give ids that there are")
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/entities/{quote(canonical, safe='')}{rest}{query}", status_code=308)


def _window(query: QueryParams) -> tuple[int, int]:
    return whole_number(query, "limit", 10, MOST), whole_number(query, "offset", 0, MOST_OFFSET)


def _page(found: list[Entity], limit: int, offset: int) -> dict[str, object]:
    total = {"value": len(found), "relation": "eq"}
    return {"results": found[offset : offset + limit], "total": total, "limit": limit, "offset": offset}


def _beside(shelf: Shelf, place: int) -> dict[str, list[Entity]]:
    """The entities beside one, by the property of it under which they stand."""
    party = shelf.parties[place]
    found: dict[str, list[Entity]] = {}
    for sanction in sanctions_of(party):
        found.setdefault("sanctions", []).append(sanction)
    for address in addresses_of(party):
        found.setdefault("addressEntity", []).append(address)
    for link in party.links:
        other = shelf.place(link.other) if link.other is not None else None
        prop, edge = tie_of(party, link, shelf.entity(other) if other is not None else _named(link, party.list))
        found.setdefault(prop, []).append(edge)
    return found


def _named(link: Link, list_name: str) -> Entity:
    """A party of which the list gives no more than the name."""
    name = link.name or link.other or "unknown"
    return {
        "id": content_id("n", [list_name, link.other, name]), "caption": name, "schema": "LegalEntity",
        "properties": {"name": [name]}, "datasets": [dataset_name(list_name)], "referents": [], "target": False,
        "first_seen": None, "last_seen": None, "last_change": None,
    }  # fmt: skip
