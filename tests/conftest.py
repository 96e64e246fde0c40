"""`make check` leaves slow tests out and tries fewer examples of each property; `make test` tries Hypothesis's hundred."""

from __future__ import annotations

import signal

import hypothesis
import pytest

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as shells start what runs in the background; tests interrupt programs
    signal.signal(signal.SIGINT, signal.default_int_handler)


# No example has a time limit: a busy machine is no fault of the code.
hypothesis.settings.register_profile("full", deadline=None)
hypothesis.settings.register_profile("fast", max_examples=10, deadline=None)


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "sqlite: is about a workspace in a file, or costs too much to run on PostgreSQL as well")
    hypothesis.settings.load_profile("fast" if config.getoption("markexpr") == "not slow" else "full")
