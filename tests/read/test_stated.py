"""Names, times and senses that a text bears out, and those that only look as if."""

from __future__ import annotations

import datetime as dt

import pytest

from enduse.model import Span
from enduse.read.locate import Locator
from enduse.read.stated_names import bears_out_name
from enduse.read.stated_sense import says_the_same
from enduse.read.stated_times import StatedTimes

NAMES = (
    "Russia sent S-300 and Pantsir systems. Ukraine's 400 tanks burnt. It has Shahed-136 and 131 drones, Leopard tanks of the "
    "version 2A6, Mi-17, Mi-24 and 35 helicopters.\nThe Bayraktar flew. Baykar made the TB2."
)


@pytest.mark.parametrize(
    "name", ["S-300", "Shahed-131", "Leopard 2A6", "Bayraktar TB2", "Mi-35", "mi-24", "Shahed 136", "Pantsir", "S‑300"]
)
def test_a_name_may_be_put_together_from_parts_of_the_text(name: str) -> None:
    assert bears_out_name(name, Locator(NAMES, [Span(start=0, end=len(NAMES))]))


@pytest.mark.parametrize(
    "name",
    ["S-400", "S 400", "S400", "Leopard 400", "Mi-400", "TB-400", "400", "S", "Shahed-238", "2A6-400", "a-b-c-d", "-", "", "(",
     "x" * 90, "Shahed<b>", "300-S", "1-1-1-1-1-1-1-9"],
)  # fmt: skip
def test_letters_and_figures_of_other_names_and_numbers_make_none(name: str) -> None:
    assert not bears_out_name(name, Locator(NAMES, [Span(start=0, end=len(NAMES))]))


PUBLISHED = dt.date(2023, 3, 1)
TIMES = StatedTimes("In 2014 it sold drones. Sent in August 2021, said a spokesman on Tuesday, and on 12 May.", PUBLISHED)


@pytest.mark.parametrize(
    ("words", "day", "borne_out"),
    [
        ("in August", "2021-08-01", True),
        ("in August", "2022-08-31", True),
        ("in August", "2014-08-01", True),  # the year is named
        ("in August", "1999-08-01", False),
        ("in August", "2021-01-01", False),
        ("in August 1999", "1999-12-31", True),
        ("last week", "2023-02-20", True),
        ("last week", "2021-11-20", False),
        ("since the coup", "2014-05-22", True),
        ("since the coup", "1953-08-19", False),
        ("ten years later", "2024-01-01", True),
        ("ten years later", "1952-01-01", False),
        ("no time", "1066-10-14", False),
        ("\x00", "2022-01-01", True),  # nobody can tell, and the year is the report's
    ],
)
def test_days_are_those_that_the_words_may_mean(words: str, day: str, borne_out: bool) -> None:
    assert TIMES.bears_out(words, dt.date.fromisoformat(day), None) is borne_out


@pytest.mark.parametrize(
    ("day", "borne_out"),
    [("2023-03-01", True), ("2023-02-28", True), ("2022-05-12", True), ("2014-05-12", True), ("2022-11-30", False),
     ("1999-05-12", False), ("2021-08-09", True), ("0001-01-01", False), ("9999-12-31", False), ("2014", True), ("1914", False),
     ("2021-08", True), ("2023-13", False), ("yesterday", False), ("", False), ("\ud800", False)],
)  # fmt: skip
def test_a_day_of_saying_is_the_reports_or_one_that_it_names(day: str, borne_out: bool) -> None:
    assert TIMES.bears_out_saying(day) is borne_out


@pytest.mark.parametrize(
    ("given", "same"),
    [
        ("Iran gave Russia 400 drones in August", True),
        ("Iran has not given Russia 400 drones in August", False),
        ("Iran denied it gave Russia 400 drones in August", False),
        ("Iran never gave Russia 400 drones in August", False),
        ("Iran gave Russia 4000 drones in August", False),
        ("Iraq gave Russia 400 drones in August", False),
        ("If Iran gave Russia 400 drones in August", False),
    ],
)
def test_nearly_equal_words_may_say_the_opposite(given: str, same: bool) -> None:
    found = "Iran has given Russia 400 drones in August"
    assert says_the_same(given, found, named=lambda words: {w for w in ("Iran", "Iraq", "Russia") if w in words}) is same
