"""The ownership rules with their arithmetic, by whose rule and on which day."""

from __future__ import annotations

import datetime as dt
import io

import pytest

from enduse.party import Finding, Party
from enduse.screen.owner_edges import read_csv
from enduse.screen.screener import Screener

from .builders import ENTITY_LIST, Everybody, asked, listed

EU, UK = "European Union", "United Kingdom"


def screen(rows: str, *parties: Party, who: str = "Beta FZE", on: str = "2026-05-04") -> list[Finding]:
    holdings = list(read_csv(io.StringIO(f"owner,owned,share,control\n{rows}")))
    screener = Screener(parties, index=Everybody(parties), holdings=holdings)
    found = screener.screen_party(asked(who), as_of=dt.date.fromisoformat(on)).findings
    return [finding for finding in found if finding.rule.startswith("owner.")]


GORDAFARID = listed("Gordafarid Aerospace", entry="7")
ZAL = listed("Zal Dynamics", entry="8")


def test_half_of_a_half_blocks_by_ofac_with_path_and_sum() -> None:
    (finding,) = screen("Gordafarid Aerospace,Alpha LLC,50\nAlpha LLC,Beta FZE,50\n", GORDAFARID)
    assert (finding.rule, finding.severity, finding.candidate) == ("owner.ofac", "block", False)
    assert finding.reasons == (
        "Gordafarid Aerospace -[50 %]-> Alpha LLC -[50 %]-> Beta FZE",
        "Beta FZE: 50 % (Alpha LLC) = 50 %, needed >= 50 %",
        "Alpha LLC: 50 % (Gordafarid Aerospace) = 50 %, needed >= 50 %",
        "multiplied through, listed owners have 25 % in the end; the rule does not go by that",
    )
    assert [c.id for c in finding.citations] == ["owner.ofac", "demo:7"]


def test_two_quarters_of_two_blocked_owners_are_a_half() -> None:
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,25\nZal Dynamics,Beta FZE,25\n", GORDAFARID, ZAL)
    assert finding.rule == "owner.ofac"
    assert "Beta FZE: 25 % (Gordafarid Aerospace) + 25 % (Zal Dynamics) = 50 %, needed >= 50 %" in finding.reasons


def test_twelve_per_cent_is_a_share_and_never_control() -> None:
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,12\n", GORDAFARID)
    assert (finding.rule, finding.severity) == ("owner.minority", "note")
    assert "directly 12 %, multiplied through 12 %" in finding.reasons
    assert finding.against == ("a share is not control, and control is not claimed here",)
    assert "control" not in finding.words


def test_an_unknown_share_is_a_candidate() -> None:
    found = screen("Gordafarid Aerospace,Beta FZE,\n", GORDAFARID)
    assert [(f.rule, f.severity, f.candidate) for f in found if f.rule != "owner.minority"] == [("owner.ofac", "review", True)]
    assert len(found) == 1  # a share that may reach the threshold is not told as one that does not
    assert "may be owned" in found[0].words


@pytest.mark.parametrize(("on", "rules"), [("2024-07-02", {"owner.minority"}), ("2024-07-03", {"owner.eu"})])
def test_exactly_half_counts_in_the_eu_since_the_best_practices_of_2024(on: str, rules: set[str]) -> None:
    found = screen("Gordafarid Aerospace,Beta FZE,50\n", listed("Gordafarid Aerospace", authority=EU), on=on)
    assert {f.rule for f in found} == rules


def test_the_eu_adds_owners_up_and_the_uk_does_not() -> None:
    rows = "Gordafarid Aerospace,Beta FZE,30\nZal Dynamics,Beta FZE,30\n"
    eu = screen(rows, listed("Gordafarid Aerospace", authority=EU, entry="1"), listed("Zal Dynamics", authority=EU, entry="2"))
    uk = screen(rows, listed("Gordafarid Aerospace", authority=UK, entry="1"), listed("Zal Dynamics", authority=UK, entry="2"))
    assert {f.rule for f in eu} == {"owner.eu"}
    assert {f.rule for f in uk} == {"owner.minority"}


def test_the_uk_needs_more_than_half_or_control() -> None:
    party = listed("Gordafarid Aerospace", authority=UK)
    assert {f.rule for f in screen("Gordafarid Aerospace,Beta FZE,50\n", party)} == {"owner.minority"}
    assert {f.rule for f in screen("Gordafarid Aerospace,Beta FZE,50.1\n", party)} == {"owner.uk"}
    (control,) = screen("Gordafarid Aerospace,Beta FZE,,yes\n", party)
    assert control.rule == "owner.uk"
    assert "is said to be controlled by Gordafarid Aerospace" in control.words


