"""Where sentences and words begin and end, in tidy and in untidy text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Span
from enduse.read.sentences import find_sentences


def cut(text: str, **known: object) -> list[str]:
    """The sentences of a text, blanks made one."""
    return [" ".join(s.span.of(text).split()) for s in find_sentences(text, **known)]  # type: ignore[arg-type]


def words(text: str) -> list[str]:
    return [word.text for sentence in find_sentences(text) for word in sentence.words]


@pytest.mark.parametrize(
    "sentences",
    [
        ["The U.S. sent arms.", "Iran denied it."],
        ["He spoke for the U.S. government and the U.K. cabinet."],
        ["Drones were sent to the U.S.", "The embassy said so."],
        ["Gen. Mark A. Milley met George W. Bush.", "They talked."],
        ["Mr. Kirby said no.", "Mrs. Smith said yes."],
        ["See No. 5 of Art. 7 there.", "It has Annex B."],
        ["Did they?", "No.", "The ministry said so."],
        ["The Dec. 9 deal was signed at 10 a.m. on Monday.", "It cost $1.5 million."],
        ["They met at 10 p.m.", "The talks failed."],
        ["It weighs 2.5 tons and cost 1,200.50 dollars.", "400 were sent."],
        ["Shahed Ltd. of Tehran built it, e.g. in Isfahan.", "It did!"],
        ["“We sent them.”", "“We did not.”"],
        ['"Did Iran sell drones?"', "(It did.)", "Russia bought them."],
        ["Iran denied it.[12]", "Russia did not.[3][4]", "Both lied."],
        ["It waited... and waited.", "Then it came…", "And went."],
        ["See https://example.org/a.html.", "The page is long."],
        ["Write to first.last@example.org.", "The office answers."],
        ["The MR. KIRBY transcript is long.", "It has GEN. MILLEY in it."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(sentences: list[str]) -> None:
    assert cut(" ".join(sentences)) == sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Iran sent drones.The ministry denied it.", ["Iran sent drones.", "The ministry denied it."]),
        ("no final stop", ["no final stop"]),
        ("One came. another did not", ["One came. another did not"]),  # no capital: no sentence
        ("Iran sent.\u00a0Russia paid.", ["Iran sent.", "Russia paid."]),
        ("", []),
        (" \n\t\n \u00a0", []),
        ("\u200b\n\n\ufeff", []),
    ],
)
def test_untidy_ends(text: str, sentences: list[str]) -> None:
    assert cut(text) == sentences


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\u2028"])
def test_hard_wrapped_text_is_one_paragraph_until_a_short_or_blank_line(newline: str) -> None:
    lines = [
        "Iran has sent hundreds of drones to Russia since August, officials in",
        "Kyiv said on Monday, and more are on their way over the Caspian Sea.",
        "Moscow denies it.",
        "",
        "The Kremlin spokesman told reporters that Russia uses its own drones",
        "and no others.",
    ]
    found = find_sentences(newline.join(lines))
    assert [len(s.words) for s in found] == [29, 4, 15]
    assert found[0].paragraph == found[1].paragraph != found[2].paragraph


def test_a_wrapped_line_may_begin_with_the_year_that_ends_a_sentence() -> None:
    text = "They have sold drones and infantry equipment worth 200 million since\n2000. No more came."
    assert len(cut(text)) == 2


def test_one_overlong_line_does_not_break_up_hard_wrapped_text() -> None:
    wrapped = "Iran has sent hundreds of drones to Russia since August, officials in\nKyiv said on Monday.\n"
    assert len(cut(wrapped * 4 + "\n" + "x" * 150)) == 5


def test_every_line_of_text_that_is_not_wrapped_is_a_paragraph() -> None:
    long = (
        "Iran has sent hundreds of drones to Russia since August, officials said, and it will send hundreds more by the spring."
    )
    assert cut(f"A headline without a stop\n{long}\nAnother headline\n{long}") == [
        "A headline without a stop", long, "Another headline", long,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "lines",
    [
        ["• Twelve tanks from Poland", "• Six howitzers from Norway"],
        ["- Twelve tanks from Poland", "- Six howitzers from Norway"],
        ["1) Twelve tanks from Poland", "2) Six howitzers from Norway"],
        ["(1) Whether the Committee approved the export of arms;", "(2) whether any of them has been diverted;"],
    ],
)
def test_lists_are_cut_by_the_line(lines: list[str]) -> None:
    assert cut("\n".join(lines)) == lines


@pytest.mark.parametrize(
    "turns",
    [
        [("Q:", "Did Iran send any tanks?"), ("A:", "It sent twelve of them.")],
        [("MR. KIRBY:", "We sent twelve tanks."), ("GEN. MILLEY:", "And six howitzers.")],
    ],
)
def test_in_transcripts_who_speaks_stands_apart_from_what_is_said(turns: list[tuple[str, str]]) -> None:
    assert cut("\n".join(" ".join(turn) for turn in turns)) == [part for turn in turns for part in turn]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Iran's won't can’t they're", ["Iran", "'s", "wo", "n't", "ca", "n’t", "they", "'re"]),
        ("Su-35s, S-300 and MiG-29K", ["Su-35s", ",", "S-300", "and", "MiG-29K"]),
        ("2,000km 1.5bn $3.5 155mm 21st", ["2,000km", "1.5bn", "$", "3.5", "155mm", "21st"]),
        ("mis\u00adsiles\u200b fell", ["mis\u00adsiles", "fell"]),
        ("cafe\u0301 naïve Erdoğan", ["cafe\u0301", "naïve", "Erdoğan"]),
        ("AT&T anti-tank", ["AT&T", "anti", "-", "tank"]),
        ("(drones)", ["(", "drones", ")"]),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_furniture_is_left_out_and_ends_a_sentence() -> None:
    text = "Iran sent SHARE THIS drones to Russia. Moscow paid."
    share = Span(start=10, end=20)
    assert share.of(text) == "SHARE THIS"
    assert cut(text, furniture=[share]) == ["Iran sent", "drones to Russia.", "Moscow paid."]
    assert cut(text, furniture=[Span(start=0, end=len(text))]) == []
    assert cut(text, furniture=[Span(start=15, end=20), Span(start=10, end=18)]) == cut(text, furniture=[share])


def test_only_the_title_is_the_title() -> None:
    text = "Tehran sends hundreds of its drones to Moscow\nKYIV: Iran sent drones, officials told us.\nThey came."
    found = find_sentences(text, title=Span(start=0, end=45))
    assert [(s.is_title, s.words[0].text) for s in found] == [
        (True, "Tehran"),
        (False, "KYIV"),
        (False, "Iran"),
        (False, "They"),
    ]


PIECES = st.lists(
    st.sampled_from([*"\n\r \t.!?\"'“”’()[]-–—•_@&+:/…1Aa", "\r\n", "\n\n", "U.S.", "Gen.", "No.", "n't",
                     "Iran", "Su-35", "\u00a0",
                     "\u00ad", "\u200b", "\u0301", "\u2028", "\f", "https://", "[1]", "…", "ß", "ё", "中"]),
    max_size=120,
).map("".join)  # fmt: skip


@given(
    text=st.one_of(st.text(max_size=200), PIECES),
    bounds=st.lists(st.tuples(st.integers(0, 150), st.integers(0, 20)), max_size=4),
)
def test_words_are_exact_in_order_and_outside_furniture(text: str, bounds: list[tuple[int, int]]) -> None:
    furniture = [Span(start=min(a, len(text)), end=min(a + size, len(text))) for a, size in bounds]
    at = 0
    paragraph = 0
    for sentence in find_sentences(text, furniture=furniture, title=Span(start=0, end=min(9, len(text)))):
        assert sentence.paragraph >= paragraph
        paragraph = sentence.paragraph
        for word in sentence.words:
            assert at <= word.start < word.end
            assert word.text == text[word.start : word.end]
            assert sentence.span.contains(Span(start=word.start, end=word.end))
            assert not any(gap.overlaps(Span(start=word.start, end=word.end)) for gap in furniture)
            at = word.end


@given(PIECES)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    assert "".join(c for c in text if c.isalnum()) == "".join(c for word in words(text) for c in word if c.isalnum())


@pytest.mark.slow
@pytest.mark.parametrize(
    "unit", ["_", "( ", "(", "a", '". ', "a.", "'s", "1,", "n't", "x@", "a-", "\u0301", "a\n", "\n", " ", "Iran sent drones. "]
)
def test_long_runs_of_anything_are_read_in_linear_time(unit: str) -> None:
    """Where cutting looked back or ahead without bound these would take minutes each, far over any patience."""
    text = unit * (120_000 // len(unit))
    found = find_sentences(text)
    assert all(len(sentence.words) <= 151 for sentence in found)


def test_short_lines_that_nobody_wrapped_are_cut_apart() -> None:
    lines = [
        "Delivered military support",
        "8 PzH 2000 howitzers",
        "Military support in planning or in execution",
        "Air defence",
    ]
    assert cut("\n".join([*lines, "3 Patriot launchers"])) == [*lines, "3 Patriot launchers"]
