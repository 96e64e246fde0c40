"""What stands before a paragraph's first sentence and is no part of it: a dateline, or the name of who speaks."""

from __future__ import annotations

import re

_REACH = 90  # characters; a dateline with two places, a day and an agency has some sixty
_NAME = r"(?:[A-Z\u00c0-\u00de][^\s:()]*|\d{1,4},?|(?:of|the|and|de|al|via|interpreter)\b)"
_ASIDE = r"[(\[][^)\]\n]{1,40}[)\]]"
# PARIS, June 30 (MNA) —   |   Tehran (ISNA) –   |   LONDON/MOSCOW -
_DATELINE = re.compile(
    rf"(?:(?P<capitals>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de'’.\-]{{2,}}(?![a-z]))|{_NAME})"
    rf"(?:\s?/\s?{_NAME}|,?\s{_NAME})*?(?P<agency>,?\s{_ASIDE})?\s*(?:[—–]|(?<=\s)--?)\s+(?=\S)"
)
# MR. HARLAN:   |   Q:   |   FISCHER (Foreign Office):
_SPEAKER = re.compile(rf"(?!\w+://){_NAME}(?:\s{_NAME}){{0,5}}(?:\s{_ASIDE})?:\s+(?=\S)")


def lead_end(paragraph: str) -> int:
    """Where the sentence after a paragraph's dateline or speaker's label begins, 0 where there is neither.

    A dateline is told by its place in capitals or its agency in brackets: "Iran – a supplier of drones" has neither.
    """
    head = paragraph[:_REACH]
    found = _DATELINE.match(head)
    if found is not None and (found["capitals"] or found["agency"]):
        return found.end()
    found = _SPEAKER.match(head)
    return found.end() if found is not None else 0
