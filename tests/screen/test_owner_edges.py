"""Owner edges as they are published."""

from __future__ import annotations

import datetime as dt
import io
import json
from pathlib import Path

import pytest

from enduse.errors import InputError
from enduse.party import Link
from enduse.screen.holdings import UNKNOWN
from enduse.screen.owner_edges import links_of, name_key, read_bods, read_csv, read_ftm, read_share
from enduse.screen.owner_files import read_owners

from .builders import listed


@pytest.mark.parametrize(
    ("words", "share"),
    [
        ("50", (50, 50)),
        ("50%", (50, 50)),
        ("12,5 %", (12.5, 12.5)),
        ("25-50%", (25, 50)),
        ("25 to 50 per cent", (25, 50)),
        ("at least 75%", (75, 100)),
        (">=50", (50, 100)),
        ("75% or more", (75, 100)),
        ("up to 25 %", (0, 25)),
        ("ownership of shares – 25% or more", (25, 100)),
        ("majority", UNKNOWN),
        ("", UNKNOWN),
        (None, UNKNOWN),
        (33.3, (33.3, 33.3)),
        ("250", UNKNOWN),
    ],
)
def test_shares_as_sources_word_them(words: str | float | None, share: tuple[float, float]) -> None:
    assert read_share(words) == share


def test_a_csv_of_owner_owned_and_share() -> None:
    text = "Shareholder,Company,Percent,Control,Note\nFoo LLC,Bar FZE,50,,register\nJohn Doe,Bar FZE,,yes,\n"
    first, second = read_csv(io.StringIO(text))
    assert (first.edge.owner, first.edge.owned, first.edge.share, first.edge.source) == (
        "foo llc",
        "bar fze",
        (50, 50),
        "register",
    )
    assert second.edge.control
    assert second.edge.source == "row 3"
    assert (second.owner, second.owned) == ("John Doe", "Bar FZE")


def test_headings_of_other_languages_bounds_in_columns_and_days() -> None:
    text = (
        "Gesellschafter;Tochtergesellschaft;Anteil;Seit;Bis\n"
        "Foo GmbH;Bar AG;50,5 %;01.03.2020;2024-06-30\nFoo GmbH;Baz AG;1/4;bald;\n"
    )
    told: list[str] = []
    first, second = read_csv(io.StringIO(text), told.append)
    assert (first.edge.share, first.first, first.last) == ((50.5, 50.5), dt.date(2020, 3, 1), dt.date(2024, 6, 30))
    assert (second.edge.share, second.first) == ((25, 25), None)
    assert told == ["row 3: since 'bald' is no day that can be told for sure; it is not used"]
    rows = "owner,owned,min share,max share\nFoo,Bar,25,50\nFoo,Baz,75,\nFoo,Qux,,10\n"
    assert [holding.edge.share for holding in read_csv(io.StringIO(rows))] == [(25, 50), (75, 100), (0, 10)]


def test_a_share_below_nothing_is_told_and_unknown() -> None:
    told: list[str] = []
    (holding,) = read_csv(io.StringIO("owner,owned,share\nFoo,Bar,-5\n"), told.append)
    assert holding.edge.share == UNKNOWN
    assert "'-5' is none from 0 to 100" in told[0]


def test_a_table_of_a_western_spreadsheet_is_read_and_told(tmp_path: Path) -> None:
    path = tmp_path / "owners.csv"
    path.write_bytes("owner,owned,share\nFoo,Café Óptica SA,60\n".encode("cp1252"))
    told: list[str] = []
    assert [holding.owned for holding in read_owners(path, told.append)] == ["Café Óptica SA"]
    assert "read as Windows-1252" in told[0]
    path.write_bytes("owner,owned,share\nFoo,Café,60\n".encode("utf-16"))
    assert [holding.owned for holding in read_owners(path)] == ["Café"]


def test_a_csv_without_owners_is_refused_and_a_row_without_one_is_told_and_left_out() -> None:
    with pytest.raises(InputError, match="owner and owned are needed"):
        list(read_csv(io.StringIO("a,b\n1,2\n")))
    told: list[str] = []
    read = read_csv(io.StringIO("owner,owned,share\nA,B,20\n,C,30\nD,,\n,,\nE,F,lots\nG,H,150\n"), told.append)
    assert [(h.owner, h.owned, h.edge.share) for h in read] == [("A", "B", (20, 20)), ("E", "F", UNKNOWN), ("G", "H", UNKNOWN)]
    assert [words.split(":")[0] for words in told] == ["row 3", "row 4", "row 6", "row 7"]
    assert ["owner has no name" in told[0], "owned has no name" in told[1], "'lots'" in told[2]] == [True] * 3


def test_a_file_of_owners_is_used_but_for_what_cannot_be(tmp_path: Path) -> None:
    told: list[str] = []
    table, lines, none = tmp_path / "owners.csv", tmp_path / "owners.jsonl", tmp_path / "none.csv"
    table.write_text("owner,owned,share\n,B,20\nA,B,20\n", encoding="utf-8")
    assert [h.owner for h in read_owners(table, told.append)] == ["A"]
    edge = {"id": "o", "schema": "Ownership", "properties": {"owner": ["A"], "asset": ["B"], "percentage": ["60"]}}
    lines.write_text('{"id": \n' + json.dumps(edge) + "\n[1]\n", encoding="utf-8")
    assert [h.owner for h in read_owners(lines, told.append)] == ["A"]
    assert [words.split(":")[0] for words in told] == ["row 2", "line 1", "line 3"]
    none.write_text("owner,owned,share\n,B,20\n", encoding="utf-8")
    with pytest.raises(InputError, match="no row of it can be used"):
        read_owners(none)


