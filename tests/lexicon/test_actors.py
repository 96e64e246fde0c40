"""Who is named in a text: states in all their guises, bodies, groups, firms, leaders, and names in no list."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from enduse.errors import LexiconError
from enduse.lexicon import actor_entries
from enduse.lexicon.actors import ActorMention, load_actors
from enduse.lexicon.files import read_text
from enduse.lexicon.phrases import fold


def found(text: str, on: dt.date | None = None) -> list[ActorMention]:
    return load_actors().find(text, on=on)


def codes(text: str, on: dt.date | None = None) -> list[str]:
    return [m.code for m in found(text, on)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Tehran told the Kremlin no.", [("Tehran", "IR", "capital"), ("Kremlin", "RU", "metonym")]),
        ("The Russian defence ministry denied it.", [("Russian defence ministry", "RU", "ministry")]),
        ("Ukraine's air force said so.", [("Ukraine's air force", "UA", "force")]),
        ("the Ministry of Defence of Ukraine", [("Ministry of Defence of Ukraine", "UA", "ministry")]),
        ("the armed forces of the Netherlands", [("armed forces of the Netherlands", "NL", "force")]),
        ("two Chinese companies", [("Chinese companies", "CN", "state")]),
        ("the U.K. and the U.S. agreed", [("U.K.", "GB", "state"), ("U.S.", "US", "state")]),
        ("It gave us arms, said the US.", [("US", "US", "state")]),
        ("a turkey, then Turkey", [("Turkey", "TR", "state")]),
        ("Heckler & Koch of Oberndorf", [("Heckler & Koch", "Heckler & Koch", "firm")]),
        ("CHINA SHIPS DRONES TO IRAN", [("CHINA", "CN", "state"), ("IRAN", "IR", "state")]),
        ("Côte d\u2019Ivoire asked", [("Côte d\u2019Ivoire", "CI", "state")]),
        ("Russian military equipment", [("Russian", "RU", "demonym")]),
        ("U.S. military-related goods", [("U.S.", "US", "state")]),
        ("EU foreign ministers of France", [("EU foreign ministers", "EU", "leader"), ("France", "FR", "state")]),
        ("Iran\u2019s Revolutionary Guards", [("Iran\u2019s Revolutionary Guards", "IR", "force")]),
        ("South Korean K2 tanks", [("South Korean", "KR", "demonym")]),
        ("the Persian Gulf and South America", []),
        ("Singapore sent US$2 million and A$3 million", [("Singapore", "SG", "state")]),
    ],
)
def test_names_are_found_whole(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert [(m.text, m.code, m.kind) for m in found(text)] == expected


@pytest.mark.parametrize(
    ("text", "code", "half"),
    [
        ("Iranian-made drones", "IR", "made"),
        ("pro-Iranian militias", "IR", "pro"),
        ("the Saudi-led coalition", "SA", "led"),
        ("a US-built launcher", "US", "built"),
    ],
)
def test_compounds_are_marked(text: str, code: str, half: str) -> None:
    (mention,) = found(text)
    assert (mention.code, mention.compound) == (code, half)


def test_the_first_half_of_a_compound_of_two_states_is_a_state() -> None:
    assert codes("the Franco-German tank; Franco died in 1975") == ["FR", "DE"]


def test_offsets_are_those_of_the_text() -> None:
    text = "On Monday\nHezbollah\u2019s men and the Houthis got rockets from Iran\u2019s Revolutionary Guards."
    for mention in found(text):
        assert text[mention.start : mention.end] == mention.text == mention.span.of(text)
    assert codes(text) == ["Hezbollah", "Houthis", "IR"]


def test_a_surname_counts_after_a_title_or_where_the_full_name_stands() -> None:
    assert codes("Rice was sold.") == []
    assert codes("Secretary Rice spoke.") == ["US"]
    assert codes("Condoleezza Rice came. Rice spoke.") == ["US", "US"]
    assert codes("Putin spoke.") == ["RU"]


def test_the_day_of_the_report_tells_leaders_apart() -> None:
    assert codes("President Park spoke.", dt.date(2015, 5, 1)) == ["KR"]
    assert codes("Macron spoke.", dt.date(2001, 5, 1)) == []
    (mention,) = found("Jacques Chirac spoke.", dt.date(2015, 5, 1))
    assert mention.ambiguous


def test_what_may_be_something_else_is_marked() -> None:
    assert [m.ambiguous for m in found("Jordan and Iran")] == [True, False]


def test_firms_and_groups_know_their_home() -> None:
    assert [(m.canonical, m.home) for m in found("Rheinmetall and the Polisario")] == [
        ("Rheinmetall", "DE"),
        ("Polisario Front", "EH"),
    ]


def test_a_numbered_word_names_its_body_only_before_such_a_number() -> None:
    text = "Under resolution 1929 they pledged a resolution, resolution 42 of the party, and resolutions 2231 and 2216."
    assert [(m.text, m.code) for m in load_actors().find(text)] == [("resolution", "UN"), ("resolutions", "UN")]


def test_a_name_is_the_one_that_the_text_has() -> None:
    assert codes("TAI sold it. Turkish Aerospace said so.") == ["Turkish Aerospace"] * 2
    assert codes("Dassault sold it. Dassault Aviation said so.") == ["Dassault Aviation"] * 2
    assert {m.canonical for m in found("TAI sold it. Turkish Aerospace said so.")} == {"Turkish Aerospace Industries"}
    assert codes("Houthi fighters came to Kurdish villages.") == ["Houthis", "Kurds"]


def test_names_in_no_list_are_proposed() -> None:
    text = (
        "The firm Nordwerk Optik sold them. Zagros Wings Industries of Shiraz and Dragan Petrov were sanctioned; so was Iran."
    )
    proposals = load_actors().propose_names(text)
    assert [(m.text, m.kind, m.unknown) for m in proposals] == [
        ("Nordwerk Optik", "firm", True),
        ("Zagros Wings Industries", "firm", True),
        ("Shiraz", "firm", True),
        ("Dragan Petrov", "person", True),
    ]
    assert all(text[m.start : m.end] == m.text for m in proposals)


def test_the_short_form_of_a_proposed_name_is_the_same_name() -> None:
    proposals = load_actors().propose_names("Anton Belvarsky, 59, owned Sanrus Trading Co. In town, Belvarsky was liked.")
    assert [(m.text, m.code) for m in proposals] == [
        ("Anton Belvarsky", "Anton Belvarsky"),
        ("Sanrus Trading Co.", "Sanrus Trading Co."),
        ("Belvarsky", "Anton Belvarsky"),
    ]


def test_the_field_of_an_office_is_no_name() -> None:
    text = "The Secretary of State for International Trade and the Minister for Public Works met Zagros Aerospace Industries."
    assert [m.text for m in load_actors().propose_names(text)] == ["Zagros Aerospace Industries"]
    assert [m.text for m in load_actors().propose_names("They raided the office of Baltic Trading Works.")] == [
        "Baltic Trading Works"
    ]


def test_known_names_are_not_proposed() -> None:
    assert load_actors().propose_names("Hanwha Aerospace and Korea Aerospace Industries and the Rapid Support Forces") == []


@pytest.mark.parametrize("name", ["states.yaml", "organisations.yaml"])
def test_entries_are_sorted(name: str) -> None:
    for section, entries in yaml.safe_load(read_text(name)).items():
        if isinstance(entries, dict) and section != "offices":
            assert list(entries) == sorted(entries, key=fold), section


def test_every_alias_is_found_as_written() -> None:
    lexicon = load_actors()
    for alias in lexicon.aliases:
        if alias.needs or alias.kind == "leader":
            continue
        text = f"He named {alias.phrase} there."
        assert any(alias.phrase.startswith(m.text.rstrip(".")) and m.start == 9 for m in lexicon.find(text)), alias


def test_an_alias_of_two_entries_is_refused_unless_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    real = actor_entries.read_yaml

    def doubled(name: str) -> dict[str, object]:
        data = real(name)
        if name == "organisations.yaml":
            data["firms"]["Toy Arms"] = {"aliases": ["Kremlin"]}
        return data

    monkeypatch.setattr(actor_entries, "read_yaml", doubled)
    with pytest.raises(LexiconError, match="'Kremlin' stands for RU and for Toy Arms"):
        actor_entries.load_entries()


def test_an_unquoted_norway_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    real = actor_entries.read_yaml

    def unquoted(name: str) -> dict[str, object]:
        data = real(name)
        if name == "states.yaml":
            data["states"][False] = data["states"].pop("NO")
        return data

    monkeypatch.setattr(actor_entries, "read_yaml", unquoted)
    with pytest.raises(LexiconError, match="quote NO"):
        actor_entries.load_entries()
