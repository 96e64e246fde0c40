"""Destinations, origins, transshipment, ports, forwarders and detours, each by its measure and day."""

from __future__ import annotations

import datetime as dt

import pytest

from enduse.party import Finding, GoodsLine, Shipment
from enduse.screen.descriptions import HeadingIndex
from enduse.screen.facts import load_facts
from enduse.screen.goods import CodeList
from enduse.screen.kinds_of_goods import goods_class, screen_arms
from enduse.screen.part_numbers import Makers, PartCatalogue, find_parts
from enduse.screen.routes import screen_route

from .builders import asked, shipment

FACTS = load_facts()
CODES, HEADINGS = CodeList(FACTS.controlled), HeadingIndex(FACTS.headings)
PARTS = PartCatalogue(FACTS.components, Makers(FACTS.makers))
ARMS = GoodsLine(description="Shahed-136 drones", hs="88069900")
CHIPS = GoodsLine(description="microcontrollers", hs="854231")
SHIRTS = GoodsLine(description="cotton shirts", hs="610910")


def screen(one: Shipment, on: str = "2026-05-04") -> list[Finding]:
    return screen_route(
        one,
        dt.date.fromisoformat(on),
        FACTS,
        goods_class(list(enumerate(one.goods, 1)), CODES, HEADINGS, [find_parts(line, PARTS) for line in one.goods]),
    )


def by_entry(findings: list[Finding], entry: str) -> Finding | None:
    return next((f for f in findings if f.entry == f"measure:{entry}"), None)


@pytest.mark.parametrize(
    ("on", "measure", "severity", "in_force"),
    [
        ("2008-01-01", "un-1747-p5", "block", True),
        ("2022-08-20", "un-1747-p5", "note", False),  # stopped by resolution 2231
        ("2022-08-20", "un-2231-b6b", "note", False),  # lapsed on 2020-10-18
        ("2020-10-18", "un-2231-b6b", "block", True),
        ("2022-08-20", "un-2231-b4", "review", None),  # what it covered is disputed
        ("2023-10-19", "un-2231-b4", "note", False),
        ("2025-09-27", "un-1747-p5", "note", False),
        ("2025-09-28", "un-1747-p5", "review", None),  # re-applied; Russia, China and Iran reject that
    ],
)
def test_drones_from_iran_to_russia_by_the_day(on: str, measure: str, severity: str, in_force: bool | None) -> None:
    finding = by_entry(screen(shipment(goods=[ARMS], origin="IR", destination="RU"), on), measure)
    assert finding is not None
    assert (finding.rule, finding.severity, finding.in_force) == ("route.origin", severity, in_force)


def test_a_disputed_measure_has_both_positions() -> None:
    finding = by_entry(screen(shipment(goods=[ARMS], origin="IR", destination="RU")), "un-1747-p5")
    assert finding is not None
    told = " ".join(finding.reasons)
    assert "it applies again since 28 September 2025" in told
    assert "Russia, China and Iran: the return was without effect" in told


def test_a_lapsed_measure_says_when_it_ended() -> None:
    finding = by_entry(screen(shipment(goods=[ARMS], origin="IR", destination="RU"), "2022-08-20"), "un-2231-b6b")
    assert finding is not None
    assert finding.against == ("it ended on 2020-10-18: on 2022-08-20 it did not apply",)


def test_measures_about_other_goods_are_one_note() -> None:
    found = screen(shipment(goods=[SHIRTS], destination="IR"))
    assert by_entry(found, "eu-2023-1529") is None
    assert by_entry(found, "us-ear-746.7") is not None
    (aside,) = [f for f in found if f.rule == "route.embargo" and f.entry is None]
    assert aside.severity == "note"
    assert "do not look like them" in aside.words
    assert {"eu-2023-1529", "uk-2023-1314", "un-1929-p8"} <= {c.id for c in aside.citations}


