"""Reports and statements for tests of the pages, made by hand: small, and each test names what it needs."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from tests.workspaces import make_workspace

from enduse.model import Attribution, Document, Item, Quantity, Reason, Span, Statement
from enduse.read.reader import Reading
from enduse.store import Store

from .clients import form_token

NOW = dt.datetime(2024, 5, 2, 12, 30, tzinfo=dt.UTC)
SOLD = "Iran has delivered 20 Shahed drones to Russia"
DENIED = "Iran has delivered no drones to Russia"


def report(name: str = "a.txt", text: str = f"{SOLD}, two officials said.", **fields: Any) -> Document:
    """A report."""
    fields = {"published": dt.date(2024, 5, 1), "publisher": "Northern Wire", "title": f"Report {name}"} | fields
    return Document(name=name, text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), **fields)


def transfer(document: Document, quote: str = SOLD, **fields: Any) -> Statement:
    """A statement of a transfer in a report: Iran, Russia, twenty Shahed drones delivered, unless said otherwise."""
    start = document.text.index(quote)
    span = Span(start=start, end=start + len(quote))
    item = Item(category="uav", text="drones", designation="Shahed", quantity=Quantity(low=20, high=20, text="20"))
    known: dict[str, Any] = {
        "kind": "transfer", "status": "delivered", "certainty": "asserted", "supplier": ("IR",), "recipient": ("RU",),
        "items": (item,), "attribution": Attribution(speaker="two officials"), "score": 0.9,
        "reasons": (Reason(field="supplier", rule="network 0.99", span=Span(start=start, end=start + 4), words=quote[:4]),),
    }  # fmt: skip
    return Statement(doc=document.name, span=span, quote=quote, **(known | fields))


def keep(folder: Path, *found: tuple[Document, tuple[Statement, ...]]) -> Path:
    """A workspace that holds these reports as read."""
    database = make_workspace(folder)
    with Store.open(database) as store:
        for document, statements in found:
            store.save_reading(document, Reading(statements=statements), "by hand", NOW)
    return database


def one_report(folder: Path, **fields: Any) -> tuple[Document, Statement]:
    """A workspace with one report and one statement."""
    document = report()
    statement = transfer(document, **fields)
    keep(folder, (document, (statement,)))
    return document, statement


def token_of(client: TestClient) -> str:
    """What proves that a form is of our own pages."""
    return form_token(client.get("/screen").text)
