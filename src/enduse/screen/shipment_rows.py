"""A row's cells as a shipment: parties by role, goods lines, route, day; what cannot be read is noted, and the rest is kept."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from enduse.lexicon.countries import countries
from enduse.lexicon.month_names import month_names
from enduse.model import Period
from enduse.names.analysis import LONGEST
from enduse.party import AskedParty, GoodsLine, Identifier, Schema, Shipment
from enduse.screen.goods_lines import kind_of_codes, plain_line
from enduse.screen.headings import Field, plain_heading, words_for
from enduse.screen.identifiers import kinds
from enduse.screen.name_cells import hides_somebody, is_blank, names_in
from enduse.screen.places import country_in, region_in, regions_among

_SEPARATORS: Final = re.compile(r"\s*(?:[;|>→]|->|,(?=\s*[A-Z]{2}\b)|/)\s*")
_DAY_FORMS: Final = (
    (re.compile(r"^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})"), (1, 2, 3)),
    (re.compile(r"^(\d{4})(\d{2})(\d{2})$"), (1, 2, 3)),
    (re.compile(r"^(\d{1,2})\.(\d{1,2})\.(\d{4})$"), (3, 2, 1)),
)
_WORDED: Final = re.compile(
    r"^(?:(\d{1,2})(?:st|nd|rd|th|er|\.|º)?[ -])?(?:de )?([^\W\d_]+)\.?(?: de)?[ ,-]+"
    r"(?:(\d{1,2})(?:st|nd|rd|th)?,?[ -])?(\d{4})$"
)
_SLASHED: Final = re.compile(r"^(\d{1,2})[/-](\d{1,2})[/-](\d{4})$")
#: Spreadsheets count days; these numbers are days from 1954 to 2119.
_COUNTED: Final = re.compile(r"^([2-7]\d{4})(?:\.\d+)?$")
_FIRST_COUNTED: Final = dt.date(1899, 12, 30)
#: Fields of goods that several columns may give, as another code or further words.
_JOINED: Final = frozenset({"description", "hs", "eccn", "part_number"})
Note = Callable[[str], None]


def read_day(value: Any) -> dt.date | None:
    """A day as papers have it; None where it is none, or where day and month cannot be told apart.

    >>> str(read_day("13/04/2026")), str(read_day("1 Oct 2026")), read_day("03/04/2026"), str(read_day(46100))
    ('2026-04-13', '2026-10-01', None, '2026-03-19')
    """
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = str(value).strip().casefold()
    if counted := _COUNTED.match(text):
        return _FIRST_COUNTED + dt.timedelta(days=int(counted[1]))
    try:
        for form, (year, month, day) in _DAY_FORMS:
            if match := form.match(text):
                return dt.date(int(match[year]), int(match[month]), int(match[day]))
        if (match := _WORDED.match(text)) and match[2] in month_names() and (match[1] or match[3]):
            return dt.date(int(match[4]), month_names()[match[2]], int(match[1] or match[3]))
        if match := _SLASHED.match(text):
            one, two, year_ = int(match[1]), int(match[2]), int(match[3])
            if one > 12 or one == two:
                return dt.date(year_, two, one)
            return dt.date(year_, one, two) if two > 12 else None
    except ValueError:
        return None
    return None


def read_birth(value: Any) -> Period | None:
    """A birth as an interval: a day, a month or a year.

    >>> read_birth("1965").last
    datetime.date(1965, 12, 31)
    """
    text = str(value).strip()
    day = read_day(value)
    if day is not None:
        return Period(first=day, last=day, text=text)
    if match := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?(?:\.0)?", text):
        year, month = int(match[1]), int(match[2] or 0)
        if not 1800 <= year <= 2200 or not 0 <= month <= 12:
            return None
        first = dt.date(year, month or 1, 1)
        after = dt.date(year + (month in (0, 12)), month % 12 + 1 if month else 1, 1)
        return Period(first=first, last=after - dt.timedelta(days=1), text=text)
    return None


def build_shipment(cells: Iterable[tuple[Field, Any]], reference: str, note: Note) -> Shipment | None:
    """The shipment that a row's cells describe, None where they name neither a party nor goods nor a part of a route.

    Args:
        cells: the fields with their values, empty ones left out.
        reference: what to call it where no cell does.
        note: is told of every value that cannot be read.
    """
    head: dict[str, list[Any]] = {}
    goods: dict[int, dict[str, list[Any]]] = {}
    parties: dict[tuple[str, int], dict[str, list[Any]]] = {}
    for field, value in cells:
        if field.part == "shipment":
            head.setdefault(field.name, []).append(value)
        elif field.part == "goods":
            goods.setdefault(field.slot, {}).setdefault(field.name, []).append(value)
        else:
            parties.setdefault((field.part, field.slot), {}).setdefault(field.name, []).append(value)
    asked = [party for (role, _), fields in parties.items() for party in build_parties(fields, role, note)]
    lines = [line for fields in goods.values() if (line := build_line(fields, note)) is not None]
    shipment = Shipment(
        reference=_text(head["reference"][0]) if "reference" in head else reference,
        parties=tuple(asked),
        goods=tuple(lines),
        origin=_country(head, "origin", note),
        destination=_country(head, "destination", note),
        transit=tuple(c for v in head.get("transit", ()) for part in _parts(v) if (c := _code(part, "transit", note))),
        ports=(*(part for v in head.get("ports", ()) for part in _parts(v)), *_regions(head, parties)),
        date=_date(head, note),
    )
    is_something = asked or lines or shipment.origin or shipment.destination or shipment.transit or shipment.ports
    return shipment if is_something else None


def build_parties(fields: Mapping[str, list[Any]], role: str, note: Note) -> tuple[AskedParty, ...]:
    """The parties that a role's cells describe: one as a rule, several where there are several names, or "care of" in one.

    None where the cells hold neither a name nor a number nor an address. Numbers and birth go with the first name.
    """
    told = {name: _text(values[0]) for name, values in fields.items()}
    names = tuple(dict.fromkeys(name for value in fields.get("name", ()) for name in _names(_text(value), role, note)))
    for one in ("address", "birth", "type"):
        if len(set(map(_text, fields.get(one, ())))) > 1:
            note(f"{role.replace('_', ' ')} has more than one {one}; {told[one]!r} is used")
    numbers = tuple(
        Identifier(value=told_as, kind=kind)
        for kind, values in fields.items()
        if kind in kinds()
        for value in values
        if not is_blank(told_as := _text(value))
    )
    if not names and not numbers and not told.get("address"):
        return ()
    if "role" in told:
        role = role_of(told["role"], role)
    codes = [c for value in fields.get("country", ()) for part in _parts(value) if (c := _code(part, f"{role} country", note))]
    first = AskedParty(
        name=names[0] if names else "", role=role, schema=_schema(told, role, note), countries=tuple(dict.fromkeys(codes)),
        birth=_birth(fields, told, note), identifiers=numbers, address=told.get("address") or None,
    )  # fmt: skip
    return apart(first, names)


def apart(party: AskedParty, names: Sequence[str]) -> tuple[AskedParty, ...]:
    """A party under each of its names; numbers, birth and address are those of the first."""
    others = (dataclasses.replace(party, name=name, birth=None, identifiers=(), address=None) for name in names[1:])
    return (dataclasses.replace(party, name=names[0]) if names else party, *others)


def role_of(written: str, default: str) -> str:
    """The role that words name ("End User", "Endverwender"), else another."""
    return words_for("roles").get(plain_heading(written), default)


def _names(cell: str, role: str, note: Note) -> tuple[str, ...]:
    if len(cell) > LONGEST:
        note(f"{role.replace('_', ' ')} of {len(cell):,} characters is no name; its first {LONGEST:,} are screened")
        cell = cell[:LONGEST]
    if hides_somebody(cell, role):
        note(f"{role.replace('_', ' ')} {cell!r} names nobody")
    return names_in(cell)


def _schema(told: Mapping[str, str], role: str, note: Note) -> Schema | None:
    if "type" not in told:
        return "Vessel" if role == "vessel" else "Airplane" if role == "aircraft" else None
    schema = words_for("types").get(plain_heading(told["type"]))
    if schema is None:
        note(f"type {told['type']!r} is none that is known")
    return schema  # type: ignore[return-value]


def _birth(fields: Mapping[str, list[Any]], told: Mapping[str, str], note: Note) -> Period | None:
    if "birth" not in told:
        return None
    birth = read_birth(fields["birth"][0])
    if birth is None:
        note(f"birth {told['birth']!r} is no day, month or year that can be read (write 1965-04-13)")
    return birth


def build_line(fields: Mapping[str, list[Any]], note: Note) -> GoodsLine | None:
    """The goods line that its cells describe; further codes, numbers and words of other columns are added to the first."""
    told: dict[str, str] = {}
    for name, values in fields.items():
        words = list(dict.fromkeys(filter(None, (_text(_lines_kept(value)) for value in values))))
        if len(words) > 1 and name not in _JOINED:
            note(f"goods have more than one {name.replace('_', ' ')}; {words[0]!r} is used")
        if words:
            told[name] = "; ".join(words) if name in _JOINED else words[0]
    if kind := kind_of_codes(told.get("description", "")):  # goods are also listed by their codes alone
        told.setdefault(kind, told["description"])
    return plain_line(GoodsLine(**told)) if told else None


def _lines_kept(value: Any) -> Any:
    """A cell of several lines has a thing in each."""
    return "; ".join(filter(None, map(str.strip, value.splitlines()))) if isinstance(value, str) and "\n" in value else value


def join(first: Shipment, second: Shipment) -> Shipment:
    """Two rows of one shipment as one: goods lines one after the other, each party once."""
    return dataclasses.replace(
        first,
        parties=tuple(dict.fromkeys((*first.parties, *second.parties))),
        goods=(*first.goods, *second.goods),
        origin=first.origin or second.origin,
        destination=first.destination or second.destination,
        transit=tuple(dict.fromkeys((*first.transit, *second.transit))),
        ports=tuple(dict.fromkeys((*first.ports, *second.ports))),
        date=first.date or second.date,
    )


def _country(head: Mapping[str, list[Any]], name: str, note: Note) -> str | None:
    return _code(_text(head[name][0]), name, note) if name in head else None


def _regions(head: Mapping[str, list[Any]], parties: Mapping[tuple[str, int], Mapping[str, list[Any]]]) -> Iterator[str]:
    """Cells of countries that name a part of one ("Crimea"): its words are kept as a place, as a country's code loses it."""
    cells = [*head.get("destination", ()), *head.get("transit", ())]
    cells += [value for (role, _), fields in parties.items() if role != "exporter" for value in fields.get("country", ())]
    yield from regions_among(map(_text, cells))


def _code(words: str, where: str, note: Note) -> str | None:
    found = country_in(words)
    if found is None and (region := region_in(words)) is not None:
        return region.country
    if found is None and not countries().silent(words):
        note(f"{where} {words!r} is no country that is known; it is not used")
    return found


def _date(head: Mapping[str, list[Any]], note: Note) -> dt.date | None:
    if "date" not in head:
        return None
    day = read_day(head["date"][0])
    if day is None:
        note(f"date {_text(head['date'][0])!r} is no day that can be told for sure (write year-month-day, as 2026-12-31)")
    return day


def _parts(value: Any) -> list[str]:
    if isinstance(value, list | tuple):
        return [_text(each) for each in value if _text(each)]
    return [part for part in _SEPARATORS.split(_text(value)) if part]


def _text(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))  # spreadsheets keep codes as numbers
    words = " ".join(str(value).split())
    return words if words.isascii() else words.encode("utf-8", "replace").decode()  # JSON can name halves of characters
