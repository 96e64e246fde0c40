"""A curve: its points, how steep it is, how far from the floor, and the record that is kept of it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import math
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from growth.measuring import machine, versions
from growth.profiles import Shares

Axis = Literal["powers", "percent"]


@dataclasses.dataclass(frozen=True, slots=True)
class Point:
    """One measurement: of which line, at what size, what came out."""

    line: str
    size: float
    value: float


@dataclasses.dataclass(frozen=True, kw_only=True)
class Curve:
    """What was measured of one matter.

    Attributes:
        name: of its files.
        title: what it shows, in a few words.
        size: what the sizes are of.
        value: what the values are.
        points: the measurements, of all lines.
        floors: the lines that are floors, what no program that does this can do without, each with the lines that it is under
            (all that were measured, where none are named).
        is_rate: whether more is better; a floor of the work is then a rate that is not exceeded.
        axis: how the sizes are laid out.
        made_of: what the time (or memory) of one middle-sized point goes to, by room of the program.
        profiled: which point that was.
        notes: what one must know to read it.
    """

    name: str
    title: str
    size: str
    value: str
    points: Sequence[Point]
    floors: Mapping[str, Sequence[str]] = dataclasses.field(default_factory=dict)
    is_rate: bool = False
    axis: Axis = "powers"
    made_of: Shares = dataclasses.field(default_factory=Shares)
    profiled: str = ""
    notes: Sequence[str] = ()

    @property
    def lines(self) -> list[str]:
        """The lines, in the order in which they were measured."""
        return list(dict.fromkeys(point.line for point in self.points))

    def of(self, line: str) -> list[Point]:
        """The points of one line."""
        return [point for point in self.points if point.line == line]

    def floors_of(self, line: str) -> list[str]:
        """The floors under a measured line; a floor has none."""
        if line in self.floors:
            return []
        return [floor for floor, lines in self.floors.items() if not lines or line in lines]

    def ratios(self, line: str, floor: str) -> dict[float, float]:
        """How many times the floor's cost a line's is, at each size that both have."""
        least = {point.size: point.value for point in self.of(floor)}
        both = [(point.size, point.value, least[point.size]) for point in self.of(line) if point.size in least]
        return {size: (low / value if self.is_rate else value / low) for size, value, low in both if value > 0 and low > 0}


def slope(points: Sequence[Point], *, at_end: bool = False) -> float | None:
    """The slope on axes by powers of ten, through all points or between the last two; None where there are no two.

    Of a time 1 is linear and 2 quadratic; of a rate 0 means that it holds.
    """
    logs = [(math.log(p.size), math.log(p.value)) for p in points if p.size > 0 and p.value > 0]
    logs = logs[-2:] if at_end else logs
    mean_x, mean_y = (sum(axis) / len(logs) for axis in zip(*logs, strict=True)) if logs else (0.0, 0.0)
    spread = sum((x - mean_x) ** 2 for x, _ in logs)
    return sum((x - mean_x) * (y - mean_y) for x, y in logs) / spread if spread else None


def record_of(curve: Curve, moment: dt.datetime) -> dict[str, Any]:
    """What is kept of a curve, as JSON: all that its picture needs, and what it was measured on."""
    lines = [
        {
            "line": line,
            "is_floor": line in curve.floors,
            "slope": _short(slope(curve.of(line))),
            "slope_at_end": _short(slope(curve.of(line), at_end=True)),
            "times_the_floor": {
                floor: {f"{size:g}": _short(ratio) for size, ratio in curve.ratios(line, floor).items()}
                for floor in curve.floors_of(line)
            },
        }
        for line in curve.lines
    ]
    return {
        "name": curve.name,
        "title": curve.title,
        "size": curve.size,
        "value": curve.value,
        "axis": curve.axis,
        "is_rate": curve.is_rate,
        "points": [{"line": p.line, "size": p.size, "value": _short(p.value)} for p in curve.points],
        "lines": lines,
        "made_of": {"profiled": curve.profiled, "rooms": _rounded(curve.made_of.rooms), "files": _rounded(curve.made_of.files)},
        "notes": list(curve.notes),
        "measured_on": moment.date().isoformat(),
        "versions": versions(),
        "machine": machine(),
    }


def tell(curve: Curve) -> None:
    """Print a curve: a line for each of its own, then how far the measured ones are from the floors."""
    print(f"{curve.name}: {curve.title} ({curve.value} by {curve.size})")
    for line in curve.lines:
        own = curve.of(line)
        told = "  ".join(f"{p.size:,g}: {p.value:,.4g}" for p in own)
        print(f"  {line}: {told}   slope {_words(slope(own))}, at its end {_words(slope(own, at_end=True))}")
    for line in curve.lines:
        for floor in curve.floors_of(line):
            told = "  ".join(f"{size:,g}: {ratio:,.3g}" for size, ratio in curve.ratios(line, floor).items())
            print(f"  {line}, times the cost of “{floor}”: {told}")
    if curve.made_of.rooms:
        print(f"  made of ({curve.profiled}): {_told(curve.made_of.rooms)}")
    if curve.made_of.files:
        print(f"  by file: {_told(curve.made_of.files)}")
    for note in curve.notes:
        print(f"  {note}")
    print(flush=True)


def _rounded(shares: Mapping[str, float]) -> dict[str, float]:
    return {name: round(share, 4) for name, share in shares.items()}


def _told(shares: Mapping[str, float]) -> str:
    return ", ".join(f"{name} {share:.0%}" for name, share in shares.items())


def _short(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.4g}")


def _words(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.2f}"