def test_control_alone_does_not_block_by_ofac() -> None:
    assert {f.rule for f in screen("Gordafarid Aerospace,Beta FZE,,yes\n", GORDAFARID)} == set()


@pytest.mark.parametrize(
    ("on", "severity", "in_force"),
    [
        ("2025-09-28", "note", False),
        ("2025-09-29", "licence", True),
        ("2025-11-09", "licence", True),
        ("2025-11-10", "note", False),
        ("2026-11-09", "note", False),
        ("2026-11-10", "review", None),
    ],
)
def test_the_affiliates_rule_by_its_dates(on: str, severity: str, in_force: bool | None) -> None:
    party = listed("Gordafarid Aerospace", authority=ENTITY_LIST)
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,50\n", party, on=on)
    assert (finding.rule, finding.severity, finding.in_force) == ("owner.bis", severity, in_force)
    if in_force is None:
        assert any("applies again" in reason and "not established" in reason for reason in finding.reasons)


def test_only_some_programmes_of_the_sdn_list_count_for_the_affiliates_rule() -> None:
    rows, on = "Gordafarid Aerospace,Beta FZE,50\n", "2025-10-01"
    named = screen(rows, listed("Gordafarid Aerospace", programme="RUSSIA-EO14024"), on=on)
    other = screen(rows, listed("Gordafarid Aerospace", programme="CUBA"), on=on)
    assert {f.rule for f in named} == {"owner.ofac", "owner.bis"}
    assert {f.rule for f in other} == {"owner.ofac"}


SSI = "Sectoral Sanctions Identifications List (SSI) - Treasury Department"


def test_each_rule_cites_the_listing_that_counts_for_it() -> None:
    rows = "Gordafarid Aerospace,Beta FZE,60\n"
    abroad = listed("Gordafarid Aerospace", list="abroad", authority="Canada, Global Affairs Canada")
    entity = listed("Gordafarid Aerospace", list="entity", authority=ENTITY_LIST)
    sdn = listed("Gordafarid Aerospace", list="sdn")
    found = screen(rows, abroad, entity, sdn, listed("Gordafarid Aerospace", list="uk", authority=UK), on="2025-10-01")
    cited = {f.rule: (f.entry, f.citations[1].id) for f in found}
    assert cited == {r: (e, e) for r, e in [("owner.ofac", "sdn:1"), ("owner.bis", "entity:1"), ("owner.uk", "uk:1")]}


def test_sectoral_sanctions_of_an_owner_do_not_block() -> None:
    ssi = listed("Zal Dynamics", entry="9", authority=SSI)
    (finding,) = screen("Zal Dynamics,Beta FZE,60\n", ssi)
    assert (finding.rule, finding.severity) == ("owner.ofac", "review")
    assert any("limits some dealings and does not block" in words for words in finding.against)
    (finding,) = screen("Zal Dynamics,Beta FZE,60\n", ssi, ZAL)
    assert (finding.severity, finding.entry) == ("block", "demo:8")
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,50\nZal Dynamics,Beta FZE,20\n", GORDAFARID, ssi)
    assert (finding.severity, finding.entry) == ("block", "demo:7")


@pytest.mark.parametrize("mark", [";", "\t", "|"])
def test_owner_tables_of_other_spreadsheets(mark: str) -> None:
    rows = ["owner,owned,share", "Gordafarid Aerospace,Beta FZE,*"]
    text = "\n".join(row.replace(",", mark).replace("*", "50,5 %") for row in rows)
    (holding,) = read_csv(io.StringIO(text))
    assert (holding.owner, holding.owned, holding.edge.share) == ("Gordafarid Aerospace", "Beta FZE", (50.5, 50.5))


def test_a_cycle_ends_and_shows_its_sum() -> None:
    rows = "Gordafarid Aerospace,Alpha LLC,50\nBeta FZE,Alpha LLC,50\nAlpha LLC,Beta FZE,50\n"
    (finding,) = screen(rows, GORDAFARID)
    assert finding.rule == "owner.ofac"
    assert "multiplied through, listed owners have 33.33 % in the end; the rule does not go by that" in finding.reasons


def test_the_party_in_other_letters_is_looked_for_in_the_owner_data() -> None:
    (same,) = screen("Gordafarid Aerospace,Beta F.Z.E.,50\n", GORDAFARID)
    assert same.severity == "block"
    (like,) = screen("Gordafarid Aerospace,Harmles Trading Beta Company,50\n", GORDAFARID, who="Harmless Trading Beta Company")
    assert (like.rule, like.severity) == ("owner.ofac", "review")
    assert "itself a match of" in like.against[0]
    assert screen("Gordafarid Aerospace,Gamma FZE,50\n", GORDAFARID) == []


