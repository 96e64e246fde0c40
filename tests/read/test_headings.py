"""What a heading over a list says of the entries under it, and where it ends."""

from __future__ import annotations

import dataclasses

import pytest
from tests.read.test_embedded import read

from enduse.lexicon.files import read_yaml
from enduse.model import STAGES
from enduse.read.headings import find_headings
from enduse.read.sentences import find_sentences
from enduse.read.trees import Tree, flat_tree


def states(text: str) -> dict[str, str]:
    """The state that a heading gives each line; a line that ends in a full stop is taken for a clause."""

    def parsed(tree: Tree) -> Tree:
        is_clause = tree.sentence.words[-1].text == "."
        return dataclasses.replace(tree, labels=("nsubj", *tree.labels[1:])) if is_clause else tree

    trees = [parsed(flat_tree(sentence)) for sentence in find_sentences(text)]
    return {trees[n].sentence.span.of(text): h.status for n, h in find_headings(trees, text).over.items()}


def test_entries_have_come_as_far_as_their_heading_says() -> None:
    text = (
        "Delivered military support:\n\n- 18 Leopard 2 tanks\n- 40 Marders\n\nMilitary support in planning:\n\n- 2 IRIS-T SLM\n"
    )
    assert states(text) == {
        "Delivered military support:": "delivered",
        "- 18 Leopard 2 tanks": "delivered",
        "- 40 Marders": "delivered",
        "Military support in planning:": "planned",
        "- 2 IRIS-T SLM": "planned",
    }


def test_a_heading_that_tells_no_state_does_not_end_the_list() -> None:
    assert states("Pledged\n\n- 5 tanks\n\nAir defence:\n\n- 3 launchers\n")["- 3 launchers"] == "agreed"


def test_an_entry_keeps_the_state_that_it_tells_itself() -> None:
    assert "- 5 tanks (delivered)" not in states("Promised:\n\n- 5 tanks (delivered)\n- 6 guns\n")


def test_a_sentence_ends_the_list() -> None:
    found = states("Already delivered:\n\n- 5 tanks\n\nPoland has asked for more.\n\n- 9 jets\n\n- 7 guns\n")
    assert set(found) == {"Already delivered:", "- 5 tanks"}


def test_a_heading_of_two_states_tells_none() -> None:
    assert states("Delivered:\n\n- 5 tanks\n\nOrdered or delivered:\n\n- 9 jets\n") == {
        "Delivered:": "delivered",
        "- 5 tanks": "delivered",
    }


def test_the_last_line_and_a_line_of_prose_are_no_headings() -> None:
    assert states("The tanks were delivered.\n\n- 5 tanks\n\nDelivered:\n") == {}


def test_every_state_is_one_of_a_transfer() -> None:
    assert set(read_yaml("headings.yaml")["transfer"]) <= set(STAGES["transfer"])


@pytest.mark.parametrize(("heading", "status"), [("In preparation:", "planned"), ("Under consideration:", "considered")])
def test_a_list_of_aid_is_read_by_its_headings(heading: str, status: str) -> None:
    text = (
        "Germany's military support for Ukraine\n\nThe German government updated the list of its military aid to Ukraine."
        f"\n\nMilitary support delivered:\n\n- 18 Leopard 2 tanks\n- 40 Marder infantry fighting vehicles\n\n"
        f"{heading}\n\n- 2 IRIS-T SLM air defence systems\n"
    )
    found = {s.items[0].text: s for s in read(text) if s.items}
    assert found["Leopard 2 tanks"].status == "delivered"
    assert not any("military" in words for words in found if not words.startswith("military aid"))
    listed = found["IRIS-T SLM air defence systems"]
    assert listed.status == status
    assert any(reason.field == "status" and reason.words and reason.words in heading for reason in listed.reasons)
