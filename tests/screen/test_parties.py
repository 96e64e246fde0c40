"""Which entries a party may be: numbers decide, weak names count less, contradictions lower and never hide."""

from __future__ import annotations

from typing import Any

import pytest

from enduse.names import NameIndex
from enduse.party import AskedParty, Party
from enduse.screen.matches import Match
from enduse.screen.parties import PartyMatcher

from .builders import Everybody, asked, listed


def match(ask: AskedParty, *parties: Party, **options: Any) -> list[Match]:
    return PartyMatcher(parties, Everybody(parties), **options).match(ask)


def speaks_for(found: Match) -> tuple[str, ...]:
    reasons, _ = found.why()
    return reasons


def speaks_against(found: Match) -> tuple[str, ...]:
    _, against = found.why()
    return against


def test_a_number_decides_whatever_the_name() -> None:
    found = match(
        asked("Some Other Name", schema="Vessel", numbers=[("imo", "IMO 9074729")]),
        listed("Gulf Star", schema="Vessel", numbers=[("imo", "9074729")]),
    )
    assert [m.by for m in found] == ["identifier"]
    assert found[0].score >= 0.9
    assert speaks_for(found[0])[0] == "the same imo 9074729 (its check digit holds)"


def test_a_number_that_fails_its_check_weighs_less() -> None:
    good = match(asked("A", numbers=[("imo", "9074729")]), listed("Zzz", numbers=[("imo", "9074729")]))
    bad = match(asked("A", numbers=[("imo", "9074728")]), listed("Zzz", numbers=[("imo", "9074728")]))
    assert bad[0].score < 0.7 < good[0].score
    assert "fails" in speaks_for(bad[0])[0]


def test_a_name_and_a_number_that_agree_say_more_than_the_number() -> None:
    party = listed("Gulf Star Trading", numbers=[("lei", "5493001KJTIIGC8Y1R12")])
    alone = match(asked("Quite Another", numbers=[("lei", "5493001KJTIIGC8Y1R12")]), party)[0].score
    both = match(asked("Gulf Star Trading", numbers=[("lei", "5493001KJTIIGC8Y1R12")]), party)[0].score
    assert alone < both <= 1


def test_another_number_of_the_same_kind_speaks_against() -> None:
    party = listed("Gulf Star", schema="Vessel", numbers=[("imo", "9187629")])
    with_number = match(asked("Gulf Star", schema="Vessel", numbers=[("imo", "9074729")]), party)
    without = match(asked("Gulf Star", schema="Vessel"), party)
    assert with_number[0].score < 0.7 < without[0].score
    assert "imo 9074729, the entry 9187629" in speaks_against(with_number[0])


def test_a_weak_alias_counts_less_and_says_so() -> None:
    strong = match(asked("Sahand Aluminum Parts"), listed("Foo Bar Qux", "Sahand Aluminum Parts"))[0]
    weak = match(asked("Sahand Aluminum Parts"), listed("Foo Bar Qux", weak=["Sahand Aluminum Parts"]))[0]
    assert weak.score == pytest.approx(0.9 * strong.score)
    assert "against a weak alias in the list's own judgement" in speaks_for(weak)


def test_the_best_of_all_names_counts() -> None:
    found = match(asked("Ghods Aviation Industries"), listed("Qods Research Center", "Ghods Aviation Industries"))
    assert found[0].name is not None
    assert found[0].name.text == "Ghods Aviation Industries"


def test_a_contradicted_birth_lowers_below_the_threshold_and_is_still_given() -> None:
    party = listed("Hossein Shamsabadi", schema="Person", born="1974-06-04")
    found = match(asked("Hossein Shamsabadi", schema="Person", born="1951-01-01"), party)
    assert len(found) == 1
    assert found[0].score < 0.7
    assert "born 1951-01-01, the entry 1974-06-04" in speaks_against(found[0])


def test_a_contradicted_legal_form_lowers_below_the_threshold_and_is_still_given() -> None:
    for ask, entry in (("Kestrelexport LLC", "Kestrelexport OJSC"), ("Kestrel Marine Foundation", "Kestrel Marine GmbH")):
        (found,) = match(asked(ask, schema="Company"), listed(entry, schema="Company"))
        assert 0.5 < found.score < 0.7
        assert any(words.startswith("legal form") for words in speaks_against(found))
    assert not match(asked("Kestrel Marine LLC", schema="Company"), listed("Heron Marine OJSC", schema="Company"))


