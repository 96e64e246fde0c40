"""STIX 2.1: the library of its makers takes the bundle, and it says what the ledger says."""

from __future__ import annotations

from typing import Any

import stix2
from tests.publish.builders import HOSTILE, record

from enduse.party import Designation, Identifier, Name, Party
from enduse.publish.stix import bundle, bundle_text


def made() -> dict[str, Any]:
    transfers, documents = record()
    firm = Party(
        list="us-csl",
        entry="9641",
        schema="Company",
        names=(Name(text="Foo"), Name(text=HOSTILE)),
        countries=("IR",),
        identifiers=(Identifier(value="1", kind="lei"),),
        designations=(Designation(authority="OFAC"), Designation(authority="BIS", programme="X")),
    )
    return bundle(transfers, documents, parties=[firm])


def of(kind: str, given: dict[str, Any]) -> list[dict[str, Any]]:
    return [o for o in given["objects"] if o["type"] == kind]


def test_the_library_takes_it_without_custom_content() -> None:
    parsed = stix2.parse(bundle_text(made()), allow_custom=False)
    assert len(parsed.objects) == len(made()["objects"])


def test_ids_depend_on_the_content_alone() -> None:
    assert made() == made()
    ids = [o["id"] for o in made()["objects"]]
    assert len(ids) == len(set(ids))


def test_a_supply_is_a_relationship_with_its_words_as_references() -> None:
    given = made()
    drones = next(o for o in of("relationship", given) if "Iran to Russia: drones" in o["description"])
    names = {o["id"]: o["name"] for o in of("identity", given)}
    assert (names[drones["source_ref"]], names[drones["target_ref"]]) == ("Iran", "Russia")
    assert any("more than 400 drones" in r["description"] for r in drones["external_references"])
    assert {r.get("url") for r in drones["external_references"]} >= {"https://example.org/alpha"}
    (fields,) = drones["extensions"].values()
    assert (fields["quantity_low"], fields["denied"], fields["status"]) == (400, True, "delivered")
    assert drones["created"] < drones["modified"]


def test_a_denial_is_an_opinion_on_what_it_denies() -> None:
    given = made()
    (denial,) = {o["explanation"]: o for o in of("opinion", given)}.values()
    assert denial["opinion"] == "strongly-disagree"
    assert denial["authors"] == ["a spokesman"]
    assert set(denial["object_refs"]) <= {o["id"] for o in of("relationship", given)}


def test_every_reference_is_to_an_object_of_the_bundle() -> None:
    given = made()
    ids = {o["id"] for o in given["objects"]}
    for thing in given["objects"]:
        refs = [v for k, v in thing.items() if k.endswith("_ref")] + [
            r for k, v in thing.items() if k.endswith("_refs") for r in v
        ]
        assert set(refs) <= ids
        assert set(thing.get("extensions", {})) <= ids
