"""Votes of the frames on hand-made parses: who supplies and who receives in each way of saying it."""

from __future__ import annotations

import pytest

from .parsed import votes_of

SUPPLY = {"IR": "supplier", "RU": "recipient"}


@pytest.mark.parametrize(
    "written",
    [
        pytest.param("Iran/PROPN/nsubj/2 supplies/VERB/root/0 drones/NOUN/obj/2 to/ADP/case/5 Russia/PROPN/obl/2", id="active"),
        pytest.param("Iran/PROPN/nsubj/2 supplies/VERB/root/0 Russia/PROPN/obj/2 with/ADP/case/5 drones/NOUN/obl/2", id="with"),
        pytest.param("Iran/PROPN/nsubj/2 sold/VERB/root/0 Russia/PROPN/iobj/2 drones/NOUN/obj/2", id="double object"),
        pytest.param(
            "Russia/PROPN/nsubj/2 received/VERB/root/0 drones/NOUN/obj/2 from/ADP/case/5 Iran/PROPN/obl/2", id="receive"
        ),
        pytest.param(
            "Drones/NOUN/nsubj:pass/3 were/AUX/aux:pass/3 delivered/VERB/root/0 to/ADP/case/5 Russia/PROPN/obl/3"
            " by/ADP/case/7 Iran/PROPN/obl:agent/3",
            id="passive",
        ),
        pytest.param(
            "Russia/PROPN/nsubj:pass/3 was/AUX/aux:pass/3 supplied/VERB/root/0 with/ADP/case/5 drones/NOUN/obl/3"
            " by/ADP/case/7 Iran/PROPN/obl:agent/3",
            id="passive of the recipient",
        ),
        pytest.param(
            "Iran/PROPN/nmod:poss/3 's/PART/case/1 transfer/NOUN/nsubj/8 of/ADP/case/5 drones/NOUN/nmod/3"
            " to/ADP/case/7 Russia/PROPN/nmod/3 continues/VERB/root/0",
            id="possessive of a deal noun",
        ),
        pytest.param(
            "deliveries/NOUN/root/0 of/ADP/case/3 drones/NOUN/nmod/1 from/ADP/case/5 Iran/PROPN/nmod/1"
            " to/ADP/case/7 Russia/PROPN/nmod/1",
            id="of, from and to at a deal noun",
        ),
        pytest.param(
            "Russia/PROPN/nmod:poss/3 's/PART/case/1 purchase/NOUN/root/0 of/ADP/case/5 drones/NOUN/nmod/3"
            " from/ADP/case/7 Iran/PROPN/nmod/3",
            id="whoever purchases receives",
        ),
        pytest.param(
            "Iran/PROPN/nsubj/2 agreed/VERB/root/0 to/PART/mark/4 sell/VERB/xcomp/2 drones/NOUN/obj/4"
            " to/ADP/case/7 Russia/PROPN/obl/4",
            id="agreed to sell",
        ),
        pytest.param(
            "Iran/PROPN/nsubj/2 built/VERB/root/0 and/CCONJ/cc/4 delivered/VERB/conj/2 drones/NOUN/obj/4"
            " to/ADP/case/7 Russia/PROPN/obl/4",
            id="joined verbs",
        ),
        pytest.param(
            "Russia/PROPN/nsubj/2 paid/VERB/root/0 Iran/PROPN/obj/2 for/ADP/case/5 drones/NOUN/obl/2",
            id="whoever is paid supplies",
        ),
        pytest.param(
            "Russia/PROPN/nsubj/2 paid/VERB/root/0 Iran/PROPN/iobj/2 5/NUM/nummod/5 dollars/NOUN/obj/2"
            " for/ADP/case/7 drones/NOUN/nmod/5",
            id="whoever is paid a sum supplies",
        ),
        pytest.param(
            "Russia/PROPN/nsubj/2 asked/VERB/root/0 Iran/PROPN/obj/2 to/PART/mark/5 supply/VERB/xcomp/2 drones/NOUN/obj/5",
            id="whoever is asked supplies",
        ),
        pytest.param(
            "Iranian/ADJ/amod/2 firms/NOUN/nsubj/3 shipped/VERB/root/0 drones/NOUN/obj/3 to/ADP/case/6 Russia/PROPN/obl/3",
            id="firms of a state",
        ),
        pytest.param(
            "Washington/PROPN/nsubj/2 said/VERB/root/0 Iran/PROPN/nsubj/4 sent/VERB/ccomp/2 drones/NOUN/obj/4"
            " to/ADP/case/7 Russia/PROPN/obl/4",
            id="whoever says so takes no part",
        ),
    ],
)
def test_who_supplies_and_who_receives(written: str) -> None:
    votes = {
        actor: roles
        for (item, actor), roles in votes_of(written).items()
        if "drone" in item.lower() and actor in ("IR", "RU", "US")
    }
    assert votes.keys() == SUPPLY.keys()
    for actor, role in SUPPLY.items():
        assert role in votes[actor]
        assert not votes[actor] & (set(SUPPLY.values()) - {role})


