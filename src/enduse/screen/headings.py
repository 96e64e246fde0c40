"""What the headings of a shipment file mean: by the user's own mapping first, then by the words of `data/headers.yaml`."""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, Final

from enduse.errors import InputError, excerpt
from enduse.screen.facts import read_yaml
from enduse.screen.identifiers import kinds

_NOT_WORD: Final = re.compile(r"[\W_]+")
_NUMBERED: Final = re.compile(r"^(?P<words>.*?\D)\s*(?P<number>\d{1,2})(?P<rest>(?: .*)?)$")
#: Slots of parties under a repeated heading, beyond those that headings number themselves.
_SECOND: Final = 100
#: "Country of the consignee", "Land des Empfängers", "pays du destinataire".
_OF: Final = re.compile(r"^(?P<field>.+?) (?:of the|of|des|der|du|de la|de l|del|de los|de las|de|d) (?P<role>.+)$")
#: Fields of a shipment that say where it goes.
_ROUTE: Final = frozenset({"origin", "destination", "transit", "ports"})
_CAMEL: Final = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """What a column holds: `part` is shipment, goods or a role; `slot` tells several of one part apart."""

    part: str
    name: str
    slot: int = 0


def plain_heading(text: str) -> str:
    """A heading in small letters, without accents and signs.

    >>> plain_heading(" HS-Code"), plain_heading("endUserCountry")
    ('hs code', 'end user country')
    """
    spaced = _CAMEL.sub(" ", text)
    letters = "".join(c for c in unicodedata.normalize("NFKD", spaced.casefold()) if not unicodedata.combining(c))
    return _NOT_WORD.sub(" ", letters).strip()


def read_headings(
    headings: Iterable[str], mapping: Mapping[str, str] | None = None, *, scant: bool = False
) -> tuple[dict[int, Field], list[str]]:
    """The fields of a file's columns, by place, and the headings that mean nothing here.

    Args:
        headings: the first row.
        mapping: the user's own: heading to field (`Ware` to `description`, `Kunde` to `consignee`, `Kundenland` to
            `consignee country`); a heading mapped to nothing is left out.
        scant: whether columns of a route will do, or of parties' numbers or addresses without a name.

    Raises:
        InputError: the mapping names a field that is none, or no column means what a shipment is screened by.
    """
    own = {plain_heading(heading): field for heading, field in (mapping or {}).items()}
    fields: dict[int, Field] = {}
    unused: list[str] = []
    for place, heading in enumerate(headings):
        plain = plain_heading(heading)
        if plain in own:
            if not own[plain]:
                continue
            field = read_heading(plain_heading(own[plain]))
            if field is None:
                theirs, ours = excerpt(repr(heading)), excerpt(repr(own[plain]))
                raise InputError(f"the mapping gives {theirs} the field {ours}, which is none; see docs/screening.md")
        else:
            field = read_heading(plain)
        if field is None:
            if plain:
                unused.append(heading)
        else:
            fields[place] = field
    return _settle(fields, scant), unused


@functools.lru_cache(maxsize=1024)
def read_heading(plain: str) -> Field | None:
    """The field that a heading means, if any; a number in it tells several of one part apart ("consignee 2 country")."""
    known = _known()
    found = known.get(plain) or _field_of(plain, known)
    if found is not None:
        return Field(part=found[0], name=found[1])
    numbered = _NUMBERED.match(plain)
    if numbered is not None:
        found = _known().get(f"{numbered['words'].strip()}{numbered['rest']}")
        if found is not None:
            return Field(part=found[0], name=found[1], slot=int(numbered["number"]))
    return None


def _field_of(plain: str, known: Mapping[str, tuple[str, str]]) -> tuple[str, str] | None:
    """The field of a heading that names it before its role, which German puts in the genitive."""
    parts = _OF.match(plain)
    if parts is None:
        return None
    field, role = parts["field"], parts["role"]
    return known.get(f"{role} {field}") or known.get(f"{role.removesuffix('s')} {field}")


@functools.cache
def words_for(section: str) -> Mapping[str, str]:
    """The names of a section's fields by all words that mean them (`types`: "individual" is Person)."""
    return {
        word: field for field, words in _file()[section].items() for word in (plain_heading(field), *map(plain_heading, words))
    }


@functools.cache
def _known() -> Mapping[str, tuple[str, str]]:
    """Every heading that is known, with its part and field."""
    known: dict[str, tuple[str, str]] = {}
    for field, words in _file()["party_fields"].items():
        known.update({plain_heading(word): ("party", field) for word in (field, *words)})
    for role, names in _file()["roles"].items():
        for name in map(plain_heading, (role, *names)):
            for field, words in _file()["party_fields"].items():
                for word in map(plain_heading, (field, *words)):
                    known[f"{name} {word}"] = known[f"{name}{word}"] = (role, field)
            known[name] = (role, "name")
    for part in ("goods", "shipment"):
        for field, words in _file()[part].items():
            known.update({plain_heading(word): (part, field) for word in (field, *words)})
    for field in _file()["goods"]:
        for before in _file()["goods_words"]:
            known.setdefault(f"{before} {plain_heading(field)}", ("goods", field))
    return known


@functools.cache
def _file() -> Mapping[str, Any]:
    return read_yaml("headers.yaml")


def names_somebody(fields: Iterable[Field]) -> bool:
    """Whether columns hold parties or goods, and not only where something goes and when."""
    return any(field.part == "goods" or field.name == "name" or _is_party_told_by(field) for field in fields)


def _is_party_told_by(field: Field) -> bool:
    return field.part != "shipment" and (field.name == "address" or field.name in kinds())


def _settle(fields: dict[int, Field], scant: bool) -> dict[int, Field]:
    """Bare fields of a party ("IMO", "country") go to the one party that the file has, a ship's numbers to the vessel."""
    named = {field.part for field in fields.values() if field.name == "name"}
    will_do = named or any(field.part == "goods" for field in fields.values())
    if scant and not will_do:
        will_do = names_somebody(fields.values()) or any(f.part == "shipment" and f.name in _ROUTE for f in fields.values())
    if not will_do:
        raise InputError(
            "no column names a party or goods, nor a route; see docs/screening.md for the headings, or give a mapping"
        )
    only = next(iter(named)) if len(named) == 1 else None
    settled = {}
    for place, field in fields.items():
        part = field.part
        if part == "party" and field.name in ("imo", "mmsi") and "vessel" in named:
            part = "vessel"
        elif part == "party" and "party" not in named and only is not None:
            part = only
        settled[place] = dataclasses.replace(field, part=part)
    return _told_apart(settled)


def _told_apart(fields: dict[int, Field]) -> dict[int, Field]:
    """A second column of names under one heading names another party; what stands twice behind it goes to each in turn."""
    told: dict[int, Field] = {}
    names: dict[str, int] = {}
    taken: set[Field] = set()
    for place, field in fields.items():
        if field.slot == 0 and field.part not in ("goods", "shipment"):
            if field.name == "name":
                names[field.part] = names.get(field.part, -1) + 1
                field = dataclasses.replace(field, slot=_SECOND + names[field.part] if names[field.part] else 0)
            elif field in taken and (slots := range(1, names.get(field.part, 0) + 1)):
                free = (dataclasses.replace(field, slot=_SECOND + slot) for slot in slots)
                field = next((other for other in free if other not in taken), field)
        taken.add(field)
        told[place] = field
    return told
