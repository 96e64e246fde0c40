"""What no request may do: forged forms, other names, too much of anything; and what every answer carries."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import anyio
import pytest
from fastapi import APIRouter, Depends, HTTPException, Request
from fastapi.testclient import TestClient
from starlette.datastructures import FormData
from starlette.types import Message, Receive

from enduse.errors import InputError, StoreError
from enduse.web.app import ServerSettings, create_app
from enduse.web.security import Limits, checked_form, csrf_field
from enduse.web.security.limits import LimitedBody, RateLimiter
from enduse.web.security.refusals import Refusal

from .clients import client_of, form_token, make_key, with_key

BROWSER = {"Origin": "http://127.0.0.1:8000", "Sec-Fetch-Site": "same-origin"}
SECRET = "no stack trace leaves the server"


def add_probes(client: TestClient) -> None:
    router = APIRouter()

    @router.get("/form")
    async def form(request: Request) -> str:
        return str(csrf_field(request))

    @router.post("/form")
    @router.post("/api/v1/form")
    async def sent(form: FormData = Depends(checked_form)) -> dict[str, str]:  # noqa: B008 (FastAPI's way)
        return {"name": str(form["name"])}

    @router.post("/api/v1/echo")
    @router.post("/match/echo")
    async def echo(request: Request) -> int:
        return len(await request.body())

    @router.get("/api/v1/fail/{how}")
    @router.get("/match/fail/{how}")
    @router.get("/fail/{how}")
    def fail(how: str, number: int = 0) -> None:
        errors = {
            "fault": RuntimeError(SECRET),
            "input": InputError("the report is empty; send its text"),
            "store": StoreError("database x is in use by another program; wait"),
            "gone": HTTPException(410, "the list was taken away"),
        }
        raise errors[how]

    client.app.include_router(router)  # type: ignore[attr-defined]


def test_a_form_needs_the_field_of_its_page(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        add_probes(client)
        token = form_token(client.get("/form").json())
        assert len(token) == 64
        assert client.post("/form", data={"name": "a", "csrf_token": token}).json() == {"name": "a"}
        assert client.post("/form", data={"name": "a"}, headers={"X-CSRF-Token": token}).json() == {"name": "a"}
        for wrong in ({}, {"csrf_token": ""}, {"csrf_token": token[::-1]}, {"csrf_token": "\u00e9"}):
            answer = client.post("/form", data={"name": "a"} | wrong)
            assert answer.status_code == 403
            assert "oad its page again" in answer.text
        assert form_token(client.get("/form").json()) == token  # several pages stay open side by side


def test_the_field_of_another_browser_or_session_is_of_no_use(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "review")
    with client_of(tmp_path) as client:
        add_probes(client)
        before = form_token(client.get("/form").json())
        client.post("/sign-in", data={"key": shown, "csrf_token": before})
        assert client.post("/form", data={"name": "a", "csrf_token": before}).status_code == 403
        token = form_token(client.get("/form").json())
        assert client.post("/form", data={"name": "a", "csrf_token": token}).status_code == 200
        client.cookies.clear()
        assert client.post("/form", data={"name": "a", "csrf_token": token}).status_code == 403


def test_a_program_with_a_key_needs_no_field(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "review")
    with client_of(tmp_path, is_open=False) as client:
        add_probes(client)
        assert client.post("/api/v1/form", data={"name": "a"}, headers=with_key(shown)).json() == {"name": "a"}


@pytest.mark.parametrize(
    ("said", "status"), [
        ({}, 200),  # a program
        (BROWSER, 200),
        ({"Origin": "http://127.0.0.1:8000"}, 200),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://127.0.0.1:3000"}, 403),  # another program of this machine
        ({"Origin": "null"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-site", "Origin": "http://127.0.0.1:3000"}, 403),
    ],
)  # fmt: skip
def test_pages_of_other_sites_change_nothing(tmp_path: Path, said: dict[str, str], status: int) -> None:
    with client_of(tmp_path) as client:
        add_probes(client)
        assert client.post("/api/v1/echo", content=b"{}", headers=said).status_code == status


@pytest.mark.parametrize(
    ("host", "status"), [
        ("127.0.0.1:8000", 200), ("localhost:8000", 200), ("LOCALHOST", 200), ("[::1]:8000", 200), ("localhost.", 200),
        ("evil.example", 421), ("evil.example:8000", 421), ("127.0.0.1.evil.example", 421), ("", 421), ("[::1", 421),
        ("localhost@evil.example", 421),
    ],
)  # fmt: skip
def test_a_name_that_leads_here_from_elsewhere_is_refused(tmp_path: Path, host: str, status: int) -> None:
    with client_of(tmp_path, names=("localhost", "127.0.0.1", "::1")) as client:
        assert client.get("/healthz", headers={"Host": host}).status_code == status


@pytest.mark.parametrize("path", ["/healthz", "/nowhere", "/api/v1/nowhere", "/sign-in", "/static/robots.txt", "/metrics"])
def test_every_answer_carries_the_headers(tmp_path: Path, path: str) -> None:
    with client_of(tmp_path) as client:
        headers = client.get(path, headers={"X-Request-Id": "abc-1"}).headers
        policy = {part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split(";")}
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
        assert policy["script-src"] == policy["style-src"] == ["'self'"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert "geolocation=()" in headers["Permissions-Policy"]
        assert headers["X-Request-Id"] == "abc-1"
        for bad in ("a b", "x" * 65, "<b>"):
            assert client.get(path, headers={"X-Request-Id": bad}).headers["X-Request-Id"] != bad


def test_errors_speak_the_form_of_their_path(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL, "enduse.web")
    with client_of(tmp_path) as client:
        add_probes(client)
        for how, status in (("fault", 500), ("input", 422), ("store", 503), ("gone", 410)):
            ours = client.get(f"/api/v1/fail/{how}")
            assert ours.status_code == status
            assert set(ours.json()) == {"error"}
            assert set(ours.json()["error"]) == {"code", "message", "what_to_do"}
            assert all(ours.json()["error"].values())
            yentes = client.get(f"/match/fail/{how}")
            assert (yentes.status_code, set(yentes.json())) == (status, {"detail"})
            page = client.get(f"/fail/{how}")
            assert (page.status_code, page.headers["Content-Type"]) == (status, "text/html; charset=utf-8")
            assert page.headers["X-Request-Id"] in page.text
            for answer in (ours, yentes, page):
                assert SECRET not in answer.text
                assert "Traceback" not in answer.text
        wrong = client.get("/api/v1/fail/input?number=x").json()["error"]
        assert (wrong["code"], "query.number" in wrong["message"]) == ("invalid_input", True)
        assert client.get("/match/fail/input?number=x").json()["detail"][0]["loc"] == ["query", "number"]
        assert "&lt;script&gt;" not in client.get("/<script>alert(1)</script>").text
        assert client.delete("/api/v1/fail/input").status_code == 405


def test_a_fault_is_logged_with_its_request(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with client_of(tmp_path) as client:
        add_probes(client)
        answer = client.get("/api/v1/fail/fault")
    (record,) = (r for r in caplog.records if r.levelno == logging.ERROR)
    assert answer.headers["X-Request-Id"] in record.getMessage()
    assert record.exc_info is not None


def test_a_request_that_breaks_off_is_no_fault(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    parts: Iterator[Message] = iter([{"type": "http.request", "body": b"{", "more_body": True}, {"type": "http.disconnect"}])
    sent: list[Message] = []

    async def receive() -> Message:
        return next(parts)

    async def send(message: Message) -> None:
        sent.append(message)

    app = create_app(ServerSettings(database=str(tmp_path / "enduse.db")))
    scope = {"type": "http", "method": "POST", "path": "/match/default", "query_string": b"", "headers": [], "app": app}
    with TestClient(app) as client:
        assert client.portal is not None
        client.portal.call(app, scope, receive, send)
    assert sent[0]["status"] == 400
    assert "failed" not in caplog.text


def test_an_address_a_body_and_an_upload_have_their_size(tmp_path: Path) -> None:
    limits = Limits(address_bytes=200, body_bytes=1_000, upload_bytes=5_000)
    with client_of(tmp_path, limits=limits) as client:
        add_probes(client)
        assert client.get("/api/v1/nowhere?" + "a" * 180).status_code == 404
        assert client.get("/api/v1/nowhere?" + "a" * 200).json()["error"]["code"] == "address_too_long"
        assert client.post("/api/v1/echo", content=b"a" * 1_000).json() == 1_000
        for content in (b"a" * 1_001, iter([b"a" * 600, b"a" * 600])):  # said beforehand, and not
            answer = client.post("/api/v1/echo", content=content)
            assert (answer.status_code, answer.json()["error"]["code"]) == (413, "body_too_large")
        assert "1,000 bytes" in client.post("/match/echo", content=b"a" * 2_000).json()["detail"]
        token = form_token(client.get("/form").json())
        fields = {"name": "a", "csrf_token": token}
        assert client.post("/form", data=fields, files={"file": b"a" * 3_000}).status_code == 200
        assert client.post("/form", data=fields, files={"file": b"a" * 6_000}).status_code == 413
        assert client.post("/form", content=b"a", headers={"Content-Length": "-1"}).status_code == 400


@pytest.mark.parametrize("length", ["-1", "1e3", "²", "9" * 5_000, "0x10", " "])
def test_a_length_that_is_none_is_refused(tmp_path: Path, length: str) -> None:
    with client_of(tmp_path) as client:
        add_probes(client)
        for method, path in (("POST", "/api/v1/echo"), ("GET", "/healthz")):
            answer = client.request(method, path, content=b"{}", headers={"Content-Length": length.encode("latin-1")})
            assert answer.status_code in (400, 413), answer.text


@pytest.mark.parametrize("number", ["9" * 5_000, "99999999999999999999", "-1", "²", "", "\x00"])
def test_a_place_in_a_form_that_is_none_is_no_fault(tmp_path: Path, number: str) -> None:
    with client_of(tmp_path) as client:
        token = form_token(client.get("/sign-in").text)
        for where in ("receipt:x", f"job:1:{number}"):
            form = {"csrf_token": token, "place": number, "where": where, "entry": "x", "decision": "positive"}
            assert client.post("/screen/judge", data=form, headers=BROWSER).status_code < 500


def test_a_body_that_trickles_without_end_is_given_up_and_a_long_answer_is_not() -> None:
    moments = iter(range(0, 100_000, 30))

    async def trickle() -> Message:
        return {"type": "http.request", "body": b" ", "more_body": True}

    async def whole() -> Message:
        return {"type": "http.request", "body": b" ", "more_body": False}

    async def read(receive: Receive, times: int) -> None:
        body = LimitedBody({"headers": []}, receive, Limits(body_seconds=200), clock=lambda: float(next(moments)))
        for _ in range(times):
            await body.receive()

    with pytest.raises(Refusal, match="not whole after 200 s"):
        anyio.run(read, trickle, 1_000)
    anyio.run(read, whole, 1_000)


def test_a_form_of_too_many_fields_is_refused(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        add_probes(client)
        token = form_token(client.get("/form").json())
        many = {f"field{number}": "x" for number in range(1_001)}
        assert client.post("/form", data={"name": "a", "csrf_token": token} | many).status_code == 400


def test_too_many_requests_are_told_when_to_come_again(tmp_path: Path) -> None:
    one, two = make_key(tmp_path, "read", "one"), make_key(tmp_path, "read", "two")
    with client_of(tmp_path, is_open=False, limits=Limits(per_second=0.01, burst=4)) as client:
        answers = [client.get("/api/v1/nowhere", headers=with_key(one)) for _ in range(5)]
        assert [a.status_code for a in answers] == [404] * 4 + [429]
        assert answers[-1].json()["error"]["code"] == "too_many_requests"
        assert int(answers[-1].headers["Retry-After"]) > 1
        assert client.get("/api/v1/nowhere", headers=with_key(two)).status_code == 429  # the same address


def test_a_bucket_fills_again() -> None:
    clock = [0.0]
    limiter = RateLimiter(2.0, 3, clock=lambda: clock[0])
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 0.5]
    assert limiter.take("b") == 0
    clock[0] = 0.5
    assert [limiter.take("a") for _ in range(2)] == [0, 0.5]
    clock[0] = 100.0
    assert [limiter.take("a") for _ in range(4)] == [0, 0, 0, 0.5]


def test_the_figures_do_not_grow_with_what_is_asked(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        for number in range(20):
            client.get(f"/nowhere/{number}")
            client.request(f"VERB{number}", "/healthz")
        text = client.get("/metrics").text
        assert 'enduse_requests_total{method="GET",route="none",status="404"} 20.0' in text
        assert 'enduse_requests_total{method="other",route="none",status="405"}' in text or 'method="other"' in text
        assert "VERB" not in text
        assert "enduse_requests_in_progress 1.0" in text


def test_secrets_are_not_logged(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    shown = make_key(tmp_path, "read")
    caplog.set_level(logging.DEBUG)
    with client_of(tmp_path, is_open=False) as client:
        client.get("/api/v1/nowhere", params={"api_key": shown})
        client.get("/api/v1/nowhere", headers=with_key(shown))
        client.get("/api/v1/nowhere", headers=with_key(shown + "x"))
        client.get("/" + "a" * 5_000)
    ours = [r for r in caplog.records if r.name.startswith("enduse")]
    assert len(ours) >= 4
    for record in ours:
        assert shown not in str(vars(record))
        assert len(record.getMessage()) < 500
