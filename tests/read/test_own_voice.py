"""Publishers that speak for themselves, and those that tell what others say."""

from enduse.read.own_voice import voice_of, without_desk


def test_a_ministry_speaks_for_itself_and_a_paper_does_not() -> None:
    assert voice_of("Ministry of Defence, Press Office") == (True, False)
    assert voice_of("Northern Daily News") == (False, True)


def test_words_in_brackets_make_no_outlet() -> None:
    assert voice_of("Defence Ministry, Copenhagen (news in brief)") == (True, False)


def test_the_desk_is_left_out() -> None:
    assert without_desk("Department of the Treasury, Press Center") == "Department of the Treasury"
