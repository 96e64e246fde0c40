"""The review queue: decisions advance, are kept, change the ledger, and are taken back; two people are both kept."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from fastapi.testclient import TestClient

from enduse.store import Store

from .clients import client_of, make_key, with_key
from .page_record import keep, one_report, report, token_of, transfer


def send(client: TestClient, path: str, data: Mapping[str, str]) -> str:
    """Send a form as the page has it, and give the address that follows."""
    answer = client.post(path, data={**data, "csrf_token": token_of(client)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_the_queue_begins_with_what_is_doubtful(tmp_path: Path) -> None:
    clear, doubtful = report("a.txt"), report("b.txt", publisher="Southern Post")
    keep(tmp_path, (clear, (transfer(clear),)), (doubtful, (transfer(doubtful, score=0.3),)))
    with client_of(tmp_path) as client:
        first = client.get("/review").headers["location"]
        assert "doubtful reading" in client.get(first).text
        assert "read clearly" in client.get(client.get("/review?confidence=clear").headers["location"]).text


def test_a_decision_advances_and_the_ledger_follows(tmp_path: Path) -> None:
    first, second = report("a.txt"), report("b.txt", publisher="Southern Post")
    one, other = transfer(first), transfer(second, recipient=("BY",))
    keep(tmp_path, (first, (one,)), (second, (other,)))
    with client_of(tmp_path) as client:
        assert "4 transfers on record" in client.get("/transfers").text
        after = send(client, f"/review/{one.id}", {"decision": "negative", "why": "a retold rumour"})
        assert after.startswith(f"/review/{other.id}")
        assert f"decided={one.id}" in after
        assert "2 transfers on record" in client.get("/transfers").text
        page = client.get(f"/review/{one.id}").text
        assert "Held wrong: it is left out of the ledger" in page
        assert "a retold rumour" in page
        assert "local" in page
        back = send(client, "/review/undo", {})
        assert back.startswith(f"/review/{one.id}")
        assert "4 transfers on record" in client.get("/transfers").text
    with Store.open(tmp_path / "enduse.db") as store:
        assert [row.decision for row in store.judgements()] == ["negative", "none"]


def test_a_correction_keeps_the_machines_reading_beside_the_persons(tmp_path: Path) -> None:
    _, statement = one_report(tmp_path)
    form = {
        "supplier": "Iran", "recipient": "Belarus", "status": "planned", "certainty": "asserted", "item0_category": "uav",
        "item0_text": "drones", "item0_designation": "Shahed", "item0_low": "20", "item0_high": "20",
        "speaker": "two officials", "why": "the next sentence names Minsk",
    }  # fmt: skip
    with client_of(tmp_path) as client:
        send(client, f"/review/{statement.id}/correct", form)
        page = client.get(f"/review/{statement.id}").text
        assert "<del>Russia</del>" in page
        assert "<ins>Belarus</ins>" in page
        assert "the next sentence names Minsk" in page
        ledger = client.get("/transfers.json").json()["transfers"]
        assert {(t["recipient"], t["status"]) for t in ledger} == {("BY", "planned")}
        assert {t["quantity"]["text"] for t in ledger} == {"20"} or all(
            t["quantity"] is None or t["quantity"]["low"] == 20 for t in ledger
        )


def test_a_correction_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    _, statement = one_report(tmp_path)
    with client_of(tmp_path) as client:
        form = {
            "status": "delivered",
            "certainty": "asserted",
            "item0_category": "uav",
            "item0_text": "drones",
            "item0_low": "many",
        }
        answer = client.post(f"/review/{statement.id}/correct", data={**form, "csrf_token": token_of(client)})
        assert answer.status_code == 422
        assert "is no number of things" in answer.text
        lost = {**form, "item0_low": "", "status": "lost", "csrf_token": token_of(client)}
        assert client.post(f"/review/{statement.id}/correct", data=lost).status_code == 422


def test_two_people_who_disagree_are_both_kept_and_the_statement_stays(tmp_path: Path) -> None:
    _, statement = one_report(tmp_path)
    keys = {name: make_key(tmp_path, "review", name) for name in ("Ada", "Ben")}
    with client_of(tmp_path, is_open=False) as client:
        for name, decision in (("Ada", "positive"), ("Ben", "negative")):
            answer = client.post(f"/review/{statement.id}", data={"decision": decision}, headers=with_key(keys[name]))
            assert answer.status_code == 303
        page = client.get(f"/review/{statement.id}", headers=with_key(keys["Ada"])).text
        assert "People disagree here" in page
        assert "Ada" in page
        assert "Ben" in page
        assert "2 transfers on record" in client.get("/transfers", headers=with_key(keys["Ada"])).text
        assert statement.id in client.get("/review?show=disputed", headers=with_key(keys["Ada"])).headers["location"]


def test_nobody_decides_without_leave_or_from_another_site(tmp_path: Path) -> None:
    _, statement = one_report(tmp_path)
    reader = make_key(tmp_path, "read", "Cleo")
    with client_of(tmp_path, is_open=False) as client:
        assert (
            client.post(f"/review/{statement.id}", data={"decision": "negative"}, headers=with_key(reader)).status_code == 403
        )
        assert client.post(f"/review/{statement.id}", data={"decision": "negative"}).status_code == 401
    with client_of(tmp_path) as client:
        assert client.post(f"/review/{statement.id}", data={"decision": "negative"}).status_code == 403
    with Store.open(tmp_path / "enduse.db") as store:
        assert store.judgements() == []


def test_a_decision_that_is_none_is_refused_in_words(tmp_path: Path) -> None:
    _, statement = one_report(tmp_path)
    with client_of(tmp_path) as client:
        answer = client.post(f"/review/{statement.id}", data={"decision": "maybe", "csrf_token": token_of(client)})
        assert answer.status_code == 422
        assert "is no decision" in answer.text
        assert client.get("/review/s-0").status_code == 404