def test_an_owner_that_is_only_like_a_listed_one_makes_it_a_matter_of_review() -> None:
    party = listed("Gordafarid Aerospace Industries Organisation")
    found = screen("Gordafarid Aerospace,Beta FZE,80\n", party)
    assert [f.severity for f in found] in (["review"], [])  # by the names alone it may also be no match
    for finding in found:
        assert "itself a match of" in finding.against[0]


@pytest.mark.parametrize(
    ("on", "severity", "in_force"),
    [("2022-12-31", "note", False), ("2023-01-01", "block", True), ("2024-06-02", "note", False)],
)
def test_an_owner_counts_from_his_listing_to_its_end(on: str, severity: str, in_force: bool) -> None:
    party = listed("Gordafarid Aerospace", listed_on="2023-01-01", ends_on="2024-06-01")
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,60\n", party, on=on)
    assert (finding.rule, finding.severity, finding.in_force) == ("owner.ofac", severity, in_force)
    assert any("2023-01-01" in a or "2024-06-01" in a for a in finding.against) is not in_force


def test_owners_listed_on_the_day_are_not_weakened_by_one_listed_later() -> None:
    later = listed("Zal Dynamics", entry="8", listed_on="2026-06-01")
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,50\nZal Dynamics,Beta FZE,50\n", GORDAFARID, later)
    assert (finding.severity, finding.in_force) == ("block", True)
    assert "Zal" not in finding.words


@pytest.mark.parametrize(
    ("share", "rules"),
    [
        ("more than 50%", {("owner.uk", "block")}), ("50 or more", {("owner.uk", "review")}),
        ("less than 50", {("owner.minority", "note")}),
        ("0.6", {("owner.uk", "review")}), ("0.6%", {("owner.minority", "note")}),
    ],
)  # fmt: skip
def test_bounds_that_are_met_and_not_met_are_told_apart(share: str, rules: set[tuple[str, str]]) -> None:
    found = screen(f"Gordafarid Aerospace,Beta FZE,{share}\n", listed("Gordafarid Aerospace", authority=UK))
    assert {(f.rule, f.severity) for f in found} == rules


def test_every_way_down_is_shown() -> None:
    rows = "Gordafarid Aerospace,Alpha LLC,50\nGordafarid Aerospace,Beta FZE,10\nAlpha LLC,Beta FZE,40\n"
    (finding,) = screen(rows, GORDAFARID)
    assert finding.reasons[:2] == (
        "Gordafarid Aerospace -[10 %]-> Beta FZE", "Gordafarid Aerospace -[50 %]-> Alpha LLC -[40 %]-> Beta FZE",
    )  # fmt: skip


def test_two_shares_for_one_holding_are_told_and_reckoned_with_as_a_range() -> None:
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,30\nGordafarid Aerospace,Beta FZE,60\n", GORDAFARID)
    assert (finding.rule, finding.severity, finding.candidate) == ("owner.ofac", "review", True)
    assert "Beta FZE: 30 to 60 % (Gordafarid Aerospace) = 30 to 60 %, needed >= 50 %" in finding.reasons
    assert finding.against[0] == (
        "the owner data contradicts itself: Gordafarid Aerospace has of Beta FZE 30 % (row 2), 60 % (row 3); "
        "30 to 60 % is reckoned with"
    )
    (small,) = screen("Gordafarid Aerospace,Beta FZE,10\nGordafarid Aerospace,Beta FZE,20\n", GORDAFARID)
    assert small.rule == "owner.minority"
    assert any("10 % (row 2), 20 % (row 3)" in words for words in small.against)
    (same,) = screen("Gordafarid Aerospace,Beta FZE,25-75\nGordafarid Aerospace,Beta FZE,60\n", GORDAFARID)
    assert not any("contradicts itself" in words for words in same.against)


def test_shares_of_others_that_make_more_than_a_whole_are_told_too() -> None:
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,60\nQuiet Fund,Beta FZE,80\n", GORDAFARID)
    assert finding.rule == "owner.ofac"
    assert finding.against[0] == (
        "the shares told of Beta FZE add up to more than the whole (60 % (Gordafarid Aerospace) + 80 % (Quiet Fund)): "
        "one is wrong or out of date"
    )


def test_shares_that_make_more_than_a_whole_are_told_against() -> None:
    (finding,) = screen("Gordafarid Aerospace,Beta FZE,80\nZal Dynamics,Beta FZE,70\n", GORDAFARID, ZAL)
    assert any("= 150 %, more than the whole" in reason for reason in finding.reasons)
    assert any("add up to more than the whole" in reason for reason in finding.against)


def test_every_alert_of_owners_says_what_speaks_against() -> None:
    for share in ("50", "25-60", "12"):
        assert all(f.against for f in screen(f"Gordafarid Aerospace,Beta FZE,{share}\n", GORDAFARID))
