import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Document
from enduse.read.ground import Grounds
from enduse.read.reader import Reading

from .standin import FewActors, furniture, report, transfer

TEXT = (
    "MOSCOW — Iran has sent Russia “more than 400” Shahed-136 drones since last August, the Pentagon’s spokesman\n"
    "Pat Ryder said on Friday. It was paid $2 million, according to leaked papers.\n\n"
    "Tehran denies it. Hezbollah fired 12 of the drones, reports a Beirut daily."
)
QUOTE = "Iran has sent Russia “more than 400” Shahed-136 drones since last August"


def ground(row: Any, document: Document | None = None) -> Reading:
    return Grounds(document or report(TEXT, published=dt.date(2022, 12, 9)), actors=FewActors()).ground([row])


def field(name: str, row: Any) -> Any:
    [statement] = ground(row).statements
    return getattr(statement, name)


@pytest.mark.parametrize(
    "quote",
    [
        QUOTE,
        'Iran has sent Russia "more than 400" Shahed-136 drones since last August',
        "iran has  sent Russia\n“more than 400” Shahed‑136 drones since last August",
        "Iran sent Russia “more than 400” Shahed-136 drones since last August",
        "Iran has sent Russia “more than 400” Shahed-136 drones since last Augus",
    ],
)
def test_a_quote_in_other_marks_or_nearly_right_becomes_the_words_of_the_text(quote: str):
    [statement] = ground(transfer(quote)).statements
    assert statement.quote == statement.span.of(TEXT)
    assert QUOTE.endswith(statement.quote)
    assert statement.quote.endswith("last August")


@pytest.mark.parametrize(
    "quote",
    [
        "",
        "   ",
        "Iran gave France many tanks and a battleship yesterday",
        None,
        7,
        ["Iran"],
        "x" * 100_000,
        "MOSCOW ... Friday",
        "\x00",
    ],
)
def test_a_quote_that_is_not_in_the_text_drops_the_statement(quote: Any):
    reading = ground(transfer(quote))
    assert reading.statements == ()
    assert reading.dropped == {"quote not in the text": 1}


def test_a_quote_in_furniture_or_across_it_is_not_in_the_text():
    text = "Iran sent drones to Russia. Donate now! It paid for them."
    document = report(text, furniture=furniture(text, "Donate now!"))
    for quote in (
        "Donate now!",
        "Iran sent drones to Russia. Donate now! It paid",
        "Iran sent drones to Russia. It paid for them",
    ):
        assert ground(transfer(quote), document).statements == ()


def test_the_title_is_read_though_its_line_is_furniture():
    text = "Title: Iran sends drones to Russia\nPublished: 2022-12-09\n\nNo more was known."
    [line] = furniture(text, "Title: Iran sends drones to Russia\nPublished: 2022-12-09")
    [title] = furniture(text, "Iran sends drones to Russia")
    document = report(text, furniture=(line,), title_span=title)
    assert [s.span for s in ground(transfer("Iran sends drones to Russia"), document).statements] == [title]


@pytest.mark.parametrize(
    ("names", "kept"),
    [
        (["IR"], ("IR",)),
        (["Iran"], ("IR",)),
        (["the Tehran"], ("IR",)),
        (["FR"], ()),
        (["France"], ()),
        (["Hezbollah"], ("Hezbollah",)),
        (["the hezbollah"], ("Hezbollah",)),
        (["IR", "IR", "Iran"], ("IR",)),
        (["Quds Force", "IR"], ("IR",)),
        ("IR", ("IR",)),
        ([None, 3, {}, ["IR"]], ()),
        (None, ()),
        (["EU", "UN", "NATO"], ()),
    ],
)
def test_actors_stand_in_the_text_by_code_or_by_name(names: Any, kept: tuple[str, ...]):
    assert field("supplier", transfer(QUOTE, supplier=names)) == kept


def test_without_any_actor_in_the_text_nothing_remains():
    reading = ground(transfer(QUOTE, supplier=["FR"], recipient=["Wakanda"]))
    assert reading.statements == ()
    assert reading.dropped == {"actor not in the text": 2, "statement without an actor in the text": 1}


