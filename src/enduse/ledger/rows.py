"""Transfers as JSON rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from enduse.ledger.designations import system_key
from enduse.ledger.mention import Mention, mention
from enduse.ledger.numbers import number_history
from enduse.model import Document, Item, Quantity, Statement, Transfer


def transfer_rows(transfers: Iterable[Transfer], documents: Iterable[Document]) -> list[dict[str, Any]]:
    """The JSON objects of transfers, each with those of the reports that it rests on."""
    known = {d.name: d for d in documents}
    return [transfer_row(t, [known[name] for name in t.documents if name in known]) for t in transfers]


def transfer_row(transfer: Transfer, documents: Iterable[Document]) -> dict[str, Any]:
    """The JSON object of a transfer.

    Args:
        transfer: a merged transfer.
        documents: the reports it rests on, for the dates in its histories.

    Returns:
        The published fields, and besides: `statements` (ids, in the order of their reports), `conflicts` (in words, with the
        statements' ids), `numbers` (every number and price stated, in the order of saying, with a note why it is not added to
        the one before) and `history` (how far each statement takes it, who says so and when).
    """
    known = {d.name: d for d in documents}
    mentions = [mention(s, _items(transfer, s), known.get(s.doc)) for s in transfer.statements]
    return {
        "id": transfer.id,
        "supplier": transfer.supplier,
        "recipient": transfer.recipient,
        "category": transfer.category,
        "designation": transfer.designation,
        "documents": list(transfer.documents),
        "first_reported": transfer.first_reported,
        "last_reported": transfer.last_reported,
        "sources": transfer.sources,
        "status": transfer.status,
        "stage": transfer.stage,
        "denied": transfer.denied,
        "quantity": _quantity_row(transfer.quantity),
        "statements": [s.id for s in transfer.statements],
        "conflicts": [{"about": c.about, "statements": list(c.statement_ids), "words": c.words} for c in transfer.conflicts],
        "numbers": number_history(mentions),
        "history": [_step(m) for m in sorted(mentions, key=lambda m: (m.said or dt.date.max, m.order))],
    }


def _items(transfer: Transfer, statement: Statement) -> tuple[Item, ...]:
    """The statement's items that belong to the row: those of its system, else the unnamed ones of its category."""
    items = tuple(i for i in statement.items if i.category == transfer.category)
    if transfer.designation is None:
        return items
    system = system_key(transfer.designation, transfer.category)
    named = tuple(i for i in items if i.designation and system_key(i.designation, i.category) == system)
    return named or tuple(i for i in items if not i.designation)


def _quantity_row(quantity: Quantity | None) -> dict[str, Any] | None:
    if quantity is None:
        return None
    return {k: v for k in ("low", "high", "text") if (v := getattr(quantity, k)) is not None}


def _step(placed: Mention) -> dict[str, Any]:
    credit = placed.statement.attribution
    told = {
        "said": credit.said_on or (placed.published.isoformat() if placed.published else None),
        "status": placed.statement.status,
        "certainty": placed.statement.certainty,
        "by": credit.speaker or credit.organisation,
        "document": placed.statement.doc,
        "statement": placed.statement.id,
    }
    return {k: v for k, v in told.items() if v is not None}
