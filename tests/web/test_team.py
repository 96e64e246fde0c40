"""Several servers over one workspace: what one program writes reaches all of them without a restart, and wholly."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from enduse.model import Document
from enduse.read.reader import Reading
from enduse.store import Store

from .workspaces import entity, fill

pytestmark = pytest.mark.slow
NAMES = ("Timur Arslanov", "Kaskad Avionika LLC", "Orlan Components Trading FZE")
SCHEMAS = ("Person", "Company", "Company")
QUERIES = {name: {"schema": schema, "properties": {"name": [name]}} for name, schema in zip(NAMES, SCHEMAS, strict=True)}


@contextlib.contextmanager
def server(place: str) -> Iterator[httpx.Client]:
    """A server in a process of its own, and a client of it."""
    command = [sys.executable, "-m", "enduse", "serve", "--port", "0", "--quiet", "--database", place]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        try:
            said = ""
            while (found := re.search(r"Enduse is at (\S+)", said)) is None:
                line = process.stderr.readline()
                assert line, f"the server did not start: {said}"
                said += line
            with httpx.Client(base_url=found[1], timeout=60) as client:
                yield client
        finally:
            process.terminate()
            process.communicate(timeout=60)


def copy_of(prefix: str) -> list[dict[str, object]]:
    """A list of the names, whose ids say which copy it is."""
    return [entity(f"{prefix}-{n}", s, name, {}) for n, (s, name) in enumerate(zip(SCHEMAS, NAMES, strict=True))]


def answered(client: httpx.Client) -> set[str]:
    """The first letters of the ids in one answer to several queries: of which copies it is made."""
    answer = client.post("/match/default", json={"queries": QUERIES})
    assert answer.status_code == 200, answer.text
    found = [response["results"] for response in answer.json()["responses"].values()]
    assert all(found), "a name is on no list"
    return {result["id"][0] for results in found for result in results}


def test_a_new_copy_of_a_list_reaches_every_server_and_no_answer_mixes_two(tmp_path: Path) -> None:
    database = tmp_path / "enduse.db"
    fill(database, tmp_path, copy_of("A"))
    with Store.open(database) as store, server(str(store.url_or_path)) as one, server(str(store.url_or_path)) as two:
        assert [answered(one), answered(two)] == [{"A"}, {"A"}]
        fill(database, tmp_path, copy_of("B"))
        reached = dict.fromkeys((one, two), False)
        deadline = time.monotonic() + 120
        while not all(reached.values()) and time.monotonic() < deadline:
            for client in reached:
                copies = answered(client)
                assert len(copies) == 1, "an answer is made of two copies"
                assert not reached[client] or copies == {"B"}, "the copy before is back"
                reached[client] = copies == {"B"}
        assert all(reached.values())

        read = Document(name="a.txt", text="Read by another program.", sha256="0" * 64)
        store.save_reading(read, Reading(), "words 1", dt.datetime(2024, 5, 2, tzinfo=dt.UTC))
        for client in (one, two):
            assert [row["name"] for row in client.get("/api/v1/documents").json()["results"]] == ["a.txt"]