def test_joined_actors_share_a_role() -> None:
    votes = votes_of(
        "Iran/PROPN/nsubj/4 and/CCONJ/cc/3 China/PROPN/conj/1 supply/VERB/root/0 drones/NOUN/obj/4 to/ADP/case/7"
        " Russia/PROPN/obl/4"
    )
    assert votes["drones", "IR"] == votes["drones", "CN"] == {"supplier"}


def test_a_carrier_is_no_supplier() -> None:
    votes = votes_of(
        "Turkey/PROPN/nsubj/2 smuggled/VERB/root/0 drones/NOUN/obj/2 from/ADP/case/5 Iran/PROPN/obl/2"
        " to/ADP/case/7 Russia/PROPN/obl/2"
    )
    assert (votes["drones", "TR"], votes["drones", "IR"], votes["drones", "RU"]) == ({"carrier"}, {"supplier"}, {"recipient"})


def test_use_against_a_state_is_no_transfer_to_it() -> None:
    votes = votes_of("Russia/PROPN/nsubj/2 fired/VERB/root/0 drones/NOUN/obj/2 at/ADP/case/5 Ukraine/PROPN/obl/2")
    assert votes["drones", "RU"] == {"user"}
    assert votes["drones", "UA"] == {"against"}


def test_origin_is_no_supplier() -> None:
    votes = votes_of(
        "Russia/PROPN/nsubj/2 bought/VERB/root/0 Iranian/ADJ/amod/4 drones/NOUN/obj/2 from/ADP/case/6 China/PROPN/obl/2"
    )
    assert votes["drones", "IR"] == {"origin"}
    assert votes["drones", "CN"] == {"supplier"}


def test_what_the_recipient_does_with_it_gives_no_role() -> None:
    votes = votes_of(
        "Iran/PROPN/nsubj/2 supplies/VERB/root/0 drones/NOUN/obj/2 to/ADP/case/5 Russia/PROPN/obl/2"
        " to/PART/mark/7 attack/VERB/advcl/2 Ukraine/PROPN/obj/7"
    )
    assert ("drones", "UA") not in votes


RELATIVE = [
    pytest.param("drones/NOUN/root/0 that/PRON/obj/4 Iran/PROPN/nsubj/4 sold/VERB/acl:relcl/1 to/ADP/case/6 Russia/PROPN/obl/4",
                 id="relative clause on the item"),
    pytest.param("drones/NOUN/root/0 supplied/VERB/acl/1 by/ADP/case/4 Iran/PROPN/obl:agent/2 to/ADP/case/6 Russia/PROPN/obl/2",
                 id="participle on the item"),
    pytest.param("Iran/PROPN/nsubj/8 ,/PUNCT/punct/4 which/PRON/nsubj/4 sold/VERB/acl:relcl/1 drones/NOUN/obj/4 to/ADP/case/7"
                 " Russia/PROPN/obl/4 denies/VERB/root/0", id="relative clause on the supplier"),
]  # fmt: skip


@pytest.mark.parametrize("written", RELATIVE)
def test_clauses_on_a_noun(written: str) -> None:
    votes = votes_of(written)
    assert "supplier" in votes["drones", "IR"]
    assert "recipient" in votes["drones", "RU"]


