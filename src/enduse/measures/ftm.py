"""FollowTheMoney entities, one a line: OpenSanctions' `entities.ftm.json` and `targets.nested.json`.

What ties parties to each other, to sanctions and to papers are entities of their own there. The file is walked twice: once for
these (and for their names), once for the parties; in the nested form they stand inside the party.
"""

from __future__ import annotations

import collections
import contextlib
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.measures.days import day_of, period_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.files import read_data
from enduse.measures.json_text import json_lines
from enduse.measures.notes import ODD_VALUE, Notes
from enduse.measures.source import Source
from enduse.party import Party
from enduse.shares import MOST_PAIRS, share_of

Entity = Mapping[str, Any]
FILE = "ftm.yaml"
_WALLET = {"accountId": "account", "currency": "currency"}
_ABOUT = ("first_seen", "last_seen", "last_change")
#: What an entity says of itself beside its properties.
_FIELDS = frozenset((*_ABOUT, "id", "caption", "schema", "properties", "datasets", "referents", "target", "origin"))


class _Beside:
    """What stands beside the parties: edges, sanctions, papers and addresses by the id of the party."""

    def __init__(self) -> None:
        self.edges: dict[str, list[tuple[str, str, str, tuple[float, float] | None, str]]] = collections.defaultdict(list)
        self.attached: dict[str, list[Entity]] = collections.defaultdict(list)
        self.captions: dict[str, str] = {}
        self.addresses: dict[str, Entity] = {}

    def take(self, entity: Entity) -> None:
        """Keep an entity if it is one of these."""
        words = read_data(FILE)
        schema, properties = entity.get("schema", ""), entity.get("properties", {})
        edge = words["edges"].get(schema)
        if edge is not None:
            share = share_of(_first(properties, edge["share"])) if "share" in edge else None
            role = "; ".join(text for field in ("role", "relationship", "status") for text in _texts(properties, field))
            ones, others = _ids(properties, edge["from"]), _ids(properties, edge["to"])
            if len(ones) * len(others) > MOST_PAIRS:
                raise ValueError(f"{len(ones):,} and {len(others):,} ends of one {schema}")
            for one in ones:
                for other in others:
                    self.edges[one].append((edge["kind"], other, schema, share, role))
                    self.edges[other].append((edge["back"], one, schema, share, role))
        elif schema == "Address":
            self.addresses[str(entity.get("id"))] = entity
        elif schema in words["attached"]:
            for holder in _ids(properties, words["attached"][schema]):
                self.attached[holder].append(entity)


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the file, listed or not (`details["target"]` says which); `entry` is the entity's id."""
    (source,) = sources
    words = read_data(FILE)
    beside = _Beside()
    for _, entity in json_lines(source, Notes(list_name=notes.list_name)):
        if isinstance(entity.get("properties"), dict):
            with contextlib.suppress(*ODD_VALUE):  # met again, and noted, below
                beside.take(entity)
    if beside.edges:
        for _, entity in json_lines(source, Notes(list_name=notes.list_name)):
            if str(entity.get("id")) in beside.edges:
                beside.captions[str(entity["id"])] = str(entity.get("caption") or "")
    for number, entity in json_lines(source, notes):
        schema, properties = entity.get("schema"), entity.get("properties")
        if not isinstance(entity.get("id"), str) or not isinstance(schema, str) or not isinstance(properties, dict):
            notes.skip(number, f"line {number} has no id, schema and properties")
            continue
        if schema in words["other"]:
            continue
        try:
            if schema in words["edges"] or (schema in words["attached"] and not _is_listed(entity, beside)):
                _Beside().take(entity)
                continue
            draft = _draft(entity, beside, description, notes)
        except ODD_VALUE as error:
            notes.skip_odd(number, error)
            continue
        if schema not in words["parties"]:
            notes.unknown_word("schema", schema)
        if draft.named:
            yield draft.party()
        else:
            notes.skip(number, f"{entity['id']} has no name")


