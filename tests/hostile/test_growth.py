"""Four times the page takes about four times the work, whatever it is made of: processor time, compared within one run."""

from __future__ import annotations

import contextlib
import json
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.measures.published import ONE_FILE

from enduse.errors import InputError
from enduse.ledger.copies import find_copies
from enduse.measures.reading import read_list
from enduse.model import Document
from enduse.names import compare_names
from enduse.read.page import clean
from enduse.read.sources import Source
from enduse.screen.intake import ShipmentFile
from enduse.screen.kinds_of_goods import named_goods

from .baits import BAITS, PROSE

#: What is linear measures 3 to 5, what is quadratic 16; below the least time the clock is too coarse to tell.
MOST, LEAST = 9.0, 0.05
SIZE = 15_000
CASES = [(media_type, name, make) for media_type, baits in BAITS.items() for name, make in baits.items()]


def growth(work: Callable[[int], object], size: int) -> float:
    """How many times longer four times the size takes; a second look where a first one says too long."""
    work(size // 10)
    ratios = []
    for _ in range(2):
        spent = []
        for n in (size, 4 * size):
            began = time.process_time()
            work(n)
            spent.append(time.process_time() - began)
        ratios.append(spent[1] / max(spent[0], LEAST))
        if ratios[-1] <= MOST:
            break
    return min(ratios)


@pytest.mark.slow
@pytest.mark.parametrize(("media_type", "name", "make"), CASES, ids=[name for _, name, _ in CASES])
def test_pages(media_type: str, name: str, make: Callable[[int], str]) -> None:
    def work(size: int) -> None:
        data = make(size).encode("cp1252" if "punycode" in media_type else "utf-8", "replace")
        with contextlib.suppress(InputError):  # refused is as good as read
            clean(Source(name=name, data=data, media_type=media_type))

    assert growth(work, SIZE) <= MOST


@pytest.mark.slow
@pytest.mark.parametrize("cell", ['"', "a,", '"a\n', "é", "\u0301", "٣"])
def test_shipments(tmp_path, cell: str) -> None:
    file = tmp_path / "t.csv"

    def work(size: int) -> None:
        file.write_text("name,country\nAcme,DE\n" + cell * (size // len(cell)), encoding="utf-8")
        list(ShipmentFile(file))

    assert growth(work, 40_000) <= MOST


@pytest.mark.parametrize("cell", [',"x', "' ,", '"",'])
def test_headings(tmp_path: Path, cell: str) -> None:
    def work(size: int) -> None:
        (tmp_path / "t.csv").write_text(f"name{cell * (size // len(cell))}\nAcme\n", encoding="utf-8")
        with contextlib.suppress(InputError):
            list(ShipmentFile(tmp_path / "t.csv"))

    assert growth(work, 15_000) <= MOST


@pytest.mark.slow
def test_goods() -> None:
    assert growth(lambda size: named_goods("PK-" * (size // 3)), 30_000) <= MOST


@pytest.mark.parametrize("piece", ["a", "a ", "\u0301", "\u200b", "аcмe ", "Al-", "李"])
def test_names(piece: str) -> None:
    """Names are short; a long one is compared in time bounded by the square of its words, and 400 characters in a moment."""
    assert growth(lambda size: compare_names(piece * (size // len(piece)), "Acme Trading " * 5), 300) <= 17


PUBLISHED = {name: text for _, name, text in ONE_FILE}


def _same_entries(size: int) -> str:
    told = json.loads(PUBLISHED["consolidated.json"])
    return json.dumps({"results": told["results"][:1] * size})


def _entity(**properties: list[str]) -> str:
    return json.dumps({"id": "a", "schema": "Person", "target": True, "properties": {"name": ["A"], **properties}})


LISTS: dict[str, tuple[str, Callable[[int], str], int]] = {
    "one entry over and over": ("consolidated.json", _same_entries, 2_000),
    "one number over and over": ("entities.ftm.json", lambda size: "\n".join([_entity()] * size), 2_000),
    "remarks": (
        "entities.ftm.json",
        lambda size: f"{_entity()}\n{_entity(notes=[f'Note {n}' for n in range(size)])}",
        8_000,
    ),
    "a date of brackets": ("entities.ftm.json", lambda size: _entity(birthDate=[f"{'1(' * size})x"]), 4_000),
}


@pytest.mark.slow
@pytest.mark.parametrize("what", LISTS)
def test_lists(tmp_path: Path, what: str) -> None:
    name, make, size = LISTS[what]

    def work(size: int) -> None:
        (tmp_path / name).write_text(make(size), encoding="utf-8")
        assert read_list(tmp_path / name).parties

    assert growth(work, size) <= MOST


def test_copies() -> None:
    """Many copies of one story, as an agency's are."""

    def work(size: int) -> None:
        text = " ".join(f"Sentence {n} of the story tells of {n} drones and a ship in the harbour." for n in range(12))
        find_copies([Document(name=f"r{n}", text=f"{PROSE}{text} {n}.", sha256=str(n)) for n in range(size)])

    assert growth(work, 40) <= MOST


@pytest.mark.slow
def test_what_is_quadratic_is_told() -> None:
    """A measure that passes everything would prove nothing."""
    assert growth(lambda size: sum(1 for _ in range(size) for _ in range(size)), 1_500) > MOST
