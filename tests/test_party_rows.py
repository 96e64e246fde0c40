"""Parties as rows: what is written is read back as it was."""

from __future__ import annotations

import datetime as dt
import json

from enduse.model import Period
from enduse.party import Address, Citation, Designation, Finding, Identifier, Link, Name, Party
from enduse.party_rows import finding_row, parse_party, party_row

PARTY = Party(
    list="un-sc",
    entry="6908555",
    schema="Person",
    names=(Name(text="Ri Won Ho", given="Won Ho", family="Ri"), Name(text="리원호", kind="original", language="ko")),
    births=(Period(first=dt.date(1964, 7, 17), last=dt.date(1964, 7, 17), text="17 July 1964"), Period(text="unknown")),
    nationalities=("KP",),
    identifiers=(Identifier(value="381310014", kind="passport", country="KP", words="Passport"),),
    addresses=(Address(text="Pyongyang, DPRK", city="Pyongyang", country="KP"),),
    designations=(Designation(authority="UN Security Council", programme="DPRK", listed_on=dt.date(2016, 11, 30)),),
    links=(Link(kind="acts_for", name="KOMID", share=(25.0, 49.9)), Link(kind="linked", name="a bank")),
    details={"title": ("official",)},
    remarks="listed",
)


def test_a_party_is_read_back_as_it_was() -> None:
    assert parse_party(json.loads(json.dumps(party_row(PARTY)))) == PARTY


def test_a_row_tells_id_and_caption_and_leaves_out_what_is_empty() -> None:
    row = party_row(Party(list="x", entry="1", schema="Address", names=(), addresses=(Address(text="1 Quay Road"),)))
    assert row == {
        "id": "x:1",
        "caption": "1 Quay Road",
        "list": "x",
        "entry": "1",
        "schema": "Address",
        "addresses": [{"text": "1 Quay Road"}],
    }


def test_a_finding_says_that_nobody_knows_whether_a_measure_is_in_force() -> None:
    cited = Citation(kind="measure", id="m", words="w", source="s", date=dt.date(2025, 9, 29))
    finding = Finding(
        rule="owner.fifty", severity="review", subject="owner", words="w", score=0.87654, in_force=None, citations=(cited,)
    )
    row = finding_row(finding)
    assert row["in_force"] is None
    assert row["score"] == 0.8765
    assert row["citations"] == [{"kind": "measure", "id": "m", "words": "w", "source": "s", "date": "2025-09-29"}]
