"""Decisions are shown and reopened, and hide nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from enduse.party import AskedParty
from enduse.screen.judgements import Judgement, apply_judgements, asked_key, entry_digest
from enduse.screen.screener import Screener

from .builders import Everybody, asked, listed

OLD = listed("Gordafarid Aerospace", countries=("IR",))
NEW = listed("Gordafarid Aerospace", "Gordafarid Aero", countries=("IR",))
ASK = asked("Gordafarid Aerospace", countries=("IR",))


def judged(entry: Any, ask: AskedParty = ASK, digest_of: Any = OLD, **fields: Any) -> Any:
    judgement = Judgement(
        asked=asked_key(ASK),
        entry="demo:1",
        digest=entry_digest(digest_of),
        who="R. Reviewer",
        on=dt.date(2026, 3, 1),
        **fields,
    )
    screener = Screener([entry], index=Everybody([entry]))
    return apply_judgements(screener.screen_party(ask).findings, ask, [judgement], screener.entry)


def test_a_decision_is_shown_and_the_finding_stays() -> None:
    (one,) = judged(OLD, verdict="negative", why="another firm of that name")
    assert one.finding.rule == "party.name"
    assert one.finding.severity == "block"
    assert not one.reopened
    assert one.words == "R. Reviewer, 2026-03-01: is not the entry: another firm of that name"


def test_it_is_open_again_when_the_entry_changes() -> None:
    (one,) = judged(NEW, verdict="negative")
    assert one.reopened
    assert one.words.startswith("open again, for the entry has changed since")


def test_it_is_of_one_party_and_entry() -> None:
    (other_party,) = judged(OLD, ask=asked("Gordafarid Aerospace", countries=("AE",)), verdict="negative")
    assert other_party.judgement is None
    assert other_party.words == ""


def test_the_last_decision_counts() -> None:
    screener = Screener([OLD], index=Everybody([OLD]))
    decisions = [
        Judgement(asked=asked_key(ASK), entry="demo:1", digest=entry_digest(OLD), verdict=v, who=w, on=dt.date(2026, 3, d))
        for v, w, d in (("negative", "A", 1), ("positive", "B", 2))
    ]  # type: ignore[misc]
    (one,) = apply_judgements(screener.screen_party(ASK).findings, ASK, decisions, screener.entry)
    assert one.judgement is not None
    assert one.judgement.who == "B"


def test_the_role_and_the_writing_of_a_name_do_not_make_another_party() -> None:
    assert asked_key(asked("ACME, Ltd.", role="bank")) == asked_key(asked("acme ltd"))
    assert asked_key(asked("Acme", born="1960")) != asked_key(asked("Acme", born="1961"))
