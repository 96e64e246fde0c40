"""Small records: transfers of two states with their documents, and measures, as a caller has them."""

from __future__ import annotations

import datetime as dt
from typing import Any

from enduse.ledger import merge, transfer_row
from enduse.model import Attribution, Document, Item, Period, Quantity, Span, Statement, Transfer
from enduse.publish.briefs import Brief, MeasureRecord, partnership_brief

DAY = dt.date(2026, 11, 21)
HOSTILE = '<script>alert(1)</script> ](javascript:x) #let x = 1 $a$ *b* `c` | @d \u202egnp "q" \\ {{ 7*7 }}'


def document(name: str, published: str, text: str = "", **facts: Any) -> Document:
    return Document(
        name=name,
        text=text,
        sha256=name,
        published=dt.date.fromisoformat(published),
        **{"publisher": f"The {name}", "title": f"Report {name}"} | facts,
    )


def statement(doc: str, quote: str, status: str = "delivered", **facts: Any) -> Statement:
    number, item = facts.pop("number", None), facts.pop("item", "uav")
    items = (Item(category=item, text=item, designation=facts.pop("designation", None), quantity=number),)
    who = facts.pop("who", None)
    start = facts.pop("start", 0)
    values = {"supplier": ("IR",), "recipient": ("RU",), "certainty": "asserted"} | facts
    return Statement(
        doc=doc,
        kind="transfer",
        span=Span(start=start, end=start + len(quote)),
        quote=quote,
        status=status,
        items=items,
        attribution=Attribution(speaker=who),
        **values,
    )


def record(quote: str = "Iran has sent Russia more than 400 drones") -> tuple[list[Transfer], list[Document]]:
    """A supply told of by two, with a number, a named system and a denial; and one the other way, in prospect."""
    documents = [
        document("alpha", "2022-07-11", url="https://example.org/alpha"),
        document("beta", "2023-05-15"),
        document("gamma", "2023-06-01"),
    ]
    statements = [
        statement("alpha", "Iran is preparing to send drones", "planned", who="Jake Brown"),
        statement("beta", quote, who="Ada White", number=Quantity(low=400, text="more than 400")),
        statement(
            "beta",
            "among them Shahed drones",
            start=90,
            designation="Shahed",
            number=Quantity(low=200, high=300, text="200 to 300"),
        ),
        statement("gamma", "we sent no drones", certainty="denied", who="a spokesman"),
        statement("gamma", "jets may come", "planned", start=40, item="aircraft", supplier=("RU",), recipient=("IR",)),
    ]
    return merge(statements, documents), documents


def dated(first: str | None, last: str | None) -> Period:
    days = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    return Period(first=days[0], last=days[1], text=f"{first} to {last}")


def measure(id: str, state: str = "in force", **facts: Any) -> MeasureRecord:
    values = {
        "authority": "UN Security Council", "name": f"Resolution {id}", "kind": "embargo", "words": "no arms",
        "first": dt.date(2020, 1, 2), "source": f"https://example.org/{id}",
    }  # fmt: skip
    return MeasureRecord(id=id, state=state, **{**values, **facts})  # type: ignore[arg-type]


DISPUTED = "France: it applies again since 28 September 2025. Russia and Iran: the return was without effect"


def brief(quote: str = "Iran has sent Russia more than 400 drones") -> Brief:
    transfers, documents = record(quote)
    by_name = {d.name: d for d in documents}
    numbers = {t.id: transfer_row(t, [by_name[n] for n in t.documents])["numbers"] for t in transfers}
    measures = [
        measure("1747"),
        measure("1929", "disputed", disputed=DISPUTED),
        measure("2231", "lapsed", last=dt.date(2023, 10, 18)),
        measure("g1", kind="guidance", words="what to look for"),
    ]
    return partnership_brief(
        ("IR", "RU"),
        transfers,
        documents,
        measures=measures,
        as_of=DAY,
        numbers=numbers,
        lists=["us-csl (25,000 entries, copy of 1 November 2026)"],
        version="9.9",
    )
