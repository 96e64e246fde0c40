"""Measure the embedded reader on the gold sets: `python -m evaluation [--quick] [--update [--allow-regression]]`.

Prints one table, and on standard error what fell below its floor. Exit status 0; 1 where something fell; 2 where the floors
would be lowered and nobody said so, or the reader cannot run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence

from enduse.errors import EnduseError
from enduse.read.embedded import EmbeddedReader
from enduse.read.reader import Reader
from evaluation.floors import Floors, find_falls, load_floors, raised, save_floors
from evaluation.measure import measure
from evaluation.sets import GoldSet, find_sets

COLUMNS = (
    "core F1", "core precision", "core recall", "full F1", "status", "certainty", "quantity", "when", "speaker",
    "false alarms", "inexact spans", "unread",
)  # fmt: skip


def main(arguments: Sequence[str] | None = None, *, reader: Reader | None = None) -> int:
    """Measure, compare with the floors, and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="the development sets only, without the training reports")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower them too, where they do not hold")
    options = parser.parse_args(arguments)
    sets = [s for s in find_sets() if not (options.quick and s.name == "train")]
    reader = reader if reader is not None else EmbeddedReader()
    try:
        figures = {s.name: measure(s, reader) for s in sets}
    except EnduseError as error:
        print(error, file=sys.stderr)
        return 2
    print_table(figures)
    floors = load_floors()
    falls = [fall for s in sets if s.name in floors for fall in find_falls(s.name, figures[s.name], s.digest(), floors[s.name])]
    print("\n".join(falls), file=sys.stderr, end="\n" if falls else "")
    if not options.update:
        return 1 if falls else 0
    if falls and not options.allow_regression:
        print("floors not changed: they would be lowered; say --allow-regression if that is meant", file=sys.stderr)
        return 2
    save_floors({**floors, **_updated(sets, figures, floors)})
    return 0


def _updated(
    sets: Sequence[GoldSet], figures: Mapping[str, Mapping[str, float]], floors: Mapping[str, Floors]
) -> dict[str, Floors]:
    return {s.name: raised(figures[s.name], s.digest(), floors.get(s.name)) for s in sets}


def print_table(figures: Mapping[str, Mapping[str, float]]) -> None:
    """One line a set, one column a figure."""
    widths = [max(len(column), 6) for column in COLUMNS]
    print("set    " + "  ".join(column.rjust(width) for column, width in zip(COLUMNS, widths, strict=True)))
    for name, row in figures.items():
        cells = [("-" if (v := row.get(c)) is None else f"{v:.3f}" if isinstance(v, float) else str(v)) for c in COLUMNS]
        print(name.ljust(7) + "  ".join(cell.rjust(width) for cell, width in zip(cells, widths, strict=True)))


if __name__ == "__main__":
    sys.exit(main())
