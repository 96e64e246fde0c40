"""Senzing's JSON lines: OpenSanctions' `senzing.json`, and whatever else is kept in that form."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.files import read_data
from enduse.measures.identifiers import kind_of
from enduse.measures.json_text import json_lines
from enduse.measures.notes import ODD_VALUE, Notes
from enduse.measures.source import Source
from enduse.party import Party

FILE = "senzing.yaml"
Feature = Mapping[str, Any]


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the file; `entry` is the record's id."""
    (source,) = sources
    for number, record in json_lines(source, notes):
        entry = record.get("RECORD_ID")
        if not isinstance(entry, str) or not entry:
            notes.skip(number, f"line {number} has no RECORD_ID")
            continue
        try:
            draft = _draft(record, entry, description, notes)
        except ODD_VALUE as error:
            notes.skip_odd(number, error)
            continue
        if draft.named:
            yield draft.party()
        else:
            notes.skip(number, f"{entry} has no name")


def _draft(record: Feature, entry: str, description: Description, notes: Notes) -> Draft:
    words = read_data(FILE)
    features = list(_features(record))
    kind = str(record.get("RECORD_TYPE") or next((f["RECORD_TYPE"] for f in features if "RECORD_TYPE" in f), ""))
    if kind not in words["types"]:
        notes.unknown_word("RECORD_TYPE", kind)
    draft = Draft(entry, notes, schema=words["types"].get(kind, "LegalEntity"))
    topics: list[str] = []
    for feature in features:
        topics += [str(feature["TOPIC"])] if "TOPIC" in feature else []
        _feature(draft, feature)
    draft.detail("data_source", str(record.get("DATA_SOURCE") or ""))
    draft.detail("last_change", str(record.get("LAST_CHANGE") or ""))
    if "sanction" in topics or not topics:
        draft.designation(description.authority, programme=str(record.get("DATA_SOURCE") or ""), url=record.get("URL"))
    return draft


def _features(record: Feature) -> Iterator[Feature]:
    """The features: those of every list of objects, and the record's own attributes as one."""
    own: dict[str, Any] = {}
    for key, value in record.items():
        if isinstance(value, list):
            yield from (item for item in value if isinstance(item, dict))
        else:
            own[key] = value
    yield own


def _feature(draft: Draft, feature: Feature) -> None:
    words = read_data(FILE)
    used = set(words["about"])
    used |= _name(draft, feature) | _address(draft, feature) | _relation(draft, feature) | _identifiers(draft, feature)
    for key, value in feature.items():
        text = str(value)
        if key in used or isinstance(value, (list, dict)):
            continue
        if key in words["births"]:
            draft.birth(text)
        elif key in words["birth_places"]:
            draft.birth_place(text)
        elif key in words["nationalities"]:
            draft.nationality(text.upper() if len(text) == 2 else text)
        elif key in words["countries"]:
            draft.country(text.upper() if len(text) == 2 else text)
        elif key in words["details"]:
            draft.detail(key.lower(), text)
        else:
            draft.unknown_tag("attribute", key, text)


def _name(draft: Draft, feature: Feature) -> set[str]:
    """Names: whole, in parts, or an organisation's."""
    parts = [
        str(feature[key])
        for key in ("NAME_PREFIX", "NAME_FIRST", "NAME_MIDDLE", "NAME_LAST", "NAME_SUFFIX")
        if feature.get(key)
    ]
    whole = str(feature.get("NAME_FULL") or feature.get("NAME_ORG") or " ".join(parts))
    words = str(feature.get("NAME_TYPE") or "").upper()
    kind = read_data(FILE)["names"].get(words)
    if kind is None:
        draft.notes.unknown_word("NAME_TYPE", words)
    given = " ".join(str(feature[key]) for key in ("NAME_FIRST", "NAME_MIDDLE") if feature.get(key))
    draft.name(whole, kind or "strong", given=given or None, family=str(feature.get("NAME_LAST") or "") or None)
    return {key for key in feature if key.startswith("NAME_")}


def _address(draft: Draft, feature: Feature) -> set[str]:
    used = {key for key in feature if key.startswith("ADDR_")}
    if used:
        lines = [str(feature[key]) for key in sorted(used) if key.startswith("ADDR_LINE")]
        country = str(feature.get("ADDR_COUNTRY") or "")
        draft.address(
            str(feature["ADDR_FULL"]) if feature.get("ADDR_FULL") else None,
            street=", ".join(lines) or None,
            city=feature.get("ADDR_CITY"),
            region=feature.get("ADDR_STATE"),
            postcode=feature.get("ADDR_POSTAL_CODE"),
            country=country.upper() if len(country) == 2 else country,
        )
    return used


def _relation(draft: Draft, feature: Feature) -> set[str]:
    used = {key for key in feature if key.startswith("REL_")}
    if feature.get("REL_POINTER_KEY"):
        other = f"{draft.notes.list_name}:{feature['REL_POINTER_KEY']}"
        draft.link("linked", "", other=other, words=str(feature.get("REL_POINTER_ROLE") or ""))
    return used


def _identifiers(draft: Draft, feature: Feature) -> set[str]:
    used: set[str] = set()
    for key, spec in read_data(FILE)["identifiers"].items():
        if key not in feature:
            continue
        used |= {key, spec.get("country", key), spec.get("type", key)}
        country = str(feature.get(spec.get("country", ""), "") or "")
        words = str(feature.get(spec.get("type", ""), "") or spec["words"])
        code = draft.code(country.upper() if len(country) == 2 else country)
        draft.identifier(
            str(feature[key]), words, country=code, kind=None if spec["words"] == words else _kind(words, spec["words"])
        )
    return used


def _kind(words: str, fallback: str) -> str | None:
    """The kind that the type's own words mean; where they are not known, that of the attribute."""
    return kind_of(words) or kind_of(fallback)
