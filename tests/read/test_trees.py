"""Trees: whatever the parser's scores say, a sentence ends up with one root and no cycle."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.read.trees import Tree, repair_heads

from .parsed import tree

HEADS = st.integers(1, 40).flatmap(lambda n: st.lists(st.integers(-3, n + 3), min_size=n, max_size=n))
SOLD = tree(
    "Iran/PROPN/nsubj/2 sold/VERB/root/0 its/PRON/nmod:poss/5 best/ADJ/amod/5 drones/NOUN/obj/2"
    " to/ADP/case/7 Russia/PROPN/obl/2"
)


def is_tree(heads: tuple[int, ...]) -> bool:
    if sum(head == -1 for head in heads) != 1:
        return False
    for word in range(len(heads)):
        for _ in range(len(heads)):
            if word == -1:
                break
            word = heads[word]
        if word != -1:
            return False
    return True


@given(HEADS)
def test_repaired_heads_are_a_tree(heads: list[int]) -> None:
    fixed = repair_heads(heads)
    assert len(fixed) == len(heads)
    assert is_tree(fixed)
    assert repair_heads(fixed) == fixed


@given(st.lists(st.floats(0, 0.999), max_size=40), st.randoms(use_true_random=False))
def test_a_tree_is_left_as_it_is(draws: list[float], rng: object) -> None:
    heads = [-1, *(int(draw * (i + 1)) for i, draw in enumerate(draws))]  # every word hangs on one before it
    order = list(range(len(heads)))
    rng.shuffle(order)  # type: ignore[attr-defined]
    mixed = [0] * len(heads)
    for old, head in enumerate(heads):
        mixed[order[old]] = -1 if head < 0 else order[head]
    assert repair_heads(mixed) == tuple(mixed)


@pytest.mark.parametrize(
    ("heads", "repaired"),
    [
        ([], ()),
        ([0], (-1,)),
        ([1, 0], (-1, 0)),
        ([-1, -1, 1], (-1, 0, 1)),
        ([2, 2, 1], (-1, 0, 1)),
        ([9, 0], (-1, 0)),
    ],
)
def test_repairs(heads: list[int], repaired: tuple[int, ...]) -> None:
    assert repair_heads(heads) == repaired


def test_walks() -> None:
    assert list(SOLD.children(1)) == [0, 4, 6]
    assert SOLD.ancestors(3) == [4, 1]
    assert SOLD.subtree(4) == [2, 3, 4]
    assert SOLD.subtree(1) == list(range(7))
    assert SOLD.head_of(2, 4) == 4
    assert SOLD.head_of(5, 6) == 6
    assert SOLD.path(3, 6) == (("amod", "obj"), 1, ("obl",))
    assert SOLD.path(4, 4) == ((), 4, ())
    assert SOLD.path(3, 4) == (("amod",), 4, ())


@given(HEADS.map(repair_heads), st.data())
def test_a_path_leads_there(heads: tuple[int, ...], data: st.DataObject) -> None:
    labels = tuple(f"w{i}" for i in range(len(heads)))
    walked = Tree(sentence=SOLD.sentence, heads=heads, labels=labels, tags=labels)
    a, b = (data.draw(st.integers(0, len(heads) - 1)) for _ in "ab")
    up, over, down = walked.path(a, b)
    assert up == tuple(labels[i] for i in [a, *walked.ancestors(a)][: len(up)])
    assert [a, *walked.ancestors(a)][len(up)] == over == [b, *walked.ancestors(b)][len(down)]
    assert walked.path(b, a) == (down[::-1], over, up[::-1])


def test_the_first_of_a_list() -> None:
    listed = tree("Greece/PROPN/nsubj/4 ,/PUNCT/punct/3 Norway/PROPN/conj/1 sent/VERB/root/0 guns/NOUN/obj/4")
    assert [listed.first_of_list(word) for word in range(5)] == [0, 1, 0, 3, 4]


def test_a_typographer_s_apostrophe_is_one() -> None:
    denied = tree("Iran/PROPN/nsubj/4 Did/AUX/aux/4 n’t/PART/advmod/4 sell/VERB/root/0 drones/NOUN/obj/4")
    assert [denied.lower(i) for i in (1, 2)] == ["did", "n't"]
    assert denied.sentence.words[2].text == "n’t"
