"""Words that bound a number, before it ("more than", "up to") and behind it ("or more")."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from enduse.numerals import either, number_words

#: Bounds that are prepositions of place as well: they bound only the number next to them.
_PLACES = frozenset({"over", "under", "above", "below", "beyond"})


class _Words(NamedTuple):
    before: re.Pattern[str]
    after: re.Pattern[str]
    with_over: frozenset[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    before, after = (
        "|".join(rf"(?P<{name}>{either(data[section][name])})" for name in ("low", "high", "about"))
        for section in ("bounds", "after")
    )
    return _Words(
        before=re.compile(rf"(?<![\w-])(?:{before})\s+$", re.IGNORECASE),
        after=re.compile(rf"(?:\s+|,\s+|-)(?:{after})(?!\w)", re.IGNORECASE),
        with_over=frozenset(str(word) for word in data["with_over"]),
    )


def bound_before(text: str, start: int) -> tuple[int, str | None]:
    """Where the words before a number begin ("up to", "at least another"), and which way they bound it: low, high or not."""
    bound: str | None = None
    for _ in range(4):
        low = max(0, start - 28)
        match = _words().before.search(text[low:start])
        if match is None:
            break
        if match[0].strip().lower() == "over" and _is_verbs_own(text, low + match.start()):
            break
        if match.lastgroup != "about" and bound == "about" and match[0].lower().split()[0] in _PLACES:
            break  # "made over all thirteen of them"
        if match.lastgroup != "about" and bound in (None, "about"):
            bound = match.lastgroup
        bound = bound or match.lastgroup
        start = low + match.start()
    return start, None if bound == "about" else bound


def _is_verbs_own(text: str, over: int) -> bool:
    """Whether "over" belongs to the verb before it: "handed over six F-16s"."""
    before = text[max(0, over - 40) : over].lower().split()[-1:]
    return bool(before) and before[0] in _words().with_over


def bound_after(text: str, end: int, bound: str | None) -> tuple[int, str | None]:
    """Where the words behind a number end ("or more", "+"), and which way it is bound with the bound before it."""
    match = _words().after.match(text, end)
    if match is not None and (match["about"] or bound is None):
        bound, end = bound or match.lastgroup, match.end()
    if text[end : end + 1] == "+" and not text[end + 1 : end + 2].isalnum():  # "40+ tanks"
        bound, end = "low", end + 1
    return end, bound
