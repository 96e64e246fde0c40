"""The small sample of listed parties that ships with Enduse, so that screening can be tried at once and offline."""

from __future__ import annotations

import datetime as dt
import functools
from typing import Final, get_args

from enduse.model import Period
from enduse.party import Designation, Identifier, Link, Name, Party, Schema
from enduse.screen.facts import FactsError, read_csv
from enduse.screen.screening import AskedList
from enduse.screen.shipment_rows import read_birth

NAME: Final = "sample"
#: The day of the lists that its facts were taken from.
DATED: Final = dt.date(2026, 7, 31)


@functools.cache
def sample_parties() -> tuple[Party, ...]:
    """The parties of the sample: about two dozen, all on US lists on its day."""
    return read_csv("sample.csv", _party)


def sample_list() -> AskedList:
    """The sample as a list that was asked, for answers: it says what it is."""
    return AskedList(name=NAME, entries=len(sample_parties()), dated=DATED)


def _party(row: dict[str, str]) -> Party:
    if row["schema"] not in get_args(Schema):
        raise FactsError(f"sample.csv: {row['entry']}: {row['schema']!r} is no schema")
    aliases = [alias for alias in row["aliases"].split("|") if alias]
    names = [Name(text=row["name"])]
    names += [Name(text=alias.removeprefix("~"), kind="weak" if alias.startswith("~") else "strong") for alias in aliases]
    designation = Designation(authority=row["authority"], programme=row["programme"] or None, citation=row["citation"] or None)
    countries = tuple(code for code in row["countries"].split("|") if code)
    return Party(
        list=NAME,
        entry=row["entry"],
        schema=row["schema"],  # type: ignore[arg-type]  # checked above
        names=tuple(names),
        births=tuple(_birth(words) for words in row["births"].split("|") if words),
        countries=countries,
        nationalities=countries if row["schema"] == "Person" else (),
        identifiers=tuple(_number(words) for words in row["numbers"].split("|") if words),
        designations=(designation,),
        links=tuple(_link(words) for words in row["links"].split("|") if words),
    )


def _birth(words: str) -> Period:
    birth = read_birth(words)
    if birth is None:
        raise ValueError(f"{words!r} is no birth")
    return birth


def _number(words: str) -> Identifier:
    kind, *country, value = words.split(":")
    return Identifier(value=value, kind=kind, country=country[0] if country else None)


def _link(words: str) -> Link:
    kind, _, name = words.partition(">")
    return Link(kind=kind, name=name)
