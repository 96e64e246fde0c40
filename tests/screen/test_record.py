"""Findings cite the transfers of the ledger that are about the same."""

from __future__ import annotations

from enduse.party import GoodsLine
from enduse.screen.record import Record
from enduse.screen.screener import Screener

from .builders import Everybody, asked, listed, shipment, transfer

DRONES = transfer("IR", "RU", "Shahed-136")
ENGINES = transfer("Gordafarid Aerospace", "RU", None, "component")
OTHER = transfer("FR", "UA", "CAESAR", "artillery")
LEDGER = [DRONES, ENGINES, OTHER]
PARTY = listed("Gordafarid Aerospace")
SCREENER = Screener([PARTY], index=Everybody([PARTY]))


def cited(one: object, rule: str) -> set[str]:
    findings = SCREENER.screen(one, ledger=LEDGER).findings  # type: ignore[arg-type]
    return {c.id for f in findings if f.rule == rule for c in f.citations if c.kind == "transfer"}


def test_a_party_that_stands_in_the_record() -> None:
    assert cited(shipment(asked("Gordafarid Aerospace", role="exporter")), "party.name") == {ENGINES.id}


def test_a_part_cites_the_transfers_of_the_weapon_that_it_was_reported_in() -> None:
    line = GoodsLine(part_number="TMS320F28335PGFA", maker="TI")
    assert cited(shipment(goods=[line], destination="FR"), "goods.component") == {DRONES.id}


def test_a_weapon_and_a_pair_of_countries() -> None:
    one = shipment(goods=[GoodsLine(description="Shahed-136 drones")], origin="IR", destination="RU")
    assert cited(one, "goods.arms") == {DRONES.id}
    assert DRONES.id in cited(one, "route.origin")
    assert cited(one, "record.pair") == {DRONES.id}


def test_what_is_not_in_the_record_is_not_cited() -> None:
    one = shipment(goods=[GoodsLine(description="cotton shirts")], origin="DE", destination="RU")
    assert cited(one, "record.pair") == set()
    assert cited(one, "route.embargo") == set()


def test_a_record_is_made_once_for_many_shipments() -> None:
    record = Record(LEDGER)
    one = shipment(asked("Gordafarid Aerospace"))
    assert SCREENER.screen(one, ledger=record).findings == SCREENER.screen(one, ledger=LEDGER).findings


def test_the_transfer_is_told_in_words() -> None:
    finding = next(
        f for f in SCREENER.screen(shipment(origin="IR", destination="RU"), ledger=LEDGER).findings if f.rule == "record.pair"
    )
    assert finding.reasons == ("Iran to Russia: Shahed-136, delivered, 2 sources",)
