"""The comparison of names stays above its floors, on our pairs and on those beside the working copy, where there are any."""

from pathlib import Path

import pytest
from evaluation.floors import find_falls, load_floors
from evaluation.names import NamePairs, find_pairs, measure_names


@pytest.mark.parametrize("pairs", find_pairs(), ids=lambda pairs: pairs.name)
def test_no_figure_falls_below_its_floor(pairs: NamePairs):
    assert find_falls(pairs.name, measure_names(pairs), pairs.digest, load_floors()[pairs.name]) == []


def test_figures_are_those_of_the_pairs():
    rows = (
        ("Person", "Ann Orlova", "Ann Orlova", True),
        ("Person", "Ann Orlova", "Karl Berg", True),
        ("Company", "A", "B", False),
    )
    figures = measure_names(NamePairs("x", "0", rows))
    assert figures["precision"] == 1
    assert figures["recall"] == 0.5
    assert figures["F1"] == figures["people F1"] == pytest.approx(2 / 3)


def test_pairs_that_are_not_there_are_left_out(tmp_path: Path):
    assert [pairs.name for pairs in find_pairs(beside=tmp_path / "none.csv")] == [
        "names",
        "names-wide-built",
        "names-wide-held",
    ]
