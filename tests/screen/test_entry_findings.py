"""What is said of an entry: no short or common word is an identity, one entry on two lists is one finding, days have a side."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io

import pytest

from enduse.party import Designation, Finding, Party
from enduse.screen.judgements import Judgement, apply_judgements, asked_key, entry_digest
from enduse.screen.owner_edges import read_csv
from enduse.screen.screener import Screener

from .builders import ENTITY_LIST, SDN, Everybody, asked, listed


def screener(*parties: Party) -> Screener:
    return Screener(parties, index=Everybody(parties))


def findings(name: str, *parties: Party, **fields: object) -> list[Finding]:
    return list(screener(*parties).screen_party(asked(name, **fields)).findings)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("name", "entry", "severity"),
    [
        ("Logistics", "Logistics Ltd", "review"),
        ("Bank", "Bank", "review"),
        ("Hesa GmbH", "HESA", "review"),
        ("Gordafarid", "Gordafarid", "block"),
        ("Bank Gordafarid", "Bank Gordafarid", "block"),
        ("Central Bank of Iran", "Central Bank of Iran", "block"),
        ("Gordafarid", "Gordafarid OJSC", "block"),
        ("Gordafarid OJSC", "Gordafarid OJSC", "block"),
        ("Gordafarid GmbH", "Gordafarid", "review"),
        ("Gordafarid Group GmbH", "Gordafarid Group", "block"),
        ("TBC Bank", "T-Bank", "review"),
        ("T Bank", "T-Bank", "block"),
    ],
)
def test_one_short_or_common_word_is_no_identity(name: str, entry: str, severity: str) -> None:
    (finding,) = findings(name, listed(entry))
    assert finding.severity == severity
    assert any("nothing else of the names agrees" in words for words in finding.against) == (severity == "review")
    assert finding.score is not None
    assert finding.score >= 0.85


@pytest.mark.parametrize(("name", "entry"), [("Abbas Ahmed", "A. AHMED"), ("Robert Whitmore", "R. Whitmore")])
def test_one_word_in_full_beside_initials_is_no_identity_of_a_person(name: str, entry: str) -> None:
    (finding,) = findings(name, listed(entry, schema="Person"), schema="Person")
    assert finding.severity == "review"
    assert any("the only word that both have in full" in words for words in finding.against)
    day = "1970-01-02"
    (born,) = findings(name, listed(entry, schema="Person", born=day), schema="Person", born=day)
    assert born.severity == "block"


def test_a_party_of_which_nobody_says_what_it_is_may_be_a_ship() -> None:
    ship = listed("ARTAVIL", schema="Vessel")
    (finding,) = findings("ARTAVIL", ship, schema=None)
    assert (finding.severity, finding.against[0]) == ("review", "the entry is a vessel, and nobody says that the party is one")
    assert findings("ARTAVIL", ship, schema="Vessel")[0].severity == "block"
    assert findings("ARTAVIL", ship, schema="Company") == []
    assert findings("Karim Artavil", ship, schema=None) == []


def test_a_country_beside_a_short_word_is_more_and_beside_a_common_one_is_not() -> None:
    (short,) = findings("HESA", listed("HESA", countries=("IR",)), countries=("IR",))
    (common,) = findings("Bank", listed("Bank", countries=("IR",)), countries=("IR",))
    assert (short.severity, common.severity) == ("block", "review")


def test_a_number_decides_whatever_the_name() -> None:
    (finding,) = findings("DENA", listed("DENA", schema="Vessel", numbers=[("imo", "9187629")]), numbers=[("imo", "9187629")])
    assert (finding.rule, finding.severity) == ("party.identifier", "block")


def test_an_owner_by_a_common_word_alone_blocks_nothing() -> None:
    parties = [listed("Logistics")]
    holdings = list(read_csv(io.StringIO("owner,owned,share\nLogistics Ltd,Tandem Works,60\n")))
    one = Screener(parties, index=Everybody(parties), holdings=holdings)
    owned = [f for f in one.screen_party(asked("Tandem Works")).findings if f.rule.startswith("owner.")]
    assert owned
    assert {f.severity for f in owned} <= {"review", "note"}


def test_no_day_of_listing_speaks_against_and_so_does_an_end() -> None:
    undated = findings("Gordafarid", listed("Gordafarid"))[0]
    dated = findings("Gordafarid", listed("Gordafarid", listed_on="2022-09-08"))[0]
    ended = findings("Gordafarid", listed("Gordafarid", listed_on="2022-09-08", ends_on="2024-01-01"))[0]
    assert any("no day of listing" in words for words in undated.against)
    assert any("listed since 2022-09-08" in words for words in dated.reasons)
    assert not dated.against
    assert any("ended on 2024-01-01" in words for words in ended.against)


SDN_ENTRY = listed(
    "SHAMSABADI, Hossein", "Gordafarid Trader", entry="39038", list="us-ofac-sdn", schema="Person", born="1974-06-04"
)
CSL_ENTRY = listed("Hossein SHAMSABADI", entry="SDN-39038", list="us-csl", schema="Person")


def test_an_entry_of_two_lists_is_one_finding_that_cites_both() -> None:
    (finding,) = findings("Hossein Shamsabadi", SDN_ENTRY, CSL_ENTRY, schema="Person")
    assert {c.id for c in finding.citations if c.kind == "entry"} == {"us-ofac-sdn:39038", "us-csl:SDN-39038"}
    assert any("the same entry is us-" in words for words in finding.reasons)


@pytest.mark.parametrize(
    "other",
    [
        listed("Hossein SHAMSABADI", entry="SDN-11111", list="us-csl", schema="Person"),  # another number
        listed("Hossein SHAMSABADY", entry="SDN-39038", list="us-csl", schema="Person"),  # another name
        listed("Hossein SHAMSABADI", entry="40001", list="us-ofac-sdn", schema="Person"),  # the same list
        listed("Hossein SHAMSABADI", entry="9", list="el", schema="Person", authority=ENTITY_LIST, listed_on="2020-01-01"),
    ],
)
def test_entries_that_only_look_alike_stay_apart(other: Party) -> None:
    assert len(findings("Hossein Shamsabadi", SDN_ENTRY, other, schema="Person")) == 2


def test_lists_without_numbers_in_common_by_their_kind_and_day() -> None:
    one = listed("Gordafarid Works", entry="a1", list="us-bis-dpl", authority="Denied Persons List", listed_on="2020-01-05")
    other = listed("Gordafarid Works", entry="b2", list="us-csl", authority="Denied Persons List", listed_on="2020-01-05")
    (finding,) = findings("Gordafarid Works", one, other)
    assert finding.severity == "block"


def test_the_graver_listing_of_one_entry_speaks() -> None:
    lapsed = listed("Gordafarid Works", entry="77123", list="us-ofac-sdn", ends_on="2020-01-01")
    standing = listed("Gordafarid Works", entry="SDN-77123", list="us-csl", authority=SDN)
    (finding,) = findings("Gordafarid Works", lapsed, standing)
    assert (finding.entry, finding.severity, finding.in_force) == ("us-csl:SDN-77123", "block", True)


def test_a_decision_on_either_entry_is_shown() -> None:
    ask = asked("Hossein Shamsabadi", schema="Person")
    one = screener(SDN_ENTRY, CSL_ENTRY)
    for party in (SDN_ENTRY, CSL_ENTRY):
        made = Judgement(
            asked=asked_key(ask),
            entry=party.id,
            digest=entry_digest(party),
            verdict="negative",
            who="A",
            on=dt.date(2026, 3, 1),
        )
        (judged,) = apply_judgements(one.screen_party(ask).findings, ask, [made], one.entry)
        assert judged.judgement is not None
        assert not judged.reopened


@pytest.mark.parametrize(
    "source",
    [
        "Non-SDN Chinese Military-Industrial Complex Companies List (NS-CMIC List) - Treasury Department",
        "Non-SDN Menu-Based Sanctions List (NS-MBS List) - Treasury Department",
    ],
)
def test_a_list_of_those_who_are_not_blocked_does_not_block(source: str) -> None:
    party = listed("Gordafarid Works", authority="Treasury Department", details={"source": (source,)})
    (finding,) = findings("Gordafarid Works", party)
    assert finding.severity == "review"


def test_the_list_of_the_blocked_does() -> None:
    party = listed("Gordafarid Works", authority="Treasury Department", details={"source": (SDN,)})
    assert findings("Gordafarid Works", party)[0].severity == "block"


def test_a_firm_named_by_a_bare_word_is_what_is_listed_so_where_more_agrees() -> None:
    (far,) = findings("Wagner GmbH", listed("Wagner", countries=("RU",)), countries=("DE",))
    (near,) = findings("Wagner OOO", listed("Wagner", countries=("RU",)), countries=("RU",))
    assert (far.severity, near.severity) == ("review", "block")
    group = listed("Private Military Company Wagner", "Wagner Group", "ChVK Vagner")
    assert [findings(name, group)[0].severity for name in ("Wagner Group", "ChVK Vagner")] == ["block", "block"]


def test_a_party_of_which_but_a_number_is_given_is_called_by_it() -> None:
    (finding,) = findings("", listed("DENA", schema="Vessel", numbers=[("imo", "9187629")]), numbers=[("imo", "9187629")])
    assert (finding.subject, finding.party) == ("party: IMO 9187629", "IMO 9187629")
    assert finding.words.startswith("IMO 9187629 has a number of DENA")


def test_the_volume_of_the_notice_tells_the_year_of_a_listing_without_a_day() -> None:
    cited = Designation(authority=ENTITY_LIST, citation="84 FR 22963; 85 FR 29853")
    entry = dataclasses.replace(listed("Gordafarid Works", authority=ENTITY_LIST), designations=(cited,))
    told = {}
    for year in (2018, 2019, 2020):
        (finding,) = screener(entry).screen_party(asked("Gordafarid Works"), as_of=dt.date(year, 6, 1)).findings
        told[year] = (finding.severity, finding.in_force, any("2019" in words for words in finding.against))
    assert told == {2018: ("note", False, True), 2019: ("licence", True, True), 2020: ("licence", True, False)}
