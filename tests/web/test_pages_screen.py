"""Screening by form, pasted line and file: findings in words, receipts, decisions that are remembered, no clearance."""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from enduse.screening import verify_receipts
from enduse.store import Store
from enduse.web.pages.asking import read_line
from enduse.web.pages.jobs import Job, Jobs

from .clients import client_of
from .page_record import token_of
from .workspaces import ENTITIES, NOW, fill

DAY = dt.date(2026, 3, 1)
NONE = "no finding is not a clearance"


@pytest.fixture
def client(tmp_path: Path) -> Iterator[TestClient]:
    with client_of(tmp_path) as client:
        fill(tmp_path / "enduse.db", tmp_path)
        yield client


def ask(client: TestClient, **fields: str) -> str:
    """Screen what a form names, and give the address of the receipt."""
    answer = client.post("/screen", data={**fields, "csrf_token": token_of(client)})
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


def test_the_type_comes_first_then_its_fields(client: TestClient) -> None:
    person, vessel = client.get("/screen?type=Person").text, client.get("/screen?type=Vessel").text
    assert 'name="party.0.birth"' in person
    assert 'name="party.0.imo"' not in person
    assert 'name="party.0.imo"' in vessel
    assert 'name="goods.2.hs"' in client.get("/screen?type=Shipment").text


def test_a_finding_has_words_before_its_number_and_its_reasons_beside(client: TestClient) -> None:
    where = ask(client, **{"type": "Person", "party.0.name": "Timur Arslanov", "party.0.birth": "1984", "day": "2026-03-01"})
    page = client.get(where).text
    assert page.index("match · ") > page.index('<span class="tag ')
    assert "Timur Arslanov" in page
    assert "born 1984, the entry 1971-03-12" in page.split('class="against"')[1]
    assert NONE in page
    assert "names from 0.7" in page
    assert "as of 2026-03-01" in page


def test_nothing_found_is_no_clearance(client: TestClient) -> None:
    page = client.get(ask(client, **{"type": "Company", "party.0.name": "Quiet Meadow Bakery"})).text
    assert "Nothing was found" in page
    assert NONE in page
    assert "cleared" not in page.replace("no clearance", "")


def test_the_receipt_is_there_to_be_taken_and_the_chain_holds(client: TestClient, tmp_path: Path) -> None:
    where = ask(client, line="Kaskad Avionika; RU; 200 pcs of FPGA; HS 8542.31")
    answer = client.get(f"{where.partition('?')[0]}.json")
    assert answer.headers["content-disposition"].startswith("attachment")
    receipt = answer.json()
    assert receipt["input"]["asked"]["goods"][0]["hs"] == "854231"
    assert [f["entry"] for f in receipt["findings"] if f["rule"] == "party.name"]
    with Store.open(tmp_path / "enduse.db") as store:
        assert verify_receipts(store) == (1, [])


def test_a_number_that_fails_its_check_digit_is_told_and_names_the_party_that_has_no_name(client: TestClient) -> None:
    page = client.get(ask(client, **{"type": "Vessel", "party.0.imo": "9074728"})).text
    assert "IMO 9074728 of party: its check digit does not fit" in page
    assert "<h1><bdi>IMO 9074728</bdi></h1>" in page
    assert client.get(ask(client, **{"type": "Shipment", "shipment.0.destination": "IR"})).text.count("destination IR") >= 1


def test_an_empty_question_is_refused_in_words(client: TestClient) -> None:
    for data in ({"line": " "}, {"type": "Person"}, {"type": "Person", "party.0.name": "A", "day": "tomorrow"}):
        answer = client.post("/screen", data={**data, "csrf_token": token_of(client)})
        assert answer.status_code == 422
        assert "Nothing to ask about" in answer.text or "is none" in answer.text
    assert client.post("/screen", data={"line": "Foo"}).status_code == 403


