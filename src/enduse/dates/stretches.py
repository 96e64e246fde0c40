"""Read stretches of the calendar: a quarter, a half-year, a decade, a fiscal year."""

from __future__ import annotations

import re

from enduse.dates.calendar import (
    fixed,
    month_days,
)
from enduse.dates.dated import DateReader, Point
from enduse.dates.relative import (
    century,
    days_of_month,
    last_days,
)
from enduse.dates.words import year_in

_LAST = {"quarter": (4, 3), "half": (2, 6), "month": (12, 1)}  # the number of the last in a year, and its months
_SHORT = re.compile(r"q(?P<quarter>[1-4])|h(?P<half>[12])")


class StretchReader(DateReader):
    """Reads quarters, halves, decades and fiscal years as well."""

    def _stretch(self, i: int) -> Point | None:
        """The third quarter, Q3, the first half of July, H1, the first nine months of the year."""
        if match := _SHORT.fullmatch(self._word(i) + self._word(i + 1)):
            months, number = (3, match["quarter"]) if match["quarter"] else (6, match["half"])
            return None if self._is_within_name(i) else self._quarters(int(number), months, i + 2)
        i = self._skip(i, "the")
        number = self.words.ordinals.get(self._word(i)) or (-1 if self._word(i) == "last" else None)
        if number is None:
            return None
        if week := self._week_of_month(i, number):
            return week
        word = self._word(i + 1)
        if word == "quarter" and number in (1, 2, 3, 4):
            return self._quarters(number, 3, i + 2)
        if word == "half" and number in (1, 2):
            n = self._skip(self._skip(i + 2, "of"), "the")
            if self._is_time_word(n, self.words.months):
                month = self.words.months[self._word(n)]
                low, high = (1, 15) if number == 1 else (16, 31)
                return self._in_year(days_of_month(month, low, high), "month", n + 1, weak=False)
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

    def _week_of_month(self, i: int, number: int) -> Point | None:
        """The first week of May, the last week of June 2023, the first ten days of March; `number` is -1 for the last."""
        days, n = 7, i + 2
        if self._word(i + 1) != "week":
            amount = self._number(i + 1)
            if amount is None or number not in (1, -1) or self._word(amount[1]) != "days":
                return None
            days, n = amount[0], amount[1] + 1
        n = self._skip(n, "of", "in")
        if not self._is_time_word(n, self.words.months) or (not 1 <= number * days <= 28 and number != -1):
            return None
        month = self.words.months[self._word(n)]
        first = (number - 1) * days + 1
        make = last_days(month, days) if number == -1 else days_of_month(month, first, first + days - 1)
        return self._in_year(make, "month", n + 1, weak=False)

    def _last_of_year(self, i: int) -> Point | None:
        """The last quarter of 2010, the last month of 2010: not those before publication."""
        last = _LAST.get(self._word(i + 1))
        if last is None or self._word(i + 2) != "of" or year_in(self._word(i + 3)) is None:
            return None
        return self._quarters(*last, i + 2)

    def _is_within_name(self, i: int) -> bool:
        """Whether a letter and its number belong to the digits before them: a "Type 053H2" frigate is no half-year."""
        return i > 0 and self._tokens[i - 1].end == self._tokens[i].start and self._word(i - 1).isdigit()

    def _quarters(self, number: int, months: int, end: int) -> Point | None:
        return self._in_year(
            lambda year: month_days(year, (number - 1) * months + 1, months, "range"), "quarter", end, weak=False
        )

    def _decade(self, i: int) -> Point | None:
        """The 1980s, the eighties, the '90s."""
        i = self._skip(i, "the")
        word = self._word(i)
        if match := re.fullmatch(r"((?:1[89]|20)\d0)'?s", word):
            year = int(match[1])
        elif (match := re.fullmatch(r"('?)(\d0)'?s", word)) and (match[1] or self._opens_decade(i)):
            year = century(int(match[2]))
        elif word in self.words.decades and self._opens_decade(i):
            year = century(self.words.decades[word])
        else:
            return None
        return Point(fixed(month_days(year, 1, 120, "range")), i + 1, kind="decade")

    def _opens_decade(self, i: int) -> bool:
        """Whether the word before a token leads up to a decade: "the 90s", "mid-nineties"; a T-90S or Su-30s is none."""
        before = i - 2 if self._word(i - 1) == "-" else i - 1
        return self._word(before) in ("the", "early", "late", "mid")

    def _fiscal(self, i: int) -> Point | None:
        """Fiscal year 2018 (October to September, as the United States count), financial year 2023-24 (April to March)."""
        i = self._skip(i, "the")
        if match := re.fullmatch(r"fy(\d\d|\d{4})?", self._word(i) + ("" if self._word(i) != "fy" else self._word(i + 1))):
            n = i + (2 if self._word(i) == "fy" else 1)
            if match[1] is None:
                return None
            year = int(match[1]) if len(match[1]) == 4 else century(int(match[1]))
            if self._word(n) in ("-", "–", "/") and self._word(n + 1).isdigit():
                return Point(fixed(month_days(year, 4, 12, "year")), n + 2)
            return Point(fixed(month_days(year - 1, 10, 12, "year")), n)
        for _, n in self.words.fiscal.at(self._tokens, i):
            if (first := year_in(self._word(n))) is not None:
                if self._word(n + 1) in ("-", "–", "/") and self._word(n + 2).isdigit():
                    return Point(fixed(month_days(first, 4, 12, "year")), n + 3)
                return Point(fixed(month_days(first - 1, 10, 12, "year")), n + 1)
        return None
