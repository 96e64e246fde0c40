"""`make check` leaves slow tests out and tries fewer examples of each property; `make test` tries Hypothesis's hundred."""

from __future__ import annotations

import hypothesis
import pytest

hypothesis.settings.register_profile("fast", max_examples=25)


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("markexpr") == "not slow":
        hypothesis.settings.load_profile("fast")
