"""By which words the publisher of a page speaks of itself."""

from __future__ import annotations

import pytest

from enduse.read.ourselves import find_ourselves


@pytest.mark.parametrize(
    ("publisher", "text", "found"),
    [
        ("UK Parliament", "The department issued licences, and our policy stands.", [("The department", "GB"), ("our", "GB")]),
        ("Ministry of Defence of Ukraine", "The ministry said we got tanks.", [("The ministry", "UA"), ("we", "UA")]),
        ("Saab", "The company delivers what we build.", [("The company", "Saab"), ("we", "Saab")]),
        ("White House", "The Government of Romania asked the government.", [("the government", "US")]),
        ("NATO", "The government says we agree.", [("we", "NATO")]),
        ("Baltic Ministry News", "The ministry said we got tanks.", []),
        ("Ukraine Times", "We got tanks.", []),
        ("Government of Kenya and Embassy of France", "We got tanks.", []),
        ("U.S. Embassy in Beirut", "We delivered Humvees.", [("We", "US")]),
        ("Focus Taiwan", "We got tanks.", []),
        ("Voice of America", "We got tanks.", []),
        ("Iran International", "The government got tanks.", []),
        ("Kyiv Independent", "We got tanks.", []),
        ("Norwegian Armed Forces", "Soldiers are trained by us, not by the US.", [("us", "NO")]),
        (None, "We got tanks.", []),
    ],
)
def test_a_body_speaks_of_itself(publisher: str | None, text: str, found: list[tuple[str, str]]) -> None:
    mentions = list(find_ourselves(text, publisher))
    assert [(m.text, m.code) for m in mentions] == found
    assert all(text[m.start : m.end] == m.text for m in mentions)
