"""Weights learnt from choices prefer what was right: only where PyTorch is installed."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch")

from training.choices import Choice  # noqa: E402
from training.chooser import UNSEEN, Size, fit, measure  # noqa: E402

from enduse.read.chooser import load_chooser  # noqa: E402

PLACES, WIDTH = 2, 6
SIZE = Size(least=6, vector=12, hidden=40, none=0.4)
MARKS = (frozenset({"nobody"}), frozenset({"verb"}), frozenset({"far"}))


def choice(right: int, words: float = 0.0) -> Choice:
    """A clause of three witnesses, one of them right; the second's words have something in their vector."""
    seen = np.zeros((3, PLACES * WIDTH), np.float16)
    seen[1] = words
    return Choice("t001.txt", MARKS, seen, tuple(n == right for n in range(3)), right > 0)


def test_a_mark_of_the_right_ones_weighs_more() -> None:
    network = fit([choice(1)] * 60 + [choice(0)] * 40, SIZE, epochs=60, seed=1)
    nobody, verb, far = network([choice(1)])[0].tolist()
    assert verb > nobody > far


def test_words_tell_apart_what_marks_do_not() -> None:
    network = fit([choice(1, words=1.0), choice(2, words=-1.0)] * 200, SIZE, epochs=60, seed=1)
    assert measure(network, [choice(1, words=1.0), choice(2, words=-1.0)])["right"] == 1
    assert 0 < UNSEEN < 1


def test_rare_marks_are_not_known() -> None:
    rare = Choice("t001.txt", (frozenset({"rare"}), MARKS[1]), np.zeros((2, PLACES * WIDTH), np.float16), (True, False), True)
    assert list(fit([choice(1)] * 9 + [rare], SIZE, epochs=1, seed=1).numbers) == ["far", "nobody", "verb"]


def test_what_is_saved_scores_as_what_was_learnt(tmp_path: Path) -> None:
    network = fit([choice(1, words=1.0), choice(0, words=-1.0)] * 100, SIZE, epochs=20, seed=1)
    network.save(tmp_path / "own.npz")
    given = choice(1, words=0.5)
    words = given.seen.astype(np.float32).reshape(3, PLACES, WIDTH)
    saved = load_chooser("own.npz", tmp_path).scores(given.marks, words)
    assert np.allclose(saved, network([given])[0].detach().numpy(), atol=0.02)
