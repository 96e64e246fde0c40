"""The place of a feature among those of its pair tells its family, as its name would."""

from __future__ import annotations

import numpy as np
import pytest
from training.families import ANCHOR, GOVERNORS, PATHS, VOTES, without

from enduse.model import Document, Span
from enduse.read import features
from enduse.read.analysis import Analysis, analyse
from enduse.read.network import load_network

TEXT = """Tehran hands over drones

Iran delivered 40 drones to Russia last year, officials in Kyiv said. Moscow denied it. The Russian army used them against
Ukraine. In a deal signed with Egypt, France will supply Rafale jets, and the United States imposed sanctions on Iranian firms
over the shipments to Syria.

Turkey, which bought the S-400 from Russia, asked Washington for F-16 fighters. Hezbollah received missiles from Iran.
"""
OF_NAMES = {VOTES: ("vote", "taken", "told"), PATHS: ("o", "of", "t", "s", "same", "p", "pc", "lw", "a", "n", "u")}


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    title = Span(start=0, end=TEXT.index("\n"))
    return analyse(Document(name="d", text=TEXT, sha256="", title_span=title), load_network())


@pytest.mark.parametrize("family", [VOTES, PATHS])
def test_a_family_is_taken_out_and_nothing_else(analysis: Analysis, family: str, monkeypatch: pytest.MonkeyPatch):
    plain = list(analysis.inputs())
    names: list[str] = [""]

    def by_name(feature: str) -> int:
        names.append(feature)
        return len(names) - 1

    monkeypatch.setattr(features, "bucket", by_name)
    named = list(analysis.inputs())
    monkeypatch.undo()
    assert any(inputs.pairs.size for inputs in plain)
    for inputs, own in zip(plain, named, strict=True):
        prefixes = np.array([name.split(":")[0] for name in names])[own.pairs]
        gone = without(inputs, [family]).pairs != inputs.pairs
        wanted = np.isin(prefixes, OF_NAMES[family])
        assert wanted.any()
        assert (gone == wanted).all()


def test_anchor_features_and_governors_are_taken_out(analysis: Analysis):
    inputs = next(analysis.inputs())
    changed = without(inputs, [ANCHOR, GOVERNORS])
    assert inputs.anchor_features.any()
    assert not changed.anchor_features.any()
    assert (changed.anchors[:, 2:] == inputs.anchors[:, 1:2]).all()
    assert (changed.pairs == inputs.pairs).all()


def test_nothing_dropped_changes_nothing(analysis: Analysis):
    inputs = next(analysis.inputs())
    assert all((a == b).all() for a, b in zip(without(inputs, []).arrays, inputs.arrays, strict=True))


def test_an_unknown_family_is_named(analysis: Analysis):
    with pytest.raises(ValueError, match="no such family of features: colour"):
        without(next(analysis.inputs()), ["colour"])
