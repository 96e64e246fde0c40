"""OFAC's enhanced XML (`SDN_ENHANCED.XML`) and its delta files, which are of the same form with an `action` on what changed.

Of a delta, each party has the action of its entry (`add`, `change`, `remove`) in `details["action"]` and the parts that were
taken away in `details["removed"]`; it is a list of changes, not of who is listed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from enduse.measures.days import day_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.markup import children, entries, leaves, text_of
from enduse.measures.notes import Notes
from enduse.measures.ofac_facts import Facts, add_name, words
from enduse.measures.source import Source
from enduse.party import Party

_RECORDS = ("publicationInfo", "referenceValues", "featureTypes", "entity")
_GENERAL = frozenset("identityId entityType entityId".split())
_STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the list, or the changes of a delta; `entry` is OFAC's number."""
    (source,) = sources
    number = 0
    for tag, element in entries(source, _RECORDS, within=("entities",), notes=notes):
        if tag == "publicationInfo":
            texts = leaves(element)
            published = texts.get("datePublished") or texts.get("dataAsOf", "")
            notes.list_date = day_of(published[:10])
        if tag != "entity":
            continue
        number += 1
        entry, action = element.get("id"), (element.get("action") or "").strip().lower()
        if not entry:
            notes.skip(number, f"entity {number} has no id")
            continue
        draft = _draft(element, entry, notes)
        draft.detail("action", action)
        if draft.named or action == "remove":
            yield draft.party()
        elif action or any(child.get("action") for child in element.iter()):
            draft.detail("action", "change")  # only what changed is said, and the name did not
            yield draft.party()
        else:
            notes.skip(number, f"entity {entry} has no name")


def _draft(element: Any, entry: str, notes: Notes) -> Draft:
    draft = Draft(entry, notes)
    facts = Facts(draft)
    programmes: list[str] = []
    listed: dict[str, list[str]] = {"sanctionsType": [], "legalAuthority": []}
    for section, child in children(element):
        if section == "generalInfo":
            _general(draft, child)
        elif section == "names":
            _each(draft, child, lambda item: _name(draft, item))
        elif section == "addresses":
            _each(draft, child, lambda item: _address(draft, item))
        elif section == "features":
            _each(draft, child, lambda item: _feature(facts, item))
        elif section == "identityDocuments":
            _each(draft, child, lambda item: _paper(facts, item))
        elif section == "relationships":
            _each(draft, child, lambda item: _relation(draft, item))
        elif section == "sanctionsLists":
            _each(draft, child, lambda item: _list(draft, facts, item))
        elif section == "sanctionsPrograms":
            _each(draft, child, lambda item: programmes.append(text_of(item)))
        elif section in ("sanctionsTypes", "legalAuthorities"):
            kind = "sanctionsType" if section == "sanctionsTypes" else "legalAuthority"
            _each(draft, child, lambda item, kind=kind: listed[kind].append(text_of(item)))
        else:
            draft.unknown_tag("tag", section, " ".join(child.itertext()))
    if programmes or listed["legalAuthority"] or listed["sanctionsType"]:
        facts.effects[:0] = listed["sanctionsType"]
        facts.designate(programmes, legal_basis="; ".join(listed["legalAuthority"]))
    return draft


def _each(draft: Draft, section: Any, take: Any) -> None:
    """Take each item of a section; one that a delta removes is only noted as such."""
    for tag, item in children(section):
        if (item.get("action") or "").strip().lower() == "remove":
            draft.detail("removed", f"{tag}: {' '.join(' '.join(item.itertext()).split())}")
        else:
            take(item)


def _general(draft: Draft, element: Any) -> None:
    for tag, child in children(element):
        text = " ".join(" ".join(child.itertext()).split())
        if tag == "entityType":
            if text.lower() not in words("types"):
                draft.notes.unknown_word("type", text)
            draft.schema = words("types").get(text.lower(), "LegalEntity")
        elif tag == "remarks":
            draft.remark(text)
        elif tag == "title":
            draft.detail("title", text)
        elif tag not in _GENERAL:
            draft.unknown_tag("tag", f"generalInfo/{tag}", text)


def _name(draft: Draft, element: Any) -> None:
    texts = leaves(element)
    if texts.get("isPrimary") == "true":
        kind = "primary"
    else:
        kind = words("aliases").get(texts.get("aliasType", ""), "strong")
        if texts.get("aliasType", "") not in words("aliases"):
            draft.notes.unknown_word("alias type", texts.get("aliasType", ""))
        if texts.get("isLowQuality") == "true" and kind != "former":
            kind = "weak"
    for translation in element.iter("{*}translation"):
        said = leaves(translation)
        script = said.get("script", "Latin")
        whole = said.get("formattedFullName", "")
        given, family = said.get("formattedFirstName"), said.get("formattedLastName")
        how = kind if script == "Latin" else "original"
        if given and family:
            draft.name(f"{given} {family}", how, given=given, family=family)  # type: ignore[arg-type]
        elif whole or family:
            add_name(draft, whole or family or "", how)  # type: ignore[arg-type]


def _address(draft: Draft, element: Any) -> None:
    country = next((text_of(child) for tag, child in children(element) if tag == "country"), "")
    for translation in element.iter("{*}translation"):
        parts: dict[str, str] = {}
        for part in translation.iter("{*}addressPart"):
            said = leaves(part)
            parts[said.get("type", "")] = said.get("value", "")
        street = ", ".join(parts[line] for line in _STREET if parts.get(line))
        draft.address(
            street=street or parts.get("Unknown"), city=parts.get("CITY"),
            region=parts.get("STATE/PROVINCE") or parts.get("REGION"), postcode=parts.get("POSTAL CODE"), country=country,
        )  # fmt: skip
    draft.country(country)


def _feature(facts: Facts, element: Any) -> None:
    said = leaves(element)
    facts.fact(said.get("type", ""), said.get("value", ""))


def _paper(facts: Facts, element: Any) -> None:
    said = leaves(element)
    dates = [
        f"{word} {said[tag][:10]}" for word, tag in (("issued", "issueDate"), ("expires", "expirationDate")) if tag in said
    ]
    false = ["marked as not valid"] if said.get("isValid") == "false" else []
    number = said.get("documentNumber", "")
    facts.fact(said.get("type", "other"), number, country=said.get("issuingCountry"), note="; ".join([*dates, *false]))


def _relation(draft: Draft, element: Any) -> None:
    said = leaves(element)
    relation = said.get("type", "")
    kind = words("relations").get(relation.rstrip("."))
    if kind is None:
        draft.notes.unknown_word("relation", relation)
    other = next((child for tag, child in children(element) if tag == "relatedEntity"), None)
    number = other.get("entityId") if other is not None else None
    draft.link(
        kind or "linked", said.get("relatedEntity", ""), other=f"{draft.notes.list_name}:{number}" if number else None,
        words=relation,
    )  # fmt: skip


def _list(draft: Draft, facts: Facts, element: Any) -> None:
    draft.detail("source_list", text_of(element))
    day = day_of((element.get("datePublished") or "")[:10])
    if day is not None:
        facts.listed_on = day if facts.listed_on is None else min(day, facts.listed_on)
