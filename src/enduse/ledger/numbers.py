"""How many: the one number of a row, and the history of all of them.

Numbers are never added up. "More than 400 since August" may contain "hundreds over the summer" or not, and nobody but the
speakers knows; a sum of reports that overlap would be a number that no one has ever stated.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Iterable, Sequence
from typing import Any, Literal

from enduse.ledger.mention import Mention
from enduse.ledger.words import words
from enduse.model import Quantity

Counting = Literal["total", "more", "open"]
_HANDED_OVER = ("delivered",)
_IN_PROSPECT = ("agreed", "planned", "under_way")
_WITHDRAWN = "taken back by the report that gave it; it does not count"


def row_quantity(mentions: Sequence[Mention]) -> Quantity | None:
    """The largest asserted number that was handed over, else the largest that was agreed, planned or set out.

    Hedged and denied numbers, those taken back, prices, and what is only asked for or offered stay in the history.
    """
    for statuses in (_HANDED_OVER, _IN_PROSPECT):
        found = [q for m in mentions if m.asserted and m.statement.status in statuses for q in numbers_of(m)]
        if found:
            return max(found, key=_size)
    return None


def numbers_of(mention: Mention) -> Iterable[Quantity]:
    """The numbers of things (no prices) among a mention's items."""
    return [i.quantity for i in mention.items if i.quantity is not None and _bounds(i.quantity) != (None, None)]


def number_history(mentions: Sequence[Mention]) -> list[dict[str, Any]]:
    """Every number and price that a row's statements give, in the order of their saying, each with its place in the count.

    `counting` is `total` where the words count all until then ("since", "so far"), `more` where they count on ("another"), else
    `open`; `note` says what follows for the number before it.
    """
    ordered = sorted(mentions, key=lambda m: (m.said is None, m.said or dt.date.max, m.order))
    rows: list[dict[str, Any]] = []
    before: Quantity | None = None
    for mention in ordered:
        for item in mention.items:
            quantity = item.quantity
            if quantity is None:
                continue
            row: dict[str, Any] = {"said": mention.said.isoformat() if mention.said else None}
            row |= {k: v for k in ("low", "high", "value_low", "currency") if (v := getattr(quantity, k)) is not None}
            row |= {"text": quantity.text, "status": mention.statement.status, "certainty": mention.statement.certainty}
            if _bounds(quantity) != (None, None):
                row["counting"] = counting(quantity, mention.statement.quote)
                row["note"] = _WITHDRAWN if mention.withdrawn else _note(before, quantity, row["counting"])
                before = before if mention.withdrawn else quantity
            rows.append(row | {"statement": mention.statement.id, "document": mention.statement.doc})
    return rows


def counting(quantity: Quantity, quote: str) -> Counting:
    """Whether a number counts all until then or counts on, by the words in and about it.

    >>> counting(Quantity(low=400, text="more than 400"), "Since August it has provided more than 400 drones")
    'total'
    >>> counting(Quantity(low=2, high=2, text="two more"), "two more are on the way")
    'more'
    """
    near, wide = quantity.text.casefold(), quote.casefold()
    if any(_has(near, cue) for cue in words().more_cues) or _has_beside(wide, near):
        return "more"
    return "total" if any(_has(wide, cue) for cue in words().total_cues) else "open"


def _note(before: Quantity | None, quantity: Quantity, kind: Counting) -> str:
    if before is None:
        return "the first number on record"
    if _bounds(before) == _bounds(quantity):
        return "the same number again"
    said = f'"{before.text}"'
    if kind == "more":
        return f"counts on from what was there; kept beside {said}, since it does not say from which number"
    if kind == "total":
        return f"counts all until then, so it may contain {said}; not added to it"
    return f"it is not said whether it contains {said}; both kept, not added"


def _has(text: str, cue: str) -> bool:
    return re.search(rf"\b{re.escape(cue)}\b(?!\s+than\b)", text) is not None


def _has_beside(quote: str, number: str) -> bool:
    """Whether a word of counting on stands right before the number ("another 20", "a further 300")."""
    place = quote.find(number)
    lead = quote[max(0, place - 16) : place] if place > 0 else ""
    return any(re.search(rf"\b{re.escape(cue)}\W*$", lead) for cue in words().more_cues)


def _bounds(quantity: Quantity) -> tuple[int | None, int | None]:
    return quantity.low, quantity.high


def _size(quantity: Quantity) -> tuple[float, float, str]:
    """Larger means more is certain; of equal certain numbers the one that is open upwards, or reaches further."""
    return (quantity.low or 0, math.inf if quantity.high is None else quantity.high, quantity.text)
