"""Workspaces for tests of the server: a few list entries in the forms in which lists are published, and a running server."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from enduse.lists import load_list
from enduse.store import Store
from enduse.web.app import ServerSettings, create_app

NOW = dt.datetime(2026, 3, 1, 12, 0, tzinfo=dt.UTC)


def entity(id: str, schema: str, caption: str, properties: dict[str, list[str]], **fields: Any) -> dict[str, Any]:
    """A FollowTheMoney entity as the files of the field have it."""
    row = {
        "id": id, "caption": caption, "schema": schema, "properties": {"name": [caption], **properties},
        "datasets": ["xx_register"], "referents": [], "target": True, "first_seen": "2023-04-20T18:00:25",
        "last_seen": "2026-02-27T06:00:00", "last_change": "2025-01-02T03:04:05",
    }  # fmt: skip
    if schema in ("Ownership", "Sanction"):
        del row["properties"]["name"]  # type: ignore[attr-defined]
    return row | fields


ENTITIES = [
    entity(
        "NK-1", "Person", "Timur Arslanov",
        {"alias": ["Тимур Арсланов"], "birthDate": ["1971-03-12"], "nationality": ["ru"], "topics": ["sanction"]},
        referents=["xx-17", "xx-18"],
    ),
    entity(
        "NK-2", "Company", "Kaskad Avionika LLC", {"jurisdiction": ["ru"], "innCode": ["7707083893"], "topics": ["sanction"]}
    ),
    entity(
        "NK-3", "Company", "Orlan Components Trading FZE", {"country": ["ae"], "topics": ["export.control"]},
        datasets=["yy_watch"], first_seen="2024-06-01T00:00:00",
    ),
    entity("NK-4", "Vessel", "Morskaya Zvezda", {"imoNumber": ["9074729"], "flag": ["pa"]}, last_change="2026-02-01T00:00:00"),
    entity("NK-5", "Ownership", "Ownership", {"owner": ["NK-1"], "asset": ["NK-2"], "percentage": ["60"]}, target=False),
    entity(
        "NK-6", "Sanction", "Sanction",
        {"entity": ["NK-1"], "authority": ["Ministry of Xanadu"], "startDate": ["2022-03-01"]}, target=False,
    ),
    entity("NK-7", "Person", "Angela Marlow", {"country": ["gb"], "topics": ["poi"]}, target=False),
]  # fmt: skip


def fill(database: Path, folder: Path, entities: list[dict[str, Any]] | None = None, *, now: dt.datetime = NOW) -> None:
    """Load the entities into a workspace as a list, which counts as another copy where they differ."""
    file = folder / "entities.ftm.json"
    file.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in entities or ENTITIES), encoding="utf-8")
    with Store.open(database) as store:
        load_list(store, [file], now=now, accept=True)


@contextlib.contextmanager
def serving(database: Path, *, prepare: Callable[[FastAPI], None] | None = None) -> Iterator[str]:
    """A server on loopback over a workspace; gives its address."""
    app = create_app(ServerSettings(database=str(database)))
    if prepare is not None:
        prepare(app)
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
        config = uvicorn.Config(app, log_level="warning", lifespan="on")
        server = uvicorn.Server(config)
        place.listen(128)
        thread = threading.Thread(target=server.run, args=([place],), daemon=True)
        thread.start()
        try:
            while not server.started:
                thread.join(0.01)
                assert thread.is_alive(), "the server ended before it began"
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(20)
