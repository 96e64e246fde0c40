"""What a caller names is fetched from public addresses alone, whatever the name, the redirect or the name server says."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pytest
from fastapi import APIRouter, Depends
from fastapi.testclient import TestClient
from tests.fast import slow_but

from enduse.read.fetch import Fetcher, resolve
from enduse.web.security import fetching, safe_fetcher

from .clients import client_of

PUBLIC = "93.184.215.14"
INNER = "127.0.0.1 10.0.0.7 172.16.3.4 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 ::1 fd00::1 fe80::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1::".split()  # noqa: E501
Answers = dict[str, httpx.Response]


@contextmanager
def reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, names: dict[str, list[list[str]]], answers: Answers
) -> Iterator[tuple[TestClient, list[str]]]:
    """A server that fetches what is named; the names lead where the test says, and no connection leaves this process.

    Gives the client, and the list of numeric addresses that were connected to.
    """
    connected: list[str] = []

    def connect(_self: httpx.HTTPTransport, request: httpx.Request) -> httpx.Response:
        connected.append(request.url.host)
        path = f"{request.headers['host']}{request.url.path}"
        return answers.get(path) or httpx.Response(404, request=request)

    def look_up(host: str, port: int) -> list[str]:
        turns = names[host]
        return turns.pop(0) if len(turns) > 1 else turns[0]

    monkeypatch.setattr(httpx.HTTPTransport, "handle_request", connect)
    with client_of(tmp_path) as client:
        router = APIRouter()

        @router.get("/api/v1/fetched")
        def fetched(url: str, fetcher: Fetcher = Depends(safe_fetcher)) -> str:  # noqa: B008 (FastAPI's way)
            return fetcher.fetch(url).data.decode()

        client.app.include_router(router)  # type: ignore[attr-defined]
        client.app.state.resolver = look_up if names else resolve  # type: ignore[attr-defined]
        yield client, connected


def refused(client: TestClient, url: str) -> str:
    answer = client.get("/api/v1/fetched", params={"url": url})
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"]["code"] == "not_fetched"
    assert "--allow-private" not in answer.text
    return str(answer.json()["error"]["message"])


def test_a_public_page_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = {"news.example/one": httpx.Response(200, text="Iran sold drones.")}
    with reader(tmp_path, monkeypatch, {"news.example": [[PUBLIC]]}, answers) as (client, connected):
        answer = client.get("/api/v1/fetched", params={"url": "http://news.example/one"})
        assert answer.json() == "Iran sold drones."
        assert set(connected) == {PUBLIC}


@pytest.mark.parametrize("address", slow_but(["10.0.0.7", "169.254.169.254", "::1"], INNER))
def test_a_name_that_leads_inside_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    names = {"news.example": [[address]], "two.example": [[PUBLIC, address]]}
    with reader(tmp_path, monkeypatch, names, {}) as (client, connected):
        for host in names:
            assert "private or local" in refused(client, f"http://{host}/")
        assert connected == []


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f000001/",
        "http://[::1]/",
        "http://localhost:8000/x",
    ],
)
def test_numbers_that_lead_inside_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with reader(tmp_path, monkeypatch, {}, {}) as (client, connected):
        refused(client, url)
        assert connected == []


@pytest.mark.parametrize(
    "url",
    slow_but(
        ["file:///etc/passwd", "http://"],
        ["file:///etc/passwd", "ftp://news.example/", "gopher://x/", "javascript:1", "", "http://"],
    ),
)
def test_only_pages_of_the_web_are_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    with reader(tmp_path, monkeypatch, {"news.example": [[PUBLIC]]}, {}) as (client, connected):
        refused(client, url)
        assert connected == []


@pytest.mark.parametrize(
    "target", ["http://169.254.169.254/latest/meta-data", "http://inner.example/", "file:///etc/passwd", "//inner.example/"]
)
def test_a_redirect_inside_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, target: str) -> None:
    names = {"news.example": [[PUBLIC]], "inner.example": [["10.0.0.1"]], "169.254.169.254": [["169.254.169.254"]]}
    answers = {"news.example/one": httpx.Response(302, headers={"Location": target})}
    with reader(tmp_path, monkeypatch, names, answers) as (client, connected):
        refused(client, "http://news.example/one")
        assert set(connected) == {PUBLIC}


def test_a_name_that_changes_its_address_meanwhile_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"news.example": [[PUBLIC], ["127.0.0.1"]]}  # public for robots.txt, and then no longer
    with reader(tmp_path, monkeypatch, names, {}) as (client, connected):
        assert "private or local" in refused(client, "http://news.example/one")
        assert connected == [PUBLIC]


def test_too_many_at_once_are_told_to_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    taken = 0
    while fetching._AT_ONCE.acquire(blocking=False):
        taken += 1
    try:
        with reader(tmp_path, monkeypatch, {"news.example": [[PUBLIC]]}, {}) as (client, _):
            answer = client.get("/api/v1/fetched", params={"url": "http://news.example/"})
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    finally:
        for _ in range(taken):
            fetching._AT_ONCE.release()
