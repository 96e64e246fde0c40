"""The matching API: fields, parameters, limits and errors as yente's clients know them."""

from __future__ import annotations

import dataclasses
import json
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from enduse.party import Link, Name, Party
from enduse.web.api.yente.entities import tie_of
from enduse.web.app import ServerSettings, create_app

from .workspaces import ENTITIES, entity, fill

KEYS = {"id", "caption", "schema", "properties", "datasets", "referents", "target", "first_seen", "last_seen", "last_change"}
MOMENT = re.compile(r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$")
ARSLANOV = {"schema": "Person", "properties": {"name": ["Timur ARSLANOV"], "birthDate": ["1971"], "country": "Russia"}}


@pytest.fixture(scope="module")
def workspace(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> Path:
    folder = tmp_path_factory.mktemp("yente")
    fill(folder / "enduse.db", folder)
    return folder / "enduse.db"


@pytest.fixture(scope="module")
def client(workspace: Path) -> Iterator[TestClient]:
    with TestClient(create_app(ServerSettings(database=str(workspace)))) as made:
        yield made


def ask(client: TestClient, example: dict[str, Any], dataset: str = "default", **params: Any) -> dict[str, Any]:
    answer = client.post(f"/match/{dataset}", json={"queries": {"q": example}}, params=params)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()["responses"]["q"]
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [row["id"] for row in found["results"]]


def test_a_match_has_every_field(client: TestClient) -> None:
    answer = client.post("/match/default", json={"queries": {"a": ARSLANOV, "b": ARSLANOV | {"id": "mine"}}})
    assert answer.status_code == 200
    assert answer.headers["x-batch-size"] == "2"
    body = answer.json()
    assert body.keys() == {"responses", "limit"}
    assert body["limit"] == 5
    one, two = body["responses"]["a"], body["responses"]["b"]
    assert one.keys() == {"status", "results", "total", "query"}
    assert (one["status"], one["total"]) == (200, {"value": 1, "relation": "eq"})
    assert one["query"] == {
        "id": None, "schema": "Person", "properties": {"name": ["Timur ARSLANOV"], "birthDate": ["1971"], "country": ["ru"]},
    }  # fmt: skip
    assert two["query"]["id"] == "mine"
    (found,) = one["results"]
    assert found.keys() == KEYS | {"score", "match", "explanations"}
    assert (found["id"], found["caption"], found["schema"]) == ("NK-1", "Timur Arslanov", "Person")
    assert found["properties"]["alias"] == ["Тимур Арсланов"]
    assert found["properties"]["birthDate"] == ["1971-03-12"]
    assert found["properties"]["nationality"] == ["ru"]
    assert found["datasets"] == ["xx_register"]
    assert found["referents"] == ["xx-17", "xx-18"]
    assert found["target"] is True
    assert all(MOMENT.match(found[key]) for key in ("first_seen", "last_seen", "last_change"))
    assert 0.7 <= found["score"] <= 1
    assert found["match"] is True
    name = found["explanations"]["name_match"]
    assert name.keys() == {"score", "detail", "query", "candidate"}
    assert name["query"] == "Timur ARSLANOV"


def test_properties_may_be_texts_lists_and_numbers(client: TestClient) -> None:
    example = {"schema": "Person", "properties": {"name": "Timur Arslanov", "birthDate": 1971, "nothing": ["x"], "alias": None}}
    found = ask(client, example)
    assert found["query"]["properties"] == {"name": ["Timur Arslanov"], "birthDate": ["1971"]}
    assert ids(found) == ["NK-1"]


def test_names_are_found_across_scripts_and_by_their_parts(client: TestClient) -> None:
    assert ids(ask(client, {"schema": "Person", "properties": {"name": ["АРСЛАНОВ Тимур"]}})) == ["NK-1"]
    assert ids(ask(client, {"schema": "Person", "properties": {"firstName": ["Timur"], "lastName": ["Arslanov"]}})) == ["NK-1"]
    assert ids(ask(client, {"schema": "LegalEntity", "properties": {"name": ["Kaskad-Avionika"]}})) == ["NK-2"]
    assert ids(ask(client, {"schema": "Company", "properties": {"name": ["Timur Arslanov"]}})) == []


@pytest.mark.parametrize("piece", ["a", "timur ", "李", "al-"])
def test_a_name_without_end_takes_no_more_memory_than_one_of_a_page(client: TestClient, piece: str) -> None:
    tracemalloc.start()
    try:
        properties = {"name": [piece * (100_000 // len(piece))], "birthDate": ["1(" * 50_000], "country": ["x" * 100_000]}
        ask(client, {"schema": "Person", "properties": properties})
        assert tracemalloc.get_traced_memory()[1] < 50_000_000
    finally:
        tracemalloc.stop()


def test_numbers_match_without_a_name(client: TestClient) -> None:
    found = ask(client, {"schema": "Vessel", "properties": {"imoNumber": ["IMO 9074729"]}})
    assert ids(found) == ["NK-4"]
    assert found["results"][0]["explanations"]["identifier_match"]["score"] > 0
    assert ids(ask(client, {"schema": "Company", "properties": {"name": ["Quite Another"], "innCode": ["7707083893"]}})) == [
        "NK-2"
    ]


def test_birth_and_country_move_the_score_and_say_so(client: TestClient) -> None:
    plain = ask(client, {"schema": "Person", "properties": {"name": ["Timur Arslanov"]}})["results"][0]
    other = {"schema": "Person", "properties": {"name": ["Timur Arslanov"], "birthDate": ["1990-01-01"], "country": ["br"]}}
    moved = ask(client, other, threshold=0.2)["results"][0]
    assert moved["score"] < plain["score"]
    assert moved["explanations"]["dob_mismatch"]["score"] < 0
    assert moved["explanations"]["country_mismatch"]["score"] < 0
    assert moved["explanations"]["country_mismatch"]["query"] == "BR"


def test_weights_move_what_they_name(client: TestClient) -> None:
    example = {"schema": "Person", "properties": {"name": ["Timur Arslanov"], "birthDate": ["1990-01-01"]}}
    scores = []
    for weights in ({}, {"dob_mismatch": 0.0}, {"name_literal": 0.8}):
        body = {"queries": {"q": example}, "weights": weights}
        answer = client.post("/match/default?threshold=0.3", json=body).json()
        scores.append(answer["responses"]["q"]["results"][0]["score"])
    assert scores[1] > scores[0] == scores[2]


def test_threshold_and_cutoff(client: TestClient) -> None:
    near = {"schema": "Person", "properties": {"name": ["Timur Arsanov"], "birthDate": ["1990-01-01"]}}
    low = ask(client, near, threshold=0.2)
    assert ids(low)[0] == "NK-1"
    score = low["results"][0]["score"]
    assert score < 0.7
    assert ask(client, near)["results"] == []
    told = ask(client, near, cutoff=0.2)["results"][0]
    assert (told["score"], told["match"]) == (score, False)
    assert ask(client, ARSLANOV, threshold=0.99, cutoff=0.5)["results"][0]["match"] is False


def test_limit(client: TestClient) -> None:
    answer = client.post("/match/default?limit=0", json={"queries": {"q": ARSLANOV}}).json()
    assert (answer["limit"], answer["responses"]["q"]["results"]) == (0, [])
    assert answer["responses"]["q"]["total"]["value"] == 1
    assert client.post("/match/default?limit=500", json={"queries": {"q": ARSLANOV}}).status_code == 200
    assert client.post("/match/default?limit=501", json={"queries": {"q": ARSLANOV}}).status_code == 422
    assert client.post("/match/default?limit=many", json={"queries": {"q": ARSLANOV}}).status_code == 422


@pytest.mark.parametrize(
    ("params", "is_left"),
    [
        ({"exclude_dataset": "xx_register"}, False),
        ({"exclude_dataset": "yy_watch"}, True),
        ({"include_dataset": ["yy_watch", "nowhere"]}, False),
        ({"include_dataset": ["xx_register", "yy_watch"]}, True),
        ({"include_dataset": ["xx_register", "yy_watch"], "exclude_dataset": "xx_register"}, False),
        ({"exclude_schema": "Person"}, False),
        ({"exclude_schema": ["Vessel", "Company"]}, True),
        ({"topics": "crime.cyber"}, False),
        ({"topics": ["crime.cyber", "sanction"]}, True),
        ({"changed_since": "2025-01-02T03:04"}, True),
        ({"changed_since": "2025-01-03"}, False),
        ({"exclude_entity_ids": ["NK-1"]}, False),
        ({"exclude_entity_ids": ["xx-18"]}, False),
        ({"exclude_entity_ids": ["NK-2"]}, True),
        ({"algorithm": "name-based"}, True),
        ({"algorithm": "logic-v2", "fuzzy": "false"}, True),
    ],
)
def test_filters_of_a_match(client: TestClient, params: dict[str, Any], is_left: bool) -> None:
    assert ids(ask(client, ARSLANOV, **params)) == (["NK-1"] if is_left else [])


def test_data_sets_bound_a_match(client: TestClient) -> None:
    assert ids(ask(client, ARSLANOV, "xx_register")) == ["NK-1"]
    assert ids(ask(client, ARSLANOV, "yy_watch")) == []
    assert ids(ask(client, ARSLANOV, "opensanctions")) == ["NK-1"]
    assert ids(ask(client, ARSLANOV, "sanctions")) == ["NK-1"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("/match/atlantis", {"queries": {"q": ARSLANOV}}, 404),
        ("/match/default", {"queries": {"q": {"properties": {"name": "x"}}}}, 422),
        ("/match/default", {"queries": {"q": {"schema": "Person"}}}, 422),
        ("/match/default", {"queries": {"q": {"schema": "xxx", "properties": {"name": "x"}}}}, 400),
        ("/match/default", {"queries": {"q": {"schema": "Ownership", "properties": {"role": "x"}}}}, 400),
        ("/match/default", {"queries": {"q": {"schema": "Person", "properties": {"name": {"a": 1}}}}}, 422),
        ("/match/default", {"queries": {"q": {"schema": "Person", "properties": [], "id": 3}}}, 422),
        ("/match/default", {"queries": {}}, 400),
        ("/match/default", {"queries": {"q": None}}, 400),
        ("/match/default", {"queries": []}, 422),
        ("/match/default", {}, 422),
        ("/match/default", [1], 422),
        ("/match/default", {"queries": {str(n): ARSLANOV for n in range(101)}}, 400),
        ("/match/default", {"queries": {"q": ARSLANOV}, "config": {"no_such": 0.4}}, 400),
        ("/match/default", {"queries": {"q": ARSLANOV}, "config": {"nm_number_mismatch": 0.4}}, 200),
        ("/match/default", {"queries": {"q": ARSLANOV}, "weights": {"name_match": "much"}}, 422),
        ("/match/default?algorithm=neural-net", {"queries": {"q": ARSLANOV}}, 400),
        ("/match/default?algorithm=best", {"queries": {"q": ARSLANOV}}, 200),
        ("/match/default?threshold=high", {"queries": {"q": ARSLANOV}}, 422),
        ("/match/default?changed_since=yesterday", {"queries": {"q": ARSLANOV}}, 422),
        ("/match/default?" + "&".join(f"exclude_entity_ids=x{n}" for n in range(51)), {"queries": {"q": ARSLANOV}}, 422),
        ("/match/default?" + "&".join(f"exclude_entity_ids=x{n}" for n in range(50)), {"queries": {"q": ARSLANOV}}, 200),
    ],
)
def test_errors_of_a_match(client: TestClient, path: str, body: Any, status: int) -> None:
    answer = client.post(path, json=body)
    assert answer.status_code == status, answer.text
    if status != 200:
        assert answer.json().keys() == {"detail"}


def test_a_body_needs_no_type_and_has_to_be_json(client: TestClient) -> None:
    body = json.dumps({"queries": {"q": ARSLANOV}}).encode()
    assert client.post("/match/default", content=body).status_code == 200
    assert client.post("/match/default", content=body, headers={"Content-Type": "text/plain"}).status_code == 200
    assert client.post("/match/default", content=b"{").status_code == 422
    assert client.post("/match/default", content=b"").status_code == 422
    assert client.get("/match/default").status_code == 405


def test_an_entity_with_what_stands_beside_it(client: TestClient) -> None:
    whole = client.get("/entities/NK-1").json()
    assert whole.keys() == KEYS
    (sanction,) = whole["properties"]["sanctions"]
    assert sanction.keys() == KEYS
    assert sanction["properties"]["authority"] == ["Ministry of Xanadu"]
    assert sanction["properties"]["entity"] == ["NK-1"]
    (owning,) = whole["properties"]["ownershipOwner"]
    assert owning["properties"]["owner"] == ["NK-1"]
    assert owning["properties"]["percentage"] == ["60"]
    (asset,) = owning["properties"]["asset"]
    assert (asset["id"], asset["schema"]) == ("NK-2", "Company")
    back = client.get("/entities/NK-2").json()["properties"]["ownershipAsset"][0]["properties"]
    assert back["owner"][0]["id"] == "NK-1"
    flat = client.get("/entities/NK-1?nested=false").json()
    assert "sanctions" not in flat["properties"]
    assert client.get("/entities/banana").status_code == 404
    assert client.get("/entities/banana").json().keys() == {"detail"}


def test_a_tie_that_the_model_does_not_know_is_a_plain_link() -> None:
    link = Link(kind="owned_by", name="Bar Holding", other="x:2", share=(50.0, 100.0))
    party = Party(list="x", entry="1", schema="LegalEntity", names=(Name(text="Foo"),), links=(link,))
    other = {"id": "x:2", "schema": "Company"}
    prop, edge = tie_of(party, link, other)
    assert (prop, edge["schema"]) == ("unknownLinkTo", "UnknownLink")
    assert edge["properties"] == {"subject": ["x:1"], "role": ["owned by", "50-100 %"], "object": [other]}
    prop, edge = tie_of(dataclasses.replace(party, schema="Company"), link, other)
    assert (prop, edge["schema"], edge["properties"]["percentage"]) == ("ownershipAsset", "Ownership", ["50-100"])


def test_another_id_of_an_entity_leads_to_it(client: TestClient) -> None:
    answer = client.get("/entities/xx-17?nested=false", follow_redirects=False)
    assert (answer.status_code, answer.headers["location"]) == (308, "/entities/NK-1?nested=false")


def test_adjacent_entities_come_in_pages(client: TestClient) -> None:
    body = client.get("/entities/NK-1/adjacent").json()
    assert body.keys() == {"entity", "adjacent"}
    assert body["entity"]["id"] == "NK-1"
    page = body["adjacent"]["ownershipOwner"]
    assert (page["total"], page["limit"], page["offset"], len(page["results"])) == ({"value": 1, "relation": "eq"}, 10, 0, 1)
    page = client.get("/entities/NK-1/adjacent?limit=1&offset=1").json()["adjacent"]["sanctions"]
    assert (page["results"], page["total"]["value"], page["offset"]) == ([], 1, 1)
    assert client.get("/entities/NK-1/adjacent/sanctions").json()["results"][0]["schema"] == "Sanction"
    assert client.get("/entities/NK-1/adjacent/nothing").status_code == 404
    assert client.get("/entities/banana/adjacent").status_code == 404
    assert client.get("/entities/NK-1/adjacent?limit=501").status_code == 422


def search(client: TestClient, query: str, dataset: str = "default") -> dict[str, Any]:
    answer = client.get(f"/search/{dataset}?{query}")
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=timur arslanov", {"NK-1"}),
        ("q=арсланов", {"NK-1"}),
        ("q=timur marlow", set()),
        ("q=timur OR marlow", {"NK-1", "NK-7"}),
        ("q=NOT timur", {"NK-2", "NK-3", "NK-4", "NK-7"}),
        ("q=(timur OR angela) -marlow", {"NK-1"}),
        ("q=arsl*", {"NK-1"}),
        ("q=arsanov~", {"NK-1"}),
        ("q=arsanov&fuzzy=true", {"NK-1"}),
        ("q=arsanov", set()),
        ("q=9074729", {"NK-4"}),
        ("q=topics:sanction", {"NK-1", "NK-2"}),
        ("q=invalid/query&simple=true", set()),
        ("schema=Company", {"NK-2", "NK-3"}),
        ("schema=LegalEntity", {"NK-1", "NK-2", "NK-3", "NK-7"}),
        ("schema=Vessel&q=timur", set()),
        ("exclude_schema=Company&exclude_schema=Vessel", {"NK-1", "NK-7"}),
        ("countries=ru", {"NK-1", "NK-2"}),
        ("countries=ae&countries=pa", {"NK-3", "NK-4"}),
        ("countries=ru&countries=ke&filter_op=AND", set()),
        ("topics=export.control", {"NK-3"}),
        ("datasets=yy_watch", {"NK-3"}),
        ("include_dataset=yy_watch", {"NK-3"}),
        ("exclude_dataset=xx_register", {"NK-3"}),
        ("target=false", {"NK-7"}),
        ("changed_since=2026-01-01", {"NK-4"}),
        ("changed_since=2099-01-01T00:00", set()),
        ("filter=properties.birthDate:1971-03-12", {"NK-1"}),
        ("filter=properties.birthDate:1972-01-26", set()),
        ("limit=0&q=timur", set()),
        ("offset=100", set()),
    ],
)
def test_search(client: TestClient, query: str, expected: set[str]) -> None:
    assert set(ids(search(client, query))) == expected


def test_a_search_counts_and_pages(client: TestClient) -> None:
    body = search(client, "limit=2&offset=1")
    assert body.keys() == {"results", "facets", "total", "limit", "offset"}
    assert (len(body["results"]), body["total"], body["limit"], body["offset"]) == (2, {"value": 5, "relation": "eq"}, 2, 1)
    assert body["facets"].keys() == {"countries", "topics", "datasets"}
    assert body["facets"]["countries"]["values"][0] == {"name": "ru", "label": "Russia", "count": 2}
    assert {"name": "xx_register", "label": "xx_register", "count": 4} in body["facets"]["datasets"]["values"]
    assert search(client, "facets=schema&facets=topics")["facets"].keys() == {"schema", "topics"}
    assert set(body["results"][0]) == KEYS


def test_a_search_is_sorted(client: TestClient) -> None:
    assert ids(search(client, "sort=first_seen:desc"))[0] == "NK-3"
    assert ids(search(client, "sort=last_change:desc"))[0] == "NK-4"
    captions = [row["caption"] for row in search(client, "sort=caption:asc")["results"]]
    assert captions == sorted(captions)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/search/banana", 404),
        ("/search/default?schema=Banana", 400),
        ("/search/default?q=invalid/query", 400),
        ('/search/default?q="open', 400),
        ("/search/default?q=(open", 400),
        ("/search/default?q=closed)", 400),
        ("/search/default?q=a AND", 400),
        ("/search/default?q=OR b", 400),
        ("/search/default?q=NOT", 400),
        ("/search/default?offset=9999", 422),
        ("/search/default?limit=10000", 422),
        ("/search/default?facets=nothing", 422),
        ("/search/default?target=maybe", 422),
        ("/search/default?sort=nothing:up", 400),
        ("/search/default?filter=nothing", 400),
        ("/search/default?filter_op=XOR", 422),
        ("/updatez", 405),
    ],
)
def test_errors_of_a_search(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status, answer.text
    assert answer.json().keys() == {"detail"}


def test_the_catalogue(client: TestClient) -> None:
    answer = client.get("/catalog")
    body = answer.json()
    assert body.keys() == {"datasets", "current", "outdated", "index_stale"}
    datasets = {row["name"]: row for row in body["datasets"]}
    assert {"default", "sanctions", "opensanctions", "xx_register"} <= datasets.keys()
    row = datasets["opensanctions"]
    assert (row["load"], row["index_current"], row["entity_count"], row["children"]) == (True, True, 5, [])
    assert row["version"] == row["index_version"]
    assert datasets["default"]["children"] == ["opensanctions"]
    assert body["outdated"] == []
    again = client.get("/catalog", headers={"If-None-Match": answer.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get("/catalog", headers={"If-None-Match": "*"}).status_code == 304
    assert client.get("/manifest").json() == body


def test_the_algorithms(client: TestClient) -> None:
    body = client.get("/algorithms").json()
    names = {row["name"] for row in body["algorithms"]}
    assert {"logic-v2", "name-based", body["default"], body["best"]} <= names
    assert all(row["description"] and row["docs"]["features"] for row in body["algorithms"])


def test_changed_lists_are_answered_from_as_a_whole(tmp_path: Path) -> None:
    fill(tmp_path / "enduse.db", tmp_path)
    with TestClient(create_app(ServerSettings(database=str(tmp_path / "enduse.db")))) as client:
        assert ids(ask(client, ARSLANOV)) == ["NK-1"]
        fill(tmp_path / "enduse.db", tmp_path, [entity("NK-9", "Person", "Timur Arslanov", {}), *ENTITIES[1:4]])
        assert client.post("/updatez?sync=true").json() == {"status": "ok"}
        assert ids(ask(client, ARSLANOV)) == ["NK-9"]
        assert client.get("/entities/NK-1").status_code == 404


def test_without_lists_the_sample_is_asked(tmp_path: Path) -> None:
    with TestClient(create_app(ServerSettings(database=str(tmp_path / "enduse.db")))) as client:
        assert client.get("/catalog").json()["datasets"]
        assert search(client, "limit=1")["total"]["value"] > 0


@pytest.mark.parametrize(("schema", "expected"), [("LegalEntity", ["NK-1"]), ("Company", []), ("Thing", ["NK-1"])])
def test_a_person_is_a_legal_entity_as_in_the_model(client: TestClient, schema: str, expected: list[str]) -> None:
    query = {"schema": schema, "properties": {"name": ["Timur Arslanov"]}}
    answer = client.post("/match/default", json={"queries": {"q": query}}).json()
    assert [result["id"] for result in answer["responses"]["q"]["results"]] == expected
