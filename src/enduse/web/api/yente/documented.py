"""What the OpenAPI document says of these routes: parameters, bodies and answers, each with an example."""

from __future__ import annotations

import functools
import importlib.resources
from typing import Any

import yaml
from pydantic import BaseModel, ConfigDict, Field


class _Model(BaseModel):
    model_config = ConfigDict(populate_by_name=True)


class ErrorDetail(_Model):
    """What was wrong."""

    detail: Any = Field(examples=["No such dataset: atlantis"])


class Total(_Model):
    """How many there are."""

    value: int = Field(examples=[42])
    relation: str = Field(examples=["eq"])


class EntityModel(_Model):
    """A party of a list, or what stands beside one."""

    id: str = Field(examples=["us-csl:9641"])
    caption: str = Field(examples=["Foo Aviation Industries"])
    schema_: str = Field(alias="schema", examples=["Company"])
    properties: dict[str, list[Any]] = Field(examples=[{"name": ["Foo Aviation Industries"], "country": ["ir"]}])
    datasets: list[str] = Field(examples=[["us_csl"]])
    referents: list[str] = Field(examples=[[]])
    target: bool = Field(examples=[True])
    first_seen: str | None = Field(examples=["2019-07-18T00:00:00"])
    last_seen: str | None = Field(examples=["2026-07-31T00:00:00"])
    last_change: str | None = Field(examples=["2019-07-18T00:00:00"])


class Explanation(_Model):
    """What one piece of evidence adds to the score, or takes from it."""

    score: float = Field(examples=[0.92])
    detail: str | None = Field(examples=['both have "foo"'])
    query: str | None = Field(examples=["FOO AVIATION"])
    candidate: str | None = Field(examples=["Foo Aviation Industries"])


class ScoredEntity(EntityModel):
    """An entry that a query may be."""

    score: float = Field(examples=[0.92])
    match: bool = Field(examples=[True])
    explanations: dict[str, Explanation] = Field(
        examples=[{"name_match": {"score": 0.92, "detail": None, "query": None, "candidate": None}}]
    )


class ExampleModel(_Model):
    """A party by example."""

    id: str | None = Field(None, examples=["customer-17"])
    schema_: str = Field(alias="schema", examples=["Company"])
    properties: dict[str, str | list[Any]] = Field(examples=[{"name": ["Foo Aviation"], "country": "Iran"}])


class MatchBody(_Model):
    """Queries by keys of the client's choice."""

    queries: dict[str, ExampleModel | None] = Field(
        examples=[{"q1": {"schema": "Company", "properties": {"name": ["Foo Aviation"]}}}]
    )
    weights: dict[str, float] = Field({}, examples=[{"country_mismatch": 0.5}])
    config: dict[str, str | float | bool | None] = Field({}, examples=[{}])


class MatchesOfOne(_Model):
    """The answer to one query."""

    status: int = Field(examples=[200])
    results: list[ScoredEntity] = Field(examples=[[]])
    total: Total = Field(examples=[{"value": 0, "relation": "eq"}])
    query: ExampleModel = Field(examples=[{"id": None, "schema": "Company", "properties": {"name": ["Foo Aviation"]}}])


class Matches(_Model):
    """The answers by the keys of the queries."""

    responses: dict[str, MatchesOfOne] = Field(examples=[{}])
    limit: int = Field(examples=[5])


class FacetValue(_Model):
    """A value and how many results have it."""

    name: str = Field(examples=["ir"])
    label: str = Field(examples=["Iran"])
    count: int = Field(examples=[12])


class Facet(_Model):
    """Results counted by a field."""

    label: str = Field(examples=["Countries"])
    values: list[FacetValue] = Field(examples=[[{"name": "ir", "label": "Iran", "count": 12}]])


class Found(_Model):
    """A page of results."""

    results: list[EntityModel] = Field(examples=[[]])
    facets: dict[str, Facet] = Field(examples=[{}])
    total: Total = Field(examples=[{"value": 0, "relation": "eq"}])
    limit: int = Field(examples=[10])
    offset: int = Field(examples=[0])


class AdjacentPage(_Model):
    """Entities under one property of another."""

    results: list[Any] = Field(examples=[[]])
    total: Total = Field(examples=[{"value": 0, "relation": "eq"}])
    limit: int = Field(examples=[10])
    offset: int = Field(examples=[0])


class Adjacent(_Model):
    """An entity with all that stand beside it."""

    entity: EntityModel = Field(examples=[{}])
    adjacent: dict[str, AdjacentPage] = Field(examples=[{}])


class Status(_Model):
    """That all is well."""

    status: str = Field("ok", examples=["ok"])


ERRORS: dict[int | str, dict[str, Any]] = {
    400: {"model": ErrorDetail, "description": "What is asked for does not exist"},
    404: {"model": ErrorDetail, "description": "There is no such data set or entity"},
    422: {"model": ErrorDetail, "description": "The form of the request is wrong"},
}


@functools.cache
def _parameters() -> dict[str, dict[str, Any]]:
    text = importlib.resources.files(__package__).joinpath("parameters.yaml").read_text(encoding="utf-8")
    data: dict[str, dict[str, Any]] = yaml.safe_load(text)
    return data


def described(names: str, *, body: dict[str, Any] | None = None) -> dict[str, Any]:
    """The part of the OpenAPI document for parameters that are read by hand, by their names."""
    shown = [{"name": name, "in": "query"} | _parameters()[name] for name in names.split()]
    return {"parameters": shown} | ({"requestBody": body} if body is not None else {})


def match_body() -> dict[str, Any]:
    """The body of a match request as the document describes it."""
    return {"required": True, "content": {"application/json": {"schema": _inline(MatchBody.model_json_schema())}}}


def _inline(schema: dict[str, Any]) -> dict[str, Any]:
    """A schema without references to definitions of its own, as it is to stand inside another document."""
    definitions = schema.pop("$defs", {})

    def put(value: Any) -> Any:
        if isinstance(value, dict):
            if "$ref" in value:
                return put(definitions[value["$ref"].rpartition("/")[2]])
            return {key: put(inner) for key, inner in value.items()}
        return [put(inner) for inner in value] if isinstance(value, list) else value

    found: dict[str, Any] = put(schema)
    return found
