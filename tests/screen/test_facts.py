"""The shipped facts: complete, dated, verified as they say, and read strictly."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from enduse.screen import facts
from enduse.screen.facts import FactsError, load_facts, read_csv

CONTROLS = Path(__file__).parents[3] / "shared" / "data" / "controls"
FACTS = load_facts()


def day(words: str) -> dt.date:
    return dt.date.fromisoformat(words)


@pytest.mark.parametrize(
    ("measure", "on", "state"),
    [
        ("un-1747-p5", "2006-01-01", "not yet"),
        ("un-1747-p5", "2007-03-24", "in force"),
        ("un-1747-p5", "2022-08-20", "lapsed"),
        ("un-1747-p5", "2025-09-28", "disputed"),
        ("un-2231-b5", "2020-10-18", "in force"),
        ("un-2231-b5", "2022-08-20", "lapsed"),
        ("un-2231-b6b", "2022-08-20", "lapsed"),
        ("un-2231-b4", "2022-08-20", "disputed"),
        ("un-2231-b4", "2023-10-19", "lapsed"),
        ("us-affiliates", "2025-09-28", "not yet"),
        ("us-affiliates", "2025-09-29", "in force"),
        ("us-affiliates", "2025-11-09", "in force"),
        ("us-affiliates", "2025-11-10", "lapsed"),
        ("us-affiliates", "2026-11-09", "lapsed"),
        ("us-affiliates", "2026-11-10", "disputed"),
        ("un-1718-panel", "2024-05-01", "lapsed"),
        ("un-1718", "2024-05-01", "in force"),
        ("us-ear-746.7", "1999-01-01", "in force"),  # its first day is unknown
    ],
)
def test_a_measure_on_a_day(measure: str, on: str, state: str) -> None:
    assert FACTS.measures[measure].on(day(on))[0] == state


def test_a_disputed_period_has_both_sides() -> None:
    for measure in FACTS.measures.values():
        for period in measure.periods:
            assert not period.disputed or ": " in period.disputed, measure.id
            assert not period.disputed or len(period.disputed.split(". ")) > 1, measure.id


def test_what_is_partly_verified_says_what_is_not() -> None:
    for measure in FACTS.measures.values():
        assert (measure.verified == "partly") == bool(measure.unsure), measure.id
        assert measure.source or measure.verified == "no", measure.id


def test_the_high_priority_list_is_whole() -> None:
    tiers = [row.tier for row in FACTS.controlled]
    assert {tier: tiers.count(tier) for tier in dict.fromkeys(tiers)} == {
        "1": 4,
        "2": 5,
        "3.A": 16,
        "3.B": 9,
        "4.A": 11,
        "4.B": 5,
    }


def test_no_code_of_the_unverified_supplement_is_shipped_as_a_control() -> None:
    # 15 CFR 746 Supplement 7: its table was not readable in any copy; piston engines for aircraft stand only there.
    assert not {"840710", "840890", "840910", "852610"} & {row.code for row in FACTS.controlled}


def test_every_component_says_who_reports_it() -> None:
    for component in FACTS.components:
        assert component.platforms, component.family
        assert component.reported_by in ("GUR", "press"), component.family
        assert component.source, component.family


def test_families_are_no_longer_than_a_type_number() -> None:
    assert {c.family for c in FACTS.components} >= {"TMS320F28335", "STM32F405", "ROTAX 912"}
    assert len({(c.maker, c.family) for c in FACTS.components}) == len(FACTS.components)


def test_measures_of_ports_and_destinations_exist() -> None:
    assert {port.measure for port in FACTS.ports} <= FACTS.measures.keys()
    assert all(len(row.country) == 2 for row in FACTS.destinations)


def test_facts_are_versioned_by_file() -> None:
    assert all(len(version) == 12 for version in FACTS.versions.values())
    assert {"chpl.csv", "measures.yaml", "components.csv", "regimes.yaml"} <= FACTS.versions.keys()


@pytest.mark.parametrize("bad", ["hs6,tier,goods,verified\n85423,1,x,yes\n", "hs6,tier,goods,verified\n854231,1,x,no\n"])
def test_a_code_that_is_short_or_unverified_is_refused(bad: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(facts, "read_text", lambda name: bad)
    with pytest.raises(FactsError, match=r"chpl\.csv: row 1"):
        read_csv("chpl.csv", facts._controlled)


@pytest.mark.skipif(not CONTROLS.is_dir(), reason="the development data is not beside the project")
def test_the_shipped_facts_are_those_of_the_development_data() -> None:
    with (CONTROLS / "chpl.csv").open(encoding="utf-8") as stream:
        assert {row["hs6"]: row["tier"] for row in csv.DictReader(stream)} == {row.code: row.tier for row in FACTS.controlled}
    with (CONTROLS / "measures.csv").open(encoding="utf-8") as stream:
        assert {row["measure_id"] for row in csv.DictReader(stream)} <= FACTS.measures.keys()
    with (CONTROLS / "transshipment.csv").open(encoding="utf-8") as stream:
        assert sorted(row["iso2"] for row in csv.DictReader(stream)) == sorted(row.country for row in FACTS.transshipment)
