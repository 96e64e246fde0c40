from enduse.ledger import merge
from enduse.model import Conflict, Document, Quantity, Statement

from .builders import claim, report

DOCUMENTS = [report("a", "2031-01-01"), report("b", "2031-01-10"), report("c", "2031-06-01")]


def conflicts(*statements: Statement, documents: list[Document] = DOCUMENTS) -> tuple[Conflict, ...]:
    (transfer,) = merge(statements, documents)
    return transfer.conflicts


def test_a_denial_stands_beside_the_claim_of_its_own_report() -> None:
    early, near = claim("a", speaker="Brenner"), claim("b", speaker="Lund")
    denial = claim("b", certainty="denied", at=50, speaker="Oluk")
    (conflict,) = conflicts(early, near, denial)
    assert conflict.about == "denial"
    assert conflict.statement_ids == (denial.id, near.id)
    assert conflict.words == "Oluk denies (2031-01-10) “delivered”; Lund (2031-01-10): delivered"


def test_a_denial_without_a_claim_beside_it_takes_the_last_said_before() -> None:
    first, denial, after = claim("a"), claim("b", certainty="denied"), claim("c")
    assert conflicts(first, denial, after)[0].statement_ids == (denial.id, first.id)
    assert conflicts(denial, after)[0].statement_ids == (denial.id, after.id)


def test_a_denial_that_nobody_claims_is_no_conflict() -> None:
    assert conflicts(claim("a", certainty="denied")) == ()


def test_a_stop_that_others_speak_past_is_kept_as_a_conflict() -> None:
    stop, going_on = claim("a", "stopped"), claim("b", "planned")
    (conflict,) = conflicts(stop, going_on)
    assert (conflict.about, conflict.statement_ids) == ("status", (stop.id, going_on.id))


def test_an_order_and_then_its_stop_is_history() -> None:
    assert conflicts(claim("a", "agreed"), claim("b", "stopped")) == ()


def test_numbers_of_the_same_days_that_exclude_each_other() -> None:
    more, fewer = claim("a", number=70), claim("b", number=40)
    (conflict,) = conflicts(more, fewer)
    assert (conflict.about, conflict.statement_ids) == ("number", (more.id, fewer.id))
    assert "not added" in conflict.words


def test_growing_numbers_and_batches_are_no_conflict() -> None:
    assert conflicts(claim("a", number=40), claim("b", number=70)) == ()
    assert conflicts(claim("a", number=70), claim("b", number=Quantity(low=5, high=5, text="five more"))) == ()
    assert conflicts(claim("a", number=70), claim("c", number=5)) == ()


def test_a_later_total_below_an_earlier_number_is_a_conflict_at_any_time() -> None:
    total = claim("c", number=Quantity(low=50, high=50, text="50"), quote="delivered 50 howitzers so far")
    assert [c.about for c in conflicts(claim("a", number=70), total)] == ["number"]


def test_different_things_are_not_compared() -> None:
    assert conflicts(claim("a", number=400, item="guns"), claim("b", number=4, item="consignments")) == ()
