import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Span
from enduse.read.locate import Locator

TEXT = "The “Su‑35” jets — 24 of\u00a0them — left Farmsville. Arms and drones’ parts followed."


def locator(text: str = TEXT, *gaps: tuple[int, int]) -> Locator:
    ends = [0, *(place for gap in gaps for place in gap), len(text)]
    return Locator(text, [Span(start=a, end=b) for a, b in zip(ends[::2], ends[1::2], strict=True)])


@pytest.mark.parametrize(
    ("words", "found", "how"),
    [
        ("24 of\u00a0them", "24 of\u00a0them", "exact"),
        ("24  of\nthem", "24 of\u00a0them", "other marks"),
        ('"Su-35" jets - 24', "“Su‑35” jets — 24", "other marks"),
        ("arms and drones' parts", "Arms and drones’ parts", "other marks"),
        ("drone", "drones", "exact"),
        ("arms", "Arms", "other marks"),
        ("Farms", "Farmsville", "exact"),
    ],
)
def test_words_are_found_in_other_marks_and_given_as_they_stand(words: str, found: str, how: str):
    at = locator().locate(words)
    assert at is not None
    assert (at[0].of(TEXT), at[1]) == (found, how)


@pytest.mark.parametrize("words", ["", "  ", "\u200b", "rms", "ar", "25 of them", "jets\x00", "them left", "ville"])
def test_other_words_are_not(words: str):
    assert locator().find(words) is None


def test_near_agreement_is_found_only_when_asked_for_and_in_whole_words():
    words = "The Su-35 jets - 24 of them - left Farmsvile."
    assert locator().find(words) is None
    found = locator().find(words, nearly=True)
    assert found is not None
    assert found.of(TEXT) == "The “Su‑35” jets — 24 of\u00a0them — left Farmsville"


def test_nothing_is_found_across_what_is_not_readable():
    text = "Iran sent drones. ADVERT Russia paid for them."
    with_gap = locator(text, (18, 24))
    assert with_gap.find("ADVERT") is None
    assert with_gap.find("Iran sent drones. ADVERT Russia paid", nearly=True) is None
    assert with_gap.find("Russia paid") == Span(start=25, end=36)


def test_the_place_to_look_in_is_kept_to():
    text = "drones here, drones there"
    assert locator(text).find("drones", within=Span(start=5, end=len(text))) == Span(start=13, end=19)
    assert locator(text).find("there", within=Span(start=0, end=12)) is None


def test_letters_that_fold_to_several_keep_their_place():
    text = "Straße … ﬁnal ﬀ drones"
    found = locator(text).find("FINAL")
    assert found is not None
    assert found.of(text) == "ﬁnal"
    assert locator(text).find("STRASSE") == Span(start=0, end=6)


@given(st.text(max_size=60), st.integers(0, 59), st.integers(1, 60))
def test_any_whole_words_of_a_text_are_found_as_they_stand(text: str, start: int, length: int):
    words = text[start : start + length].strip()
    found = Locator(text, [Span(start=0, end=len(text))]).find(words, nearly=True)
    assert found is None or found.end <= len(text)
    cut = text[start : start + length]
    at = start + len(cut) - len(cut.lstrip())
    bounded = not (text[at - 1 : at].isalnum() and at > 0) and not text[at + len(words) : at + len(words) + 1].isalnum()
    if words.isascii() and any(c.isalnum() for c in words) and bounded:
        assert found is not None
        assert words.casefold().split() == found.of(text).casefold().split() or words in found.of(text)
