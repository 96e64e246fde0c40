import pytest

from enduse.ledger.mention import mention
from enduse.ledger.numbers import counting, number_history, row_quantity
from enduse.model import Quantity, Statement

from .builders import claim, report

DAYS = {"a": "2031-01-01", "b": "2031-02-01", "c": "2031-03-01"}


def placed(*statements: Statement) -> list:  # type: ignore[type-arg]
    return [mention(s, s.items, report(s.doc, DAYS[s.doc])) for s in statements]


def low_of(*statements: Statement) -> int | None:
    quantity = row_quantity(placed(*statements))
    return quantity.low if quantity else None


def test_the_largest_number_handed_over_goes_before_a_larger_order() -> None:
    assert low_of(claim("a", "agreed", number=90), claim("b", number=12), claim("c", number=30)) == 30


def test_numbers_are_never_added() -> None:
    assert low_of(claim("a", number=200), claim("b", number=Quantity(low=400, text="more than 400"))) == 400


def test_without_a_delivery_the_largest_order_or_plan_stands() -> None:
    assert low_of(claim("a", "planned", number=40), claim("b", "agreed", number=36), claim("c", "sought", number=99)) == 40


def test_hedged_denied_and_money_do_not_count() -> None:
    money = Quantity(value_low=5_000_000, currency="USD", text="5 million dollars")
    told = (claim("a", number=9, certainty="hedged"), claim("b", number=8, certainty="denied"), claim("c", number=money))
    assert low_of(*told) is None


@pytest.mark.parametrize("ground", ["An earlier version of this story", "the original version of this article"])
def test_a_number_that_its_report_took_back_stays_in_the_history_and_does_not_count(ground: str) -> None:
    wrong = claim("b", number=64, basis=ground)
    assert low_of(claim("a", number=46), wrong) == 46
    assert low_of(wrong) is None
    rows = number_history(placed(claim("a", number=46), wrong, claim("c", number=46)))
    assert [row["note"] for row in rows] == [
        "the first number on record",
        "taken back by the report that gave it; it does not count",
        "the same number again",
    ]


def test_an_earlier_version_of_a_weapon_is_not_taken_back() -> None:
    assert low_of(claim("a", number=64, quote="An earlier version of the drone was sold, 64 of them")) == 64


def test_a_number_open_upwards_is_larger_than_the_same_number() -> None:
    quantity = row_quantity(placed(claim("a", number=400), claim("b", number=Quantity(low=400, text="more than 400"))))
    assert quantity is not None
    assert quantity.text == "more than 400"


def test_up_to_is_kept_as_an_upper_bound() -> None:
    quantity = row_quantity(placed(claim("a", "planned", number=Quantity(high=300, text="up to several hundred"))))
    assert quantity == Quantity(high=300, text="up to several hundred")


def test_more_than_is_no_word_of_counting_on() -> None:
    assert counting(Quantity(low=400, text="more than 400"), "It has sent more than 400 of them") == "open"
    assert counting(Quantity(low=20, high=20, text="20"), "It will send another 20 guns") == "more"
    assert counting(Quantity(low=70, high=70, text="70"), "It has delivered 70 guns so far") == "total"


def test_the_history_keeps_every_number_with_the_reason_why_it_is_not_added() -> None:
    since = "Since August it has provided more than 400 guns"
    history = number_history(
        placed(
            claim("c", number=Quantity(low=400, text="more than 400"), quote=since),
            claim("a", "planned", number=Quantity(low=200, text="hundreds")),
            claim("b", "agreed", number=Quantity(value_low=7, currency="EUR", text="7 euros")),
        )
    )
    assert [row["text"] for row in history] == ["hundreds", "7 euros", "more than 400"]
    assert "note" not in history[1]
    assert history[2]["counting"] == "total"
    assert 'may contain "hundreds"; not added' in history[2]["note"]
