"""Our own API: what it sends is what its document says, in pages, with tags, and with one shape of error."""

from __future__ import annotations

import base64
import csv
import dataclasses
import datetime as dt
import hashlib
import io
import json
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enduse.model import Attribution, Document, Item, Quantity, Span, Statement
from enduse.read.reader import Reading
from enduse.store import Store
from enduse.web.api.v1 import list_models, reading, record_models, screening_models
from enduse.web.app import ServerSettings, create_app

from .workspaces import NOW, fill

TEXT = "Iran sold dozens of drones to Russia, a U.S. official said. Tehran denied that it sold drones to Russia."


def statement(doc: str, text: str, **fields: Any) -> Statement:
    start = TEXT.index(text)
    made = Statement(
        doc=doc, kind="transfer", span=Span(start=start, end=start + len(text)), quote=text, status="delivered",
        certainty="asserted", supplier=("IR",), recipient=("RU",), items=(Item(category="uav", text="drones"),), score=0.9,
    )  # fmt: skip
    return dataclasses.replace(made, **fields)


def save_reports(store: Store) -> None:
    for name, day, publisher in (("a.txt", 1, "Reuters"), ("b.txt", 9, "TASS")):
        document = Document(
            name=name, text=TEXT, sha256=hashlib.sha256(name.encode()).hexdigest(), title=f"Report {name}",
            published=dt.date(2024, 5, day), publisher=publisher, url=f"https://example.org/{name}",
        )  # fmt: skip
        sold = statement(
            name, "Iran sold dozens of drones to Russia", attribution=Attribution(speaker="a U.S. official"),
            items=(Item(category="uav", text="drones", quantity=Quantity(low=24, text="dozens")),),
        )  # fmt: skip
        denied = statement(name, "Tehran denied that it sold drones to Russia", certainty="denied")
        found = (sold, denied) if name == "a.txt" else (dataclasses.replace(sold, supplier=("KP",)),)
        store.save_reading(document, Reading(statements=found), "by hand", NOW)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Iterator[TestClient]:
    folder = tmp_path_factory.mktemp("v1")
    fill(folder / "enduse.db", folder)
    with Store.open(folder / "enduse.db") as store:
        save_reports(store)
    with TestClient(create_app(ServerSettings(database=str(folder / "enduse.db")))) as made:
        yield made


def get(client: TestClient, path: str) -> dict[str, Any]:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("/documents", record_models.DocumentPage),
        ("/documents/a.txt", record_models.WholeDocument),
        ("/statements", record_models.StatementPage),
        ("/transfers", record_models.TransferPage),
        ("/parties", list_models.PartyPage),
        ("/parties/opensanctions:NK-1", list_models.Party),
        ("/measures", list_models.MeasurePage),
        ("/measures/un-1737?as_of=2026-01", list_models.MeasureShape),
        ("/lists", list_models.ListPage),
        ("/lists/opensanctions", list_models.WholeList),
        ("/receipts/verification", screening_models.Verification),
    ],
)
def test_what_is_sent_is_what_is_documented(client: TestClient, path: str, shape: type[record_models.Shape]) -> None:
    shape.model_validate(get(client, path))


def test_every_field_of_the_document_has_an_example(client: TestClient) -> None:
    described = client.get("/api/v1/openapi.json").json()
    without = [
        f"{name}.{field}"
        for name, schema in described["components"]["schemas"].items()
        for field, about in schema.get("properties", {}).items()
        if "examples" not in about and "example" not in about and name not in ("HTTPValidationError", "ValidationError")
    ]
    ours = [name for name in without if not name.startswith("Body_")]
    assert ours == []


def test_documents_are_found_by_publisher_day_and_words(client: TestClient) -> None:
    assert [d["name"] for d in get(client, "/documents")["results"]] == ["a.txt", "b.txt"]
    assert [d["name"] for d in get(client, "/documents?publisher=tass")["results"]] == ["b.txt"]
    assert [d["name"] for d in get(client, "/documents?as_of=2024-05-05")["results"]] == ["a.txt"]
    assert [d["name"] for d in get(client, "/documents?since=2024-05-05")["results"]] == ["b.txt"]
    assert get(client, "/documents?q=submarines")["total"] == 0
    whole = get(client, "/documents/a.txt")
    assert whole["text"] == TEXT
    start, end = whole["read"][0]["span"]
    assert whole["text"][start:end] == whole["read"][0]["quote"]
    assert get(client, f"/documents/{whole['id']}") == whole


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 3), ("doc=a.txt", 2), ("certainty=denied", 1), ("supplier=Iran", 2), ("supplier=KP&recipient=RU", 1),
        ("item=drones", 3), ("item=tank", 0), ("kind=measure", 0), ("status=delivered", 3), ("stage=prospective", 0),
    ],
)  # fmt: skip
def test_statements_are_filtered(client: TestClient, query: str, count: int) -> None:
    assert get(client, f"/statements?{query}")["total"] == count


