"""Read points of time that count from another: "last week", "two years ago", "the following spring"."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from enduse.dates.calendar import (
    Calendar,
    Days,
    Expression,
    Relative,
    Setting,
    Which,
    counted,
    fixed,
    month_days,
    shift,
    weekday,
)
from enduse.dates.dated import Point
from enduse.dates.relative import (
    counted_unit,
    current_unit,
    days_around,
    exactly,
    named_day,
    near_anchor,
    open_to,
    part_near_anchor,
    rolling,
    shifted_anchor,
    unit_around,
)
from enduse.dates.stretches import StretchReader
from enduse.dates.words import Event

_ARTICLES = frozenset({"the", "a", "an"})
_WHICH: dict[str, Which] = {"last": "last", "this": "this", "next": "next"}


class PointReader(StretchReader):
    """Reads all points of time: dates, stretches and what counts from another day."""

    def read(self, i: int) -> Point | None:
        """The longest point that begins at a token."""
        if not self._may_begin(i):
            return None
        if self._word(i) in _ARTICLES and not self._may_begin(i + 1):
            return self._phrase(i)
        readers: tuple[Callable[[int], Point | None], ...] = (
            self._phrase,
            self._numeric,
            self._amount,
            self._which_unit,
            self._weekday,
            self._day_month,
            self._month,
            self._season,
            self._stretch,
            self._decade,
            self._fiscal,
            self._year,
            self._day_alone,
        )
        return next((point for reader in readers if (point := reader(i)) is not None), None)

    def _may_begin(self, i: int) -> bool:
        """Whether a token is a number or a word that a point can begin with: a cheap test before the readers."""
        word = self._word(i)
        return word in self.words.beginnings or word[:1].isdigit() or word[:1] == "'"

    def _phrase(self, i: int) -> Point | None:
        for (low, high), end in self.words.days.at(self._tokens, i):
            return Point(counted(lambda day, _, low=low, high=high: days_around(day, low, high)), self._after_day(end))  # type: ignore[misc]
        for (month, day, to_month, to_day), end in self.words.named_days.at(self._tokens, i):
            return self._in_year(named_day(month, day, to_month, to_day), "day", end, weak=False)
        for kind, end in self.words.vague.at(self._tokens, i):
            return Point(counted(lambda day, _, kind=kind: open_to(day, kind)), end)  # type: ignore[misc]
        return None

    def event(self, i: int) -> tuple[Expression, int] | None:
        """A day that reports use as a date, such as that of an invasion."""
        choices = self.words.events.at(self._tokens, i)
        if not choices:
            return None
        end = choices[0][1]
        same: list[Event] = [event for event, after in choices if after == end]
        for event in same:
            if event.until is None:
                return fixed(Days(event.first, event.first, "day")), end
        sentence = {token.text for token in self._tokens}

        def rule(day: dt.date, setting: Setting) -> Days | None:
            meant = (event.first for event in same if event.is_meant(sentence, setting.about, day))
            return next((Days(first, first, "day") for first in meant), None)

        return counted(rule), end

    def _amount(self, i: int) -> Point | None:
        if self._word(i) == "within":
            return self._within(i + 1)
        vague = {"several", "few", "some", "many"}
        if self._word(i) in self.words.units and self._word(i).endswith("s") and self._word(i + 1) == "ago":
            return Point(counted(lambda day, _: open_to(day, "past")), i + 2)
        start = self._skip(i, "a") if self._word(i + 1) in vague else i
        if (
            self._word(start) in vague
            and (unit := self.words.units.get(self._word(start + 1)))
            and self._word(start + 2) == "ago"
        ):
            return Point(counted(lambda day, _: open_to(day, "past")), start + 3)
        amount = self._units(i)
        amount = self._with_half_year(i, amount) or amount
        if amount is None:
            return None
        number, unit, n = amount
        word = self._word(n)
        if word == "ago":
            return self._ago(number, unit, n + 1)
        if word == "from" and self._word(n + 1) in ("now", "today"):
            return Point(counted_unit(number, unit), n + 2)
        if word == "'" and self._word(n + 1) == "time":
            return Point(counted_unit(number, unit), n + 2)
        if self._word(i - 1) == "in":  # "in 18 months": of what has happened it says how long it took
            ahead = counted_unit(number, unit)
            return Point(Relative(lambda s: ahead.days(s) if s.tense == "future" else None), n)
        if word in ("later", "on", "after", "afterwards", "earlier", "before", "previously"):
            sign = -1 if word in ("earlier", "before", "previously") else 1
            return Point(Relative(lambda s: shifted_anchor(s, sign * number, unit)), n + 1, word == "on")
        return None

    def _units(self, i: int) -> tuple[int, str, int] | None:
        """So many days, weeks and so on, and the token after them."""
        if (amount := self._number(i)) is None:
            return None
        unit = self.words.units.get(self._word(amount[1]))
        return None if unit is None else (amount[0], unit, amount[1] + 1)

    def stretch(self, i: int) -> tuple[int | None, str, int] | None:
        """How long a stretch is and the token after it: "the three months", "the year", "the years" (of no said number)."""
        i = self._skip(i, "the")
        if (amount := self._units(i)) is not None:
            return amount
        unit = self.words.units.get(self._word(i))
        if unit is None or self._word(i - 1) != "the":
            return None
        return None if self._word(i).endswith("s") else 1, unit, i + 1

    def _with_half_year(self, i: int, amount: tuple[int, str, int] | None) -> tuple[int, str, int] | None:
        """Half a year, a year and a half, in months; `amount` is what stands there in whole units."""
        if self._word(i) == "half" and self._word(i + 1) == "a" and self._word(i + 2) == "year":
            return 6, "month", i + 3
        if amount is None or amount[1] != "year":
            return None
        number, _, n = amount
        following = [self._word(n), self._word(n + 1), self._word(n + 2)]
        return (12 * number + 6, "month", n + 3) if following == ["and", "a", "half"] else None

    def _within(self, i: int) -> Point | None:
        i = self._skip(i, "the", "next", "coming")
        i = self._skip(i, "next", "coming")
        number, n = self._number(i) or (1, i)
        unit = self.words.units.get(self._word(n))
        if unit is None or (number == 1 and n == i and self._word(i).endswith("s")):
            return None
        return Point(counted(lambda day, _: Days(day, shift(day, number, unit), "range")), n + 1)

    def _ago(self, number: int, unit: str, end: int) -> Point:
        if self._word(end) == "today":
            return Point(counted(lambda day, _: exactly(shift(day, -number, unit))), end + 1)
        if self._word(end) == "this" and (finer := self.words.units.get(self._word(end + 1))):
            finer = "month" if finer == "week" else finer
            return Point(counted(lambda day, _: unit_around(shift(day, -number, unit), finer)), end + 2)
        return Point(counted_unit(-number, unit), end)

    # "last week", "this year", "the next five years", "the same day".

    def _which_unit(self, i: int) -> Point | None:
        start, i = i, self._skip(i, "the")
        has_article = i > start
        which = self.words.which.get(self._word(i))
        if which is None:
            return self._the_unit(i) if has_article else None
        if which in ("last", "past", "next") and (amount := self._number(i + 1)) is not None:
            number, n = amount
            if unit := self.words.units.get(self._word(n)):
                return Point(rolling(number if which == "next" else -number, unit), n + 1)
        if which in ("last", "past", "next") and self._word(i + 1) in ("few", "several", "couple", "many", ""):
            n = self._skip(i + 2, "of")
            if self._word(n) in self.words.units:
                kind = "future" if which == "next" else "past"
                return Point(counted(lambda day, _: open_to(day, kind)), n + 1)
        if which in ("last", "past", "next") and [self._word(n) for n in range(i + 1, i + 4)] == ["half", "-", "year"]:
            return Point(rolling(6 if which == "next" else -6, "month"), i + 4)
        if which == "last" and (part := self._week_of_month(i, -1) or self._last_of_year(i)) is not None:
            return part
        unit = self.words.units.get(self._word(i + 1))
        if unit is not None and self._word(i + 1).endswith("s"):  # "in the last years"
            return (
                Point(counted(lambda day, _: open_to(day, "future" if which == "next" else "past")), i + 2)
                if which in ("last", "past", "next")
                else None
            )
        if unit is not None:
            return self._one_unit(which, unit, i + 2, article=has_article)
        return self._which_part(which, i + 1)

    def _the_unit(self, i: int) -> Point | None:
        """The year, the month; the year 2018; the day before."""
        unit = self.words.units.get(self._word(i))
        if unit not in ("day", "week", "weekend", "month", "year", "decade") or self._word(i).endswith("s"):
            return None
        if self._word(i + 1) == "before" and self._word(i + 2) == "last":  # "the month before last"
            return Point(
                counted(lambda day, _: unit_around(shift(day.replace(day=1) if unit == "month" else day, -2, unit), unit)),
                i + 3,
            )
        if self._word(i + 1) in ("before", "after", "earlier", "later"):
            step = -1 if self._word(i + 1) in ("before", "earlier") else 1
            return Point(Relative(lambda s: near_anchor(s, step, unit)), i + 2)
        if unit == "year" and (year := self._year(i + 1)) is not None:
            return year._replace(weak=False)
        return None if unit == "day" else self._one_unit("this", unit, i + 1, article=False)._replace(weak=True)

    def _one_unit(self, which: str, unit: str, end: int, *, article: bool) -> Point:
        if which == "past" or (
            which == "last" and (unit in ("decade", "fortnight", "day", "hour") or (article and unit == "year"))
        ):
            return Point(rolling(-1, unit), end)
        if which == "this" and unit == "year":
            return Point(Calendar("year", lambda y: month_days(y, 1, 12, "year"), back=0, which="this"), end)
        if which == "this":
            return Point(counted(lambda day, s: current_unit(day, unit, s)), end)
        if which in ("last", "next"):
            step = -1 if which == "last" else 1
            if unit == "year":
                return Point(Calendar("year", lambda y: month_days(y, 1, 12, "year"), back=step), end)
            return Point(
                counted(lambda day, _: unit_around(shift(day.replace(day=1) if unit == "month" else day, step, unit), unit)),
                end,
            )
        step = {"before": -1, "after": 1}.get(which, 0)
        return Point(Relative(lambda s: near_anchor(s, step, unit)), end)

    def _which_part(self, which: str, i: int) -> Point | None:
        """ "last July", "next spring", "this Friday", "that summer", "this Christmas"."""
        if self._is_time_word(i, self.words.weekdays):
            return Point(weekday(self.words.weekdays[self._word(i)], _WHICH.get(which)), self._after_day(i + 1))
        if which == "same" and self._word(i) in self.words.times_of_day:
            return Point(Relative(lambda s: near_anchor(s, 0, "day")), i + 1)
        part = self._month(i) or self._season(i) or self._phrase(i)
        if part is None or not isinstance(part.expression, Calendar) or part.expression.dated:
            return part
        calendar = part.expression
        if which in _WHICH:
            return Point(Calendar(calendar.unit, calendar.make, which=_WHICH[which]), part.end)
        if which == "past":
            return Point(Calendar(calendar.unit, calendar.make, which="last"), part.end)
        return Point(Relative(lambda s: part_near_anchor(calendar, s, which)), part.end)
