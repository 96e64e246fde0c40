"""Parties, shipments and findings as JSON rows, and parties read back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any

from enduse.model import Period
from enduse.party import Address, Designation, Finding, Identifier, Link, Name, Party, Shipment


def party_row(party: Party) -> dict[str, Any]:
    """The JSON object of a party: its fields that are filled, days in ISO form."""
    fields: dict[str, Any] = _row(party)
    return {"id": party.id, "caption": party.caption} | fields


def parse_party(row: Mapping[str, Any]) -> Party:
    """Read a party from its JSON object, as `party_row` writes it."""
    return Party(
        list=row["list"],
        entry=row["entry"],
        schema=row["schema"],
        names=tuple(Name(**name) for name in row.get("names", ())),
        births=tuple(_period(birth) for birth in row.get("births", ())),
        birth_places=tuple(row.get("birth_places", ())),
        nationalities=tuple(row.get("nationalities", ())),
        countries=tuple(row.get("countries", ())),
        identifiers=tuple(Identifier(**number) for number in row.get("identifiers", ())),
        addresses=tuple(Address(**address) for address in row.get("addresses", ())),
        designations=tuple(_designation(designation) for designation in row.get("designations", ())),
        links=tuple(_link(link) for link in row.get("links", ())),
        details={name: tuple(values) for name, values in row.get("details", {}).items()},
        remarks=row.get("remarks", ""),
    )


def finding_row(finding: Finding) -> dict[str, Any]:
    """The JSON object of a finding."""
    row: dict[str, Any] = _row(finding)
    row["in_force"] = finding.in_force  # None says something here: disputed or not known
    if finding.score is not None:
        row["score"] = round(finding.score, 4)
    return row


def shipment_row(shipment: Shipment) -> dict[str, Any]:
    """The JSON object of a shipment."""
    row: dict[str, Any] = _row(shipment)
    return row


def _row(value: Any) -> Any:
    """Anything of ours as plain JSON, without what is empty."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        fields = ((field.name, getattr(value, field.name)) for field in dataclasses.fields(value))
        return {name: _row(inner) for name, inner in fields if inner not in (None, (), "", {})}
    if isinstance(value, Mapping):
        return {name: _row(inner) for name, inner in value.items()}
    if isinstance(value, tuple):
        return [_row(inner) for inner in value]
    return value.isoformat() if isinstance(value, dt.date) else value


def _period(row: Mapping[str, Any]) -> Period:
    return Period(first=_day(row.get("first")), last=_day(row.get("last")), text=row.get("text", ""))


def _designation(row: Mapping[str, Any]) -> Designation:
    days = {name: _day(row.get(name)) for name in ("listed_on", "ends_on")}
    return Designation(**{**row, **days})


def _link(row: Mapping[str, Any]) -> Link:
    share = row.get("share")
    return Link(**{**row, "share": (float(share[0]), float(share[1])) if share else None})


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
