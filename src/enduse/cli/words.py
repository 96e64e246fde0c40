"""Values in words for people: actors, items, numbers with their uncertainty, and who says so."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from enduse.model import Attribution, Item, Quantity

UNKNOWN = "‥"  # the registers' own mark for what nobody says


def readable(term: str) -> str:
    """A term of the schema as it is said: `under_way` is "under way"."""
    return term.replace("_", " ")


def actors(names: Iterable[str]) -> str:
    """Who, or the mark for nobody named."""
    return ", ".join(names) or UNKNOWN


def item_words(item: Item) -> str:
    """An item in one line: its category, its words or system, and its number."""
    number = f" ({quantity_words(item.quantity)})" if item.quantity is not None else ""
    return f"{readable(item.category)} “{item.designation or item.text}”{number}"


def quantity_words(quantity: Quantity | None) -> str:
    """A number with its uncertainty: `20`, `≥ 400`, `≤ 300`, `200–300`, or a sum of money."""
    if quantity is None:
        return UNKNOWN
    if quantity.low is None and quantity.high is None:
        money = None if quantity.value_low is None else f"{quantity.value_low:,} {quantity.currency or ''}".strip()
        return money or quantity.text or UNKNOWN
    if quantity.low is None:
        return f"≤ {quantity.high:,}"
    if quantity.high is None:
        return f"≥ {quantity.low:,}"
    return f"{quantity.low:,}" if quantity.low == quantity.high else f"{quantity.low:,}–{quantity.high:,}"


def credit(attribution: Attribution) -> str:
    """Who says so, on what ground and when, in one line; empty where nobody is named."""
    who = ", ".join(w for w in (attribution.speaker, attribution.organisation) if w)
    told = {"says": who, "citing": attribution.basis, "on": attribution.said_on, "reported by": attribution.reported_by}
    return "; ".join(f"{word} {value}" for word, value in told.items() if value)
