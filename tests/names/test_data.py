"""The word lists hold together."""

from __future__ import annotations

import pytest

from enduse.names.data import legal_forms, nicknames, number_words, read_yaml, spelling_groups, spelling_rules, word_sets
from enduse.names.romanise import romanise_word
from enduse.names.words import word_of

FILES = ["generic.yaml", "honorifics.yaml", "particles.yaml", "places.yaml"]


@pytest.mark.parametrize("file", FILES)
def test_no_word_is_empty_or_in_capitals(file: str) -> None:
    for section, words in read_yaml(file).items():
        assert words, section
        for word in words:
            assert word == word.strip().lower() != "", word


def test_no_spelling_is_in_two_groups() -> None:
    seen: dict[str, str] = {}
    for group in read_yaml("spellings.yaml"):
        assert len(group) > 1, group
        for word in group:
            assert seen.setdefault(word, group[0]) == group[0], word


def test_nicknames_are_families_of_two_or_more() -> None:
    for family in read_yaml("nicknames.yaml"):
        assert len(family) == len(set(family)) > 1, family
    assert nicknames()["bob"] & nicknames()["robert"]
    assert not nicknames()["bob"] & nicknames()["william"]


@pytest.mark.parametrize(
    "words",
    [
        "gmbh",
        "ooo",
        "sdn bhd",
        "limited liability company",
        "fze",
        "youxian gongsi",
        "sp z o o",
        "spolka z ograniczona odpowiedzialnoscia",
    ],
)
def test_a_legal_form_is_found_by_its_words(words: str) -> None:
    parts = tuple(words.split())
    assert any(phrase == parts for phrase, _ in legal_forms()[parts[0]])


def test_forms_of_many_languages_are_known() -> None:
    kinds = read_yaml("legal_forms.yaml")
    phrases = [phrase for forms in kinds.values() for words in forms.values() for phrase in words]
    assert len(phrases) > 300
    for phrase in (
        "gmbh",
        "ооо",
        "有限公司",
        "株式会社",
        "주식회사",
        "با مسئولیت محدود",
        "ذ م م",
        "sdn bhd",
        "sp z o o",
        "s de rl",
    ):
        assert phrase in phrases


def test_spelling_groups_take_the_first_as_their_name() -> None:
    assert spelling_groups()["mohamed"] == spelling_groups()["محمد"] == "muhammad"


def test_numbers_have_values() -> None:
    numbers = number_words()
    assert numbers.values["forty"] == numbers.values["fortieth"] == 40
    assert numbers.roman["xiv"] == 14


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("shcherbakov", "schtscherbakow"), ("tchaikovsky", "chaikovskiy"), ("philipov", "filippov"), ("khasan", "hasan"),
        ("yuri", "jurij"), ("jeongeun", "jongun"), ("karasyov", "karasev"), ("zhukov", "jukov"), ("mueller", "muller"),
    ],
)  # fmt: skip
def test_spellings_of_one_sound(a: str, b: str) -> None:
    assert word_of(a).sound == word_of(b).sound


@pytest.mark.parametrize(("a", "b"), [("petrov", "pavlov"), ("hassan", "hussein"), ("marta", "greta"), ("chang", "song")])
def test_other_sounds_stay_other(a: str, b: str) -> None:
    assert word_of(a).sound != word_of(b).sound


@pytest.mark.parametrize(
    ("word", "latin"),
    [
        ("щербаков", "shcherbakov"), ("ґудзик", "gudzyk"), ("παπανδρέου", "papandreou"),
        ("გიორგი", "giorgi"), ("սերժ", "serzh"), ("すずき", "suzuki"), ("łukasz", "lukasz"), ("ødegård", "odegard"),
        ("straße", "strasse"),
    ],
)  # fmt: skip
def test_words_in_latin_letters(word: str, latin: str) -> None:
    assert word_of(word).sound == word_of(latin).sound, romanise_word(word)


def test_scripts_without_vowels_are_known_as_such() -> None:
    assert not romanise_word("سلیمانی").vowels
    assert not romanise_word("רבין").vowels
    assert romanise_word("петров").vowels


def test_every_rule_of_spelling_compiles_and_lists_are_read() -> None:
    assert len(spelling_rules().sound) > 20
    assert "bin" in word_sets("particles.yaml")["father"]
