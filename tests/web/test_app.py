"""The application as a whole: it is made of what the two packages hold, and answers from the workspace as it is now."""

from __future__ import annotations

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from enduse.model import Document, Item, Span, Statement
from enduse.read.reader import Reading
from enduse.store import Store
from enduse.web.app import ServerSettings, create_app
from enduse.web.current import Current

NOW = dt.datetime(2024, 5, 2, 12, 30, tzinfo=dt.UTC)
TEXT = "Iran sold drones to Russia."


def save(store: Store, name: str = "a.txt", supplier: str = "IR") -> None:
    document = Document(name=name, text=TEXT, sha256=hashlib.sha256(TEXT.encode()).hexdigest(), published=dt.date(2024, 5, 1))
    statement = Statement(
        doc=name,
        kind="transfer",
        span=Span(start=0, end=26),
        quote=TEXT[:26],
        status="delivered",
        certainty="asserted",
        supplier=(supplier,),
        recipient=("RU",),
        items=(Item(category="uav", text="drones"),),
    )
    store.save_reading(document, Reading(statements=(statement,)), f"by hand {supplier}", NOW)


def test_the_application_describes_itself(tmp_path: Path) -> None:
    with TestClient(create_app(ServerSettings(database=str(tmp_path / "enduse.db")))) as client:
        assert client.get("/api/v1/openapi.json").json()["info"]["title"] == "Enduse"
        assert client.get("/nowhere").status_code == 404


def test_what_programs_look_for_at_fixed_places_is_there(tmp_path: Path) -> None:
    with TestClient(create_app(ServerSettings(database=str(tmp_path / "enduse.db")))) as client:
        assert client.get("/openapi.json").json() == client.get("/api/v1/openapi.json").json()
        assert client.get("/favicon.ico").headers["content-type"] == "image/svg+xml"
        assert "Disallow: /" in client.get("/robots.txt").text


@pytest.mark.parametrize("path", ["/healthz", "/transfers", "/api/v1/lists", "/static/enduse.css", "/nowhere", "/match/all"])
def test_head_is_answered_as_get_without_the_body(tmp_path: Path, path: str) -> None:
    with TestClient(create_app(ServerSettings(database=str(tmp_path / "enduse.db")))) as client:
        head, get = client.head(path), client.get(path)
    assert (head.status_code, head.headers["content-type"]) == (get.status_code, get.headers["content-type"])
    assert head.content == b""
    assert get.content


def test_the_ledger_follows_the_workspace(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        current = Current(store)
        empty = current.ledger()
        assert empty.transfers == ()
        save(store)
        (transfer,) = current.ledger().transfers
        assert (transfer.supplier, transfer.recipient) == ("IR", "RU")
        assert current.ledger() is current.ledger()
        save(store, supplier="KP")  # another reading of the same document takes the former one's place
        assert [t.supplier for t in current.ledger().transfers] == ["KP"]
        assert empty.transfers == ()


def test_the_ledger_of_a_day_leaves_out_what_was_published_later(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        save(store)
        ledger = Current(store).ledger()
        assert len(ledger.transfers_as_of(dt.date(2024, 5, 1))) == 1
        assert ledger.transfers_as_of(dt.date(2024, 4, 30)) == ()
        assert set(ledger.documents) == {"a.txt"}
