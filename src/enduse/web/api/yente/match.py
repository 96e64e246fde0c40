"""`POST /match/{dataset}`: parties described by example, and the entries of the lists that they may be."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import orjson
from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.responses import Response

from enduse.web.api.yente.asking import Example, read_example
from enduse.web.api.yente.documented import ERRORS, Matches, described, match_body
from enduse.web.api.yente.errors import Refused, invalid, json_response
from enduse.web.api.yente.parameters import MOST, algorithm, read_filters, share, whole_number
from enduse.web.api.yente.scoring import Scoring, find
from enduse.web.api.yente.shelf import Filters, Shelf, shelf_for
from enduse.web.api.yente.wire import wire
from enduse.web.security import audit

router = APIRouter()

MOST_QUERIES = 100
#: So many queries are answered without leaving the loop: handing them to a thread would take longer.
_FEW = 2


@router.post(
    "/match/{dataset}", tags=["Matching"], summary="Match parties by example", response_model=None,
    responses={200: {"model": Matches, "description": "The entries that each query may be"}, **ERRORS},
    openapi_extra=described(
        "dataset limit threshold cutoff algorithm include_dataset exclude_dataset exclude_schema topics changed_since "
        "exclude_entity_ids",
        body=match_body(),
    ),
)  # fmt: skip
async def match(request: Request) -> Response:
    """The entries of the lists that parties may be, by all that is known of them.

    Each query is an entity by example, under a key of the client's choice; the answer comes under the same key. The more is
    said of a party (birth, countries, numbers), the surer the score. No match is not a clearance.
    """
    shelf = await shelf_for(request)
    query = request.query_params
    filters = read_filters(shelf, request.path_params["dataset"], query)
    body = read_body(await request.body())
    name = algorithm(query)
    scoring = _read_scoring(query, body, name)
    examples = {key: read_example(row) for key, row in body["queries"].items() if row is not None}
    if not examples:
        raise Refused(400, "No queries provided.")
    if len(examples) <= _FEW:
        responses = {key: answer(shelf, example, filters, scoring) for key, example in examples.items()}
    else:
        responses = {
            key: await run_in_threadpool(answer, shelf, example, filters, scoring) for key, example in examples.items()
        }
    asked = {
        key: {"name": found["query"]["properties"].get("name"), "told": found["total"]["value"]}
        for key, found in responses.items()
    }
    audit(request, "screening", details={"by": "match", "dataset": filters.dataset, "queries": asked})
    headers = {"x-batch-size": str(len(responses))}
    return json_response({"responses": responses, "limit": scoring.limit}, headers=headers)


def answer(shelf: Shelf, example: Example, filters: Filters, scoring: Scoring) -> dict[str, Any]:
    """The answer to one query."""
    total, results = find(shelf, example, filters, scoring)
    return {"status": 200, "results": results, "total": {"value": total, "relation": "eq"}, "query": example.told}


def _read_scoring(query: Any, body: Mapping[str, Any], name: str) -> Scoring:
    for key in body["config"]:
        if key not in wire()["config"]:
            raise Refused(400, f"Invalid configuration parameter: {key} for algorithm {name}")
    threshold = share(query, "threshold")
    cutoff = share(query, "cutoff")
    threshold = 0.7 if threshold is None else threshold
    least = min(threshold, 0.7) if cutoff is None else min(cutoff, threshold)
    return Scoring(
        threshold=threshold, cutoff=min(1.0, max(0.05, least)), limit=whole_number(query, "limit", 5, MOST),
        only_names=wire()["algorithms"][name].get("only_names", False), weights=body["weights"],
    )  # fmt: skip


def read_body(data: bytes) -> dict[str, Any]:
    """The body of a request, of whatever type it says it is.

    Raises:
        Refused: it is no JSON, or not of the form.
    """
    try:
        body = orjson.loads(data)
    except ValueError as error:
        raise invalid(("body",), f"JSON decode error: {error}", "json_invalid") from None
    if not isinstance(body, dict):
        raise invalid(("body",), "Input should be a valid dictionary", "model_attributes_type")
    queries = body.get("queries")
    if not isinstance(queries, dict):
        missing = "queries" not in body
        words, kind = ("Field required", "missing") if missing else ("Input should be a valid dictionary", "dict_type")
        raise invalid(("body", "queries"), words, kind)
    if len(queries) > MOST_QUERIES:
        raise Refused(400, f"Too many queries in one batch (limit: {MOST_QUERIES})")
    for key, row in queries.items():
        if row is not None:
            _check_query(key, row)
    return {"queries": queries, "weights": _numbers(body, "weights"), "config": _settings(body)}


def _check_query(key: str, row: Any) -> None:
    where = ("body", "queries", key)
    if not isinstance(row, dict):
        raise invalid(where, "Input should be a valid dictionary or object to extract fields from", "model_attributes_type")
    for field, kind, words in (("schema", str, "string"), ("properties", dict, "dictionary")):
        if field not in row:
            raise invalid((*where, field), "Field required", "missing")
        if not isinstance(row[field], kind):
            raise invalid((*where, field), f"Input should be a valid {words}", f"{words}_type")
    if not isinstance(row.get("id"), str | None):
        raise invalid((*where, "id"), "Input should be a valid string", "string_type")
    for name, values in row["properties"].items():
        if isinstance(values, dict):
            raise invalid((*where, "properties", name), "Input should be a valid list or string", "list_type")


def _numbers(body: Mapping[str, Any], field: str) -> dict[str, float]:
    values = body.get(field) or {}
    if not isinstance(values, dict):
        raise invalid(("body", field), "Input should be a valid dictionary", "dict_type")
    for name, value in values.items():
        if isinstance(value, bool) or not isinstance(value, int | float):
            raise invalid(("body", field, name), "Input should be a valid number", "float_type")
    return values


def _settings(body: Mapping[str, Any]) -> dict[str, Any]:
    values = body.get("config") or {}
    if not isinstance(values, dict):
        raise invalid(("body", "config"), "Input should be a valid dictionary", "dict_type")
    for name, value in values.items():
        if not isinstance(value, str | int | float | bool | None):
            raise invalid(("body", "config", name), "Input should be a string, a number or a boolean", "config_type")
    return values
