"""Days as lists word them, as intervals: "circa 1961", "1952 to 1953", "00/03/1958", "Approximately 1955-1958"."""

from __future__ import annotations

import calendar
import datetime as dt
import functools
import re
from typing import Literal

from enduse.model import Period

Order = Literal["dmy", "mdy"]

_MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name}
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-zéû]*\.?"
_YEAR = r"(?P<year>\d{4})"
#: One date, to the day, month or year.
_FORMS = tuple(
    re.compile(form)
    for form in (
        rf"{_YEAR}-(?P<m>\d\d?)-(?P<d>\d\d?)(?:[t ][\d:.+z-]*)?",
        rf"{_YEAR}[-/](?P<m>\d\d?)",
        rf"(?P<a>\d\d?)[/.-](?P<b>\d\d?)[/.-]{_YEAR}",
        rf"(?P<m>\d\d?)/{_YEAR}",
        rf"(?P<d>\d\d?)(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]{_YEAR}",
        rf"{_MONTH} (?P<d>\d\d?)(?:st|nd|rd|th)?,? {_YEAR}",
        rf"{_MONTH},?[ -]{_YEAR}",
        rf"(?P<d>\d\d?)-{_MONTH}-(?P<yy>\d\d)",
        _YEAR,
        r"(?P<year>\d{4})(?P<m>\d\d)(?P<d>\d\d)",
    )
)
_ABOUT = re.compile(r"^(?:circa|c\.|ca\.?|about|approx(?:imately|\.)?|around|probably|possibly|estimated(?: to be)?)\s*")
_BETWEEN = re.compile(r"\s*(?:\bto\b|\band\b|\bor\b|–|—|(?<=\d{4})\s*[-/]\s*(?=\d{4})|(?<=\d{4})-\s+|\s+-\s*)\s*")
#: "(from false passport)" says nothing of the day; "24 Jan.1973" lacks a space.
_ASIDE = re.compile(r"(?<=\d)[,;]?\s*\([^()]*\)?$")
_TIGHT = re.compile(r"([a-z])\.(?=\d)()")
_ONLY_MONTH = re.compile(_MONTH)
_DECADE = re.compile(r"(?P<part>early|mid|late)?[- ]?(?:the )?(?P<year>\d{3}0)'?s")
_LONGEST = 200  # characters; no list words a day at greater length
#: Years that a word of approximation leaves open on either side: what lists use it for is a year known from a report of age.
ABOUT = 1


def period_of(words: str, *, order: Order = "dmy") -> Period | None:
    """The days that a list's words of a date leave possible; None where no date can be made of them.

    Args:
        words: as the list has them; the interval keeps them.
        order: of day and month where both are numbers.

    >>> period_of("circa 1961").first, period_of("00/03/1958").last, period_of("1951 to 1953").first
    (datetime.date(1960, 1, 1), datetime.date(1958, 3, 31), datetime.date(1951, 1, 1))
    """
    return _period_of(words, order) if len(words) <= _LONGEST else None


@functools.lru_cache(maxsize=65536)
def _period_of(words: str, order: Order) -> Period | None:
    text = " ".join(words.split())
    plain = _ASIDE.sub("", text.lower()).strip(" .;,()").replace("dd/", "00/").replace("mm/", "00/")
    plain = _TIGHT.sub(r"\1 \2", plain)
    plain = re.sub(r"^(?:between|from|dob|born(?: in| on)?|in|on)\s+", "", plain)
    about, plain = _without_about(plain)
    days = _one(plain, order) or _decade(plain)
    if days is None:
        parts = _BETWEEN.split(plain)
        if len(parts) != 2:
            return None
        also, second = _without_about(parts[1])
        if _ONLY_MONTH.fullmatch(parts[0]):  # "between Aug. and Sep 1977"
            parts[0] = f"{parts[0]} {second[-4:]}"
        left, right = _one(parts[0], order) or _decade(parts[0]), _one(second, order) or _decade(second)
        if left is None or right is None:
            return None
        about = about or also
        days = min(left[0], right[0]), max(left[1], right[1])
    if about:
        days = _shifted(days[0], -ABOUT), _shifted(days[1], ABOUT)
    return Period(first=days[0], last=days[1], text=text)


def day_of(words: str, *, order: Order = "dmy") -> dt.date | None:
    """The day that the words name, or None where they name none or no single one."""
    period = period_of(words, order=order) if words else None
    return period.first if period is not None and period.first == period.last else None


def _without_about(plain: str) -> tuple[bool, str]:
    rest = _ABOUT.sub("", plain)
    return rest != plain, rest


def _one(plain: str, order: Order) -> tuple[dt.date, dt.date] | None:
    for form in _FORMS:
        match = form.fullmatch(plain)
        if match is not None:
            return _bounds(match, order)
    return None


def _bounds(match: re.Match[str], order: Order) -> tuple[dt.date, dt.date] | None:
    """First and last day; a day or month of 0 is one that the list does not know."""
    found = match.groupdict()
    year = int(found["year"]) if found.get("year") else 1900 + int(found["yy"])  # spreadsheets cut years to two digits
    month, day = int(found.get("m") or 0), int(found.get("d") or 0)
    if found.get("month"):
        month = _MONTHS[found["month"]]
    if found.get("a"):
        day, month = (int(found["a"]), int(found["b"])) if order == "dmy" else (int(found["b"]), int(found["a"]))
        if month > 12 >= day:  # the other order is the only one that it can be
            day, month = month, day
    if not 1800 <= year <= 2200 or month > 12:
        return None
    if month == 0:
        return dt.date(year, 1, 1), dt.date(year, 12, 31)
    if day == 0:
        return dt.date(year, month, 1), dt.date(year, month, calendar.monthrange(year, month)[1])
    if day > calendar.monthrange(year, month)[1]:
        return None
    return dt.date(year, month, day), dt.date(year, month, day)


def _decade(plain: str) -> tuple[dt.date, dt.date] | None:
    match = _DECADE.fullmatch(plain)
    if match is None:
        return None
    year = int(match["year"])
    first, last = {"early": (0, 3), "mid": (4, 6), "late": (7, 9)}.get(match["part"] or "", (0, 9))
    return dt.date(year + first, 1, 1), dt.date(year + last, 12, 31)


def _shifted(day: dt.date, years: int) -> dt.date:
    return day.replace(year=day.year + years, day=min(day.day, 28) if day.month == 2 else day.day)
