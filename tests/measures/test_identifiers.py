"""Kinds of numbers, and those whose check digit fails."""

from __future__ import annotations

import pytest

from enduse.measures.identifiers import FAILS, identifier, kind_of, split_label


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("Passport", "passport"),
        ("Diplomatic Passport", "passport"),
        ("National ID No.", "national_id"),
        ("Tax ID No.", "tax_id"),
        ("Cedula No.", "national_id"),
        ("SWIFT/BIC", "bic"),
        ("BIK (RU)", "bik"),
        ("leiCode", "lei"),
        ("IMO number", "imo"),
        ("Unified Social Credit Code (USCC)", "uscc"),
        ("Digital Currency Address - XBT", "crypto"),
        ("Email Address", "email"),
        ("Aircraft Tail Number", "tail_number"),
        ("Library card", None),
        ("", None),
    ],
)
def test_words_mean_a_kind(words: str, kind: str | None) -> None:
    assert kind_of(words) == kind


@pytest.mark.parametrize(
    ("value", "words", "country", "kind", "valid"),
    [
        ("253400V1H6ART1UQ0N98", "Legal Entity Number", None, "lei", True),
        ("253400V1H6ART1UQ0N99", "Legal Entity Number", None, "lei", False),
        ("7707083893", "Tax ID No.", "RU", "inn", True),
        ("7707083894", "Tax ID No.", "RU", "inn", False),
        ("7707083893", "Tax ID No.", "UA", "tax_id", True),
        ("1027700132195", "Registration Number", "RU", "ogrn", True),
        ("1027700132190", "Registration Number", "RU", "ogrn", False),
        ("GAZPRUMM", "SWIFT/BIC", None, "bic", True),
        ("GAZ", "SWIFT/BIC", None, "bic", False),
        ("CNE1000002V2", "ISIN", None, "isin", True),
        ("A1", "Passport", "IR", "passport", True),
    ],
)
def test_numbers_that_fail_their_check_are_kept_with_a_note(
    value: str, words: str, country: str | None, kind: str, valid: bool
) -> None:
    made = identifier(value, words, country=country)
    assert (made.value, made.kind, made.note) == (value, kind, "" if valid else FAILS)


def test_imo_numbers_of_ships_are_checked_and_those_of_companies_are_not() -> None:
    assert identifier("IMO 9074729", "Vessel Registration Identification", of_vessel=True).value == "9074729"
    assert identifier("9074728", "IMO number", of_vessel=True).note == FAILS
    assert identifier("IMO 5342883", "Identification Number").kind == "imo_company"


def test_a_note_of_the_list_stays_beside_the_failure() -> None:
    assert identifier("GAZ", "SWIFT/BIC", note="old").note == f"old; {FAILS}"


def test_a_coin_before_an_address_is_a_note() -> None:
    made = identifier("USDT TE3mCcPULjPUE7ykX7RArDPAhyahoy3d2j", "Digital Currency Address")
    assert (made.value, made.note) == ("TE3mCcPULjPUE7ykX7RArDPAhyahoy3d2j", "USDT")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("Passport A1 (Iran)", ("Passport", "A1 (Iran)")),
        ("Tax ID No. 77 (Russia)", ("Tax ID", "77 (Russia)")),
        ("NIT # 800018928-0 (Colombia)", ("NIT #", "800018928-0 (Colombia)")),
        ("Aircraft Manufacturer's Serial Number (MSN) 1023", ("Aircraft Manufacturer's Serial Number", "1023")),
        ("National ID No.: 5", ("National ID", "5")),
        ("Member of parliament", None),
    ],
)
def test_a_label_is_split_from_its_number(text: str, parts: tuple[str, str] | None) -> None:
    assert split_label(text) == parts


def test_a_label_within_a_registration_number_decides_its_kind() -> None:
    made = identifier("INN: 7707083893", "business registration number", kind="registration")
    assert (made.kind, made.value, made.words) == ("inn", "7707083893", "INN")
    assert identifier("HRB: keine", "business registration number", kind="registration").kind == "registration"
