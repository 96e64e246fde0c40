"""Read single points of time: a date, a month, a season, a weekday, "last week", "two years ago"."""

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
    Which,
    containing,
    counted,
    fixed,
    month_days,
    one_day,
    shift,
    weekday,
)
from enduse.dates.words import TimeWords, Token, time_words, year_in
from enduse.numerals import match_numeral

_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")
#: "Fall" is a season behind these, else a verb or a defeat.
_BEFORE_FALL = frozenset("the last this next in early late mid by since that following previous until of every".split())
_WHICH: dict[str, Which] = {"last": "last", "this": "this", "next": "next"}


class Point(NamedTuple):
    """An expression, the token after it, whether it needs a preposition, and its kind where that matters."""

    expression: Expression
    end: int
    weak: bool = False
    kind: str | None = None


class PointReader:
    """Reads the points of time in one list of tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._text = text
        self._tokens = tokens
        self._starts = [t.start for t in tokens]
        self.words: TimeWords = time_words()
        self.still = Setting(None)

    def read(self, i: int) -> Point | None:
        """The longest point that begins at a token."""
        if i >= len(self._tokens):
            return None
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

    # Words and marks.

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

    # Whole expressions.

    def _phrase(self, i: int) -> Point | None:
        for (low, high), end in self.words.days.at(self._tokens, i):
            return Point(counted(lambda day, _, low=low, high=high: _stretch(day, low, high)), self._after_day(end))  # type: ignore[misc]
        for (month, day, to_month, to_day), end in self.words.named_days.at(self._tokens, i):
            return self._in_year(_named(month, day, to_month, to_day), "day", end, weak=False)
        for kind, end in self.words.vague.at(self._tokens, i):
            return Point(counted(lambda day, _, kind=kind: _open_to(day, kind)), end)  # type: ignore[misc]
        return None

    def event(self, i: int) -> tuple[Expression, int] | None:
        """A day that reports use as a date, such as that of an invasion."""
        choices = self.words.events.at(self._tokens, i)
        if not choices:
            return None
        end = choices[0][1]
        same = [value for value, after in choices if after == end]
        for first, until in same:
            if until is None:
                return fixed(Days(first, first, "day")), end

        def rule(day: dt.date, _: Setting) -> Days | None:
            return next((Days(first, first, "day") for first, until in same if first <= day <= until), None)

        return counted(rule), end

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

    # Amounts: "two years ago", "the past five years", "within a month".

    def _amount(self, i: int) -> Point | None:
        if self._word(i) == "within":
            return self._within(i + 1)
        vague = {"several", "few", "some", "many"}
        if self._word(i) in self.words.units and self._word(i).endswith("s") and self._word(i + 1) == "ago":
            return Point(counted(lambda day, _: _open_to(day, "past")), i + 2)
        start = self._skip(i, "a") if self._word(i + 1) in vague else i
        if (
            self._word(start) in vague
            and (unit := self.words.units.get(self._word(start + 1)))
            and self._word(start + 2) == "ago"
        ):
            return Point(counted(lambda day, _: _open_to(day, "past")), start + 3)
        if (amount := self._number(i)) is None:
            return None
        number, n = amount
        unit = self.words.units.get(self._word(n))
        if unit is None:
            return None
        n += 1
        word = self._word(n)
        if word == "ago":
            return self._ago(number, unit, n + 1)
        if word == "from" and self._word(n + 1) in ("now", "today"):
            return Point(_counted_unit(number, unit), n + 2)
        if word == "'" and self._word(n + 1) == "time":
            return Point(_counted_unit(number, unit), n + 2)
        if word in ("later", "on", "after", "afterwards", "earlier", "before", "previously"):
            sign = -1 if word in ("earlier", "before", "previously") else 1
            return Point(Relative(lambda s: _from_anchor(s, sign * number, unit)), n + 1, word == "on")
        return None

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
            return Point(counted(lambda day, _: _exact(shift(day, -number, unit))), end + 1)
        if self._word(end) == "this" and (finer := self.words.units.get(self._word(end + 1))):
            finer = "month" if finer == "week" else finer
            return Point(counted(lambda day, _: _containing(shift(day, -number, unit), finer)), end + 2)
        return Point(_counted_unit(-number, unit), end)

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
                return Point(_rolling(number if which == "next" else -number, unit), n + 1)
        if which in ("last", "past", "next") and self._word(i + 1) in ("few", "several", "couple", "many", ""):
            n = self._skip(i + 2, "of")
            if self._word(n) in self.words.units:
                kind = "future" if which == "next" else "past"
                return Point(counted(lambda day, _: _open_to(day, kind)), n + 1)
        unit = self.words.units.get(self._word(i + 1))
        if unit is not None and self._word(i + 1).endswith("s"):  # "in the last years"
            return (
                Point(counted(lambda day, _: _open_to(day, "future" if which == "next" else "past")), i + 2)
                if which in ("last", "past", "next")
                else None
            )
        if unit is not None:
            return self._one_unit(which, unit, i + 2, rolling=has_article)
        return self._which_part(which, i + 1)

    def _the_unit(self, i: int) -> Point | None:
        """The year, the month; the year 2018; the day before."""
        unit = self.words.units.get(self._word(i))
        if unit not in ("day", "week", "month", "year", "decade") or self._word(i).endswith("s"):
            return None
        if self._word(i + 1) in ("before", "after", "earlier", "later"):
            step = -1 if self._word(i + 1) in ("before", "earlier") else 1
            return Point(Relative(lambda s: _near_anchor(s, step, unit)), i + 2)
        if unit == "year" and (year := self._year(i + 1)) is not None:
            return year._replace(weak=False)
        return None if unit == "day" else self._one_unit("this", unit, i + 1, rolling=False)._replace(weak=True)

    def _one_unit(self, which: str, unit: str, end: int, *, rolling: bool) -> Point:
        if which == "past" or (
            which == "last" and (unit in ("decade", "fortnight", "day", "hour") or (rolling and unit == "year"))
        ):
            return Point(_rolling(-1, unit), end)
        if which == "this" and unit == "year":
            return Point(Calendar("year", lambda y: month_days(y, 1, 12, "year"), back=0, which="this"), end)
        if which == "this":
            return Point(counted(lambda day, s: _current(day, unit, s)), end)
        if which in ("last", "next"):
            step = -1 if which == "last" else 1
            if unit == "year":
                return Point(Calendar("year", lambda y: month_days(y, 1, 12, "year"), back=step), end)
            return Point(
                counted(lambda day, _: _containing(shift(day.replace(day=1) if unit == "month" else day, step, unit), unit)),
                end,
            )
        step = {"before": -1, "after": 1}.get(which, 0)
        return Point(Relative(lambda s: _near_anchor(s, step, unit)), end)

    def _which_part(self, which: str, i: int) -> Point | None:
        """ "last July", "next spring", "this Friday", "that summer", "this Christmas"."""
        if self._is_time_word(i, self.words.weekdays):
            return Point(weekday(self.words.weekdays[self._word(i)], _WHICH.get(which)), self._after_day(i + 1))
        if which == "same" and self._word(i) in self.words.times_of_day:
            return Point(Relative(lambda s: _near_anchor(s, 0, "day")), i + 1)
        part = self._month(i) or self._season(i) or self._phrase(i)
        if part is None or not isinstance(part.expression, Calendar) or part.expression.dated:
            return part
        calendar = part.expression
        if which in _WHICH:
            return Point(Calendar(calendar.unit, calendar.make, which=_WHICH[which]), part.end)
        if which == "past":
            return Point(Calendar(calendar.unit, calendar.make, which="last"), part.end)
        return Point(Relative(lambda s: _part_near_anchor(calendar, s, which)), part.end)

    # Days, months, seasons and years.

    def _after_day(self, i: int) -> int:
        return i + 1 if self._word(i) in self.words.times_of_day else i

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
        return self._in_year(_days_of_month(month, first[0], last), "day", n, weak=False)

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
        return self._in_year(_days_of_month(month, first[0], last), "day", n, weak=False)

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

    def _stretch(self, i: int) -> Point | None:
        """The third quarter, Q3, the first half of July, H1, the first nine months of the year."""
        if match := re.fullmatch(r"([qh])([1-4])", self._word(i) + self._word(i + 1)):
            months = 3 if match[1] == "q" else 6
            return self._quarters(int(match[2]), months, i + 2)
        i = self._skip(i, "the")
        number = self.words.ordinals.get(self._word(i)) or (-1 if self._word(i) == "last" else None)
        if number is None:
            return None
        word = self._word(i + 1)
        if word == "quarter" and number in (1, 2, 3, 4):
            return self._quarters(number, 3, i + 2)
        if word == "half" and number in (1, 2):
            n = self._skip(self._skip(i + 2, "of"), "the")
            if self._is_time_word(n, self.words.months):
                month = self.words.months[self._word(n)]
                low, high = (1, 15) if number == 1 else (16, 31)
                return self._in_year(_days_of_month(month, low, high), "month", n + 1, weak=False)
            return self._quarters(number, 6, i + 2)
        if (
            number == 1
            and (amount := self._number(i + 1))
            and self.words.units.get(self._word(amount[1])) == "month"
            and amount[0] <= 12
        ):
            return self._in_year(
                lambda year: month_days(year, 1, amount[0], "range"), "quarter", amount[1] + 1, weak=False, needs_year=True
            )
        return None

    def _quarters(self, number: int, months: int, end: int) -> Point | None:
        return self._in_year(
            lambda year: month_days(year, (number - 1) * months + 1, months, "range"), "quarter", end, weak=False
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
            return Point(Calendar(unit, make, year=_century(int(self._word(i)[1:]))), i + 1)
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

    def _decade(self, i: int) -> Point | None:
        """The 1980s, the eighties, the '90s."""
        i = self._skip(i, "the")
        word = self._word(i)
        if match := re.fullmatch(r"((?:1[89]|20)\d0)'?s", word):
            year = int(match[1])
        elif match := re.fullmatch(r"'?(\d0)'?s", word):
            year = _century(int(match[1]))
        elif word in self.words.decades and self._word(i - 1) in ("the", "-", "early", "late", "mid"):
            year = _century(self.words.decades[word])
        else:
            return None
        return Point(fixed(month_days(year, 1, 120, "range")), i + 1, kind="decade")

    def _fiscal(self, i: int) -> Point | None:
        """Fiscal year 2018 (October to September, as the United States count), financial year 2023-24 (April to March)."""
        i = self._skip(i, "the")
        if match := re.fullmatch(r"fy(\d\d|\d{4})?", self._word(i) + ("" if self._word(i) != "fy" else self._word(i + 1))):
            n = i + (2 if self._word(i) == "fy" else 1)
            if match[1] is None:
                return None
            year = int(match[1]) if len(match[1]) == 4 else _century(int(match[1]))
            return Point(fixed(month_days(year - 1, 10, 12, "year")), n)
        for _, n in self.words.fiscal.at(self._tokens, i):
            if (first := year_in(self._word(n))) is not None:
                if self._word(n + 1) in ("-", "–", "/") and self._word(n + 2).isdigit():
                    return Point(fixed(month_days(first, 4, 12, "year")), n + 3)
                return Point(fixed(month_days(first - 1, 10, 12, "year")), n + 1)
        return None

    def _year(self, i: int) -> Point | None:
        word = self._word(i)
        if re.fullmatch(r"'\d\d", word):
            year = _century(int(word[1:]))
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
        """ "the 19th"."""
        if self._word(i) != "the" or not re.fullmatch(r"\d{1,2}(?:st|nd|rd|th)", self._word(i + 1)):
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


