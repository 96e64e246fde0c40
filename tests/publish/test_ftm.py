"""FollowTheMoney: what is written is of its schema, and is read back as what it was."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.publish.builders import HOSTILE, record

from enduse.measures.reading import read_list
from enduse.model import Period
from enduse.party import Address, Designation, Identifier, Link, Name, Party
from enduse.publish.ftm import Entity, entity_id, entity_lines, party_entities, transfer_entities

OWNER = Party(
    list="demo",
    entry="7",
    schema="Person",
    names=(Name(text="Ada Brown", given="Ada", family="Brown"), Name(text="A. B.", kind="weak")),
    births=(Period(first=dt.date(1964, 7, 1), last=dt.date(1964, 7, 31), text="July 1964"),),
    nationalities=("IR",),
    countries=("IR",),
    identifiers=(Identifier(value="A1234567", kind="passport", country="IR"),),
)
FIRM = Party(
    list="demo",
    entry="8",
    schema="Company",
    names=(Name(text="Foo Aviation"), Name(text="Foo Air", kind="strong"), Name(text="Bar", kind="former")),
    countries=("IR", "AE"),
    addresses=(Address(text="1 Street, Dubai", country="AE"),),
    identifiers=(Identifier(value="5493001KJTIIGC8Y1R12", kind="lei"), Identifier(value="zz-9", kind="other")),
    designations=(
        Designation(authority="OFAC", programme="NPWMD", listed_on=dt.date(2022, 9, 8), url="https://example.org/n"),
    ),
    links=(Link(kind="owned_by", name="Ada Brown", other="demo:7", share=(50, 60)), Link(kind="acts_for", name="Nobody Known")),
)


def of(schema: str, entities: list[Entity]) -> list[Entity]:
    return [entity for entity in entities if entity["schema"] == schema]


def party() -> list[Entity]:
    return [*party_entities(OWNER), *party_entities(FIRM, others={OWNER.id: OWNER, FIRM.id: FIRM})]


def transfer() -> list[Entity]:
    transfers, documents = record()
    return [entity for t in transfers for entity in transfer_entities(t, documents)]


def test_a_party_with_its_listing_and_its_owner() -> None:
    entities = party()
    (firm,) = of("Company", entities)
    assert firm["properties"]["alias"] == ["Foo Air"]
    assert firm["properties"]["previousName"] == ["Bar"]
    assert firm["properties"]["leiCode"] == ["5493001KJTIIGC8Y1R12"]
    assert firm["properties"]["idNumber"] == ["zz-9"]
    (sanction,) = of("Sanction", entities)
    assert sanction["properties"]["entity"] == [firm["id"]]
    assert sanction["properties"]["listingDate"] == ["2022-09-08"]
    (ownership,) = of("Ownership", entities)
    assert ownership["properties"] == {
        "asset": [firm["id"]], "owner": [entity_id(OWNER.id)], "role": ["owned by"], "percentage": ["50-60"],
    }  # fmt: skip
    (person,) = [e for e in of("Person", entities) if e["id"] == entity_id(OWNER.id)]
    assert person["properties"]["birthDate"] == ["1964-07"]


def test_a_person_cannot_be_owned_and_is_tied_all_the_same() -> None:
    owned = Party(list="demo", entry="9", schema="Person", names=(Name(text="C"),), links=(Link(kind="owned_by", name="D"),))
    (tie,) = of("UnknownLink", list(party_entities(owned)))
    assert tie["properties"]["role"] == ["owned by"]


def test_a_transfer_ties_supplier_and_recipient_with_its_reports_as_proof() -> None:
    entities = transfer()
    drones = next(e for e in of("UnknownLink", entities) if e["properties"]["role"] == ["supplies drones to"])
    by_id = {e["id"]: e for e in entities}
    assert by_id[drones["properties"]["subject"][0]]["caption"] == "Iran"
    assert by_id[drones["properties"]["object"][0]]["properties"]["country"] == ["ru"]
    assert {by_id[key]["schema"] for key in drones["properties"]["proof"]} == {"Article"}
    assert drones["properties"]["status"] == ["delivered", "denied"]
    assert "startDate" not in drones["properties"]  # when it was reported is not when it began


def test_every_line_is_an_entity_of_its_own() -> None:
    lines = list(entity_lines([*transfer(), *transfer()]))
    ids = [json.loads(line)["id"] for line in lines]
    assert len(ids) == len(set(ids))
    assert lines == list(entity_lines([*transfer(), *transfer()]))


def test_what_is_written_is_read_back_as_a_list(tmp_path: Path) -> None:
    file = tmp_path / "demo.ftm.json"
    file.write_text("".join(entity_lines(party())), encoding="utf-8")
    read = {p.caption: p for p in read_list(file, name="demo").parties}
    firm = read["Foo Aviation"]
    assert {(n.text, n.kind) for n in firm.names} >= {("Foo Aviation", "primary"), ("Foo Air", "strong"), ("Bar", "former")}
    assert ("5493001KJTIIGC8Y1R12", "lei") in {(i.value, i.kind) for i in firm.identifiers}
    assert [(d.authority, d.programme, d.listed_on) for d in firm.designations] == [("OFAC", "NPWMD", dt.date(2022, 9, 8))]
    assert ("owned_by", "Ada Brown", (50.0, 60.0)) in {(x.kind, x.name, x.share) for x in firm.links}
    assert [(b.first, b.last) for b in read["Ada Brown"].births] == [(dt.date(1964, 7, 1), dt.date(1964, 7, 31))]


def test_what_is_too_long_for_its_property_is_told_in_the_description() -> None:
    long = "56 F.R. 58552 11/20/91 and " * 6
    named = (Name(text="E"),)
    listed = Party(
        list="d", entry="1", schema="Company", names=named, designations=(Designation(authority="X", citation=long),)
    )
    (sanction,) = of("Sanction", list(party_entities(listed)))
    assert sanction["properties"]["description"] == [long]
    assert "authorityId" not in sanction["properties"]


def test_addresses_that_act_are_left_out() -> None:
    acting = Designation(authority="X", url="javascript:alert(1)")
    made = list(
        party_entities(Party(list="d", entry="1", schema="Company", names=(Name(text=HOSTILE),), designations=(acting,)))
    )
    assert not [e for e in made if "sourceUrl" in e["properties"]]


def test_it_is_of_the_schema_of_followthemoney() -> None:
    model = pytest.importorskip("followthemoney").model
    for entity in [*party(), *transfer()]:
        schema = model.get(entity["schema"])
        schema.validate(entity)
        for name, values in entity["properties"].items():
            kind = schema.get(name).type
            assert kind.name == "entity" or all(kind.clean(value) is not None for value in values), (name, values)
