"""The words of noun phrases as the parse has them."""

from __future__ import annotations

from enduse.read.noun_phrases import CORE, WHOLE, joined, phrase_words, without_time, written

from .parsed import text_of, tree

MINISTER = (
    "the/DET/det/2 minister/NOUN/root/0 ,/PUNCT/punct/5 John/PROPN/flat/5 Roe/PROPN/appos/2 ,/PUNCT/punct/7 said/VERB/acl/2"
)


def phrase(parsed: str, head: int, labels: frozenset[str]) -> str:
    words = tree(parsed)
    return written(text_of(words), words, phrase_words(words, head, labels))


def test_the_whole_has_its_appositions_and_the_core_has_not() -> None:
    assert phrase(MINISTER, 1, WHOLE) == "the minister , John Roe"
    assert phrase(MINISTER, 1, CORE) == "the minister"


def test_a_preposition_before_it_is_left_out() -> None:
    assert phrase("According/VERB/case/3 to/ADP/fixed/1 officials/NOUN/root/0 ,/PUNCT/punct/3", 2, CORE) == "officials"


def test_a_gap_ends_it() -> None:
    parsed = tree("officials/NOUN/root/0 who/PRON/nsubj/3 said/VERB/acl/1 on/ADP/case/6 this/DET/det/6 day/NOUN/nmod/1")
    assert phrase_words(parsed, 0, CORE) == [0]


def test_a_time_is_no_part_of_it() -> None:
    parsed = tree("the/DET/det/2 minister/NOUN/root/0 on/ADP/case/4 Tuesday/PROPN/nmod/2")
    assert without_time(parsed, range(4)) == range(2)


def test_an_article_before_a_name_and_a_possessive_are_left_out() -> None:
    parsed = tree("The/DET/det/2 Pentagon/PROPN/root/0 's/PART/case/2")
    assert written(text_of(parsed), parsed, [0, 1]) == "Pentagon"
    assert joined(parsed, [1]) == "Pentagon"
