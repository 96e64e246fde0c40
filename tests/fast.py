"""Of many like cases `make check` tries a few, and `make test` all."""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any

import pytest


def slow_but(fast: Container[Any], values: Iterable[Any]) -> list[Any]:
    """The values as parameters of a test: all are marked slow but those that are said to be fast."""
    return [value if value in fast else pytest.param(value, marks=pytest.mark.slow) for value in values]
