"""Values in words for pages and papers: who, what, how many in a trade register's manner, and when."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import importlib.resources
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit

import yaml

from enduse.lexicon.files import read_yaml
from enduse.model import Attribution, Document, Period, Quantity, Statement, Transfer

UNKNOWN = ".."  # the trade registers' mark for what nobody says
UNNAMED = "an unnamed party"
#: Separators of lines and what turns the direction of writing: in a quote they are shown, so that they cannot mislead.
_TURNING = frozenset("\u061c\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_POSITIONS = re.compile(r"(?<=[.;])\s+(?=[A-Z][^.:;]{2,80}:)")  # another side begins with its name and a colon
_ISO = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


@functools.cache
def words() -> Mapping[str, Any]:
    """The words of `data/words.yaml`."""
    text = importlib.resources.files("enduse.publish").joinpath("data", "words.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


@functools.cache
def _states() -> Mapping[str, str]:
    named = {code: str(row["name"]) for code, row in read_yaml("states.yaml")["states"].items()}
    return named | dict(words()["bodies"])


@functools.cache
def _with_article() -> frozenset[str]:
    return frozenset(words()["the"]) | frozenset(read_yaml("countries.yaml")["the"])


def actor_name(actor: str | None, *, article: bool = False) -> str:
    """Who, in words: the name of a state for its code, any other actor as it is.

    >>> actor_name("IR"), actor_name("US", article=True), actor_name("Wagner"), actor_name(None)
    ('Iran', 'the United States', 'Wagner', 'an unnamed party')
    """
    if actor is None:
        return UNNAMED
    name = _states().get(actor)
    if name is None:
        return plain(actor)
    return f"the {name}" if article and actor in _with_article() else name


def category_words(category: str) -> str:
    """A category of things in words."""
    return str(words()["categories"].get(category, category.replace("_", " ")))


def item_words(category: str, designation: str | None) -> str:
    """What is supplied: the system by its name with its category, else the category."""
    return f"{plain(designation)} ({category_words(category)})" if designation else category_words(category)


def transfer_words(transfer: Transfer) -> str:
    """A transfer by its ends and its thing: `Iran to Russia: drones`."""
    what = item_words(transfer.category, transfer.designation)
    return f"{actor_name(transfer.supplier)} to {actor_name(transfer.recipient)}: {what}"


def source_words(transfer: Transfer) -> str:
    """On how many sources a transfer rests: `5 independent sources`."""
    return f"{transfer.sources} independent source{'' if transfer.sources == 1 else 's'}"


def status_words(status: str) -> str:
    """A step in words: `under_way` is "under way"."""
    return str(words()["statuses"].get(status, status.replace("_", " ")))


def number_words(quantity: Quantity | None) -> str:
    """A number as a trade register prints it: in brackets where it is not exact, `..` where nobody says one.

    >>> [number_words(q) for q in (None, Quantity(low=20, high=20), Quantity(low=400), Quantity(low=200, high=300))]
    ['..', '20', '(≥ 400)', '(200–300)']
    """
    if quantity is None:
        return UNKNOWN
    low, high = quantity.low, quantity.high
    if low is None and high is None:
        money = None if quantity.value_low is None else f"(≥ {quantity.value_low:,} {quantity.currency or ''}".rstrip() + ")"
        return money or UNKNOWN
    if low is None:
        return f"(≤ {high:,})"
    if high is None:
        return f"(≥ {low:,})"
    return f"{low:,}" if low == high else f"({low:,}–{high:,})"


def day_words(day: dt.date) -> str:
    """A day as it is written out: `9 December 2022`."""
    return f"{day.day} {calendar.month_name[day.month]} {day.year}"


def iso_words(text: str | None, *, short: bool = False) -> str:
    """An ISO day, month or year as it is written out (in tables with the month cut short); anything else as it is.

    >>> iso_words("2022-12-09"), iso_words("2022-07"), iso_words(None)
    ('9 December 2022', 'July 2022', '..')
    """
    if text is None:
        return UNKNOWN
    found = _ISO.fullmatch(text)
    if found is None or not 1 <= int(found[2] or 1) <= 12:
        return plain(text)
    year, month, day = found.groups()
    names = calendar.month_abbr if short else calendar.month_name
    return " ".join(part for part in (day and str(int(day)), month and names[int(month)], year) if part)


def iso_period(text: str | None) -> Period | None:
    """The days that an ISO day, month or year covers, None where it is none of them."""
    found = _ISO.fullmatch(text or "")
    if found is None:
        return None
    year, month, day = int(found[1]), found[2], found[3]
    try:
        if day is not None:
            whole = dt.date(year, int(month), int(day))
            return Period(first=whole, last=whole, text=found[0])
        first, last = int(month or 1), int(month or 12)
        end = dt.date(year, last, calendar.monthrange(year, last)[1])
        return Period(first=dt.date(year, first, 1), last=end, text=found[0])
    except ValueError:
        return None


def said(statement: Statement, document: Document | None) -> Period | None:
    """When a statement was made: the day or month that it names, else the day its report came out."""
    told = iso_period(statement.attribution.said_on)
    if told is not None:
        return told
    published = document.published if document is not None else None
    return Period(first=published, last=published) if published is not None else None


def speaker_words(statement: Statement) -> str | None:
    """Who says so, by name and body, None where the report itself does."""
    told = [plain(name) for name in credited(statement.attribution)]
    return f"{told[0]} ({told[1]})" if len(told) == 2 else next(iter(told), None)


def credited(attribution: Attribution) -> list[str]:
    """The speaker and the body spoken for, each where it is one, and the body only where the speaker does not name it.

    >>> [credited(Attribution(speaker=who, organisation=body)) for who, body in (("Ada White", "Its"), ("EU envoy", "EU"))]
    [['Ada White'], ['EU envoy']]
    """
    parts = (attribution.speaker, attribution.organisation)
    told = [part for part in parts if part and part.casefold() not in words()["no_bodies"]]
    return told[:1] if len(told) == 2 and told[1].casefold() in told[0].casefold() else told


def positions(disputed: str) -> list[tuple[str, str]]:
    """What each side of a dispute holds, with its name where it is given.

    >>> positions("France and the U.S.: it applies. So does Annex B. Russia: it does not; it lapsed.")
    [('France and the U.S.', 'it applies. So does Annex B.'), ('Russia', 'it does not; it lapsed.')]
    """
    sides = (plain(side).partition(": ") for side in _POSITIONS.split(disputed) if side.strip())
    return [(who, what) if colon else ("", who) for who, colon, what in sides]


def plain(text: str) -> str:
    """Text of the world outside as one line that cannot mislead: signs that act and do not print are shown by their number.

    >>> plain("a\\n b\\u202egnp.exe")
    'a b⟨U+202E⟩gnp.exe'
    """
    shown = (
        f"⟨U+{ord(sign):04X}⟩" if sign in _TURNING else " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign
        for sign in text
    )
    return " ".join("".join(shown).split())


def web_link(address: str | None) -> str | None:
    """An address that may become a link: http and https alone, None for every other."""
    if address is None:
        return None
    try:
        parts = urlsplit(address.strip())
        is_good = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return None
    return address.strip() if is_good and not re.search(r"[\s<>\"\\^`{|}\x00-\x1f\x7f]", address.strip()) else None


def joined(parts: Iterable[str]) -> str:
    """Several things in a sentence: `a, b and c`."""
    told = list(parts)
    return told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}" if told else ""