@pytest.mark.parametrize(("verb", "mark"), [("sanctioned", "for"), ("accused", "of")])
def test_whoever_is_accused_supplies(verb: str, mark: str) -> None:
    votes = votes_of(
        f"Washington/PROPN/nsubj/2 {verb}/VERB/root/0 Iran/PROPN/obj/2 {mark}/SCONJ/mark/5 supplying/VERB/advcl/2"
        " drones/NOUN/obj/5"
        " to/ADP/case/8 Russia/PROPN/obl/5"
    )
    assert "supplier" not in votes["drones", "US"]
    assert "supplier" in votes["drones", "IR"]


def test_a_theatre_is_no_recipient() -> None:
    votes = votes_of(
        "Iran/PROPN/nsubj/2 supplies/VERB/root/0 drones/NOUN/obj/2 to/ADP/case/5 Russia/PROPN/obl/2 for/ADP/case/7"
        " use/NOUN/obl/2"
        " in/ADP/case/9 Ukraine/PROPN/nmod/7"
    )
    assert "recipient" not in votes.get(("drones", "UA"), set())


def test_sanctions_on_a_state_are_aimed_at_it() -> None:
    votes = votes_of("Washington/PROPN/nsubj/2 imposed/VERB/root/0 sanctions/NOUN/obj/2 on/ADP/case/5 Iran/PROPN/obl/2")
    assert votes["sanctions", "US"] == {"imposer"}
    assert "target" in votes["sanctions", "IR"]


def test_verbs_that_share_an_item() -> None:
    votes = votes_of(
        "drones/NOUN/nsubj:pass/3 were/AUX/aux:pass/3 bought/VERB/root/0 from/ADP/case/5 France/PROPN/obl/3"
        " and/CCONJ/cc/7 delivered/VERB/conj/3 to/ADP/case/9 Egypt/PROPN/obl/7"
    )
    assert votes["drones", "FR"] == {"supplier"}
    assert votes["drones", "EG"] == {"recipient"}


def test_a_refusal_names_who_would_supply() -> None:
    votes = votes_of(
        "Germany/PROPN/nmod:poss/3 's/PART/case/1 refusal/NOUN/nsubj/9 to/PART/mark/5 supply/VERB/acl/3 missiles/NOUN/obj/5"
        " to/ADP/case/8 Egypt/PROPN/obl/5 stands/VERB/root/0"
    )
    assert "supplier" in votes["missiles", "DE"]
    assert votes["missiles", "EG"] == {"recipient"}


def test_whoever_takes_delivery_receives() -> None:
    votes = votes_of(
        "Egypt/PROPN/nsubj/2 took/VERB/root/0 delivery/NOUN/obj/2 of/ADP/case/5 jets/NOUN/nmod/3 from/ADP/case/7"
        " France/PROPN/obl/2"
    )
    assert votes["jets", "EG"] == {"recipient"}
    assert "supplier" in votes["jets", "FR"]


def test_a_destination_on_the_item() -> None:
    votes = votes_of("missiles/NOUN/root/0 bound/ADJ/amod/1 for/ADP/case/4 Egypt/PROPN/obl/2")
    assert votes["missiles", "EG"] == {"recipient"}


def test_a_noun_of_sanctions_names_both_sides() -> None:
    votes = votes_of("American/ADJ/amod/2 sanctions/NOUN/nsubj/5 on/ADP/case/4 Iran/PROPN/nmod/2 continue/VERB/root/0")
    assert votes["sanctions", "US"] == {"imposer"}
    assert votes["sanctions", "IR"] == {"target"}


def test_who_pays_for_a_thing_without_a_payee_gives_it() -> None:
    votes = votes_of("Iran/PROPN/nsubj/2 pays/VERB/root/0 for/ADP/case/4 drones/NOUN/obl/2")
    assert votes["drones", "IR"] == {"supplier"}


def test_whoever_is_paid_compensation_supplies_nothing() -> None:
    votes = votes_of(
        "Russia/PROPN/nsubj/2 paid/VERB/root/0 Iran/PROPN/iobj/2 compensation/NOUN/obj/2 for/ADP/case/6 drones/NOUN/nmod/4"
    )
    assert "supplier" not in votes.get(("drones", "IR"), set())
