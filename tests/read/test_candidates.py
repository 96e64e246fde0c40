"""What in a text may be a thing: words of a known name are none."""

from __future__ import annotations

import pytest

from enduse.read.candidates import find_candidates
from enduse.read.sentences import find_sentences


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("Trinidad ordered three BAE Systems patrol vessels.", ["patrol vessels"]),
        ("The Rapid Support Forces got drones.", ["drones"]),
        ("Russian Helicopters delivered six helicopters.", ["helicopters"]),
        ("The ship of Damen is a Damen Stan Patrol.", ["ship", "Damen Stan Patrol"]),
    ],
)
def test_the_words_of_a_name_are_no_things(text: str, things: list[str]) -> None:
    assert [m.text for m in find_candidates(text, find_sentences(text)).anchors] == things
