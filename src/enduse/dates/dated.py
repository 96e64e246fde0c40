"""Read dates: a day, a weekday, a month, a season, a year."""

from __future__ import annotations

import bisect
import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from enduse.dates.calendar import (
    Calendar,
    Days,
    Expression,
    Relative,
    Setting,
    counted,
    fixed,
    month_days,
    one_day,
    shift,
    weekday,
)
from enduse.dates.relative import (
    century,
    days_of_month,
)
from enduse.dates.words import TimeWords, Token, time_words, year_in
from enduse.numerals import match_numeral

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
#: "Fall" is a season behind these, else a verb or a defeat.
_BEFORE_FALL = frozenset("the last this next in early late mid by since that following previous until of every".split())


class Point(NamedTuple):
    """An expression, the token after it, whether it needs a preposition, and its kind where that matters."""

    expression: Expression
    end: int
    weak: bool = False
    kind: str | None = None


class DateReader:
    """Reads dates, weekdays, months, seasons and years in one list of tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._starts = [t.start for t in tokens]
        self.words: TimeWords = time_words()
        self.still = Setting(None)

    def _word(self, i: int) -> str:
        return self._tokens[i].text if 0 <= i < len(self._tokens) else ""

    def _skip(self, i: int, *words: str) -> int:
        return i + 1 if self._word(i) in words else i

    def _is_time_word(self, i: int, words: object) -> bool:
        """Whether a token is one of the words, with the capital letter that some of them need."""
        word = self._word(i)
        return word in words and (self._tokens[i].capital or word not in self.words.capital)  # type: ignore[operator]

    def _number(self, i: int) -> tuple[int, int] | None:
        """A whole number in words or figures, or "a", and the token after it."""
        if self._word(i) in ("a", "an", "the"):
            word = self._word(i + 1)
            return (1, i + 1) if word in self.words.units and self._word(i) != "the" else None
        if i >= len(self._tokens):
            return None
        numeral = match_numeral(self._text, self._tokens[i].start)
        if numeral is None or numeral.least or numeral.value != int(numeral.value) or numeral.value > 10_000:
            return None
        return int(numeral.value), bisect.bisect_left(self._starts, numeral.end)

    def _after_day(self, i: int) -> int:
        return i + 1 if self._word(i) in self.words.times_of_day else i

    def _numeric(self, i: int) -> Point | None:
        """2022-12-09, 9.12.2022, 9/12/2022 (day first, unless only the other way is a date that has come)."""
        parts = re.split(r"[-./]", self._word(i))
        if len(parts) != 3 or not all(p.isdigit() for p in parts):
            return None
        a, b, c = (int(p) for p in parts)
        if len(parts[0]) == 4:
            days = one_day(a, b, c)
            return None if days is None else Point(fixed(days), i + 1)
        year = c if len(parts[2]) == 4 else 2000 + c if c < 60 else 1900 + c
        day_first, month_first = one_day(year, b, a), one_day(year, a, b)
        if day_first is None or month_first is None or "/" not in self._word(i):
            days = day_first or (month_first if "/" in self._word(i) else None)
            return None if days is None else Point(fixed(days), i + 1)

        def rule(setting: Setting) -> Days | None:
            published = setting.published
            swapped = published is not None and setting.tense == "past" and day_first.first > published >= month_first.first  # type: ignore[operator]
            return month_first if swapped else day_first

        return Point(Relative(rule), i + 1)

    def _weekday(self, i: int) -> Point | None:
        if not self._is_time_word(i, self.words.weekdays):
            return None
        short = len(self._word(i)) < 6
        n = self._skip(i + 1, ".") if short else i + 1
        n = self._after_day(n)
        comma = self._skip(n, ",", "the")
        comma = self._skip(comma, "the")
        if date := self._day_month(comma) or self._month_day(comma):
            return date
        return Point(weekday(self.words.weekdays[self._word(i)], None), n, short)

    def _day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month: "9", "9th", "the second", "thirtieth"."""
        word = self._word(i)
        if match := _ORDINAL.fullmatch(word):
            return (int(match[1]), i + 1) if 1 <= int(match[1]) <= 31 else None
        if word in self.words.ordinals:
            return self.words.ordinals[word], i + 1
        if word in ("twenty", "thirty") and self._word(i + 1) == "-" and self._word(i + 2) in self.words.ordinals:
            return (20 if word == "twenty" else 30) + self.words.ordinals[self._word(i + 2)], i + 3
        return None

    def _day_month(self, i: int) -> Point | None:
        """9 December, the second of January, 3-5 May, 3 and 5 May."""
        i = self._skip(i, "the")
        first = self._day_number(i)
        if first is None:
            return None
        last, n = first[0], first[1]
        if (
            self._word(n) in ("-", "–", "—", "and", "to", "or", "/")
            and (second := self._day_number(n + 1))
            and second[0] > first[0]
        ):
            last, n = second
        n = self._skip(n, "of")
        if not self._is_time_word(n, self.words.months):
            return None
        month = self.words.months[self._word(n)]
        n = self._skip(n + 1, ".") if len(self._word(n)) <= 4 else n + 1
        point = self._in_year(days_of_month(month, first[0], last), "day", n, weak=False)
        return point._replace(kind="range") if last > first[0] else point

    def _month_day(self, i: int) -> Point | None:
        """December 9, Dec. 9th, November 18-19."""
        if not self._is_time_word(i, self.words.months):
            return None
        month = self.words.months[self._word(i)]
        n = self._skip(i + 1, ".") if len(self._word(i)) <= 4 else i + 1
        n = self._skip(n, "the")
        first = self._day_number(n) if self._word(n)[:1].isdigit() else None
        if first is None or self._counts_things(first[1]):
            return None
        last, n = first[0], first[1]
        if self._word(n) in ("-", "–", "—", "and", "to", "/") and self._word(n + 1)[:1].isdigit():
            second = self._day_number(n + 1)
            days_follow = second is not None and second[0] > first[0] and not self._counts_things(second[1])
            if second is not None and days_follow and not self._is_time_word(second[1], self.words.months):
                last, n = second
        point = self._in_year(days_of_month(month, first[0], last), "day", n, weak=False)
        return point._replace(kind="range") if last > first[0] else point

    def _counts_things(self, i: int) -> bool:
        """Whether the number before counts what follows: "in May 5 tanks"."""
        if i >= len(self._tokens):
            return False
        token = self._tokens[i]
        return (
            not token.capital
            and token.text.isalpha()
            and token.text.endswith("s")
            and token.text not in ("as", "was", "is", "has", "this", "'s")
        )

    def _month(self, i: int) -> Point | None:
        if (date := self._month_day(i)) is not None:
            return date
        if not self._is_time_word(i, self.words.months):
            return None
        month = self.words.months[self._word(i)]
        n = (
            i + 2
            if len(self._word(i)) <= 4 and self._word(i) != "may" and self._word(i + 1) == "." and self._word(i + 2).isdigit()
            else i + 1
        )
        return self._in_year(lambda year: month_days(year, month), "month", n, weak=True)

    def _season(self, i: int) -> Point | None:
        i = self._skip(i, "the")
        if self._word(i) not in self.words.seasons:
            return None
        if self._word(i) == "fall" and self._word(i - 1).isalpha() and self._word(i - 1) not in _BEFORE_FALL:
            return None
        first = self.words.seasons[self._word(i)]
        point = self._in_year(lambda year: month_days(year, first, 3, "season"), "season", i + 1, weak=True)
        calendar = point.expression
        dated = isinstance(calendar, Calendar) and calendar.dated
        return (
            None
            if self._word(i) == "fall" and self._word(i + 1) in ("of", "in") and not (dated and self._word(i + 1) == "of")
            else point
        )

    def _in_year(self, make: Callable[[int], Days | None], unit: str, n: int, *, weak: bool, needs_year: bool = False) -> Point:
        """A part of a year with the year that may follow: "2022", ", 2022", "of last year", "this year", "that year"."""
        dashed = self._skip(n, ",") if unit == "day" else n
        i = self._skip(dashed, "of", "in")
        i = self._skip(i, "the")
        year = year_in(self._word(i)) if not (i > n and self._word(i - 1) == "in" and unit == "day") else None
        if year is not None and not (unit != "day" and self._counts_things(i + 1) and not weak):
            end = i + 1
            if unit == "season" and self._word(end) in ("-", "–", "/") and self._word(end + 1).isdigit():
                end += 2
            return Point(Calendar(unit, make, year=year), end)
        if self._word(i)[:1] == "'" and self._word(i)[1:].isdigit():
            return Point(Calendar(unit, make, year=century(int(self._word(i)[1:]))), i + 1)
        which = self.words.which.get(self._word(i))
        if which is not None and self._word(i + 1) == "year":
            if which in ("same", "before", "after"):
                return Point(Calendar(unit, make, of_anchor=True), i + 2)
            return Point(Calendar(unit, make, back={"last": -1, "past": -1, "next": 1}.get(which, 0)), i + 2)
        if self._word(i) == "year" and i > dashed + 1:  # "of the year"
            following = year_in(self._word(i + 1))
            return Point(Calendar(unit, make, year=following, back=None if following else 0), i + 1 + (following is not None))
        if self._word(n) == "last" and unit == "day":  # "on 11 April last"
            return Point(Calendar(unit, make), n + 1)
        return Point(Calendar(unit, make), n, weak)

    def _year(self, i: int) -> Point | None:
        word = self._word(i)
        if re.fullmatch(r"'\d\d", word):
            year = century(int(word[1:]))
            return Point(Calendar("year", lambda y: month_days(y, 1, 12, "year"), year=year), i + 1, weak=True)
        if (year := year_in(word)) is None:  # type: ignore[assignment]
            return None
        dash, second = self._word(i + 1), self._word(i + 2)
        if (
            dash in ("-", "–", "/")
            and second.isdigit()
            and len(second) in (2, 4)
            and self._tokens[i].end == self._tokens[i + 1].start
        ):
            last = int(second) if len(second) == 4 else year // 100 * 100 + int(second)
            if year < last < year + 60:
                return Point(
                    fixed(Days(dt.date(year, 1, 1), dt.date(last, 12, 31), "range")),
                    i + 3,
                    weak=len(second) == 2 and last > year + 20,
                )
        return Point(Calendar("year", lambda y: month_days(y, 1, 12, "year"), year=year), i + 1, weak=True)

    def _day_alone(self, i: int) -> Point | None:
        """ "the 19th", but not "in the 24th and last of its jets"."""
        if self._word(i) != "the" or self._word(i - 1) == "in":
            return None
        if not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", self._word(i + 1)):
            return None
        number = int(self._word(i + 1)[:-2])
        following = self._word(i + 2)
        if not 1 <= number <= 31 or (
            following.isalpha()
            and not self._tokens[i + 2].capital
            and following not in ("and", "it", "he", "she", "they", "the", "but", "when", "in", "at")
        ):
            return None

        def rule(day: dt.date, setting: Setting) -> Days | None:
            for n in range(12):
                month = shift(day.replace(day=1), n if setting.tense == "future" else -n, "month")
                found = None if month is None else one_day(month.year, month.month, number)
                if (
                    found is not None
                    and found.first is not None
                    and (found.first >= day if setting.tense == "future" else found.first <= day)
                ):
                    return found
            return None

        return Point(counted(rule), i + 2, weak=True)
