"""Shares of ownership in words: bounds that are met and bounds that are not."""

from __future__ import annotations

import pytest

from enduse.shares import JUST, bods_share, share_of, share_words

OVER_50, OVER_75, UNDER_25 = 50 + JUST, 75 + JUST, 25 - JUST


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("50 %", (50, 50)), ("12,5", (12.5, 12.5)), ("25-50", (25, 50)), (33.3, (33.3, 33.3)), ("0.5 %", (0.5, 0.5)),
        ("more than 75%", (OVER_75, 100)), (">50", (OVER_50, 100)), (">= 50", (50, 100)), ("50% or more", (50, 100)),
        ("less than 25 %", (0, UNDER_25)), ("up to 10 %", (0, 10)), ("not more than 50 %", (0, 50)),
        ("More than 50% but less than 75%", (OVER_50, 75 - JUST)), ("more than 25% but not more than 50%", (25 + JUST, 50)),
        ("ownership-of-shares-25-to-50-percent", (25, 50)), ("75-to-100-percent", (75, 100)),
        ("1/4", (25, 25)), ("5/100", (5, 5)), ("50/50", None), ("-5", None), ("lots", None), ("20-", (20, 20)),
        ("2021", None), ("150", None), ("unknown", None), ("", None), (None, None),
    ],
)  # fmt: skip
def test_shares_in_words(words: str | float | None, share: tuple[float, float] | None) -> None:
    assert share_of(words) == (pytest.approx(share, abs=JUST / 10) if share else None)


@pytest.mark.parametrize("words", ["0.5", "0,5", ".5"])
def test_a_bare_fraction_may_be_of_a_hundred_or_of_one(words: str) -> None:
    assert share_of(words) == (0.5, 50)


@pytest.mark.parametrize(
    ("share", "bounds"),
    [
        ({"exact": 12}, (12, 12)), ({"minimum": 25}, (25, 100)), ({"maximum": 50, "exclusiveMaximum": True}, (0, 50 - JUST)),
        ({"minimum": 50, "exclusiveMinimum": True, "maximum": 75}, (OVER_50, 75)),
        ({"exclusiveMinimum": 75, "maximum": 100}, (OVER_75, 100)), ({}, None), (None, None), ({"exact": 400}, None),
        ({"minimum": 60, "maximum": 40}, None),
    ],
)  # fmt: skip
def test_shares_of_bods(share: object, bounds: tuple[float, float] | None) -> None:
    assert bods_share(share) == (pytest.approx(bounds, abs=JUST / 10) if bounds else None)


def test_a_share_is_told_with_its_bounds() -> None:
    assert [share_words(*share) for share in [(50, 50), (25, 50), (OVER_50, 100), (0, UNDER_25)]] == [
        "50 %", "25 to 50 %", "over 50 to 100 %", "0 to under 25 %",
    ]  # fmt: skip
