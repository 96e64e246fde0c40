"""What expressions of time mean: days of the calendar, counted from a day of publication where they must be."""

from __future__ import annotations

import calendar
import dataclasses
import datetime as dt
from collections.abc import Callable
from typing import Literal, NamedTuple, Protocol

Tense = Literal["past", "future"]
Precision = Literal["day", "month", "season", "year", "range", "open"]
Which = Literal["last", "this", "next"]


class Days(NamedTuple):
    """Days from `first` to `last`, both inclusive, open where None; `precision` is how finely the words said it."""

    first: dt.date | None
    last: dt.date | None
    precision: Precision


@dataclasses.dataclass(frozen=True, slots=True)
class Setting:
    """What a relative expression counts from: the day of publication, the tense of its verb, a time named before.

    `about`: words of the text around it that tell which war "the war began" means.
    """

    published: dt.date | None
    tense: Tense = "past"
    anchor: Days | None = None
    about: frozenset[str] = frozenset()


class Expression(Protocol):
    """Anything that gives days in a setting, or None where the setting does not settle it."""

    def days(self, setting: Setting) -> Days | None:
        """The days it covers."""
        ...


def month_days(year: int, month: int, months: int = 1, precision: Precision = "month") -> Days | None:
    """From the first day of a month over a number of months."""
    end = year * 12 + month - 1 + months - 1
    last_year, last_month = end // 12, end % 12 + 1
    if not dt.MINYEAR <= year <= last_year <= dt.MAXYEAR:
        return None
    last = dt.date(last_year, last_month, calendar.monthrange(last_year, last_month)[1])
    return Days(dt.date(year, month, 1), last, precision)


def one_day(year: int, month: int, day: int) -> Days | None:
    """A single day, if the calendar has it."""
    try:
        date = dt.date(year, month, day)
    except ValueError:
        return None
    return Days(date, date, "day")


