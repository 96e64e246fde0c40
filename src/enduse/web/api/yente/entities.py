"""Parties as FollowTheMoney entities: properties by that model's names, with sanctions and ties as entities of their own."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

from enduse.model import Period, content_id
from enduse.party import Designation, Link, Name, Party
from enduse.screen.regimes import regimes
from enduse.web.api.yente.model import model
from enduse.web.api.yente.wire import wire

Entity = dict[str, Any]
_MOMENT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}")
_NOT_PLAIN = re.compile(r"[^0-9a-z]+")
_ABOUT = frozenset(("ftm_schema", "target", "first_seen", "last_seen", "last_change", "dataset", "referent"))


def dataset_name(name: str) -> str:
    """A list's short name as datasets are named in the field: `us-csl` is `us_csl`."""
    return _NOT_PLAIN.sub("_", name.lower()).strip("_")


def entity_id(party: Party) -> str:
    """The id of a party: its own of FollowTheMoney where it came with one, else list and entry."""
    return party.entry if "ftm_schema" in party.details else party.id


def is_target(party: Party) -> bool:
    """Whether the party is listed itself, rather than told of beside one that is."""
    return party.details.get("target", ("true",)) == ("true",)


def entity_of(party: Party) -> Entity:
    """A party as an entity without those beside it."""
    schema = schema_of(party)
    first, last, change = seen(party)
    return {
        "id": entity_id(party),
        "caption": party.caption,
        "schema": schema,
        "properties": _properties(party, schema),
        "datasets": list(dict.fromkeys(map(dataset_name, party.details.get("dataset", ())))) or [dataset_name(party.list)],
        "referents": list(party.details.get("referent", ())) if "ftm_schema" in party.details else [],
        "target": is_target(party),
        "first_seen": first,
        "last_seen": last,
        "last_change": change,
    }


def sanctions_of(party: Party) -> Iterator[Entity]:
    """What the party is under, each listing an entity."""
    for designation in party.designations:
        yield _beside(party, "Sanction", designation.authority, _sanction(designation) | {"entity": [entity_id(party)]})


def addresses_of(party: Party) -> Iterator[Entity]:
    """Where the party is, each address an entity; an address that is listed by itself has none beside it."""
    for address in party.addresses if party.schema != "Address" else ():
        values = {
            "full": address.text, "street": address.street, "city": address.city, "state": address.region,
            "postalCode": address.postcode, "country": address.country.lower() if address.country else None,
        }  # fmt: skip
        yield _beside(party, "Address", address.text, {prop: [value] for prop, value in values.items() if value})


def tie_of(party: Party, link: Link, other: Entity) -> tuple[str, Entity]:
    """A tie of the party: the property of the party under which it stands, and the edge with the other end inside.

    Where the model lets no such edge stand between two of their kinds, it is a plain link, with the kind in words.
    """
    links = wire()["links"]
    schema, here, there = links.get(link.kind, links["linked"])
    if not (_may_stand(schema, here, schema_of(party)) and _may_stand(schema, there, other["schema"])):
        schema, here, there = links["linked"]
    known = model().schemata[schema]
    values: dict[str, list[Any]] = {here: [entity_id(party)], "role": [link.words or link.kind.replace("_", " ")]}
    if link.share is not None:
        low, high = link.share
        share = f"{low:g}" if low == high else f"{low:g}-{high:g}"
        if "percentage" in known.properties:
            values["percentage"] = [share]
        else:
            values["role"].append(f"{share} %")
    edge = _beside(party, schema, known.label, values, salt=other["id"])
    edge["properties"][there] = [other]
    return known.properties[here].reverse or schema, edge


def _may_stand(edge: str, prop: str, schema: str) -> bool:
    """Whether an entity of a schema may stand at an end of an edge."""
    end = model().schemata[edge].properties[prop]
    return (end.range or "Thing") in model().schemata[schema].kinds


def topics_of(party: Party) -> list[str]:
    """What kinds of listing the party is under, as topics; those it came with, where it did."""
    given = party.details.get("topics") if "ftm_schema" in party.details else None
    if given:
        return list(given)
    fitting = (next(r for r in regimes() if r.fits(party, designation)) for designation in party.designations)
    topics: dict[str, str] = wire()["topics"]
    return list(dict.fromkeys(topics.get(regime.id, topics["other"]) for regime in fitting))


