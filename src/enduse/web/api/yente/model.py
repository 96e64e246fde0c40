"""FollowTheMoney's vocabulary: schemata and their properties, as programs of the field name them."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
from collections.abc import Iterator, Mapping
from typing import Any

import orjson

FILE = "ftm_model.json"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Property:
    """A property: `schema` is the one that it belongs to, `range` and `reverse` those of an entity at its other end."""

    name: str
    label: str
    type: str
    schema: str
    range: str | None = None
    reverse: str | None = None
    is_stub: bool = False

    @property
    def qname(self) -> str:
        """The name with its schema: `Person:birthDate`."""
        return f"{self.schema}:{self.name}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Schema:
    """A schema with all its properties, its own and those it takes over, and the schemata that it is one of."""

    name: str
    label: str
    plural: str
    is_matchable: bool
    is_abstract: bool
    kinds: frozenset[str]
    properties: Mapping[str, Property]
    featured: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """All of it: schemata by name, and the labels of topics and countries."""

    schemata: Mapping[str, Schema]
    topics: Mapping[str, str]
    countries: Mapping[str, str]

    def descendants(self, name: str) -> frozenset[str]:
        """The schema itself and all that are of its kind."""
        return frozenset(schema.name for schema in self.schemata.values() if name in schema.kinds)

    def matchable(self) -> list[Schema]:
        """The schemata that names can be matched of, by name."""
        return [self.schemata[name] for name in sorted(self.schemata) if self.schemata[name].is_matchable]

    def property(self, qname: str) -> Property | None:
        """A property by its qualified name, None where there is none."""
        schema, _, name = qname.rpartition(":")
        known = self.schemata.get(schema)
        return known.properties.get(name) if known is not None else None


@functools.cache
def model() -> Model:
    """The vocabulary, read once."""
    data = orjson.loads(importlib.resources.files(__package__).joinpath(FILE).read_bytes())
    rows: Mapping[str, Mapping[str, Any]] = data["schemata"]
    schemata = {}
    for name, row in rows.items():
        kinds = dict.fromkeys(_kinds(name, rows))
        inherited = [_own(kind, rows) for kind in reversed(kinds)]
        schemata[name] = Schema(
            name=name, label=row["label"], plural=row["plural"], is_matchable=row.get("matchable", False),
            is_abstract=row.get("abstract", False), kinds=frozenset(kinds), featured=tuple(row.get("featured", ())),
            properties={prop.name: prop for own in inherited for prop in own},
        )  # fmt: skip
    return Model(schemata=schemata, topics=data["topics"], countries=data["countries"])


def _kinds(name: str, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield name
    for parent in rows[name]["extends"]:
        yield from _kinds(parent, rows)


def _own(name: str, rows: Mapping[str, Mapping[str, Any]]) -> Iterator[Property]:
    for prop, (label, kind, *ends) in rows[name]["properties"].items():
        yield Property(
            name=prop, label=label, type=kind, schema=name, range=ends[0] if ends else None,
            reverse=ends[1] if len(ends) > 1 else None, is_stub="stub" in ends,
        )  # fmt: skip
