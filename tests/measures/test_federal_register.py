"""The day of a notice, and none where the list does not give it."""

from __future__ import annotations

import datetime as dt

import pytest

from enduse.dates.federal_register import announced_in, announced_on


@pytest.mark.parametrize(
    ("notice", "day"),
    [
        ("58 F.R. 42719 8/11/93", dt.date(1993, 8, 11)),
        ("Vol. 59, No. 153, 08/10/1994", dt.date(1994, 8, 10)),
        ("76 FR 50407 (8/15/2011)", dt.date(2011, 8, 15)),
        ("68 F.R. 44740 7/30/03 68 F.R. 56261 9/30/03", dt.date(2003, 7, 30)),
        ("81.F.R. 22576 4/18/2016", dt.date(2016, 4, 18)),
        ("73 FR 54504 (9/22/2008), 77 FR 24587", dt.date(2008, 9, 22)),
        ("63 FR 64322, 65 FR 14444 (03/17/00)", None),
        ("84 FR 22963; 84 FR 43495", None),
        ("58 F.R. 42719 13/45/93", None),
        ("", None),
    ],
)
def test_the_day_of_the_first_notice(notice: str, day: dt.date | None) -> None:
    assert announced_on(notice) == day


@pytest.mark.parametrize(
    ("notice", "year"),
    [
        ("85 FR 29853; 84 FR 22963", 2019),
        ("60 F.R. 31140", 1995),
        ("81.F.R. 22576", 2016),
        ("Vol. 59, No. 153", None),
        ("", None),
    ],
)
def test_the_year_of_the_first_notice(notice: str, year: int | None) -> None:
    assert announced_in(notice) == year
