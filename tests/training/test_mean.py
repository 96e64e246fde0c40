"""The mean of several checkpoints."""

from __future__ import annotations

import pytest

torch = pytest.importorskip("torch")


def test_weights_are_weighed_and_what_else_is_held_comes_from_the_first() -> None:
    from training.mean import mean

    one = {"encoder": {"w": torch.tensor([0.0, 4.0])}, "decisions": {"b": torch.tensor([1.0])}, "labels": ["nsubj"]}
    two = {"encoder": {"w": torch.tensor([8.0, 0.0])}, "decisions": {"b": torch.tensor([5.0])}, "labels": ["obj"]}
    mixed = mean([one, two], [3.0, 1.0])
    assert mixed["encoder"]["w"].tolist() == [2.0, 3.0]
    assert mixed["decisions"]["b"].tolist() == [2.0]
    assert mixed["labels"] == ["nsubj"]
