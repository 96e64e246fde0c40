"""The noun phrase beside a verb of saying, by the order of words alone; the trees say nothing."""

import pytest

from enduse.read.beside import after_verb, before_verb, is_time, tag_of

from .speech_builder import analysed

OTHERS = {
    "the": "DET",
    "a": "DET",
    "of": "ADP",
    "in": "ADP",
    "on": "ADP",
    "has": "AUX",
    "since": "ADV",
    "who": "PRON",
    "for": "ADP",
}


def phrase(text: str, verb: str, *, after: bool = False) -> str | None:
    words = [w.text for w in analysed_words(text)]
    tags = ["PUNCT" if not w[0].isalnum() else OTHERS.get(w.lower(), "PROPN" if w[0].isupper() else "NOUN") for w in words]
    tags[words.index(verb)] = "VERB"
    parse = " ".join(f"{tag}/dep/{0 if i == 0 else 1}" for i, tag in enumerate(tags))
    tree = analysed(text, parse).trees[0]
    found = (after_verb if after else before_verb)(tree, words.index(verb))
    return None if found is None else " ".join(words[found[0] : found[1] + 1])


def analysed_words(text: str) -> list:  # type: ignore[type-arg]
    from enduse.read.sentences import find_sentences

    return list(find_sentences(text)[0].words)


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("The minister of trade has since said so.", "said", "The minister of trade"),
        ("The minister, John Roe, said so.", "said", "The minister , John Roe"),
        ("Guns came, officials in Kyiv on Friday said.", "said", "officials in Kyiv"),
        ("On Friday the minister said so.", "said", "the minister"),
        ("It was denied by the envoy, who swore so.", "swore", "the envoy"),
    ],
)
def test_before_the_verb(text: str, verb: str, expected: str) -> None:
    assert phrase(text, verb) == expected


def test_after_a_verb_that_follows_a_comma() -> None:
    assert phrase("Guns came, said officials in Kyiv.", "said", after=True) == "officials in Kyiv"
    assert phrase("The minister said officials came.", "said", after=True) is None


def test_a_word_of_letters_is_no_mark() -> None:
    tree = analysed("Officials said so.", "NOUN/nsubj/2 PUNCT/root/0 ADV/advmod/2 PUNCT/punct/2").trees[0]
    assert tag_of(tree, 1) == "VERB"
    assert tag_of(tree, 3) == "PUNCT"


def test_days_are_nobody() -> None:
    assert is_time("Tuesday")
    assert is_time("Nov.")
    assert not is_time("Minister")
