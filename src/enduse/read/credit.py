"""Who is credited with a clause, chosen among all witnesses by weights learned from the training reports (`credit.json`)."""

from __future__ import annotations

import functools
import importlib.resources
import json
import math
from collections.abc import Mapping, Sequence

from enduse.errors import ModelError
from enduse.read.witnesses import Witness

FILE = "credit.json"


@functools.cache
def load_weights() -> Mapping[str, float]:
    """The weight of each mark.

    Raises:
        ModelError: the file is missing or no mapping of marks to numbers.
    """
    try:
        data = json.loads(importlib.resources.files(__package__).joinpath(FILE).read_text(encoding="utf-8"))
        return {mark: float(weight) for mark, weight in data["weights"].items()}
    except (OSError, ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(f"{FILE} is missing or damaged: install Enduse again, or make it anew with training.credit") from error


def choose(witnesses: Sequence[Witness]) -> Witness:
    """The witness whose marks weigh most."""
    weights = load_weights()
    # summed exactly: a set's order is another in each process, and a plain sum's last digit with it
    return max(witnesses, key=lambda w: math.fsum(weights.get(mark, 0.0) for mark in w.marks))