def schema_of(party: Party) -> str:
    """The schema of a party: its own of FollowTheMoney where it came with one."""
    given = party.details.get("ftm_schema", ("",))[0]
    return given if given in model().schemata else party.schema


def _properties(party: Party, schema: str) -> dict[str, list[str]]:
    known = model().schemata[schema].properties
    found: dict[str, dict[str, None]] = {}

    def put(prop: str, value: str | None) -> None:
        if value and prop in known:
            found.setdefault(prop, {})[value] = None

    for name in party.names:
        put(wire()["names"][name.kind] if schema != "Address" else "full", name.text)
        _put_parts(name, put)
    for birth in party.births:
        for text in partial_dates(birth):
            put("birthDate" if "birthDate" in known else "buildDate" if "buildDate" in known else "incorporationDate", text)
    for place in party.birth_places:
        put("birthPlace", place)
    for country in party.nationalities:
        put("nationality" if "nationality" in known else "country", country.lower())
    for country in party.countries:
        put("flag" if schema == "Vessel" else "country", country.lower())
    for number in party.identifiers:
        fitting = (
            prop for prop in wire()["identifiers"].get(number.kind, ("idNumber", "registrationNumber")) if _holds(prop, known)
        )
        put(next(fitting, "registrationNumber"), number.value)
    for address in party.addresses:
        put("address" if schema != "Address" else "full", address.text)
    for topic in topics_of(party):
        put("topics", topic)
    for designation in party.designations:
        put("program", designation.programme)
        put("sourceUrl", designation.url)
    put("notes", party.remarks)
    for field, values in party.details.items():
        if field not in _ABOUT and field in known and known[field].type != "entity":
            for value in values:
                put(field, value)
    return {prop: list(values) for prop, values in found.items()}


def _holds(prop: str, known: Any) -> bool:
    return prop in known and known[prop].type != "entity"


def _put_parts(name: Name, put: Any) -> None:
    if name.given and name.kind in ("primary", "original"):
        put("firstName", name.given)
    if name.family and name.kind in ("primary", "original"):
        put("lastName", name.family)


def partial_dates(period: Period) -> list[str]:
    """A period as dates of the precision that it has: a day, a month, a year, or every year of a few."""
    first, last = period.first, period.last
    if first is None or last is None:
        return [str(day.year) for day in (first, last) if day is not None]
    if first == last:
        return [first.isoformat()]
    if (first.year, first.month) == (last.year, last.month):
        return [f"{first:%Y-%m}"]
    if last.year - first.year <= 10:
        return [str(year) for year in range(first.year, last.year + 1)]
    return [str(first.year), str(last.year)]


def seen(party: Party) -> tuple[str | None, str | None, str | None]:
    """When the list first and last had it, and when it last changed, as far as the entry tells."""
    days = [d.listed_on for d in party.designations if d.listed_on is not None]
    first = _moment(party.details.get("first_seen", ("",))[0]) or _midnight(min(days, default=None))
    change = _moment(party.details.get("last_change", ("",))[0]) or _midnight(max(days, default=None))
    return first, _moment(party.details.get("last_seen", ("",))[0]), change


def _moment(text: str) -> str | None:
    found = _MOMENT.match(text.replace(" ", "T"))
    return found.group() if found else None


def _midnight(day: dt.date | None) -> str | None:
    return f"{day.isoformat()}T00:00:00" if day is not None else None


def _sanction(designation: Designation) -> dict[str, list[str]]:
    values = {
        "authority": designation.authority,
        "program": designation.programme,
        "reason": designation.legal_basis,
        "startDate": designation.listed_on.isoformat() if designation.listed_on else None,
        "endDate": designation.ends_on.isoformat() if designation.ends_on else None,
        "provisions": designation.effect,
        "authorityId": designation.citation,
        "sourceUrl": designation.url,
    }
    return {prop: [value] for prop, value in values.items() if value}


def _beside(party: Party, schema: str, caption: str, properties: dict[str, list[Any]], *, salt: str = "") -> Entity:
    """An entity that belongs to a party, with an id that depends on nothing but its content."""
    return {
        "id": content_id("e", [schema, properties, salt]),
        "caption": caption,
        "schema": schema,
        "properties": properties,
        "datasets": [dataset_name(party.list)],
        "referents": [],
        "target": False,
        "first_seen": None,
        "last_seen": None,
        "last_change": None,
    }
