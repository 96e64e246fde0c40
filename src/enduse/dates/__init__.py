"""Times in words to days of the calendar, counted from the day on which a report was published.

Rules: a bare weekday or date is the last one on or before publication in the past tense and the next one in the future; "last
July" is the latest full July before publication, "last week" the Monday to Sunday before. "Since" leaves the end open, "by" and
"until" the beginning. What cannot be placed (a relative time without a published date, "the same day" without another time to
count from) keeps its words and gets no days: the day of publication never stands in for it.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools

from enduse.dates.calendar import Days, Precision, Setting, Tense
from enduse.dates.grammar import Found, Grammar
from enduse.dates.words import time_words, tokenize
from enduse.model import Period, Span

__all__ = ["Precision", "Tense", "TimeMention", "find_times", "resolve", "said_on", "words_of_wars"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class TimeMention:
    """An expression of time in a text: its place, its words with their preposition, and the days it means.

    `precision` is how finely the words say it: `day`, `month`, `season`, `year`, `range` (any other stretch with two ends) or
    `open`. A time that could not be placed is `open` on both sides.
    """

    span: Span
    text: str
    period: Period
    precision: Precision


def find_times(
    text: str,
    published: dt.date | None,
    *,
    tense: Tense = "past",
    anchor: Period | None = None,
    about: frozenset[str] = frozenset(),
) -> list[TimeMention]:
    """Find every expression of time in a sentence or clause.

    Args:
        text: the sentence or clause.
        published: the day of publication; without it relative times keep their words and get no days.
        tense: whether bare weekdays, dates and months lie behind or ahead ("will arrive on Friday").
        anchor: a time named before, from which "the same day" and "two years later" count; times found earlier in this
            text take its place as they come.
        about: what `words_of_wars` finds in the whole report, so that "since the war began" may be dated.

    Returns:
        The times in the order of the text; they do not overlap.

    >>> [(m.text, str(m.period.first), str(m.period.last)) for m in find_times("Sold since last August.", dt.date(2023, 3, 1))]
    [('since last August', '2022-08-01', 'None')]
    """
    return list(_found_times(text, published, tense, anchor, about))


def words_of_wars(text: str) -> frozenset[str]:
    """The words of a text that tell which war it is about."""
    return time_words().wars.intersection(token.text for token in tokenize(text))


@functools.lru_cache(maxsize=256)  # a sentence is asked for its times once for every statement in it
def _found_times(
    text: str, published: dt.date | None, tense: Tense, anchor: Period | None, about: frozenset[str]
) -> tuple[TimeMention, ...]:
    setting = Setting(published, tense, _days_of(anchor), about)
    mentions = []
    for start, end, found in _expressions(text):
        mention, days = _mention(text, start, end, found, setting)
        mentions.append(mention)
        if days is not None and days.first is not None and days.last is not None:
            setting = dataclasses.replace(setting, anchor=days)
    return tuple(mentions)


@functools.lru_cache(maxsize=256)  # they are the same whatever they count from
def _expressions(text: str) -> tuple[tuple[int, int, Found], ...]:
    """The expressions of time in a text, each with its first character and the one after its last."""
    tokens = tokenize(text)
    grammar, starters = Grammar(text, tokens), time_words().starters
    expressions = []
    i = 0
    while i < len(tokens):
        token = tokens[i]
        found = grammar.mention(i) if token.text in starters or token.text[0] in "'0123456789" else None
        if found is None or found.end <= i:
            i += 1
            continue
        expressions.append((token.start, tokens[found.end - 1].end, found))
        i = found.end
    return tuple(expressions)


def resolve(words: str, published: dt.date | None, *, tense: Tense = "past", anchor: Period | None = None) -> Period | None:
    """The days that one expression of time means, or None where the words hold no time.

    Args:
        words: an expression such as "since last August"; a lone "February" or "2019" is taken as a time here.
        published: the day of publication.
        tense: whether a bare weekday, date or month lies behind or ahead.
        anchor: the time that "later", "the same day" and the like count from.

    >>> resolve("by the end of 2024", None)
    Period(first=None, last=datetime.date(2024, 12, 31), text='by the end of 2024')
    """
    tokens = tokenize(words)
    found = Grammar(words, tokens).mention(0, bare=True) if tokens else None
    if found is None:
        mentions = find_times(words, published, tense=tense, anchor=anchor)
        return dataclasses.replace(mentions[0].period, text=words) if mentions else None
    days = found.expression.days(Setting(published, tense, _days_of(anchor)))
    return Period(text=words) if days is None else Period(first=days.first, last=days.last, text=words)


def said_on(period: Period) -> str | None:
    """The day or month of a saying as it is published: `2022-12-09`, or `2023-02` where only the month is known.

    A night counts as its first day; a time longer than a month, or open, gives None.

    >>> said_on(Period(first=dt.date(2023, 2, 1), last=dt.date(2023, 2, 28)))
    '2023-02'
    """
    if period.first is None or period.last is None:
        return None
    if (period.last - period.first).days <= 1:
        return period.first.isoformat()
    if (period.first.year, period.first.month) == (period.last.year, period.last.month):
        return f"{period.first:%Y-%m}"
    return f"{period.last:%Y-%m}" if (period.last - period.first).days < 10 else None


def _days_of(anchor: Period | None) -> Days | None:
    if anchor is None:
        return None
    single = anchor.first == anchor.last and anchor.first is not None
    return Days(anchor.first, anchor.last, "day" if single else "range")


def _mention(text: str, start: int, end: int, found: Found, setting: Setting) -> tuple[TimeMention, Days | None]:
    days = found.expression.days(setting)
    words = text[start:end]
    period = Period(text=words) if days is None else Period(first=days.first, last=days.last, text=words)
    precision: Precision = "open" if days is None else days.precision
    return TimeMention(span=Span(start=start, end=end), text=words, period=period, precision=precision), days
