"""Small builders for the tests of screening: parties, shipments, a list of one, an index that asks everybody."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Sequence
from typing import Any

from enduse.model import Period, Transfer
from enduse.names import NameScore, compare_names
from enduse.party import Address, AskedParty, Designation, GoodsLine, Identifier, Link, Name, Party, Schema, Shipment

SDN = "Specially Designated Nationals (SDN) - Treasury Department"
ENTITY_LIST = "Entity List (EL) - Bureau of Industry and Security"
DAY = dt.date(2026, 5, 4)


def listed(
    name: str,
    *aliases: str,
    entry: str = "1",
    list: str = "demo",
    schema: Schema = "Company",
    weak: Sequence[str] = (),
    authority: str = SDN,
    born: str | None = None,
    numbers: Sequence[tuple[str, str]] = (),
    address: str | None = None,
    listed_on: str | None = None,
    ends_on: str | None = None,
    programme: str | None = None,
    links: Sequence[Link] = (),
    **fields: Any,
) -> Party:
    """An entry of a list, on the SDN list unless told otherwise."""
    names = [Name(text=name)] if name else []
    names += [Name(text=alias, kind="strong") for alias in aliases] + [Name(text=alias, kind="weak") for alias in weak]
    designation = Designation(
        authority=authority,
        programme=programme,
        listed_on=dt.date.fromisoformat(listed_on) if listed_on else None,
        ends_on=dt.date.fromisoformat(ends_on) if ends_on else None,
    )
    return Party(
        list=list,
        entry=entry,
        schema=schema,
        names=tuple(names),
        births=(birth(born),) if born else (),
        identifiers=tuple(Identifier(kind=kind, value=value) for kind, value in numbers),
        addresses=(Address(text=address),) if address else (),
        designations=(designation,),
        links=tuple(links),
        **fields,
    )


def birth(words: str) -> Period:
    """A year or a day as an interval."""
    if len(words) == 4:
        return Period(first=dt.date(int(words), 1, 1), last=dt.date(int(words), 12, 31), text=words)
    return Period(first=dt.date.fromisoformat(words), last=dt.date.fromisoformat(words), text=words)


def asked(name: str, *, born: str | None = None, numbers: Sequence[tuple[str, str]] = (), **fields: Any) -> AskedParty:
    """A party that is asked about."""
    identifiers = tuple(Identifier(kind=kind, value=value) for kind, value in numbers)
    return AskedParty(name=name, birth=birth(born) if born else None, identifiers=identifiers, **fields)


def shipment(*parties: AskedParty, goods: Sequence[GoodsLine] = (), **fields: Any) -> Shipment:
    """A shipment of a fixed day."""
    fields.setdefault("date", DAY)
    return Shipment(reference="S1", parties=parties, goods=tuple(goods), **fields)


def transfer(supplier: str, recipient: str, designation: str | None = None, category: str = "uav") -> Transfer:
    """A transfer of the ledger."""
    return Transfer(
        supplier=supplier, recipient=recipient, category=category, designation=designation, statements=(), documents=("d1",),
        first_reported="2022-08-30", last_reported="2022-12-09", sources=2, status="delivered", denied=False, quantity=None,
    )  # fmt: skip


@dataclasses.dataclass(frozen=True)
class Found:
    party: int
    name: str
    score: NameScore


class Everybody:
    """An index that compares every name: what the real one must find too."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self.parties = parties

    def matches(
        self, text: str, schema: str, *, limit: int, threshold: float, least_of: Callable[[int], float] | None = None
    ) -> list[Found]:
        best: dict[int, Found] = {}
        for place, party in enumerate(self.parties):
            for name in party.names:
                score = compare_names(text, name.text, schema=schema)
                if score.score >= threshold and (place not in best or best[place].score.score < score.score):
                    best[place] = Found(place, name.text, score)
        return sorted(best.values(), key=lambda found: -found.score.score)[:limit]
