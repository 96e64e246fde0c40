"""What is loaded to stay is passed over by the search for garbage, and let go when something else is loaded."""

from __future__ import annotations

import gc
import weakref
from collections.abc import Iterator

import pytest

from enduse.memory import loading, settle


class Circle:
    """Garbage that only the search finds."""

    def __init__(self) -> None:
        self.itself = self


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    yield
    gc.unfreeze()


def test_what_is_loaded_is_passed_over_and_let_go_with_the_next() -> None:
    gc.unfreeze()
    with loading():
        assert not gc.isenabled()
        loaded = Circle()
    assert gc.isenabled()
    known = weakref.ref(loaded)
    del loaded
    gc.collect()
    assert known() is not None
    with loading():
        assert known() is None


def test_the_search_goes_on_where_loading_fails() -> None:
    with pytest.raises(ValueError, match="broken"), loading():
        raise ValueError("broken")
    assert gc.isenabled()


def test_settling_lets_go_of_what_was_taken_to_stay() -> None:
    circle = Circle()
    known = weakref.ref(circle)
    settle()
    del circle
    assert known() is not None
    settle()
    assert known() is None