def _draft(entity: Entity, beside: _Beside, description: Description, notes: Notes) -> Draft:
    words = read_data(FILE)
    draft = Draft(entity["id"], notes, schema=words["parties"].get(entity["schema"], "LegalEntity"))
    inner = _Beside()
    properties = entity["properties"]
    if draft.schema == "Address":
        _address(draft, entity)
        properties = {field: values for field, values in properties.items() if field not in words["address_parts"]}
    _properties(draft, properties, beside, inner)
    inside = [*inner.attached.get("", ()), *inner.attached.get(entity["id"], ())]
    attached = [*beside.attached.get(entity["id"], ()), *inside]
    for one in attached:
        _attach(draft, one, description)
    if entity.get("target") and not any(one.get("schema") == "Sanction" for one in attached):
        draft.designation(description.authority, programme="; ".join(map(str, entity.get("datasets") or ())))
    edges = {**dict.fromkeys(beside.edges.get(entity["id"], ())), **dict.fromkeys(inner.edges.get(entity["id"], ()))}
    for kind, other, schema, share, role in edges:
        caption = inner.captions.get(other) or beside.captions.get(other, "")
        said = f"{schema}: {role}" if role else schema
        draft.link(kind, caption, other=f"{notes.list_name}:{other}", share=share, words=said)
    draft.detail("ftm_schema", entity["schema"])
    for field in entity.keys() - _FIELDS:
        draft.unknown_tag("field", field, str(entity[field]))
    if "target" in entity:
        draft.detail("target", "true" if entity["target"] else "false")
    for field in _ABOUT:
        draft.detail(field, str(entity.get(field) or ""))
    for dataset in entity.get("datasets") or ():
        draft.detail("dataset", str(dataset))
    for referent in entity.get("referents") or ():
        draft.detail("referent", str(referent))
    return draft


def _is_listed(entity: Entity, beside: _Beside) -> bool:
    """Whether an address is on a list by itself: a target, or under a sanction of its own."""
    if entity.get("schema") != "Address":
        return False
    around = [*beside.attached.get(entity["id"], ()), *_inside(entity["properties"])]
    return bool(entity.get("target")) or any(one.get("schema") == "Sanction" for one in around)


def _inside(properties: Mapping[str, Any]) -> Iterator[Entity]:
    """The entities that stand inside another."""
    for values in properties.values():
        yield from (value for value in (values if isinstance(values, list) else [values]) if isinstance(value, dict))


def _properties(draft: Draft, properties: Mapping[str, Any], beside: _Beside, inner: _Beside) -> None:
    words = read_data(FILE)
    given = " ".join([*_texts(properties, "firstName")[:1], *_texts(properties, "middleName")[:1]])
    family = " ".join(_texts(properties, "lastName")[:1])
    for field, values in properties.items():
        for value in values if isinstance(values, list) else [values]:
            if isinstance(value, dict):
                _nested(draft, field, value, inner)
            elif field in words["names"]:
                text = str(value)
                whole = text.casefold() == f"{given} {family}".casefold() and given and family
                draft.name(text, words["names"][field], given=given if whole else None, family=family if whole else None)
            elif field == "addressEntity":
                if str(value) in beside.addresses:
                    _address(draft, beside.addresses[str(value)])
            else:
                _property(draft, field, str(value))


def _property(draft: Draft, field: str, value: str) -> None:
    words = read_data(FILE)
    if field in words["births"]:
        draft.birth(value)
    elif field in words["birth_places"]:
        draft.birth_place(value)
    elif field in words["nationalities"]:
        draft.nationality(_code(value))
    elif field in words["countries"]:
        draft.country(_code(value))
        if field != "country":
            draft.detail(field, value)
    elif field in words["addresses"]:
        draft.address(value)
    elif field in words["identifiers"]:
        draft.identifier(value, field)
    elif field in words["remarks"]:
        draft.remark(value)
    else:  # FollowTheMoney has hundreds of properties: each is kept by its own name
        draft.detail(field, value)


