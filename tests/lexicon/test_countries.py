"""Countries as registers word them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.lexicon.actor_entries import load_entries
from enduse.lexicon.countries import countries


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Iran", "IR"),
        ("Iran (Islamic Republic of)", "IR"),
        ("IRAN, ISLAMIC REPUBLIC OF", "IR"),
        ("IR", "IR"),
        ("IRN", "IR"),
        ("Korea, North", "KP"),
        ("Democratic People's Republic of Korea", "KP"),
        ("DPRK", "KP"),
        ("Congo, Democratic Republic of the", "CD"),
        ("CONGO, Democratic Republic of (was Zaire)", "CD"),
        ("Congo, Republic of the", "CG"),
        ("Bahamas, The", "BS"),
        ("Region: Gaza", "PS"),
        ("Region: Crimea", "UA"),
        ("possibly Palestinian", "PS"),
        ("Cote d Ivoire", "CI"),
        ("Türkiye", "TR"),
        ("TURKIYE", "TR"),
        ("Burma / Birmanie", "MM"),
        ("China/Chine", "CN"),
        ("Belarus / Bélarus", "BY"),
        ("Virgin Islands, British", "VG"),
        ("Man, Isle of", "IM"),
        ("North Macedonia, The Republic of", "MK"),
        ("Netherlands Antilles", "NL"),
        ("UK", "GB"),
        ("PRC", "CN"),
        ("former Soviet Union", "RU"),
        ("Egyptian", "EG"),
        ("China, Hong Kong Special Administrative Region", "HK"),
        ("NA", "NA"),
        ("Yemeni\xa0", "YE"),
        ("Crimea (Occupied)", "UA"),
    ],
)
def test_words_name_a_country(words: str, code: str) -> None:
    assert countries().code(words) == code


@pytest.mark.parametrize("words", ["Atlantis", "na", "", "undetermined", "Region: Northern Mali", "Tehran", "Q", "QQQ"])
def test_words_that_name_none(words: str) -> None:
    assert countries().code(words) is None


@pytest.mark.parametrize(
    "words", ["", " - ", "undetermined", "N/A", "none identified", "Stateless", "Region: Northern Mali", "00"]
)
def test_words_that_name_none_on_purpose(words: str) -> None:
    assert countries().silent(words)
    assert not countries().silent("Atlantis")


def test_every_state_of_the_lexicon_is_found_by_its_names() -> None:
    for alias in load_entries().aliases:
        if alias.kind == "state" and not alias.ambiguous:
            assert countries().code(alias.phrase) == alias.code, alias.phrase


@given(st.text(max_size=30))
def test_no_words_break_it(words: str) -> None:
    code = countries().code(words)
    assert code is None or (len(code) == 2 and code.isupper())


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("Deutschland", "DE"), ("Türkei", "TR"), ("Tuerkei", "TR"), ("Russische Föderation", "RU"), ("Kasachstan", "KZ"),
        ("Vereinigte Arabische Emirate", "AE"), ("VAE", "AE"), ("Islamische Republik Iran", "IR"), ("Nordkorea", "KP"),
        ("Allemagne", "DE"), ("Corée du Nord", "KP"), ("Rusia", "RU"),
        ("Emiratos Árabes Unidos", "AE"), ("Reino de España", "ES"),
        ("Cina", "CN"), ("Rosja", "RU"), ("Россия", "RU"), ("Иран", "IR"), ("中国", "CN"), ("روسيا", "RU"),
        ("Weissrussland", "BY"),
        ("Republik China", "TW"), ("Volksrepublik China", "CN"), ("Österreich", "AT"), ("Hongkong", "HK"),
    ],
)  # fmt: skip
def test_countries_are_known_in_the_languages_of_trade_papers(words: str, code: str) -> None:
    assert countries().code(words) == code


@pytest.mark.parametrize("words", ["Afrika", "Europa", "Kongo", "Atlantis", "Republik"])
def test_a_continent_or_a_name_of_two_countries_is_none(words: str) -> None:
    assert countries().code(words) is None
