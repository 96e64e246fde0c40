"""OpenSanctions, FollowTheMoney, Senzing, BODS, and tables of one's own."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.measures import published
from tests.measures.published import write
from tests.measures.sheets import write_xlsx

from enduse.errors import ListError
from enduse.measures.reading import read_list
from enduse.party import Link, Name
from enduse.shares import JUST


def link(kind: str, name: str, other: str, share: tuple[float, float]) -> Link:
    return Link(kind=kind, name=name, other=f"opensanctions:{other}", share=share, words="Ownership")


def test_ftm_entities_with_edges_sanctions_and_papers(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "entities.ftm.json", published.FTM))
    doe, firm, ship = reading.parties
    assert (reading.name, dict(reading.unknown), reading.skipped) == ("opensanctions", {}, ())
    assert doe.names == (
        Name(text="Johan Doe", given="Johan", family="Doe"),
        Name(text="Jan Doe", kind="strong"),
        Name(text="JPD", kind="weak"),
        Name(text="Johan Roe", kind="former"),
    )
    assert (doe.births[0].first, doe.births[0].last) == (dt.date(1961, 5, 1), dt.date(1961, 5, 31))
    assert doe.links == (
        Link(kind="owns", name="Example Trading", other="opensanctions:NK-2", share=(50.1, 50.1), words="Ownership"),
    )
    assert firm.links == (
        Link(kind="owned_by", name="Johan Doe", other="opensanctions:NK-1", share=(50.1, 50.1), words="Ownership"),
    )
    (listed,) = doe.designations
    assert (listed.authority, listed.programme, listed.listed_on) == ("OFAC", "SDGT", dt.date(2019, 4, 3))
    assert [(i.kind, i.value, i.country) for i in doe.identifiers] == [
        ("passport", "P1234567", None),
        ("passport", "Q7654321", "SY"),
    ]
    assert doe.addresses[0].city == "Moscow"
    assert (firm.designations, firm.details["target"]) == ((), ("false",))
    assert (ship.schema, ship.countries) == ("Vessel", ("PA",))


def test_ftm_nested(tmp_path: Path) -> None:
    (doe,) = read_list(write(tmp_path, "targets.nested.json", published.FTM_NESTED)).parties
    assert doe.links == (
        Link(kind="owns", name="Example Trading", other="opensanctions:NK-2", share=(25.0, 50.0), words="Ownership"),
    )
    assert (doe.designations[0].authority, doe.addresses[0].text) == ("OFAC", "1 Hill, Moscow")


def test_an_ftm_address_is_a_party_only_where_it_is_listed_by_itself(tmp_path: Path) -> None:
    where = {"full": ["Room 1019, 264 Castle Peak Road, Hong Kong"], "country": ["hk"]}
    entities = [
        {"id": "addr-1", "schema": "Address", "target": True, "datasets": ["us_bis"], "properties": where},
        {"id": "addr-2", "schema": "Address", "properties": {"full": ["2 Hill, Tula"]}},
        {"id": "addr-3", "schema": "Address", "properties": {"full": ["3 Hill, Tula"], "country": ["ru"]}},
        {
            "id": "s-3",
            "schema": "Sanction",
            "properties": {"entity": ["addr-3"], "authority": ["BIS"], "startDate": ["2024-06-12"]},
        },
        {"id": "f", "schema": "Company", "target": True, "properties": {"name": ["Foo"], "addressEntity": ["addr-2"]}},
    ]
    reading = read_list(write(tmp_path, "entities.ftm.json", "\n".join(map(json.dumps, entities))))
    assert (dict(reading.unknown), reading.skipped) == ({}, ())
    assert [(p.entry, p.schema, [a.text for a in p.addresses], p.countries) for p in reading.parties] == [
        ("addr-1", "Address", ["Room 1019, 264 Castle Peak Road, Hong Kong"], ("HK",)),
        ("addr-3", "Address", ["3 Hill, Tula"], ("RU",)),
        ("f", "Company", ["2 Hill, Tula"], ()),
    ]
    assert reading.parties[1].designations[0].listed_on == dt.date(2024, 6, 12)


def test_ftm_unknown_schema_is_reported_and_a_bad_line_skipped(tmp_path: Path) -> None:
    more = '{"id": "x", "schema": "Comet", "properties": {"name": ["Halley"]}}\n{"id": 7}\n{broken\n'
    reading = read_list(write(tmp_path, "entities.ftm.json", more + published.FTM))
    assert dict(reading.unknown) == {"schema 'Comet'": 1}
    assert [problem.entry for problem in reading.skipped] == [2, 3]
    assert len(reading.parties) == 4


def test_targets_simple(tmp_path: Path) -> None:
    doe, ship = read_list(write(tmp_path, "targets.simple.csv", published.SIMPLE_CSV)).parties
    assert (doe.countries, [n.text for n in doe.names]) == (("RU", "SY"), ["Johan Doe", "Jan Doe", "JPD"])
    assert doe.designations[0].programme == "US-SDGT"
    assert [(i.kind, i.value) for i in ship.identifiers] == [("imo", "9074729")]


def test_senzing(tmp_path: Path) -> None:
    reading = read_list(write(tmp_path, "senzing.json", published.SENZING))
    doe, firm = reading.parties
    assert (reading.name, dict(reading.unknown)) == ("senzing", {})
    assert [(n.text, n.kind) for n in doe.names] == [("Johan Doe", "primary"), ("Jan Doe", "strong")]
    assert (doe.nationalities, doe.addresses[0].country) == (("RU",), "RU")
    assert [(i.kind, i.value, i.country) for i in doe.identifiers] == [("passport", "P1234567", "RU")]
    assert doe.links[0].other == "senzing:NK-2"
    assert (firm.schema, firm.identifiers[0].kind) == ("Organization", "lei")


def test_senzing_unknown_attribute(tmp_path: Path) -> None:
    record = json.loads(published.SENZING.splitlines()[1]) | {"EYE_COLOUR": "green"}
    reading = read_list(write(tmp_path, "senzing.json", json.dumps(record) + "\n"))
    assert dict(reading.unknown) == {"attribute 'EYE_COLOUR'": 1}
    assert reading.parties[0].details["EYE_COLOUR"] == ("green",)


def test_bods_shares_become_links_both_ways(tmp_path: Path) -> None:
    firm, doe = read_list(write(tmp_path, "bods.json", published.BODS)).parties
    share = (25 + JUST, 50.0)
    assert firm.links == (Link(kind="owned_by", name="Johan Doe", other="bods:p1", share=share, words="shareholding"),)
    assert doe.links == (Link(kind="owns", name="Example Trading", other="bods:e1", share=share, words="shareholding"),)
    assert (firm.countries, firm.designations) == (("GB",), ())


def test_bods_04_points_to_records(tmp_path: Path) -> None:
    firm, _ = read_list(write(tmp_path, "bods.jsonl", published.BODS_04)).parties
    assert firm.links == (
        Link(kind="owned_by", name="Johan Doe", other="bods:r-p1", share=(12.5, 12.5), words="shareholding; direct"),
        Link(kind="linked", name="Johan Doe", other="bods:r-p1", words="votingRights"),
    )


def test_bods_replaced_statements_and_closed_records_are_left_out(tmp_path: Path) -> None:
    old = json.loads(published.BODS)
    old[1]["replacesStatements"] = ["p0"]
    old.append(
        {"statementID": "p0", "statementType": "personStatement", "names": [{"type": "individual", "fullName": "Old Name"}]}
    )
    assert len(read_list(write(tmp_path, "a.json", json.dumps(old))).parties) == 2
    closed = published.BODS_04.replace(
        '"recordType": "relationship", "recordStatus": "new"', '"recordType": "relationship", "recordStatus": "closed"'
    )
    assert all(not party.links for party in read_list(write(tmp_path, "b.jsonl", closed)).parties)


MAPPING = """
name: our-blacklist
title: Customers we left
entry: No
schema: {column: Kind, values: {P: Person, C: Company}, default: LegalEntity}
names:
  - {parts: [First, Last], family: Last}
