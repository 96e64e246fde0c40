"""What a number is a number of, by the words around it: a count, a share, a measure or a part of a name."""

from __future__ import annotations

import functools
import re
from typing import Literal, NamedTuple

from enduse.numerals import Numeral, either, number_words
from enduse.read.money import POUNDS_OF_WEIGHT

Kind = Literal["count", "money", "share", "measure", "label", "time"]


class _Words(NamedTuple):
    measure: re.Pattern[str]
    label: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    return _Words(
        measure=re.compile(
            rf"[\s\u00a0-]*(?:(?:{either(data['measures'])})(?:e?s)?(?!\w|-hand|-\d|\s+\d)|%|°|-(?!(?:odd|plus)\b)[a-z])",
            re.IGNORECASE,
        ),
        label=re.compile(rf"(?<![\w-])(?:{either(data['labels'])})\.?\s*(?:\(\s*)?$", re.IGNORECASE),
    )


def is_measured(text: str, end: int) -> bool:
    """Whether what stands behind a number says how long, how far or how many people: it counts no thing."""
    return _words().measure.match(text, end) is not None


_RUNS_ON = re.compile(r"[-–/:]\d")  # "2000-5 fighters", "at 14:30"
_TIMES = re.compile(r"\s?[x×]\s+(?=[^\W\d_])")  # "12x Gepard"
_POUNDS = re.compile(r"[\s-]pounds?\b")


def kind_of(text: str, first: Numeral, last: Numeral) -> Kind:
    """What the words around a number that is no sum of money make of it.

    Args:
        text: the sentence.
        first: the number, or the first of a range.
        last: the number, or the last of a range.
    """
    if _RUNS_ON.match(text, last.end):
        return "label"
    pounds = _POUNDS.match(text, last.end)
    if pounds is not None and POUNDS_OF_WEIGHT.search(text[max(0, first.start - 8) : pounds.end()]):
        return "measure"
    if _TIMES.match(text, last.end):
        return "count"
    if text[last.end : last.end + 1].isalpha() or is_measured(text, last.end):
        unit = text[last.end :].lstrip(" -\u00a0\r\n").lower()
        return "share" if unit.startswith(("%", "per", "pct")) else "measure"
    return "label" if _words().label.search(text[max(0, first.start - 24) : first.start]) else "count"
