"""The choice among witnesses."""

from enduse.read.credit import choose, load_weights
from enduse.read.witnesses import Witness


def test_the_weights_are_there_and_prefer_a_verb_of_saying_over_the_clause() -> None:
    weights = load_weights()
    assert weights["no voice"] < 0 < weights["here stands before the verb"]


def test_the_heaviest_is_chosen() -> None:
    light, heavy = Witness(None, {"no voice"}), Witness(None, {"here stands before the verb"})
    assert choose([light, heavy]) is heavy


def test_unknown_marks_weigh_nothing() -> None:
    first, second = Witness(None, {"never seen"}), Witness(None, {"no voice"})
    assert choose([second, first]) is first
