"""The bodies and queries that the server takes, as targets: every answer but an error of the server's own is a good one."""

from __future__ import annotations

import atexit
import contextlib
import functools
import tempfile
from pathlib import Path

import httpx
from fastapi.testclient import TestClient
from tests.web.workspaces import fill

from enduse.web.app import ServerSettings, create_app

from . import samples as s
from .targets import PYTHON, Target


@functools.cache
def client() -> TestClient:
    """A server over a small workspace, kept until the program ends."""
    kept = contextlib.ExitStack()
    atexit.register(kept.close)
    folder = Path(kept.enter_context(tempfile.TemporaryDirectory()))
    fill(folder / "enduse.db", folder)
    return kept.enter_context(TestClient(create_app(ServerSettings(database=str(folder / "enduse.db")))))


def _check(answer: httpx.Response) -> None:
    assert answer.status_code < 500, answer.text[:200]
    assert answer.status_code < 400 or not PYTHON.search(answer.text), f"in the words of Python: {answer.text[:200]}"


def _body(path: str, data: bytes) -> None:
    answer = client().post(path, content=data, headers={"Content-Type": "application/json"})
    _check(answer)


def _form(field: str, data: bytes) -> None:
    answer = client().post("/reconcile/default", data={field: data.decode("utf-8", "replace")})
    _check(answer)


def _query(path: str, name: str, data: bytes) -> None:
    answer = client().get(path, params={name: data.decode("utf-8", "replace")[:2000]})
    _check(answer)


def find_web_targets() -> list[Target]:
    """The targets that need a server."""
    part = functools.partial
    return [
        Target("api-match", [s.MATCH.encode()], part(_body, "/match/default")),
        Target("api-read", [s.READ.encode()], part(_body, "/api/v1/read")),
        Target("api-reconcile", [s.RECONCILE.encode()], part(_form, "queries")),
        Target("api-reconcile-extend", [s.EXTEND.encode()], part(_form, "extend")),
        Target("api-screen", [s.SCREEN.encode()], part(_body, "/api/v1/screen")),
        Target("api-search", [b"Timur Arslanov", "Тимур Арсланов".encode()], part(_query, "/search/default", "q")),
    ]
