"""Which phrase is a cue of what, and what the files of cues and measures must keep to."""

import pytest

from enduse.errors import LexiconError
from enduse.lexicon import cues
from enduse.lexicon.cues import load_cues, load_measures


def values(text: str, kind: str) -> list[str]:
    return [m.value for m in load_cues().find(text) if m.kind == kind]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Moscow is considering the sale", "status", ["considered"]),
        ("Kyiv asked for tanks", "status", ["sought"]),
        ("Paris has pledged guns", "status", ["agreed"]),
        ("The deal was put on hold", "status", ["stopped"]),
        ("it may help", "hedge", ["low"]),
        ("is believed to help", "hedge", ["medium"]),
        ("Tehran denied it", "denial", ["deny"]),
        ("There is no evidence of it", "denial", ["no_evidence"]),
        ("He claimed it", "reporting", ["assert"]),
        ("He admitted it", "reporting", ["factive"]),
        ("She declined to comment", "reporting", ["inquire"]),
        ("according to customs records", "basis", ["trade_data"]),
        ("shown in satellite imagery", "basis", ["imagery"]),
        ("the embargo was lifted", "measure_status", ["relieved"]),
    ],
)
def test_a_cue_has_its_kind_and_value(text: str, kind: str, expected: list[str]) -> None:
    assert values(text, kind) == expected


def test_the_longest_phrase_of_a_kind_wins() -> None:
    found = [m.text for m in load_cues().find("There is no evidence") if m.kind == "denial"]
    assert found == ["no evidence"]


def test_offsets_are_those_of_the_text() -> None:
    text = "Officials said on condition of anonymity that Iran had handed over drones."
    assert all(text[m.start : m.end] == m.text for m in load_cues().find(text))


@pytest.mark.parametrize(
    ("text", "kind", "measure"),
    [
        ("Washington sanctioned two firms", "measure_verb", "sanctions"),
        ("an arms embargo", "measure_noun", "arms_embargo"),
        ("added to the Entity List", "measure_noun", "export_control"),
        ("He was indicted", "measure_verb", "legal_action"),
        ("under resolution 2231", "measure_noun", "resolution"),
        ("published an advisory", "measure_noun", "advisory"),
    ],
)
def test_words_of_measures_tell_their_type(text: str, kind: str, measure: str) -> None:
    assert (kind, measure) in [(m.kind, m.value) for m in load_measures().find(text)]


def test_text_without_cues_has_none() -> None:
    assert load_measures().find("Rain fell over the hills.") == []


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"mood": {"sad": ["alas"]}}, "unknown kind 'mood'"),
        ({"status": {"gone": ["left"]}}, "unknown value 'gone'"),
        ({"hedge": {"low": [False]}}, "is no phrase"),
        ({"hedge": {"low": ["may", "may"]}}, "given twice"),
    ],
)
def test_a_bad_cue_is_named(data: dict[str, object], complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cues, "read_yaml", lambda name: data)
    with pytest.raises(LexiconError, match=complaint):
        cues.read_cues()


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        ({"nouns": {"tariff": ["duty"]}}, "unknown measure 'tariff'"),
        ({"extra": {}}, "'extra' is unknown or missing"),
        ({"why": {"duty": "x"}}, "'duty' is no entry"),
        ({"nouns": {"sanctions": ["ban", "ban"]}}, "'ban' is given twice"),
    ],
)
def test_a_bad_measure_is_named(data: dict[str, object], complaint: str, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = {"nouns": {}, "verbs": {}, "bearing": {"nouns": [], "verbs": []}, "why": {}}
    monkeypatch.setattr(cues, "read_yaml", lambda name: empty | data)
    with pytest.raises(LexiconError, match=complaint):
        cues.read_measures()
