"""The audit log: complete, in order, and nobody can change it."""

from __future__ import annotations

import sqlite3
import threading
from pathlib import Path

import pytest
import sqlalchemy as sa
from fastapi import APIRouter, Request

from enduse.errors import StoreError
from enduse.store import AuditRow, Store
from enduse.web.security import audit
from enduse.web.security.audit import AuditLog

from .clients import NOW, client_of, events, make_key, with_key


def row(number: int) -> AuditRow:
    return AuditRow(at=NOW, who="Ada", event="judgement", subject=f"s-{number}", details={"decision": "positive"})


@pytest.mark.sqlite
@pytest.mark.parametrize("change", ["UPDATE audit SET who = 'Eve'", "DELETE FROM audit"])
def test_the_database_itself_refuses_to_change_it(tmp_path: Path, change: str) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        store.append_audit([row(1)])
        with pytest.raises(StoreError, match="only ever added to"), store._connection(writing=True) as connection:
            connection.execute(sa.text(change))
        assert [r.who for r in store.audit()] == ["Ada"]
    connection = sqlite3.connect(tmp_path / "enduse.db")  # nor through another program
    with pytest.raises(sqlite3.DatabaseError, match="only ever added to"):
        connection.execute(change)
    connection.close()


def test_it_is_read_back_in_parts(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        store.append_audit(row(number) for number in range(25))
        store.append_audit([AuditRow(at=NOW, who="Eve", event="sign-in")])
        store.append_audit([])
    with client_of(tmp_path) as client:
        seen, before = [], None
        while True:
            query = {"limit": 10} | ({"before": before} if before is not None else {})
            page = client.get("/api/v1/audit", params=query).json()
            seen += page["events"]
            before = page["next"]
            if before is None:
                break
        assert [e["number"] for e in seen] == list(range(26, 0, -1))
        assert seen[1] == {
            "number": 25, "at": "2024-05-02T12:30:00Z", "who": "Ada", "event": "judgement", "subject": "s-24",
            "request_id": None, "address": None, "details": {"decision": "positive"},
        }  # fmt: skip
        assert [e["who"] for e in client.get("/api/v1/audit?event=sign-in").json()["events"]] == ["Eve"]
        assert len(client.get("/api/v1/audit?who=Ada").json()["events"]) == 25
        for wrong in ("limit=0", "limit=1001", "before=x", "before=99999999999999999999"):
            assert client.get(f"/api/v1/audit?{wrong}").status_code == 422, wrong


def test_only_admins_read_it(tmp_path: Path) -> None:
    review, admin = make_key(tmp_path, "review", "Bob"), make_key(tmp_path, "admin", "Ada")
    with client_of(tmp_path, is_open=False) as client:
        assert client.get("/api/v1/audit", headers=with_key(review)).status_code == 403
        log = events(client, **with_key(admin))
    assert [(e["event"], e["details"]["name"]) for e in log] == [("key-created", "Bob"), ("key-created", "Ada")]


def test_a_request_tells_who_and_when(tmp_path: Path) -> None:
    shown = make_key(tmp_path, "admin")
    with client_of(tmp_path, is_open=False) as client:
        router = APIRouter()

        @router.post("/api/v1/judge")
        def judge(request: Request) -> None:
            audit(request, "judgement", "s-1", details={"decision": "unsure"})
            audit(request, "screening", "r-1")

        client.app.include_router(router)  # type: ignore[attr-defined]
        answer = client.post("/api/v1/judge", headers=with_key(shown))
        log = events(client, **with_key(shown))[1:]
    assert [(e["who"], e["event"], e["subject"], e["request_id"]) for e in log] == [
        ("Ada", "judgement", "s-1", answer.headers["X-Request-Id"]),
        ("Ada", "screening", "r-1", answer.headers["X-Request-Id"]),
    ]
    assert log[0]["details"] == {"decision": "unsure"}


def test_what_waits_is_written_at_the_end(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db") as store:
        log = AuditLog(store)
        threads = [threading.Thread(target=lambda: [log.write_soon(row(n)) for n in range(50)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        log.close()
        assert len(store.audit(limit=1000)) == 200


@pytest.mark.sqlite
def test_a_database_that_is_locked_for_a_while_loses_nothing(tmp_path: Path) -> None:
    with Store.open(tmp_path / "enduse.db", timeout=0.01) as store:
        log = AuditLog(store)
        other = sqlite3.connect(tmp_path / "enduse.db", isolation_level=None)
        other.execute("BEGIN IMMEDIATE")
        log.write_soon(row(1))
        with pytest.raises(StoreError, match="in use by another program"):
            log.flush()
        other.execute("ROLLBACK")
        other.close()
        log.close()
        assert [r.subject for r in store.audit()] == ["s-1"]
