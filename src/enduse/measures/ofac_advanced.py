"""OFAC's advanced XML (`SDN_ADVANCED.XML`, `CONS_ADVANCED.XML`): the UN sanctions data model, streamed.

The file keeps words, places, papers, parties, relations and listings in sections that point to each other by number (OFAC's
"Advanced Sanctions Data Model" notes). It is walked twice: once for all but the parties, kept as small tuples, and once for the
parties, of which never more than one is held.
"""

from __future__ import annotations

import collections
from collections.abc import Iterator, Sequence
from typing import Any

from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.markup import children, entries, local, text_of
from enduse.measures.notes import Notes
from enduse.measures.ofac_facts import Facts, words
from enduse.measures.ofac_sections import STREET, Sections, period
from enduse.measures.source import Source
from enduse.party import Party

_RECORDS = (
    "DateOfIssue",
    "ReferenceValueSets",
    "Location",
    "IDRegDocument",
    "DistinctParty",
    "ProfileRelationship",
    "SanctionsEntry",
)
_SECTIONS = ("Locations", "IDRegDocuments", "DistinctParties", "ProfileRelationships", "SanctionsEntries")
_NAMES = ("First Name", "Middle Name", "Patronymic", "Matronymic", "Last Name", "Maiden Name", "Nickname")
_WHOLE = frozenset(["Entity Name", "Vessel Name", "Aircraft Name"])


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the list, streamed; `entry` is OFAC's number, the same as in its other forms."""
    (source,) = sources
    sections = Sections(notes)
    for tag, element in entries(source, _RECORDS, within=_SECTIONS, notes=notes):
        if tag != "DistinctParty":
            sections.take(tag, element)
        else:
            _caption(element, sections)
    number = 0
    for tag, element in entries(source, _RECORDS, within=_SECTIONS, notes=Notes(list_name=notes.list_name)):
        if tag != "DistinctParty":
            continue
        number += 1
        profile = next((child for name, child in children(element) if name == "Profile"), None)
        entry = element.get("FixedRef") or (profile.get("ID") if profile is not None else None)
        if profile is None or not entry:
            notes.skip(number, f"party {number} has no FixedRef or no Profile")
            continue
        draft = _draft(element, profile, entry, sections)
        if draft.named:
            yield draft.party()
        else:
            notes.skip(number, f"party {entry} has no name")


def _caption(element: Any, sections: Sections) -> None:
    """Keep the name of each profile, for links to it."""
    for alias in element.iter("{*}Alias"):
        if alias.get("Primary") == "true":
            documented = next(iter(alias.iter("{*}DocumentedName")), alias)
            name = " ".join(text_of(value) for value in documented.iter("{*}NamePartValue"))
            for profile in element.iter("{*}Profile"):
                sections.captions.setdefault(profile.get("ID", ""), name)
            return


def _draft(element: Any, profile: Any, entry: str, sections: Sections) -> Draft:
    draft = Draft(entry, sections.notes)
    kind = sections.word("PartySubType", profile.get("PartySubTypeID"))
    if kind in ("Unknown", ""):
        kind = sections.word("PartyType", sections.party_types.get(profile.get("PartySubTypeID", "")))
    draft.schema = words("types").get(kind.lower(), "LegalEntity")
    facts = Facts(draft)
    for tag, child in children(element):
        if tag == "Comment":
            draft.remark(text_of(child))
        elif tag != "Profile":
            draft.unknown_tag("tag", f"DistinctParty/{tag}", " ".join(child.itertext()))
    for tag, child in children(profile):
        if tag == "Identity":
            _identity(draft, facts, child, sections)
        elif tag == "Feature":
            _feature(draft, facts, child, sections)
        elif tag != "SanctionsEntryReference":
            draft.unknown_tag("tag", f"Profile/{tag}", " ".join(child.itertext()))
    for relation, other, said in sections.relations.get(profile.get("ID", ""), ()):
        _link(draft, relation, other, said, sections)
    _designate(draft, facts, profile.get("ID", ""), sections)
    return draft


def _link(draft: Draft, relation: str, other: str, said: str, sections: Sections) -> None:
    kind = words("relations").get(relation.rstrip("."))
    if kind is None:
        draft.notes.unknown_word("relation", relation)
    draft.link(
        kind or "linked", sections.captions.get(other, ""), other=f"{draft.notes.list_name}:{other}",
        words="; ".join(text for text in (relation, said) if text),
    )  # fmt: skip