def test_a_statement_names_its_report(client: TestClient) -> None:
    found = get(client, "/statements?doc=a.txt")["results"][0]
    one = get(client, f"/statements/{found['id']}")
    assert one == found
    assert one["source"]["publisher"] == "Reuters"
    assert one["attribution"] == {"speaker": "a U.S. official"}


def test_pages_have_cursors(client: TestClient) -> None:
    seen: list[str] = []
    path = "/statements?limit=1"
    while True:
        body = get(client, path)
        assert (len(body["results"]), body["total"]) == (1, 3)
        seen.append(body["results"][0]["id"])
        if body["next"] is None:
            break
        path = f"/statements?limit=1&cursor={body['next']}"
    assert seen == [row["id"] for row in get(client, "/statements")["results"]]
    assert client.get("/api/v1/statements?cursor=%00nonsense").json()["error"]["code"] == "cursor_unknown"


def test_an_answer_is_not_sent_twice(client: TestClient) -> None:
    for path in ("/api/v1/transfers", "/api/v1/transfers.csv", "/api/v1/lists"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


def test_a_transfer_has_its_statements_with_their_words(client: TestClient) -> None:
    (found,) = get(client, "/transfers?supplier=IR&recipient=Russia")["results"]
    whole = get(client, f"/transfers/{found['id']}")
    record_models.WholeTransfer.model_validate(whole)
    assert {row["quote"] for row in whole["stated"]} == {
        "Iran sold dozens of drones to Russia",
        "Tehran denied that it sold drones to Russia",
    }
    assert whole["denied"] is True
    assert [row["source"]["name"] for row in whole["stated"]] == ["a.txt", "a.txt"]
    assert get(client, "/transfers?as_of=2024-05-05")["total"] == 1
    assert get(client, "/transfers?as_of=2024-05-05")["as_of"] == "2024-05-05"
    assert get(client, "/transfers?since=2024-05-08")["total"] == 1
    assert get(client, "/transfers?status=planned")["total"] == 0


def test_transfers_in_other_forms(client: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(client.get("/api/v1/transfers.csv").text)))
    assert {row["supplier"] for row in rows} == {"IR", "KP"}
    by_header = client.get("/api/v1/transfers", headers={"Accept": "text/csv"})
    assert by_header.text == client.get("/api/v1/transfers.csv").text
    assert by_header.headers["content-type"].startswith("text/csv")
    assert client.get("/api/v1/transfers", headers={"Accept": "*/*"}).json()["total"] == 2
    assert client.get("/api/v1/transfers.xlsx").content.startswith(b"PK")
    lines = client.get("/api/v1/transfers.jsonl").text.splitlines()
    assert [json.loads(line)["recipient"] for line in lines] == ["RU", "RU"]
    entities = [json.loads(line) for line in client.get("/api/v1/transfers.ftm.json").text.splitlines()]
    assert "UnknownLink" in {entity["schema"] for entity in entities}
    assert client.get("/api/v1/transfers.stix.json").json()["type"] == "bundle"
    assert b"<feed" in client.get("/api/v1/transfers.atom").content
    assert client.get("/api/v1/transfers.doc").json()["error"]["code"] == "form_unknown"


def test_statements_as_annotations(client: TestClient) -> None:
    answer = client.get("/api/v1/documents/a.txt/annotations")
    assert answer.headers["content-type"].startswith("application/ld+json")
    items = answer.json()["items"]
    assert len(items) == 2
    position = next(s for s in items[0]["target"]["selector"] if s["type"] == "TextPositionSelector")
    assert TEXT[position["start"] : position["end"]] == "Iran sold dozens of drones to Russia"


def test_parties_are_found(client: TestClient) -> None:
    assert [p["id"] for p in get(client, "/parties?q=арсланов")["results"]] == ["opensanctions:NK-1"]
    assert {p["entry"] for p in get(client, "/parties?country=Russia")["results"]} == {"NK-1", "NK-2"}
    assert {p["entry"] for p in get(client, "/parties?schema=Vessel&list=opensanctions")["results"]} == {"NK-4"}
    assert get(client, "/parties?list=us-csl")["total"] == 0


def test_a_measure_stands_as_of_a_day(client: TestClient) -> None:
    assert get(client, "/measures/un-1737?as_of=2010-01-01")["state"] == "in force"
    assert get(client, "/measures/un-1737?as_of=2020-01-01")["state"] == "lapsed"
    disputed = get(client, "/measures/un-1737?as_of=2026-01-01")
    assert disputed["state"] == "disputed"
    assert any(period["disputed"] for period in disputed["periods"])