# What the words give.


def _century(two_digits: int) -> int:
    """The year meant by two figures: '82 is 1982, '22 is 2022."""
    return (2000 if two_digits < 30 else 1900) + two_digits


def _exact(day: dt.date | None) -> Days | None:
    return None if day is None else Days(day, day, "day")


def _containing(day: dt.date | None, unit: str) -> Days | None:
    return None if day is None else containing(day, unit)


def _stretch(day: dt.date, low: int, high: int) -> Days | None:
    first, last = shift(day, low, "day"), shift(day, high, "day")
    return Days(first, last, "day")


def _open_to(day: dt.date, kind: str) -> Days:
    return Days(None, day, "open") if kind == "past" else Days(day, None, "open")


def _counted_unit(number: int, unit: str) -> Relative:
    """ "two years ago" is that year, "a year ago" and "five months ago" that month, "ten days ago" that day."""
    grain = unit if unit in ("month", "year", "decade") else "day"
    if unit == "year" and abs(number) == 1:
        grain = "month"
    if unit == "decade":
        grain = "year"
    return counted(lambda day, _: _containing(shift(day, number, unit), grain))


def _rolling(number: int, unit: str) -> Relative:
    def rule(day: dt.date, _: Setting) -> Days | None:
        other = shift(day, number, unit)
        if other is None:
            return None
        return Days(other, day, "range") if number < 0 else Days(day, other, "range")

    return counted(rule)