def test_a_decision_is_remembered_shown_and_withdrawn(client: TestClient, tmp_path: Path) -> None:
    ask(client, **{"type": "Person", "party.0.name": "Timur Arslanov"})
    page = client.get("/review/findings").text
    assert "Timur Arslanov" in page
    assert "1 of " in page
    where = page.split('name="where" value="')[1].split('"')[0]
    entry = page.split('name="entry" value="')[1].split('"')[0]
    form = {"where": where, "place": "0", "entry": entry, "decision": "negative", "why": "another birth", "back": "queue"}
    assert client.post("/screen/judge", data={**form, "csrf_token": token_of(client)}).status_code == 303
    again = client.get(ask(client, **{"type": "Person", "party.0.name": "TIMUR ARSLANOV"})).text
    assert "is not the entry" in again
    assert "another birth" in again
    assert entry not in client.get("/review/findings").text
    assert client.post("/review/findings/undo", data={"csrf_token": token_of(client)}).status_code == 303
    assert entry in client.get("/review/findings").text
    with Store.open(tmp_path / "enduse.db") as store:
        assert [row.decision for row in store.party_judgements()] == ["negative", "none"]


def test_a_finding_whose_entry_left_the_lists_asks_for_no_decision(client: TestClient, tmp_path: Path) -> None:
    where = ask(client, **{"type": "Person", "party.0.name": "Timur Arslanov"})
    assert 'name="decision"' in client.get(where).text
    assert "Timur Arslanov" in client.get("/review/findings").text
    fill(tmp_path / "enduse.db", tmp_path, [row for row in ENTITIES if row["id"] != "NK-1"], now=NOW + dt.timedelta(days=1))
    until = time.monotonic() + 30  # the new copy is made ready beside
    while "Timur Arslanov" in client.get("/review/findings").text and time.monotonic() < until:
        time.sleep(0.1)
    assert "Timur Arslanov" not in client.get("/review/findings").text
    page = client.get(where).text
    assert "None of the lists as they are now has this entry" in page
    assert 'name="decision"' not in page


def test_the_address_of_a_refused_file_leads_back_to_the_form(client: TestClient) -> None:
    assert client.post("/screen/files", data={"csrf_token": token_of(client)}).status_code == 422
    back = client.get("/screen/files?as_of=2024-06-01")
    assert (back.status_code, back.headers["location"]) == (303, "/screen?as_of=2024-06-01")


def finished(client: TestClient, address: str) -> dict[str, object]:
    """The state of a file when its work has ended."""
    for _ in range(600):
        state: dict[str, object] = client.get(f"{address}.json").json()
        if state["state"] != "running":
            return state
        time.sleep(0.05)
    raise AssertionError(f"{address} never ends: {state}")


def test_a_file_over_many_days_says_so_and_counts_what_could_not_be_used(client: TestClient) -> None:
    rows = "reference,consignee,date,destination\nB1,Quiet Meadow,2026-03-04,AT\nB2,Quiet Mill,2024-01-02,Atlantis\n"
    files = {"file": ("days.csv", rows.encode(), "text/csv")}
    where = client.post("/screen/files", data={"csrf_token": token_of(client)}, files=files).headers["location"]
    assert finished(client, where)["state"] == "done"
    page = client.get(where).text
    assert "each as of its own day, 2024-01-02 to 2026-03-04" in page
    assert "1 problem in the cells of its rows" in page


def test_a_file_is_screened_in_the_background_and_bad_rows_sink_nothing(client: TestClient, tmp_path: Path) -> None:
    head = "reference,consignee,consignee country,destination\n"
    rows = head + "A1,Timur Arslanov,RU,RU\nA2,,,\nA3,Quiet Meadow Bakery,AE,Atlantis\n"
    answer = client.post(
        "/screen/files",
        data={"csrf_token": token_of(client)},
        files={"file": ("../ship ments.csv", rows.encode(), "text/csv")},
    )
    assert answer.status_code == 303, answer.text
    where = answer.headers["location"]
    state = finished(client, where)
    assert (state["state"], state["shipments"]) == ("done", 3)
    page = client.get(where).text
    assert "Timur Arslanov" in page
    assert "names neither a party nor goods" in page
    assert "&#39;Atlantis&#39; is no country" in page
    assert NONE in page
    assert "ship_ments.csv" in client.get("/screen").text
    with Store.open(tmp_path / "enduse.db") as store:
        count, faults = verify_receipts(store)
        assert (count, faults) == (1, [])
        jobs = Jobs(store)  # as another start of the server finds them
        (job,) = jobs.newest(5)
        assert (job.state, job.shipments) == ("done", 3)
        assert [row["first"] for row in jobs.answers(job)] == [2, 3, 4]