def test_an_agreeing_birth_lifts_a_name_that_alone_is_below() -> None:
    party = listed("Hossein Karim Shamsabadi", schema="Person", born="1974-06-04")
    ask = asked("Hosein Shamsabdi", schema="Person")
    alone = match(ask, party, threshold=0.85)
    lifted = match(asked(ask.name, schema="Person", born="1974-06-04"), party, threshold=0.85)
    assert alone == []
    assert [m.score > 0.85 for m in lifted] == [True]


def test_a_person_is_no_company() -> None:
    assert match(asked("Alabuga", schema="Person"), listed("Alabuga", schema="Company")) == []
    assert match(asked("Alabuga", schema="Company"), listed("Alabuga", schema="LegalEntity"))


def test_births_come_from_the_same_entry_of_another_list() -> None:
    compiled = listed("SHAMSABADI, Hossein", schema="Person", list="us-csl", entry="40737")
    official = listed("SHAMSABADI, Hossein", schema="Person", list="us-ofac-sdn", entry="40737", born="1974-06-04")
    found = match(asked("Hossein Shamsabadi", schema="Person", born="1951-01-01"), compiled, official)
    assert [m.score < 0.7 for m in found] == [True, True]
    assert any("by us-ofac-sdn:40737" in reason for m in found for reason in speaks_against(m))


def test_the_same_number_on_another_list_with_another_name_is_another_entry() -> None:
    compiled = listed("SHAMSABADI, Hossein", schema="Person", list="us-csl", entry="40737")
    other = listed("Ivan Petrov", schema="Person", list="xx", entry="40737", born="1974-06-04")
    assert match(asked("Hossein Shamsabadi", schema="Person", born="1951-01-01"), compiled, other)[0].score > 0.7


def test_equal_scores_are_for_equal_evidence() -> None:
    party = listed("Hossein Shamsabadi", schema="Person", born="1974-06-04", countries=("IR",))
    scores = [
        match(ask, party)[0].score
        for ask in (
            asked("Hossein Shamsabadi", schema="Person"),
            asked("Hossein Shamsabadi", schema="Person", countries=("IR",)),
            asked("Hossein Shamsabadi", schema="Person", born="1974"),
            asked("Hossein Shamsabadi", schema="Person", born="1974-06-04"),
            asked("Hossein Shamsabadi", schema="Person", born="1974-06-04", countries=("IR",)),
        )
    ]
    assert scores == sorted(scores)
    assert len(set(scores)) == len(scores)
    assert max(scores) < 1


def test_shared_initials_decide_where_the_country_is_the_same() -> None:
    banks = ("Alpha Island Bank", "Amber Inland Bank", "Atoll Inshore Bank", "Arbor Infield Bank", "Aster Inlet Bank")
    parties = [
        listed(name, entry=str(n), countries=(code,))
        for n, (name, code) in enumerate(zip(banks, ("AE", "OM", "QA", "KW", "BH"), strict=True))
    ]
    parties += [listed(f"Filler{n} Works{n}", entry=str(n)) for n in range(10, 1100)]
    index = NameIndex.build((place, name.text, p.schema) for place, p in enumerate(parties) for name in p.names)
    matcher = PartyMatcher(parties, index, weights=index.word_weights)
    assert matcher.match(AskedParty(name="AIB", schema="Company")) == []
    (found,) = matcher.match(AskedParty(name="AIB", schema="Company", countries=("QA",)))
    assert found.party.caption == "Atoll Inshore Bank"
    assert found.score > 0.7


def test_two_letters_that_dozens_share_stay_weak_in_one_country() -> None:
    parties = [listed(f"Alpha{n} Quartz{n}", entry=str(n), countries=("AE",)) for n in range(60)]
    parties += [listed(f"Filler{n} Works{n}", entry=str(n)) for n in range(60, 1100)]
    index = NameIndex.build((place, name.text, p.schema) for place, p in enumerate(parties) for name in p.names)
    matcher = PartyMatcher(parties, index, weights=index.word_weights)
    assert matcher.match(AskedParty(name="AQ", schema="Company", countries=("AE",))) == []


def test_a_bic_has_a_form_and_no_check_digit() -> None:
    entry = listed("Havin Bank", numbers=[("bic", "HAVIGB2L")])
    (found,) = match(asked("Other Bank", numbers=[("bic", "HAVIGB2LXXX")]), entry)
    assert speaks_for(found)[0] == "the same bic HAVIGB2L (of the right form)"


def test_an_initial_beside_a_common_word_is_no_identity_in_the_same_country_either() -> None:
    (found,) = match(asked("V Bank", countries=("RU",)), listed("VTB Bank", countries=("RU",)))
    assert not found.is_sure
    assert '"v" is an initial of many names' in (found.doubt or "")
