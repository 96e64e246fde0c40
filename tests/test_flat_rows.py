"""Rows for a sheet: every column has its value, and nothing nested is left in a cell."""

from __future__ import annotations

import datetime as dt

from enduse.flat_rows import STATEMENT_COLUMNS, flat_statement, flat_transfer
from enduse.model import Attribution, Item, Period, Quantity, Span, Statement
from enduse.rows import statement_row


def told() -> Statement:
    return Statement(
        doc="a.txt", kind="transfer", span=Span(start=3, end=9), quote="drones", supplier=("IR", "Houthis"), recipient=("RU",),
        items=(
            Item(category="uav", text="drones", designation="Shahed-136", quantity=Quantity(low=400, text="over 400")),
            Item(category="missile", text="missiles"),
        ),
        status="delivered", certainty="hedged", when=Period(first=dt.date(2022, 8, 1), last=dt.date(2022, 9, 1), text="August"),
        attribution=Attribution(speaker="a spokesman", said_on="2022-09-02"), score=0.8,
    )  # fmt: skip


def test_a_statement_has_its_lists_joined_and_its_parts_in_columns() -> None:
    flat = flat_statement(statement_row(told()))
    assert flat["supplier"] == "IR; Houthis"
    assert flat["items"] == "uav | Shahed-136 | drones | over 400; missile | missiles"
    assert (flat["start"], flat["end"], flat["when_from"], flat["when_text"]) == (3, 9, "2022-08-01", "August")
    assert (flat["speaker"], flat["said_on"]) == ("a spokesman", "2022-09-02")
    assert not [c for c in STATEMENT_COLUMNS if isinstance(flat.get(c), list | dict)]


def test_reasons_are_joined_where_they_were_asked_for() -> None:
    row = statement_row(told()) | {"reasons": [{"field": "status", "words": "delivered", "rule": "a verb of handing over"}]}
    assert flat_statement(row)["reasons"] == "status: delivered (a verb of handing over)"
    assert flat_statement(statement_row(told()))["reasons"] == ""


def test_a_transfer_without_a_number_has_empty_columns() -> None:
    row = {"id": "t-1", "quantity": None, "documents": ["a.txt", "b.txt"], "conflicts": [{"words": "a denial"}]}
    flat = flat_transfer(row)
    assert (flat["quantity_low"], flat["quantity_text"]) == (None, None)
    assert (flat["documents"], flat["conflicts"]) == ("a.txt; b.txt", "a denial")
