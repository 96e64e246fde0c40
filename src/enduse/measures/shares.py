"""Shares of ownership as registers word them, as the least and the most per cent."""

from __future__ import annotations

import re
from typing import Any

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_OVER = re.compile(r"(?i)^\s*(?:>=?|≥|over|more than|at least|above|from|min(?:imum)?\.?)\s*[\d]")
_UNDER = re.compile(r"(?i)^\s*(?:<=?|≤|under|less than|up to|below|at most|max(?:imum)?\.?)\s*[\d]")


def share_of(words: str | None) -> tuple[float, float] | None:
    """The least and the most per cent that the words give, or None where they give none.

    >>> share_of("50 %"), share_of("25-50"), share_of("more than 75%"), share_of("a third")
    ((50.0, 50.0), (25.0, 50.0), (75.0, 100.0), None)
    """
    if not words:
        return None
    numbers = [float(number.replace(",", ".")) for number in _NUMBER.findall(words)]
    if not numbers or max(numbers) > 100:
        return None
    if len(numbers) > 1:
        return min(numbers), max(numbers)
    if _OVER.match(words):
        return numbers[0], 100.0
    if _UNDER.match(words):
        return 0.0, numbers[0]
    return numbers[0], numbers[0]


def bods_share(share: Any) -> tuple[float, float] | None:
    """A `share` object of the Beneficial Ownership Data Standard as the least and the most per cent.

    >>> bods_share({"minimum": 25, "maximum": 50}), bods_share({"exact": 12.5}), bods_share({"exclusiveMinimum": 75})
    ((25.0, 50.0), (12.5, 12.5), (75.0, 100.0))
    """
    if not isinstance(share, dict):
        return None
    exact = _number(share.get("exact"))
    if exact is not None:
        return exact, exact
    least = _number(share.get("minimum"))
    most = _number(share.get("maximum"))
    # In BODS 0.1-0.3 the exclusive bounds are flags, in JSON Schema's later sense and in 0.4 they are numbers.
    least = least if least is not None else _number(share.get("exclusiveMinimum"))
    most = most if most is not None else _number(share.get("exclusiveMaximum"))
    if least is None and most is None:
        return None
    return least if least is not None else 0.0, most if most is not None else 100.0


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value <= 100 else None
