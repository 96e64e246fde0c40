"""OFAC's structured dates in words: the advanced form gives a whole year as its first and last day."""

from __future__ import annotations

import calendar
from collections.abc import Sequence


def period_words(days: Sequence[tuple[int, int, int]], *, approximate: bool = False) -> str:
    """Words for the interval from the first to the last of the days (year, month, day), as `days.period_of` reads them.

    >>> period_words([(1951, 1, 1), (1951, 12, 31)]), period_words([(1948, 12, 10)])
    ('1951', '1948-12-10')
    """
    if not days:
        return ""
    first, last = min(days), max(days)
    if first == last:
        words = _day(first)
    elif _opens(first) and _closes(last):
        words = str(first[0]) if first[0] == last[0] else f"{first[0]} to {last[0]}"
    elif first[:2] == last[:2] and first[2] == 1 and last[2] == calendar.monthrange(*last[:2])[1]:
        words = f"{first[0]}-{first[1]:02d}"
    else:
        words = f"{_day(first)} to {_day(last)}"
    return f"circa {words}" if approximate else words


def _day(day: tuple[int, int, int]) -> str:
    return f"{day[0]}-{day[1]:02d}-{day[2]:02d}"


def _opens(day: tuple[int, int, int]) -> bool:
    return day[1:] == (1, 1)


def _closes(day: tuple[int, int, int]) -> bool:
    return day[1:] == (12, 31)
