import json

from enduse.ledger import merge, transfer_row
from enduse.model import Quantity

from .builders import claim, report

DOCUMENTS = [report("a", "2031-01-01"), report("b", "2031-02-01")]


def test_a_row_has_the_published_fields_in_order() -> None:
    said = claim("a", "planned", number=Quantity(low=200, text="hundreds"), speaker="Brenner", said_on="2030-12")
    denied = claim("b", "delivered", certainty="denied", speaker="Oluk")
    (transfer,) = merge([denied, said], DOCUMENTS)
    row = transfer_row(transfer, DOCUMENTS)
    assert json.loads(json.dumps(row)) == row
    assert list(row) == [
        *("id", "supplier", "recipient", "category", "designation", "documents", "first_reported", "last_reported"),
        *("sources", "status", "stage", "denied", "quantity", "statements", "conflicts", "numbers", "history"),
    ]
    assert row["documents"] == ["a", "b"]
    assert row["first_reported"] == "2030-12"
    assert row["quantity"] == {"low": 200, "text": "hundreds"}
    assert (row["status"], row["stage"], row["denied"], row["sources"]) == ("planned", "prospective", True, 2)
    assert row["statements"] == [said.id, denied.id]
    assert row["conflicts"][0]["statements"] == [denied.id, said.id]
    assert [step["status"] for step in row["history"]] == ["planned", "delivered"]


def test_a_row_without_a_number_says_null() -> None:
    (transfer,) = merge([claim("a")], DOCUMENTS)
    row = transfer_row(transfer, DOCUMENTS)
    assert row["quantity"] is None
    assert row["designation"] is None
    assert row["numbers"] == []


def test_a_systems_row_tells_its_own_numbers_and_those_of_its_contract() -> None:
    named = claim("a", system="Quarrel-9", number=6)
    contract = claim("a", "agreed", item="contract", number=36, at=60)
    other = claim("a", system="Halberd", number=99, at=90)
    row = next(transfer_row(t, DOCUMENTS) for t in merge([named, contract, other], DOCUMENTS) if t.designation == "Quarrel-9")
    assert [n["text"] for n in row["numbers"]] == ["6", "36"]
