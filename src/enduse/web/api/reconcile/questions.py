"""Queries and extensions of the service, read and answered."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import orjson

from enduse.web.api.reconcile.manifest import Row, entity_row
from enduse.web.api.yente.asking import read_example
from enduse.web.api.yente.errors import Refused
from enduse.web.api.yente.match import MOST_QUERIES
from enduse.web.api.yente.model import Property, model
from enduse.web.api.yente.parameters import MOST
from enduse.web.api.yente.scoring import Scoring, find
from enduse.web.api.yente.shelf import Filters, Shelf

#: From here on an entry is offered; a person decides.
OFFERED: Final = 0.5


def read_queries(text: str) -> dict[str, Row]:
    """The queries of a form field.

    Raises:
        Refused: it is no JSON object of queries, or of too many.
    """
    queries = _object(text, "queries")
    if len(queries) > MOST_QUERIES:
        raise Refused(400, f"Too many queries in one batch (limit: {MOST_QUERIES})")
    for key, query in queries.items():
        if not isinstance(query, dict):
            raise Refused(400, f"Cannot read query {key}: it is no object")
    return queries


def answer(shelf: Shelf, query: Mapping[str, Any], filters: Filters, *, only_names: bool) -> Row:
    """The entries that a query may mean.

    Raises:
        Refused: there is no such type.
    """
    limit = query.get("limit")
    limit = min(MOST, max(0, limit)) if isinstance(limit, int) and not isinstance(limit, bool) else 5
    example = read_example({"schema": _type(query.get("type")), "properties": _properties(query)})
    scoring = Scoring(limit=limit, cutoff=OFFERED, only_names=only_names)
    _, found = find(shelf, example, filters, scoring)
    return {"result": [entity_row(row) | {"score": row["score"], "match": row["match"]} for row in found]}


def extend(shelf: Shelf, text: str) -> Row:
    """The values of properties of entities that are known already.

    Raises:
        Refused: it is no extension query, or of too many entities.
    """
    query = _object(text, "extend")
    ids, asked = query.get("ids"), query.get("properties")
    if not isinstance(ids, list) or not all(isinstance(id, str) for id in ids):
        raise Refused(400, "Cannot decode extension request: ids must be a list of texts")
    if not isinstance(asked, list) or not all(isinstance(p, dict) and isinstance(p.get("id"), str) for p in asked):
        raise Refused(400, "Cannot decode extension request: properties must be a list of objects with an id")
    if len(ids) > MOST_QUERIES:
        raise Refused(400, f"Too many entities in one batch (limit: {MOST_QUERIES})")
    meta: dict[str, Row] = {}
    rows: dict[str, Row] = {}
    for id in ids:
        rows[id] = {}
        place = shelf.place(id)
        if place is None:
            continue
        entity = shelf.entity(place)
        for wanted in asked:
            prop = model().schemata[entity["schema"]].properties.get(wanted["id"].rpartition(":")[2])
            if prop is None or prop.type == "entity":
                continue
            meta.setdefault(wanted["id"], {"id": wanted["id"], "name": prop.label})
            rows[id][wanted["id"]] = _cells(prop, entity["properties"].get(prop.name, ()), wanted.get("settings") or {})
    return {"meta": list(meta.values()), "rows": rows}


def caption(prop: Property, value: str) -> str:
    """A value in words for people."""
    labels = {"country": model().countries, "topic": model().topics}.get(prop.type, {})
    return labels.get(value, value)


def _cells(prop: Property, values: Any, settings: Any) -> list[Row]:
    if not isinstance(settings, dict):
        raise Refused(400, "Cannot decode extension request: settings must be an object")
    try:
        limit = int(settings.get("limit") or 0)
    except (TypeError, ValueError, OverflowError):
        raise Refused(400, f"Cannot decode extension request: limit {settings['limit']!r} is no number") from None
    shown = list(values)[:limit] if limit > 0 else list(values)
    is_raw = settings.get("render") == "raw"
    return [{"str": value if is_raw else caption(prop, value)} for value in shown]


def _object(text: str, field: str) -> dict[str, Any]:
    try:
        value = orjson.loads(text)
    except ValueError as error:
        raise Refused(400, f"Cannot decode {field}: {error}") from None
    if not isinstance(value, dict):
        raise Refused(400, f"Cannot decode {field}: it is no JSON object")
    return value


def _type(asked: Any) -> str:
    if isinstance(asked, list):
        asked = asked[0] if asked else None
    if isinstance(asked, dict):
        asked = asked.get("id")
    if asked is not None and not isinstance(asked, str):
        raise Refused(400, "Cannot read query: type must be a text")
    return asked or "Thing"


def _properties(query: Mapping[str, Any]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = {}
    name = query.get("query")
    if isinstance(name, str | int | float):
        found["name"] = [name]
    rows = query.get("properties") or []
    if not isinstance(rows, list):
        raise Refused(400, "Cannot read query: properties must be a list of objects with a pid")
    for row in rows:
        if not isinstance(row, dict) or not isinstance(row.get("pid"), str):
            raise Refused(400, "Cannot read query: a property needs a pid")
        values = row.get("v")
        for value in values if isinstance(values, list) else [values]:
            plain = (value.get("name") or value.get("id")) if isinstance(value, dict) else value
            found.setdefault(row["pid"].rpartition(":")[2], []).append(plain)
    return found
