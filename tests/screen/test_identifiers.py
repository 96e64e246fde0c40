"""Numbers made comparable and checked."""

from __future__ import annotations

import pytest

from enduse.party import Identifier
from enduse.screen.identifiers import Number, NumberIndex, compare_numbers, faulty_numbers, read_number

from .builders import asked, listed


def number(kind: str, value: str, country: str | None = None) -> Number:
    found = read_number(Identifier(kind=kind, value=value, country=country))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("kind", "written", "plain", "valid"),
    [
        ("lei", "5493001KJTIIGC8Y1R12", "5493001KJTIIGC8Y1R12", True),
        ("lei", "5493001KJTIIGC8Y1R13", "5493001KJTIIGC8Y1R13", False),
        ("imo", "IMO 9074729", "9074729", True),
        ("imo", "9074728", "9074728", False),
        ("inn", "7707083893", "7707083893", True),
        ("inn", "7707083894", "7707083894", False),
        ("ogrn", "1027700132195", "1027700132195", True),
        ("bic", "deutdeff xxx", "DEUTDEFF", True),
        ("bic", "DEUTDEFF500", "DEUTDEFF", True),
        ("uscc", "91110000600037341L", "91110000600037341L", True),
        ("passport", "ea-566 1672", "EA5661672", None),
    ],
)
def test_signs_between_do_not_count_and_check_digits_are_checked(
    kind: str, written: str, plain: str, valid: bool | None
) -> None:
    found = number(kind, written)
    assert (found.value, found.valid) == (plain, valid)


@pytest.mark.parametrize(
    ("kind", "value"), [("passport", "12"), ("email", "a@b.example"), ("passport", "UNKNOWN"), ("kpp", "770701001")]
)
def test_what_tells_nothing_is_no_number(kind: str, value: str) -> None:
    assert read_number(Identifier(kind=kind, value=value)) is None


def test_the_same_signs_are_the_same_number_unless_two_countries_gave_them() -> None:
    assert compare_numbers(number("passport", "A123456"), number("passport", "a 123 456", "IR")) == "same"
    assert compare_numbers(number("passport", "A123456", "FR"), number("passport", "A123456", "IR")) == "none"
    assert compare_numbers(number("imo", "9074729", "FR"), number("imo", "9074729", "IR")) == "same"
    assert compare_numbers(number("other", "A123456"), number("passport", "A123456")) == "same"


@pytest.mark.parametrize(
    ("asked", "held", "value", "same"),
    [
        ("tax_id", "inn", "7707083893", "same"),
        ("ogrn", "registration", "1027700132195", "same"),
        ("passport", "inn", "7707083893", "none"),
    ],
)
def test_a_number_under_the_general_name_of_its_kind_is_the_same(asked: str, held: str, value: str, same: str) -> None:
    one, other = (read_number(Identifier(kind=kind, value=value)) for kind in (asked, held))
    assert one is not None
    assert other is not None
    assert compare_numbers(one, other) == same


def test_another_number_speaks_against_only_where_there_is_one_for_life() -> None:
    assert compare_numbers(number("imo", "9074729"), number("imo", "9187629")) == "other"
    assert compare_numbers(number("passport", "A123456"), number("passport", "B765432")) == "none"
    assert compare_numbers(number("imo", "9074728"), number("imo", "9187629")) == "none"  # one of them is misprinted
    assert compare_numbers(number("national_id", "1234567", "FR"), number("national_id", "7654321", "IR")) == "none"


def test_the_index_finds_by_the_signs_alone() -> None:
    index = NumberIndex(
        [listed("A", numbers=[("passport", "A 123456")]), listed("B", numbers=[("other", "A123456")]), listed("C")]
    )
    assert list(index.places(number("passport", "A123456"))) == [0, 1]
    assert list(index.places(number("passport", "Z999999"))) == []


@pytest.mark.parametrize(
    ("kind", "value", "told"),
    [
        ("lei", "5493001KJTIIGC8Y1R13", "check digit does not fit"),
        ("imo", "IMO 9074728", "check digit does not fit"),
        ("inn", "7707083894", "check digit does not fit"),
        ("ogrn", "1027700132196", "check digit does not fit"),
        ("imo", "90747289", "no such number has 8 signs"),
        ("bic", "DEUT3EFF", "not the form"),
        ("inn", "77070", "fewer than the 10 signs that tell anything; it was not compared"),
        ("lei", "pending", "it was not compared"),
    ],
)
def test_a_number_that_can_be_none_of_its_kind_is_told(kind: str, value: str, told: str) -> None:
    (words,) = faulty_numbers(asked("Gulf Star", role="end_user", numbers=[(kind, value)]))
    assert words.startswith(f"{kind.upper()} ")
    assert "of end user Gulf Star" in words
    assert told in words
    assert ("was compared as it is written" in words) != ("was not compared" in words)


@pytest.mark.parametrize(
    ("kind", "value"), [("lei", "5493001KJTIIGC8Y1R12"), ("lei", "N/A"), ("passport", "A123456"), ("email", "a@b.example")]
)
def test_of_other_numbers_nothing_is_told(kind: str, value: str) -> None:
    assert not list(faulty_numbers(asked("Gulf Star", numbers=[(kind, value)])))