def _current(day: dt.date, unit: str, setting: Setting) -> Days | None:
    """This week, this month: a week that is told as past ends with the report."""
    days = containing(day, unit)
    if days is not None and setting.tense == "past" and unit == "week":
        return Days(days.first, day, days.precision)
    return days


def _from_anchor(setting: Setting, number: int, unit: str) -> Days | None:
    if setting.anchor is None or setting.anchor.first is None or setting.anchor.last is None:
        return None
    first, last = shift(setting.anchor.first, number, unit), shift(setting.anchor.last, number, unit)
    return None if first is None or last is None else Days(first, last, setting.anchor.precision)


def _near_anchor(setting: Setting, step: int, unit: str) -> Days | None:
    if setting.anchor is None or setting.anchor.first is None:
        return None
    first = setting.anchor.first
    return _containing(shift(first.replace(day=1) if unit == "month" else first, step, unit), unit)


def _part_near_anchor(calendar: Calendar, setting: Setting, which: str) -> Days | None:
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


def _named(month: int, day: int, to_month: int, to_day: int) -> Callable[[int], Days | None]:
    def make(year: int) -> Days | None:
        first = one_day(year, month, day)
        last = one_day(year + (to_month < month), to_month, to_day)
        return None if first is None or last is None else Days(first.first, last.last, "day" if first == last else "range")

    return make


def _days_of_month(month: int, low: int, high: int) -> Callable[[int], Days | None]:
    def make(year: int) -> Days | None:
        whole = month_days(year, month)
        if whole is None or whole.first is None or whole.last is None or low > whole.last.day:
            return None
        first, last = whole.first.replace(day=low), whole.first.replace(day=min(high, whole.last.day))
        if low == high and first != last:
            return None
        return Days(first, last, "day" if first == last else "range")

    return make
