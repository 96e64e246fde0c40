"""Measure reading, merging, pages, names and goods: `python -m evaluation [--quick] [--update [--allow-regression]]`.

Prints one table, a line a figure, with its floor and the difference to the last release, and on standard error what fell below
its floor. Exit status 0; 1 where something fell; 2 where floors would be lowered and nobody said so, or the reader cannot run.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from importlib.util import find_spec

from enduse.errors import EnduseError
from enduse.read.embedded import EmbeddedReader
from enduse.read.large import PACKAGE, LargeReader
from enduse.read.reader import Reader
from evaluation.floors import Floors, find_falls, load_floors, raised, save_floors
from evaluation.parts import Part, find_parts
from evaluation.releases import difference, load_released, save_released
from evaluation.sets import find_sets

Figures = Mapping[str, Mapping[str, float]]


def main(arguments: Sequence[str] | None = None, *, reader: Reader | None = None) -> int:
    """Measure, compare with the floors, and print."""
    options = _parse(arguments)
    with_large = reader is None and not options.quick and find_spec(PACKAGE) is not None
    reader, large = reader or EmbeddedReader(), LargeReader() if with_large else None
    parts = [part for part in find_parts(reader, find_sets(), large=large) if part.quick or not options.quick]
    try:
        figures = {part.name: part.measure() for part in parts}
    except EnduseError as error:
        print(error, file=sys.stderr)
        return 2
    floors = load_floors()
    print_table(parts, figures, floors)
    falls = [fall for p in parts if p.name in floors for fall in find_falls(p.name, figures[p.name], p.digest, floors[p.name])]
    print("\n".join(falls), file=sys.stderr, end="\n" if falls else "")
    if options.release:
        save_released(options.release, {p.name: (p.digest, figures[p.name]) for p in parts})
    if not options.update:
        return 1 if falls else 0
    if falls and not options.allow_regression:
        print("floors not changed: they would be lowered; say --allow-regression if that is meant", file=sys.stderr)
        return 2
    save_floors({**floors, **{p.name: raised(figures[p.name], p.digest, floors.get(p.name)) for p in parts}})
    return 0


def print_table(parts: Sequence[Part], figures: Figures, floors: Mapping[str, Floors]) -> None:
    """One line a figure: what it is of, its value, its floor, the difference to the last release, and the data's digest."""
    released = load_released()
    print(f"{'area':<8} {'set':<17} {'figure':<19} {'value':>7} {'floor':>7} {released.version or 'release':>9}  data")
    for part in parts:
        least = floors[part.name]["least"] if part.name in floors else {}
        for figure, value in figures[part.name].items():
            change = difference(released, part, figure, value)
            cells = f"{_shown(value):>7} {_shown(least.get(figure)):>7} {change:>9}"
            print(f"{part.area:<8} {part.name:<17} {figure:<19} {cells}  {part.digest}")


def _shown(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}" if isinstance(value, float) else str(value)


def _parse(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m evaluation", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--quick", action="store_true", help="without the training reports and the large reader")
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower them too, where they do not hold")
    parser.add_argument("--release", metavar="VERSION", help="keep the figures as those of a release, for the next")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
