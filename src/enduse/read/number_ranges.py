"""Ranges of numbers: "30 to 40", "between 30 and 40", "$10 million and $30 million"."""

from __future__ import annotations

import dataclasses
import re

from enduse.numerals import Numeral, find_numerals, match_numeral

#: Before the first number of a range.
BETWEEN = re.compile(r"\bbetween\s+\W{0,3}$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|or|and)\s+|\s?[-–—]\s?", re.IGNORECASE)
_SIGN = re.compile(r"[$€£]")


def range_end(text: str, numeral: Numeral) -> Numeral | None:
    """The second number of a range: "30 to 40", "between 30 and 40", "14 or 16", "$10 million and $30 million"."""
    match = _TO.match(text, numeral.end)
    if match is None or numeral.least:
        return None
    if "and" in match[0].lower() and not BETWEEN.search(text[max(0, numeral.start - 14) : numeral.start]):
        return None
    place = match.end()
    sign = _SIGN.match(text, place)
    second = match_numeral(text, sign.end() if sign else place)
    if second is None and match[0].strip() in "-–—" and text[place : place + 1].isdigit():
        second = _apart(text, place)
    if second is None or second.least or text[second.end : second.end + 1].isalpha():
        return None
    return second if second.value > numeral.value * shared_scale(numeral, second) else None


def _apart(text: str, place: int) -> Numeral | None:
    """A number that stands right behind a dash, read as if it stood apart."""
    found = next(find_numerals(" " + text[place : place + 12]), None)
    return None if found is None or found.start != 1 else dataclasses.replace(found, start=place, end=place + found.end - 1)


def shared_scale(numeral: Numeral, second: Numeral | None) -> int:
    """1,000 for "30 to 40 thousand", 12 for "two or three dozen": a scale said once behind a range holds for both ends."""
    if second is None or numeral.value >= 1000 or second.value != int(second.value):
        return 1
    if second.scale > 1:
        return second.scale if numeral.scale == 1 and numeral.value * second.scale < second.value else 1
    if second.value < 1000:
        return 1
    scale = 1
    while second.value >= scale * 1000 and second.value % (scale * 1000) == 0:
        scale *= 1000
    return scale if scale > 1 and numeral.value * scale < second.value else 1