@pytest.mark.parametrize(
    ("item", "kept"),
    [
        ({"category": "uav", "text": "Shahed-136 drones"}, [("uav", "Shahed-136 drones")]),
        ({"category": "UAV", "text": "DRONES"}, [("uav", "drones")]),
        ({"category": "uavs", "text": "Iranian attack drones"}, [("uav", "drones")]),
        ({"category": "air-defence", "text": "Shahed‑136"}, [("air_defence", "Shahed-136")]),
        ({"category": "Air Defence", "text": "it", "designation": "Shahed-136"}, [("air_defence", "it")]),
        ({"category": "uav", "text": "unmanned craft", "designation": "Shahed-136"}, [("uav", "Shahed-136")]),
        ({"category": "tank", "text": "drones"}, []),
        ({"category": "armour", "text": "T-72 tanks"}, []),
        ({"category": "uav"}, []),
        ({"category": None, "text": "drones"}, []),
        ("drones", []),
    ],
)
def test_items_have_a_category_of_the_schema_and_stand_near_the_quote(item: Any, kept: list[tuple[str, str]]):
    found = [(i.category, i.text) for s in ground(transfer(QUOTE, items=[item])).statements for i in s.items]
    assert found == kept


def test_an_item_far_from_its_quote_is_not_near():
    text = "Iran spoke to Russia. " + "Nothing happened. " * 200 + "The drones flew."
    assert ground(transfer("Iran spoke to Russia"), report(text)).dropped["item not in the text"] == 1


@pytest.mark.parametrize(
    ("designation", "kept"),
    [("Shahed-136", "Shahed-136"), ("Shahed 136", "Shahed 136"), ("Su-35", None), (136, None), ("S" * 90, None), ("", None)],
)
def test_a_designation_is_made_of_words_of_the_text(designation: Any, kept: str | None):
    [item] = field("items", transfer(QUOTE, items=[{"category": "uav", "text": "drones", "designation": designation}]))
    assert item.designation == kept


@pytest.mark.parametrize(
    ("quantity", "kept"),
    [
        ({"low": 400, "text": "more than 400"}, (400, None, None, None)),
        ({"low": 400.0, "high": None, "text": "more than 400"}, (400, None, None, None)),
        ({"low": 4000, "text": "more than 400"}, None),
        ({"low": 400, "text": "some four thousand"}, None),
        ({"low": 400}, None),
        ({"value_low": 2_000_000, "currency": "USD", "text": "$2 million"}, (None, None, 2_000_000, "USD")),
        ({"value_low": 2_000_000, "currency": "dollars", "text": "$2 million"}, (None, None, 2_000_000, None)),
        ({"value_low": 2_000_000_000, "currency": "USD", "text": "$2 million"}, None),
        ({"low": True, "text": "more than 400"}, (None, None, None, None)),
        ({"low": "400", "text": "more than 400"}, (None, None, None, None)),
        ({"low": 10**40, "text": "more than 400"}, (None, None, None, None)),
        ({"low": -5, "text": "more than 400"}, (None, None, None, None)),
        ({"low": float("inf"), "text": "more than 400"}, (None, None, None, None)),
        ({"low": float("nan"), "text": "more than 400"}, (None, None, None, None)),
        ([400], None),
    ],
)
def test_a_number_has_its_words_near_the_quote(quantity: Any, kept: tuple[int | str | None, ...] | None):
    [item] = field("items", transfer(QUOTE, items=[{"category": "uav", "text": "drones", "quantity": quantity}]))
    q = item.quantity
    assert (None if q is None else (q.low, q.high, q.value_low, q.currency)) == kept


@pytest.mark.parametrize(
    ("when", "kept"),
    [
        ({"from": "2022-08-01", "text": "since last August"}, (dt.date(2022, 8, 1), None)),
        ({"from": "2022-08", "to": "2022-08", "text": "last August"}, (dt.date(2022, 8, 1), dt.date(2022, 8, 31))),
        ({"from": "2022-12", "to": "2022-12", "text": "Friday"}, (dt.date(2022, 12, 1), dt.date(2022, 12, 31))),
        ({"text": "since last August"}, (None, None)),
        ({"from": "2022-08-01", "text": "in spring"}, None),
        ({"from": "2022-08-01"}, None),
        ({"from": "2022-02-30", "text": "last August"}, None),
        ({"from": "yesterday", "text": "last August"}, None),
        ({"from": "2022-09-01", "to": "2022-08-01", "text": "last August"}, None),
        ({"from": 2022, "text": "last August"}, None),
        ("last August", None),
    ],
)
def test_a_time_has_its_words_in_the_text_and_real_days(when: Any, kept: tuple[dt.date | None, dt.date | None] | None):
    period = field("when", transfer(QUOTE, when=when))
    assert (None if period is None else (period.first, period.last)) == kept


