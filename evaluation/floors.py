"""Floors under the figures: kept in `floors.json` by set, raised by `--update`, lowered only when that is said aloud."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import TypedDict

FILE = Path(__file__).parent / "floors.json"
#: A floor lies this much below what was measured, so that another machine's arithmetic does not fall through it.
MARGIN = 0.005
#: Counts that must not rise; every other figure must not fall.
CEILINGS = frozenset({"false alarms", "inexact spans", "unread"})


class Floors(TypedDict):
    """The floors of one set: the digest of the data that they were measured on, and the least of each figure (None: unset)."""

    data: str
    least: dict[str, float | None]


def load_floors(file: Path = FILE) -> dict[str, Floors]:
    """The floors by set."""
    floors: dict[str, Floors] = json.loads(file.read_text(encoding="utf-8"))
    return floors


def save_floors(floors: Mapping[str, Floors], file: Path = FILE) -> None:
    """Write the floors, sets and figures in order."""
    file.write_text(json.dumps(floors, indent=2, sort_keys=True) + "\n", encoding="utf-8")


def find_falls(name: str, figures: Mapping[str, float], digest: str, floors: Floors) -> list[str]:
    """What is worse than the floors allow, a line each; a figure that is no longer measured is, too."""
    if floors["data"] != digest:
        return [f"{name}: the data has changed ({floors['data']}, now {digest}); measure anew with --update --allow-regression"]
    falls = []
    for figure, least in floors["least"].items():
        if least is None:
            continue
        value = figures.get(figure)
        if value is None or (value > least if figure in CEILINGS else value < least):
            word = "at most" if figure in CEILINGS else "at least"
            falls.append(f"{name}: {figure} {'not measured' if value is None else f'{value:g}'}, {word} {least:g}")
    return falls


def raised(figures: Mapping[str, float], digest: str, floors: Floors | None) -> Floors:
    """The floors that the figures carry: never below those there were, where the data is the same and they still hold."""
    least: dict[str, float | None] = {}
    for figure, value in figures.items():
        new = value if figure in CEILINGS else max(0.0, math.floor(round((value - MARGIN) * 1000, 6)) / 1000)
        old = floors["least"].get(figure) if floors is not None and floors["data"] == digest else None
        holds = old is not None and (value <= old if figure in CEILINGS else value >= old)
        if old is not None and holds:
            new = min(old, new) if figure in CEILINGS else max(old, new)
        least[figure] = new
    return Floors(data=digest, least=least)
