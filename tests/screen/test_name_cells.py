"""Cells in which names stand, as papers fill them in."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from enduse.screen.intake import ShipmentFile
from enduse.screen.name_cells import names_in


@pytest.mark.parametrize("cell", ["N/A", "n.a.", "none", "-", "???", "TO ORDER", "Same as consignee", "TBD", "  "])
def test_cells_that_name_nobody(cell: str) -> None:
    assert names_in(cell) == ()


@pytest.mark.parametrize(
    ("cell", "names"),
    [
        ("Alpha Ltd c/o Beta LLC", ("Alpha Ltd", "Beta LLC")),
        ("Alpha Ltd on behalf of Beta LLC", ("Alpha Ltd", "Beta LLC")),
        ("Alpha LLC (formerly Beta LLC)", ("Alpha LLC", "Beta LLC")),
        ("Alpha Ltd. T/A Beta", ("Alpha Ltd", "Beta")),
        ("TO THE ORDER OF Gamma Bank", ("Gamma Bank",)),
        ("Attn: Mr Delta", ("Mr Delta",)),
        ("Alpha Ltd, attn. Delta", ("Alpha Ltd", "Delta")),
    ],
)
def test_cells_with_more_than_one_name(cell: str, names: tuple[str, ...]) -> None:
    assert names_in(cell) == names


@pytest.mark.parametrize(
    "cell",
    ["NA Enterprises", "A.C. Milan", "Dr. C.O. Smith", "AKA Bank", "Now Foods", "Order of Malta", "Delta & Co.", "M/V Star"],
)
def test_names_that_only_look_like_it(cell: str) -> None:
    assert names_in(cell) == (cell,)


def test_each_name_of_a_cell_is_asked_and_nobody_is_told(tmp_path: Path) -> None:
    row = {
        "parties": [{"role": "consignee", "name": "Alpha c/o Beta", "inn": "7707083893"}, {"role": "end user", "name": "N/A"}]
    }
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    (intake,) = ShipmentFile(path)
    assert intake.shipment is not None
    assert [(p.role, p.name, len(p.identifiers)) for p in intake.shipment.parties] == [
        ("consignee", "Alpha", 1), ("consignee", "Beta", 0),
    ]  # fmt: skip
    assert intake.problems == ("end user 'N/A' names nobody",)


def test_an_empty_bank_or_number_is_no_problem_and_a_hidden_bank_is(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Consignee,Consignee LEI,Bank\nAlpha,n/a,N/A\nAlpha,-,-\nAlpha,,to order\n", encoding="utf-8")
    rows = list(ShipmentFile(path))
    assert [row.problems for row in rows] == [(), (), ("bank 'to order' names nobody",)]
    assert [p.identifiers for row in rows if row.shipment for p in row.shipment.parties] == [(), (), ()]


def test_a_region_given_as_a_country_is_kept_as_a_place(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Consignee,Destination\nAlpha,Crimea\nAlpha,Ukraine\n", encoding="utf-8")
    one, other = (row.shipment for row in ShipmentFile(path))
    assert one is not None
    assert other is not None
    assert (one.destination, one.ports, other.destination, other.ports) == ("UA", ("Crimea",), "UA", ())