def test_who_says_so_is_kept_as_far_as_the_words_are_there():
    attribution = field(
        "attribution",
        transfer(
            QUOTE,
            attribution={
                "speaker": "Pat Ryder",
                "organisation": "the Pentagon's",
                "basis": "satellite pictures of the harbour",
                "reported_by": "Beirut daily",
                "said_on": "2022-12-09",
            },
        ),
    )
    assert (attribution.speaker, attribution.organisation, attribution.basis) == ("Pat Ryder", "the Pentagon’s", None)
    assert (attribution.reported_by, attribution.said_on) == ("Beirut daily", "2022-12-09")


@pytest.mark.parametrize(
    ("said_on", "kept"),
    [
        ("2022-12", "2022-12"),
        ("2022", "2022"),
        ("2023-01-01", None),
        ("Friday", None),
        ("2022-13", None),
        (20221209, None),
        (["2022"], None),
    ],
)
def test_nothing_is_said_after_the_report(said_on: Any, kept: str | None):
    assert field("attribution", transfer(QUOTE, attribution={"said_on": said_on})).said_on == kept


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "theft"}, "kind not in the schema"),
        ({"kind": None}, "kind not in the schema"),
        ({"status": "in_force"}, "status not in the schema"),
        ({"status": ["delivered"]}, "status not in the schema"),
        ({"certainty": "sure"}, "certainty not in the schema"),
        ({"kind": "measure", "status": "in_force", "measure": "war"}, "measure not in the schema"),
        ({"items": None}, "statement without an item in the text"),
        ({"items": {"category": "uav"}}, "statement without an item in the text"),
    ],
)
def test_what_is_not_of_the_schema_is_dropped_with_the_reason(change: dict[str, Any], reason: str):
    reading = ground(transfer(QUOTE, **change))
    assert reading.statements == ()
    assert reading.dropped[reason] == 1


@pytest.mark.parametrize(
    ("status", "meant"), [("Delivered", "delivered"), ("under way", "under_way"), ("UNDER-WAY", "under_way")]
)
def test_words_of_the_schema_may_be_written_otherwise(status: str, meant: str):
    assert field("status", transfer(QUOTE, status=status)) == meant


def test_a_measure_needs_no_item_and_keeps_none():
    row = {"kind": "measure", "quote": "Tehran denies it", "imposer": ["UA"], "target": ["IR"], "measure": "Arms embargo"}
    [statement] = ground(
        row | {"status": "in force", "certainty": "denied", "items": [{"category": "uav", "text": "drones"}]}
    ).statements
    assert (statement.imposer, statement.target, statement.measure, statement.items) == ((), ("IR",), "arms_embargo", ())


def test_the_same_statement_twice_is_one():
    grounds = Grounds(report(TEXT), actors=FewActors())
    reading = grounds.ground([transfer(QUOTE), transfer(QUOTE)])
    assert len(reading.statements) == 1
    assert reading.dropped == {"statement given twice": 1}


_JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.floats()
    | st.integers()
    | st.text()
    | st.sampled_from([QUOTE, "drones", "IR", "uav", "more than 400"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


@given(st.fixed_dictionaries({key: st.just(value) | _JSON for key, value in transfer(QUOTE, when={}, attribution={}).items()}))
def test_whatever_is_given_nothing_raises_and_all_that_is_kept_stands_in_the_text(row: dict[str, Any]):
    for statement in ground(row).statements:
        assert statement.span.of(TEXT) == statement.quote != ""
        assert all(item.text in TEXT for item in statement.items)
        assert {*statement.supplier, *statement.recipient} <= {"IR", "RU", "UA"} | {
            a for a in statement.supplier + statement.recipient if a in TEXT
        }


GOLD = Path(__file__).parents[2] / "evaluation" / "gold"


@pytest.mark.slow
def test_what_careful_annotators_found_is_borne_out():
    actors_module = pytest.importorskip("enduse.lexicon.actors")
    rows: dict[str, list[dict[str, Any]]] = {}
    for line in (GOLD / "train.gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] is not None:
            rows.setdefault(row["doc"], []).append(row)
    kept = total = exact = 0
    for name in sorted(rows)[::5]:
        text = (GOLD / "train" / name).read_text(encoding="utf-8")
        reading = Grounds(report(text), actors=actors_module.load_actors()).ground(rows[name])
        spans = {(s.kind, s.span.start, s.span.end) for s in reading.statements}
        total += len(rows[name])
        kept += len(reading.statements)
        exact += sum((row["kind"], *row["span"]) in spans for row in rows[name])
    assert total > 1_000
    assert kept / total > 0.98
    assert exact / total > 0.98
