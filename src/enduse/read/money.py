"""The currency before or behind a number: "$699m", "58 billion won", "2,000 Turkish lira", "200-million programme"."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from enduse.numerals import Numeral, either, number_words

#: Before a sum: a code or sign stands so many characters before the figures at most.
_REACH = 6


class Money(NamedTuple):
    """What makes a number a sum: the currency (empty where none is named), where its words end, and a scale in them."""

    code: str
    end: int
    factor: int


class _Words(NamedTuple):
    sign: re.Pattern[str]
    currency: re.Pattern[str]
    scale: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    money = number_words()["currencies"]
    nations = either(money["nations"])
    return _Words(
        sign=re.compile(
            rf"(?:(?<!\w)(?P<code>{either([*money['codes']])})|(?<![A-Za-z])(?P<sign>{either(money['signs'])}))[\s\u00a0]?$"
        ),
        currency=re.compile(
            rf"(?P<of>\s+of)?[\s\u00a0-]?(?:(?P<nation>{nations})\s+)?(?P<word>{either(money['words'])})(?:\s+sterling)?\b(?:['’]?\s+worth\b)?",
            re.IGNORECASE,
        ),
        scale=re.compile(rf"[\s-]?(?P<scale>{either(_scales())})\b"),
    )


def _scales() -> dict[str, int]:
    """Scales that are written to the figure of a sum of money, with their values."""
    scales: dict[str, int] = number_words()["numerals"]["money_scales"]
    return scales


#: A 500-pound bomb, bombs of 2,000 pounds: no sum of money.
POUNDS_OF_WEIGHT = re.compile(r"(?:\d-pounds?|\bof\s+\d{1,2}?,?\d{1,3}\s+pounds?)$", re.IGNORECASE)


def find_money(text: str, numeral: Numeral) -> Money | None:
    """The currency of a number, None where it is no sum of money."""
    words = _words()
    sign = words.sign.search(text[max(0, numeral.start - _REACH) : numeral.start])
    scale = words.scale.match(text, numeral.end)
    factor = _scales()[scale["scale"].lower()] if scale is not None else 1
    if sign:
        code = number_words()["currencies"]["signs"][sign["sign"]] if sign["sign"] else sign["code"]
        return Money("CNY" if code == "RMB" else code, scale.end() if scale is not None else numeral.end, factor)
    attached = scale is not None and scale.start("scale") == numeral.end
    match = words.currency.match(text, scale.end() if scale is not None and attached else numeral.end)
    if match is None or (match["of"] and not numeral.least):
        return _unnamed(text, numeral)
    word = _plain(match["word"])
    if word in ("pounds", "pound") and POUNDS_OF_WEIGHT.search(text[: match.end()][-60:]):
        return None
    return Money(_code(word, match["nation"]), match.end(), factor if attached else 1)


def sign_start(text: str, numeral: Numeral) -> int:
    """Where the sign or code before a number begins; the number itself where there is none."""
    low = max(0, numeral.start - _REACH)
    sign = _words().sign.search(text[low : numeral.start])
    return low + sign.start() if sign else numeral.start


def _code(word: str, nation: str | None) -> str:
    """The currency of a word ("pound"), by the state whose people stands before it ("Egyptian")."""
    money = number_words()["currencies"]
    code: str = money["words"][word]
    if nation is None:
        return code
    of_nation = money["nations"][_plain(nation)]
    found: str = of_nation.get(word) or of_nation.get(word.removesuffix("s"), code)
    return found


def _plain(words: str) -> str:
    return re.sub(r"\s+", " ", words.lower())


#: "bought it for 3.3 million."
_PRICED = re.compile(
    r"\b(?:worth|at|for|cost|costs|costing|price|pays?|paid)\s+(?:of\s+)?(?:about\s+|some\s+|over\s+|nearly\s+|more\s+than\s+)?$",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,;:)]|$)")
_BILLIONS = re.compile(r"(?:b|tr)illion|[bt]rn|bln", re.IGNORECASE)


def _unnamed(text: str, numeral: Numeral) -> Money | None:
    """Billions and a "200-million programme" are money even where no currency is named: no arms are counted so."""
    words = text[numeral.start : numeral.end]
    before = text[max(0, numeral.start - 24) : numeral.start]
    if "million" in words and _PRICED.search(before) and _ENDS.match(text, numeral.end):
        return Money("", numeral.end, 1)
    if not numeral.least and (_BILLIONS.search(words) or re.search(r"\d-million$", words)):
        return Money("", numeral.end, 1)
    return None
