"""`GET /search/{dataset}`: the entries of the lists by words, with filters and counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from fastapi import APIRouter, Request
from fastapi.concurrency import run_in_threadpool
from starlette.datastructures import QueryParams
from starlette.responses import Response

from enduse.web.api.yente.documented import ERRORS, Found, described
from enduse.web.api.yente.entities import dataset_name
from enduse.web.api.yente.errors import Refused, invalid, json_response
from enduse.web.api.yente.model import model
from enduse.web.api.yente.parameters import MOST, read_filters, titles, truth, whole_number
from enduse.web.api.yente.questions import Question
from enduse.web.api.yente.shelf import Filters, Shelf, shelf_for
from enduse.web.api.yente.wire import wire

router = APIRouter()

MOST_OFFSET = 9499
_MOST_VALUES = 100  # of one facet
_ORDERS = ("first_seen", "last_seen", "last_change", "caption", "id", "schema")
_DEFAULT_FACETS = ("countries", "topics", "datasets")
Places = Iterable[int]


@router.get(
    "/search/{dataset}", tags=["Matching"], summary="Search by words", response_model=None,
    responses={200: {"model": Found, "description": "A page of entities"}, **ERRORS},
    openapi_extra=described(
        "dataset q schema include_dataset exclude_dataset exclude_schema changed_since countries topics datasets filter "
        "filter_op limit offset sort target fuzzy simple facets"
    ),
)  # fmt: skip
async def search(request: Request) -> Response:
    """Entries of the lists by words of their names, numbers, addresses or remarks, for a search box.

    To find out whether a party is listed, ask `/match`: it compares all that is known, and says how sure it is.
    """
    shelf = await shelf_for(request)
    return json_response(await run_in_threadpool(find, shelf, request.path_params["dataset"], request.query_params))


def find(shelf: Shelf, dataset: str, query: QueryParams) -> dict[str, object]:
    """The page of results that a request asks for.

    Raises:
        Refused: a parameter cannot be read, or names what does not exist.
    """
    limit, offset = whole_number(query, "limit", 10, MOST), whole_number(query, "offset", 0, MOST_OFFSET)
    facets = _read_facets(query)
    orders = [_read_order(text) for text in query.getlist("sort")]
    question = _read_question(query)
    everyone = _kept(shelf, dataset, query)
    found = everyone
    if question is not None:
        found = question.places(shelf.texts(), everyone, lambda name, value: _having(shelf, everyone, name, value)) & everyone
    ranked = _ranked(shelf, found, question, orders)
    return {
        "results": [shelf.entity(place) for place in ranked[offset : offset + limit]],
        "facets": {name: _facet(shelf, found, name) for name in facets},
        "total": {"value": len(ranked), "relation": "eq"},
        "limit": limit,
        "offset": offset,
    }


def _read_question(query: QueryParams) -> Question | None:
    text = query.get("q", "").strip()
    if not text:
        return None
    return Question(text, simple=truth(query, "simple", False) is True, fuzzy=truth(query, "fuzzy", False) is True)


def _kept(shelf: Shelf, dataset: str, query: QueryParams) -> set[int]:
    """The places that the filters leave."""
    filters = read_filters(shelf, dataset, query)
    topics, filters = filters.topics, _without_topics(filters)
    schema = query.get("schema", "Thing")
    if schema not in model().schemata:
        raise Refused(400, f"Invalid schema: {schema}; Person, Company and Vessel are some")
    kinds = model().descendants(schema)
    needs_all = _needs_all(query)
    target = truth(query, "target", None)
    asked = {"countries": [c.lower() for c in query.getlist("countries")], "topics": list(topics)}
    asked["datasets"] = [dataset_name(name) for name in query.getlist("datasets")]
    for text in query.getlist("filter"):
        name, colon, value = text.partition(":")
        if not colon or not name:
            raise Refused(400, f"Invalid filter: {text}; write field:value")
        asked.setdefault(name, []).append(value)
    tests = [_test(shelf, name, values, needs_all) for name, values in asked.items() if values]
    if schema != "Thing":
        tests.append(_test(shelf, "schema", kinds, False))
    if target is not None:
        tests.append(_test(shelf, "target", ["true" if target else "false"], False))
    every = range(len(shelf.parties))
    kept = every if filters.is_open else [place for place in every if shelf.keeps(place, filters)]
    return {place for place in kept if all(test(place) for test in tests)}


def _needs_all(query: QueryParams) -> bool:
    """Whether the values of a filter are all to be there, and not one of them."""
    operator = query.get("filter_op", "OR").upper()
    if operator not in ("AND", "OR"):
        raise invalid(("query", "filter_op"), "Input should be 'AND' or 'OR'", "enum")
    return operator == "AND"


def _without_topics(filters: Filters) -> Filters:
    """Here topics follow the same operator as the other filters."""
    return Filters(**{name: getattr(filters, name) for name in filters.__slots__ if name != "topics"})


def _test(shelf: Shelf, name: str, values: Iterable[str], needs_all: bool) -> Callable[[int], bool]:
    wanted, theirs = set(values), shelf.column(name)
    if needs_all:
        return lambda place: wanted.issubset(theirs[place])
    return lambda place: not wanted.isdisjoint(theirs[place])


def _having(shelf: Shelf, places: Places, name: str, value: str) -> set[int]:
    """The places whose field has a value, whatever its case; one that ends in * may go on."""
    low, theirs = value.casefold(), shelf.column(name)
    if low.endswith("*"):
        return {p for p in places if any(v.casefold().startswith(low[:-1]) for v in theirs[p])}
    return {p for p in places if any(v.casefold() == low for v in theirs[p])}


def _ranked(shelf: Shelf, found: set[int], question: Question | None, orders: Sequence[tuple[str, bool]]) -> list[int]:
    ranked = sorted(found)
    if question is not None and not orders:
        texts = shelf.texts()
        ranked.sort(key=lambda place: -texts.worth(place, question.words))
    for name, is_down in reversed(orders):
        values = shelf.column(name)
        known = sorted((place for place in ranked if values[place]), key=values.__getitem__, reverse=is_down)
        ranked = known + [place for place in ranked if not values[place]]
    return ranked


def _read_order(text: str) -> tuple[str, bool]:
    name, _, direction = text.partition(":")
    if name not in _ORDERS or direction not in ("", "asc", "desc"):
        raise Refused(400, f"Invalid sort: {text}; sort by {', '.join(_ORDERS)} with :asc or :desc")
    return name, direction == "desc"


def _read_facets(query: QueryParams) -> Sequence[str]:
    known = wire()["facets"]
    asked = query.getlist("facets") or _DEFAULT_FACETS
    for number, name in enumerate(asked):
        if name not in known:
            raise invalid(("query", "facets", number), f"Input should be {', '.join(known)}", "enum")
    return list(dict.fromkeys(asked))


def _facet(shelf: Shelf, places: Places, name: str) -> dict[str, object]:
    counts: Counter[str] = Counter()
    for theirs, count in Counter(map(shelf.column(name).__getitem__, places)).items():
        counts.update(dict.fromkeys(theirs, count))
    values = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_MOST_VALUES]
    labels = {"countries": model().countries, "topics": model().topics}.get(name, {})
    if name == "datasets":
        labels = titles()
    if name == "schema":
        labels = {schema: model().schemata[schema].plural for schema, _ in values if schema in model().schemata}
    return {
        "label": wire()["facets"][name],
        "values": [{"name": value, "label": labels.get(value, value), "count": count} for value, count in values],
    }