def test_a_part_reported_in_a_drone_may_be_of_its_class() -> None:
    part = GoodsLine(description="controllers", part_number="TMS320F28335PGFA", maker="TI")
    finding = by_entry(screen(shipment(goods=[part], destination="IR")), "eu-2023-1529")
    assert finding is not None
    assert (finding.severity, finding.candidate) == ("review", True)
    assert "reported in Shahed-136" in " ".join(finding.reasons)


def test_destinations_by_their_measures() -> None:
    day = "2026-07-31"
    arms = screen(shipment(goods=[GoodsLine(description="x", hs="93019000")], destination="CN"), day)
    chips = screen(shipment(goods=[CHIPS], destination="CN"), day)
    assert by_entry(arms, "ear-d5").severity == "block"  # type: ignore[union-attr]
    assert by_entry(chips, "ear-d5").severity == "note"  # type: ignore[union-attr]
    assert by_entry(screen(shipment(goods=[SHIRTS], destination="CU"), day), "ear-e2").severity == "licence"  # type: ignore[union-attr]
    assert screen(shipment(goods=[CHIPS], origin="US", destination="FR"), day) == []


def test_before_the_copy_of_the_groups_nobody_knows_who_was_in_them() -> None:
    arms = [GoodsLine(description="x", hs="93019000")]
    finding = by_entry(screen(shipment(goods=arms, destination="RU"), "2020-10-01"), "ear-d5")
    assert finding is not None
    assert (finding.severity, finding.in_force) == ("review", None)
    assert "2026-07-23" in finding.against[-1]


def test_goods_for_russia_by_the_eu_and_not_before_2014() -> None:
    assert by_entry(screen(shipment(goods=[CHIPS], destination="RU")), "eu-833").severity == "block"  # type: ignore[union-attr]
    assert by_entry(screen(shipment(goods=[CHIPS], destination="RU"), "2013-01-01"), "eu-833") is None


def test_what_is_not_verified_decides_nothing() -> None:
    finding = by_entry(screen(shipment(goods=[CHIPS], destination="RU")), "uk-russia-2019")
    assert finding is not None
    assert (finding.severity, finding.in_force) == ("note", None)
    assert "not verified" in finding.against[-1]


def test_the_country_of_an_end_user_is_a_destination() -> None:
    found = screen(shipment(asked("Foo", role="end_user", countries=("IR",)), goods=[CHIPS], origin="US", destination="AE"))
    assert by_entry(found, "us-ear-746.7") is not None
    assert any("the end user is in Iran, the destination is the United Arab Emirates" in f.reasons for f in found)


def test_goods_asked_about_with_a_party_alone_go_to_its_country() -> None:
    assert by_entry(screen(shipment(asked("Foo", countries=("IR",)), goods=[CHIPS])), "us-ear-746.7") is not None
    assert screen(shipment(asked("Foo", countries=("IR",)))) == []
    assert by_entry(screen(shipment(asked("Foo", countries=("IR",)), goods=[CHIPS], destination="FR")), "us-ear-746.7") is None


@pytest.mark.parametrize(("country", "place"), [("KG", "destination"), ("AE", "transit")])
def test_listed_goods_through_a_named_country(country: str, place: str) -> None:
    fields = {"destination": country} if place == "destination" else {"destination": "FR", "transit": (country,)}
    (finding,) = [f for f in screen(shipment(goods=[CHIPS], origin="US", **fields)) if f.rule == "route.transshipment"]
    assert finding.subject == f"{place} {country}"
    assert any(c.id == "FinCEN and BIS alert FIN-2022-Alert003" for c in finding.citations)


def test_other_goods_through_a_named_country_say_nothing() -> None:
    found = screen(shipment(goods=[SHIRTS], origin="US", destination="KG"))
    assert [f for f in found if f.rule == "route.transshipment"] == []


