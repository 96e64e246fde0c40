import pytest

from enduse.ledger.mention import mention
from enduse.ledger.reported import first_reported, last_day, last_reported
from enduse.model import Statement

from .builders import claim, report


def first(*told: tuple[Statement, str | None]) -> str | None:
    return first_reported([mention(s, s.items, report(s.doc, day)) for s, day in told])


def test_without_a_day_of_saying_the_report_dates_it() -> None:
    assert first((claim("a"), "2031-03-03"), (claim("b"), "2031-02-01")) == "2031-02-01"


def test_a_month_of_saying_is_printed_as_the_month() -> None:
    assert first((claim("a", said_on="2030-07"), "2031-03-03")) == "2030-07"


def test_a_month_counts_at_its_last_day() -> None:
    assert first((claim("a", said_on="2030-07"), "2031-03-03"), (claim("b"), "2030-07-12")) == "2030-07-12"


def test_a_month_that_had_not_ended_gives_way_to_the_report() -> None:
    assert first((claim("a", said_on="2031-03"), "2031-03-03")) == "2031-03-03"


def test_of_a_day_and_a_month_that_end_alike_the_day_stands() -> None:
    assert first((claim("a", said_on="2030-07"), None), (claim("b"), "2030-07-31")) == "2030-07-31"


@pytest.mark.parametrize("words", ["last summer", "2031-13", "2031-02-30", ""])
def test_what_is_no_day_is_passed_over(words: str) -> None:
    assert last_day(words) is None
    assert first((claim("a", said_on=words), "2031-03-03")) == "2031-03-03"


def test_undated_reports_give_no_day() -> None:
    assert first((claim("a"), None)) is None
    assert last_reported([mention(claim("a"), (), None)]) is None
