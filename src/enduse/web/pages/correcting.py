"""The form by which a person corrects a statement: its fields out, and the published form's fields back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from enduse.errors import InputError
from enduse.lexicon.countries import countries
from enduse.model import CATEGORIES, CERTAINTIES, MEASURES, STAGES, Statement
from enduse.rows import ROLES, statement_row
from enduse.web.pages import words

CREDIT = ("speaker", "organisation", "basis", "said_on", "reported_by")


def form_values(statement: Statement) -> dict[str, Any]:
    """What the form shows: the statement's fields as a person types them."""
    return {
        "roles": [(role, "; ".join(words.actor(name) for name in getattr(statement, role))) for role in ROLES[statement.kind]],
        "statuses": list(STAGES[statement.kind]),
        "certainties": list(CERTAINTIES),
        "categories": CATEGORIES,
        "measures": MEASURES,
        "items": [*statement.items, None] if statement.kind != "measure" else [],
        "credit": [(name, getattr(statement.attribution, name) or "") for name in CREDIT],
    }


def read_correction(form: Mapping[str, Any], statement: Statement) -> dict[str, Any]:
    """The fields of the published form that a person gave.

    Raises:
        InputError: a number is none.
    """
    fields: dict[str, Any] = {role: _parties(_text(form, role)) for role in ROLES[statement.kind]}
    fields |= {"status": _text(form, "status"), "certainty": _text(form, "certainty")}
    if statement.kind == "measure":
        fields["measure"] = _text(form, "measure")
    else:
        fields["items"] = [item for place in range(len(statement.items) + 1) if (item := _item(form, place, statement))]
    fields["attribution"] = {name: value for name in CREDIT if (value := _text(form, name))}
    return fields


def changed_fields(machine: Statement, person: Statement) -> list[tuple[str, str, str]]:
    """The fields that differ: their name, the machine's words and the person's."""
    one, other = statement_row(machine), statement_row(person)
    told = []
    for name in other:
        if name not in ("score", "confidence") and one.get(name) != other.get(name):
            told.append((name, _shown(one.get(name)), _shown(other.get(name))))
    return told


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_shown(each) for each in value) or words.UNKNOWN
    if isinstance(value, dict):
        return ", ".join(_shown(each) for each in value.values() if each not in (None, "")) or words.UNKNOWN
    return words.actor(str(value)) if value not in (None, "") else words.UNKNOWN


def _item(form: Mapping[str, Any], place: int, statement: Statement) -> dict[str, Any] | None:
    """One row of the items; the one left empty at the end is none."""
    category, text = _text(form, f"item{place}_category"), _text(form, f"item{place}_text")
    if not category or not text:
        return None
    item: dict[str, Any] = {"category": category, "text": text}
    if designation := _text(form, f"item{place}_designation"):
        item["designation"] = designation
    low, high = _number(form, f"item{place}_low"), _number(form, f"item{place}_high")
    before = statement.items[place].quantity if place < len(statement.items) else None
    told = before is not None and (before.value_low is not None or (before.low, before.high) == (low, high))
    if before is not None and told:  # the words and the sum of money stay with a number that was not touched
        kept = {"low": low, "high": high, "value_low": before.value_low, "currency": before.currency, "text": before.text}
        item["quantity"] = {name: value for name, value in kept.items() if value is not None}
    elif low is not None or high is not None:
        bounds = {
            "low": low,
            "high": high,
            "text": before.text if before is not None else str(low if low is not None else high),
        }
        item["quantity"] = {name: value for name, value in bounds.items() if value is not None}
    return item


def _parties(text: str) -> list[str]:
    """Parties as the schema names them: states by code, others as typed."""
    names = [name.strip() for name in re.split(r"[;\n]", text) if name.strip() and name.strip() != words.UNKNOWN]
    return list(dict.fromkeys(countries().code(name) or name for name in names))


def _number(form: Mapping[str, Any], name: str) -> int | None:
    text = _text(form, name).replace(",", "").replace(" ", "")
    if not text:
        return None
    if not text.isdecimal() or len(text) > 12:
        raise InputError(f"{_text(form, name)!r} is no number of things; write digits alone, or leave it empty")
    return int(text)


def _text(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    return " ".join(value.split())[:500] if isinstance(value, str) else ""
