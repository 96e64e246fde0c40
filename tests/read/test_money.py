"""Which numbers are sums of money, and in what currency."""

from __future__ import annotations

import pytest

from enduse.numerals import find_numerals
from enduse.read.money import find_money, sign_start


@pytest.mark.parametrize(
    ("text", "code", "factor"),
    [
        ("$699m", "USD", 10**6),
        ("€1.5bn", "EUR", 10**9),
        ("RMB 300", "CNY", 1),
        ("58 billion won", "KRW", 1),
        ("2,000 Egyptian pounds", "EGP", 1),
        ("3 billion", "", 1),
    ],
)
def test_sums(text: str, code: str, factor: int) -> None:
    money = find_money(text, next(find_numerals(text)))
    assert money is not None
    assert (money.code, money.factor) == (code, factor)


@pytest.mark.parametrize("text", ["500-pound bombs", "40 tanks", "12"])
def test_other_numbers(text: str) -> None:
    assert find_money(text, next(find_numerals(text))) is None


def test_a_sum_begins_with_its_sign() -> None:
    text = "for US$ 5"
    assert sign_start(text, next(find_numerals(text))) == 4
