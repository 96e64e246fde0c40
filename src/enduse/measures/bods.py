"""Beneficial ownership statements (BODS 0.1 to 0.4), as JSON lines or one array: parties, and who owns them by which share.

A register's parties are not listed: they carry no designation. Statements that a later one replaces, and records that are
closed, are left out (BODS, "Updating statements" and "Record status").
"""

from __future__ import annotations

import collections
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from enduse.errors import ListError
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.json_text import json_lines, json_value
from enduse.measures.notes import ODD_VALUE, Notes
from enduse.measures.source import Source
from enduse.party import Party
from enduse.shares import bods_share

Statement = Mapping[str, Any]
Edge = tuple[str, tuple[float, float] | None, str]


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the statements with the edges of ownership and control between them."""
    (source,) = sources
    statements = list(_statements(source, notes))
    replaced = {str(r) for _, s in statements for r in _listed(s.get("replacesStatements"))}
    edges: dict[str, list[tuple[str, Edge]]] = collections.defaultdict(list)
    captions: dict[str, str] = {}
    drafts: list[tuple[int, Draft]] = []
    for number, statement in statements:
        if _id(statement) in replaced or statement.get("recordStatus") == "closed":
            continue
        kind = str(statement.get("recordType") or statement.get("statementType") or "")
        try:
            if kind in ("ownershipOrControlStatement", "relationship"):
                _relate(statement, edges, description, notes)
            elif kind in ("person", "personStatement", "entity", "entityStatement"):
                draft = _party(statement, kind.startswith("person"), description, notes)
                drafts.append((number, draft))
                captions[draft.entry] = draft.caption
            else:
                notes.unknown_word("statement type", kind)
        except ODD_VALUE as error:
            notes.skip_odd(number, error)
    for number, draft in drafts:
        for other, (kind, share, words) in edges.get(draft.entry, ()):
            draft.link(kind, captions.get(other, ""), other=f"{notes.list_name}:{other}", share=share, words=words)
        if draft.named:
            yield draft.party()
        else:
            notes.skip(number, f"{draft.entry} has no name")


def _statements(source: Source, notes: Notes) -> Iterator[tuple[int, Statement]]:
    if source.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        yield from json_lines(source, notes)
        return
    value = json_value(source)
    if not isinstance(value, list):
        raise ListError(f"{source.name} is no array of statements; give BODS data as published")
    for number, statement in enumerate(value, 1):
        if isinstance(statement, dict):
            yield number, statement
        else:
            notes.skip(number, f"item {number} is not an object")


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _id(statement: Statement) -> str:
    return str(statement.get("statementId") or statement.get("statementID") or "")


def _entry(statement: Statement) -> str:
    """Relations of 0.4 point to records, those before to statements."""
    return str(statement.get("recordId") or _id(statement))


def _party(statement: Statement, is_person: bool, description: Description, notes: Notes) -> Draft:
    said = statement.get("recordDetails") or statement
    draft = Draft(_entry(statement), notes, schema="Person" if is_person else "LegalEntity")
    if not is_person:
        kind = said.get("entityType") or {}
        words = str(kind.get("type") if isinstance(kind, dict) else kind)
        schema = description.vocabulary["entities"].get(words)
        if schema is None:
            notes.unknown_word("entity type", words)
        draft.schema = schema or "LegalEntity"
    _names(draft, said, description)
    draft.birth(said.get("birthDate"))
    place = said.get("placeOfBirth")
    draft.birth_place(place.get("address") if isinstance(place, dict) else None)
    for nation in said.get("nationalities") or ():
        draft.nationality(nation.get("code") or nation.get("name"))
    for field in ("incorporatedInJurisdiction", "jurisdiction"):
        where = said.get(field)
        if isinstance(where, dict):
            draft.country(str(where.get("code") or where.get("name") or "").split("-")[0])
    for number in said.get("identifiers") or ():
        value, words = (
            number.get("id") or number.get("uri"),
            number.get("schemeName") or number.get("scheme") or "registration number",
        )
        draft.identifier(str(value or ""), str(words), kind=_kind(number))
    for address in said.get("addresses") or ():
        country = address.get("country")
        where = (country.get("code") or country.get("name")) if isinstance(country, dict) else country
        draft.address(address.get("address"), postcode=address.get("postCode") or address.get("postalCode"), country=where)
    for field in ("foundingDate", "dissolutionDate", "hasPepStatus"):
        draft.detail(field, str(said[field]) if said.get(field) is not None else "")
    source = statement.get("source")
    draft.detail("source", str(source.get("description") or source.get("url") or "") if isinstance(source, dict) else "")
    return draft


def _kind(number: Mapping[str, Any]) -> str | None:
    """Schemes of org-id.guide are register codes (`GB-COH`); those of passports end in PASSPORT."""
    scheme = str(number.get("scheme") or "").upper()
    if scheme.endswith("PASSPORT"):
        return "passport"
    if scheme.endswith(("-IDCARD", "-TAXID")):
        return "national_id" if scheme.endswith("IDCARD") else "tax_id"
    return "lei" if scheme == "XI-LEI" else "registration"


def _names(draft: Draft, said: Statement, description: Description) -> None:
    if isinstance(said.get("name"), str):
        draft.name(said["name"])
    for name in said.get("names") or ():
        kind = description.vocabulary["names"].get(str(name.get("type") or ""))
        if kind is None:
            draft.notes.unknown_word("name type", str(name.get("type")))
        given, family = name.get("givenName"), name.get("familyName")
        whole = name.get("fullName") or " ".join(part for part in (given, family) if part)
        draft.name(whole, kind or "strong", given=given, family=family)
    for name in said.get("alternateNames") or ():
        draft.name(str(name), "strong")


def _relate(statement: Statement, edges: dict[str, list[tuple[str, Edge]]], description: Description, notes: Notes) -> None:
    said = statement.get("recordDetails") or statement
    owned, owner = _end(said.get("subject")), _end(said.get("interestedParty"))
    if owned is None or owner is None:
        notes.unknown["relation to an unspecified party"] += 1
        return
    interests = said.get("interests") or [{}]
    for interest in interests:
        kind = str(interest.get("type") or "")
        share = bods_share(interest.get("share"))
        words = "; ".join(
            text for text in (kind, str(interest.get("directOrIndirect") or interest.get("interestLevel") or "")) if text
        )
        if interest.get("endDate"):
            words, share = f"{words}; ended {interest['endDate']}", None
        owns = share is not None and (kind in description.vocabulary["owning"] or not kind)
        edges[owner].append((owned, ("owns" if owns else "linked", share if owns else None, words)))
        edges[owned].append((owner, ("owned_by" if owns else "linked", share if owns else None, words)))


def _end(end: Any) -> str | None:
    """The party at one end of a relation: a record's id, or the statement that describes it."""
    if isinstance(end, str):
        return end
    if not isinstance(end, dict):
        return None
    found = end.get("describedByEntityStatement") or end.get("describedByPersonStatement")
    return str(found) if found else None