columns:
  Company: name
  Also: {as: name, kind: weak, split: ";"}
  Born: {as: birth, order: mdy}
  From: nationality
  Passport: {as: identifier, kind: passport, country: Passport of}
  Street: address.street
  Town: address.city
  Land: address.country
  Owner: owner
  Why: designation.effect
  Since: designation.listed_on
  Internal: ignore
"""
TABLE = [
    [*"No Kind First Last Company Also Born From Passport".split(), "Passport of",
     *"Street Town Land Owner Why Since Internal Mood".split()],
    ["1", "P", "Johan", "Doe", "", "JPD; Jan", "05/31/1961", "Russia", "P1", "Syria",
     "1 Hill", "Omsk", "Russia", "", "fraud", "2024-01-02", "x", "sad"],
    ["2", "C", "", "", "Example Ltd", "", "", "", "", "", "", "", "", "Johan Doe", "", "", "", ""],
]  # fmt: skip


@pytest.mark.parametrize("form", ["csv", "tsv", "xlsx"])
def test_a_table_of_ones_own(form: str, tmp_path: Path) -> None:
    mapping = write(tmp_path, "mapping.yaml", MAPPING)
    delimiter = {"csv": ";", "tsv": "\t"}.get(form)
    if delimiter is None:
        path = write_xlsx(tmp_path / "ours.xlsx", TABLE)
    else:
        path = write(
            tmp_path,
            "ours.csv",
            "\n".join(delimiter.join(f'"{c}"' if delimiter in c else c for c in row) for row in TABLE) + "\n",
        )
    reading = read_list(path, mapping=mapping)
    doe, firm = reading.parties
    assert (reading.name, reading.title, dict(reading.unknown)) == ("our-blacklist", "Customers we left", {"column 'Mood'": 1})
    assert doe.names == (
        Name(text="Johan Doe", given="Johan", family="Doe"),
        Name(text="JPD", kind="weak"),
        Name(text="Jan", kind="weak"),
    )
    assert (doe.births[0].first, doe.nationalities) == (dt.date(1961, 5, 31), ("RU",))
    assert [(i.kind, i.value, i.country) for i in doe.identifiers] == [("passport", "P1", "SY")]
    assert doe.addresses[0].text == "1 Hill, Omsk, Russia"
    assert doe.details == {"mood": ("sad",)}
    assert (doe.designations[0].authority, doe.designations[0].effect) == ("Customers we left", "fraud")
    assert (firm.id, firm.schema, firm.links[0].other) == ("our-blacklist:2", "Company", "our-blacklist:1")


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("columns: {Name: nome}", "column 'Name' is 'nome', which is none of"),
        ("columns: {Name: {as: name, kind: best}}", "'best' is none of primary"),
        ("columns: {Name: name}\ncolour: red", "there is no field 'colour'"),
        ("title: nothing", "'columns'"),
        ("columns: {Name: {as: name, split: '('}}", "docs/lists.md"),
        ("- a list", "the top must be a mapping"),
        ("a: [", "not valid YAML"),
    ],
)
def test_a_wrong_mapping_is_one_clear_error(line: str, message: str, tmp_path: Path) -> None:
    table = write(tmp_path, "t.csv", "Name,B\nx,y\n")
    with pytest.raises(ListError, match=message):
        read_list(table, mapping=write(tmp_path, "m.yaml", line))


def test_a_mapping_whose_columns_are_not_there(tmp_path: Path) -> None:
    mapping = write(tmp_path, "m.yaml", "columns: {Name: name}")
    with pytest.raises(ListError, match="has no header with name"):
        read_list(write(tmp_path, "t.csv", "A,B\nx,y\n"), mapping=mapping)


def test_the_mapping_of_the_docs_is_one(tmp_path: Path) -> None:
    page = (Path(__file__).parents[2] / "docs" / "lists.md").read_text(encoding="utf-8")
    text = page.split("```yaml\n")[1].split("```")[0]
    columns = "Number,Kind,First,Last,Name type,Company,Born,Passport,Passport country,Since,Unheard of"
    rows = f"{columns}\n7,P,Johan,Doe,Main,,05/31/1961,P1,Syria,2024-01-02,x\n"
    reading = read_list(write(tmp_path, "t.csv", rows), mapping=write(tmp_path, "m.yaml", text))
    (doe,) = reading.parties
    assert (doe.id, doe.caption, doe.schema) == ("our-blacklist:7", "Johan Doe", "Person")
    assert doe.identifiers[0].country == "SY"
    assert dict(reading.unknown) == {"column 'Unheard of'": 1}
