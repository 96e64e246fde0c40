"""Publishers that speak for themselves, and those that tell what others say."""

import pytest

from enduse.read.direct_speech import DirectSpeech
from enduse.read.ourselves import voice_of
from enduse.read.own_voice import find_publisher, in_first_person, without_desk
from enduse.read.speakers import Speakers

from .speech_builder import analysed, reported

FLAT = "DET/det/2 NOUN/nsubj/5 ADP/case/4 NOUN/nmod/2 VERB/root/0 NOUN/obj/5 PUNCT/punct/5"
FLAT_QUOTED = (
    "PUNCT/punct/3 PRON/nsubj/3 VERB/root/0 NOUN/obj/3 PUNCT/punct/3 PUNCT/punct/3 PRON/nsubj/8 VERB/parataxis/3 PUNCT/punct/3"
)


def test_a_ministry_speaks_for_itself_and_a_paper_does_not() -> None:
    assert voice_of("Ministry of Defence, Press Office") == (True, False)
    assert voice_of("Northern Daily News") == (False, True)


def test_words_in_brackets_make_no_outlet() -> None:
    assert voice_of("Defence Ministry, Copenhagen (news in brief)") == (True, False)


def test_the_desk_is_left_out() -> None:
    assert without_desk("Department of the Treasury, Press Center") == "Department of the Treasury"


@pytest.mark.parametrize(
    ("publisher", "rules"),
    [
        (None, []),
        ("Ministry of Defence", ["publisher own", "publisher own named"]),
        ("Northern Daily News", ["publisher outlet", "publisher outlet unnamed"]),
        ("Jane Doe", ["publisher unknown", "publisher unknown unnamed"]),
    ],
)
def test_a_publisher_is_of_a_sort_and_named_or_not(publisher: str | None, rules: list[str]) -> None:
    text = "Drones sent. The ministry of defence sent drones."
    analysis = analysed(text, "NOUN/nsubj/2 VERB/root/0 PUNCT/punct/2", FLAT)
    assert [rule for _, rule in find_publisher(reported(text, publisher=publisher), analysis)] == rules


def test_first_person_outside_quotations() -> None:
    text = "We sent drones. “We sent drones,” he said."
    analysis = analysed(text, "PRON/nsubj/2 VERB/root/0 NOUN/obj/2 PUNCT/punct/2", FLAT_QUOTED)
    assert in_first_person(analysis, DirectSpeech(analysis, Speakers(analysis), lambda _: [])) == {0}
