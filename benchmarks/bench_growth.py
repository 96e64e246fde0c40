"""How work grows: curves of merging by the ledger's size and of reading by a report's length, with the floor under each.

    python benchmarks/bench_growth.py [--keep]

With `--keep` the points are kept in `docs/growth/` as JSON, with a picture beside each. Seconds are of processor time, for
comparison within one run; what holds elsewhere is the slope, 1.0 where four times the size takes four times as long.
"""

from __future__ import annotations

import dataclasses
import json
import math
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import altair as alt
from bench_merge import STATEMENTS_PER_REPORT, group_plainly, record
from bench_read import document
from everyday_news import everyday_reports

from enduse.ledger.merged import Merged
from enduse.read.analysis import analyse
from enduse.read.embedded import EmbeddedReader
from enduse.read.network import load_network

HERE = Path(__file__).resolve().parent
KEPT = HERE.parent / "docs" / "growth"
SIZES = (1_000, 4_000, 16_000)
LENGTHS = (1_000, 4_000, 16_000)
SUPPLIES = "Iran has delivered 40 drones to Russia, a spokesman for the ministry said on Friday. "


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One measurement: of which line, at what size, how many seconds."""

    line: str
    size: int
    seconds: float


def timed(work: Callable[[], object]) -> float:
    """Processor time of some work."""
    began = time.process_time()
    work()
    return time.process_time() - began


def merging(sizes: Sequence[int] = SIZES) -> Iterable[Point]:
    """A ledger merged anew, with one more report, and the least that any merging does."""
    for size in sizes:
        statements, documents = record(size + STATEMENTS_PER_REPORT)
        merged: list[Merged] = []
        before = statements[:-STATEMENTS_PER_REPORT], documents[:-1]
        yield Point("merged whole", size, timed(lambda b=before, m=merged: m.append(Merged(*b))))  # type: ignore[misc]
        yield Point("its transfers told", size, timed(lambda m=merged: m[0].as_of(None)))  # type: ignore[misc]
        more: list[Merged] = []
        yield Point(
            "one more report",
            size,
            timed(lambda s=statements, d=documents, m=merged, n=more: n.append(Merged(s, d, before=m[0]))),  # type: ignore[misc]
        )
        yield Point("its transfers told anew", size, timed(lambda n=more: n[0].as_of(None)))  # type: ignore[misc]
        fresh, _ = record(size)
        yield Point("floor: plain grouping", size, timed(lambda f=fresh: group_plainly(f)))  # type: ignore[misc]


def reading(lengths: Sequence[int] = LENGTHS) -> Iterable[Point]:
    """A report on arms read, one on other matters read, and the parser alone."""
    network, reader = load_network(), EmbeddedReader()
    everyday = "\n\n".join(everyday_reports(200, seed=5))
    for length in lengths:
        arms = document((SUPPLIES * (length // len(SUPPLIES) + 1))[:length])
        other = document(everyday[:length])
        yield Point("a report on arms", length, timed(lambda d=arms: reader.read(d)))  # type: ignore[misc]
        yield Point("other news", length, timed(lambda d=other: reader.read(d)))  # type: ignore[misc]
        yield Point("floor: the parser alone", length, timed(lambda d=arms: analyse(d, network)))  # type: ignore[misc]


def slope(points: Sequence[Point]) -> float:
    """How the time grows with the size, between the last two sizes: 1 is linear, 2 is quadratic."""
    one, other = points[-2:]
    return math.log(max(other.seconds, 1e-3) / max(one.seconds, 1e-3)) / math.log(other.size / one.size)


def draw(name: str, points: Sequence[Point], size: str, folder: Path) -> None:
    """Keep the points as JSON, and a picture of them with both scales by powers of ten."""
    folder.mkdir(parents=True, exist_ok=True)
    rows = [dataclasses.asdict(point) for point in points]
    (folder / f"{name}.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    shown = [row for row in rows if row["seconds"] > 0]
    chart = (
        alt.Chart(alt.Data(values=shown), width=520, height=300)
        .mark_line(point=True)
        .encode(
            x=alt.X("size:Q", title=size, scale=alt.Scale(type="log")),
            y=alt.Y("seconds:Q", title="seconds of processor time", scale=alt.Scale(type="log")),
            color=alt.Color("line:N", title=None, legend=alt.Legend(orient="bottom", columns=2, labelLimit=300)),
            strokeDash=alt.StrokeDash("line:N", legend=None),
        )
    )
    chart.save(str(folder / f"{name}.svg"))


def main() -> None:
    """Both curves, with the slope of each line at its end."""
    for name, size, measure in (
        ("merging", "statements in the ledger", merging),
        ("reading", "characters of a report", reading),
    ):
        points = list(measure())
        for line in dict.fromkeys(point.line for point in points):
            of = [point for point in points if point.line == line]
            told = "  ".join(f"{p.size:,}: {p.seconds:.3f} s" for p in of)
            print(f"{name}, {line}: {told}   slope {slope(of):.2f}")
        if "--keep" in sys.argv:
            draw(name, points, size, KEPT)


if __name__ == "__main__":
    main()
