"""Statements as rows: what is written is read back, and what breaks the schema is refused with its reason."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.errors import StatementError
from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES, Attribution, Item, Period, Quantity, Span, Statement
from enduse.rows import ROLES, parse_statement, statement_row

TEXT = "Iran sent 20 drones to Russia."
ROW: dict[str, Any] = {
    "doc": "a.txt", "kind": "transfer", "span": [0, 29], "quote": TEXT[:29], "supplier": ["IR"], "recipient": ["RU"],
    "items": [{"category": "uav", "text": "drones", "quantity": {"low": 20, "high": 20, "text": "20"}}],
    "status": "delivered", "certainty": "asserted", "attribution": {},
}  # fmt: skip

names = st.lists(st.text(min_size=1, max_size=8), max_size=3).map(tuple)
maybe = st.none() | st.text(min_size=1, max_size=8)
numbers = st.none() | st.integers(0, 10**9)
quantities = st.none() | st.builds(
    Quantity, low=numbers, high=numbers, value_low=numbers, currency=maybe, text=st.text(max_size=5)
)
items = st.builds(Item, category=st.sampled_from(CATEGORIES), text=st.text(max_size=8), designation=maybe, quantity=quantities)
periods = st.none() | st.builds(Period, first=st.none() | st.dates(), last=st.none() | st.dates(), text=st.text(max_size=8))
credits = st.builds(Attribution, speaker=maybe, organisation=maybe, basis=maybe, said_on=maybe, reported_by=maybe)


@st.composite
def statements(draw: st.DrawFn) -> Statement:
    kind = draw(st.sampled_from(["transfer", "measure", "use"]))
    return Statement(
        doc=draw(st.text(max_size=8)), kind=kind, span=Span(start=0, end=len(TEXT)), quote=TEXT,
        status=draw(st.sampled_from(list(STAGES[kind]))), certainty=draw(st.sampled_from(CERTAINTIES)),
        items=() if kind == "measure" else tuple(draw(st.lists(items, max_size=2))),
        measure=draw(st.sampled_from(MEASURES)) if kind == "measure" else None,
        when=draw(periods), attribution=draw(credits), score=draw(st.none() | st.floats(0, 1)),
        **{role: draw(names) for role in ROLES[kind]},
    )  # fmt: skip


@given(statements())
def test_a_row_gives_the_statement_back(statement: Statement) -> None:
    row = json.loads(json.dumps(statement_row(statement)))
    again = parse_statement(row, TEXT)
    assert again == statement
    assert again.id == statement.id
    assert (again.score is None) == (statement.score is None)
    assert parse_statement({**row, "colour": "red"}, TEXT) == statement


def test_the_form_of_a_row() -> None:
    statement = parse_statement(ROW | {"when": {"from": "2022-09-01", "text": "since September"}, "score": 0.61237}, TEXT)
    assert statement.when == Period(first=dt.date(2022, 9, 1), text="since September")
    row = statement_row(statement)
    assert list(row) == [*list(ROW)[:-1], "when", "attribution", "confidence", "score"]
    assert row["when"] == {"from": "2022-09-01", "text": "since September"}
    assert (row["confidence"], row["score"]) == ("likely", 0.6124)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"kind": "gift"}, "kind 'gift'"),
        ({"status": "in_force"}, "status 'in_force' of a transfer"),
        ({"status": ["delivered"]}, "status"),
        ({"certainty": "sure"}, "certainty 'sure'"),
        ({"certainty": None}, "certainty None"),
        ({"kind": "measure", "status": "in_force", "measure": "fine"}, "measure 'fine'"),
        ({"kind": "measure", "status": "in_force"}, "measure None"),
        ({"span": [0, 28]}, "characters 0..28 of a.txt are not the quote"),
        ({"span": [5, 2]}, "0 <= start <= end"),
        ({"span": [0]}, "not a statement"),
        ({"span": None}, "not a statement"),
        ({"span": [0.0, 29.0]}, "two whole numbers"),
        ({"quote": 7}, "two whole numbers and a text"),
        ({"supplier": "IR"}, "supplier 'IR', expected a list"),
        ({"recipient": [7]}, r"recipient \[7\], expected a list"),
        ({"items": [{"category": "boat", "text": "boat"}]}, "category 'boat'"),
        ({"items": ["drones"]}, "not a statement"),
        ({"items": [{"text": "drones"}]}, "category"),
        ({"when": {"from": "September"}}, "not a statement"),
        ({"when": "2022"}, "not a statement"),
        ({"attribution": ["Kirby"]}, "not a statement"),
    ],
)
def test_what_breaks_the_schema_is_refused(change: dict[str, Any], complaint: str) -> None:
    with pytest.raises(StatementError, match=complaint):
        parse_statement(ROW | change, TEXT)


@pytest.mark.parametrize("missing", ["doc", "kind", "span", "quote", "status", "certainty"])
def test_a_missing_field_is_named(missing: str) -> None:
    with pytest.raises(StatementError, match=missing):
        parse_statement({k: v for k, v in ROW.items() if k != missing}, TEXT)


@given(
    st.dictionaries(
        st.sampled_from([*ROW, "when", "measure", "score"]),
        st.none() | st.integers() | st.text(max_size=3) | st.lists(st.integers(0, 3), max_size=2) | st.just({"a": 1}),
    )
)
def test_nothing_but_a_statement_error_comes_of_a_bad_row(change: dict[str, Any]) -> None:
    try:
        statement = parse_statement(ROW | change, TEXT)
    except StatementError:
        return
    assert statement.quote == statement.span.of(TEXT)
