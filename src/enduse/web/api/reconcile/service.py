"""The routes of the service; queries and extensions come as form fields, by GET or POST."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, quote

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from enduse.web.api.reconcile.manifest import entity_row, manifest, property_row, type_row
from enduse.web.api.reconcile.preview import preview_page
from enduse.web.api.reconcile.questions import answer, extend, read_queries
from enduse.web.api.yente.documented import ERRORS
from enduse.web.api.yente.errors import Refused, json_response
from enduse.web.api.yente.model import model
from enduse.web.api.yente.parameters import MOST, algorithm, known_dataset, read_filters, titles, whole_number
from enduse.web.api.yente.shelf import Filters, Shelf, shelf_for
from enduse.web.api.yente.texts import words_of
from enduse.web.api.yente.wire import wire
from enduse.web.security import audit

router = APIRouter(tags=["Reconciliation"])

#: Pages of other programs ask, and read the answers.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, X-Api-Key",
    "Access-Control-Max-Age": "86400",
    "Cross-Origin-Resource-Policy": "cross-origin",
}
_SUGGESTED = 10
_DOCUMENTED: dict[int | str, dict[str, Any]] = {200: {"description": "The answer"}, **ERRORS}
_PATH = {"name": "dataset", "in": "path", "required": True, "schema": {"type": "string"}, "example": "default"}


def _asked(name: str, words: str, example: Any, kind: str = "string") -> dict[str, Any]:
    return {"name": name, "in": "query", "description": words, "schema": {"type": kind}, "example": example}


_PREFIX = _asked("prefix", "What was typed so far.", "kaska")
_LIMIT = _asked("limit", "How many at most.", 10, "integer")
_FORM = {
    "content": {
        "application/x-www-form-urlencoded": {
            "schema": {"type": "object", "properties": {"queries": {"type": "string"}, "extend": {"type": "string"}}},
            "example": {"queries": '{"q0": {"query": "Kaskad Avionika", "type": "Company"}}'},
        }
    }
}


@router.options("/reconcile/{path:path}", include_in_schema=False)
async def preflight() -> Response:
    """Whether a page elsewhere may ask: it may."""
    return Response(status_code=204, headers=CORS)


@router.get(
    "/reconcile/{dataset}", summary="Manifest, or queries", response_model=None, responses=_DOCUMENTED,
    openapi_extra={
        "parameters": [_PATH, _asked("queries", "Queries as JSON.", "{}"), _asked("extend", "Extension as JSON.", "{}")]
    },
)  # fmt: skip
async def reconcile(request: Request) -> Response:
    """What the service is, or the answer to `queries` or `extend`."""
    shelf = await shelf_for(request)
    query = request.query_params
    if "queries" in query or "extend" in query:
        return await _answer(request, shelf, query.get("queries"), query.get("extend"))
    given = request.path_params["dataset"]
    dataset = known_dataset(shelf, given)
    server = str(request.base_url).rstrip("/")
    return json_response(
        manifest(titles().get(dataset, dataset), server, quote(given, safe=""), request.url.query), headers=CORS
    )


@router.post(
    "/reconcile/{dataset}", summary="Queries", response_model=None, responses=_DOCUMENTED,
    openapi_extra={"parameters": [_PATH], "requestBody": _FORM},
)  # fmt: skip
async def reconcile_form(request: Request) -> Response:
    """The answer to the form field `queries` or `extend`."""
    shelf = await shelf_for(request)
    form = dict(parse_qsl((await request.body()).decode("utf-8", "replace"), keep_blank_values=True))
    if request.headers.get("content-type", "").startswith("multipart/"):
        form = {name: str(value) for name, value in (await request.form()).items()}
    return await _answer(request, shelf, form.get("queries"), form.get("extend"))


async def _answer(request: Request, shelf: Shelf, queries: str | None, extension: str | None) -> Response:
    if extension is not None and extension.strip():
        known_dataset(shelf, request.path_params["dataset"])
        extended = extend(shelf, extension)
        return json_response(extended, headers=CORS | {"x-batch-size": str(len(extended["rows"]))})
    if queries is None:
        raise Refused(422, [{"type": "missing", "loc": ["body", "queries"], "msg": "Field required"}])
    filters = read_filters(shelf, request.path_params["dataset"], request.query_params)
    only_names = wire()["algorithms"][algorithm(request.query_params)].get("only_names", False)
    asked = read_queries(queries)
    rows = {key: await run_in_threadpool(answer, shelf, row, filters, only_names=only_names) for key, row in asked.items()}
    audit(request, "screening", details={"by": "reconcile", "dataset": filters.dataset, "queries": len(rows)})
    return json_response(rows, headers=CORS | {"x-batch-size": str(len(rows))})


@router.get(
    "/reconcile/{dataset}/suggest/entity", summary="Suggest entities", response_model=None, responses=_DOCUMENTED,
    openapi_extra={"parameters": [_PATH, _PREFIX, _LIMIT]},
)  # fmt: skip
async def suggest_entity(request: Request) -> Response:
    """Entities of whose names the words begin with what was typed."""
    shelf = await shelf_for(request)
    filters = read_filters(shelf, request.path_params["dataset"], request.query_params)
    prefix, limit = request.query_params.get("prefix", ""), whole_number(request.query_params, "limit", _SUGGESTED, MOST)
    places = await run_in_threadpool(_beginning, shelf, prefix, filters)
    return _suggested(prefix, [entity_row(shelf.entity(place)) for place in places[:limit]])


@router.get(
    "/reconcile/{dataset}/suggest/type", summary="Suggest types", response_model=None, responses=_DOCUMENTED,
    openapi_extra={"parameters": [_PATH, _PREFIX]},
)  # fmt: skip
async def suggest_type(request: Request) -> Response:
    """Types whose names begin with what was typed."""
    known_dataset(await shelf_for(request), request.path_params["dataset"])
    prefix = request.query_params.get("prefix", "")
    found = [type_row(s) for s in model().matchable() if _begins(prefix, s.name, s.label)]
    return _suggested(prefix, found[:_SUGGESTED])


@router.get(
    "/reconcile/{dataset}/suggest/property", summary="Suggest properties", response_model=None, responses=_DOCUMENTED,
    openapi_extra={"parameters": [_PATH, _PREFIX]},
)  # fmt: skip
async def suggest_property(request: Request) -> Response:
    """Properties whose names begin with what was typed."""
    known_dataset(await shelf_for(request), request.path_params["dataset"])
    prefix = request.query_params.get("prefix", "")
    known = {prop.qname: prop for s in model().matchable() for prop in s.properties.values() if prop.type != "entity"}
    found = [property_row(prop) for prop in known.values() if _begins(prefix, prop.name, prop.label)]
    return _suggested(prefix, found[:_SUGGESTED])


@router.get(
    "/reconcile/{dataset}/extend/property", summary="Propose properties", response_model=None, responses=_DOCUMENTED,
    openapi_extra={"parameters": [_PATH, _asked("type", "Of which type.", "Person"), _LIMIT]},
)  # fmt: skip
async def propose_properties(request: Request) -> Response:
    """The properties that entities of a type can be extended with, those that say most first."""
    known_dataset(await shelf_for(request), request.path_params["dataset"])
    asked = request.query_params.get("type", "Thing")
    schema = model().schemata.get(asked)
    if schema is None:
        raise Refused(400, f"Invalid type: {asked}; Person, Company and Vessel are some")
    limit = whole_number(request.query_params, "limit", 0, MOST)
    props = [prop for prop in schema.properties.values() if prop.type != "entity"]
    props.sort(key=lambda prop: (prop.name not in schema.featured, prop.label))
    shown = [{"id": prop.name, "name": prop.label} for prop in (props[:limit] if limit else props)]
    return json_response({"limit": limit or len(shown), "type": asked, "properties": shown}, headers=CORS)


@router.get(
    "/reconcile/{dataset}/preview/{entity_id}", summary="Preview of an entity", response_model=None, responses=_DOCUMENTED,
    openapi_extra={"parameters": [_PATH, {**_PATH, "name": "entity_id", "example": "us-csl:9641"}]},
)  # fmt: skip
async def preview(request: Request) -> Response:
    """A small page on an entity, for a frame in another program."""
    shelf = await shelf_for(request)
    known_dataset(shelf, request.path_params["dataset"])
    place = shelf.place(request.path_params["entity_id"])
    if place is None:
        raise Refused(404, f"No such entity: {request.path_params['entity_id']}")
    return preview_page(shelf.entity(place), CORS)


def _suggested(prefix: str, found: list[dict[str, Any]]) -> Response:
    body = {"code": "/api/status/ok", "status": "200 OK", "prefix": prefix, "result": found}
    return json_response(body, headers=CORS)


def _beginning(shelf: Shelf, prefix: str, filters: Filters) -> list[int]:
    words = words_of(prefix)
    if not words:
        return []
    texts = shelf.texts()
    found = set.intersection(*(texts.beginning(word) for word in words))
    fitting = [place for place in found if texts.is_named(place, words) and shelf.keeps(place, filters)]
    return sorted(fitting, key=lambda place: (-texts.worth(place, words), len(shelf.parties[place].caption), place))


def _begins(prefix: str, *names: str) -> bool:
    plain = prefix.strip().casefold()
    return bool(plain) and any(plain in name.casefold() for name in names)
