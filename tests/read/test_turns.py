"""Who has the floor in conversations, and that a list with colons is none."""

from enduse.read.turns import find_turns, turn_at

HEARING = """MR. HARLAN: Were there tanks?

THE WITNESS: There were.

They came by rail.

MR. HARLAN: From where?
"""


def test_a_turn_lasts_to_the_next_label() -> None:
    turns = find_turns(HEARING)
    found = turn_at(turns, HEARING.index("by rail"))
    assert found is not None
    assert found.name == "THE WITNESS"
    assert found.label.of(HEARING) == "THE WITNESS"


def test_before_the_first_label_nobody_has_the_floor() -> None:
    text = "Uncorrected copy.\n\n" + HEARING
    assert turn_at(find_turns(text), 3) is None


def test_questions_and_answers_are_turns() -> None:
    text = "Q: Is it true?\nA: It is.\nQ: How many?\nA: Twelve.\n"
    assert [t.name for t in find_turns(text)] == ["Q", "A", "Q", "A"]


def test_notes_and_ratings_are_no_turns() -> None:
    text = "Claim: They sold it.\nRating: false\nClaim: They gave it.\nTags: arms\nRating: true\n"
    assert find_turns(text) == []
