"""The MCP server, asked by the SDK's own client over standard input and output."""

from __future__ import annotations

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from enduse.store import Store

from .test_api_v1 import save_reports
from .workspaces import fill

pytestmark = pytest.mark.sqlite  # the server is another program, which opens the file

VERBS = {"find_transfers", "get_statement", "screen_party", "screen_shipment", "get_measure", "list_lists"}
CALLS: list[tuple[str, dict[str, Any]]] = [
    ("find_transfers", {"supplier": "Iran", "recipient": "RU"}),
    ("screen_party", {"name": "Timur ARSLANOV", "countries": ["Russia"], "birth": "1971"}),
    (
        "screen_shipment",
        {
            "parties": [{"name": "Morskaya Zvezda", "role": "vessel", "identifiers": [{"kind": "imo", "value": "9074729"}]}],
            "goods": [{"hs": "854231"}], "destination": "Russia", "as_of": "2026-03-01",
        },
    ),
    ("get_measure", {"id": "un-1737", "as_of": "2026-01-01"}),
    ("get_measure", {"id": "resolution 1737"}),
    ("list_lists", {}),
]  # fmt: skip
FAULTS: list[tuple[str, dict[str, Any], str]] = [
    ("get_statement", {"id": "s-none"}, "no statement"),
    ("get_measure", {"id": "none at all"}, "no measure"),
    ("find_transfers", {"supplier": "Atlantis"}, "nobody who is known"),
    ("find_transfers", {"as_of": "2024-13"}, "no such day"),
    ("screen_party", {"name": "x", "countries": ["Atlantis"]}, "no country"),
    ("screen_shipment", {}, "nothing to screen"),
]


async def talk(database: Path) -> tuple[set[str], list[dict[str, Any]], list[str]]:
    """The names of the verbs, what each call answers, and what each faulty call is told."""
    from mcp import ClientSession, StdioServerParameters
    from mcp.client.stdio import stdio_client

    command = StdioServerParameters(command=sys.executable, args=["-m", "enduse", "mcp", "--database", str(database)])
    async with stdio_client(command) as (read, write), ClientSession(read, write) as session:
        await session.initialize()
        tools = (await session.list_tools()).tools
        answers = []
        for name, arguments in CALLS:
            answers.append(_read(await session.call_tool(name, arguments), is_fault=False))
        statement = answers[0]["transfers"][0]["citations"][0]["id"]
        answers.append(_read(await session.call_tool("get_statement", {"id": statement}), is_fault=False))
        faults = [_read(await session.call_tool(name, arguments), is_fault=True)["text"] for name, arguments, _ in FAULTS]
    return {tool.name for tool in tools}, answers, faults


def _read(result: Any, *, is_fault: bool) -> dict[str, Any]:
    row = result.model_dump(by_alias=True)
    assert row["isError"] is is_fault, row["content"]
    text = row["content"][0]["text"]
    return {"text": text} if is_fault else json.loads(text)


@pytest.fixture(scope="module")
def talked(tmp_path_factory: pytest.TempPathFactory, database_kind: str) -> tuple[set[str], list[dict[str, Any]], list[str]]:
    pytest.importorskip("mcp")  # here, as it takes long to load
    folder = tmp_path_factory.mktemp("mcp")
    fill(folder / "enduse.db", folder)
    with Store.open(folder / "enduse.db") as store:
        save_reports(store)
    return asyncio.run(talk(folder / "enduse.db"))


def test_the_verbs(talked: tuple[set[str], list[dict[str, Any]], list[str]]) -> None:
    assert talked[0] == VERBS


def test_every_answer_has_citations_a_day_and_lists(talked: tuple[set[str], list[dict[str, Any]], list[str]]) -> None:
    for answer in talked[1]:
        assert answer["citations"]
        assert len(answer["as_of"]) == 10
        assert [row["list"] for row in answer["lists"]] == ["opensanctions"]
        assert all(row["sha256"] for row in answer["lists"])


def test_what_the_verbs_say(talked: tuple[set[str], list[dict[str, Any]], list[str]]) -> None:
    transfers, party, shipment, measure, by_words, lists, statement = talked[1]
    assert transfers["total"] == 1
    assert "Iran sold dozens of drones to Russia" in {c["quote"] for c in transfers["transfers"][0]["citations"]}
    assert {finding["entry"] for finding in party["findings"]} == {"opensanctions:NK-1"}
    assert "not a clearance" in party["note"].replace("\n", " ")
    assert "opensanctions:NK-4" in {finding.get("entry") for finding in shipment["findings"]}
    assert shipment["as_of"] == "2026-03-01"
    assert measure["measures"][0]["state"] == "disputed"
    assert measure["measures"][0]["id"] in {row["id"] for row in by_words["measures"]}
    assert "opensanctions" in {row["name"] for row in lists["all"]}
    assert statement["statement"]["source"]["publisher"] == "Reuters"


def test_errors_are_one_line(talked: tuple[set[str], list[dict[str, Any]], list[str]]) -> None:
    for text, (_, _, words) in zip(talked[2], FAULTS, strict=True):
        assert words in text
        assert "Traceback" not in text
        assert "\n" not in text.strip()
