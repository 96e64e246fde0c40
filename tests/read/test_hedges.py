"""Adverbs of doubt: what they stand with is not asserted, what is said under them by somebody else is."""

from __future__ import annotations

import pytest

from enduse.read.hedges import is_asked, is_doubted, is_rejected, is_supposed
from enduse.read.trees import Tree

from .parsed import tree

SENT = tree("Iran/PROPN/nsubj/3 reportedly/ADV/advmod/3 sent/VERB/root/0 drones/NOUN/obj/3")
SAID = tree("He/PRON/nsubj/3 allegedly/ADV/advmod/3 said/VERB/root/0 Iran/PROPN/nsubj/5 sent/VERB/ccomp/3 drones/NOUN/obj/5")


def cues_of(read: Tree, marked: dict[int, str]) -> list[frozenset[str]]:
    return [frozenset([marked[word]] if word in marked else []) for word in range(len(read.heads))]


@pytest.mark.parametrize(
    ("read", "word", "cues", "expected"),
    [
        (SENT, 3, {1: "cue:hedge"}, True),
        (SENT, 3, {}, False),  # an adverb of another kind
        (SENT, 0, {1: "cue:hedge"}, True),
        (SAID, 5, {1: "cue:hedge", 2: "cue:reporting"}, False),  # that he said so is doubted, not what he said
    ],
)
def test_what_an_adverb_of_doubt_stands_with(read: Tree, word: int, cues: dict[int, str], expected: bool) -> None:
    assert is_doubted(read, word, cues_of(read, cues)) is expected


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        ("Has/AUX/aux/3 Iran/PROPN/nsubj/3 sent/VERB/root/0 drones/NOUN/obj/3 ?/PUNCT/punct/3", 3, True),
        (
            "Was/AUX/cop/4 Iran/PROPN/nsubj/4 a/DET/det/4 supplier/NOUN/root/0 of/ADP/case/6 arms/NOUN/nmod/4 ?/PUNCT/punct/4",
            5,
            True,
        ),
        ("But/CCONJ/cc/4 has/AUX/aux/4 Iran/PROPN/nsubj/4 sent/VERB/root/0 drones/NOUN/obj/4 ?/PUNCT/punct/4", 4, True),
        # What is taken for granted: by who, what and why, within a clause, or by "not".
        ("Why/ADV/advmod/4 has/AUX/aux/4 Iran/PROPN/nsubj/4 sent/VERB/root/0 drones/NOUN/obj/4 ?/PUNCT/punct/4", 4, False),
        ("Has/AUX/aux/4 n't/PART/advmod/4 Iran/PROPN/nsubj/4 sent/VERB/root/0 drones/NOUN/obj/4 ?/PUNCT/punct/4", 4, False),
        (
            "Do/AUX/aux/3 you/PRON/nsubj/3 know/VERB/root/0 that/SCONJ/mark/6 Iran/PROPN/nsubj/6 sent/VERB/ccomp/3 "
            "drones/NOUN/obj/6 ?/PUNCT/punct/3",
            6,
            False,
        ),
        # No question at all.
        ("Iran/PROPN/nsubj/3 has/AUX/aux/3 sent/VERB/root/0 drones/NOUN/obj/3 ./PUNCT/punct/3", 3, False),
        ("Has/AUX/aux/3 Iran/PROPN/nsubj/3 sent/VERB/root/0 drones/NOUN/obj/3 ./PUNCT/punct/3", 3, False),
    ],
)
def test_what_is_asked_is_not_asserted(written: str, word: int, expected: bool) -> None:
    assert is_asked(tree(written), word) is expected


DENIED = (
    "Tehran/PROPN/nsubj/2 denied/VERB/root/0 a/DET/det/4 {}/NOUN/obj/2 that/SCONJ/mark/7 it/PRON/nsubj/7 sent/VERB/acl/4 "
    "arms/NOUN/obj/7"
)


@pytest.mark.parametrize(
    ("noun", "cues", "expected"),
    [
        ("report", {1: "cue:denial=deny"}, True),
        ("allegation", {1: "cue:denial=deny"}, True),
        ("request", {1: "cue:denial=deny"}, False),  # what was refused was no claim
        ("report", {}, False),  # a verb that rejects nothing
    ],
)
def test_what_somebody_rejects_as_a_claim(noun: str, cues: dict[int, str], expected: bool) -> None:
    read = tree(DENIED.format(noun))
    assert is_rejected(read, 7, cues_of(read, cues)) is expected


def test_the_claim_may_follow_with_of_and_the_rejection_may_be_negated() -> None:
    read = tree("He/PRON/nsubj/3 never/ADV/advmod/3 dismissed/VERB/root/0 rumours/NOUN/obj/3 of/ADP/case/6 sales/NOUN/nmod/4")
    assert is_rejected(read, 5, cues_of(read, {2: "cue:denial=deny"}))
    assert not is_rejected(read, 5, cues_of(read, {1: "cue:denial=negation", 2: "cue:denial=deny"}))


SIGNS = "signs/NOUN/obj/3 of/ADP/case/7 jets/NOUN/nmod/5"


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        (f"He/PRON/nsubj/3 never/ADV/advmod/3 saw/VERB/root/0 any/DET/det/5 {SIGNS}", 6, True),
        (f"He/PRON/nsubj/3 often/ADV/advmod/3 saw/VERB/root/0 many/ADJ/amod/5 {SIGNS}", 6, False),
        (f"If/SCONJ/mark/3 you/PRON/nsubj/3 saw/VERB/root/0 any/DET/det/5 {SIGNS}", 6, False),
    ],
)
def test_what_there_are_not_any_signs_of_is_denied(written: str, word: int, expected: bool) -> None:
    assert is_rejected(tree(written), word, cues_of(tree(written), {})) is expected


ENDS = "Trade/NOUN/nsubj/2 ends/VERB/root/0"
SENDS = "Iran/PROPN/nsubj/5 sends/VERB/advcl/2 drones/NOUN/obj/5"
HAS_SENT = "Iran/PROPN/nsubj/6 has/AUX/aux/6 sent/VERB/advcl/2 drones/NOUN/obj/6"


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        (f"{ENDS} if/SCONJ/mark/5 {SENDS}", 5, True),
        (f"{ENDS} if/SCONJ/mark/5 {SENDS}", 0, False),
        (f"{ENDS} as/SCONJ/mark/5 {SENDS}", 5, False),
        (f"{ENDS} if/SCONJ/mark/6 {HAS_SENT}", 6, False),
    ],
)
def test_what_stands_in_a_condition_has_yet_to_come(written: str, word: int, expected: bool) -> None:
    assert is_supposed(tree(written), word) is expected
