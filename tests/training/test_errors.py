from typing import Any

import pytest
from training.errors import (
    BOTH_SIDES,
    CATEGORY,
    CAUSES,
    INVENTED,
    MERGED,
    MISSED,
    NO_ACTOR,
    NO_ITEM,
    ONE_SIDE,
    Error,
    count_causes,
    find_errors,
)
from training.readings import Report

from enduse.model import Item, Quantity, Span, Statement
from enduse.read.candidates import find_candidates
from enduse.read.sentences import find_sentences

TEXT = "Iran sent drones and North Korea sent shells to Russia. China may sell missiles to Syria."
FIRST, SECOND = (TEXT[: TEXT.index(". ")], TEXT[TEXT.index("China") : -1])


def claim(quote: str, supplier: str, recipient: str, category: str, word: str = "", **rest: Any) -> Statement:
    start = TEXT.index(quote)
    words = {"uav": "drones", "ammunition": "shells", "missile": "missiles"}
    item = Item(category=category, text=word or words.get(category, "drones"), quantity=rest.pop("quantity", None))
    fields: dict[str, Any] = {"status": "delivered", "certainty": "asserted", "items": (item,)} | rest
    return Statement(
        doc="d",
        kind="transfer",
        span=Span(start=start, end=start + len(quote)),
        quote=quote,
        supplier=tuple(supplier.split()),
        recipient=tuple(recipient.split()),
        **fields,
    )


def errors(gold: list[Statement], read: list[Statement]) -> list[Error]:
    sentences = find_sentences(TEXT)
    return list(
        find_errors(
            Report(name="d", text=TEXT, gold=gold, read=read, sentences=sentences, candidates=find_candidates(TEXT, sentences))
        )
    )


def causes(gold: list[Statement], read: list[Statement]) -> list[str]:
    return [error.cause for error in errors(gold, read)]


DRONES = claim(FIRST, "IR", "RU", "uav")
SHELLS = claim(FIRST, "KP", "RU", "ammunition")
MISSILES = claim(SECOND, "CN", "SY", "missile")


def test_a_right_reading_has_no_errors():
    assert causes([DRONES, SHELLS, MISSILES], [MISSILES, SHELLS, DRONES]) == []


@pytest.mark.parametrize(
    ("gold", "read", "cause"),
    [
        (MISSILES, None, MISSED),
        (None, MISSILES, INVENTED),
        (MISSILES, claim(SECOND, "CN", "RU", "missile"), ONE_SIDE),
        (MISSILES, claim(SECOND, "SY", "CN", "missile"), BOTH_SIDES),
        (MISSILES, claim(SECOND, "CN", "SY", "bomb"), CATEGORY),
        (claim("China may", "CN", "SY", "missile"), None, NO_ITEM),
        (claim(SECOND, "Orlov-Trading", "SY", "missile"), None, NO_ACTOR),
        (MISSILES, claim(SECOND, "CN", "SY", "missile", status="planned"), "status"),
        (MISSILES, claim(SECOND, "CN", "SY", "missile", certainty="hedged"), "certainty"),
        (claim(SECOND, "CN", "SY", "missile", quantity=Quantity(low=5, text="five")), MISSILES, "quantity"),
    ],
)
def test_one_error_has_one_cause(gold: Statement | None, read: Statement | None, cause: str):
    assert causes([gold] if gold else [], [read] if read else []) == [cause]


def test_parts_of_two_statements_joined_wrongly_are_merged_or_split():
    crossed = [claim(FIRST, "IR", "RU", "ammunition"), claim(FIRST, "KP", "RU", "uav")]
    assert causes([DRONES, SHELLS], crossed) == [MERGED, MERGED]


def test_a_second_actor_too_many_is_one_side_and_not_an_invention():
    assert causes([DRONES], [claim(FIRST, "IR CN", "RU", "uav")]) == [ONE_SIDE]


def test_what_is_read_elsewhere_is_no_counterpart():
    assert causes([DRONES], [claim(SECOND, "IR", "SY", "uav")]) == [MISSED, INVENTED]


def test_a_field_is_judged_where_the_gold_leaves_a_party_open():
    assert causes([claim(FIRST, "", "RU", "uav")], [claim(FIRST, "IR", "RU", "uav", status="planned")]) == ["status"]


def test_an_error_shows_quote_gold_and_reading():
    (error,) = errors([MISSILES], [claim(SECOND, "CN", "RU", "missile")])
    assert error.row() == {
        "document": "d",
        "quote": SECOND,
        "gold": "transfer of missile: supplier CN, recipient SY",
        "read": "transfer of missile: supplier CN, recipient RU",
        "cause": ONE_SIDE,
    }


def test_every_cause_is_counted():
    assert count_causes(errors([DRONES, MISSILES], [])) == {cause: 2 if cause == MISSED else 0 for cause in CAUSES}
