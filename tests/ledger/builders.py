"""Small builders of documents and statements for the ledger's tests."""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import Any

from enduse.model import Attribution, Document, Item, Period, Quantity, Span, Statement


def report(name: str, day: str | None = "2031-03-03", text: str = "", **fields: Any) -> Document:
    """A report of a publisher of its own, unless one is given."""
    fields.setdefault("publisher", f"Paper {name}")
    published = dt.date.fromisoformat(day) if day else None
    return Document(name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), published=published, **fields)


def claim(
    doc: str,
    status: str = "delivered",
    *,
    certainty: Any = "asserted",
    supplier: tuple[str, ...] = ("VE",),
    recipient: tuple[str, ...] = ("TA",),
    category: str = "artillery",
    item: str = "howitzers",
    system: str | None = None,
    number: Quantity | int | None = None,
    at: int = 0,
    quote: str | None = None,
    when: tuple[str | None, str | None] | None = None,
    **credit: Any,
) -> Statement:
    """A transfer statement of one item at character `at`."""
    words = quote if quote is not None else f"{status} {item}"
    quantity = Quantity(low=number, high=number, text=str(number)) if isinstance(number, int) else number
    days = [dt.date.fromisoformat(day) if day else None for day in when or ()]
    return Statement(
        doc=doc,
        kind="transfer",
        span=Span(start=at, end=at + len(words)),
        quote=words,
        status=status,
        certainty=certainty,
        supplier=supplier,
        recipient=recipient,
        items=(Item(category=category, text=item, designation=system, quantity=quantity),),
        when=Period(first=days[0], last=days[1]) if days else None,
        attribution=Attribution(**credit),
    )
