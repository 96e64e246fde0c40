"""What somebody is denied, and what has not come."""

from __future__ import annotations

import pytest

from enduse.read.undelivered import is_missing, is_withheld

from .parsed import tree


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        ("Serbia/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 denied/VERB/root/0 jets/NOUN/obj/3", 3, True),
        ("Iran/PROPN/nsubj/2 denied/VERB/root/0 jets/NOUN/obj/2", 2, False),
        ("Iran/PROPN/nsubj/2 denied/VERB/root/0 Syria/PROPN/obj/2 jets/NOUN/obj/2 or/CCONJ/cc/6 tanks/NOUN/conj/4", 5, True),
        ("Iran/PROPN/nsubj/2 denied/VERB/root/0 sales/NOUN/obj/2 of/ADP/case/5 jets/NOUN/nmod/3", 4, False),  # a claim
        ("Iran/PROPN/nsubj/2 bought/VERB/root/0 jets/NOUN/obj/2", 2, False),
        ("It/PRON/nsubj/3 never/ADV/advmod/3 refused/VERB/root/0 jets/NOUN/obj/3", 3, False),
    ],
)
def test_a_thing_that_somebody_is_denied_is_withheld(written: str, word: int, expected: bool) -> None:
    assert is_withheld(tree(written), word) is expected


ARRIVED = "jets/NOUN/nsubj/4 have/AUX/aux/4"


@pytest.mark.parametrize(
    ("written", "word", "expected"),
    [
        (f"{ARRIVED} not/PART/advmod/4 arrived/VERB/root/0", 0, True),
        (f"{ARRIVED} now/ADV/advmod/4 arrived/VERB/root/0", 0, False),
        (f"{ARRIVED} not/PART/advmod/4 arrived/VERB/root/0 until/ADP/case/6 May/PROPN/obl/4", 0, False),
        (f"{ARRIVED} not/PART/advmod/4 improved/VERB/root/0", 0, False),
        ("paid/VERB/root/0 for/ADP/case/3 jets/NOUN/obl/1 that/PRON/nsubj/6 never/ADV/advmod/6 came/VERB/acl:relcl/3", 2, True),
        ("It/PRON/nsubj/2 has/AUX/root/0 yet/ADV/advmod/2 to/PART/mark/5 receive/VERB/xcomp/2 jets/NOUN/obj/5", 5, True),
        ("None/NOUN/nsubj/5 of/ADP/case/3 jets/NOUN/nmod/1 has/AUX/aux/5 come/VERB/root/0", 2, True),
        ("not/PART/advmod/2 one/NUM/nsubj/6 of/ADP/case/4 jets/NOUN/nmod/2 has/AUX/aux/6 come/VERB/root/0", 3, True),
        ("one/NUM/nsubj/5 of/ADP/case/3 jets/NOUN/nmod/1 has/AUX/aux/5 come/VERB/root/0", 2, False),
        ("never/ADV/advmod/5 again/ADV/advmod/1 :/PUNCT/punct/5 jets/NOUN/nsubj/5 came/VERB/root/0", 3, False),
    ],
)
def test_a_thing_that_has_not_come_is_missing(written: str, word: int, expected: bool) -> None:
    assert is_missing(tree(written), word) is expected