def shift(day: dt.date, number: int, unit: str) -> dt.date | None:
    """The day a number of units later (earlier if negative); the month's last day where it has no such day."""
    if unit in ("month", "year", "decade", "quarter"):
        months = day.year * 12 + day.month - 1 + number * {"month": 1, "quarter": 3, "year": 12, "decade": 120}[unit]
        if not dt.MINYEAR * 12 <= months < dt.MAXYEAR * 12:
            return None
        year, month = divmod(months, 12)
        return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
    per_unit = {"week": 7, "fortnight": 14, "weekend": 7}.get(unit, 1)
    if unit == "hour":
        number = -(-abs(number) // 24) * (1 if number > 0 else -1)
    try:
        return day + dt.timedelta(days=number * per_unit)
    except OverflowError:
        return None


def containing(day: dt.date, unit: str) -> Days | None:
    """The week (Monday to Sunday), month, year and so on that a day lies in."""
    if unit == "month":
        return month_days(day.year, day.month)
    if unit == "quarter":
        return month_days(day.year, (day.month - 1) // 3 * 3 + 1, 3, "range")
    if unit == "year":
        return month_days(day.year, 1, 12, "year")
    if unit == "decade":
        return month_days(day.year // 10 * 10, 1, 120, "range")
    if unit in ("week", "weekend", "fortnight"):
        try:
            monday = day - dt.timedelta(days=day.weekday())
            return Days(monday + dt.timedelta(days=5 if unit == "weekend" else 0), monday + dt.timedelta(days=6), "range")
        except OverflowError:
            return None
    return Days(day, day, "day")


@dataclasses.dataclass(frozen=True, slots=True)
class Relative:
    """Days that a rule works out from the setting."""

    rule: Callable[[Setting], Days | None]

    def days(self, setting: Setting) -> Days | None:
        """What the rule gives."""
        return self.rule(setting)


def fixed(days: Days | None) -> Relative:
    """Days that need no setting."""
    return Relative(lambda _: days)


def counted(rule: Callable[[dt.date, Setting], Days | None]) -> Relative:
    """Days counted from the day of publication; none without it."""
    return Relative(lambda s: None if s.published is None else rule(s.published, s))


@dataclasses.dataclass(frozen=True, slots=True)
class Calendar:
    """A part of some year ("9 December", "March", "the summer", "the third quarter") or the year itself.

    `make` gives its days in a year. The year is `year`, or `back` years from publication's, or that of the anchor, or else the
    one that tense and `which` point to: the latest that has begun for the past, the first that has not ended for the future.
    """

    unit: str
    make: Callable[[int], Days | None]
    year: int | None = None
    back: int | None = None
    which: Which | None = None
    of_anchor: bool = False

    @property
    def dated(self) -> bool:
        """Whether the words say the year."""
        return self.year is not None or self.back is not None or self.of_anchor

    def in_year_of(self, other: Calendar) -> Calendar:
        """The same part in the year that another expression names."""
        return dataclasses.replace(self, year=other.year, back=other.back, of_anchor=other.of_anchor)

    def days(self, setting: Setting) -> Days | None:
        """Its days in the year said or meant."""
        if self.year is not None:
            return self.make(self.year)
        if self.of_anchor:
            return self.make(setting.anchor.first.year) if setting.anchor and setting.anchor.first else None
        if setting.published is None:
            return None
        year = setting.published.year
        if self.back is not None:
            days = self.make(year + self.back)
            if days is not None and self.unit == "year" and self.which == "this" and setting.tense == "past":
                return until(days, setting.published)  # a year told as past ends with the report
            return days
        return nearest([self.make(year + n) for n in range(-8, 9)], setting.published, self.which, setting.tense)


def until(days: Days, day: dt.date) -> Days:
    """What of a stretch is over by a day that it holds; another stretch stays whole."""
    holds = days.first is not None and days.last is not None and days.first <= day <= days.last
    return Days(days.first, day, days.precision) if holds else days


def nearest(choices: list[Days | None], day: dt.date, which: Which | None, tense: Tense) -> Days | None:
    """Of the same days in several years, in order, the ones meant."""
    known = [(c, c.first, c.last) for c in choices if c is not None and c.first is not None and c.last is not None]
    if which == "this":
        same = [c for c, first, last in known if first.year == day.year or first <= day <= last]
        return (same[-1] if tense == "future" else same[0]) if same else None
    if which == "last":
        return next((c for c, _, last in reversed(known) if last < day), None)
    if which == "next":
        return next((c for c, first, _ in known if first > day), None)
    if tense == "future":
        return next((c for c, _, last in known if last >= day), None)
    return next((c for c, first, _ in reversed(known) if first <= day), None)


def weekday(number: int, which: Which | None) -> Relative:
    """A day of the week (Monday 0): on or before publication in the past, on or after it in the future."""

    def rule(published: dt.date, setting: Setting) -> Days | None:
        future = which == "next" or (which != "last" and setting.tense == "future")
        distance = (number - published.weekday()) % 7 if future else -((published.weekday() - number) % 7)
        if distance == 0 and which in ("last", "next"):
            distance = -7 if which == "last" else 7
        day = shift(published, distance, "day")
        return None if day is None else Days(day, day, "day")

    return counted(rule)


#: First and last month of a part of a year, day of a month, year of a decade.
_PARTS = {
    "year": {"early": (1, 3), "mid": (5, 8), "late": (10, 12), "start": (1, 1), "end": (12, 12)},
    "month": {"early": (1, 10), "mid": (11, 20), "late": (21, 31), "start": (1, 10), "end": (21, 31)},
    "decade": {"early": (0, 4), "mid": (4, 6), "late": (6, 9), "start": (0, 1), "end": (8, 9)},
}


def part_of(days: Days | None, part: str, setting: Setting) -> Days | None:
    """The beginning, middle or end of a stretch of days; a day or a week stays whole."""
    if days is None or days.first is None or days.last is None:
        return days
    first, last = days.first, days.last
    if part in ("earlier", "later"):
        published = setting.published
        if published is None or not first <= published <= last:
            return days
        return Days(first, published, "range") if part == "earlier" else Days(published, last, "range")
    length = (last - first).days + 1
    if length > 3600:
        low, high = _PARTS["decade"][part]
        return Days(dt.date(first.year + low, 1, 1), dt.date(min(first.year + high, dt.MAXYEAR), 12, 31), "range")
    if length > 360:
        low, high = _PARTS["year"][part]
        if first.month == 1:
            return month_days(first.year, low, high - low + 1, "range" if low < high else "month")
    elif 27 < length < 32 and first.day == 1:
        low, high = _PARTS["month"][part]
        return Days(first.replace(day=low), first.replace(day=min(high, last.day)), "range")
    if length < 27:
        return days
    third = dt.timedelta(days=length // 3)
    start, middle, end = (
        Days(first, first + third, "range"),
        Days(first + third, last - third, "range"),
        Days(last - third, last, "range"),
    )
    return {"early": start, "start": start, "mid": middle, "late": end, "end": end}[part]


def middle_day(days: Days) -> dt.date | None:
    """The day on which the middle of a stretch is reached: "since mid-August" begins on the 15th."""
    if days.first is None or days.last is None:
        return days.first
    middle = days.first + (days.last - days.first) / 2
    return middle.replace(month=1, day=1) if (days.last - days.first).days > 700 else middle


def opened(days: Days | None, operator: str, *, middle: bool = False) -> Days | None:
    """What "since", "after", "before", "by" and "on the eve of" make of the days behind them."""
    if days is None:
        return None
    first, last = days.first, days.last
    if operator == "since" and first is not None:
        return Days(middle_day(days) if middle else first, None, "open")
    if operator == "after" and last is not None:
        start = middle_day(days) if middle else last if days.precision == "day" else shift(last, 1, "day")
        return Days(start, None, "open")
    if operator == "by" and last is not None:
        return Days(None, last, "open")
    if operator == "before" and first is not None:
        return Days(None, first if days.precision == "day" else shift(first, -1, "day"), "open")
    if operator == "into" and first is not None:  # "in the night to Friday"
        return Days(shift(first, -1, "day"), last, "day")
    if operator == "eve" and first is not None:
        day = shift(first, -1, "day")
        return Days(day, day, "day")
    return days


def up_to(days: Days | None, number: int | None, unit: str) -> Days | None:
    """So many units that end with a stretch of days; without a number all before its end."""
    if days is None or days.last is None:
        return None
    if number is None or days.last == dt.date.max:
        return Days(None, days.last, "open")
    first = shift(days.last + dt.timedelta(days=1), -number, unit)
    return None if first is None else Days(first, days.last, "range")


def hull(first: Days | None, last: Days | None) -> Days | None:
    """From the beginning of one to the end of the other; a beginning that comes too late is one of the year before."""
    if first is None or last is None:
        return None
    start = first.first
    if start is not None and last.last is not None and start > last.last:
        start = shift(start, -1, "year")
        if start is None or start > last.last:
            return None
    return Days(start, last.last, "range" if start is not None and last.last is not None else "open")
