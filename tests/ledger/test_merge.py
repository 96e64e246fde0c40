import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from enduse.ledger import merge
from enduse.model import Document, Item, Quantity, Statement, Transfer

from .builders import claim, report

STATUSES = ["considered", "sought", "offered", "agreed", "planned", "under_way", "delivered", "stopped"]
DOCUMENTS = [report(n, d) for n, d in zip("abcd", ["2031-01-01", "2031-02-01", None, "2044-01-01"], strict=True)]


def rows(
    statements: list[Statement], documents: list[Document] | None = None, **options: dt.date
) -> dict[str | None, Transfer]:
    found = merge(statements, DOCUMENTS if documents is None else documents, **options)
    assert len({t.designation for t in found}) == len(found)
    return {t.designation: t for t in found}


def two_items(doc: str, *items: Item, status: str = "delivered") -> Statement:
    import dataclasses

    return dataclasses.replace(claim(doc, status), items=items)


def test_no_statements_no_transfers() -> None:
    assert merge([], DOCUMENTS) == []


def test_a_named_system_has_a_row_beside_the_general_one() -> None:
    found = rows([claim("a", system="Quarrel-9", number=6), claim("b", number=50)])
    assert list(found) == [None, "Quarrel-9"]
    assert found[None].documents == ("a", "b")
    assert found["Quarrel-9"].documents == ("a",)
    assert found["Quarrel-9"].quantity == Quantity(low=6, high=6, text="6")


def test_writings_of_one_system_make_one_row_under_the_name_that_was_first() -> None:
    found = rows([claim("b", system="Sukhoi Su-35SE"), claim("a", system="Sukhoi-35")])
    assert found["Su-35"].documents == ("a", "b")


def test_words_that_point_back_join_the_system_of_their_own_report_only() -> None:
    named = claim("a", "planned", system="Quarrel-9", at=0)
    contract = claim("a", "agreed", item="contract", at=50, number=8)
    elsewhere = claim("b", "delivered", item="contract")
    row = rows([named, contract, elsewhere])["Quarrel-9"]
    assert row.statements == (named, contract)
    assert row.quantity == Quantity(low=8, high=8, text="8")


def test_with_two_systems_an_object_is_the_last_named_and_the_contract_the_titles() -> None:
    title = report("a", title="Tamar waits for its Quarrel-9")
    statements = [
        claim("a", "planned", system="Quarrel-9", at=10),
        claim("a", "delivered", system="Halberd", at=60),
        claim("a", "delivered", item="guns", at=90, quote="the guns came by sea"),
        claim("a", "stopped", item="sale", at=130, quote="it had halted the sale"),
    ]
    found = rows(statements, [title])
    assert [s.span.start for s in found["Halberd"].statements] == [60, 90]
    assert [s.span.start for s in found["Quarrel-9"].statements] == [10, 130]


def test_a_system_is_not_its_neighbour() -> None:
    found = rows([claim("a", system="S-300"), claim("b", system="S-400", certainty="denied")])
    assert (found["S-300"].denied, found["S-400"].denied) == (False, True)


def test_several_suppliers_recipients_and_items_are_flattened() -> None:
    statement = claim("a", supplier=("VE", "HA"), recipient=("TA", "OR"))
    pairs = [(t.supplier, t.recipient) for t in merge([statement], DOCUMENTS)]
    assert pairs == [("HA", "OR"), ("HA", "TA"), ("VE", "OR"), ("VE", "TA")]
    items = (Item(category="missile", text="missiles"), Item(category="arms", text="arms"))
    assert [t.category for t in merge([two_items("a", *items)], DOCUMENTS)] == ["arms", "missile"]


def test_a_row_has_only_the_numbers_of_its_own_items() -> None:
    guns = Item(category="artillery", text="guns", designation="Quarrel-9", quantity=Quantity(low=9, high=9, text="9"))
    other = Item(category="artillery", text="guns", designation="Halberd", quantity=Quantity(low=70, high=70, text="70"))
    found = rows([two_items("a", guns, other)])
    assert [found[name].quantity.low for name in ("Quarrel-9", "Halberd", None)] == [9, 70, 70]  # type: ignore[union-attr]


def test_an_unknown_supplier_is_a_row_of_its_own() -> None:
    found = merge([claim("a"), claim("a", supplier=(), at=50, item="mortars")], DOCUMENTS)
    assert [t.supplier for t in found] == [None, "VE"]


def test_the_contract_of_an_unnamed_supplier_is_that_of_the_one_deal_told_of() -> None:
    (transfer,) = merge([claim("a"), claim("a", "agreed", supplier=(), at=50, item="the contract")], DOCUMENTS)
    assert (transfer.supplier, len(transfer.statements)) == ("VE", 2)
    several = [claim("a"), claim("a", supplier=("HA",), at=20), claim("a", supplier=(), at=50, item="the contract")]
    assert [t.supplier for t in merge(several, DOCUMENTS)] == [None, "HA", "VE"]


