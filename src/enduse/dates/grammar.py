"""Read expressions of time: tokens in, an expression that resolves to days out.

Points ("9 December", "last summer", "two years ago") are read by `points`; here they are joined to ranges and lists and put
behind words such as "since" and "by".
"""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from typing import NamedTuple

from enduse.dates.calendar import Calendar, Days, Expression, Relative, counted, hull, opened, part_of, up_to
from enduse.dates.points import PointReader
from enduse.dates.words import Token

#: Words whose date may come after a clause or a noun.
_BEFORE_CLAUSE = frozenset({"since", "ever", "after", "following", "before"})
_LIST = frozenset({",", "and", "or", "&"})
_DENIAL = 5  # words before "before" among which "not" may stand


class Found(NamedTuple):
    """An expression, the token after it, and whether it needs a preposition to be one ("March", "2019")."""

    expression: Expression
    end: int
    weak: bool = False
    operator: str | None = None


class Grammar:
    """Reads the expressions of time in one list of tokens."""

    def __init__(self, text: str, tokens: Sequence[Token]) -> None:
        self._tokens = tokens
        self._points = PointReader(text, tokens)
        self._words = self._points.words

    def mention(self, i: int, *, bare: bool = False) -> Found | None:
        """The expression that begins at a token, with its preposition; `bare` takes a lone month or year too."""
        found = self._mention(i, bare=bare)
        if found is not None:
            for operator, end in self._words.limits.at(self._tokens, found.end):  # "in 2025 at the earliest"
                return _opened(found, operator, end)
        return found

    def _mention(self, i: int, *, bare: bool) -> Found | None:
        if i and self._tokens[i].text == "over" and self._tokens[i - 1].text in self._words.with_over:
            return None  # "handed over next year"
        for operator, after in self._words.operators.at(self._tokens, i):
            found = self._behind(operator, i, after)
            if found is not None:
                return found
        found = self._span(i)
        if found is not None and found.weak and not bare and not self._year_of_a_name(i, found.end):
            return None
        return found

    def _behind(self, operator: str, start: int, i: int) -> Found | None:
        found = self._spaced(i) or (None if operator == "at" else self._dated_event(i))  # "over the war" is why, not when
        if found is not None and operator == "at" and self._counts(start, found):
            return None
        if found is None and self._tokens[start].text in _BEFORE_CLAUSE:
            found = self._through_clause(i, phrase_only=operator != "since")
            operator = "since" if operator == "after" else operator  # "after the coup of December 2006" is from then on
        if found is None:
            return None
        if operator == "as_of":
            return Found(
                Relative(lambda s: opened(found.expression.days(s), "since" if s.tense == "future" else "by")),
                found.end,
                operator="by",
            )
        expression, end = found.expression, found.end
        if operator == "before" and self._is_denied(start):
            operator = "since"  # "will not come before 2026"
        if operator == "since" and isinstance(expression, Calendar | Relative) and found.operator == "range":
            return found  # "from 2027 to 2029"
        if operator == "since" and end < len(self._tokens) and self._tokens[end].text in self._words.onwards:
            end += 1
        if operator == "before" and found.operator == "end":
            operator = "by"
        if operator == "at":
            return Found(expression, end, operator=found.operator)
        middle = found.operator == "mid"
        return Found(Relative(lambda s: opened(expression.days(s), operator, middle=middle)), end, operator=operator)

    def _is_denied(self, i: int) -> bool:
        """Whether one of the few words before a token says no."""
        before = [token.text for token in self._tokens[max(0, i - _DENIAL) : i]]
        return not self._words.denials.isdisjoint(before) or ["'", "t"] in [before[n : n + 2] for n in range(len(before))]

    def _spaced(self, i: int) -> Found | None:
        """A span with up to three small words before it ("in the early", "between about")."""
        for skip in range(4):
            if found := self._span(i + skip):
                return found
            if i + skip >= len(self._tokens) or self._tokens[i + skip].text not in self._words.fillers:
                return None
        return None

    def _through_clause(self, i: int, *, phrase_only: bool) -> Found | None:
        """A date a few words on: "since the bombing began in March last year", "after the coup of December 2006"."""
        if i >= len(self._tokens) or (
            phrase_only and self._tokens[i].text not in ("the", "its", "their", "his", "her", "a", "an")
        ):
            return None
        for n in range(i, min(i + 9, len(self._tokens))):
            token = self._tokens[n].text
            if token in {"in", "of", "on", "at"} and n > i:
                found = self._spaced(n + 1)
            else:
                found = None if n == i else self._span(n)
                found = None if found is None or found.weak else found
            if found is not None:
                return found
            if found := self._dated_event(n):
                return found
            if not token.replace("'", "").isalpha():
                return None
        return None

    def _dated_event(self, i: int) -> Found | None:
        """A day that reports use as a date; another, where a date behind it says so: "the war began in November 2020"."""
        event = self._event(i)
        if event is None:
            return None
        words = [token.text for token in self._tokens[event.end : event.end + 4]]
        skip = next((n for n, word in enumerate(words) if word in ("in", "on")), None) if words[:1] == ["of"] else 0
        if skip is None or words[skip : skip + 1] not in (["in"], ["on"]):
            return event
        date = self._spaced(event.end + skip + 1)
        if date is None:
            return event
        return Found(
            Relative(lambda s: _narrowed(event.expression.days(s), date.expression.days(s))), date.end, operator=date.operator
        )

    def _event(self, i: int) -> Found | None:
        for skip in range(3):
            if (expression := self._points.event(i + skip)) is not None:
                return Found(expression[0], expression[1])
            if i + skip >= len(self._tokens) or not self._tokens[i + skip].text.isalpha():
                return None
        return None

    def _span(self, i: int) -> Found | None:
        """A point, a range or a list of points."""
        if i < len(self._tokens) and self._tokens[i].text == "between":
            return self._between(i)
        if (found := self._up_to(i)) is not None:
            return found
        first = self._point(i)
        if first is None:
            return None
        for _, after in self._words.range_words.at(self._tokens, first.end):
            if (second := self._spaced_point(after)) and self._alike(first, second, listed=False):
                return self._joined([first, second], "range")
        return self._listed(first)

    def _between(self, i: int) -> Found | None:
        first = self._now(i + 1) or self._spaced_point(i + 1)
        if first is None or first.end >= len(self._tokens) or self._tokens[first.end].text not in ("and", "to", "-", "–"):
            return None
        second = self._spaced_point(first.end + 1)
        return None if second is None else self._joined([first, second], "range")

    def _up_to(self, i: int) -> Found | None:
        """So long a stretch with its end: "the three months to November", "the year ended 31 March", "the years to 2000"."""
        stretch = self._points.stretch(i)
        if stretch is None:
            return None
        number, unit, end = stretch
        for _, after in self._words.ended.at(self._tokens, end):
            if (last := self._spaced_point(after)) is not None:
                break
        else:
            return None
        return Found(Relative(lambda s: up_to(last.expression.days(s), number, unit)), last.end, operator="range")

    def _now(self, i: int) -> Found | None:
        """ "Between now and 2028"."""
        if i >= len(self._tokens) or self._tokens[i].text != "now":
            return None
        return Found(counted(lambda day, _: Days(day, day, "day")), i + 1)

    def _listed(self, first: Found) -> Found:
        """Points in a row: "in 2005 and 2006", "May, June and July"."""
        parts, i = [first], first.end
        while i < len(self._tokens) and len(parts) < 8:
            n = i
            while n < min(i + 2, len(self._tokens)) and self._tokens[n].text in _LIST:
                n += 1
            if n == i:
                break
            if n == i + 1 and n < len(self._tokens) and self._tokens[n].text in ("in", "again"):
                n += 1
            following = self._point(n)
            if following is None or not self._alike(parts[-1], following, listed=True):
                break
            parts.append(following)
            i = following.end
        if len(parts) > 1 and not any(t.text in ("and", "or", "&") for t in self._tokens[first.end : parts[-1].end]):
            return first
        return first if len(parts) == 1 else self._joined(parts, "range")

    def _alike(self, first: Found, second: Found, *, listed: bool) -> bool:
        a, b = first.expression, second.expression
        if isinstance(a, Calendar) and isinstance(b, Calendar):
            return a.unit == b.unit or (not listed and {a.unit, b.unit} <= {"day", "month", "year", "season"})
        return not listed or (first.operator == second.operator == "decade")

    def _joined(self, parts: list[Found], operator: str) -> Found:
        """One expression from the first to the last; a year said once holds for all."""
        expressions = [p.expression for p in parts]
        dated = [e for e in expressions if isinstance(e, Calendar) and e.dated]
        if dated:
            year = dated[-1]
            expressions = [
                e.in_year_of(year) if isinstance(e, Calendar) and not e.dated and e.which is None else e for e in expressions
            ]
        first, last = expressions[0], expressions[-1]
        weak = all(p.weak for p in parts) and not dated
        return Found(Relative(lambda s: hull(first.days(s), last.days(s))), parts[-1].end, weak, operator)

    def _spaced_point(self, i: int) -> Found | None:
        for skip in range(3):
            if found := self._point(i + skip):
                return found
            if i + skip >= len(self._tokens) or self._tokens[i + skip].text not in self._words.fillers:
                return None
        return None

    def _point(self, i: int, depth: int = 0) -> Found | None:
        """One point, behind "early", "mid-", "the end of" where that is said."""
        if depth > 1:
            return None
        for part, after in self._words.parts.at(self._tokens, i):
            while after < len(self._tokens) and self._tokens[after].text in ("-", "of", "in", "the", "on"):
                if (inner := self._point(after, depth + 1)) is not None:
                    return self._part(part, inner)
                after += 1
            if (inner := self._point(after, depth + 1)) is not None:
                return self._part(part, inner)
        point = self._points.read(i)
        return None if point is None else Found(point.expression, point.end, point.weak, point.kind)

    def _part(self, part: str, inner: Found) -> Found:
        expression = inner.expression
        if isinstance(expression, Calendar):
            make = expression.make
            narrowed = dataclasses.replace(expression, make=lambda year: part_of(make(year), part, self._points.still))
            if part not in ("earlier", "later"):
                return Found(narrowed, inner.end, inner.weak and not part, part)
        return Found(Relative(lambda s: part_of(expression.days(s), part, s)), inner.end, False, part)

    def _counts(self, start: int, found: Found) -> bool:
        """Whether a "year" behind "of" or "over" counts things: "over 2000 rockets"."""
        if not found.weak or self._tokens[start].text not in ("of", "for", "over", "about", "around", "all", "circa"):
            return False
        year, following = self._tokens[found.end - 1].text, self._tokens[found.end : found.end + 1]
        if not year.isdigit() or not following or (self._tokens[start].text in ("of", "for", "all") and int(year) % 50):
            return False  # "of 1998" is a year, "of 2000 rockets" a number
        noun = following[0]
        return (
            not noun.capital and noun.text.isalpha() and noun.text.endswith("s") and noun.text not in ("is", "was", "has", "as")
        )

    def _year_of_a_name(self, i: int, end: int) -> bool:
        """Whether a bare year stands as in "the 2015 contract" or "(2015)"."""
        if i == 0 or end != i + 1 or not self._tokens[i].text.isdigit():
            return False
        before = self._tokens[i - 1].text
        if before == "(":
            if i > 1 and self._tokens[i - 2].text.isdigit():  # "resolution 2216 (2015)"
                return False
            return end < len(self._tokens) and self._tokens[end].text == ")"
        return before in ("the", "its", "their", "his", "a", "'s", "that", "this")


def _opened(found: Found, operator: str, end: int) -> Found:
    """An expression with one of its ends left open."""
    return Found(Relative(lambda s: opened(found.expression.days(s), operator)), end, operator=operator)


def _narrowed(event: Days | None, date: Days | None) -> Days | None:
    """The day of an event where a date says no more than its year or month, else the date."""
    if event is None or date is None:
        return event or date
    ends = (date.first, event.first, date.last)
    return event if None not in ends and ends[0] <= ends[1] <= ends[2] else date  # type: ignore[operator]
