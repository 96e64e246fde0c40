"""Shares of ownership as registers and lists word them, as the least and the most per cent, and back in words."""

from __future__ import annotations

import re
from typing import Any, Final

#: What "more than" adds and "less than" takes away: enough to tell more than 50 per cent from 50.
JUST: Final = 1e-6
_NUMBER = r"(\d+(?:[.,]\d+)?)"
_RANGE = re.compile(rf"{_NUMBER}\s*%?\s*(?:-|–|—|to|and|\.\.)\s*{_NUMBER}")
_OVER = re.compile(rf"(?:>(?!=)|more than|over|above|exceeding)\s*{_NUMBER}")
_SIGN = r"\s*(?:%|per cent|percent)?\s*"
_LEAST = re.compile(rf"(?:>=|≥|at least|from|min(?:imum)?\.?)\s*{_NUMBER}|{_NUMBER}{_SIGN}(?:or more|\+)")
_UNDER = re.compile(rf"(?:<(?!=)|(?<!not )(?:less than|under|below))\s*{_NUMBER}")
_MOST = re.compile(rf"(?:<=|≤|up to|at most|not more than|no more than|max(?:imum)?\.?)\s*{_NUMBER}|{_NUMBER}{_SIGN}or less")
_ALONE = re.compile(rf"(?<![\d.,/-]){_NUMBER}(?!\s*[/\d])")  # neither -5 nor 50/50
_QUOTIENT = re.compile(r"(\d{1,4}) ?/ ?(\d{1,4})")
_JOINED = re.compile(r"(?<=[a-z])-|-(?=[a-z])")  # registers' codes: "ownership-of-shares-25-to-50-percent"
_FRACTION = re.compile(r"0?[.,]\d+")
#: Owners times what they own in one statement; registers have one of each, or a family's few.
MOST_PAIRS: Final = 10_000
_LONGEST = 200  # signs; no register words a share at greater length


def share_of(words: str | float | None) -> tuple[float, float] | None:
    """The least and the most per cent that the words give, or None where they give none.

    A bare 0.5 may be half a per cent or, as spreadsheets keep it, half of the whole: both are allowed.

    >>> share_of("50 %"), share_of("25-50"), share_of("at least 75%"), share_of("a third")
    ((50.0, 50.0), (25.0, 50.0), (75.0, 100.0), None)
    >>> share_of("0.5"), share_of("more than 50 %"), share_of("1/4"), share_of("-5")
    ((0.5, 50.0), (50.000001, 100.0), (25.0, 25.0), None)
    """
    text = "" if words is None else _JOINED.sub(" ", str(words)[: _LONGEST + 1].casefold()).strip()
    if not 0 < len(text) <= _LONGEST:
        return None
    if _FRACTION.fullmatch(text):
        fraction = _number(text)
        return fraction, fraction * 100
    if found := _QUOTIENT.fullmatch(text):
        part, whole = int(found[1]), int(found[2])
        return (100 * part / whole, 100 * part / whole) if 0 < part < whole else None
    low, high = _bounds(text)
    if low is None and high is None:
        return None
    low, high = (0.0 if low is None else low), (100.0 if high is None else high)
    return (low, high) if 0 <= low <= high <= 100 else None


def _bounds(text: str) -> tuple[float | None, float | None]:
    """The bounds that a text words, None for one that it does not."""
    most, over = _MOST.search(text), _OVER.search(_MOST.sub(" ", text))
    least, under = _LEAST.search(text), _UNDER.search(text)
    low = _number(over[1]) + JUST if over else _first(least) if least else None
    high = _number(under[1]) - JUST if under else _first(most) if most else None
    if low is not None or high is not None:
        return low, high
    if found := _RANGE.search(text):
        one, other = _number(found[1]), _number(found[2])
        return min(one, other), max(one, other)
    alone = _ALONE.search(text)
    return (_number(alone[1]), _number(alone[1])) if alone else (None, None)


def bods_share(share: Any) -> tuple[float, float] | None:
    """A `share` object of the Beneficial Ownership Data Standard as the least and the most per cent.

    >>> bods_share({"minimum": 25, "maximum": 50}), bods_share({"exact": 12.5}), bods_share({"exclusiveMinimum": 75})
    ((25.0, 50.0), (12.5, 12.5), (75.000001, 100.0))
    """
    if not isinstance(share, dict):
        return None
    exact = _per_cent(share.get("exact"))
    if exact is not None:
        return exact, exact
    low, high = _per_cent(share.get("minimum")), _per_cent(share.get("maximum"))
    # In BODS 0.1 to 0.3 the exclusive bounds are flags on the others; in 0.4, as in JSON Schema, they are numbers.
    if low is not None and share.get("exclusiveMinimum") is True:
        low += JUST
    if high is not None and share.get("exclusiveMaximum") is True:
        high -= JUST
    if low is None and (over := _per_cent(share.get("exclusiveMinimum"))) is not None:
        low = over + JUST
    if high is None and (under := _per_cent(share.get("exclusiveMaximum"))) is not None:
        high = under - JUST
    if low is None and high is None:
        return None
    low, high = (0.0 if low is None else low), (100.0 if high is None else high)
    return (low, high) if low <= high else None


def share_words(low: float, high: float) -> str:
    """A share in words.

    >>> share_words(50, 50), share_words(25, 50), share_words(50 + JUST, 75 - JUST), share_words(0, 100)
    ('50 %', '25 to 50 %', 'over 50 to under 75 %', '0 to 100 %')
    """
    if abs(low - high) < JUST / 2:
        return f"{low:.4g} %"
    sides = [round(low, 4), round(high, 4)]
    over = "over " if low - sides[0] > JUST / 2 else ""
    under = "under " if sides[1] - high > JUST / 2 else ""
    return f"{over}{sides[0]:.4g} to {under}{sides[1]:.4g} %"


def _first(match: re.Match[str]) -> float:
    return _number(next(group for group in match.groups() if group))


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def _per_cent(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        return None
    return float(value) if 0 <= value <= 100 else None