@pytest.mark.parametrize(
    ("port", "on", "severity", "in_force"),
    [
        ("Bandar-e Anzali", "2026-01-01", "block", True),
        ("AMIRABAD PORT, Iran", "2024-11-18", "block", True),
        ("Anzali", "2022-08-20", "note", False),
    ],
)
def test_ports_under_a_measure(port: str, on: str, severity: str, in_force: bool) -> None:
    (finding,) = [
        f for f in screen(shipment(goods=[SHIRTS], destination="FR", ports=("Le Havre", port)), on) if f.rule == "route.port"
    ]
    assert (finding.severity, finding.in_force) == (severity, in_force)


@pytest.mark.parametrize(
    ("name", "role", "found"),
    [
        ("Gulf Star Logistics LLC", "end_user", True),
        ("ABC Freight Forwarding", "consignee", True),
        ("ООО «Вектор Логистик»", "end_user", True),
        ("Translucent Optics Ltd", "end_user", False),
        ("Transport Equipment Works", "end_user", False),
        ("Foo Robotics", "end_user", False),
    ],
)
def test_a_forwarder_as_end_user(name: str, role: str, found: bool) -> None:
    findings = screen(shipment(asked(name, role=role), goods=[CHIPS], destination="FR"))
    assert any(f.rule == "route.forwarder" for f in findings) is found


def test_the_forwarder_of_the_shipment_as_its_consignee() -> None:
    one = shipment(
        asked("Foo Bar GmbH", role="consignee"), asked("Foo Bar GmbH", role="forwarder"), goods=[CHIPS], destination="FR"
    )
    assert any("the same party is the forwarder" in f.reasons for f in screen(one))


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"origin": "DE", "destination": "AM", "transit": ("RU",)},
            "it passes through Russia, which is under measures, on the way to Armenia",
        ),
        ({"origin": "DE", "destination": "DE", "transit": ("TR",)}, "it leaves Germany and comes back to it by way of Turkey"),
        (
            {"origin": "DE", "destination": "US", "transit": ("AE", "TR", "KZ")},
            "it passes through 3 countries: the United Arab Emirates, Turkey, Kazakhstan",
        ),
        (
            {"origin": "DE", "destination": "US", "transit": ("US",)},
            "it passes through its destination the United States before the end",
        ),
    ],
)
def test_ways_that_make_no_sense(fields: dict[str, object], words: str) -> None:
    (finding,) = [f for f in screen(shipment(goods=[SHIRTS], **fields)) if f.rule == "route.detour"]
    assert words in finding.reasons


def test_a_bank_in_a_country_under_measures() -> None:
    found = screen(shipment(asked("Bank", role="bank", countries=("RU",)), goods=[SHIRTS], origin="DE", destination="TR"))
    assert any("who is notified or pays sits in Russia, which is under measures" in f.reasons for f in found)


@pytest.mark.parametrize(
    ("line", "found"),
    [
        (GoodsLine(hs="93011000"), True),
        (GoodsLine(hs="871000"), True),
        (GoodsLine(eccn="9A610.x"), True),
        (GoodsLine(description="Shahed-136 loitering munition"), True),
        (GoodsLine(description="artillery shells 152 mm"), True),
        (GoodsLine(description="Shahed-136 drone parts"), True),
        (GoodsLine(description="ballistic missile parts"), True),
        (GoodsLine(description="60 mm mortar, used"), True),
        (GoodsLine(description="tank gun, 125 mm, refurbished"), True),
        (GoodsLine(description="hand grenades"), True),
        (GoodsLine(description="aircraft engines"), False),
        (GoodsLine(description="hot glue gun 60 W"), False),
        (GoodsLine(description="fish tank with pump"), False),
        (GoodsLine(description="lithium battery pack 12 V"), False),
        (GoodsLine(description="arms for office chairs"), False),
        (GoodsLine(description="cement mortar, 25 kg"), False),
        (GoodsLine(description="toner cartridge, black"), False),
        (GoodsLine(description="machine gun toys, plastic"), False),
        (GoodsLine(description="cotton shirts", hs="610910", eccn="EAR99"), False),
    ],
)
def test_goods_that_look_like_arms(line: GoodsLine, found: bool) -> None:
    findings, _ = screen_arms(line, "line 1")
    assert bool(findings) is found


