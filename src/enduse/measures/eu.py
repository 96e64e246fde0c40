"""The EU's consolidated financial sanctions list (FSF), XML 1.1 and CSV 1.1.

The CSV has a row for each name, address, birth date, paper and citizenship, whose columns are the attributes of the XML with
the element before them (`NameAlias_WholeName`); so each row is read as that element.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from enduse.errors import ListError
from enduse.measures.days import day_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.markup import children, entries, root_of, text_of
from enduse.measures.notes import Notes
from enduse.measures.source import Source
from enduse.measures.tables import rows, whole_rows
from enduse.party import NameKind, Party

AUTHORITY = "European Union"
#: Attributes and elements that are about the publication, not about the party.
_SILENT = frozenset("logicalId regulationLanguage regulationSummary".split())
Element = Mapping[str, str]


def read_xml(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the XML; `entry` is the EU's reference number (`EU.27.28`)."""
    (source,) = sources
    notes.list_date = day_of(root_of(source)[2].get("generationDate", "")[:10])
    for number, (_, element) in enumerate(entries(source, ("sanctionEntity",), within=(), notes=notes), 1):
        entry = element.get("euReferenceNumber") or element.get("logicalId")
        if not entry:
            notes.skip(number, f"entity {number} has no euReferenceNumber and no logicalId")
            continue
        draft = Draft(entry, notes)
        listing = _Listing()
        _entity(draft, dict(element.attrib), listing)
        for tag, child in children(element):
            said = {**child.attrib, **{name: text_of(inner) for name, inner in children(child) if text_of(inner)}}
            if tag == "remark":
                draft.remark(child.text)
            elif not said and text_of(child):
                draft.unknown_tag("tag", tag, text_of(child))
            else:
                _take(draft, tag, said, description, listing)
            for name, inner in children(child):
                if name == "contactInfo":
                    _contact(draft, inner)
                elif name == "regulationSummary":
                    listing.seen(inner.get("publicationDate"))
        listing.designate(draft)
        if not draft.named:
            notes.skip(number, f"{entry} has no name")
            continue
        yield draft.party()


