"""The sections of OFAC's advanced XML that its parties point to: words, places, papers, relations and listings."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt
from typing import Any

from enduse.measures.markup import children, local, text_of
from enduse.measures.notes import Notes
from enduse.measures.ofac_period import period_words

#: Parts of a street address, in order.
STREET = ("ADDRESS1", "ADDRESS2", "ADDRESS3")
_PARTS = frozenset([*STREET, "CITY", "STATE/PROVINCE", "POSTAL CODE", "REGION", "Unknown"])
_DATED = {"issue": "issued", "expiration": "expires"}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """One entry of a profile on a list: the list's name, programmes, laws, measures and the first day."""

    name: str
    programmes: tuple[str, ...]
    laws: tuple[str, ...]
    measures: tuple[str, ...]
    day: dt.date | None


class Sections:
    """All of a file but its parties, as small values.

    Attributes:
        values: words of the reference values by element name and number.
        party_types: number of the party type by that of the subtype.
        places: parts and country of each location.
        papers: kind, number, country and note of the papers of each identity.
        relations: relation, other profile and remark of each profile.
        listings: entries on lists of each profile.
        captions: main name of each profile.
    """

    def __init__(self, notes: Notes) -> None:
        self.notes = notes
        self.values: dict[tuple[str, str], str] = {}
        self.party_types: dict[str, str] = {}
        self.places: dict[str, tuple[dict[str, str], str]] = {}
        self.papers: dict[str, list[tuple[str, str, str, str]]] = collections.defaultdict(list)
        self.relations: dict[str, list[tuple[str, str, str]]] = collections.defaultdict(list)
        self.listings: dict[str, list[Listing]] = collections.defaultdict(list)
        self.captions: dict[str, str] = {}

    def word(self, kind: str, number: str | None) -> str:
        """The word of a reference value; an unknown number is noted."""
        if not number:
            return ""
        word = self.values.get((kind, number))
        if word is None:
            self.notes.unknown_word("code", f"{kind} {number}")
        return word or ""

    def take(self, tag: str, element: Any) -> None:
        """Keep what an element says, if it is not a party."""
        if tag == "DateOfIssue":
            self.notes.list_date = day_in(element)
        elif tag == "ReferenceValueSets":
            self._references(element)
        elif tag == "Location":
            self._location(element)
        elif tag == "IDRegDocument":
            self._paper(element)
        elif tag == "ProfileRelationship":
            self._relation(element)
        elif tag == "SanctionsEntry":
            self._listing(element)

    def _references(self, element: Any) -> None:
        for _, section in children(element):
            for tag, value in children(section):
                word = text_of(value) or value.get("Description") or value.get("ISO2") or ""
                self.values[tag, value.get("ID", "")] = word
                if tag == "PartySubType":
                    self.party_types[value.get("ID", "")] = value.get("PartyTypeID", "")

    def _location(self, element: Any) -> None:
        parts: dict[str, str] = {}
        country = ""
        for tag, child in children(element):
            if tag == "LocationCountry":
                country = self.word("Country", child.get("CountryID"))
            elif tag == "LocationAreaCode" and not country:
                country = self.word("AreaCode", child.get("AreaCodeID"))
            elif tag == "LocationPart":
                kind = self.word("LocPartType", child.get("LocPartTypeID"))
                value = next((text_of(v) for v in child.iter("{*}Value") if text_of(v)), "")
                if value:
                    parts[kind] = value
            elif tag not in ("LocationAreaCode", "FeatureVersionReference", "IDRegDocumentReference"):
                self.notes.unknown_word("tag", f"Location/{tag}")
        for kind in parts.keys() - _PARTS:
            self.notes.unknown_word("part of a place", kind)
        self.places[element.get("ID", "")] = (parts, country)

    def _paper(self, element: Any) -> None:
        texts = {tag: text_of(child) for tag, child in children(element)}
        dates = []
        for tag, child in children(element):
            if tag == "DocumentDate":
                kind = self.word("IDRegDocDateType", child.get("IDRegDocDateTypeID")).replace(" Date", "").lower()
                dates.append(f"{_DATED.get(kind, kind)} {period(child)}")
        note = "; ".join(text for text in (texts.get("IssuingAuthority"), *dates, texts.get("Comment")) if text)
        kind = self.word("IDRegDocType", element.get("IDRegDocTypeID"))
        country = self.word("Country", element.get("IssuedBy-CountryID"))
        number = texts.get("IDRegistrationNo", "")
        self.papers[element.get("IdentityID", "")].append((kind, number, country, note))

    def _relation(self, element: Any) -> None:
        kind = self.word("RelationType", element.get("RelationTypeID"))
        comment = next((text_of(child) for tag, child in children(element) if tag == "Comment"), "")
        former = "formerly" if element.get("Former") == "true" else ""
        said = "; ".join(text for text in (former, comment) if text)
        self.relations[element.get("From-ProfileID", "")].append((kind, element.get("To-ProfileID", ""), said))

    def _listing(self, element: Any) -> None:
        programmes: list[str] = []
        laws: list[str] = []
        measures: list[str] = []
        days: list[dt.date] = []
        for tag, child in children(element):
            if tag == "SanctionsMeasure":
                kind = self.word("SanctionsType", child.get("SanctionsTypeID"))
                comment = next((text_of(c) for t, c in children(child) if t == "Comment"), "")
                if kind == "Program" and comment:
                    programmes.append(comment)
                elif kind and kind != "Program":
                    measures.append(kind)
            elif tag == "EntryEvent":
                if basis := self.word("LegalBasis", child.get("LegalBasisID")):
                    laws.append(basis)
                day = next((day_in(date) for date in child.iter("{*}Date")), None)
                if day is not None:
                    days.append(day)
            elif tag != "LimitationsToListing":
                self.notes.unknown_word("tag", f"SanctionsEntry/{tag}")
        name = self.word("List", element.get("ListID"))
        self.listings[element.get("ProfileID", "")].append(
            Listing(
                name=name,
                programmes=tuple(programmes),
                laws=tuple(dict.fromkeys(laws)),
                measures=tuple(dict.fromkeys(measures)),
                day=min(days, default=None),
            )
        )


def day_in(element: Any) -> dt.date | None:
    """The day that `Year`, `Month` and `Day` below an element give, or None."""
    parts = [text_of(next(iter(element.iter(f"{{*}}{part}")), element)) for part in ("Year", "Month", "Day")]
    try:
        return dt.date(*map(int, parts))
    except ValueError:
        return None


def period(element: Any) -> str:
    """A `DatePeriod` in words that give it back: "1951", "10 Dec 1948", "1951 to 1953", "circa 1951"."""
    period = next(iter(element.iter("{*}DatePeriod")), None)
    if period is None:
        return ""
    days: list[tuple[int, int, int]] = []
    approximate = False
    for bound in period.iter():
        if local(bound.tag) in ("From", "To"):
            parts = {local(child.tag): text_of(child) for child in bound}
            try:
                days.append((int(parts["Year"]), int(parts.get("Month") or 1), int(parts.get("Day") or 1)))
            except (KeyError, ValueError):
                return ""
        elif local(bound.tag) in ("Start", "End") and bound.get("Approximate") == "true":
            approximate = True
    return period_words(days, approximate=approximate)