def test_actors_names_are_told_apart_without_case() -> None:
    (transfer,) = merge([claim("a", supplier=("Halden Works",)), claim("b", supplier=("HALDEN WORKS",))], DOCUMENTS)
    assert transfer.supplier == "Halden Works"


def test_measures_and_uses_are_passed_over() -> None:
    import dataclasses

    use = dataclasses.replace(claim("a"), kind="use", supplier=(), recipient=(), user=("TA",))
    assert merge([use], DOCUMENTS) == []


def test_as_of_leaves_out_later_and_undated_reports() -> None:
    statements = [claim("a", "sought"), claim("b", "agreed"), claim("c", "delivered"), claim("d", "stopped")]
    row = rows(statements, as_of=dt.date(2031, 2, 1))[None]
    assert (row.documents, row.status, row.last_reported) == (("a", "b"), "agreed", "2031-02-01")
    assert merge(statements, DOCUMENTS, as_of=dt.date(2030, 1, 1)) == []


def test_a_statement_whose_report_is_missing_is_kept_undated() -> None:
    row = rows([claim("lost")], [])[None]
    assert (row.documents, row.first_reported, row.last_reported, row.sources) == (("lost",), None, None, 1)


def test_a_later_report_changes_no_id() -> None:
    before = rows([claim("a", system="Quarrel-9")])
    after = rows([claim("a", system="Quarrel-9"), claim("b", system="Quarrel-9B", certainty="denied")])
    assert {k: t.id for k, t in before.items()} == {k: t.id for k, t in after.items()}


claims = st.builds(
    claim,
    st.sampled_from("abcde"),
    st.sampled_from(STATUSES),
    certainty=st.sampled_from(["asserted", "hedged", "denied"]),
    supplier=st.sampled_from([("VE",), ("HA", "VE"), ()]),
    item=st.sampled_from(["howitzers", "contract", "them", "the guns"]),
    system=st.sampled_from([None, "Quarrel-9", "Quarrel 9B", "Halberd"]),
    number=st.sampled_from([None, 4, 70]),
    at=st.integers(0, 99),
    when=st.sampled_from([None, ("2001-01-01", "2001-12-31"), ("2030-06-01", None)]),
    said_on=st.sampled_from([None, "2030-12", "2031-01-01"]),
)


@settings(deadline=None)
@given(st.lists(claims, max_size=9).flatmap(lambda s: st.tuples(st.just(s), st.permutations(s))), st.permutations(DOCUMENTS))
def test_the_order_of_statements_and_documents_does_not_matter(
    both: tuple[list[Statement], list[Statement]], documents: list[Document]
) -> None:
    assert merge(both[0], DOCUMENTS) == merge(both[1], documents)


@settings(deadline=None)
@given(st.lists(claims, max_size=9))
def test_merging_twice_and_merging_what_was_merged_change_nothing(statements: list[Statement]) -> None:
    once = merge(statements, DOCUMENTS)
    assert merge(statements * 2, DOCUMENTS * 2) == once
    assert merge([s for t in once for s in t.statements], DOCUMENTS) == once
    assert len({t.id for t in once}) == len(once)
    assert {s.id for t in once for s in t.statements} == {s.id for s in statements}


TEXT = " ".join(f"Sentence number {n} tells how the {n}th crate of guns went over the bay to Tamar." for n in range(9))


@settings(deadline=None)
@given(st.lists(claims, min_size=1, max_size=6), st.booleans())
def test_adding_a_copy_does_not_raise_sources(statements: list[Statement], credited: bool) -> None:
    import dataclasses

    original = report("a", "2031-01-01", text=TEXT, publisher="Coastal Wire")
    documents = [original, *DOCUMENTS[1:]]
    agency = "Coastal Wire" if credited else None
    copy = report("copy", "2031-01-02", text=TEXT.replace("crate", "box"), agency=agency)
    again = [dataclasses.replace(s, doc="copy") for s in statements if s.doc == "a"]
    before, after = merge(statements, documents), merge([*statements, *again], [*documents, copy])
    assert [t.sources for t in before] == [t.sources for t in after]


@settings(deadline=None)
@given(st.lists(claims, min_size=1, max_size=6))
def test_the_general_rows_hold_every_statement(statements: list[Statement]) -> None:
    general = [t for t in merge(statements, DOCUMENTS) if t.designation is None]
    assert {s.id for t in general for s in t.statements} == {s.id for s in statements}


@pytest.mark.parametrize("status", STATUSES)
def test_every_status_makes_a_row(status: str) -> None:
    assert rows([claim("a", status)])[None].status == status
