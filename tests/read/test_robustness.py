"""The same report in other dress reads alike: metamorphic tests of the embedded reader.

No gold is asked: a reading is held against the reading of the same report written otherwise. How to measure and move the floors
is said in `robustness.py`.
"""

from __future__ import annotations

import pytest

from . import robustness
from .dress import DRESSES
from .robustness import ALIKE, compare, compare_orders, compare_voices, load_floors, reports, voices

FLOORS = load_floors()


@pytest.mark.slow
@pytest.mark.parametrize("dress", DRESSES)
def test_dress(dress: str) -> None:
    agreement, wrong = compare(dress)
    assert wrong == []
    assert agreement.plain > 30
    assert agreement.f1 >= FLOORS[dress], agreement


def test_active_and_passive() -> None:
    assert len({v.active for v in voices()}) == len({v.passive for v in voices()}) >= 60
    figures = compare_voices()
    assert {name: figure for name, figure in figures.items() if figure < FLOORS[name]} == {}


def test_paragraphs_in_another_order() -> None:
    assert compare_orders() >= FLOORS["paragraphs in another order"]


def test_what_means_nothing_has_a_high_floor() -> None:
    assert all(FLOORS[dress] >= least for dress, least in ALIKE.items())


@pytest.mark.slow
def test_a_dress_changes_the_page() -> None:
    """A dress that left every report as it is would prove nothing."""
    for dress in DRESSES.keys() - {"straight quotes"}:
        pages = [
            (DRESSES[dress](report, robustness.chance(number)).page, report.text) for number, report in enumerate(reports())
        ]
        assert sum(page != text for page, text in pages) >= 8, dress
