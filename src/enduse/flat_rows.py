"""Rows for a sheet: what is nested in a row of the published form stands in columns of its own, lists are joined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from enduse.rows import ROLES

Row = Mapping[str, Any]
TRANSFER_COLUMNS: Final = (
    "id supplier recipient category designation quantity_low quantity_high quantity_text status stage denied first_reported "
    "last_reported sources conflicts documents"
).split()
STATEMENT_COLUMNS: Final = (
    "doc kind start end quote supplier recipient imposer target user against items measure status certainty "
    "when_from when_to when_text speaker organisation basis said_on reported_by confidence score"
).split()
PARTY_COLUMNS: Final = (
    "id list entry schema caption names countries births identifiers addresses authorities programmes listed_on links remarks"
).split()
_ACTORS: Final = frozenset(role for roles in ROLES.values() for role in roles)


def flat_transfer(row: Row) -> dict[str, Any]:
    """A transfer's row for a sheet."""
    number = row.get("quantity") or {}
    return dict(row) | {
        "quantity_low": number.get("low"),
        "quantity_high": number.get("high"),
        "quantity_text": number.get("text"),
        "documents": "; ".join(row["documents"]),
        "conflicts": "; ".join(c["words"] for c in row["conflicts"]),
    }


def flat_statement(row: Row) -> dict[str, Any]:
    """A statement's row for a sheet, with its reasons where the row has them."""
    when = row.get("when") or {}
    flat = {k: "; ".join(v) if k in _ACTORS else v for k, v in row.items()}
    flat |= {"start": row["span"][0], "end": row["span"][1]}
    flat["items"] = "; ".join(_item(i) for i in row.get("items", ()))
    flat |= {"when_from": when.get("from"), "when_to": when.get("to"), "when_text": when.get("text")}
    flat["reasons"] = "; ".join(f"{r['field']}: {r['words']} ({r['rule']})" for r in row.get("reasons", ()))
    return flat | dict(row["attribution"])


def flat_party(row: Row) -> dict[str, Any]:
    """A listed party's row for a sheet."""
    listings = row.get("designations", ())
    many = {
        "names": [n["text"] for n in row.get("names", ())],
        "countries": row.get("countries", ()),
        "births": [b.get("text") or b.get("first") for b in row.get("births", ())],
        "identifiers": [f"{i['kind']} {i['value']}" for i in row.get("identifiers", ())],
        "addresses": [a["text"] for a in row.get("addresses", ())],
        "authorities": dict.fromkeys(d["authority"] for d in listings),
        "programmes": dict.fromkeys(d["programme"] for d in listings if d.get("programme")),
        "listed_on": dict.fromkeys(d["listed_on"] for d in listings if d.get("listed_on")),
        "links": [f"{link['kind']} {link['name']}" for link in row.get("links", ())],
    }
    return dict(row) | {name: "; ".join(str(v) for v in values if v) for name, values in many.items()}


def _item(item: Row) -> str:
    number = item.get("quantity", {}).get("text")
    return " | ".join(p for p in (item["category"], item.get("designation"), item["text"], number) if p)
