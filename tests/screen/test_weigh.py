"""What stands beside a name moves the score, says so, and removes nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.screen.weigh import (
    NO_BIRTH,
    OTHER_BIRTH,
    SAME_COUNTRY,
    SAME_DAY,
    SAME_YEAR,
    YEAR_OFF,
    YEARS_OFF,
    least_name_score,
    weigh,
)

from .builders import asked, listed


@pytest.mark.parametrize(
    ("born", "entry", "expected"),
    [
        ("1972-11-21", "1972-11-21", 0.8 + 0.2 * SAME_DAY),
        ("1972-11-21", "1972", 0.8 + 0.2 * SAME_YEAR),
        ("1972-11-21", "1973", 0.8 * YEAR_OFF),
        ("1972-11-21", "1974", 0.8 * YEARS_OFF),
        ("1972-11-21", "1955", 0.8 * OTHER_BIRTH),
        ("1972-03-04", "1972-04-03", 0.8),  # day and month swapped
    ],
)
def test_births_by_the_arithmetic(born: str, entry: str, expected: float) -> None:
    weighed = weigh(0.8, asked("A", born=born), listed("A", schema="Person", born=entry))
    assert weighed.score == pytest.approx(expected)
    assert (weighed.reasons or weighed.against)[0].startswith(f"born {born}")


def test_the_nearest_of_several_births_counts() -> None:
    entry = listed("A", schema="Person", born="1955")
    both = listed("A", schema="Person", born="1972")
    entry = entry.__class__(list="x", entry="1", schema="Person", names=entry.names, births=(*entry.births, *both.births))
    assert weigh(0.8, asked("A", born="1972-11-21"), entry).score > 0.8


def test_a_birth_of_the_same_entry_on_another_list_is_told_as_such() -> None:
    other = listed("A", born="1955").births
    weighed = weigh(
        0.9, asked("A", born="1972-11-21"), listed("A", schema="Person"), births=(other, "by sdn:7, the same entry")
    )
    assert weighed.score == pytest.approx(0.9 * OTHER_BIRTH)
    assert "by sdn:7, the same entry" in weighed.against[0]


def test_countries_agree_or_contradict() -> None:
    party = listed("A", countries=("IR",))
    assert weigh(0.8, asked("A", countries=("IR", "AE")), party).score == pytest.approx(0.8 + 0.2 * SAME_COUNTRY)
    against = weigh(0.8, asked("A", countries=("FR",)), party)
    assert 0.7 < against.score < 0.8
    assert against.against == ("France, the entry Iran",)
    assert weigh(0.8, asked("A", countries=("FR",)), listed("A")).score == 0.8  # the entry says nothing of it


def test_a_birth_that_the_entry_lacks_lets_an_uncertain_name_rest_alone() -> None:
    weighed = weigh(0.8, asked("A", born="1972-11-21"), listed("A", schema="Person"))
    assert weighed.score == pytest.approx(0.8 - 0.2 * NO_BIRTH)
    assert weighed.against == ("the entry gives no birth to compare, so the name rests alone",)
    assert weigh(1.0, asked("A", born="1972-11-21"), listed("A", schema="Person")).score == 1
    assert weigh(0.8, asked("A"), listed("A", schema="Person")).score == 0.8
    assert weigh(0.8, asked("A", born="1972-11-21"), listed("A", schema="Company")).score == 0.8


def test_nothing_known_changes_nothing() -> None:
    assert weigh(0.8, asked("A"), listed("A", born="1955", countries=("IR",))).score == 0.8


@given(score=st.floats(0, 1), year=st.integers(1930, 2005), entry=st.integers(1930, 2005))
def test_the_score_stays_a_score_and_keeps_its_order(score: float, year: int, entry: int) -> None:
    ask, party = (
        asked("A", born=f"{year}-05-05", countries=("FR",)),
        listed("A", schema="Person", born=str(entry), countries=("IR",)),
    )
    moved = weigh(score, ask, party).score
    assert 0 <= moved <= 1
    assert weigh(score / 2, ask, party).score <= moved


@given(
    score=st.floats(0, 1),
    born=st.sampled_from([None, "1972-11-21", "1972"]),
    entry=st.sampled_from([None, "1972-11-21", "1972", "1973", "1940"]),
    countries=st.sampled_from([(), ("IR",), ("FR",)]),
)
def test_a_name_below_the_least_is_never_lifted_to_the_threshold(
    score: float, born: str | None, entry: str | None, countries: tuple[str, ...]
) -> None:
    ask = asked("A", born=born, countries=countries)
    party = listed("A", schema="Person", born=entry, countries=("IR",))
    if weigh(score, ask, party).score >= 0.7:
        assert score >= least_name_score(0.7, ask, party, party.births) - 1e-9


def test_nothing_beside_the_name_leaves_the_threshold_as_it_is() -> None:
    party = listed("A", born="1955")
    assert least_name_score(0.7, asked("A"), party, party.births) == pytest.approx(0.7)
    party = listed("A", born="1955-03-04")
    same_day = least_name_score(0.7, asked("A", born="1955-03-04"), party, party.births)
    assert same_day == pytest.approx(1 - 0.3 / (1 - SAME_DAY))
