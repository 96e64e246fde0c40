"""A record merged once and asked many times: whatever changes, it gives what merging everything anew gives."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from tests.ledger.builders import claim, report

from enduse.ledger import Merged, Told, find_copies, merge
from enduse.model import Document, Statement

STORY = "The ministry in Tarn took over the last of the howitzers on the quay, three dock workers told this paper. " * 3
DAYS = [None, *(dt.date(2031, month, 1) for month in range(1, 13))]


def some_report(dice: random.Random, number: int) -> tuple[Document, list[Statement]]:
    """A report of a few claims: dated or not, a copy or not, with a publisher of its own or one of the few."""
    name = f"r{number:02}"
    day = dice.choice([None, *(f"2031-{dice.randrange(1, 13):02}-{dice.randrange(1, 28):02}" for _ in range(9))])
    text = dice.choice([STORY, f"Nothing like it was ever told before {number} {name}."])
    credit = {"agency": dice.choice(["Tarn Press Agency", "TPA"])} if dice.random() < 0.3 else {}
    found = [
        claim(
            name,
            dice.choice(["delivered", "agreed", "planned", "stopped"]),
            certainty=dice.choice(["asserted", "asserted", "denied"]),
            recipient=(dice.choice(["TA", "VO", "ta"]),),
            system=dice.choice([None, "KR-7", "KR-8"]),
            number=dice.choice([None, 4, 40]),
            at=place * 50,
        )
        for place in range(dice.randrange(1, 4))
    ]
    return report(name, day, text, publisher=f"Paper {dice.randrange(4)}", **credit), found


def test_it_gives_what_merging_anew_gives_after_every_change() -> None:
    dice = random.Random(5)
    held = {number: some_report(dice, number) for number in range(25)}
    merged = None
    for _ in range(25):
        for number in dice.sample(range(30), 3):
            change = dice.choice(["gone", "new", "judged"])
            if change == "new" or number not in held:
                held[number] = some_report(dice, number)
            elif change == "gone":
                del held[number]
            else:
                held[number] = (held[number][0], held[number][1][1:])
        documents = [document for document, _ in held.values()]
        statements = [statement for _, found in held.values() for statement in found]
        merged = Merged(statements, documents, before=merged)
        for day in dice.sample(DAYS, 4):
            assert merged.as_of(day) == merge(statements, documents, as_of=day), day


@pytest.mark.slow
def test_a_change_that_is_told_gives_what_comparing_everything_gives() -> None:
    dice = random.Random(11)
    reports = {f"r{number:02}": some_report(dice, number) for number in range(40)}
    held: dict[str, Told] = {name: (document, tuple(found)) for name, (document, found) in reports.items()}
    merged = Merged([s for _, found in held.values() for s in found], [d for d, _ in held.values()])
    for _ in range(40):
        changes: dict[str, Told] = {}
        for number in dice.sample(range(50), 2):
            name, (document, found) = f"r{number:02}", some_report(dice, number)
            changes[name] = dice.choice([(document, tuple(found)), (document, ()), (None, ())])
        held |= changes
        documents = [document for document, _ in held.values() if document is not None]
        statements = [statement for _, found in held.values() for statement in found]
        before = {day: merged.as_of(day) for day in dice.sample(DAYS, 3)}
        after = merged.changed(changes)
        for day in [*before, *dice.sample(DAYS, 3)]:
            assert after.as_of(day) == merge(statements, documents, as_of=day), day
        assert {day: merged.as_of(day) for day in before} == before, "the earlier state stays as it was"
        assert after.stories(None) == find_copies(documents)
        day = dt.date(2031, dice.randrange(1, 13), 1)
        assert after.stories(day) == find_copies(d for d in documents if d.published and d.published <= day)
        merged = after


def test_what_did_not_change_is_not_made_anew() -> None:
    documents = [report("a"), report("b")]
    statements = [claim("a", system="KR-7"), claim("b", recipient=("VO",))]
    before = Merged(statements, documents)
    after = Merged(statements[:1], documents, before=before)
    kept = {id(transfer) for transfer in before.as_of(None)}
    assert [id(transfer) in kept for transfer in after.as_of(None)] == [True, True]
    assert len(before.as_of(None)) == 3, "the earlier state stays as it was"


def test_a_statement_without_its_report_is_undated() -> None:
    merged = Merged([claim("gone")], [report("a")])
    assert len(merged.as_of(None)) == 1
    assert merged.as_of(dt.date(2090, 1, 1)) == []
