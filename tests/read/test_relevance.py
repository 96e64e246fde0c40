"""What is worth parsing: nothing that states something is passed over, and most news is."""

from __future__ import annotations

import hashlib
from pathlib import PurePath

import pytest
from evaluation.sets import find_sets

from enduse.errors import LexiconError
from enduse.lexicon import relevance_words
from enduse.lexicon.relevance_words import load_relevance_words
from enduse.model import Document, Span
from enduse.read.page import clean
from enduse.read.relevance import is_relevant, may_state
from enduse.read.sources import Problem, find_sources


def a_document(text: str, *furniture: Span) -> Document:
    return Document(name="a.txt", text=text, sha256=hashlib.sha256(text.encode()).hexdigest(), furniture=furniture)


@pytest.mark.parametrize("text", [
    "The first tanks have arrived in Kyiv from Warsaw.",
    "Turkey trains Libya's coast guard.",
    "The United States delivered the first two of eight patrol boats.",
])  # fmt: skip
def test_a_short_report_is_read_where_it_names_somebody_and_a_thing_or_a_supply(text: str) -> None:
    assert not may_state(text)
    assert is_relevant(a_document(text))
    assert not is_relevant(a_document(text + " Rain fell on the hills and the sea was calm." * 6))


def test_a_text_of_everyday_things_and_states_close_together_is_read() -> None:
    text = (
        "Cartridges and mortar parts lay ready at Fos. " + "The ship took them, says the union; it did not, says the port. " * 4
    )
    text += "France has signed for 132 with the Saudis, and the Emirates wait."
    assert not may_state(text)
    assert is_relevant(a_document(text))
    assert not is_relevant(a_document(text + " Rain fell on the hills and the sea was calm." * 30))


@pytest.mark.parametrize("text", [
    "Russia delivered 20 tanks to Syria in May.",
    "China sold lathes to Iran.",
    "Belgium will give F-16 jets to Ukraine.",
    "The Netherlands bought four ships from Italy.",
    "Kyiv has received the first Leopards, and Sea King helicopters.",
    "The EU imposed sanctions on Belarus.",
    "Washington put the firm on the Entity List.",
    "Pyongyang's missiles hit Kharkiv.",
    "Moscow is training Malian troops.",
    "A Turkish firm shipped Bayraktar TB2s.",
    "Sweden sold Brazil 36 Gripens in 2014.",
    "Germany has sent Kyiv 52 Gepards.",
    "Peru got four Black Hawks and two C-5 Galaxy.",
    "GERMANY HALTS ARMS EXPORTS",
    "The Security Council lifted its arms embargo.",
    "Poland ordered machine tools, and an explosives plant for the army.",
])  # fmt: skip
def test_a_single_sentence_that_states_something_is_read(text: str) -> None:
    assert may_state(text)


@pytest.mark.parametrize("text", [
    "",
    "The jet-setting singer bought a yacht in Croatia.",
    "A shell company in Cyprus owned the hotel.",
    "He left with a full tank of fuel, and the ship was late.",
    "Prices rocketed. The striker fired a rocket into the top corner for Germany.",
    "The league fined the club; the captain was charged with dissent and tried to appeal.",
    "France beat Italy in the second round.",
    "The orchestra made its part of the deal and paid for the service.",
])  # fmt: skip
def test_everyday_words_alone_are_passed_over(text: str) -> None:
    assert not may_state(text)


def test_everyday_words_need_company_in_their_own_sentence() -> None:
    assert may_state("The army wants more trucks.")
    assert not may_state("The army marched past. Trucks were parked nearby.")


def test_a_turn_of_phrase_in_a_long_text_is_passed_over() -> None:
    phrase = "Germany scored with a rocket after a deal that brought the striker home."
    assert may_state(phrase)
    assert not may_state(phrase + " The crowd went home happy." * 10)


def test_names_are_names_only_as_they_are_written() -> None:
    assert may_state("Two Bradley crews arrived.")
    assert not may_state("They took the patriot and the bradley home.")


def test_furniture_makes_no_document_relevant() -> None:
    text = "Rain is expected.\n\nRead more: Missiles for Taiwan"
    furniture = Span(start=text.index("Read more"), end=len(text))
    assert is_relevant(a_document(text))
    assert not is_relevant(a_document(text, furniture))


@pytest.mark.slow
def test_at_most_one_gold_statement_in_a_hundred_is_lost_on_the_training_reports() -> None:
    train = next((s for s in find_sets() if s.name == "train"), None)
    if train is None:
        pytest.skip("the training reports are not here")
    gold = train.gold()
    lost = total = 0
    for source in find_sources([str(train.folder)], fetcher=None):
        if not isinstance(source, Problem) and (name := PurePath(source.name).name) in gold:
            total += len(gold[name])
            lost += 0 if is_relevant(clean(source)) else len(gold[name])
    assert total > 3000
    assert lost <= total / 100


def test_the_ranks_do_not_overlap() -> None:
    words = load_relevance_words()
    assert not words.telling & (words.items | words.measures)
    assert all(
        len(keys) > 50 for keys in (words.telling, words.systems, words.items, words.measures, words.actors, words.supply)
    )


@pytest.mark.parametrize(("change", "said"), [
    ({"everyday": ["no such word"]}, "'no such word' is in no other list"),
    ({"supply_frames": ["teleport"]}, "'teleport' is in no other list"),
    ({"extra": []}, "section 'extra' is unknown"),
])  # fmt: skip
def test_a_wrong_list_is_told(change: dict[str, list[str]], said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    data = {**relevance_words.read_yaml(relevance_words.FILE), **change}
    monkeypatch.setattr(relevance_words, "read_yaml", lambda name: data)
    with pytest.raises(LexiconError, match=said):
        load_relevance_words.__wrapped__()
