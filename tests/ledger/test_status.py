"""The furthest asserted step, and when a stop is the last word."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.ledger.mention import mention
from enduse.ledger.status import STEPS, furthest_status
from enduse.model import Document, Statement

from .builders import claim, report

STATUSES = (*STEPS, "stopped")


def status_of(*statements: Statement, documents: tuple[Document, ...] = ()) -> str:
    known = {d.name: d for d in documents}
    days = {"a": "2031-01-01", "b": "2031-02-01", "c": "2031-03-01"}
    return furthest_status([mention(s, s.items, known.get(s.doc) or report(s.doc, days.get(s.doc))) for s in statements])


def test_the_furthest_asserted_step_stands() -> None:
    assert status_of(claim("a", "offered"), claim("b", "agreed"), claim("c", "considered")) == "agreed"


@pytest.mark.parametrize("certainty", ["hedged", "denied"])
def test_hedges_and_denials_do_not_advance_it(certainty: str) -> None:
    assert status_of(claim("a", "agreed"), claim("b", "delivered", certainty=certainty)) == "agreed"


def test_a_stop_is_the_status_where_it_is_the_last_word_and_nothing_was_handed_over() -> None:
    assert status_of(claim("a", "agreed"), claim("b", "stopped")) == "stopped"


def test_a_stop_after_a_delivery_undoes_nothing() -> None:
    assert status_of(claim("a", "delivered"), claim("b", "stopped")) == "delivered"


def test_a_deal_taken_up_again_is_no_longer_stopped() -> None:
    assert status_of(claim("a", "stopped"), claim("b", "agreed")) == "agreed"


def test_a_cargo_seized_on_its_way_is_stopped() -> None:
    assert status_of(claim("a", "under_way", at=0), claim("a", "stopped", at=50)) == "stopped"


def test_a_denied_or_hedged_stop_stops_nothing() -> None:
    assert status_of(claim("a", "agreed"), claim("b", "stopped", certainty="hedged")) == "agreed"


def test_background_told_with_its_date_is_not_the_last_word() -> None:
    stop = claim("b", "stopped", at=0)
    signed = claim("b", "agreed", at=80, when=("2029-05-01", "2029-05-31"))
    assert status_of(claim("a", "planned"), stop, signed) == "stopped"


def test_a_delivery_that_was_due_in_the_future_does_not_outlive_its_stop() -> None:
    assert status_of(claim("a", "stopped", at=0), claim("a", "planned", at=60, when=("2033-01-01", "2033-12-31"))) == "stopped"


def test_the_order_told_in_passing_does_not_outlive_the_stop_of_the_same_report() -> None:
    assert status_of(claim("a", "agreed", at=0), claim("a", "stopped", at=40)) == "stopped"


def test_lifting_a_hold_takes_the_deal_up_again() -> None:
    words = "will lift the hold on the delivery of howitzers"
    lifted = claim("a", "planned", at=10, quote=words)
    held = claim("a", "stopped", at=20, quote="the hold on the delivery")
    assert status_of(lifted, held) == "planned"


def test_the_headline_is_the_last_word_of_its_report() -> None:
    headline = claim("a", "planned", quote="Marlow clears way for howitzers to Tamar")
    held = claim("a", "stopped", at=90, quote="a contract that had been frozen for years")
    document = report("a", title="Marlow clears way for howitzers to Tamar")
    assert status_of(headline, held, documents=(document,)) == "planned"


def test_a_row_of_hedges_stands_at_the_least_of_them() -> None:
    assert status_of(claim("a", "planned", certainty="hedged"), claim("b", "delivered", certainty="hedged")) == "planned"


def test_a_row_of_denials_only_stands_at_the_least_denied() -> None:
    assert status_of(claim("a", "delivered", certainty="denied"), claim("b", "planned", certainty="denied")) == "planned"


def rank(status: str) -> int:
    return STATUSES.index(status) if status != "stopped" else -1


claims = st.builds(
    claim,
    st.sampled_from("abc"),
    st.sampled_from(STATUSES),
    certainty=st.sampled_from(["asserted", "hedged", "denied"]),
    at=st.integers(0, 50),
)


@given(st.lists(claims, min_size=1, max_size=8), st.sampled_from(STATUSES), st.sampled_from("abc"))
def test_a_denial_never_raises_the_status(told: list[Statement], status: str, doc: str) -> None:
    assert rank(status_of(*told, claim(doc, status, certainty="denied", at=77))) <= rank(status_of(*told))


@given(st.lists(claims, min_size=1, max_size=8).flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
def test_the_order_of_statements_does_not_matter(both: tuple[list[Statement], list[Statement]]) -> None:
    assert status_of(*both[0]) == status_of(*both[1])


def test_undated_reports_have_a_status_too() -> None:
    undated = report("x", None)
    assert status_of(claim("x", "agreed"), claim("x", "stopped", at=40), documents=(undated,)) == "stopped"
    assert mention(claim("x"), (), undated).said is None
    assert mention(claim("x", said_on="2030-02"), (), undated).said == dt.date(2030, 2, 28)


def test_a_row_that_rests_on_what_was_taken_back_alone_has_the_least_of_it() -> None:
    ground = "An earlier version of this report"
    told = [claim("a", "agreed", basis=ground), claim("b", "delivered", basis=ground)]
    assert furthest_status([mention(s, s.items, report(s.doc)) for s in told]) == "agreed"
