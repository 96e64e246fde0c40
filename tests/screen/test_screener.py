"""Whole shipments: what is found, what was asked, and that nothing is called cleared."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Period
from enduse.party import Address, AskedParty, Designation, GoodsLine, Identifier, Link, Name, Party
from enduse.screen.receipt import make_receipt, verify
from enduse.screen.sample import sample_list, sample_parties
from enduse.screen.screener import Screener
from enduse.screen.screening import Asked, AskedList

from .builders import ENTITY_LIST, SDN, Everybody, asked, listed, shipment

SAMPLE = Screener(sample_parties(), lists=[sample_list()])


def screener(*parties: Party) -> Screener:
    return Screener(parties, index=Everybody(parties))


def test_the_sample_works_offline_from_the_first_minute() -> None:
    found = SAMPLE.screen_party(asked("Paravar Pars Co.", countries=("IR",)))
    assert {(f.entry, f.severity) for f in found.findings} == {
        ("sample:ofac-39038", "block"),
        ("sample:bis-paravar", "licence"),
    }
    assert "sample (27 entries of 2026-07-31)" in found.words


def test_a_vessel_by_its_number() -> None:
    found = SAMPLE.screen(shipment(asked("MV Quite Another", role="vessel", schema="Vessel", numbers=[("imo", "IMO 8605234")])))
    finding = found.findings[0]
    assert (finding.rule, finding.entry) == ("party.identifier", "sample:ofac-25257")


def test_an_empty_answer_says_what_was_asked_and_that_it_clears_nobody() -> None:
    lists = [AskedList(name="demo", entries=1, dated=dt.date(2026, 5, 1))]
    one = Screener([listed("Gordafarid")], lists=lists, index=Everybody([listed("Gordafarid")]))
    found = one.screen_party(asked("Quite Another Firm"), as_of=dt.date(2026, 5, 4))
    assert found.findings == ()
    assert found.severity is None
    assert found.words.startswith("Nothing was found. Asked: demo (1 entries of 2026-05-01); as of 2026-05-04; names from 0.7.")
    assert found.words.endswith("no finding is not a clearance.")


def test_severity_by_the_list_and_the_strength_of_the_match() -> None:
    found = {
        authority: screener(listed("Gordafarid Aerospace", authority=authority))
        .screen_party(asked("Gordafarid Aerospace"))
        .findings[0]
        for authority in (
            SDN,
            ENTITY_LIST,
            "Unverified List (UVL) - Bureau of Industry and Security",
            "Ministry of Silly Walks",
        )
    }
    assert [f.severity for f in found.values()] == ["block", "licence", "review", "review"]
    weaker = screener(listed("Gordafarid Aerospace Research Jahan")).screen_party(asked("Gordafarid Aerospace")).findings
    assert [f.severity for f in weaker if (f.score or 0) < 0.85] == ["review" for f in weaker if (f.score or 0) < 0.85]


@pytest.mark.parametrize(
    ("on", "severity", "in_force"),
    [("2022-09-07", "note", False), ("2022-09-08", "block", True), ("2024-01-02", "note", False)],
)
def test_a_listing_by_its_days(on: str, severity: str, in_force: bool) -> None:
    party = listed("Gordafarid Aerospace", listed_on="2022-09-08", ends_on="2024-01-01")
    finding = screener(party).screen_party(asked("Gordafarid Aerospace"), as_of=dt.date.fromisoformat(on)).findings[0]
    assert (finding.severity, finding.in_force) == (severity, in_force)


def test_the_un_list_on_iran_is_disputed_since_its_return() -> None:
    party = listed("Gordafarid Aerospace", list="un-sc", authority="United Nations Security Council", programme="Iran")
    finding = screener(party).screen_party(asked("Gordafarid Aerospace"), as_of=dt.date(2026, 5, 4)).findings[0]
    assert (finding.severity, finding.in_force) == ("review", None)
    assert "Russia, China and Iran: the return was without effect" in " ".join(finding.reasons)
    other = listed("Gordafarid Aerospace", list="un-sc", authority="United Nations Security Council", programme="DPRK")
    assert screener(other).screen_party(asked("Gordafarid Aerospace")).findings[0].in_force is True


def test_of_several_listings_the_one_in_force_counts() -> None:
    party = Party(
        list="demo",
        entry="1",
        schema="Company",
        names=(Name(text="Gordafarid Aerospace"),),
        designations=(Designation(authority=SDN, ends_on=dt.date(2020, 1, 1)), Designation(authority=ENTITY_LIST)),
    )
    finding = screener(party).screen_party(asked("Gordafarid Aerospace")).findings[0]
    assert (finding.severity, finding.in_force) == ("licence", True)


def test_a_lowered_match_is_a_note_and_still_there() -> None:
    party = listed("Hossein Shamsabadi", schema="Person", born="1974-06-04")
    found = screener(party).screen_party(asked("Hossein Shamsabadi", schema="Person", born="1931-01-01"))
    assert [f.severity for f in found.findings] == ["note"]
    assert found.alerts == ()
    assert "has a name like" in found.findings[0].words


def test_an_address_without_a_name() -> None:
    text = "Room 1019, Nan Fung Centre, 264 Castle Peak Road, Tsuen Wan, Hong Kong"
    party = Party(
        list="el",
        entry="9",
        schema="Address",
        names=(),
        addresses=(Address(text=text),),
        designations=(Designation(authority=ENTITY_LIST),),
    )
    found = screener(party).screen(shipment(asked("Harmless Trading Ltd", role="consignee", address=text.upper())))
    (finding,) = [f for f in found.findings if f.rule == "party.address"]
    assert (finding.severity, finding.entry) == ("licence", "el:9")


def test_a_shipment_without_a_day_is_read_as_of_a_named_one() -> None:
    found = SAMPLE.screen(shipment(asked("Foo"), date=None))
    assert any(f.rule == "date.missing" for f in found.findings)
    assert found.asked.as_of == SAMPLE.facts.kept_to


def test_the_day_asked_about_comes_before_the_shipments() -> None:
    one = shipment(goods=[GoodsLine(description="Shahed-136 drones")], origin="IR", destination="RU")
    before = SAMPLE.screen(one, as_of=dt.date(2020, 10, 18)).findings
    assert any(f.entry == "measure:un-2231-b6b" and f.in_force for f in before)
    assert not any(f.entry == "measure:un-2231-b6b" and f.in_force for f in SAMPLE.screen(one).findings)


def test_findings_are_gravest_first_and_counted() -> None:
    one = shipment(
        asked("Paravar Pars Company", role="consignee", countries=("IR",)),
        goods=[GoodsLine(description="chips", hs="854231", part_number="TMS320F28335PGFA", maker="TI")],
        destination="IR",
    )
    found = SAMPLE.screen(one)
    severities = [f.severity for f in found.findings]
    assert severities == sorted(severities, key=["block", "licence", "review", "note"].index)
    assert found.severity == "block"
    assert {"party.name", "route.embargo", "goods.hs", "goods.component"} <= {f.rule for f in found.findings}
    assert len(found.at_least("licence")) == sum(s in ("block", "licence") for s in severities)
    assert all(f.citations for f in found.alerts if not f.rule.startswith("goods.arms"))


def test_a_listed_party_that_owns_another_through_the_links_of_a_list() -> None:
    owner = listed("Gordafarid Aerospace", entry="1")
    owned = listed(
        "Harmless Holding",
        entry="2",
        authority="Company register",
        links=[Link(kind="owned_by", name="Gordafarid Aerospace", other="demo:1", share=(60, 60))],
    )
    found = screener(owner, owned).screen_party(asked("Harmless Holding"))
    assert "owner.ofac" in {f.rule for f in found.findings}


def test_lists_are_added_by_their_readings() -> None:
    class Reading:
        parties = (listed("Gordafarid Aerospace"),)

    one = Screener.from_lists([Reading(), Reading()])
    assert one.lists == (AskedList(name="demo", entries=2),)
    assert one.entry("demo:1") == Reading.parties[0]
    assert one.entry("demo:7") is None


def test_the_same_question_gives_the_same_answer() -> None:
    one = shipment(asked("Paravar Pars Company"), goods=[GoodsLine(hs="854231")], destination="IR")
    assert SAMPLE.screen(one) == SAMPLE.screen(one)


words = st.text(max_size=40)
codes = st.sampled_from(["IR", "RU", "AE", "XX", "", "US"])
lines = st.builds(
    GoodsLine,
    description=words | st.sampled_from(["32-bit DSC TI F28335", "Shahed-136", "ball bearings"]),
    maker=st.none() | words,
    part_number=st.none() | words | st.sampled_from(["TMS320F28335PGFA", "TI", "-"]),
    hs=st.none() | words | st.sampled_from(["854231", "9301", "85"]),
    eccn=st.none() | words | st.sampled_from(["3A001.a", "EAR99"]),
)
people = st.builds(
    AskedParty,
    name=words | st.sampled_from(["Paravar Pars Company", "Fan Yang"]),
    role=st.sampled_from(["consignee", "end_user", "vessel", "bank", "forwarder"]),
    schema=st.none() | st.sampled_from(["Person", "Company", "Vessel"]),
    countries=st.lists(codes, max_size=2).map(tuple),
    birth=st.none() | st.dates(dt.date(1900, 1, 1), dt.date(2020, 1, 1)).map(lambda d: Period(first=d, last=d)),
    identifiers=st.lists(
        st.builds(Identifier, value=words, kind=st.sampled_from(["imo", "passport", "lei", "bic", "nonsense", "inn"])),
        max_size=2,
    ).map(tuple),
    address=st.none() | words,
)


@given(
    parties=st.lists(people, max_size=3),
    goods=st.lists(lines, max_size=2),
    ends=st.tuples(st.none() | codes, st.none() | codes),
    transit=st.lists(codes, max_size=3),
    ports=st.lists(words, max_size=2),
    day=st.none() | st.dates(),
)
def test_whatever_a_file_holds_is_answered(
    parties: list[AskedParty],
    goods: list[GoodsLine],
    ends: tuple[str | None, str | None],
    transit: list[str],
    ports: list[str],
    day: dt.date | None,
) -> None:
    one = shipment(
        *parties, goods=goods, origin=ends[0], destination=ends[1], transit=tuple(transit), ports=tuple(ports), date=day
    )
    found = SAMPLE.screen(one)
    assert found == SAMPLE.screen(one)
    assert all(0 <= f.score <= 1 for f in found.findings if f.score is not None)
    assert all(f.words and f.subject for f in found.findings)
    assert verify([make_receipt(one, found, made_at=dt.datetime(2026, 5, 4, tzinfo=dt.UTC))]) == []


def test_answers_of_several_days_say_so() -> None:
    asked_of = Screener([], lists=[]).screen_party(asked("Foo"), as_of=dt.date(2026, 5, 4)).asked
    assert "as of 2026-05-04;" in asked_of.words
    assert "each as of its own day, 2025-01-02 to 2026-05-04;" in asked_of.words_for(dt.date(2025, 1, 2), dt.date(2026, 5, 4))


@pytest.mark.parametrize(
    ("topic", "severity"),
    [("sanction", "block"), ("export.control", "licence"), ("sanction.linked", "review"), ("role.pep", "review")],
)
def test_an_entry_of_a_compilation_counts_by_its_topic(topic: str, severity: str) -> None:
    party = listed("Varnholt Aeromotive", authority="A register of somewhere", details={"topics": (topic,)})
    (finding,) = Screener([party]).screen_party(asked("Varnholt Aeromotive")).findings
    assert finding.severity == severity


def test_a_list_of_a_later_day_than_the_one_asked_about_is_said_to_be() -> None:
    later = AskedList(name="own", entries=3, dated=dt.date(2026, 5, 1))
    earlier = AskedList(name="old", entries=3, dated=dt.date(2024, 5, 1))
    asked_of = Asked(lists=(earlier, later), as_of=dt.date(2025, 2, 3), threshold=0.7, rules={}, facts={})
    assert asked_of.words.endswith("Of a later day: own; who was taken off before it is not there.")
    assert "later day" not in asked_of.words_for(dt.date(2026, 5, 2), dt.date(2026, 5, 3))


def test_a_list_without_a_date_of_its_own_is_said_to_be_fetched() -> None:
    asked_list = AskedList(name="own", entries=1200, dated=dt.date(2026, 5, 1), is_undated=True)
    assert asked_list.words == "own (1,200 entries, fetched 2026-05-01, without a date of its own)"
