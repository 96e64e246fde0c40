"""Days as addresses and forms write them: `2022-12-09`, or a month or year for its first or last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import Final

_DAY: Final = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def first_day(text: str) -> dt.date:
    """A day, or the first one of a month or year.

    Raises:
        ValueError: it is none of them.
    """
    year, month, day = _parts(text)
    return _date(year, 1 if month is None else month, 1 if day is None else day)


def last_day(text: str) -> dt.date:
    """A day, or the last one of a month or year.

    Raises:
        ValueError: it is none of them.
    """
    year, month, day = _parts(text)
    month = 12 if month is None else month
    if day is None:
        _date(year, month, 1)
        day = calendar.monthrange(year, month)[1]
    return _date(year, month, day)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _DAY.fullmatch(text)
    if found is None:
        raise ValueError("write a day as 2022-12-09, or 2022-12 or 2022")
    year, month, day = (int(part) if part is not None else None for part in found.groups())
    assert year is not None
    return year, month, day


def _date(year: int, month: int, day: int) -> dt.date:
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise ValueError("there is no such day; write one as 2022-12-09, or 2022-12 or 2022") from None
