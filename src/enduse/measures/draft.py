"""A party in the making: readers add what an entry says, in any order and as often as it says it."""

from __future__ import annotations

import datetime as dt
import re

from enduse.lexicon.countries import countries
from enduse.measures.days import Order, period_of
from enduse.measures.identifiers import identifier, kind_of
from enduse.measures.notes import Notes
from enduse.model import Period
from enduse.party import Address, Designation, Identifier, Link, Name, NameKind, Party, Schema

_SEVERAL = re.compile(r"\s+and\s+|[.;,/]\s+|\s+or\s+")


class Draft:
    """One entry of a list, on its way to a `Party`.

    Nothing is added twice; what is empty is not added. Countries become ISO codes; what is not known is noted in `notes`.
    """

    __slots__ = (
        *("_addresses", "_births", "_countries", "_designations", "_details", "_identifiers", "_links", "_names"),
        *("_nationalities", "_places", "_remarks", "entry", "notes", "rows", "schema"),
    )

    def __init__(self, entry: str, notes: Notes, *, schema: Schema = "LegalEntity") -> None:
        self.entry = entry
        self.rows: list[int] = []  # numbers of the rows that made it, for a message
        self.notes = notes
        self.schema: Schema = schema
        self._names: dict[tuple[str, bool], Name] = {}
        self._births: dict[Period, None] = {}
        self._places: dict[str, None] = {}
        self._nationalities: dict[str, None] = {}
        self._countries: dict[str, None] = {}
        self._identifiers: dict[tuple[str, str, str | None], Identifier] = {}
        self._addresses: dict[Address, None] = {}
        self._designations: dict[Designation, None] = {}
        self._links: dict[Link, None] = {}
        self._details: dict[str, dict[str, None]] = {}
        self._remarks: dict[str, None] = {}

    def name(
        self,
        text: str | None,
        kind: NameKind = "primary",
        *,
        given: str | None = None,
        family: str | None = None,
        language: str | None = None,
    ) -> None:
        """Add a name; of two that read alike the first is kept."""
        text = " ".join(text.split()) if text else ""
        if text and text not in "-.":
            name = Name(text=text, kind=kind, given=given or None, family=family or None, language=language or None)
            self._names.setdefault((text.casefold(), kind == "primary" and not self._names), name)

    def birth(self, words: str | None, *, order: Order = "dmy") -> None:
        """Add a date of birth as the list words it; words that give no date are kept among the details, and noted."""
        words = words.strip() if words else ""
        if not words:
            return
        period = period_of(words, order=order)
        if period is not None:
            self._births[period] = None
        else:
            self.detail("birth", words)
            self.notes.unknown_word("date of birth", words)

    def born(self, period: Period) -> None:
        """Add an interval of birth."""
        self._births[period] = None

    def birth_place(self, words: str | None) -> None:
        """Add a place of birth."""
        words = " ".join(words.split()).strip(" ,;") if words else ""
        if words:
            self._places[words] = None

    def country(self, words: str | None) -> str | None:
        """Tie the party to a country; its ISO code, or None where the words name none that is known, or several."""
        codes = self._codes(words)
        self._countries.update(dict.fromkeys(codes))
        return codes[0] if len(codes) == 1 else None

    def code(self, words: str | None) -> str | None:
        """The ISO code of a country's words, without tying the party to it; unknown words are noted."""
        words = words.strip() if words else ""
        if not words:
            return None
        known = countries()
        code = known.code(words)
        if code is None and not known.silent(words):
            self.notes.unknown_word("country", words)
        return code

    def nationality(self, words: str | None) -> None:
        """Add a nationality or citizenship, which also ties the party to the country; words not understood are kept."""
        codes = self._codes(words)
        self._nationalities.update(dict.fromkeys(codes))
        self._countries.update(dict.fromkeys(codes))
        if words and not codes and not countries().silent(words):
            self.detail("nationality", words)

    def _codes(self, words: str | None) -> list[str]:
        """Codes of words that name a country, or several ("Panama. South Korea", "Syria and Lebanon")."""
        words = words.strip() if words else ""
        if not words or countries().silent(words):
            return []
        code = countries().code(words)
        if code is not None:
            return [code]
        parts = [countries().code(part) for part in _SEVERAL.split(words) if part]
        if len(parts) > 1 and None not in parts:
            return [part for part in parts if part is not None]
        self.notes.unknown_word("country", words)
        return []

    def identifier(
        self, value: str | None, words: str, *, country: str | None = None, note: str = "", kind: str | None = None
    ) -> None:
        """Add a number; `words` is what the list calls it, `country` an ISO code, `kind` a word of `identifiers.yaml`."""
        value = value.strip() if value else ""
        if not value:
            return
        if kind is None and kind_of(words) is None:
            self.notes.unknown_word("identifier", words)
        made = identifier(value, words, country=country, note=note, kind=kind, of_vessel=self.schema == "Vessel")
        self._identifiers.setdefault((made.kind, made.value, made.country), made)

    def address(
        self,
        text: str | None = None,
        *,
        street: str | None = None,
        city: str | None = None,
        region: str | None = None,
        postcode: str | None = None,
        country: str | None = None,
    ) -> None:
        """Add an address: one line, or the parts that one is made of; `country` in words. A bare country only ties to it."""
        parts = [" ".join(part.split()).strip(" ,") or None if part else None for part in (street, city, region, postcode)]
        code = self.country(country)
        if text is None:
            if not any(parts):
                return
            text = ", ".join(part for part in (*parts, country) if part)
        text = " ".join(text.split()).strip(" ,")
        if text:
            made = Address(text=text, street=parts[0], city=parts[1], region=parts[2], postcode=parts[3], country=code)
            self._addresses[made] = None

    def designation(
        self,
        authority: str,
        *,
        programme: str | None = None,
        legal_basis: str | None = None,
        listed_on: dt.date | None = None,
        ends_on: dt.date | None = None,
        effect: str | None = None,
        citation: str | None = None,
        url: str | None = None,
    ) -> None:
        """Add a measure that the party is under."""
        made = Designation(
            authority=authority, programme=programme or None, legal_basis=legal_basis or None, listed_on=listed_on,
            ends_on=ends_on, effect=effect or None, citation=citation or None, url=url or None,
        )  # fmt: skip
        self._designations[made] = None

    def link(
        self,
        kind: str,
        name: str | None,
        *,
        other: str | None = None,
        share: tuple[float, float] | None = None,
        words: str = "",
    ) -> None:
        """Add an edge to another party, by its name or by its id (`list:entry`)."""
        name = " ".join(name.split()) if name else ""
        if name or other:
            self._links[Link(kind=kind, name=name, other=other, share=share, words=words)] = None

    def detail(self, field: str, value: str | None) -> None:
        """Keep whatever else the entry says, by the list's own field name."""
        value = " ".join(value.split()) if value else ""
        if value:
            self._details.setdefault(field, {})[value] = None

    def remark(self, text: str | None) -> None:
        """Add to the free text."""
        text = text.strip() if text else ""
        if text:
            self._remarks[text] = None

    def unknown_tag(self, what: str, tag: str, value: str | None) -> None:
        """Note a column or tag that the reader does not know, and keep what stands in it."""
        self.notes.unknown_word(what, tag)
        self.detail(tag, value)

    @property
    def named(self) -> bool:
        """Whether there is a name or an address to know the party by."""
        return bool(self._names or self._addresses)

    @property
    def designated(self) -> bool:
        """Whether a measure has been added."""
        return bool(self._designations)

    @property
    def caption(self) -> str:
        """The name to show so far."""
        return next((name.text for name in self._names.values()), "")

    def party(self) -> Party:
        """The party, primary names first."""
        names = sorted(self._names.values(), key=lambda name: name.kind != "primary")
        return Party(
            list=self.notes.list_name,
            entry=self.entry,
            schema=self.schema,
            names=tuple(names),
            births=tuple(self._births),
            birth_places=tuple(self._places),
            nationalities=tuple(self._nationalities),
            countries=tuple(self._countries),
            identifiers=tuple(self._identifiers.values()),
            addresses=tuple(self._addresses),
            designations=tuple(self._designations),
            links=tuple(self._links),
            details={field: tuple(values) for field, values in self._details.items()},
            remarks="\n".join(self._remarks),
        )