def test_a_part_of_a_system_is_of_its_class() -> None:
    line = GoodsLine(description="Shahed-136 drone parts")
    goods = goods_class([(1, line)], CODES, HEADINGS, [()])
    assert {"uav", "arms"} <= goods.classes.keys()
    assert goods.designations == {"Shahed-136"}


def test_a_name_that_stands_alone_decides_nothing() -> None:
    (finding,), _ = screen_arms(GoodsLine(description="Leopard print shirt"), "line 1")
    assert (finding.severity, finding.candidate) == ("note", True)
    assert "may be of something else" in finding.against[-1]
    goods = goods_class([(1, GoodsLine(description="Leopard print shirt"))], CODES, HEADINGS, [()])
    assert "arms" not in goods.classes
    (tank,), _ = screen_arms(GoodsLine(description="Leopard 2A4 tank"), "line 1")
    assert tank.severity == "review"


def test_what_anybody_can_buy_is_a_uav_and_no_arm() -> None:
    goods = goods_class([(1, GoodsLine(description="DJI Mavic 3 quadcopter"))], CODES, HEADINGS, [()])
    assert goods.classes.keys() == {"uav"}


@pytest.mark.parametrize(
    ("fields", "region"),
    [
        ({"ports": ("Kerch",)}, "Crimea"),
        ({"parties": (asked("Foo", role="consignee", address="ul. Lenina 1, Simferopol"),)}, "Crimea"),
        ({"parties": (asked("Foo", role="end_user", address="Mariupol, 87500"),)}, "Donetsk"),
    ],
)
def test_a_region_under_measures_of_its_own(fields: dict[str, object], region: str) -> None:
    parties = fields.pop("parties", ())
    found = screen(shipment(*parties, goods=[SHIRTS], origin="DE", destination="UA", **fields))  # type: ignore[misc]
    (finding,) = [f for f in found if f.subject == f"destination {region}"]
    assert (finding.rule, finding.candidate) == ("route.embargo", True)
    assert "15 CFR 746.6" in finding.words
    assert any("occupied part" in a for a in finding.against) is (region == "Donetsk")


def test_an_exporter_in_a_region_is_no_destination() -> None:
    found = screen(shipment(asked("Foo", role="exporter", address="Mariupol"), goods=[SHIRTS], origin="UA", destination="DE"))
    assert not any("Donetsk" in f.subject for f in found)


@pytest.mark.parametrize("entry", ["9A610.x", "9a515.d", "USML VIII(h)", "XI(c)", "Category XIV(f)(2)", "ML10.c", "EU ML 22"])
def test_entries_of_lists_of_arms_are_arms(entry: str) -> None:
    line = GoodsLine(description="bracket", eccn=entry)
    (finding,), _ = screen_arms(line, "line 1")
    assert not finding.candidate
    assert "arms" in goods_class([(1, line)], CODES, HEADINGS, [[]]).classes


@pytest.mark.parametrize("entry", ["9A991.d", "3A001.b.2", "EAR99", "MLX", "ML23", "XXX(a)", "I"])
def test_other_entries_are_none(entry: str) -> None:
    assert screen_arms(GoodsLine(description="bracket", eccn=entry), "line 1")[0] == []


def test_guidance_counts_from_its_day() -> None:
    told = {}
    for on in ("2021-01-01", "2023-01-05", "2026-05-04"):
        (finding,) = [f for f in screen(shipment(goods=[CHIPS], destination="TR"), on) if f.rule == "route.transshipment"]
        told[on] = (finding.severity, finding.in_force, len(finding.citations))
        assert all(c.date is not None and (c.date <= dt.date.fromisoformat(on)) is finding.in_force for c in finding.citations)
    assert told["2021-01-01"][:2] == ("note", False)
    assert told["2023-01-05"][:2] == ("review", True)
    assert told["2023-01-05"][2] < told["2026-05-04"][2]
