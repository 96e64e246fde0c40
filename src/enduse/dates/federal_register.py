"""When a notice in the Federal Register was, as US lists cite it: "58 F.R. 42719 8/11/93", "Vol. 59, No. 153, 08/10/1994"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})(?!\d)")
_VOLUME: Final = re.compile(r"(?<!\d)(\d{2,3})[. ]*F\.? ?R\b\.?(?=\s*\d)", re.IGNORECASE)
#: A volume is a year's; the first was that of 1936.
_YEAR_ZERO: Final = 1935


def announced_on(notice: str) -> dt.date | None:
    """The day of the first notice that a list cites; None where it gives none, or an earlier notice without its day.

    >>> announced_on("73 F.R. 19809 4/11/08, 72 F.R. 57520 10/10/07")
    datetime.date(2007, 10, 10)
    >>> announced_on("63 FR 64322, 65 FR 14444 (03/17/00)"), announced_on("84 FR 22963")
    (None, None)
    """
    days = [day for parts in _DAY.findall(notice) if (day := _day(*map(int, parts))) is not None]
    first = min(days, default=None)
    year = announced_in(notice)
    return first if first is not None and first.year <= (year or first.year) else None


def announced_in(notice: str) -> int | None:
    """The year of the first notice that a list cites, by its volume; None where it names none.

    >>> announced_in("84 FR 22963; 85 FR 29853"), announced_in("Executive Order 13949")
    (2019, None)
    """
    return min((int(volume) + _YEAR_ZERO for volume in _VOLUME.findall(notice)), default=None)


def _day(month: int, day: int, year: int) -> dt.date | None:
    if year < 100:
        year += 1900 if year > _YEAR_ZERO - 1900 else 2000
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None
