"""How alike the embedded reader reads the same report in other dress, and the floors under that.

`python -m tests.read.robustness` prints the agreement of every dress beside its floor; with `--update` it writes new floors.
"""

from __future__ import annotations

import csv
import functools
import json
import math
import random
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from evaluation.scoring import Key
from evaluation.sets import HERE as GOLD

from enduse.model import Document, Statement
from enduse.read.embedded import EmbeddedReader
from enduse.read.page import clean
from enduse.read.sources import Source

from .dress import DRESSES, Dressed, Report, keys_of

FLOORS = Path(__file__).parent / "robustness_floors.json"
#: Dresses that mean nothing at all: a floor under these is never set lower, whatever is measured.
ALIKE = {
    "hard line breaks": 0.97,
    "line ends of Windows": 0.99,
    "curly quotes": 0.99,
    "straight quotes": 0.99,
    "non-breaking spaces": 0.98,
    "thin spaces": 0.97,
    "non-breaking hyphens": 0.98,
    "furniture in the text": 0.97,
    "a web page": 0.95,
}
MARGIN = 0.03  # a floor lies so much below what was measured
REPORTS = 32  # of the tenth that the network never learnt from
EACH = 16  # of them in every dress
READER = EmbeddedReader()


class Agreement(NamedTuple):
    """Keys read from both, from the plain report and from the dressed one."""

    both: int = 0
    plain: int = 0
    dressed: int = 0

    def __add__(self, other: object) -> Agreement:
        return Agreement(*(a + b for a, b in zip(self, other, strict=True))) if isinstance(other, Agreement) else NotImplemented

    @property
    def f1(self) -> float:
        """Harmonic mean of the shares of either reading that the other has."""
        return 2 * self.both / (self.plain + self.dressed) if self.plain + self.dressed else 1.0


def read(page: str, name: str = "report.txt") -> tuple[Document, tuple[Statement, ...]]:
    """A page as a user has it read."""
    document = clean(Source(name=name, data=page.encode()))
    return document, READER.read(document).statements


def faults(document: Document, statements: Iterable[Statement]) -> Iterator[str]:
    """What is wrong with statements whatever they say: spans that are not their quotes, or that furniture stands in."""
    for s in statements:
        if s.span.of(document.text) != s.quote or not s.quote.strip():
            yield f"{s.span} is not {s.quote!r}"
        if any(s.span.overlaps(gap) for gap in document.furniture):
            yield f"{s.quote!r} is furniture"


@functools.cache
def reports() -> tuple[Report, ...]:
    """The fixed sample, in an order of chance that never changes; reports from which nothing is read say nothing here."""
    unlearnt = [path for path in (GOLD / "train").glob("*.txt") if zlib.crc32(path.name.encode()) % 10 == 0]
    unlearnt.sort(key=lambda path: zlib.crc32(path.name.encode()))
    texts = [path.read_bytes().decode() for path in unlearnt]
    return tuple(Report(text, *read(text), tuple(texts)) for text in texts[:REPORTS])


def sample_for(dress: str) -> list[tuple[int, Report]]:
    """Every second report, or the others, for one dress."""
    return list(enumerate(reports()))[zlib.crc32(dress.encode()) % 2 :: 2][:EACH]


def chance(number: int) -> random.Random:
    """The same chance for the same report on every machine."""
    return random.Random(number)


def compare(dress: str) -> tuple[Agreement, list[str]]:
    """The agreement of one dress over its sample, and what is wrong with any statement read."""
    total, wrong = Agreement(), []
    for number, report in sample_for(dress):
        dressed = DRESSES[dress](report, chance(number))
        document, statements = read(dressed.page, dressed.name)
        total += agreement(dressed, keys_of(statements))
        wrong += faults(document, statements)
    return total, wrong


def agreement(dressed: Dressed, found: frozenset[Key]) -> Agreement:
    """What was read against what should be, leaving out what may be read or not."""
    found = found - (dressed.optional - dressed.keys)
    return Agreement(len(dressed.keys & found), len(dressed.keys), len(found))


class Voice(NamedTuple):
    """A fact in the active and in the passive voice, and its key."""

    active: str
    passive: str
    key: Key


def voices() -> list[Voice]:
    """The pairs of `voices.csv`."""
    with (Path(__file__).parent / "voices.csv").open(encoding="utf-8", newline="") as file:
        return [Voice(r["active"], r["passive"], (r["kind"], r["first"], r["second"], r["what"])) for r in csv.DictReader(file)]


def compare_voices() -> dict[str, float]:
    """How alike both voices are read, and how often each is read right."""
    total, right = Agreement(), [0, 0]
    pairs = voices()
    for pair in pairs:
        active, passive = (keys_of(read(sentence)[1]) for sentence in (pair.active, pair.passive))
        total += Agreement(len(active & passive), len(active), len(passive))
        right[0] += pair.key in active
        right[1] += pair.key in passive
    shares = {"read in the active": right[0] / len(pairs), "read in the passive": right[1] / len(pairs)}
    return {"active and passive": total.f1, **shares}


def compare_orders() -> float:
    """How alike paragraphs that have nothing to do with each other are read in any order."""
    paragraphs = (Path(__file__).parent / "paragraphs.txt").read_text(encoding="utf-8").strip().split("\n\n")
    plain = keys_of(read("\n\n".join(paragraphs))[1])
    total, rng = Agreement(), random.Random(0)
    for _ in range(6):
        found = keys_of(read("\n\n".join(rng.sample(paragraphs, len(paragraphs))))[1])
        total += Agreement(len(plain & found), len(plain), len(found))
    return total.f1


def measure() -> Iterator[tuple[str, float]]:
    """Every figure with its name, from 0 to 1."""
    yield from compare_voices().items()
    yield "paragraphs in another order", compare_orders()
    for dress in DRESSES:
        yield dress, compare(dress)[0].f1


def load_floors() -> dict[str, float]:
    """The floors by name."""
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return floors


def main(arguments: list[str]) -> None:
    """Print agreement and floors; with `--update` write the floors that this network carries."""
    old = load_floors() if FLOORS.is_file() else {}
    figures = {}
    for name, figure in measure():
        figures[name] = figure
        print(f"{name:32} {figure:.3f}  floor {old.get(name, 0.0):.3f}", flush=True)
    if "--update" in arguments:
        floors = {name: max(ALIKE.get(name, 0.0), math.floor((f - MARGIN) * 100) / 100) for name, f in figures.items()}
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
