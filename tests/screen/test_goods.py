"""Tariff codes against control lists."""

from __future__ import annotations

import datetime as dt

import pytest

from enduse.party import GoodsLine
from enduse.screen.facts import Controlled, load_facts
from enduse.screen.goods import CodeList, plain_code, screen_code

CODES = CodeList(load_facts().controlled)


@pytest.mark.parametrize(
    ("code", "tier"),
    [
        ("854231", "1"),
        ("8542.31", "1"),
        ("85423190", "1"),
        ("8542.31.00.01", "1"),
        ("852691", "2"),
        ("848210", "3.B"),
        ("8457 10", "4.B"),
        ("HS 8542.31", "1"),
        ("HTS Code: 8542310001", "1"),
        ("854231000", "1"),
        ("8542310000123", "1"),
    ],
)
def test_codes_of_6_8_and_10_digits_are_caught_by_their_first_six(code: str, tier: str) -> None:
    (finding,) = screen_code(GoodsLine(hs=code), "line 1", CODES)
    assert (finding.rule, finding.severity) == ("goods.hs", "review")
    assert finding.words.endswith(f"tier {tier}")
    assert finding.citations[0].id == f"us-chpl:{plain_code(code)[:6]}"
    assert any("does not classify" in words for words in finding.against)


@pytest.mark.parametrize("code", ["950300", "61091000", "8542909000", None, ""])
def test_a_code_that_is_on_no_list_says_nothing(code: str | None) -> None:
    assert screen_code(GoodsLine(hs=code), "line 1", CODES) == []


def test_a_short_code_names_what_lies_within_it() -> None:
    (finding,) = screen_code(GoodsLine(hs="8542"), "line 1", CODES)
    assert (finding.rule, finding.severity, finding.candidate) == ("goods.code", "note", True)
    assert [c.id for c in finding.citations] == [f"us-chpl:{code}" for code in ("854231", "854232", "854233", "854239")]


@pytest.mark.parametrize("code", ["854", "ABCDEF", "123456789012345", "85-4X.31"])
def test_what_is_no_code_is_told(code: str) -> None:
    (finding,) = screen_code(GoodsLine(hs=code), "line 1", CODES)
    assert finding.rule == "goods.code"
    assert "none of the Harmonized System" in finding.words


def test_lists_of_longer_codes() -> None:
    codes = CodeList([Controlled(code="88073000", tier="A", goods="parts", measure="own", list="own list", source="own")])
    assert screen_code(GoodsLine(hs="8807300010"), "line 1", codes)[0].entry == "own:88073000"
    (short,) = screen_code(GoodsLine(hs="880730"), "line 1", codes)
    assert (short.rule, short.candidate) == ("goods.code", True)


def test_the_destination_is_among_the_reasons_where_the_list_is_about_it() -> None:
    (finding,) = screen_code(GoodsLine(hs="854231"), "line 1", CODES, recipients=("RU",))
    assert "the goods go to a state that the list is about" in finding.reasons


@pytest.mark.parametrize(("day", "in_force"), [(dt.date(2024, 2, 22), None), (dt.date(2024, 2, 23), True)])
def test_before_the_version_that_was_read_the_list_may_have_been_another(day: dt.date, in_force: bool | None) -> None:
    (finding,) = screen_code(GoodsLine(hs="854231"), "line 1", CODES, day=day)
    assert (finding.severity, finding.in_force) == ("review", in_force)
    assert any("2024-02-23" in words for words in finding.against) is (in_force is None)


@pytest.mark.parametrize(
    ("code", "rules"), [("80810", ["goods.code"]), ("8542310", ["goods.hs", "goods.code"]), ("85423", ["goods.code"])]
)
def test_a_digit_that_a_spreadsheet_dropped_is_told(code: str, rules: list[str]) -> None:
    assert [f.rule for f in screen_code(GoodsLine(hs=code), "line 1", CODES)] == rules
