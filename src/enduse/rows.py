"""Statements as JSON rows: the published form (`docs/statements.md`), written and strictly read back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from enduse.errors import StatementError, reason
from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES, Attribution, Item, Period, Quantity, Span, Statement

ROLES = {"transfer": ("supplier", "recipient"), "measure": ("imposer", "target"), "use": ("user", "against")}
_CREDIT = ("speaker", "organisation", "basis", "said_on", "reported_by")
_NUMBERS = ("low", "high", "value_low", "currency", "text")


def statement_row(statement: Statement) -> dict[str, Any]:
    """The JSON object of a statement, with the fields of its kind in the schema's order."""
    row: dict[str, Any] = {
        "doc": statement.doc,
        "kind": statement.kind,
        "span": [statement.span.start, statement.span.end],
        "quote": statement.quote,
    }
    for role in ROLES[statement.kind]:
        row[role] = list(getattr(statement, role))
    if statement.kind == "measure":
        row["measure"] = statement.measure
    else:
        row["items"] = [_item_row(item) for item in statement.items]
    row["status"] = statement.status
    row["certainty"] = statement.certainty
    if statement.when is not None:
        days = {"from": statement.when.first, "to": statement.when.last}
        row["when"] = {k: v.isoformat() for k, v in days.items() if v} | {"text": statement.when.text}
    row["attribution"] = {k: v for k in _CREDIT if (v := getattr(statement.attribution, k))}
    if statement.score is not None:
        row["confidence"] = statement.confidence
        row["score"] = round(statement.score, 4)
    return row


def parse_statement(row: Mapping[str, Any], text: str | None = None) -> Statement:
    """Read a statement from its JSON object.

    Args:
        row: the object, as `statement_row` writes it; unknown fields are passed over.
        text: the document's text, to check that the span gives the quote.

    Raises:
        StatementError: a field is missing or has a value that the schema does not know, or the span is not the quote.
    """
    try:
        kind = row["kind"]
        if kind not in STAGES:
            raise StatementError(f"kind {kind!r}, expected transfer, measure or use")
        start, end = row["span"]
        roles: dict[str, Any] = {role: _parse_actors(role, row.get(role)) for role in ROLES[kind]}
        statement = Statement(
            doc=str(row["doc"]),
            kind=kind,
            span=Span(start=start, end=end),
            quote=row["quote"],
            **roles,
            items=tuple(_parse_item(item) for item in row.get("items") or ()),
            measure=row.get("measure"),
            status=row["status"],
            certainty=row["certainty"],
            when=_parse_when(row.get("when")),
            attribution=Attribution(**{k: v for k, v in (row.get("attribution") or {}).items() if k in _CREDIT}),
            score=row.get("score"),
        )
    except StatementError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise StatementError(f"not a statement: {reason(error)}") from error
    if not isinstance(start, int) or not isinstance(end, int) or not isinstance(statement.quote, str):
        raise StatementError(f"span {row['span']!r} and quote {row['quote']!r}, expected two whole numbers and a text")
    if statement.status not in tuple(STAGES[kind]):
        raise StatementError(f"status {statement.status!r} of a {kind}, expected one of {', '.join(STAGES[kind])}")
    if statement.certainty not in CERTAINTIES:
        raise StatementError(f"certainty {statement.certainty!r}, expected one of {', '.join(CERTAINTIES)}")
    if kind == "measure" and statement.measure not in MEASURES:
        raise StatementError(f"measure {statement.measure!r}, expected one of {', '.join(MEASURES)}")
    if text is not None and statement.span.of(text) != statement.quote:
        raise StatementError(f"characters {start}..{end} of {statement.doc} are not the quote {statement.quote[:60]!r}")
    return statement


def _item_row(item: Item) -> dict[str, Any]:
    row: dict[str, Any] = {"category": item.category, "text": item.text}
    if item.designation:
        row["designation"] = item.designation
    if item.quantity is not None:
        row["quantity"] = {k: v for k in _NUMBERS if (v := getattr(item.quantity, k)) is not None}
    return row


def _parse_actors(role: str, values: Any) -> tuple[str, ...]:
    if not isinstance(values or [], list | tuple) or not all(isinstance(value, str) for value in values or []):
        raise StatementError(f"{role} {values!r}, expected a list of names or codes")
    return tuple(values or ())


def _parse_item(row: Mapping[str, Any]) -> Item:
    if row["category"] not in CATEGORIES:
        raise StatementError(f"category {row['category']!r}, expected one of {', '.join(CATEGORIES)}")
    quantity = row.get("quantity")
    return Item(
        category=row["category"],
        text=str(row.get("text", "")),
        designation=row.get("designation"),
        quantity=Quantity(**{k: v for k, v in quantity.items() if k in _NUMBERS}) if quantity else None,
    )


def _parse_when(row: Mapping[str, Any] | None) -> Period | None:
    if not row:
        return None
    first, last = (dt.date.fromisoformat(row[k]) if row.get(k) else None for k in ("from", "to"))
    return Period(first=first, last=last, text=row.get("text", ""))
