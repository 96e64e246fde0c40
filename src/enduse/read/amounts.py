"""Numbers in a sentence: how many, how much money, and which are neither.

Intervals are those of the published form of a statement: "more than 400" is at least 400, "up to 50" at most 50, "about 20" 20
exactly, "hundreds" at least 200. A number in a date, a calibre, a distance, an age, a share, a resolution or a type's name
counts nothing.
"""

from __future__ import annotations

import bisect
import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from enduse.dates import find_times
from enduse.model import Quantity, Span
from enduse.numerals import FIGURES, Numeral, either, find_numerals, number_words, read_number
from enduse.read.money import Money, find_money, sign_start
from enduse.read.number_bounds import bound_after, bound_before
from enduse.read.number_kinds import Kind, is_measured, kind_of
from enduse.read.number_ranges import BETWEEN, range_end, shared_scale

_MAX = 10**18  # no number of things or sum of money is larger; a longer row of figures is a code


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class QuantityMention:
    """A number in a text with its bounds and unit, and what kind of number it is.

    `core` is the number itself, without "more than" before it or "dollars" behind it.
    """

    span: Span
    quantity: Quantity
    kind: Kind
    core: Span


def find_quantities(text: str) -> list[QuantityMention]:
    """Find every number of a sentence and say what it is a number of.

    Args:
        text: a sentence or clause.

    Returns:
        The numbers in the order of the text; dates, shares, measures and labels among them, so that a caller can tell why a
        number does not count.

    >>> [(m.kind, m.quantity.low, m.quantity.high) for m in find_quantities("more than 400 drones and up to 50 launchers")]
    [('count', 400, None), ('count', None, 50)]
    """
    return list(found_quantities(text))


@functools.lru_cache(maxsize=256)
def found_quantities(text: str) -> tuple[QuantityMention, ...]:
    """The same, kept for the next thing of the same sentence."""
    numerals = list(find_numerals(text))
    times = [m.span for m in find_times(text, None)] if numerals else []
    found = [*_read(text, numerals, times), *_collectives(text)]
    found.sort(key=lambda m: (m.core.start, -m.core.end))
    kept: list[QuantityMention] = []
    for mention in found:
        if not kept or mention.core.start >= kept[-1].span.end:
            kept.append(mention)
    return tuple(kept)


@functools.cache
def _collective() -> re.Pattern[str]:
    data = number_words()
    return re.compile(
        rf"(?<![\w-])(?:(?:(?:an?|the|one|another|first|last|final)\s+){{1,3}}(?P<one>{either(data['collectives'])})(?=\s+of\b|\s+of\s|[.,;)]|$)"
        rf"|(?P<both>{either(data['both'])})(?=\s+(?:of|the|\w+s)\b))",
        re.IGNORECASE,
    )


def _collectives(text: str) -> Iterator[QuantityMention]:
    """ "a pair of frigates", "both submarines"."""
    values = number_words()["collectives"]
    for match in _collective().finditer(text):
        if match["both"] and is_measured(text, match.end()):  # "both governments deny arms transfers"
            continue
        number = 2 if match["both"] else values[match["one"].lower()]
        span = Span(start=match.start(), end=match.end())
        yield QuantityMention(span=span, core=span, kind="count", quantity=Quantity(low=number, high=number, text=match[0]))


def _read(text: str, numerals: Sequence[Numeral], times: Sequence[Span]) -> Iterator[QuantityMention]:
    starts, end = [span.start for span in times], 0
    for numeral in numerals:
        if numeral.start < end:
            continue
        n = bisect.bisect_right(starts, numeral.start) - 1
        # A currency outweighs a reading as a time ("over 2000 euros").
        if n >= 0 and numeral.start < times[n].end and find_money(text, numeral) is None:
            end = numeral.end
            span = Span(start=numeral.start, end=numeral.end)
            yield QuantityMention(span=span, core=span, kind="time", quantity=Quantity(text=span.of(text)))
            continue
        mention = _mention(text, numeral)
        end = mention.span.end
        if mention.quantity.low != _MAX:
            yield mention


def _mention(text: str, numeral: Numeral) -> QuantityMention:
    """A number, or a range by its first number, with the words that bound it and name its unit."""
    second = range_end(text, numeral)
    last = second or numeral
    start, end = numeral.start, last.end
    money = find_money(text, last) or find_money(text, numeral)
    if money is not None:
        start, end = min(start, sign_start(text, numeral)), max(end, money.end)
    start, bound = bound_before(text, start)
    end, bound = bound_after(text, end, bound)
    if second is not None and (match := BETWEEN.search(text[max(0, start - 14) : start])):
        start = max(0, start - 14) + match.start()
    if money is None and (match := _REPEATED.match(text, end)) and read_number(match[1]) == numeral.value:
        end = match.end()  # "two thousand eight hundred (2,800)"
    span, core = Span(start=start, end=end), Span(start=numeral.start, end=last.end)
    if money is not None:
        return QuantityMention(span=span, core=core, kind="money", quantity=_sum(numeral, second, money, span.of(text)))
    low, high = _interval(numeral, second, bound)
    quantity = Quantity(low=low, high=high, text=span.of(text))
    return QuantityMention(span=span, core=core, kind=kind_of(text, numeral, last), quantity=quantity)


_REPEATED = re.compile(rf"\s*\(({FIGURES})\)")


def _sum(numeral: Numeral, second: Numeral | None, money: Money, words: str) -> Quantity:
    """A sum of money; the least of a range."""
    value = numeral.value * money.factor * shared_scale(numeral, second)
    return Quantity(value_low=_whole(value), currency=money.code or None, text=words)


def _interval(numeral: Numeral, second: Numeral | None, bound: str | None) -> tuple[int | None, int | None]:
    """The least and the most of a number with its bound."""
    value = numeral.value * shared_scale(numeral, second)
    if value != int(value) or value > _MAX:
        return None, None
    low = int(value)
    if second is not None:
        return low, _whole(second.value)
    if numeral.least:
        return (None, None if numeral.most is None else int(numeral.most)) if bound == "high" else (low, None)
    if bound == "high":
        return None, low
    return (low, None) if bound == "low" else (low, low)


def _whole(value: Decimal) -> int | None:
    return int(value) if value <= _MAX else None
