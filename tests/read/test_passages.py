from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Span
from enduse.read.passages import find_passages, readable_spans

from .standin import furniture, report


def test_paragraphs_are_gathered_up_to_the_longest():
    text = "\n\n".join(["a" * 40, "b" * 40, "c" * 40])
    passages = find_passages(report(text), longest=90)
    assert [[p.of(text)[0] for p in passage.paragraphs] for passage in passages] == [["a", "b"], ["c"]]
    assert [p.of(text)[0] for p in passages[1].before] == ["a", "b"]


def test_a_long_paragraph_is_cut_after_a_sentence():
    text = "One goes. " * 30
    for passage in find_passages(report(text), longest=100):
        assert all(p.of(text).endswith("goes.") and len(p.of(text)) <= 100 for p in passage.paragraphs)


def test_furniture_is_left_out_and_the_title_put_back():
    text = "Title: Drones\nMenu\n\nThe report.\n\nDonate."
    gaps = (*furniture(text, "Title: Drones\nMenu"), *furniture(text, "Donate."))
    [title] = furniture(text, "Drones")
    document = report(text, furniture=gaps, title_span=title)
    [passage] = find_passages(document)
    assert [p.of(text) for p in passage.paragraphs] == ["Drones", "The report."]


def test_overlapping_furniture_is_one_gap():
    document = report("abcdefgh", furniture=(Span(start=2, end=6), Span(start=1, end=3)))
    assert readable_spans(document) == [Span(start=0, end=1), Span(start=6, end=8)]


@given(st.text(alphabet="ab. \n", max_size=300), st.integers(1, 50))
def test_every_character_but_blanks_is_in_one_passage(text: str, longest: int):
    paragraphs = [p for passage in find_passages(report(text), longest=longest) for p in passage.paragraphs]
    covered = [place for p in paragraphs for place in range(p.start, p.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(text) if not c.isspace()} <= set(covered)
    assert all(p.end - p.start <= longest for p in paragraphs)
