"""When statements far apart in time speak of different deals."""

from enduse.ledger import merge
from enduse.model import Document, Statement, Transfer

from .builders import claim, report


def deals(statements: list[Statement], documents: list[Document], system: str | None = "Quarrel-9") -> list[Transfer]:
    return [t for t in merge(statements, documents) if t.designation == system]


def gun(doc: str, status: str, **fields: object) -> Statement:
    return claim(doc, status, system="Quarrel-9", **fields)  # type: ignore[arg-type]


OLD, NEW = report("old", "2001-05-01"), report("new", "2019-05-01")


def test_a_new_contract_long_after_the_delivery_is_another_deal() -> None:
    found = deals([gun("old", "delivered", number=40), gun("new", "agreed", number=12)], [OLD, NEW])
    assert [(t.status, t.documents, t.quantity.low if t.quantity else None) for t in found] == [
        ("delivered", ("old",), 40),
        ("agreed", ("new",), 12),
    ]
    assert found[0].id != found[1].id


def test_looking_back_on_an_old_delivery_is_no_new_deal() -> None:
    assert len(deals([gun("old", "delivered"), gun("new", "delivered")], [OLD, NEW])) == 1


def test_a_bare_denial_is_no_new_deal() -> None:
    assert len(deals([gun("old", "delivered"), gun("new", "planned", certainty="denied")], [OLD, NEW])) == 1


def test_a_delivery_dated_after_the_gap_is_a_new_deal() -> None:
    again = gun("new", "delivered", when=("2019-04-01", "2019-04-30"))
    assert len(deals([gun("old", "delivered"), again], [OLD, NEW])) == 2


def test_an_unfinished_deal_goes_on_however_long_it_takes() -> None:
    assert len(deals([gun("old", "agreed"), gun("new", "delivered", when=("2019-04-01", "2019-04-30"))], [OLD, NEW])) == 1


def test_a_report_that_recalls_the_frozen_contract_speaks_of_the_same_deal() -> None:
    recalled = gun("new", "agreed", at=90, when=("2000-01-01", "2000-12-31"))
    assert len(deals([gun("old", "stopped"), gun("new", "planned"), recalled], [OLD, NEW])) == 1


def test_a_report_that_recalls_a_finished_delivery_sets_it_apart() -> None:
    recalled = gun("new", "delivered", at=90, when=("1999-01-01", "1999-12-31"))
    found = deals([gun("new", "agreed"), recalled], [NEW])
    assert [(t.status, t.documents) for t in found] == [("delivered", ("new",)), ("agreed", ("new",))]


def test_reports_between_tie_the_two_ends() -> None:
    between = [report(f"y{year}", f"{year}-05-01") for year in (2005, 2009, 2013, 2016)]
    statements = [gun("old", "delivered"), gun("new", "agreed"), *(gun(d.name, "under_way") for d in between)]
    assert len(deals(statements, [OLD, NEW, *between])) == 1


def test_a_general_row_is_parted_only_by_a_decade_of_silence() -> None:
    later = report("later", "2009-05-01")
    assert len(deals([claim("old", "delivered"), claim("later", "agreed")], [OLD, later], system=None)) == 1
    assert len(deals([claim("old", "delivered"), claim("new", "agreed")], [OLD, NEW], system=None)) == 2


def test_undated_statements_stay_with_the_newest_deal() -> None:
    undated = report("undated", None)
    found = deals([gun("old", "delivered"), gun("new", "agreed"), gun("undated", "considered")], [OLD, NEW, undated])
    assert [t.documents for t in found] == [("old",), ("new", "undated")]
