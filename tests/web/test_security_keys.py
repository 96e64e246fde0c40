"""Keys and sessions: who is let in, who is not, and when that ends."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from fastapi import APIRouter, Depends
from fastapi.testclient import TestClient

from enduse import access
from enduse.errors import InputError
from enduse.store import Store
from enduse.web.security import Caller, require

from .clients import NOW, client_of, events, form_token, make_key, revoke, sign_in, with_key

PAGE = {"Accept": "text/html"}


def add_probes(client: TestClient) -> None:
    """Paths that tell who was let in."""
    router = APIRouter()
    for scope in access.SCOPES:

        async def probe(who: Caller = Depends(require(scope))) -> dict[str, str | None]:  # noqa: B008 (FastAPI's way)
            return {"name": who.name, "by": who.by, "scope": who.scope}

        router.add_api_route(f"/api/v1/probe/{scope}", probe)
    client.app.include_router(router)  # type: ignore[attr-defined]


def test_on_loopback_it_is_open_to_whoever_is_there(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        add_probes(client)
        assert client.get("/api/v1/probe/admin").json() == {"name": "local", "by": "open", "scope": "admin"}


@pytest.mark.parametrize("held", access.SCOPES)
@pytest.mark.parametrize("needed", access.SCOPES)
def test_a_key_may_what_its_scope_holds(tmp_path: Path, held: access.Scope, needed: access.Scope) -> None:
    shown = make_key(tmp_path, held)
    with client_of(tmp_path, is_open=False) as client:
        add_probes(client)
        answer = client.get(f"/api/v1/probe/{needed}", headers=with_key(shown))
        if access.SCOPES.index(held) >= access.SCOPES.index(needed):
            assert answer.json() == {"name": "Ada", "by": "key", "scope": held}
        else:
            assert answer.status_code == 403
            assert answer.json()["error"]["code"] == "scope_too_narrow"
            assert needed in answer.json()["error"]["what_to_do"]


@pytest.mark.parametrize(
    "way", [
        lambda key: {"headers": {"Authorization": f"ApiKey {key}"}},
        lambda key: {"headers": {"Authorization": f"apikey   {key}"}},
        lambda key: {"headers": {"Authorization": f"Bearer {key}"}},
        lambda key: {"headers": {"X-Api-Key": key}},
        lambda key: {"params": {"api_key": key}},
    ],
)  # fmt: skip
def test_every_way_in_which_clients_send_a_key(tmp_path: Path, way: object) -> None:
    shown = make_key(tmp_path, "read")
    with client_of(tmp_path, is_open=False) as client:
        add_probes(client)
        assert client.get("/api/v1/probe/read", **way(shown)).json()["name"] == "Ada"  # type: ignore[operator]
        changed = shown[:-1] + ("a" if shown[-1] != "a" else "b")
        assert client.get("/api/v1/probe/read", **way(changed)).status_code == 401  # type: ignore[operator]


@pytest.mark.parametrize(
    "path", ["/api/v1/audit", "/match/default", "/transfers", "/metrics", "/nowhere", "/api/v1/openapi.json"]
)
@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "DELETE"])
def test_nothing_is_open_by_oversight(tmp_path: Path, path: str, method: str) -> None:
    with client_of(tmp_path, is_open=False) as client:
        assert client.request(method, path).status_code == 401


def test_health_and_signing_in_need_no_key(tmp_path: Path) -> None:
    with client_of(tmp_path, is_open=False) as client:
        for path in ("/healthz", "/readyz", "/sign-in", "/static/robots.txt"):
            assert client.get(path).status_code == 200, path
        assert client.get("/healthz").json() == client.get("/readyz").json() == {"status": "ok"}


def test_a_wrong_key_is_refused_even_where_none_is_needed(tmp_path: Path) -> None:
    """Else a revoked key would seem to work, and decisions would stand beside the wrong name."""
    with client_of(tmp_path) as client:
        add_probes(client)
        answer = client.get("/api/v1/probe/read", headers=with_key("enduse_0123456789_" + "x" * 43))
        assert answer.status_code == 401
        assert "ApiKey" in answer.headers["WWW-Authenticate"]


def test_a_revoked_key_ends_at_once_with_the_sessions_it_opened(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "admin")
    with client_of(tmp_path, is_open=False) as client:
        sign_in(client, shown)
        add_probes(client)
        assert client.get("/api/v1/probe/admin").json()["by"] == "session"
        assert client.get("/api/v1/probe/admin", headers=with_key(shown)).json()["by"] == "key"
        revoke(tmp_path, shown)
        assert client.get("/api/v1/probe/admin").status_code == 401
        assert client.get("/api/v1/probe/admin", headers=with_key(shown)).status_code == 401


def test_a_key_ends_on_its_day(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        _, shown = access.create_key(store, "Ada", "read", now=NOW, by="test", lasts=dt.timedelta(days=7))
        assert access.find_key(store, shown, now=NOW + dt.timedelta(days=6)) is not None
        assert access.find_key(store, shown, now=NOW + dt.timedelta(days=7)) is None


def test_of_a_key_only_a_salted_hash_is_kept(tmp_path: Path) -> None:
    one, two = make_key(tmp_path, "read", "one"), make_key(tmp_path, "read", "two")
    with client_of(tmp_path, is_open=False) as client:
        token = sign_in(client, one)
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("enduse.db*"))
    for secret in (one, two, one.split("_", 2)[2], two.split("_", 2)[2], token):
        assert secret.encode() not in kept
    with Store.open(tmp_path / "enduse.db") as store:
        keys = store.access_keys()
    assert len({key.salt for key in keys}) == 2
    assert "digest" not in repr(keys[0])


def test_two_people_do_not_go_by_one_name(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "read", "Ada")
    with pytest.raises(InputError, match="revoke it first"):
        make_key(tmp_path, "read", " Ada ")
    revoke(tmp_path, shown)
    make_key(tmp_path, "read", "Ada")
    with Store.open(tmp_path / "enduse.db") as store:
        for name in ("", "  ", "x" * 81, "a\x00b"):
            with pytest.raises(InputError):
                access.create_key(store, name, "read", now=NOW, by="test")
        with pytest.raises(InputError, match="no scope"):
            access.create_key(store, "Eve", "root", now=NOW, by="test")


def test_signing_in_and_out(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "admin")
    with client_of(tmp_path, is_open=False) as client:
        answer = client.get("/transfers?supplier=IR&as_of=2023-01", headers=PAGE)
        assert answer.status_code == 303
        assert answer.headers["Location"] == "/sign-in?next=%2Ftransfers%3Fsupplier%3DIR%26as_of%3D2023-01"
        page = client.get(answer.headers["Location"])
        fields = {"key": f" {shown} ", "csrf_token": form_token(page.text), "next": "/transfers?supplier=IR"}
        answer = client.post("/sign-in", data=fields)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/transfers?supplier=IR")
        cookie = answer.headers["Set-Cookie"]
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie
        page = client.get("/sign-in")
        assert "signed in as <strong>Ada</strong>" in page.text
        held = dict(client.cookies)
        assert client.post("/sign-out", data={"csrf_token": form_token(page.text)}).status_code == 303
        assert client.get("/api/v1/audit").status_code == 401
        client.cookies.update(held)  # the cookie itself opens nothing any more
        assert client.get("/api/v1/audit").status_code == 401
        log = events(client, **with_key(shown))
    assert [(e["event"], e["who"]) for e in log] == [("key-created", "test"), ("sign-in", "Ada"), ("sign-out", "Ada")]
    assert all(e["request_id"] for e in log[1:])


def test_over_https_the_cookies_are_for_it_alone(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "read")
    with client_of(tmp_path, is_open=False, base_url="https://ledger.example") as client:
        page = client.get("/sign-in")
        assert page.headers["Set-Cookie"].startswith("__Host-enduse_form=")
        answer = client.post("/sign-in", data={"key": shown, "csrf_token": form_token(page.text)})
        assert answer.headers["Set-Cookie"].startswith("__Host-enduse_session=")
        assert "Secure" in answer.headers["Set-Cookie"]
        assert "max-age" in answer.headers["Strict-Transport-Security"]
        assert client.get("/metrics").status_code == 200


@pytest.mark.parametrize("wanted", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", ""])
def test_signing_in_leads_nowhere_else(tmp_path: Path, wanted: str) -> None:
    shown = make_key(tmp_path, "read")
    with client_of(tmp_path, is_open=False) as client:
        token = form_token(client.get("/sign-in").text)
        answer = client.post("/sign-in", data={"key": shown, "csrf_token": token, "next": wanted})
        assert answer.headers["Location"] == "/"


@pytest.mark.sqlite
def test_a_session_ends_after_its_time(tmp_path: Path) -> None:
    make_key(tmp_path, "read")
    with Store.open(tmp_path / "enduse.db") as store:
        (key,) = store.access_keys()
        token = access.open_session(store, key, now=NOW)
        assert access.find_session(store, token, now=NOW + access.SESSION / 2) is not None
        assert access.find_session(store, token, now=NOW + access.SESSION) is None
        access.open_session(store, key, now=NOW + 3 * access.SESSION)
    with sqlite3.connect(tmp_path / "enduse.db") as connection:
        assert connection.execute("SELECT count(*) FROM sessions").fetchone() == (1,)
    connection.close()


def test_guessing_keys_is_refused_and_told(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "admin")
    with client_of(tmp_path, is_open=False) as client:
        token = form_token(client.get("/sign-in").text)
        answers = [client.post("/sign-in", data={"key": "x", "csrf_token": token}) for _ in range(11)]
        assert [a.status_code for a in answers] == [401] * 10 + [429]
        assert int(answers[-1].headers["Retry-After"]) >= 1
        log = events(client, **with_key(shown))
    assert [e["event"] for e in log].count("sign-in-refused") == 10
    assert all(e["who"] == "nobody" for e in log if e["event"] == "sign-in-refused")


@pytest.mark.parametrize("asked", ["/updatez", "/updatez?token=wrong", "/updatez?token=enduse_0123_wrong"])
def test_where_yente_forbids_a_wrong_token_so_do_we(tmp_path: Path, asked: str) -> None:
    with client_of(tmp_path, is_open=False) as client:
        answer = client.post(asked)
    assert (answer.status_code, set(answer.json())) == (403, {"detail"})


def test_lists_are_taken_in_anew_with_the_token_of_an_admin_alone(tmp_path: Path) -> None:
    reader, admin = make_key(tmp_path, "read", "Ben"), make_key(tmp_path, "admin")
    with client_of(tmp_path, is_open=False) as client:
        assert client.post(f"/updatez?token={reader}").status_code == 403
        assert client.post(f"/updatez?token={admin}&sync=true").json() == {"status": "ok"}
