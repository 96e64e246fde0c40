"""Clients of a server over an empty workspace, within the test."""

from __future__ import annotations

import contextlib
import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from tests.workspaces import make_workspace

from enduse.access import create_key, revoke_key
from enduse.store import Store
from enduse.web.app import ServerSettings, create_app

NOW = dt.datetime(2024, 5, 2, 12, 30, tzinfo=dt.UTC)


@contextlib.contextmanager
def client_of(folder: Path, *, base_url: str = "http://127.0.0.1:8000", **settings: Any) -> Iterator[TestClient]:
    """A client of an application with these settings; redirects are not followed."""
    make_workspace(folder)
    app = create_app(ServerSettings(database=str(folder / "enduse.db"), **settings))
    with TestClient(app, base_url=base_url, follow_redirects=False) as client:
        yield client


def make_key(folder: Path, scope: str, name: str = "Ada", *, lasts: dt.timedelta | None = None) -> str:
    """A new key of the workspace, as its holder sees it."""
    make_workspace(folder)
    with Store.open(folder / "enduse.db") as store:
        return create_key(store, name, scope, now=dt.datetime.now(dt.UTC), by="test", lasts=lasts)[1]


def revoke(folder: Path, shown: str) -> None:
    """Revoke a key."""
    with Store.open(folder / "enduse.db") as store:
        revoke_key(store, shown.split("_")[1], now=dt.datetime.now(dt.UTC), by="test")


def with_key(shown: str) -> dict[str, str]:
    """The header that a client of yente sends."""
    return {"Authorization": f"ApiKey {shown}"}


def form_token(page: str) -> str:
    """The hidden field of a page's form."""
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def sign_in(client: TestClient, shown: str, wanted: str = "/") -> str:
    """Sign in as a person does; what the session's cookie then holds."""
    page = client.get("/sign-in", params={"next": wanted})
    answer = client.post("/sign-in", data={"key": shown, "csrf_token": form_token(page.text), "next": wanted})
    assert answer.status_code == 303, answer.text
    return str(next(cookie.value for cookie in client.cookies.jar if cookie.name.endswith("enduse_session")))


def events(client: TestClient, **headers: str) -> list[dict[str, Any]]:
    """The audit log, the first event first."""
    answer = client.get("/api/v1/audit", headers=headers)
    assert answer.status_code == 200, answer.text
    return list(reversed(answer.json()["events"]))
