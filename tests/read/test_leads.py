"""What stands before a paragraph's first sentence."""

from __future__ import annotations

import pytest

from enduse.read.leads import lead_end
from enduse.read.sentences import find_sentences


@pytest.mark.parametrize(
    "lead",
    [
        "PARIS, June 30 (MNA) — ",
        "WASHINGTON - ",
        "SEOUL, Nov. 17 (Hangang) -- ",
        "LONDON/MOSCOW, December 14 – ",
        "UNITED NATIONS (SCPA) – ",
        "ARYS, Kazakhstan – ",
        "FORT WORTH, Tex., Sept. 3 (LSWS) — ",
        "THE HAGUE, Dec 8 - ",
        "Tehran (NRA) – ",
        "LINKÖPING – ",
        "Oslo, 24 June - ",
        "New Delhi, Jun 24 (PTI) – ",
        "JERUSALEM — June 24, 2022 — ",
        "Moscow. June 24. INTERFAX - ",
        "MOSCOW, June 24. /TASS/. ",
        "MR. HARLAN: ",
        "Q: ",
        "FISCHER (Foreign Office): ",
        "President Sharif (via interpreter): ",
        "James Heappey: ",
    ],
)
def test_datelines_and_labels_are_told_from_the_sentence(lead: str) -> None:
    assert lead_end(f"{lead}Iran sold the drones.") == len(lead)


@pytest.mark.parametrize(
    "text",
    [
        "Iran - a supplier of drones - denied it.",
        "Russia sold Su-35s to Iran.",
        "The United States – and Britain – sent tanks.",
        "The list is short: drones and missiles.",
        "See https://example.org/a for more.",
        "On Friday, 24 June - a holiday - Norway sold drones.",
        "He met KIRBY - who knew of it.",
        "",
        "IRAN SELLS DRONES",
        "SU-35 jets went to Iran.",
    ],
)
def test_nothing_else_is(text: str) -> None:
    assert lead_end(text) == 0


def test_the_lead_is_a_sentence_of_its_own_and_the_title_is_left_whole() -> None:
    text = "TEHRAN (X) – Iran sold drones. It denied that.\n\nQ: To whom?"
    assert [s.span.of(text) for s in find_sentences(text)] == [
        "TEHRAN (X) –",
        "Iran sold drones.",
        "It denied that.",
        "Q:",
        "To whom?",
    ]
