"""Names in the Arabic script against the many ways they are written in Latin letters."""

from __future__ import annotations

import time

import pytest

from enduse.names import NameIndex, compare_names
from enduse.names.arabic import consonants_of_latin, is_spelling_of, letters, readings_of

#: One Arabic or Persian word, and ways in which passports write it.
SPELLINGS = {
    "غريب": "gharib ghareeb gharyb", "ضياء": "diya zia dhia dia", "ذاكر": "zakir dhakir", "سندس": "sundus sondos",
    "صحراوي": "sahrawi sahraoui", "عوادي": "awadi aouadi", "عدي": "uday odai adi", "ایوب": "ayub ayyoub", "طه": "taha tah",
    "ايزدي": "izadi eezadi", "ایران": "iran", "إيمان": "iman eman", "اياد": "iyad ayad", "اویسی": "oveissi",
    "الهام": "ilham elham", "الياس": "ilyas elyas",
    "چراغی": "cheraghi charaghi", "شهرزاد": "shahrzad chahrzad", "موحدی": "movahedi mowahedi", "قیصر": "qaisar kaysar gheysar",
    "الطائي": "tai taei", "نعمة": "nimah nima", "كوثر": "kawthar kausar kawsar",
}  # fmt: skip


@pytest.mark.parametrize("word", SPELLINGS)
def test_a_word_is_known_in_its_spellings(word: str) -> None:
    for latin in SPELLINGS[word].split():
        assert is_spelling_of(latin, word), latin
        assert consonants_of_latin(latin) in readings_of(word), latin


@pytest.mark.parametrize(
    ("word", "other"),
    [("حسين", "hassan"), ("نور", "nuri"), ("غول", "khalil"), ("فدوی", "dawoud"), ("سعيد", "saad"), ("کریم", "karm"), ("", "a")],
)
def test_a_long_vowel_or_a_consonant_more_is_another_word(word: str, other: str) -> None:
    assert not is_spelling_of(other, word)


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("سيف الله غریب", "Saifullah Gharib"),
        ("سيف الله غریب", "Saif Allah Ghareeb"),
        ("عبدالقیوم نوابی", "Abdul Qayyum Nawabi"),
        ("عبد القيوم النوابي", "Abdulqayoum al-Nawabi"),
        ("عبد الله الجوهري", "Abdallah Al-Jawhari"),
        ("شمس الدين الراوي", "Shamsuddin al-Rawi"),
        ("ملا نعمت الله", "Nematullah"),
        ("عادل نجيب", "Adel Najeeb"),
        ("محمد سعيد ايزدي", "Muhammad Sa'id IZADI"),
        ("الهام رمضان", "Ilham Ramadan"),
        ("رؤوف ذاكر", "Rauf Zakir"),
    ],
)
def test_names_match_as_they_are_written_in_latin_letters(arabic: str, latin: str) -> None:
    found = compare_names(arabic, latin)
    assert found.match, (found.score, found.against)
    index = NameIndex.build([(1, latin, "Person"), (2, "Karim Hamdani", "Person"), (3, "Salim al-Masri", "Person")])
    assert index.candidates(arabic, "Person", 3)[:1] == [1]


def test_two_latin_words_may_be_one_in_arabic_script() -> None:
    assert compare_names("علیرضا چراغی", "Ali Reza Cheraghi").match


@pytest.mark.parametrize(("listed", "latin"), [("عادل نجيب", "Adel Najeeb"), ("عبدالقیوم نوابی", "Abdul Qayyum Nawabi")])
def test_a_name_that_is_listed_in_arabic_script_is_found(listed: str, latin: str) -> None:
    index = NameIndex.build([(1, listed, "Person"), (2, "سليم المصري", "Person")])
    assert index.candidates(latin, "Person", 3)[:1] == [1]


@pytest.mark.parametrize(
    ("arabic", "latin"),
    [
        ("حسن غول", "Hassan Khalil"),
        ("محمد احمدی", "Mohammad Emad"),
        ("علي ضوا", "Abdul Latif Saleh"),
        ("عبد الله الجوهري", "Abdul Rahman Al-Jawhari"),
        ("نور الدين", "Nuri Hamdani"),
    ],
)
def test_others_with_some_letters_in_common_do_not(arabic: str, latin: str) -> None:
    assert not compare_names(arabic, latin).match


def test_words_without_end_cost_nothing() -> None:
    start = time.process_time()
    assert not is_spelling_of("a" * 5000, "ا" * 5000)
    assert not is_spelling_of("aeiou" * 6 + "z", "اويعا" * 6)
    assert time.process_time() - start < 5


@pytest.mark.parametrize(("latin", "word"), [(latin, word) for word in SPELLINGS for latin in SPELLINGS[word].split()])
def test_no_spelling_has_a_letter_that_the_word_is_not_written_with(latin: str, word: str) -> None:
    assert letters(latin, arabic=False) & ~letters(word, arabic=True) == 0
