"""Measure the comparison of names on labelled pairs: `python -m evaluation.names [--update [--allow-regression]]`.

The project's own pairs always: those written beside the code (`tests/names/pairs.csv`), and a wider set that was written before
it was measured, of which one half was looked at while building and the other was not (`wide_built.csv`, `wide_held.csv`). The
cases of a public name benchmark where a working copy has them beside it (they are not the project's to ship). Exit status 0; 1
where a figure fell below its floor.
"""

from __future__ import annotations

import argparse
import csv
import dataclasses
import hashlib
import sys
from collections.abc import Sequence
from pathlib import Path

from enduse.names import compare_names
from evaluation.floors import find_falls, load_floors, raised, save_floors

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "names"
OWN_SETS = {"names": "pairs.csv", "names-wide-built": "wide_built.csv", "names-wide-held": "wide_held.csv"}
BESIDE = ROOT.parent / "shared" / "data" / "names" / "cases.csv"


@dataclasses.dataclass(frozen=True, slots=True)
class NamePairs:
    """A set of labelled pairs: (schema, one name, the other, are they one)."""

    name: str
    digest: str
    rows: tuple[tuple[str, str, str, bool], ...]


def find_pairs(*, own: Path = OWN, beside: Path = BESIDE) -> list[NamePairs]:
    """The sets that are there."""
    found = [_read(own / file, name, ("schema", "a", "b", "match"), "yes") for name, file in OWN_SETS.items()]
    if beside.is_file():
        found.append(_read(beside, "names-cases", ("schema", "name1", "name2", "is_match"), "true"))
    return found


def _read(path: Path, name: str, columns: tuple[str, str, str, str], yes: str) -> NamePairs:
    data = path.read_bytes()
    schema, one, other, label = columns
    rows = csv.DictReader(data.decode("utf-8").splitlines())
    pairs = tuple((row[schema], row[one], row[other], row[label] == yes) for row in rows)
    return NamePairs(name, hashlib.sha256(data).hexdigest()[:12], pairs)


def measure_names(pairs: NamePairs) -> dict[str, float]:
    """Precision, recall and F1 at 0.7, and F1 of people alone."""
    judged = [(schema, compare_names(a, b, schema=schema).match, same) for schema, a, b, same in pairs.rows]
    people = [row for row in judged if row[0] == "Person"]
    true = sum(found and same for _, found, same in judged)
    return {
        "F1": _f1(judged),
        "people F1": _f1(people),
        "precision": true / max(1, sum(found for _, found, _ in judged)),
        "recall": true / max(1, sum(same for _, _, same in judged)),
    }


def _f1(judged: Sequence[tuple[str, bool, bool]]) -> float:
    true = sum(found and same for _, found, same in judged)
    return 2 * true / max(1, sum(found + same for _, found, same in judged))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, compare with the floors, and print."""
    parser = argparse.ArgumentParser(prog="python -m evaluation.names", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--update", action="store_true", help="raise the floors to what was measured")
    parser.add_argument("--allow-regression", action="store_true", help="with --update: lower them too, where they do not hold")
    options = parser.parse_args(arguments)
    floors = load_floors()
    falls: list[str] = []
    for pairs in find_pairs():
        figures = measure_names(pairs)
        print(f"{pairs.name} ({len(pairs.rows)} pairs): " + ", ".join(f"{k} {v:.3f}" for k, v in figures.items()))
        fallen = find_falls(pairs.name, figures, pairs.digest, floors[pairs.name]) if pairs.name in floors else []
        falls += fallen
        if options.update and (options.allow_regression or not fallen):
            floors[pairs.name] = raised(figures, pairs.digest, floors.get(pairs.name))
    if options.update:
        save_floors(floors)
    print("\n".join(falls), file=sys.stderr, end="\n" if falls else "")
    return 1 if falls and not (options.update and options.allow_regression) else 0


if __name__ == "__main__":
    sys.exit(main())
