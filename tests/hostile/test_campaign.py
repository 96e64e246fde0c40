"""A short campaign with a fixed seed: whatever comes in is read, or refused in one line. `campaign.py` is the long one."""

from __future__ import annotations

import random
import zlib

import hypothesis
import pytest

from .campaign import fault_of, kind_of
from .mutation import mutate
from .targets import Target, find_targets
from .web import find_web_targets

TARGETS = [*find_targets(), *find_web_targets()]
#: Fewer where fewer examples of each property are tried, too.
TRIED = min(25, hypothesis.settings.default.max_examples)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_changed_samples_are_read_or_refused(target: Target) -> None:
    dice = random.Random(zlib.crc32(target.name.encode()))
    inputs = [*target.samples, *(mutate(dice.choice(target.samples), dice, others=target.samples) for _ in range(TRIED))]
    assert {data: fault for data in inputs if (fault := fault_of(target, data)) is not None} == {}


def test_a_fault_is_seen() -> None:
    """A campaign that sees nothing would prove nothing."""

    def stumble(data: bytes) -> None:
        if b"!" in data:
            raise KeyError(data)

    target = Target("stumbling", [b"a"], stumble)
    assert fault_of(target, b"a") is None
    assert "KeyError" in str(fault_of(target, b"a!"))


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("KeyError at a.py:3: 'x'", "KeyError at a.py:3: 'y'", True),
        ("KeyError at a.py:3: 'x'", "KeyError at a.py:4: 'x'", False),
        ("slow (5.1 s for 300 bytes)", "slow (9.3 s for 20 bytes)", True),
        ("AssertionError at ?: 'a refusal of 5105 characters'", "AssertionError at ?: 'a refusal of 5107 characters'", True),
        ("AssertionError at ?: 'a refusal of 5105 characters'", "AssertionError at ?: 'an empty refusal'", False),
    ],
)
def test_faults_of_one_kind_count_once(one: str, other: str, is_same: bool) -> None:
    assert (kind_of(one) == kind_of(other)) is is_same


def test_mutation_is_the_same_for_the_same_seed_and_changes_the_bytes() -> None:
    made = [mutate(b"Iran has sent drones", random.Random(seed)) for seed in range(50)]
    assert made == [mutate(b"Iran has sent drones", random.Random(seed)) for seed in range(50)]
    assert len(set(made)) > 40