SHIPMENT = {
    "reference": "INV-1",
    "parties": [{"name": "Timur ARSLANOV", "role": "consignee", "birth": "1971-03-12", "countries": ["Russia"]}],
    "goods": [{"description": "microcontrollers", "hs": "8542.31"}],
    "destination": "RU",
    "date": "2026-03-01",
}


def test_a_shipment_is_screened_with_a_receipt(client: TestClient) -> None:
    answer = client.post("/api/v1/screen", json=SHIPMENT)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    screening_models.ScreeningShape.model_validate(body)
    assert "opensanctions:NK-1" in {finding.get("entry") for finding in body["findings"]}
    assert "line 1" in {finding["subject"] for finding in body["findings"]}
    assert body["asked"]["as_of"] == "2026-03-01"
    assert body["asked"]["lists"][0]["list"] == "opensanctions"
    assert "not a clearance" in body["no_clearance"].replace("not \n", "not ")
    receipt = get(client, f"/receipts/{body['receipt']}")
    screening_models.ReceiptShape.model_validate(receipt)
    assert receipt["input"]["asked"]["reference"] == "INV-1"
    again = client.post("/api/v1/screen", json=SHIPMENT | {"as_of": "2020"}).json()
    assert again["asked"]["as_of"] == "2020-12-31"
    screening_models.SummaryPage.model_validate(get(client, "/screenings"))
    assert get(client, "/screenings?limit=1")["results"][0]["receipt"] == again["receipt"]
    screening_models.ReceiptPage.model_validate(get(client, "/receipts"))
    assert get(client, "/receipts/verification")["is_whole"] is True
    newest = get(client, "/receipts?limit=1")
    before = get(client, f"/receipts?limit=1&cursor={newest['next']}")
    assert [page["results"][0]["hash"] for page in (newest, before)] == [again["receipt"], body["receipt"]]
    assert newest["total"] == before["total"] >= 2
    gone = base64.urlsafe_b64encode(b"0" * 64).decode().rstrip("=")
    assert client.get(f"/api/v1/receipts?cursor={gone}").status_code == 400


def test_a_faulty_number_is_told_and_a_destination_alone_is_answered(client: TestClient) -> None:
    ship = {"parties": [{"name": "", "identifiers": [{"kind": "imo", "value": "9074728"}]}], "destination": "IR"}
    told = client.post("/api/v1/screen", json=ship).json()
    screening_models.ScreeningShape.model_validate(told)
    assert told["reference"] == "IMO 9074728"
    assert ["check digit does not fit" in words for words in told["problems"]] == [True]
    embargo = client.post("/api/v1/screen", json={"destination": "IR"}).json()
    assert "route.embargo" in {finding["rule"] for finding in embargo["findings"]}


def test_a_body_is_understood_as_a_row_of_a_file_is(client: TestClient) -> None:
    def asked(body: dict[str, Any]) -> list[dict[str, Any]]:
        answer = client.post("/api/v1/screen", json=body | {"date": "2026-03-01"})
        assert answer.status_code == 200, answer.text
        found: list[dict[str, Any]] = answer.json()["findings"]
        return found

    crimea = asked({"destination": "Crimea"})
    assert any(f["rule"] == "route.embargo" and "Crimea" in f["words"] for f in crimea)
    assert "route.port" in {f["rule"] for f in asked({"ports": ["Bandar Anzali"]})}
    assert "route.origin" in {f["rule"] for f in asked({"origin": "Iran"})}
    careof = asked({"parties": [{"name": "Quiet Meadow c/o Kaskad Avionika LLC", "role": "Consignee"}]})
    assert "opensanctions:NK-2" in {f["entry"] for f in careof}
    forwarder = asked({"parties": [{"name": "Quiet Freight Forwarding", "role": "End User"}]})
    assert "route.forwarder" in {f["rule"] for f in forwarder}


@pytest.mark.parametrize(
    ("path", "known"),
    [
        ("/statements?status=delivred", "delivered"),
        ("/statements?kind=use&status=announced", "under_way"),
        ("/transfers?status=delivred", "delivered"),
        ("/parties?list=us-cls", "opensanctions"),
        ("/parties?schema=Compny", "Company"),
        ("/parties?country=Atlantis", "IR"),
    ],
)
def test_a_filter_that_nothing_can_meet_is_refused_with_the_words_that_are_known(
    client: TestClient, path: str, known: str
) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 422
    assert known in answer.json()["error"]["message"] + answer.json()["error"]["what_to_do"]


