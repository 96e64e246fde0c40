"""Days counted from publication or from a time named before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from enduse.dates.calendar import (
    Calendar,
    Days,
    Relative,
    Setting,
    containing,
    counted,
    month_days,
    one_day,
    shift,
)


def century(two_digits: int) -> int:
    """The year meant by two figures: '82 is 1982, '22 is 2022."""
    return (2000 if two_digits < 30 else 1900) + two_digits


def exactly(day: dt.date | None) -> Days | None:
    """A single day, if there is one."""
    return None if day is None else Days(day, day, "day")


def unit_around(day: dt.date | None, unit: str) -> Days | None:
    """The week, month or year around a day, if there is one."""
    return None if day is None else containing(day, unit)


def days_around(day: dt.date, low: int, high: int) -> Days | None:
    """From so many days before or after a day to so many."""
    first, last = shift(day, low, "day"), shift(day, high, "day")
    return Days(first, last, "day")


def open_to(day: dt.date, kind: str) -> Days:
    """All time up to a day, or all time from it."""
    return Days(None, day, "open") if kind == "past" else Days(day, None, "open")


def counted_unit(number: int, unit: str) -> Relative:
    """ "two years ago" is that year, "a year ago" and "five months ago" that month, "ten days ago" that day."""
    grain = unit if unit in ("month", "year", "decade") else "day"
    if unit == "year" and abs(number) == 1:
        grain = "month"
    if unit == "decade":
        grain = "year"
    return counted(lambda day, _: unit_around(shift(day, number, unit), grain))


def rolling(number: int, unit: str) -> Relative:
    """So many units up to the day of publication, or from it."""

    def rule(day: dt.date, _: Setting) -> Days | None:
        other = shift(day, number, unit)
        if other is None:
            return None
        return Days(other, day, "range") if number < 0 else Days(day, other, "range")

    return counted(rule)


def current_unit(day: dt.date, unit: str, setting: Setting) -> Days | None:
    """This week, this month: a week that is told as past ends with the report, a weekend has begun."""
    days = containing(day, unit)
    if days is not None and setting.tense == "past" and unit == "weekend" and days.first is not None and days.first > day:
        return unit_around(shift(day, -1, unit), unit)
    if days is not None and setting.tense == "past" and unit == "week":
        return Days(days.first, day, days.precision)
    return days


def shifted_anchor(setting: Setting, number: int, unit: str) -> Days | None:
    """ "Two years later", "a week before": the time named before, moved."""
    if setting.anchor is None or setting.anchor.first is None or setting.anchor.last is None:
        return None
    first, last = shift(setting.anchor.first, number, unit), shift(setting.anchor.last, number, unit)
    return None if first is None or last is None else Days(first, last, setting.anchor.precision)


def near_anchor(setting: Setting, step: int, unit: str) -> Days | None:
    """ "The same day", "the following week": a unit at the time named before."""
    if setting.anchor is None or setting.anchor.first is None:
        return None
    first = setting.anchor.first
    return unit_around(shift(first.replace(day=1) if unit == "month" else first, step, unit), unit)


def part_near_anchor(calendar: Calendar, setting: Setting, which: str) -> Days | None:
    """That summer, the following spring, the previous summer."""
    if setting.anchor is None or setting.anchor.first is None:
        return None
    anchor, year = setting.anchor.first, setting.anchor.first.year
    if which == "same":
        return calendar.make(year)
    choices = [
        days
        for n in (-1, 0, 1)
        if (days := calendar.make(year + n)) is not None and days.first is not None and days.last is not None
    ]
    if which == "after":
        return next((d for d in choices if d.first is not None and d.first > anchor), None)
    return next((d for d in reversed(choices) if d.last is not None and d.last < anchor), None)


def named_day(month: int, day: int, to_month: int, to_day: int) -> Callable[[int], Days | None]:
    """Days of every year that have a name."""

    def make(year: int) -> Days | None:
        first = one_day(year, month, day)
        last = one_day(year + (to_month < month), to_month, to_day)
        return None if first is None or last is None else Days(first.first, last.last, "day" if first == last else "range")

    return make


def days_of_month(month: int, low: int, high: int) -> Callable[[int], Days | None]:
    """Days of a month, in any year that has them."""

    def make(year: int) -> Days | None:
        whole = month_days(year, month)
        if whole is None or whole.first is None or whole.last is None or low > whole.last.day:
            return None
        first, last = whole.first.replace(day=low), whole.first.replace(day=min(high, whole.last.day))
        if low == high and first != last:
            return None
        return Days(first, last, "day" if first == last else "range")

    return make


def last_days(month: int, days: int) -> Callable[[int], Days | None]:
    """So many last days of a month in any year."""

    def make(year: int) -> Days | None:
        whole = month_days(year, month)
        if whole is None or whole.last is None or days > whole.last.day:
            return None
        return Days(whole.last.replace(day=whole.last.day - days + 1), whole.last, "range")

    return make
