"""What stands in the slots of a verb or noun, with what it shares with the words around it."""

from __future__ import annotations

import pytest

from enduse.read.slots import Slots

from .parsed import tree

PLAIN = "Iran/PROPN/nsubj/2 sent/VERB/root/0 drones/NOUN/obj/2 to/ADP/case/5 Russia/PROPN/obl/2"
PASSIVE = "Drones/NOUN/nsubj:pass/3 were/AUX/aux:pass/3 sold/VERB/root/0 by/ADP/case/5 Iran/PROPN/obl:agent/3"
AGREED = "Iran/PROPN/nsubj/2 agreed/VERB/root/0 to/PART/mark/4 sell/VERB/xcomp/2 drones/NOUN/obj/4"
ACCUSED = "Kyiv/PROPN/nsubj/2 accused/VERB/root/0 Iran/PROPN/obj/2 of/ADP/mark/5 selling/VERB/advcl/2 drones/NOUN/obj/5"
REFUSAL = "Its/PRON/nmod:poss/2 refusal/NOUN/root/0 to/PART/mark/4 sell/VERB/acl/2 jets/NOUN/obj/4"


@pytest.mark.parametrize(
    ("written", "word", "fillers"),
    [
        (PLAIN, 1, {("subj", 0), ("obj", 2), ("to", 4)}),
        (PASSIVE, 2, {("subj", 0), ("by", 4)}),
        (AGREED, 3, {("obj", 4), ("subj", 0)}),
        (ACCUSED, 4, {("obj", 5), ("subj", 2)}),
        (REFUSAL, 3, {("obj", 4), ("subj", 0)}),
    ],
)
def test_slots_are_filled(written: str, word: int, fillers: set[tuple[str, int]]) -> None:
    assert fillers <= set(Slots(tree(written), {0: 0}).fillers(word))


@pytest.mark.parametrize(("written", "word", "is_passive"), [(PLAIN, 1, False), (PASSIVE, 2, True), (AGREED, 3, False)])
def test_the_voice_is_told(written: str, word: int, is_passive: bool) -> None:
    assert Slots(tree(written), {}).is_passive(word) is is_passive


def test_a_phrase_names_the_state_its_noun_belongs_to_and_whom_it_joins() -> None:
    written = "firms/NOUN/root/0 from/ADP/case/3 Iran/PROPN/nmod/1 and/CCONJ/cc/5 Syria/PROPN/conj/1"
    assert list(Slots(tree(written), {2: 7, 4: 8}).actors_in(0)) == [7, 8]


def test_a_phrase_of_purpose_names_nobody() -> None:
    written = "use/NOUN/root/0 in/ADP/case/3 Ukraine/PROPN/nmod/1"
    assert not list(Slots(tree(written), {2: 7}).actors_in(0))
