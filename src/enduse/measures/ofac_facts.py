"""OFAC's facts: what its remarks, idTypes and features say of a party, in the words of `ofac.yaml`.

The remarks of the CSV files pack what the XML has in fields of its own: "DOB 10 Dec 1948; Passport 123 (Iran) expires 2012;
a.k.a. 'ABU X'; Linked To: Y." (OFAC's data specification for the SDN list; quoted aliases are its weak ones).
"""

from __future__ import annotations

import datetime as dt
import functools
import re
from typing import Any

from enduse.lexicon.countries import countries
from enduse.measures.days import day_of
from enduse.measures.draft import Draft
from enduse.measures.files import read_data
from enduse.measures.identifiers import kind_of, split_label
from enduse.party import NameKind

FILE = "ofac.yaml"
_QUOTED = re.compile(r"^['\"](.*?)['\"]?$")
_VALUE = re.compile(
    r"^(?P<value>.+?)(?:\s+\((?P<country>[^()]*)\))?"
    r"(?P<note>(?:\s*[,;]?\s*(?:date of issue|issued|expires|expired|expiration|valid)\b.*)?)$",
    re.IGNORECASE | re.DOTALL,
)
_LOOKS_NUMBERED = re.compile(r"^(?P<label>[A-Z][\w.'’/ -]{2,60}?)\s*(?:No\.?|Number|#|ID)\s+\S*\d")
_LINKED = re.compile(r"\s*\(Linked To: (.+?)\)(?=[\s;.]|$)")


def words(section: str) -> Any:
    """A section of `ofac.yaml`."""
    return read_data(FILE)[section]


class Facts:
    """The facts of one entry: they go to the draft at once, and those about the listing wait for `designate`."""

    __slots__ = ("_draft", "effects", "listed_on")

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.effects: list[str] = []
        self.listed_on: dt.date | None = None

    def remarks(self, text: str) -> None:
        """Read the facts that remarks pack, and keep the remarks."""
        self._draft.remark(text)
        text = _LINKED.sub(lambda match: f"; Linked To: {match[1]}", text.rstrip().removesuffix("."))
        for part in text.split(";"):
            self._part(part.strip())

    def fact(self, label: str, value: str, *, country: str | None = None, note: str = "") -> None:
        """Take a fact whose label and value stand apart; `country` in words."""
        role = _roles().get(_plain(label)) or (_roles().get(_plain(label).split(" ")[0]) if label.startswith("alt. ") else None)
        if role is None:
            if kind_of(label) is None and country is None and not any(c.isdigit() for c in value):
                self._draft.unknown_tag("fact", label, value)
            else:
                self._draft.identifier(value, label, country=self._draft.code(country), note=note)
        else:
            self._role(role, label, value or country or "")

    def designate(self, programmes: list[str], *, legal_basis: str = "") -> None:
        """Put the party under its programmes, with what the facts said of the listing."""
        for programme in programmes or [""]:
            self._draft.designation(
                words("authority"),
                programme=programme,
                legal_basis=legal_basis,
                listed_on=self.listed_on,
                effect="; ".join(self.effects),
            )

    def _part(self, part: str) -> None:
        part = re.sub(r"^[Aa]lt\. ", "", part)
        for length in range(min(part.count(" ") + 1, 14), 0, -1):
            label = " ".join(part.split(" ")[:length])
            role = _roles().get(_plain(label))
            if role is not None:
                self._role(role, label, part[len(label) :].strip(" :"))
                return
        found = split_label(part)
        if found is not None and found[1] and (any(c.isdigit() for c in found[1]) or kind_of(found[0]) in _WORDY):
            match = _VALUE.match(found[1])
            assert match is not None  # any text that is not empty has a value
            country, note = match["country"], match["note"].strip(" ,;")
            code = countries().code(country) if country else None
            value = match["value"] if code or not country else f"{match['value']} ({country})"
            self._draft.identifier(value, found[0], country=code, note=note)
        elif (unknown := _LOOKS_NUMBERED.match(part)) is not None:
            self._draft.notes.unknown_word("remark", unknown["label"])

    def _role(self, role: str, label: str, value: str) -> None:
        draft = self._draft
        if role == "birth":
            draft.birth(value)
        elif role == "birth_place":
            draft.birth_place(value)
        elif role == "nationality":
            draft.nationality(value)
        elif role == "country":
            draft.country(value)
            draft.detail(label.rstrip(" :"), value)
        elif role in ("alias", "former"):
            quoted = _QUOTED.match(value)
            add_name(draft, quoted[1] if quoted else value, "weak" if role == "alias" else "former")
        elif role == "linked":
            draft.link("linked", value, words=label.rstrip(" :"))
        elif role == "location":
            draft.address(value)
        elif role in ("gender", "title"):
            draft.detail(role, value)
        elif role == "effect":
            self.effects.append(f"{label} {value}")
        elif role == "listed":
            day = day_of(value)
            self.listed_on = min(self.listed_on, day) if self.listed_on and day else self.listed_on or day
            draft.detail(label.rstrip(" :"), value)
        elif role == "detail":
            draft.detail(label.rstrip(" :-"), value)


#: Kinds of number that need no digit.
_WORDY = frozenset(["website", "email", "bic", "crypto", "ticker", "tail_number"])


def add_name(draft: Draft, text: str, kind: NameKind) -> None:
    """Add a name as OFAC writes it: a person's family name first, with a comma."""
    family, comma, given = text.partition(",")
    if draft.schema == "Person" and comma and given.strip():
        draft.name(f"{given.strip()} {family.strip()}", kind, given=given.strip(), family=family.strip())
    else:
        draft.name(text, kind)


@functools.lru_cache(maxsize=4096)
def _plain(label: str) -> str:
    return label.rstrip(" :-").lower()


@functools.cache
def _roles() -> dict[str, str]:
    return {_plain(label): role for role, labels in words("facts").items() for label in labels}
