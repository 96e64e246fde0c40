"""Days as lists word them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.measures.days import Order, day_of, period_of
from enduse.measures.ofac_period import period_words


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("10 Dec 1948", "1948-12-10", "1948-12-10"),
        ("Dec 1948", "1948-12-01", "1948-12-31"),
        ("1948", "1948-01-01", "1948-12-31"),
        ("circa 1961", "1960-01-01", "1962-12-31"),
        ("Approximately 1955- 1958", "1954-01-01", "1959-12-31"),
        ("1951 to 1953", "1951-01-01", "1953-12-31"),
        ("1956/1957", "1956-01-01", "1957-12-31"),
        ("between 1950 and 1953", "1950-01-01", "1953-12-31"),
        ("Between Aug. and Sep 1977", "1977-08-01", "1977-09-30"),
        ("1 Jan 1960 to 31 Mar 1960", "1960-01-01", "1960-03-31"),
        ("00/00/1953", "1953-01-01", "1953-12-31"),
        ("00/03/1958", "1958-03-01", "1958-03-31"),
        ("dd/mm/1956", "1956-01-01", "1956-12-31"),
        ("12/03/1965", "1965-03-12", "1965-03-12"),
        ("1965-04-29", "1965-04-29", "1965-04-29"),
        ("2010-12-01T00:00:00", "2010-12-01", "2010-12-01"),
        ("1965-04", "1965-04-01", "1965-04-30"),
        ("May 5, 1953", "1953-05-05", "1953-05-05"),
        ("19 Sept. 1962", "1962-09-19", "1962-09-19"),
        ("24 Jan.1973", "1973-01-24", "1973-01-24"),
        ("24-Apr-68", "1968-04-24", "1968-04-24"),
        ("3 March 1979 (from\nfalse passport)", "1979-03-03", "1979-03-03"),
        ("1960s", "1960-01-01", "1969-12-31"),
        ("late 1950s", "1957-01-01", "1959-12-31"),
        ("19610531", "1961-05-31", "1961-05-31"),
        ("circa 29 Feb 1960", "1959-02-28", "1961-02-28"),
        ("29 Feb 1960", "1960-02-29", "1960-02-29"),
    ],
)
def test_words_give_an_interval(words: str, first: str, last: str) -> None:
    period = period_of(words)
    assert period is not None
    assert (str(period.first), str(period.last)) == (first, last)
    assert period.text == " ".join(words.split())


@pytest.mark.parametrize(
    "words", ["", "unknown", "30 Feb 1960", "24/06/1402", "13/13/1960", "1960 to", "to 1960", "15/08/19yy", "0000"]
)
def test_words_that_give_none(words: str) -> None:
    assert period_of(words) is None


@pytest.mark.parametrize(
    ("words", "order", "day"),
    [
        ("03/04/2020", "dmy", (2020, 4, 3)),
        ("03/04/2020", "mdy", (2020, 3, 4)),
        ("25/12/2020", "mdy", (2020, 12, 25)),
        ("2020", "dmy", None),
    ],
)
def test_the_order_of_numbers(words: str, order: Order, day: tuple[int, int, int] | None) -> None:
    assert day_of(words, order=order) == (dt.date(*day) if day else None)


@given(st.dates(dt.date(1850, 1, 1), dt.date(2150, 12, 31)))
def test_every_day_is_read_back_from_each_of_its_forms(day: dt.date) -> None:
    for words in (day.isoformat(), day.strftime("%d %b %Y"), day.strftime("%d/%m/%Y"), day.strftime("%B %d, %Y")):
        assert day_of(words) == day


@given(st.dates(dt.date(1850, 1, 1), dt.date(2150, 1, 1)), st.integers(0, 2000))
def test_structured_periods_come_back(first: dt.date, length: int) -> None:
    last = first + dt.timedelta(days=length)
    words = period_words([(first.year, first.month, first.day), (last.year, last.month, last.day)])
    period = period_of(words)
    assert period is not None
    assert (period.first, period.last) == (first, last)


@given(st.text(max_size=40))
def test_no_words_break_it(words: str) -> None:
    period = period_of(words)
    assert period is None or (period.first is not None and period.last is not None and period.first <= period.last)