def test_a_file_that_is_none_fails_in_words(client: TestClient) -> None:
    files = {"file": ("x.xlsx", b"no workbook", "application/octet-stream")}
    where = client.post("/screen/files", data={"csrf_token": token_of(client)}, files=files).headers["location"]
    assert finished(client, where)["state"] == "failed"
    assert "is no XLSX that can be read" in client.get(where).text
    answer = client.post("/screen/files", data={"csrf_token": token_of(client)})
    assert answer.status_code == 422
    assert client.get("/screen/files/20260101-000000-aaaaaa").status_code == 404
    assert client.get("/screen/files/..%2f..%2fetc").status_code == 404


@pytest.mark.sqlite
def test_what_has_just_ended_is_never_told_as_stopped(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    noted = Jobs._note
    seen: list[Job | None] = []

    def note(jobs: Jobs, job: Job) -> None:
        seen.append(jobs.find(job.id))  # just before
        noted(jobs, job)
        seen.append(jobs.find(job.id))  # and just after

    monkeypatch.setattr(Jobs, "_note", note)
    files = {"file": ("x.xlsx", b"no workbook", "application/octet-stream")}
    where = client.post("/screen/files", data={"csrf_token": token_of(client)}, files=files).headers["location"]
    assert finished(client, where)["state"] == "failed"
    for _ in range(500):
        if len(seen) == 4:
            break
        time.sleep(0.01)
    # The first note is of a file that is kept and not yet begun.
    assert [job.state for job in seen[2:] if job is not None] == ["running", "failed"]


@pytest.mark.sqlite
def test_half_a_line_that_a_crash_left_is_cut_off_and_the_rest_goes_on(client: TestClient, tmp_path: Path) -> None:
    rows = "name,country\n" + "".join(f"Quiet Meadow Bakery {n},AE\n" for n in range(6))
    files = {"file": ("names.csv", rows.encode(), "text/csv")}
    where = client.post("/screen/files", data={"csrf_token": token_of(client)}, files=files).headers["location"]
    finished(client, where)
    (folder,) = (path.parent for path in tmp_path.rglob("answers.jsonl"))
    lines = (folder / "answers.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    (folder / "answers.jsonl").write_text("".join(lines[:3]) + lines[3][:20], encoding="utf-8")
    state = json.loads((folder / "job.json").read_text(encoding="utf-8"))
    (folder / "job.json").write_text(json.dumps(state | {"state": "running"}), encoding="utf-8")
    assert "Go on from there" in client.get(where).text
    assert client.post(f"{where}/resume", data={"csrf_token": token_of(client)}).status_code == 303
    assert finished(client, where)["shipments"] == 6


def test_a_pasted_line_is_read_by_labels_headings_or_looks() -> None:
    labelled = read_line("consignee: Foo LLC; country: Iran; goods: engines; HS: 8407.10", DAY).shipment
    assert labelled is not None
    assert (labelled.parties[0].role, labelled.parties[0].name, labelled.goods[0].hs) == ("consignee", "Foo LLC", "840710")
    table = read_line("Consignee\tConsignee country\tDescription\nFoo LLC\tIR\tengines\nFoo LLC\tIR\tpumps", DAY).shipment
    assert table is not None
    assert [line.description for line in table.goods] == ["engines", "pumps"]
    plain = read_line("MV Quiet Sea, IMO 9074729, Panama", DAY).shipment
    assert plain is not None
    assert plain.parties[0].schema == "Vessel"
    assert plain.parties[0].identifiers[0].value == "9074729"
    assert read_line("  ", DAY).shipment is None


def test_words_of_an_address_never_come_on_the_page_as_ours(client: TestClient) -> None:
    where = ask(client, **{"type": "Company", "party.0.name": "Foo Ltd", "party.0.country": "Xyzzyland", "day": "2026-03-01"})
    assert "Xyzzyland" in client.get(where).text.split("Not understood")[1]
    forged = where.split("?")[0] + "?problem=" + "0" * 64 + ".Call+this+number"
    assert "Call this number" not in client.get(forged).text.split("<main")[1].split("</main>")[0]
