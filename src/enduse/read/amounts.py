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
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, NamedTuple

from enduse.dates import find_times
from enduse.model import Quantity, Span
from enduse.numerals import FIGURES, Numeral, either, find_numerals, match_numeral, number_words, read_number

Kind = Literal["count", "money", "share", "measure", "label", "time"]
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


class _Words(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    collective: re.Pattern[str]
    sign: re.Pattern[str]
    currency: re.Pattern[str]
    money_scale: re.Pattern[str]
    measure: re.Pattern[str]
    label: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    money = data["currencies"]
    bounds = "|".join(rf"(?P<{name}>{either(data['bounds'][name])})" for name in ("low", "high", "about"))
    after = "|".join(rf"(?P<{name}>{either(data['after'][name])})" for name in ("low", "high", "about"))
    nations = either(money["nations"])
    measures = either(data["measures"])
    return _Words(
        before=re.compile(rf"(?<![\w-])(?:{bounds})\s+$", re.IGNORECASE),
        after=re.compile(rf"(?:\s+|,\s+|-)(?:{after})(?!\w)", re.IGNORECASE),
        collective=re.compile(
            rf"(?<![\w-])(?:(?:(?:an?|the|one|another|first|last|final)\s+){{1,3}}(?P<one>{either(data['collectives'])})(?=\s+of\b|\s+of\s|[.,;)]|$)"
            rf"|(?P<both>{either(data['both'])})(?=\s+(?:of|the|\w+s)\b))",
            re.IGNORECASE,
        ),
        sign=re.compile(
            rf"(?:(?<!\w)(?P<code>{either([*money['codes']])})|(?<![A-Za-z])(?P<sign>{either(money['signs'])}))[\s\u00a0]?$"
        ),
        currency=re.compile(
            rf"(?P<of>\s+of)?[\s\u00a0-]?(?:(?P<nation>{nations})\s+)?(?P<word>{either(money['words'])})(?:\s+sterling)?\b(?:['’]?\s+worth\b)?",
            re.IGNORECASE,
        ),
        money_scale=re.compile(rf"[\s-]?(?P<scale>{either(money_scales())})\b"),
        measure=re.compile(
            rf"[\s\u00a0-]*(?:(?:{measures})(?:e?s)?(?!\w|-hand|-\d|\s+\d)|%|°|-(?!(?:odd|plus)\b)[a-z])", re.IGNORECASE
        ),
        label=re.compile(rf"(?<![\w-])(?:{either(data['labels'])})\.?\s*(?:\(\s*)?$", re.IGNORECASE),
    )


def money_scales() -> dict[str, int]:
    """Scales that are written to the figure of a sum of money, with their values."""
    scales: dict[str, int] = number_words()["numerals"]["money_scales"]
    return scales


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


def _collectives(text: str) -> Iterator[QuantityMention]:
    """ "a pair of frigates", "both submarines"."""
    values = number_words()["collectives"]
    for match in _words().collective.finditer(text):
        number = 2 if match["both"] else values[match["one"].lower()]
        span = Span(start=match.start(), end=match.end())
        yield QuantityMention(span=span, core=span, kind="count", quantity=Quantity(low=number, high=number, text=match[0]))


def _read(text: str, numerals: list[Numeral], times: list[Span]) -> Iterator[QuantityMention]:
    starts, end = [span.start for span in times], 0
    for numeral in numerals:
        if numeral.start < end:
            continue
        n = bisect.bisect_right(starts, numeral.start) - 1
        # A currency outweighs a reading as a time ("over 2000 euros").
        if n >= 0 and numeral.start < times[n].end and _currency(text, numeral) is None:
            end = numeral.end
            span = Span(start=numeral.start, end=numeral.end)
            yield QuantityMention(span=span, core=span, kind="time", quantity=Quantity(text=span.of(text)))
            continue
        mention = _mention(text, numeral)
        end = mention.span.end
        if mention.quantity.low != _MAX:
            yield mention


def _mention(text: str, numeral: Numeral) -> QuantityMention:
    start, end, second = numeral.start, numeral.end, _range_end(text, numeral)
    last = second or numeral
    end = last.end
    money = _currency(text, last if second else numeral) or _currency(text, numeral)
    factor = 1
    if money is not None:
        start, end, factor = min(start, _sign_start(text, numeral)), max(end, money.end), money.factor
    start, bound = _bound_before(text, start)
    match = _words().after.match(text, end)
    if match is not None and (match["about"] or bound is None):
        bound, end = bound or match.lastgroup, match.end()
    if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():  # "40+ tanks"
        bound, end = "low", end + 1
    if second is not None and (match := _BETWEEN.search(text[max(0, start - 14) : start])):
        start = max(0, start - 14) + match.start()
    core = Span(start=numeral.start, end=last.end)
    span = Span(start=start, end=end)
    if money is not None:
        value = numeral.value * factor * _shared_scale(numeral, second)
        amount = Quantity(value_low=_whole(value), currency=money.code or None, text=span.of(text))
        return QuantityMention(span=span, core=core, kind="money", quantity=amount)
    if money is None and (match := _REPEATED.match(text, end)) and read_number(match[1]) == numeral.value:
        span = Span(start=start, end=match.end())  # "two thousand eight hundred (2,800)"
    low, high = _interval(numeral, second, bound)
    return QuantityMention(
        span=span, core=core, kind=_kind(text, numeral, last), quantity=Quantity(low=low, high=high, text=span.of(text))
    )


_REPEATED = re.compile(rf"\s*\(({FIGURES})\)")


def _interval(numeral: Numeral, second: Numeral | None, bound: str | None) -> tuple[int | None, int | None]:
    value = numeral.value * _shared_scale(numeral, second)
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


def _kind(text: str, first: Numeral, last: Numeral) -> Kind:
    """What the words around a number make of it."""
    words = _words()
    if re.match(r"[-–/:]\d", text[last.end : last.end + 2]):  # "2000-5 fighters", "at 14:30"
        return "label"
    if (pounds := re.match(r"[\s-]pounds?\b", text[last.end : last.end + 9])) and _POUNDS_OF_WEIGHT.search(
        text[max(0, first.start - 8) : last.end + pounds.end()]
    ):
        return "measure"
    if text[last.end : last.end + 1].isalpha() or words.measure.match(text, last.end):
        unit = text[last.end :].lstrip(" -\u00a0\r\n").lower()
        return "share" if unit.startswith(("%", "per", "pct")) else "measure"
    if words.label.search(text[max(0, first.start - 24) : first.start]):
        return "label"
    return "count"


class _Money(NamedTuple):
    code: str
    end: int
    factor: int


def _currency(text: str, numeral: Numeral) -> _Money | None:
    """The currency before or behind a number."""
    words, money = _words(), number_words()["currencies"]
    sign = words.sign.search(text[max(0, numeral.start - 6) : numeral.start])
    if sign:
        code = money["signs"][sign["sign"]] if sign["sign"] else sign["code"]
        code = "CNY" if code == "RMB" else code
        if scale := words.money_scale.match(text, numeral.end):
            return _Money(code, scale.end(), money_scales()[scale["scale"].lower()])
        return _Money(code, numeral.end, 1)
    scale = words.money_scale.match(text, numeral.end)
    attached = scale is not None and scale.start("scale") == numeral.end
    match = words.currency.match(text, scale.end() if scale is not None and attached else numeral.end)
    if match is None or (match["of"] and not numeral.least):
        return _unnamed_money(text, numeral)
    factor = money_scales()[scale["scale"].lower()] if scale is not None and attached else 1
    word, nation = re.sub(r"\s+", " ", match["word"].lower()), match["nation"]
    if word in ("pounds", "pound") and _POUNDS_OF_WEIGHT.search(text[: match.end()][-60:]):
        return None
    code = money["words"][word]
    if nation:
        of_nation = money["nations"][re.sub(r"\s+", " ", nation.lower())]
        code = of_nation.get(word) or of_nation.get(word.removesuffix("s"), code)
    return _Money(code, match.end(), factor)


#: A 500-pound bomb, bombs of 2,000 pounds: no sum of money.
_POUNDS_OF_WEIGHT = re.compile(r"(?:\d-pounds?|\bof\s+\d{1,2}?,?\d{1,3}\s+pounds?)$", re.IGNORECASE)
#: "bought it for 3.3 million."
_PRICED = re.compile(
    r"\b(?:worth|at|for|cost|costs|costing|price|pays?|paid)\s+(?:of\s+)?(?:about\s+|some\s+|over\s+|nearly\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")
_BILLIONS = re.compile(r"(?:b|tr)illion|[bt]rn|bln", re.IGNORECASE)


def _unnamed_money(text: str, numeral: Numeral) -> _Money | None:
    """Billions and a "200-million programme" are money even where no currency is named: no arms are counted so."""
    words = text[numeral.start : numeral.end]
    if (
        "million" in words
        and _PRICED.search(text[max(0, numeral.start - 24) : numeral.start])
        and _ENDS.match(text, numeral.end)
    ):
        return _Money("", numeral.end, 1)
    if not numeral.least and (_BILLIONS.search(words) or re.search(r"\d-million$", words)):
        return _Money("", numeral.end, 1)
    return None


def _sign_start(text: str, numeral: Numeral) -> int:
    low = max(0, numeral.start - 6)
    sign = _words().sign.search(text[low : numeral.start])
    return low + sign.start() if sign else numeral.start


def _bound_before(text: str, start: int) -> tuple[int, str | None]:
    """Where the words before a number begin ("up to", "at least another"), and which way they bound it."""
    bound: str | None = None
    for _ in range(4):
        low = max(0, start - 28)
        match = _words().before.search(text[low:start])
        if match is None:
            break
        if (
            match[0].strip().lower() == "over"
            and text[max(0, low - 12) : low + match.start()].lower().split()[-1:] in _with_over()
        ):
            break
        if match.lastgroup != "about" and bound == "about" and match[0].lower().split()[0] in _PLACES:
            break  # "made over all thirteen of them"
        if match.lastgroup != "about" and bound in (None, "about"):
            bound = match.lastgroup
        bound = bound or match.lastgroup
        start = low + match.start()
    return start, None if bound == "about" else bound


#: Bounds that are prepositions of place as well: they bound only the number next to them.
_PLACES = frozenset({"over", "under", "above", "below", "beyond"})


@functools.cache
def _with_over() -> list[list[str]]:
    return [[str(word)] for word in number_words()["with_over"]]


_TO = re.compile(r"\s+(?:to|or|and)\s+|\s?[-–—]\s?", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\s+\W{0,3}$", re.IGNORECASE)


def _range_end(text: str, numeral: Numeral) -> Numeral | None:
    """The second number of a range: "30 to 40", "between 30 and 40", "14 or 16", "$10 million and $30 million"."""
    match = _TO.match(text, numeral.end)
    if match is None or numeral.least:
        return None
    if "and" in match[0].lower() and not _BETWEEN.search(text[max(0, numeral.start - 14) : numeral.start]):
        return None
    place = match.end()
    sign = re.compile(r"[$€£]").match(text, place)
    second = match_numeral(text, sign.end() if sign else place)
    if second is None and match[0].strip() in "-–—" and text[place : place + 1].isdigit():
        second = next((n for n in find_numerals(" " * 1 + text[place : place + 12])), None)
        second = (
            None
            if second is None or second.start != 1
            else dataclasses.replace(second, start=place, end=place + second.end - 1)
        )
    if second is None or second.least or text[second.end : second.end + 1].isalpha():
        return None
    return second if second.value > numeral.value * _shared_scale(numeral, second) else None


def _shared_scale(numeral: Numeral, second: Numeral | None) -> int:
    """1,000 for "30 to 40 thousand": a scale said once behind a range holds for both ends."""
    if second is None or numeral.value >= 1000 or second.value < 1000 or second.value != int(second.value):
        return 1
    if second.scale > 1:
        return second.scale if numeral.scale == 1 and numeral.value * second.scale < second.value else 1
    scale = 1
    while second.value >= scale * 1000 and second.value % (scale * 1000) == 0:
        scale *= 1000
    return scale if scale > 1 and numeral.value * scale < second.value else 1
