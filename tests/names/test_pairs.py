"""Every labelled pair of ours is judged rightly, and for a reason that is said."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from enduse.names import compare_names

ROWS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").read_text(encoding="utf-8").splitlines()))


def test_there_are_enough_pairs_of_both_kinds() -> None:
    assert len(ROWS) >= 300
    assert min(sum(r["match"] == "yes" for r in ROWS), sum(r["match"] == "no" for r in ROWS)) >= 90
    assert len({(r["schema"], r["a"], r["b"]) for r in ROWS}) == len(ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[f"{r['about']}: {r['a']} / {r['b']}" for r in ROWS])
def test_a_pair(row: dict[str, str]) -> None:
    found = compare_names(row["a"], row["b"], schema=row["schema"])
    assert found.match == (row["match"] == "yes"), (found.score, found.reasons, found.against)
    assert found.match == (found.score >= 0.7)
    assert 0 <= found.score < 1
    assert found.reasons if found.match else found.against
    back = compare_names(row["b"], row["a"], schema=row["schema"])
    assert back.score == pytest.approx(found.score, abs=0.02), "the order of the two names hardly matters"
