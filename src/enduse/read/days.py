"""Days as pages print them, for the date on which a page was published (times of events are resolved elsewhere)."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_MONTHS = {name[:3].lower(): number for number, name in enumerate(calendar.month_name) if name}
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
#: "July 11", "11 July", for datelines.
DAY_WITHOUT_YEAR = rf"(?i:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:st|nd|rd|th)?"
_DAY = re.compile(
    rf"""
      \b(?P<y1>(?:19|20)\d\d)[-/.](?P<m1>\d\d?)[-/.](?P<d1>\d\d?)(?!\d)
    | \b(?P<y4>(?:19|20)\d\d)(?P<m4>\d\d)(?P<d4>\d\d)\b
    | (?P<mo2>\b{_MONTH})\s+(?P<d2>\d\d?)(?:st|nd|rd|th)?,?\s+(?P<y2>(?:19|20)\d\d)\b
    | \b(?P<d3>\d\d?)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<mo3>{_MONTH}),?\s+(?P<y3>(?:19|20)\d\d)\b
    | \b(?P<a>\d\d?)[./-](?P<b>\d\d?)[./-](?P<y5>(?:19|20)\d\d)\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def find_day(words: str) -> dt.date | None:
    """The first day with its year in some words, or None.

    A day and month in figures that could be either way round (03/04/2023) is no day: nobody can tell which.

    >>> find_day("Published: Monday, May 15, 2023 at 4:12 PM ET")
    datetime.date(2023, 5, 15)
    >>> find_day("03/04/2023") is None
    True
    """
    for m in _DAY.finditer(words):
        g = m.groupdict()
        if g["y5"]:
            parts = _day_and_month(int(g["a"]), int(g["b"]), dotted="." in m[0])
            if parts is None:
                continue
            year, month, day = int(g["y5"]), parts[1], parts[0]
        else:
            year = int(g["y1"] or g["y2"] or g["y3"] or g["y4"])
            day = int(g["d1"] or g["d2"] or g["d3"] or g["d4"])
            name = g["mo2"] or g["mo3"]
            month = _MONTHS[name[:3].lower()] if name else int(g["m1"] or g["m4"])
        try:
            return dt.date(year, month, day)
        except ValueError:
            continue
    return None


def parse_day(words: str) -> dt.date | None:
    """A day from words that hold nothing but it (and perhaps a time)."""
    return find_day(words) if len(words) <= 80 else None


def _day_and_month(a: int, b: int, *, dotted: bool) -> tuple[int, int] | None:
    """Day and month of 15/05 or 05/15; full stops between figures are only written day first."""
    if dotted or a > 12 or a == b:
        return a, b
    return (b, a) if b > 12 else None