def test_follow_the_money() -> None:
    lines = [
        {"id": "a", "schema": "Company", "caption": "Foo LLC", "properties": {"name": ["Foo LLC"]}},
        {"id": "b", "schema": "Company", "properties": {"name": ["Bar FZE"]}},
        {
            "id": "o",
            "schema": "Ownership",
            "properties": {
                "owner": ["a"],
                "asset": ["b"],
                "percentage": ["25-50"],
                "startDate": ["2020-01-01"],
                "endDate": ["2021"],
            },
        },
        {"id": "d", "schema": "Directorship", "properties": {"director": ["a"], "organization": ["b"]}},
    ]
    (holding,) = read_ftm(json.dumps(line) for line in lines)
    assert (holding.owner, holding.owned, holding.edge.share) == ("Foo LLC", "Bar FZE", (25, 50))
    assert holding.first == dt.date(2020, 1, 1)
    assert holding.last is None  # a year is too coarse to end it by
    assert not holding.held_on(dt.date(2019, 12, 31))


def test_a_broken_line_is_named() -> None:
    with pytest.raises(InputError, match="line 2"):
        list(read_ftm(["{}", "{"]))


def test_bods_of_old_and_new_form() -> None:
    old = [
        {"statementID": "1", "statementType": "entityStatement", "name": "Bar FZE"},
        {"statementID": "2", "statementType": "personStatement", "names": [{"fullName": "John Doe"}]},
        {
            "statementID": "3",
            "statementType": "ownershipOrControlStatement",
            "subject": {"describedByEntityStatement": "1"},
            "interestedParty": {"describedByPersonStatement": "2"},
            "interests": [{"type": "shareholding", "share": {"minimum": 25, "maximum": 50}}, {"type": "appointment-of-board"}],
        },
        {"statementID": "4", "statementType": "ownershipOrControlStatement", "subject": {"describedByEntityStatement": "1"}},
    ]
    new = [
        {"recordId": "1", "recordType": "entity", "recordDetails": {"name": "Bar FZE"}},
        {"recordId": "2", "recordType": "person", "recordDetails": {"names": [{"fullName": "John Doe"}]}},
        {
            "recordId": "3",
            "recordType": "relationship",
            "recordDetails": {
                "subject": "1",
                "interestedParty": "2",
                "interests": [
                    {"type": "shareholding", "share": {"minimum": 25, "maximum": 50}},
                    {"type": "appointmentOfBoard"},
                ],
            },
        },
    ]
    for statements in (old, new):
        shares, board = read_bods(statements)
        assert (shares.owner, shares.owned, shares.edge.share, shares.edge.control) == ("John Doe", "Bar FZE", (25, 50), False)
        assert board.edge.control


def test_links_of_entries_are_ownership_only_where_they_say_so() -> None:
    party = listed(
        "Foo",
        links=[
            Link(kind="owned_by", name="Bar", share=(60, 60)),
            Link(kind="linked", name="Baz"),
            Link(kind="owns", name="Qux"),
        ],
    )
    by, of = links_of([party])
    assert (by.edge.owner, by.edge.owned, by.edge.share) == ("bar", "demo:1", (60, 60))
    assert (of.edge.owner, of.edge.owned, of.edge.share) == ("demo:1", "qux", UNKNOWN)


def test_names_are_keys_whatever_their_signs() -> None:
    assert name_key("Société  «Foo-Bar», S.A.") == "societe foo bar sa"


def bods_relation(owner: str, owned: str, exact: float, **interest: object) -> dict[str, object]:
    details = {
        "interestedParty": owner,
        "subject": owned,
        "interests": [{"type": "shareholding", "share": {"exact": exact}} | interest],
    }
    return {"recordType": "relationship", "recordDetails": details}


def test_an_indirect_interest_is_not_added_to_the_chain_that_it_sums_up() -> None:
    chain = [bods_relation("p", "mid", 60), bods_relation("mid", "end", 45)]
    summed_up = bods_relation("p", "end", 27, directOrIndirect="indirect")
    assert [(h.owner, h.owned) for h in read_bods([summed_up, *chain])] == [("p", "mid"), ("mid", "end")]
    assert [(h.owner, h.owned) for h in read_bods([summed_up])] == [("p", "end")]


def test_a_seat_on_the_board_is_neither_ownership_nor_control() -> None:
    seat = bods_relation("p", "end", 0, type="boardMember", share=None)
    assert list(read_bods([seat])) == []
    (board,) = read_bods([bods_relation("p", "end", 0, type="appointmentOfBoard", share=None)])
    assert board.edge.control


def test_closed_records_are_left_out() -> None:
    assert list(read_bods([bods_relation("p", "end", 60) | {"recordStatus": "closed"}])) == []