def _nested(draft: Draft, field: str, entity: Entity, inner: _Beside) -> None:
    """An entity inside the party's: an edge, a sanction, a paper, or a party at the other end of one."""
    if not isinstance(entity.get("properties"), dict):
        draft.notes.unknown_word("nested", field)
        return
    words = read_data(FILE)
    schema, properties = str(entity.get("schema", "")), dict(entity["properties"])
    edge = words["edges"].get(schema)
    if edge is not None:
        for end in (edge["from"], edge["to"]):
            if end not in properties:  # the party itself, which the nested form leaves out
                properties[end] = [draft.entry]
            for value in properties[end]:
                if isinstance(value, dict):
                    inner.captions[str(value.get("id"))] = str(value.get("caption", ""))
        inner.take({**entity, "properties": properties})
    elif schema == "Address":
        _address(draft, entity)
    elif schema in words["attached"]:
        inner.attached[""].append(entity)
    else:
        draft.detail(field, str(entity.get("caption") or entity.get("id") or ""))


def _attach(draft: Draft, entity: Entity, description: Description) -> None:
    properties = entity["properties"]
    schema = entity.get("schema")
    if schema == "Sanction":
        _sanction(draft, properties, description)
    elif schema == "CryptoWallet":
        note = "; ".join(text for field in _WALLET for text in _texts(properties, field))
        for key in _texts(properties, "publicKey"):
            draft.identifier(key, "publicKey", note=note)
    else:
        country = draft.code(_code(_first(properties, "country") or ""))
        dates = [f"{w} {t}" for f, w in (("startDate", "issued"), ("endDate", "expires")) for t in _texts(properties, f)[:1]]
        beside = [*dates, *_texts(properties, "authority"), *_texts(properties, "summary")]
        kind = "passport" if schema == "Passport" else None
        for number in [*_texts(properties, "number"), *_texts(properties, "passportNumber")]:
            words = _first(properties, "type") or ("passport" if kind else "identification number")
            draft.identifier(number, words, country=country, note="; ".join(beside), kind=kind)


def _sanction(draft: Draft, properties: Mapping[str, Any], description: Description) -> None:
    starts = [day for field in ("startDate", "listingDate") for text in _texts(properties, field) if (day := _day(text))]
    ends = [day for text in _texts(properties, "endDate") if (day := _day(text))]
    programmes = _texts(properties, "programId") or _texts(properties, "program")
    draft.designation(
        _first(properties, "authority") or description.authority,
        programme="; ".join(programmes),
        legal_basis="; ".join(
            [*(_texts(properties, "program") if _texts(properties, "programId") else ()), *_texts(properties, "reason")]
        ),
        listed_on=min(starts, default=None),
        ends_on=max(ends, default=None),
        effect="; ".join([*_texts(properties, "provisions"), *_texts(properties, "status")]),
        citation="; ".join([*_texts(properties, "authorityId"), *_texts(properties, "unscId")]),
        url=_first(properties, "sourceUrl"),
    )
    for text in _texts(properties, "summary"):
        draft.remark(text)


def _address(draft: Draft, entity: Entity) -> None:
    properties = entity["properties"]
    country = _first(properties, "country")
    code = draft.country(_code(country or ""))
    full = _first(properties, "full") or entity.get("caption")
    street = ", ".join([*_texts(properties, "street"), *_texts(properties, "street2"), *_texts(properties, "postOfficeBox")])
    draft.address(
        str(full) if full else None,
        street=street or None,
        city=_first(properties, "city"),
        region=_first(properties, "state") or _first(properties, "region"),
        postcode=_first(properties, "postalCode"),
        country=code,
    )


def _day(text: str) -> Any:
    period = period_of(text)
    return day_of(text) or (period.first if period is not None else None)


def _code(text: str) -> str:
    """FollowTheMoney's country codes are in lower case, and those of parts of states have a hyphen (`ua-cri`)."""
    return text.split("-")[0].upper() if len(text.split("-")[0]) == 2 else text


def _texts(properties: Mapping[str, Any], field: str) -> list[str]:
    values = properties.get(field) or []
    return [str(v) for v in (values if isinstance(values, list) else [values]) if not isinstance(v, dict)]


def _first(properties: Mapping[str, Any], field: str) -> str | None:
    return next(iter(_texts(properties, field)), None)


def _ids(properties: Mapping[str, Any], field: str) -> list[str]:
    values = properties.get(field) or []
    return [str(v.get("id")) if isinstance(v, dict) else str(v) for v in (values if isinstance(values, list) else [values])]
