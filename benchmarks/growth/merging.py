"""Merging: the time by the number of statements in the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from bench_merge import STATEMENTS_PER_REPORT, group_plainly, record

from enduse.ledger.merged import Merged
from growth.measuring import Scale, seconds, seconds_each
from growth.points import Curve, Point
from growth.profiles import made_of

SIZES: dict[Scale, Sequence[int]] = {
    "toy": (100, 200),
    "usual": (1_000, 4_000, 16_000),
    "full": (1_000, 10_000, 100_000, 300_000, 1_000_000),
}
WHOLE, ONE_MORE = "merged whole", "one more report"
GROUPING, ONE_GROUPED = "floor: plain grouping", "floor: one report grouped"


def by_ledger(scale: Scale) -> Iterator[Curve]:
    """A ledger merged anew, with one more report, and the least that any merging does."""
    Merged(*record(100)).as_of(None)  # loads what all need
    points = [point for size in SIZES[scale] for point in _points(size)]
    middle = SIZES[scale][len(SIZES[scale]) // 2]
    statements, documents = record(middle)
    yield Curve(
        name="merging",
        title="Merging, by the size of the ledger",
        size="statements in the ledger",
        value="seconds of processor time",
        points=points,
        floors={GROUPING: (WHOLE, "its transfers told"), ONE_GROUPED: (ONE_MORE, "its transfers told anew")},
        made_of=made_of(lambda: Merged(statements, documents).as_of(None)),
        profiled=f"{middle:,} statements merged whole, and their transfers told",
        notes=("plain grouping puts statements into a dictionary by parties, category and system",),
    )


def _points(size: int) -> Iterator[Point]:
    yield from _merged(size)
    fresh, _ = record(size)  # fresh statements, since ids are remembered on them
    yield Point(GROUPING, size, seconds(lambda: group_plainly(fresh)))
    few = fresh[-STATEMENTS_PER_REPORT:]
    yield Point(ONE_GROUPED, size, seconds_each(lambda: group_plainly(few)))


def _merged(size: int) -> Iterator[Point]:
    statements, documents = record(size + STATEMENTS_PER_REPORT)
    before = statements[:-STATEMENTS_PER_REPORT], documents[:-1]
    merged: list[Merged] = []  # kept, for one more report is merged into it
    yield Point(WHOLE, size, seconds(lambda: merged.append(Merged(*before))))
    yield Point("its transfers told", size, seconds(lambda: merged[0].as_of(None)))
    new = {documents[-1].name: (documents[-1], tuple(statements[-STATEMENTS_PER_REPORT:]))}
    yield Point(ONE_MORE, size, seconds(lambda: merged.append(merged[0].changed(new))))
    yield Point("its transfers told anew", size, seconds(lambda: merged[1].as_of(None)))
