"""Places as papers word them: ports, and parts of states, by their names."""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from enduse.lexicon.countries import countries
from enduse.party import Shipment
from enduse.screen.facts import Region, load_facts

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
_PIECES: Final = re.compile(r",|[()\[\]:]|\s[-–—/]\s")
_LONGEST: Final = 200  # no country is named at greater length
#: Roles of the parties where goods do not go.
_SENDING: Final = ("exporter", "owner", "bank")


def plain_place(text: str) -> str:
    """A place in small letters, without accents and signs."""
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(letters.replace("-", " ").replace("'", "")))


def named(code: str) -> str:
    """A country in a sentence: "supply to the United States"."""
    return countries().name(code, article=True)


def country_in(words: str) -> str | None:
    """The country that words name: by themselves, or as the one country in "Tehran, Iran" and "IR - Iran".

    >>> country_in("Tehran, Iran"), country_in("IR - Iran"), country_in("Georgia, USA")
    ('IR', 'IR', None)
    """
    if (found := _code(words)) is not None:
        return found
    codes = {code for piece in _PIECES.split(words[:_LONGEST]) if (code := _code(piece.strip())) is not None}
    return codes.pop() if len(codes) == 1 else None


def _code(words: str) -> str | None:
    code = countries().code
    return code(words) or (code(words.upper()) if len(words) <= 3 else None)


def names_place(text: str, names: Iterable[str]) -> bool:
    """Whether a text has one of the names in it, as words of its own."""
    within = f" {plain_place(text)} "
    return any(f" {plain_place(name)} " in within for name in names)


@functools.lru_cache(maxsize=8192)
def region_in(text: str) -> Region | None:
    """The part of a state under measures of its own that a text names, if any."""
    return next((region for region in load_facts().regions if names_place(text, region.names)), None)


def regions_among(words: Iterable[str]) -> Iterator[str]:
    """Those of some words for countries that name a part of one, each once: the country's code loses it."""
    yield from dict.fromkeys(each for each in words if region_in(each) is not None)


def regions_of(shipment: Shipment) -> Iterator[tuple[Region, str]]:
    """The regions where goods go by the places and addresses of a shipment, each once, with the words that say so."""
    told = set()
    words = [*shipment.ports, *(p.address for p in shipment.parties if p.address and p.role not in _SENDING)]
    for each in words:
        region = region_in(each)
        if region is not None and region.code not in told:
            told.add(region.code)
            yield region, each