def read_csv(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the CSV; rows of an entity may stand apart."""
    (source,) = sources
    walk = rows(source, ";", notes)
    _, header = next(walk, (0, []))
    columns = [_column(name, description, notes) for name in header]
    drafts: dict[str, tuple[Draft, _Listing]] = {}
    for number, cells in whole_rows(walk, len(header), source, notes):
        found: dict[str, dict[str, str]] = {}
        for (element, attribute), cell in zip(columns, cells, strict=False):
            if cell.strip():
                found.setdefault(element, {})[attribute] = cell.strip()
        whole = found.pop("sanctionEntity", {})
        entry = whole.get("euReferenceNumber") or whole.get("logicalId")
        if entry is None:
            notes.skip(number, f"row {number} has no Entity_EU_ReferenceNumber and no Entity_LogicalId")
            continue
        generated = found.pop("file", {}).get("generationDate", "")
        notes.list_date = notes.list_date or day_of(generated[:10])
        draft, listing = drafts.setdefault(entry, (Draft(entry, notes), _Listing()))
        draft.rows.append(number)
        _entity(draft, whole, listing)
        for column, text in found.pop("other", {}).items():
            draft.detail(column, text)
        for element, said in found.items():
            _take(draft, element, said, description, listing)
            listing.seen(said.get("regulation_PublicationDate"))
    for draft, listing in drafts.values():
        listing.designate(draft)
        if draft.named:
            yield draft.party()
        else:
            notes.skip(draft.rows[0], f"{draft.entry} has no name")
    if not header:
        raise ListError(f"{source.name} has no header; fetch it again")


def _column(name: str, description: Description, notes: Notes) -> tuple[str, str]:
    """The element and attribute that a column of the CSV stands for."""
    column = name.replace("\ufeff", "").strip()
    renamed = description.vocabulary["columns"].get(column)
    if renamed is not None:
        element, _, attribute = renamed.partition(".")
        return element, attribute
    for prefix, element in description.vocabulary["prefixes"].items():
        if column.startswith(prefix):
            rest = column[len(prefix) :]
            return element, rest[:1].lower() + rest[1:]
    notes.unknown_word("column", column)
    return "other", column


class _Listing:
    """The regulations of an entity, and the first day on which any of them said something of it.

    The regulation of an entity is the last that changed it; the summaries beside its names and papers go back to the first.
    """

    def __init__(self) -> None:
        self._regulations: dict[tuple[str, str, str], None] = {}
        self._days: list[dt.date] = []
        self._designated: dt.date | None = None

    def seen(self, words: str | None, *, designated: bool = False) -> None:
        """Note a day: of a publication, or of the designation itself."""
        day = day_of((words or "")[:10])
        if day is not None and designated:
            self._designated = day
        elif day is not None:
            self._days.append(day)

    def regulation(self, said: Element) -> None:
        """Note a regulation."""
        self._regulations[said.get("programme", ""), said.get("numberTitle", ""), said.get("publicationUrl", "")] = None

    def designate(self, draft: Draft) -> None:
        """Put the party under the regulations."""
        listed = self._designated or min(self._days, default=None)
        for programme, title, url in self._regulations or {("", "", ""): None}:
            draft.designation(AUTHORITY, programme=programme, legal_basis=title, listed_on=listed, citation=title, url=url)


def _entity(draft: Draft, said: Element, listing: _Listing) -> None:
    draft.detail("eu_reference", said.get("euReferenceNumber"))
    draft.detail("logical_id", said.get("logicalId"))
    draft.identifier(said.get("unitedNationId"), "UN reference number", kind="un_reference")
    draft.detail("designation_date", said.get("designationDate"))
    listing.seen(said.get("designationDate"), designated=True)
    draft.remark(said.get("designationDetails"))
    draft.remark(said.get("remark"))


def _take(draft: Draft, element: str, said: Element, description: Description, listing: _Listing) -> None:
    take = _ELEMENTS.get(element)
    if take is not None:
        take(draft, said, description)
    elif element == "regulation":
        listing.regulation(said)
        listing.seen(said.get("publicationDate"))
        _unknown(draft, "regulation", said, description)
    elif said and element not in _SILENT:
        draft.unknown_tag("tag", element, "; ".join(said.values()))


def _unknown(draft: Draft, element: str, said: Element, description: Description) -> None:
    known = description.vocabulary["attributes"][element]
    for attribute in said.keys() - _SILENT:
        if attribute not in known and not attribute.startswith("regulation_"):
            draft.unknown_tag("attribute", f"{element}/{attribute}", said[attribute])


def _subject(draft: Draft, said: Element, description: Description) -> None:
    code = said.get("code") or said.get("classificationCode", "")
    schema = description.vocabulary["subjects"].get(code)
    if schema is None:
        draft.notes.unknown_word("subject type", code)
    draft.schema = schema or draft.schema


def _name(draft: Draft, said: Element, description: Description) -> None:
    given = " ".join(said[part] for part in ("firstName", "middleName") if said.get(part))
    family = said.get("lastName", "")
    whole = said.get("wholeName") or f"{given} {family}".strip()
    kind: NameKind = "weak" if said.get("strong") == "false" else "strong"
    language = said.get("nameLanguage", "").upper()
    if language and language in description.vocabulary["other_scripts"] and not whole.isascii() and _foreign(whole):
        kind = "original"
    elif kind == "strong" and not draft.named:
        kind = "primary"
    draft.name(whole, kind, given=given or None, family=family or None, language=language.lower() or None)
    for attribute in ("gender", "title", "function"):
        draft.detail(attribute, said.get(attribute))
    draft.remark(said.get("remark"))
    _unknown(draft, "nameAlias", said, description)


def _foreign(text: str) -> bool:
    """Whether most letters are of another script than Latin."""
    letters = [char for char in text if char.isalpha()]
    return sum(ord(char) > 0x24F for char in letters) * 2 > len(letters)


def _birth(draft: Draft, said: Element, description: Description) -> None:
    if said.get("calendarType", "GREGORIAN") not in ("GREGORIAN", ""):
        draft.notes.unknown_word("calendar", said["calendarType"])
        draft.detail("birth", " ".join(value for value in said.values() if value))
    else:
        first, last = said.get("yearRangeFrom"), said.get("yearRangeTo")
        month, year = said.get("monthOfYear", ""), said.get("year", "")
        words = said.get("birthdate") or (f"{year}-{int(month):02d}" if year and month.isdecimal() else year)
        if first or last:
            words = f"{first or last} to {last or first}"
        draft.birth(f"circa {words}" if said.get("circa") == "true" and words else words)
    place = [said.get(part, "") for part in ("place", "city", "region", "zipCode")]
    country = said.get("countryDescription", "") if said.get("countryIso2Code") != "00" else ""
    draft.birth_place(", ".join(part for part in (*place, country) if part.strip(" -")))
    draft.detail("birth_note", said.get("remark"))
    _unknown(draft, "birthdate", said, description)


def _address(draft: Draft, said: Element, description: Description) -> None:
    street = ", ".join(said[part] for part in ("street", "poBox", "place") if said.get(part))
    country = said.get("countryIso2Code")
    draft.address(
        street=street, city=said.get("city"), region=said.get("region"), postcode=said.get("zipCode"),
        country=said.get("countryDescription") if country != "00" else None,
    )  # fmt: skip
    draft.detail("address_note", said.get("remark"))
    draft.detail("contact", said.get("contactInfo"))
    _unknown(draft, "address", said, description)


def _contact(draft: Draft, element: Any) -> None:
    key, value = element.get("key") or "", element.get("value") or ""
    draft.identifier(value, key.lower(), kind=_CONTACTS.get(key.upper()))


def _citizenship(draft: Draft, said: Element, description: Description) -> None:
    code = said.get("countryIso2Code", "")
    if code != "00":
        draft.nationality(code or said.get("countryDescription"))
    draft.detail("citizenship_note", said.get("remark"))
    _unknown(draft, "citizenship", said, description)


def _paper(draft: Draft, said: Element, description: Description) -> None:
    code = said.get("countryIso2Code", "")
    flags = [words for attribute, words in _FLAGS.items() if said.get(attribute) == "true"]
    dated = [f"{words} {said[a]}" for a, words in _DATED.items() if said.get(a)]
    beside = [*flags, *dated, said.get("issuedBy", ""), said.get("nameOnDocument", ""), said.get("remark", "")]
    kind = said.get("identificationTypeCode", "other")
    words = said.get("identificationTypeDescription") or kind
    note = "; ".join(text for text in beside if text)
    country = None if code in ("", "00") else draft.code(code)
    for number in dict.fromkeys((said.get("number", ""), said.get("latinNumber", ""))):
        draft.identifier(number, words, country=country, note=note, kind=description.vocabulary["papers"].get(kind))
    if kind not in description.vocabulary["papers"]:
        draft.notes.unknown_word("identification type", kind)
    if not said.get("number"):
        draft.detail("document", "; ".join(text for text in (words, note) if text))
    _unknown(draft, "identification", said, description)


_ELEMENTS: dict[str, Callable[[Draft, Element, Description], None]] = {
    "subjectType": _subject,
    "nameAlias": _name,
    "birthdate": _birth,
    "address": _address,
    "citizenship": _citizenship,
    "identification": _paper,
}
_FLAGS = {
    "diplomatic": "diplomatic", "knownExpired": "expired", "knownFalse": "known to be false", "reportedLost": "reported lost",
    "revokedByIssuer": "revoked by the issuer",
}  # fmt: skip
_DATED = {"issuedDate": "issued", "validFrom": "valid from", "validTo": "valid to"}
_CONTACTS = {"PHONE": "phone", "FAX": "phone", "EMAIL": "email", "WEB": "website", "WEBSITE": "website"}
