"""A text written plainly, character for character."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Document, Span
from enduse.read.embedded import EmbeddedReader
from enduse.read.plain import plain_text


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("5\u00a0MiG\u201129s for\u202fIran", "5 MiG-29s for Iran"),
        ("Su\u201035 \u2212 Su\u201235", "Su-35 - Su-35"),
        ("2\u2009000 shells — “half” of Iran’s", "2 000 shells — “half” of Iran’s"),
        ("Iran sent drones.", "Iran sent drones."),
    ],
)
def test_marks(written: str, plain: str) -> None:
    assert plain_text(written) == plain


@pytest.mark.parametrize(
    ("headline", "plain"),
    [
        ("U.S. PLAN TO SEND MIGS TO UKRAINE'S ALLY", "U.S. plan to send MiGs to Ukraine's ally"),
        ("NATO UNMOVED BY PROTESTS", "NATO Unmoved by Protests"),
        ("Poland plans NATO talks", "Poland plans NATO talks"),
        ("NATO PLAN", "NATO PLAN"),  # two words may be two acronyms
    ],
)
def test_headlines(headline: str, plain: str) -> None:
    report = "\n\nThe U.S. plan to send MiGs to an ally was welcomed by NATO. Ukraine's plan is not."
    assert plain_text(headline + report, Span(start=0, end=len(headline))) == plain + report


LATIN = st.characters(max_codepoint=0xFF)


@given(st.text(LATIN, max_size=80), st.text(LATIN, max_size=40))
def test_every_character_stays_at_its_place(headline: str, report: str) -> None:
    text = headline.upper() + report
    plain = plain_text(text, Span(start=0, end=len(headline.upper())))
    assert len(plain) == len(text)
    assert plain.casefold().split() == plain_text(text).casefold().split()


def test_quotes_keep_the_marks_of_the_report() -> None:
    text = "Russia has sold Iran 24\u00a0Su\u201135 fighters."
    (statement,) = EmbeddedReader().read(Document(name="a.txt", text=text, sha256="")).statements
    (item,) = statement.items
    assert statement.span.of(text) == statement.quote
    assert "24\u00a0Su\u201135" in statement.quote
    assert "Su\u201135" in item.text
    assert item.quantity is not None
    assert item.quantity.low == 24
