"""Screening against the real lists and names, where they lie beside the project."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest

from enduse.lexicon.countries import countries
from enduse.measures.reading import read_list
from enduse.party import AskedParty
from enduse.screen import Screener
from enduse.screen.shipment_rows import read_birth

DATA = Path(__file__).parents[3] / "shared" / "data"
LISTS, NAMES = DATA / "lists", DATA / "names"
pytestmark = [pytest.mark.slow, pytest.mark.skipif(not NAMES.is_dir(), reason="the real lists are not beside the project")]


def people(file: str, every: int) -> Iterator[AskedParty]:
    with (NAMES / file).open(encoding="utf-8") as stream:
        for row in list(csv.DictReader(stream))[::every]:
            code = countries().code(row["nationality"].upper()) or countries().code(row["nationality"])
            birth = read_birth(row["date_of_birth"]) if row["date_of_birth"] else None
            yield AskedParty(name=row["full_name"], schema="Person", birth=birth, countries=(code,) if code else ())


@pytest.fixture(scope="module")
def un() -> Screener:
    return Screener.from_lists([read_list(LISTS / "un_consolidated" / "UN_consolidated.xml")])


@pytest.fixture(scope="module")
def csl() -> Screener:
    return Screener.from_lists([read_list(LISTS / "us_csl" / "screening-list.json")])


def best(screener: Screener, person: AskedParty) -> float:
    return max((match.score for match in screener.find_parties(person)), default=0.0)


def test_people_of_the_un_list_are_found(un: Screener) -> None:
    asked = list(people("positives_un_untreated.csv", 1))
    assert sum(best(un, person) >= 0.7 for person in asked) / len(asked) >= 0.98


def test_people_of_the_un_list_are_found_without_birth_and_country(un: Screener) -> None:
    asked = [AskedParty(name=p.name, schema="Person") for p in people("positives_un_untreated.csv", 2)]
    assert sum(best(un, person) >= 0.7 for person in asked) / len(asked) >= 0.98


def test_innocent_people_with_a_birth_rarely_alert(csl: Screener) -> None:
    asked = list(people("negatives_us.csv", 6))
    assert 1000 * sum(best(csl, person) >= 0.7 for person in asked) / len(asked) <= 3


def test_listings_have_the_severity_of_their_list(csl: Screener) -> None:
    severities = {
        finding.entry.partition(":")[2].partition("-")[0]: finding.severity
        for name in ("Shahed Aviation Industries", "Qods Aviation Industries", "Oje Parvaz Mado Nafar Company")
        for finding in csl.screen_party(AskedParty(name=name)).findings
        if finding.entry and (finding.score or 0) > 0.9
    }
    assert severities == {"EL": "licence", "SDN": "block"}
