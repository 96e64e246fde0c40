"""Scripts with ways of their own: Korean syllables, Chinese by older rules, Japanese and Hebrew names, words within a name."""

from __future__ import annotations

import pytest

from enduse.names import NameIndex, compare_names
from enduse.names.chinese import wade_giles
from enduse.names.korean import is_spelling_of, romanise_hangul


@pytest.mark.parametrize(
    ("hangul", "spellings"),
    [
        ("희", "hui hee hi"), ("영", "young yeong yong"), ("정", "jung chung jeong chong"), ("이", "lee yi ri i"),
        ("철수", "cheolsoo cholsu chulsoo"), ("원식", "wonshik wonsik"), ("노", "roh noh no"), ("박", "park pak bak"),
    ],
)  # fmt: skip
def test_korean_syllables_are_known_in_their_spellings(hangul: str, spellings: str) -> None:
    for latin in spellings.split():
        assert is_spelling_of(latin, hangul), latin


def test_other_syllables_are_no_spelling() -> None:
    assert not is_spelling_of("youngsoo", "영희")
    assert not is_spelling_of("young", "영희")
    assert not is_spelling_of("", "영")
    assert romanise_hangul("한빛 A") == "hanbit A"


@pytest.mark.parametrize(
    ("pinyin", "older"),
    [("enlai", None), ("zhou", "chou"), ("xiaoping", "hsiaoping"), ("zhongguo", "chungkuo"), ("duo", "to"), ("si", "ssu"),
     ("qian", "chien"), ("ren", "jen"), ("jie", "chieh"), ("robert", None), ("x", None)],
)  # fmt: skip
def test_pinyin_by_older_rules(pinyin: str, older: str | None) -> None:
    assert wade_giles(pinyin) == older


def test_two_pinyin_words_of_one_older_spelling_stay_two() -> None:
    assert not compare_names("Wang Qiang", "Wang Jiong").match
    assert compare_names("Hsu Chih-mo", "Xu Zhimo").match


@pytest.mark.parametrize(
    ("schema", "a", "b", "match"),
    [
        ("Person", "小林健二", "Kenji Kobayashi", True),
        ("Person", "小林健二", "Kenichi Kobayashi", False),
        ("Person", "サトウ・ハルカ", "Haruka Sato", True),
        ("Person", "דן מרידור", "Dan Meridor", True),
        ("Person", "רחל מזרחי", "Rachel Mizrachi", True),
        ("Company", "大连远东电子有限公司", "Dalian Yuandong Electronics Co., Ltd.", True),
        ("Company", "大连远东电子有限公司", "大连远大电子有限公司", False),
        ("Company", "㈜동진기계", "주식회사 동진기계", True),
        ("Company", "Norvane Société Anonyme", "Norvane SA", True),
        ("Company", "Société Anonyme Norvane", "Société Anonyme Belcourt", False),
        ("Organization", "North Bay Command", "South Bay Command", False),
        ("Person", "Tural Eldar oglu Nabiyev", "Eldar Tural oglu Nabiyev", False),
        ("Person", "Park Won-bin", "Park Wonbin", True),
        ("Organization", "Harbour Works Industrial Group (HWIG)", "HARBOUR WORKS INDUSTRIAL GROUP", True),
        ("Organization", "Harbour Works Industrial Group (HWIG)", "HWIG", True),
        ("Company", "Orlan Avionics (Malta) Ltd", "Orlan Avionics (Cyprus) Ltd", False),
        ("Airplane", "N-412QX", "N-412QY", False),
        ("Vessel", "Gull", "Gulf", False),
    ],
)
def test_pairs_in_other_scripts_and_forms(schema: str, a: str, b: str, match: bool) -> None:
    found = compare_names(a, b, schema=schema)
    assert found.match is match, (found.score, found.reasons, found.against)


def test_the_smaller_error_is_worth_more() -> None:
    whole, names = "Anatoliy Starovoitenko", ("Starovoitenko", "Starovoytenko", "Starovoitemko", "Starowitemka")
    scores = [compare_names(f"Anatoliy {name}", whole).score for name in names]
    assert scores == sorted(set(scores), reverse=True)


@pytest.mark.parametrize(
    ("asked", "listed"), [("최선희", "Choe Son Hui"), ("Choi Sun-hee", "최선희"), ("박영희", "Park Young-hee")]
)
def test_korean_names_are_found_in_the_index(asked: str, listed: str) -> None:
    index = NameIndex.build([(1, listed, "Person"), (2, "Kim Chol Su", "Person"), (3, "Jo Yong Won", "Person")])
    assert 1 in index.candidates(asked, "Person", 5)
