"""Whether days that are said to come from words of a text can: what a calendar makes of the words, with some latitude."""

from __future__ import annotations

import datetime as dt
import functools
import re

from enduse.dates import find_times, resolve
from enduse.model import Period
from enduse.numerals import find_numerals
from enduse.read.given import day

_YEAR = re.compile(r"(?<!\d)(?:1[89]|20|21)\d\d(?!\d)")
#: A reader may know which Monday or which end of a month is meant; a longer time has as many days of latitude as it is long.
_LATITUDE = 31
_DAYS_IN_A_YEAR = 365.2425
_MOST_YEARS = 60


class StatedTimes:
    """The times that a text bears out.

    Args:
        text: the whole text.
        published: when it was published; the years before and after it need no word.
    """

    def __init__(self, text: str, published: dt.date | None) -> None:
        self._text, self._published = text, published
        near = () if published is None else range(published.year - 1, published.year + 2)
        self._years = {int(year) for year in _YEAR.findall(text)} | set(near)

    @functools.cached_property
    def _times(self) -> list[tuple[dt.date, dt.date]]:
        """The first and last days of the times that the text names."""
        found = ((m.period.first, m.period.last) for m in find_times(self._text, self._published))
        return [(a, b) for a, b in found if a is not None and b is not None]

    def bears_out(self, words: str, *given: dt.date | None) -> bool:
        """Whether words of the text may mean these days, in a year that it names or lies about.

        >>> StatedTimes("Sent in August 2021.", dt.date(2023, 3, 1)).bears_out("in August", dt.date(2021, 8, 1), None)
        True
        >>> StatedTimes("Sent in August 2021.", dt.date(2023, 3, 1)).bears_out("in August", dt.date(1999, 8, 1), None)
        False
        """
        named = {int(year) for year in _YEAR.findall(words)}
        meant = [resolve(words, self._published), *(m.period for m in find_times(words, self._published))]
        times = [time for time in meant if time is not None and (time.first or time.last)]
        open_ended = all(time.first is None or time.last is None for time in times)
        counted = max((int(n.value) for n in find_numerals(words) if 0 < n.value < _MOST_YEARS), default=0)
        return all(
            one.year in named
            or any(self._may_mean(time, one, latitude=_LATITUDE) for time in times)
            or (open_ended and self._is_about(one.year, within=counted))
            for one in given
            if one is not None
        )

    def bears_out_saying(self, when: str) -> bool:
        """Whether somebody may have spoken then: not after the report, and in its days or in some that it names.

        Args:
            when: an ISO day, month or year.
        """
        try:
            first, last = (
                day(f"{when}-{month}" if _YEAR.fullmatch(when) else when, last=month == "12") for month in ("01", "12")
            )
        except ValueError:
            return False
        if first is None or last is None:
            return False
        if (report := self._published) is not None:
            if first > report:
                return False
            if first.toordinal() <= report.toordinal() <= last.toordinal() + 1:
                return True
        longest = max(_LATITUDE, (last - first).days)
        times = [Period(first=a, last=b) for a, b in self._times if (b - a).days <= longest]
        return any(_overlap(time, first, last) or self._may_mean(time, first, latitude=1) for time in times)

    def _may_mean(self, time: Period, one: dt.date, *, latitude: int) -> bool:
        """Whether a day is at an end of a time, or as far into another year that the text bears out."""
        if time.first is not None and time.last is not None:
            latitude = max(latitude, (time.last - time.first).days)
        same_year = one.year not in self._years
        ends = [end for end in (time.first, time.last) if end is not None]
        return any(_apart(one, end, same_year=same_year) <= latitude for end in ends)

    def _is_about(self, year: int, *, within: int) -> bool:
        """Whether a year lies among those that the text bears out, or so many before or after them ("ten years later")."""
        return bool(self._years) and min(self._years) - within <= year <= max(self._years) + within


def _overlap(time: Period, first: dt.date, last: dt.date) -> bool:
    return (time.first or first) <= last and first <= (time.last or last)


def _apart(one: dt.date, other: dt.date, *, same_year: bool) -> float:
    """Days between two days, or between their places in the year."""
    if same_year:
        return abs((one - other).days)
    apart = abs(one.timetuple().tm_yday - other.timetuple().tm_yday)
    return min(apart, _DAYS_IN_A_YEAR - apart)