def _identity(draft: Draft, facts: Facts, identity: Any, sections: Sections) -> None:
    groups = {
        group.get("ID"): sections.word("NamePartType", group.get("NamePartTypeID"))
        for group in identity.iter("{*}NamePartGroup")
    }
    for tag, alias in children(identity):
        if tag == "Alias":
            _alias(draft, alias, groups, sections)
        elif tag != "NamePartGroups":
            draft.unknown_tag("tag", f"Identity/{tag}", " ".join(alias.itertext()))
    for kind, number, country, note in sections.papers.get(identity.get("ID", ""), ()):
        facts.fact(kind or "other", number, country=country, note=note)


def _alias(draft: Draft, alias: Any, groups: dict[Any, str], sections: Sections) -> None:
    words_of_kind = sections.word("AliasType", alias.get("AliasTypeID"))
    kind = words("aliases").get(words_of_kind, "strong")
    if words_of_kind not in words("aliases"):
        draft.notes.unknown_word("alias type", words_of_kind)
    if alias.get("Primary") == "true":
        kind = "primary"
    elif alias.get("LowQuality") == "true" and kind != "former":
        kind = "weak"
    for documented in alias.iter("{*}DocumentedName"):
        parts: dict[str, list[str]] = collections.defaultdict(list)
        scripts: set[str] = set()
        for value in documented.iter("{*}NamePartValue"):
            parts[groups.get(value.get("NamePartGroupID"), "")].append(text_of(value))
            scripts.add(sections.word("Script", value.get("ScriptID")) if value.get("ScriptID") else "Latin")
        original = bool(scripts - {"Latin"})
        given = " ".join(" ".join(parts[part]) for part in _NAMES[:4] if parts.get(part))
        family = " ".join(" ".join(parts[part]) for part in _NAMES[4:6] if parts.get(part))
        rest = " ".join(
            " ".join(texts) for part, texts in parts.items() if part in _WHOLE or part not in _NAMES or part == "Nickname"
        )
        text = " ".join(part for part in (rest, given, family) if part)
        draft.name(text, "original" if original else kind, given=given if family else None, family=family if given else None)


def _feature(draft: Draft, facts: Facts, feature: Any, sections: Sections) -> None:
    label = sections.word("FeatureType", feature.get("FeatureTypeID")).strip()
    for version in feature.iter("{*}FeatureVersion"):
        comment = next((text_of(child) for tag, child in children(version) if tag == "Comment"), "")
        for child in version.iter():
            tag = local(child.tag)
            if tag == "VersionLocation":
                _place(draft, facts, label, child.get("LocationID", ""), sections)
            elif tag == "DatePeriod":
                facts.fact(label, period(version))
            elif tag == "VersionDetail":
                reference = child.get("DetailReferenceID")
                value = sections.word("DetailReference", reference) if reference else text_of(child)
                if value or comment:
                    facts.fact(label, value or comment)


def _place(draft: Draft, facts: Facts, label: str, number: str, sections: Sections) -> None:
    found = sections.places.get(number)
    if found is None:
        draft.notes.unknown_word("code", f"Location {number}")
        return
    parts, country = found
    street = ", ".join(parts[part] for part in STREET if part in parts)
    if label == "Location":
        draft.address(
            street=street or parts.get("Unknown"), city=parts.get("CITY"),
            region=parts.get("STATE/PROVINCE") or parts.get("REGION"), postcode=parts.get("POSTAL CODE"), country=country,
        )  # fmt: skip
    else:
        whole = [street, *(parts.get(part, "") for part in ("CITY", "STATE/PROVINCE", "REGION", "Unknown")), country]
        facts.fact(label, ", ".join(text for text in whole if text))


def _designate(draft: Draft, facts: Facts, profile: str, sections: Sections) -> None:
    listings = sections.listings.get(profile, ())
    if not listings:
        facts.designate([])
    for listing in listings:
        draft.detail("source_list", listing.name)
        days = [found for found in (listing.day, facts.listed_on) if found is not None]
        for programme in listing.programmes or ("",):
            draft.designation(
                words("authority"),
                programme=programme,
                legal_basis="; ".join(listing.laws),
                listed_on=min(days, default=None),
                effect="; ".join([*listing.measures, *facts.effects]),
            )
