import dataclasses
import datetime as dt
import importlib.util
import random
from types import ModuleType
from typing import Any

import pytest
from evaluation.scoring import Counts, match, score
from evaluation.sets import BESIDE, GoldSet, find_sets

from enduse.model import Attribution, Item, Period, Quantity, Span, Statement
from enduse.rows import parse_statement, statement_row


def claim(supplier: str = "IR", recipient: str = "RU", category: str = "uav", **rest: Any) -> Statement:
    fields: dict[str, Any] = {"status": "delivered", "certainty": "asserted", "items": (Item(category=category, text="it"),)}
    return Statement(
        doc="d",
        kind="transfer",
        span=Span(start=0, end=0),
        quote="",
        supplier=tuple(supplier.split()),
        recipient=tuple(recipient.split()),
        **(fields | rest),
    )


def core(gold: list[Statement], read: list[Statement]) -> Counts:
    return score({"d": gold}, {"d": read}).core


def test_every_combination_of_actors_and_items_is_a_key():
    two = (Item(category="uav", text="a"), Item(category="missile", text="b"))
    assert core([claim("IR KP", "RU", items=two)], []) == Counts(0, 0, 4)
    assert core([claim("IR KP", "RU", items=two)], [claim("KP", category="missile")]) == Counts(1, 1, 4)


def test_the_same_fact_twice_counts_once():
    assert core([claim(), claim()], [claim(), claim(), claim()]) == Counts(1, 1, 1)


def test_names_agree_whatever_their_case_and_article():
    gold, read = (dataclasses.replace(claim(), supplier=(name,)) for name in ("The Houthis", "houthis"))
    assert core([gold], [read]) == Counts(1, 1, 1)


def test_an_open_actor_of_the_gold_agrees_with_any_and_one_of_the_reading_with_none():
    assert core([claim("")], [claim("IR")]).hits == 1
    assert core([claim("IR")], [claim("")]).hits == 0


def test_keys_are_paired_one_to_one_equal_ones_first():
    pairs = match({("transfer", "?", "RU", "uav"), ("transfer", "IR", "RU", "uav")}, {("transfer", "IR", "RU", "uav")})
    assert pairs == {("transfer", "IR", "RU", "uav"): ("transfer", "IR", "RU", "uav")}


def test_full_figures_ask_for_the_stage():
    scored = score({"d": [claim()]}, {"d": [claim(status="planned")]})
    assert (scored.core.f1, scored.full.f1) == (1, 0)
    assert score({"d": [claim(status="agreed")]}, {"d": [claim(status="planned")]}).full.f1 == 1


@pytest.mark.parametrize(
    ("field", "gold", "right", "wrong"),
    [
        ("status", {"status": "agreed"}, {"status": "agreed"}, {"status": "planned"}),
        ("certainty", {"certainty": "hedged"}, {"certainty": "hedged"}, {}),
        (
            "when",
            {"when": Period(first=dt.date(2022, 8, 1), text="a")},
            {"when": Period(first=dt.date(2022, 8, 1), text="b")},
            {"when": Period(last=dt.date(2022, 8, 1))},
        ),
        (
            "speaker",
            {"attribution": Attribution(speaker="John Kirby")},
            {"attribution": Attribution(organisation="kirby")},
            {"attribution": Attribution(speaker="Peskov")},
        ),
        (
            "quantity",
            {"items": (Item(category="uav", text="it", quantity=Quantity(low=24, text="dozens")),)},
            {"items": (Item(category="uav", text="they", quantity=Quantity(low=24, text="two dozen")),)},
            {"items": (Item(category="uav", text="it", quantity=Quantity(low=24, high=24)),)},
        ),
    ],
)
def test_other_fields_are_judged_on_the_keys_that_agree(field: str, gold: Any, right: Any, wrong: Any):
    assert score({"d": [claim(**gold)]}, {"d": [claim(**right)]}).fields[field] == Counts(1, 1, 1)
    assert score({"d": [claim(**gold)]}, {"d": [claim(**wrong)]}).fields[field] == Counts(0, 1, 1)
    assert score({"d": [claim(**gold)]}, {"d": [claim("KP", **right)]}).fields == {}


def test_fields_without_a_value_in_the_gold_are_not_asked():
    fields = score({"d": [claim()]}, {"d": [claim(when=Period(first=dt.date(2022, 8, 1)))]}).fields
    assert set(fields) == {"status", "certainty"}


def test_statements_from_a_report_that_holds_none_are_false_alarms():
    scored = score({"d": [], "e": [claim()]}, {"d": [claim(), claim("KP")], "e": [claim()], "elsewhere": [claim()]})
    assert scored.false_alarms == 2
    assert scored.core == Counts(1, 3, 1)


def test_nothing_read_and_nothing_to_read_are_no_division():
    assert score({"d": []}, {}).figures()["core F1"] == 0


def _their_scorer() -> ModuleType:
    file = BESIDE / "score.py"
    if not file.is_file():
        pytest.skip("the scorer that these figures are to equal is not here")
    spec = importlib.util.spec_from_file_location("their_score", file)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("gold_set", [s for s in find_sets() if not s.held], ids=lambda s: s.name)
def test_figures_equal_those_of_the_published_scorer(gold_set: GoldSet):
    theirs = _their_scorer()
    gold = gold_set.gold()
    dice = random.Random(20221209)
    damaged = {name: [row for s in found if (row := _damage(statement_row(s), dice))] for name, found in gold.items()}
    wanted = theirs.score(theirs.load(str(gold_set.statements)), damaged)
    got = score(gold, {name: [parse_statement(row) for row in rows] for name, rows in damaged.items()})
    for level, counts in {"core": got.core, "full": got.full}.items():
        shares = {name: round(getattr(counts, name), 4) for name in ("precision", "recall", "f1")}
        assert shares | {"gold": counts.gold, "predicted": counts.read} == wanted[level]
    assert {f: {"accuracy": round(c.recall, 4), "of": c.gold} for f, c in got.fields.items()} == wanted["fields"]
    assert {kind: counts.read for kind, counts in got.kinds.items()} == {k: v["predicted"] for k, v in wanted["kinds"].items()}


def _damage(row: dict[str, Any], dice: random.Random) -> dict[str, Any] | None:
    """A row as a fair reader might get it wrong."""
    if dice.random() < 0.2:
        return None
    for role in ("supplier", "recipient", "imposer", "target", "user", "against"):
        if role in row and dice.random() < 0.15:
            row[role] = dice.choice([[], ["US"], ["The Houthis", "RU"]])
    if dice.random() < 0.2:
        row.pop("when", None)
        row["certainty"] = "hedged"
        row["attribution"] = {"speaker": "Kirby"}
    for item in row.get("items", []):
        if dice.random() < 0.1:
            item.pop("quantity", None)
            item["category"] = "arms"
    return row
