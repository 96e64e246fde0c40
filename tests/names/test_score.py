"""What the score means: how it moves with case, marks, order, legal forms, omissions, contradictions and rarity."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import enduse
from enduse.names import NameIndex, WordWeights, compare_names, prepare, score

NAMES = ["Dmitri Karasev", "Omar al-Farouqi", "Kim Yong-nam", "Maria Alonso Garmendia", "Tariq bin Ziyad"]
COMPANIES = ["Kestrel Aviation Ltd", "OOO Severny Luch", "Varnholt Maschinenbau GmbH", "Al Noor Middle East FZE"]


def value(a: str, b: str, schema: str = "Person") -> float:
    return compare_names(a, b, schema=schema).score


@pytest.mark.parametrize("name", NAMES + COMPANIES)
def test_case_and_spacing_change_nothing(name: str) -> None:
    schema = "Person" if name in NAMES else "Company"
    same = value(name, name, schema)
    assert value(name.upper(), name.lower(), schema) == same
    assert value(f"  {name.replace(' ', '   ')} ", name, schema) == same


@pytest.mark.parametrize(
    ("marked", "plain"),
    [("Zoë Müller", "Zoe Muller"), ("Łukasz Żółkiewski", "Lukasz Zolkiewski"), ("Nguyễn Văn Đức", "Nguyen Van Duc")],
)
def test_marks_left_out_lower_a_little(marked: str, plain: str) -> None:
    assert 0.97 * value(plain, plain) < value(marked, plain) < value(plain, plain)


def test_another_order_is_weaker_and_still_a_match() -> None:
    for name in NAMES[:2]:
        first, _, rest = name.partition(" ")
        turned = value(f"{rest} {first}", name)
        assert 0.7 <= turned < value(name, name)
    assert value("KARASEV, Dmitri", "Dmitri Karasev") == value("Dmitri Karasev", "Dmitri Karasev"), (
        "a comma says which is which"
    )


def test_a_son_is_not_his_father() -> None:
    assert value("Salim bin Rashid", "Salim ibn Rashid") > 0.9
    crossed = compare_names("Salim bin Rashid", "Rashid bin Salim")
    assert not crossed.match
    assert any("father" in words for words in crossed.against)


def test_contradiction_is_worse_than_omission() -> None:
    full = "Andrei Petrovich Lugovoy"
    assert value(full, full) > value(full, "Andrei Lugovoy") >= 0.7 > value(full, "Andrei Ivanovich Lugovoy")
    assert value("James T. Whitmore", "James Whitmore") >= 0.7 > value("James R. Whitmore", "James Theodore Whitmore")


def test_the_ways_of_agreeing_are_in_order() -> None:
    exact = value("Robert Whitmore", "Robert Whitmore")
    sound = value("Rohbert Whitmore", "Robert Whitmore")
    nickname = value("Bob Whitmore", "Robert Whitmore")
    initial = value("R. Whitmore", "Robert Whitmore")
    other = value("Roland Whitmore", "Robert Whitmore")
    assert exact > sound > nickname > initial > 0.7 > other


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Маслин Ю.Ж.", "Yuri Zhanovich Maslin"),
        ("Yu.Zh. Maslin", "Yuri Zhanovich Maslin"),
        ("Маслин Е. Я.", "Yevgeniy Yakovlevich Maslin"),
        ("E. Ya. Maslin", "Yevgeniy Yakovlevich Maslin"),
        ("Ye. Maslin", "Yevgeniy Maslin"),
    ],
)
def test_initials_of_two_letters_and_those_that_are_written_otherwise(short: str, full: str) -> None:
    index = NameIndex.build([(1, full, "Person"), (2, "Boris Petrovich Maslin", "Person")])
    assert index.candidates(short, "Person", 5) == [1]
    assert value(short, full) >= 0.7 > value(short, "Boris Petrovich Maslin")


def test_errors_cost_by_their_number_and_the_length_of_the_word() -> None:
    assert value("Viktor Karaseva", "Viktor Karasev") > value("Viktor Karsaeva", "Viktor Karasev")
    assert value("Petr Stonebridgf", "Petr Stonebridge") > value("Petr Stonf", "Petr Stone")
    assert value("Petr Li", "Petr Lu") < 0.7, "a word of two letters with one changed is another word"


@pytest.mark.parametrize("name", COMPANIES)
def test_a_legal_form_equal_missing_and_contradicting(name: str) -> None:
    bare = {"Kestrel Aviation Ltd": "Kestrel Aviation", "OOO Severny Luch": "Severny Luch"}.get(name, name.rpartition(" ")[0])
    equal, missing = value(name, name, "Company"), value(name, bare, "Company")
    contradicting = value(name, f"{bare} Foundation", "Company")
    assert equal > missing >= 0.7 > contradicting


def test_a_number_decides() -> None:
    for schema, a, b in [("Vessel", "Victory 3", "Victory 4"), ("Organization", "Unit 29155", "Unit 29156")]:
        assert value(a, a, schema) > 0.8
        assert value(a, b, schema) < 0.6
    assert value("44th Brigade", "Brigade 44", "Organization") >= 0.7
    assert any("number" in w for w in compare_names("Victory 3", "Victory 4", schema="Vessel").against)


def test_no_score_saturates() -> None:
    one, two, three = "Karasev", "Viktor Karasev", "Viktor Stonebridge Karasev"
    scores = [value(n, n) for n in ("Ali", one, two, three)]
    assert scores == sorted(set(scores)), "more and rarer words that agree score higher"
    assert scores[-1] < 1


def test_words_of_the_lists_weigh_by_their_frequency() -> None:
    weights = WordWeights({"kestrel": 1900, "varnholt": 3}, 2000)
    assert weights["kestrel"] < 0.5 < weights["varnholt"] < weights["larkspur"] == 1.0
    common, rare = (prepare(n, "Company") for n in ("Kestrel Orion", "Varnholt Orion"))
    other = prepare("Orion", "Company")
    assert score(common, other, weights).score > score(rare, other, weights).score, "a common word is missed less"


def test_the_public_function_is_the_same() -> None:
    found = enduse.compare_names("Putin, Vladimir", "Владимир Путин")
    assert found.match
    assert found.reasons == ('"vladimir" and "владимир": in another script', '"putin" and "путин": in another script')
    assert found.against == ()
    assert enduse.compare_names("Kestrel Ltd", "Kestrel Limited", schema="Company").match
    with pytest.raises(AttributeError):
        found.score = 1.0  # type: ignore[misc]


def test_names_without_words_match_nothing() -> None:
    for empty in ("", " ", "...", "-", "'"):
        assert value(empty, "Dmitri Karasev") == 0
        assert value(empty, empty) == 0
        assert value(empty, "Kestrel", "Company") == 0


@given(st.text(max_size=40), st.text(max_size=40), st.sampled_from(["Person", "Company", "LegalEntity", "Vessel", "Address"]))
def test_any_two_texts_can_be_compared(a: str, b: str, schema: str) -> None:
    found = compare_names(a, b, schema=schema)
    assert 0 <= found.score < 1
    assert all(isinstance(words, str) for words in found.reasons + found.against)
    assert compare_names(a, a, schema=schema).score >= found.score - 1e-9 or found.score < 0.9


@given(st.permutations("Viktor Stonebridge Karasev".split()))
def test_any_order_matches(words: list[str]) -> None:
    assert value(" ".join(words), "Viktor Stonebridge Karasev") >= 0.7


def test_letters_of_a_legal_form_make_no_acronym() -> None:
    assert value("Al Noor Trading FZE", "NTF LTD", "Organization") < 0.3
    assert value("HKA", "PJSC Hartland Keel Aviation", "Organization") > 0.7
    assert value("HKA PJSC", "PJSC Hartland Keel Aviation", "Organization") > 0.7
    assert value("HKAL", "Hartland Keel Aviation Limited", "Organization") > 0.7, "a form that is a word may be among them"


def test_initials_that_many_bodies_share_prove_less() -> None:
    fillers = [(n, f"Filler{n} Works{n}", "Company") for n in range(10, 1100)]
    banks = ("Alpha Island Bank", "Amber Inland Bank", "Atoll Inshore Bank", "Arbor Infield Bank", "Aster Inlet Bank")
    scores = {}
    for many in (1, 2, 5):
        listed = [(n, name, "Company") for n, name in enumerate(banks[:many])]
        listed += [(0, "Alpha Island Bank Ltd", "Company")]  # another spelling of one is no other body
        index = NameIndex.build([*listed, *fillers])
        scores[many] = compare_names("AIB", "Alpha Island Bank", schema="Company", weights=index.word_weights)
    assert scores[1].match
    assert scores[1].score > scores[2].score > scores[5].score
    assert not scores[5].match
    assert '"aib" are the initials of 5 listed bodies' in scores[5].against
    own = compare_names("AIB", "AIB", schema="Company", weights=index.word_weights)
    assert own.match  # an entry that lists the letters as its name
    assert own.sharing == 1


@pytest.mark.parametrize(
    ("a", "b"), [("V Bank", "BM Bank JSC"), ("MB Bank", "Agricultural Bank"), ("A Trading", "BY Trade OU")]
)
def test_letters_before_a_common_word_are_the_name(a: str, b: str) -> None:
    assert not compare_names(a, b, schema="Company").match
    assert compare_names(b, b.lower(), schema="Company").match
    assert compare_names("MB Bank", "MB Bank JSC", schema="Company").match