def test_an_address_says_which_method_it_takes(client: TestClient) -> None:
    error = client.delete("/api/v1/statements").json()["error"]
    assert (error["code"], "GET" in error["what_to_do"]) == ("method_not_allowed", True)
    assert "takes POST alone" in client.get("/screen/judge").text


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "nothing to screen"),
        ({"parties": [{"role": "bank"}]}, "needs a name"),
        ({"parties": [{"name": "x", "countries": ["Atlantis"]}]}, "no country"),
        ({"parties": [{"name": "x", "birth": "long ago"}]}, "no day"),
        ({"parties": [{"name": "x", "schema": "Ghost"}]}, "schema"),
        ({"goods": [{"hs": "854231"}], "date": "someday"}, "no day"),
        ({"goods": [{"hs": "854231"}], "unknown": 1}, "unknown"),
    ],
)
def test_what_cannot_be_screened_is_said_in_one_shape(client: TestClient, body: Any, words: str) -> None:
    answer = client.post("/api/v1/screen", json=body)
    assert answer.status_code == 422
    error = answer.json()["error"]
    assert answer.json().keys() == {"error"}
    assert error.keys() == {"code", "message", "what_to_do"}
    assert words in error["message"]


@pytest.mark.parametrize(
    "path",
    [
        "/documents/none", "/statements/s-none", "/transfers/t-none", "/parties/none", "/measures/none", "/lists/none",
        "/receipts/none", "/nothing",
    ],
)  # fmt: skip
def test_what_is_not_there_is_said_in_one_shape(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 404
    assert answer.json()["error"].keys() == {"code", "message", "what_to_do"}


@pytest.mark.parametrize("path", ["/transfers?as_of=2024-13", "/transfers?supplier=Atlantis", "/transfers?limit=0"])
def test_wrong_parameters(client: TestClient, path: str) -> None:
    answer = client.get(f"/api/v1{path}")
    assert answer.status_code == 422
    assert answer.json().keys() == {"error"}


def test_decisions_are_added(client: TestClient) -> None:
    before = get(client, "/transfers")["total"]
    (wrong,) = get(client, "/statements?supplier=KP")["results"]
    made = client.post("/api/v1/judgements", json={"statement": wrong["id"], "decision": "negative", "why": "not said"})
    assert made.status_code == 201, made.text
    screening_models.JudgementShape.model_validate(made.json())
    assert get(client, "/transfers")["total"] == before - 1
    client.post("/api/v1/judgements", json={"statement": wrong["id"], "decision": "none"})
    assert get(client, "/transfers")["total"] == before
    asked = {"name": "Timur ARSLANOV", "birth": "1971-03-12", "countries": ["RU"]}
    decided = {"party": asked, "entry": "opensanctions:NK-1", "decision": "negative", "why": "another man"}
    assert client.post("/api/v1/judgements", json=decided).status_code == 201
    findings = client.post("/api/v1/screen", json=SHIPMENT).json()["findings"]
    (judged,) = [finding for finding in findings if finding["decision"] is not None]
    assert judged["decision"]["why"] == "another man"
    page = get(client, "/judgements")
    screening_models.JudgementPage.model_validate(page)
    assert [row["decision"] for row in page["results"]] == ["negative", "none", "negative"]
    assert [row["about"] for row in get(client, "/judgements?about=party")["results"]] == ["party"]
    assert client.post("/api/v1/judgements", json={"decision": "positive"}).status_code == 422
    unknown = {"statement": "s-none", "decision": "positive"}
    assert client.post("/api/v1/judgements", json=unknown).status_code == 422


def test_a_text_is_read(client: TestClient) -> None:
    asked = {
        "text": "Tehran, 1 May 2024. Iran delivered 60 drones to Russia in April, officials said.",
        "published": "2024-05-01",
    }
    answer = client.post("/api/v1/read", json=asked)
    assert answer.status_code == 200, answer.text
    body = answer.json()
    reading.ReadOut.model_validate(body)
    assert body["saved"] is False
    assert [(s["supplier"], s["recipient"]) for s in body["statements"]] == [(["IR"], ["RU"])]
    before = get(client, "/documents")["total"]
    kept = client.post("/api/v1/read", json=asked | {"save": True, "name": "note.txt"}).json()
    assert kept["saved"] is True
    assert get(client, "/documents")["total"] == before + 1
    assert get(client, "/documents/note.txt")["read"][0]["supplier"] == ["IR"]


@pytest.mark.parametrize(
    "body",
    [
        {}, {"text": "a", "url": "https://example.org"}, {"text": "  "}, {"text": "a", "published": "soon"}, {"url": "file:///etc/passwd"},
        {"url": "http://127.0.0.1:9/"}, {"url": "http://169.254.169.254/latest"},
    ],
)  # fmt: skip
def test_what_cannot_be_read(client: TestClient, body: dict[str, Any]) -> None:
    answer = client.post("/api/v1/read", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json()["error"]["what_to_do"]
