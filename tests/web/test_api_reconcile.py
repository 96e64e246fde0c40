"""The reconciliation service: the forms of the specification, and a client of it."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enduse.web.app import ServerSettings, create_app

from .workspaces import ENTITIES, entity, fill, serving

HOSTILE = entity("NK-66", "Person", "<script>alert(1)</script> \u202eEvil", {"notes": ["<img src=x onerror=alert(1)>"]})


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Path:
    folder = tmp_path_factory.mktemp("reconcile")
    fill(folder / "enduse.db", folder, [*ENTITIES, HOSTILE])
    return folder / "enduse.db"


@pytest.fixture(scope="module")
def client(workspace: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ServerSettings(database=str(workspace)))) as made:
        yield made


def ask(client: TestClient, queries: Any, dataset: str = "default", **params: str) -> dict[str, Any]:
    answer = client.post(f"/reconcile/{dataset}", data={"queries": json.dumps(queries)}, params=params)
    assert answer.status_code == 200, answer.text
    assert answer.headers["x-batch-size"] == str(len(queries))
    found: dict[str, Any] = answer.json()
    return found


def test_the_manifest(client: TestClient) -> None:
    answer = client.get("/reconcile/opensanctions?api_key=abc", headers={"Origin": "http://127.0.0.1:3333"})
    assert answer.status_code == 401  # a key that is none
    answer = client.get("/reconcile/opensanctions?x=1", headers={"Origin": "http://127.0.0.1:3333"})
    assert answer.headers["access-control-allow-origin"] == "*"
    body = answer.json()
    assert body["versions"] == ["0.2"]
    assert {"Person", "Company", "Vessel"} <= {row["id"] for row in body["defaultTypes"]}
    for row in (*body["suggest"].values(), body["extend"]["propose_properties"]):
        assert row["service_path"].endswith("?x=1")
        path = f"{row['service_url']}{row['service_path']}".removeprefix("http://testserver")
        assert client.get(path).status_code == 200
    assert [row["name"] for row in body["extend"]["propose_settings"]] == ["limit", "render"]
    assert "{{id}}" in body["view"]["url"]
    preview = body["preview"]["url"].replace("{{id}}", "NK-1").removeprefix("http://testserver")
    assert "Timur Arslanov" in client.get(preview).text
    assert client.get("/reconcile/atlantis").status_code == 404
    assert client.options("/reconcile/default").headers["access-control-allow-methods"] == "GET, POST, OPTIONS"


def test_queries_by_post_and_get(client: TestClient) -> None:
    queries = {
        "q0": {"query": "Timur Arslanov", "type": "Person", "properties": [{"pid": "Person:birthDate", "v": "1971-03-12"}]},
        "q1": {"query": "Kaskad Avionika", "type": ["Company"], "limit": 1},
        "q2": {"query": "Nobody At All"},
        "q3": {
            "query": "Morskaya Zvezda",
            "type": {"id": "Vessel"},
            "properties": [{"pid": "imoNumber", "v": {"id": "9074729"}}],
        },
    }
    found = ask(client, queries)
    assert [[row["id"] for row in found[key]["result"]] for key in queries] == [["NK-1"], ["NK-2"], [], ["NK-4"]]
    row = found["q0"]["result"][0]
    assert row.keys() == {"id", "name", "description", "type", "score", "match"}
    assert row["type"] == [{"id": "Person", "name": "People", "description": "Person"}]
    assert 0.7 <= row["score"] <= 1
    assert row["match"] is True
    assert client.get("/reconcile/default", params={"queries": json.dumps(queries)}).json() == found
    assert ask(client, {"q": queries["q0"]}, "yy_watch") == {"q": {"result": []}}


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("/reconcile/default", {"queries": "{"}, 400),
        ("/reconcile/default", {"queries": "[]"}, 400),
        ("/reconcile/default", {"queries": '{"a": 1}'}, 400),
        ("/reconcile/default", {"queries": '{"a": {"query": "x", "type": "Ghost"}}'}, 400),
        ("/reconcile/default", {"queries": '{"a": {"query": "x", "properties": [1]}}'}, 400),
        ("/reconcile/default", {"queries": '{"a": {"query": "x", "properties": true}}'}, 400),
        ("/reconcile/default", {"queries": json.dumps({str(n): {"query": "x"} for n in range(101)})}, 400),
        ("/reconcile/default?algorithm=neural-net", {"queries": "{}"}, 400),
        ("/reconcile/default?changed_since=soon", {"queries": "{}"}, 422),
        ("/reconcile/default", {}, 422),
        ("/reconcile/atlantis", {"queries": "{}"}, 404),
        ("/reconcile/default", {"extend": "{"}, 400),
        ("/reconcile/default", {"extend": '{"ids": 1}'}, 400),
        ("/reconcile/default", {"extend": '{"ids": [], "properties": ["x"]}'}, 400),
        (
            "/reconcile/default",
            {"extend": '{"ids": ["NK-1"], "properties": [{"id": "name", "settings": {"limit": "x"}}]}'},
            400,
        ),
        ("/reconcile/default", {"queries": "{}"}, 200),
    ],
)
def test_errors(client: TestClient, path: str, form: dict[str, str], status: int) -> None:
    answer = client.post(path, data=form)
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.json().keys() == {"detail"}


def test_suggestions(client: TestClient) -> None:
    body = client.get("/reconcile/default/suggest/entity?prefix=timur%20ars").json()
    assert (body["code"], body["status"], body["prefix"]) == ("/api/status/ok", "200 OK", "timur ars")
    assert [row["id"] for row in body["result"]] == ["NK-1"]
    assert client.get("/reconcile/default/suggest/entity").json()["result"] == []
    assert client.get("/reconcile/default/suggest/entity?prefix=banana").json()["result"] == []
    types = client.get("/reconcile/default/suggest/type?prefix=organ").json()["result"]
    assert [row["id"] for row in types] == ["Organization"]
    assert client.get("/reconcile/default/suggest/type").json()["result"] == []
    found = {row["id"] for row in client.get("/reconcile/default/suggest/property?prefix=country").json()["result"]}
    assert {"Thing:country", "LegalEntity:mainCountry"} <= found
    assert client.get("/reconcile/default/suggest/property?prefix=banana").json()["result"] == []


def test_properties_are_proposed_and_extended(client: TestClient) -> None:
    proposed = client.get("/reconcile/default/extend/property?type=Person&limit=200").json()
    assert (proposed["type"], proposed["limit"]) == ("Person", 200)
    assert {"id": "birthDate", "name": "Birth date"} in proposed["properties"]
    assert client.get("/reconcile/default/extend/property?type=Ghost").status_code == 400
    asked = {
        "ids": ["NK-1", "nobody"],
        "properties": [
            {"id": "nationality", "settings": {"render": "caption"}},
            {"id": "birthDate"},
            {"id": "topics", "settings": {"render": "raw"}},
            {"id": "alias", "settings": {"limit": "1"}},
            {"id": "noSuchThing"},
        ],
    }
    answer = client.post("/reconcile/default", data={"extend": json.dumps(asked)})
    assert answer.headers["x-batch-size"] == "2"
    body = answer.json()
    assert {"id": "nationality", "name": "Nationality"} in body["meta"]
    assert body["rows"]["nobody"] == {}
    assert body["rows"]["NK-1"] == {
        "nationality": [{"str": "Russia"}],
        "birthDate": [{"str": "1971-03-12"}],
        "topics": [{"str": "sanction"}],
        "alias": [{"str": "Тимур Арсланов"}],
    }


def test_a_preview_shows_nothing_but_text(client: TestClient) -> None:
    answer = client.get("/reconcile/default/preview/NK-66")
    assert "<script>" not in answer.text
    assert "<img" not in answer.text
    assert "\u202e" not in answer.text
    assert "frame-ancestors *" in answer.headers["content-security-policy"]
    assert client.get("/reconcile/default/preview/nobody").status_code == 404


def test_a_client_of_the_specification(workspace: Path) -> None:
    pd = pytest.importorskip("pandas")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        reconciler = pytest.importorskip("reconciler")
        names = pd.Series(["Timur ARSLANOV", "Angela Marlow", "АРСЛАНОВ Тимур"])
        with serving(workspace) as address:
            found = reconciler.reconcile(names, type_id="Person", reconciliation_endpoint=f"{address}/reconcile/default")
            mapped = reconciler.reconcile(
                names, type_id="Person", reconciliation_endpoint=f"{address}/reconcile/opensanctions",
                property_mapping={"Person:country": pd.Series(["ru", "gb", "ru"])},
            )  # fmt: skip
    assert list(found["id"]) == ["NK-1", "NK-7", "NK-1"]
    assert all(found["match"])
    assert list(mapped["id"]) == ["NK-1", "NK-7", "NK-1"]
