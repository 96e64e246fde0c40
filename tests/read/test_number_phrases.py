"""Which words between a number and a thing leave them one noun phrase."""

from __future__ import annotations

import pytest

from enduse.read.number_phrases import in_one_phrase


@pytest.mark.parametrize(
    "gap", [" ", " new ", " containers of old Soviet ", " Mohajer and Shahed ", " crates of shells, rockets and "]
)
def test_one_phrase(gap: str) -> None:
    assert in_one_phrase(gap)


@pytest.mark.parametrize(
    "gap",
    [
        " batteries of launchers, radars and ",
        " soldiers and ",
        " men, ",
        " men. Then ",
        " firms were sold ",
        " (",
        " a b c d e f g h i j ",
    ],
)
def test_two_phrases(gap: str) -> None:
    assert not in_one_phrase(gap)


def test_what_is_done_to_them_may_stand_behind() -> None:
    assert in_one_phrase(" gunners have been ", is_done_to=True)
    assert not in_one_phrase(" gunners have been ")
