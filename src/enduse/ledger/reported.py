"""When something came on record: first and last reported."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from enduse.model import Statement

if TYPE_CHECKING:
    from enduse.ledger.mention import Mention

_ISO = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def last_day(said_on: str | None) -> dt.date | None:
    """The day at which a day, month or year of saying is placed: its last, since by then it had surely been said.

    >>> last_day("2023-02"), last_day("2022-12-09")
    (datetime.date(2023, 2, 28), datetime.date(2022, 12, 9))
    """
    found = _ISO.match(said_on or "")
    if found is None:
        return None
    year, month, day = int(found[1]), int(found[2] or 12), found[3]
    try:
        return dt.date(year, month, int(day) if day else calendar.monthrange(year, month)[1])
    except (ValueError, calendar.IllegalMonthError):
        return None


def said_day(statement: Statement, published: dt.date | None) -> dt.date | None:
    """The day by which a statement was on record; its report's date bounds it, for the report has it."""
    said = last_day(statement.attribution.said_on)
    if said is None or published is None:
        return said or published
    return min(said, published)


def first_reported(mentions: Iterable[Mention]) -> str | None:
    """The earliest day of saying, as an ISO day, or as an ISO month (year) where no more is known of it."""
    found: list[tuple[dt.date, int, str]] = []
    for mention in mentions:
        said_on = mention.statement.attribution.said_on
        if (placed := last_day(said_on)) is not None and said_on is not None:
            found.append((placed, -len(said_on), said_on))
        if mention.published is not None:
            found.append((mention.published, -10, mention.published.isoformat()))
    return min(found)[2] if found else None


def last_reported(mentions: Iterable[Mention]) -> str | None:
    """The newest report's date as an ISO day."""
    days = [m.published for m in mentions if m.published is not None]
    return max(days).isoformat() if days else None
