"""Which of the witnesses of a clause is right."""

from __future__ import annotations

from training.speaker_choices import is_right

from enduse.model import Span
from enduse.read.said import Said
from enduse.read.speakers import Speaker
from enduse.read.witnesses import Witness


def test_right_is_who_the_gold_names_or_nobody() -> None:
    speaker = Speaker("person", "John Kirby", Span(start=0, end=10), "the Pentagon")
    witness, nobody = Witness(Said(0, None, speaker, "label"), set()), Witness(None, set())
    assert is_right(witness, ["kirby"])
    assert is_right(witness, ["pentagon"])
    assert not is_right(witness, ["roe"])
    assert not is_right(witness, [])
    assert is_right(nobody, [])
    assert not is_right(nobody, ["kirby"])
