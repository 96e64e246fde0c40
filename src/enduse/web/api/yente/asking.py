"""What a client asks about: an example in FollowTheMoney's words, its values made plain, and the party that it means."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any

from enduse.lexicon.countries import countries
from enduse.measures.days import period_of
from enduse.model import Period
from enduse.party import AskedParty, Identifier, Schema
from enduse.web.api.yente.entities import partial_dates
from enduse.web.api.yente.errors import Refused
from enduse.web.api.yente.model import Property, model
from enduse.web.api.yente.wire import wire

_MOST_NAMES = 20
_LONGEST = 2_000  # characters of a value that are looked at
_GENDERS = {"m": "male", "male": "male", "f": "female", "female": "female"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One query: as it is told back to the client, and the same party under each of its names."""

    told: dict[str, Any]
    parties: tuple[AskedParty, ...]


def read_example(row: Mapping[str, Any]) -> Example:
    """Read a query.

    Args:
        row: `id`, `schema` and `properties`, whose shape has been looked at already.

    Raises:
        Refused: there is no such schema, or none whose names can be matched.
    """
    schema = model().schemata.get(row["schema"])
    if schema is None:
        raise Refused(
            400, f"Cannot parse example entity: there is no schema {row['schema']!r}; Person, Company and Vessel are some"
        )
    if "Thing" not in schema.kinds:
        raise Refused(
            400, f"Cannot parse example entity: a {schema.name} has no name to match; ask about a person, a body or a thing"
        )
    properties: dict[str, list[str]] = {}
    for name, values in row["properties"].items():
        prop = schema.properties.get(name)
        if prop is not None:
            plain = dict.fromkeys(_plain(prop, value) for value in (values if isinstance(values, list) else [values]))
            properties[name] = [value for value in plain if value is not None]
    plainly = {name: values for name, values in properties.items() if values}
    told = {"id": row.get("id"), "schema": schema.name, "properties": plainly}
    return Example(told=told, parties=_parties(plainly, _schema(schema.kinds, schema.name)))


def _parties(properties: Mapping[str, list[str]], schema: Schema | None) -> tuple[AskedParty, ...]:
    asked = wire()["asked"]
    names = [name for field in asked["names"] for name in properties.get(field, ())]
    if not names:
        parts = [properties[field][0] for field in asked["parts"] if properties.get(field)]
        names = [" ".join(parts)] if parts else []
    addresses = [text for field in asked["addresses"] for text in properties.get(field, ())]
    if not names and schema == "Address":
        names = addresses
    found = dict.fromkeys(code.split("-")[0].upper() for field in asked["countries"] for code in properties.get(field, ()))
    numbers = tuple(
        Identifier(value=value, kind=kind)
        for field, kind in asked["identifiers"].items()
        for value in properties.get(field, ())
    )
    births = [
        period for field in asked["births"] for text in properties.get(field, ()) if (period := _period(text)) is not None
    ]
    whole = AskedParty(
        name="", schema=schema, countries=tuple(code for code in found if len(code) == 2), identifiers=numbers,
        birth=births[0] if births and schema != "Address" else None, address=addresses[0] if addresses else None,
    )  # fmt: skip
    kept = list(dict.fromkeys(names))[:_MOST_NAMES]
    if not kept:
        return (whole,) if numbers else ()
    return tuple(dataclasses.replace(whole, name=name) for name in kept)


def _schema(kinds: frozenset[str], name: str) -> Schema | None:
    """Ours for a schema of the model, None where it may be anything."""
    known: Mapping[str, Schema] = wire()["as_schema"]
    if name in known:
        return known[name]
    return next((known[kind] for kind in known if kind in kinds and kind != "LegalEntity"), None)


@functools.lru_cache(maxsize=4096)
def _period(text: str) -> Period | None:
    return period_of(text)


def _plain(prop: Property, value: Any) -> str | None:
    """A value as it is told back: countries as codes, dates in ISO form, spaces made one; None where it says nothing."""
    if value is None or isinstance(value, dict | list):
        return None
    text = " ".join(str(value).split())[:_LONGEST]
    if not text:
        return None
    if prop.type == "country":
        return clean_country(text)
    if prop.type == "date":
        period = _period(text)
        return next(iter(partial_dates(period)), None) if period is not None else None
    if prop.type == "gender":
        return _GENDERS.get(text.lower(), "other" if text.lower() == "other" else None)
    return text


@functools.lru_cache(maxsize=4096)
def clean_country(text: str) -> str | None:
    """The code of a country in lower case, None where the words name none."""
    low = text.lower()
    if low in model().countries:
        return low
    code = countries().code(text) or (countries().code(text.upper()) if len(text) <= 3 else None)
    return code.lower() if code is not None else None
