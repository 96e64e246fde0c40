"""What stands before a paragraph's first sentence and is no part of it: a dateline, or the name of who speaks."""

from __future__ import annotations

import re

from enduse.read.days import DAY_WITHOUT_YEAR

_REACH = 90  # characters; a dateline with two places, a day and an agency has some sixty
_NAME = r"(?:[A-Z\u00c0-\u00de][^\s:()]*|\d{1,4},?|(?:of|the|and|de|al|via|interpreter)\b)"
_ASIDE = r"[(\[][^)\]\n]{1,40}[)\]]"
# PARIS, June 30 (MNA) —   |   Tehran (ISNA) –   |   LONDON/MOSCOW -
_DATELINE = re.compile(
    rf"(?:(?P<capitals>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’.\-]{{2,}}(?![a-z]))|{_NAME})"
    rf"(?:\s?/\s?{_NAME}|,?\s{_NAME})*?(?P<agency>,?\s{_ASIDE})?\s*(?:[—–]|(?<=\s)--?)\s+(?=\S)"
)
# Moscow. June 24. INTERFAX -   |   MOSCOW, June 24. /TASS/.
_WIRE = re.compile(rf"{_NAME}(?:\s{_NAME}){{0,2}}[.,] {DAY_WITHOUT_YEAR}\. (?:/[A-Z]{{2,}}/\.?|[A-Z]{{2,}}\.? ?[—–-])\s+(?=\S)")
_DATED = re.compile(rf"(?!(?:As|At|Between|By|From|In|Last|On|Since|This|Until)\b)[^,]+, {DAY_WITHOUT_YEAR}\b")
# June 24, 2022 —   behind a place and a dash
_DAY = re.compile(rf"{DAY_WITHOUT_YEAR}(?:,? \d{{4}})? ?[—–-]+\s+(?=\S)")
# MR. HARLAN:   |   Q:   |   FISCHER (Foreign Office):
_SPEAKER = re.compile(rf"(?!\w+://){_NAME}(?:\s{_NAME}){{0,5}}(?:\s{_ASIDE})?:\s+(?=\S)")


def lead_end(paragraph: str) -> int:
    """Where the sentence after a paragraph's dateline or speaker's label begins, 0 where there is neither.

    A dateline is told by its place in capitals, its agency or its day: "Iran – a supplier of drones" has none of them.
    """
    head = paragraph[:_REACH]
    found = _DATELINE.match(head)
    if found is not None and (found["capitals"] or found["agency"] or _DATED.match(found[0])):
        dated = _DAY.match(head, found.end())
        return (dated or found).end()
    found = _WIRE.match(head) or _SPEAKER.match(head)
    return found.end() if found is not None else 0
