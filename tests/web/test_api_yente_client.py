"""The official client of yente, library and command line, works against our server as it is."""

from __future__ import annotations

import asyncio
import csv
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .workspaces import fill, serving

pytestmark = pytest.mark.sqlite


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    pytest.importorskip("yente_client")  # here, as it takes long to load
    folder = tmp_path_factory.mktemp("client")
    fill(folder / "enduse.db", folder)
    with serving(folder / "enduse.db") as url:
        yield url


def test_the_library(address: str) -> None:
    from yente_client import Client, Company, Person
    from yente_client.exceptions import BadRequestError, NotFoundError

    with Client(base_url=address) as client:
        assert client.healthz().status == "ok"
        assert client.readyz().status == "ok"
        assert {"opensanctions", "default"} <= {dataset.name for dataset in client.datasets().datasets}
        assert client.algorithms().best == client.algorithms().default
        found = client.match(Person(name="Timur Arslanov", birthDate="1971", country="ru"), datasets=["sanctions"])
        assert found.top is not None
        assert (found.top.id, found.top.match, found.total.relation, found.limit) == ("NK-1", True, "eq", 5)
        assert found.top.contributing_explanations["name_match"].score > 0.7
        assert client.match(Company(name="Nobody At All"), threshold=0.8, cutoff=0.6).results == []
        page = client.search("avionika", schema="Company", facets=["countries"])
        assert [entity.id for entity in page.results] == ["NK-2"]
        assert client.fetch("NK-1").properties["sanctions"][0].schema_ == "Sanction"
        assert client.fetch("xx-17", nested=False).id == "NK-1"  # by way of a redirect
        assert client.adjacent("NK-1").adjacent["ownershipOwner"].total.value == 1
        assert client.adjacent("NK-1", prop="sanctions").results[0].schema_ == "Sanction"
        with pytest.raises(NotFoundError, match="No such dataset"):
            client.search("x", datasets=["atlantis"])
        with pytest.raises(NotFoundError, match="No such entity"):
            client.fetch("banana")
        with pytest.raises(BadRequestError, match="algorithm"):
            client.match(Person(name="x"), algorithm="neural-net")


def test_many_at_once(address: str) -> None:
    from yente_client import Client, Person

    people = [(str(n), Person(name="Timur Arslanov" if n % 2 else f"Nobody Number{n}")) for n in range(40)]
    with Client(base_url=address) as client:
        answers = dict(client.match_iter(iter(people), workers=8))
    assert {key for key, answer in answers.items() if answer.matches} == {str(n) for n in range(1, 40, 2)}


def test_the_asynchronous_library(address: str) -> None:
    from yente_client import AsyncClient, Vessel

    async def ask() -> str | None:
        async with AsyncClient(base_url=address) as client:
            found = await client.match(Vessel(name="MV Morskaya Zvezda", imoNumber="9074729"))
            return found.top.id if found.top is not None else None

    assert asyncio.run(ask()) == "NK-4"


def run_cli(address: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"YENTE_BASE_URL": address}
    command = [str(Path(sys.executable).with_name("yente-cli")), *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.slow
def test_the_command_line_screens_a_file(address: str, tmp_path: Path) -> None:
    pytest.importorskip("typer")
    file = tmp_path / "customers.csv"
    file.write_text("no,who,born\n1,Timur Arslanov,1971-03-12\n2,Nobody At All,\n3,ARSLANOV Timur,1971\n", encoding="utf-8")
    done = run_cli(address, "screen", str(file), "-s", "Person", "-i", "who=name", "-i", "born=birthDate", "--include-empty")
    assert done.returncode == 0, done.stderr
    with (tmp_path / "customers.out.csv").open(newline="") as rows:
        found = {row["no"]: row for row in csv.DictReader(rows)}
    assert [found[n]["match_id"] for n in "123"] == ["NK-1", "", "NK-1"]
    assert found["1"]["match"] == "true"
    assert found["1"]["match_topics"] == "sanction"


@pytest.mark.slow
@pytest.mark.parametrize("arguments", [["status"], ["datasets"], ["algorithms"], ["fetch", "NK-1"], ["search", "arslanov"]])
def test_the_other_commands(address: str, arguments: list[str]) -> None:
    done = run_cli(address, *arguments)
    assert done.returncode == 0, done.stderr
    assert done.stdout
