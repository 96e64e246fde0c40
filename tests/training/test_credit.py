"""Weights learnt from choices prefer what was right."""

from __future__ import annotations

from training.credit import Choice, fit, is_right

from enduse.model import Span
from enduse.read.said import Said
from enduse.read.speakers import Speaker
from enduse.read.witnesses import Witness


def test_a_mark_of_the_right_ones_weighs_more() -> None:
    marks = (frozenset({"nobody"}), frozenset({"verb"}), frozenset({"far"}))
    weights = fit([Choice(marks, (False, True, False), 1.0)] * 9 + [Choice(marks, (True, False, False), 1.0)] * 6)
    assert weights["verb"] > weights["nobody"] > weights["far"]


def test_rare_marks_have_no_weight() -> None:
    common, rare = frozenset({"common"}), frozenset({"rare"})
    weights = fit([Choice((common, common), (True, False), 1.0)] * 9 + [Choice((rare, common), (True, False), 1.0)])
    assert "rare" not in weights


def test_right_is_who_the_gold_names_or_nobody() -> None:
    speaker = Speaker("person", "John Kirby", Span(start=0, end=10), "the Pentagon")
    witness, nobody = Witness(Said(0, None, speaker, "label"), set()), Witness(None, set())
    assert is_right(witness, ["kirby"])
    assert is_right(witness, ["pentagon"])
    assert not is_right(witness, ["roe"])
    assert not is_right(witness, [])
    assert is_right(nobody, [])
    assert not is_right(nobody, ["kirby"])
