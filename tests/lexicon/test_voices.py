"""The words of speakers and what their file must keep to."""

import pytest

from enduse.errors import LexiconError
from enduse.lexicon import voices
from enduse.lexicon.files import read_yaml
from enduse.lexicon.voices import load_voices


@pytest.mark.parametrize(
    ("noun", "kind"),
    [("officials", "person"), ("ministry", "body"), ("newspaper", "outlet"), ("indictment", "evidence"), ("tank", None)],
)
def test_a_noun_stands_for_a_kind_of_speaker(noun: str, kind: str | None) -> None:
    assert load_voices().kind_of(noun) == kind


def test_verbs_have_all_their_forms() -> None:
    assert {"say", "says", "said", "saying", "told"} <= load_voices().verbs["says"]


def test_an_unknown_section_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**read_yaml("voices.yaml"), "singers": ["alto"]}
    monkeypatch.setattr(voices, "read_yaml", lambda name: data)
    with pytest.raises(LexiconError, match="singers"):
        voices.read_voices()


def test_words_in_capitals_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**read_yaml("voices.yaml"), "titles": ["Mr"]}
    monkeypatch.setattr(voices, "read_yaml", lambda name: data)
    with pytest.raises(LexiconError, match="titles"):
        voices.read_voices()


def test_a_small_word_list_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    data = read_yaml("voices.yaml")
    small = {name: words for name, words in data["small_words"].items() if name != "grounds"}
    monkeypatch.setattr(voices, "read_yaml", lambda name: {**data, "small_words": small})
    with pytest.raises(LexiconError, match="small_words: 'grounds'"):
        voices.read_voices()


def test_auxiliaries_keep_their_order() -> None:
    assert list(load_voices().auxiliaries) == read_yaml("voices.yaml")["auxiliaries"]


def test_every_word_that_tells_who_says_it_may_say() -> None:
    found = load_voices()
    telling = [found.verbs["says"], found.verbs["thinks"], found.verbs["accuses"], found.nouns["saying"], found.small.sources]
    assert all(found.may_say(word) for words in telling for word in words)
    assert not found.may_say("delivered")
