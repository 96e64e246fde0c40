"""Windows: every sentence is answered for exactly once, and no window is longer than the encoder can read."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece

from enduse.read.sentences import find_sentences
from enduse.read.windows import CONTEXT, LONGEST, Window, make_windows, near, sub_words

Pieces = list[list[tuple[int, ...]]]
SENTENCES = st.lists(st.lists(st.integers(1, 16).map(lambda n: (7,) * n), min_size=1, max_size=160), max_size=30)


def covered(windows: list[Window]) -> list[int]:
    return [number for window in windows for number in range(window.fresh, window.last)]


@given(SENTENCES)
def test_every_sentence_is_fresh_once_and_every_window_fits(pieces: Pieces) -> None:
    windows = make_windows(pieces)
    assert covered(windows) == list(range(len(pieces)))
    for window in windows:
        assert len(window.ids) <= 512
        assert window.first <= window.fresh < window.last
        assert sum(len(word) for sentence in pieces[window.first : window.fresh] for word in sentence) <= CONTEXT
        assert len(window.word_starts) == len(window.word_sentences) == sum(map(len, pieces[window.first : window.last]))
        assert all(a <= b for a, b in pairwise(window.word_starts))
        assert all(0 < start < len(window.ids) - 1 for start in window.word_starts)
        assert sorted(set(window.word_sentences)) == list(range(1, window.last - window.first + 1))


def test_one_sentence_without_end_is_cut_off() -> None:
    pieces = [[(7,)] * 5000]
    (window,) = make_windows(pieces)
    assert len(window.ids) == LONGEST + 2
    assert len(window.word_starts) == 5000
    assert window.word_starts[:3] == (1, 2, 3)
    assert set(window.word_starts[LONGEST:]) == {LONGEST}  # words that are not read share the last that is


def test_later_windows_repeat_what_came_before() -> None:
    windows = make_windows([[(7,)] * 50] * 20)
    assert windows[0].first == windows[0].fresh == 0
    assert [w.fresh - w.first for w in windows[1:]] == [2] * (len(windows) - 1)
    assert [w.word_sentences.count(1) for w in windows] == [50] * len(windows)


def test_words_keep_their_sub_words_apart() -> None:
    (window,) = make_windows([[(11,), (12, 13)], [(14, 15, 16)]])
    assert window.ids[1:-1] == (11, 12, 13, 14, 15, 16)
    assert window.word_starts == (1, 2, 4)
    assert window.word_sentences == (1, 1, 2)


def test_nothing_gives_no_window() -> None:
    assert make_windows([]) == []


@pytest.fixture
def tokenizer() -> Tokenizer:
    made = Tokenizer(WordPiece({"[UNK]": 100, "drone": 1, "##s": 2}, unk_token="[UNK]", max_input_chars_per_word=100))
    made.no_padding()
    return made


def test_words_to_sub_words(tokenizer: Tokenizer) -> None:
    sentences = find_sentences("drones drone zebra. drone")
    assert sub_words(sentences, tokenizer) == [[(1, 2), (1,), (100,), (100,), (1,)]]
    assert sub_words([], tokenizer) == []


def test_a_word_of_many_pieces_is_cut(tokenizer: Tokenizer) -> None:
    (pieces,) = sub_words(find_sentences("drone" + "s" * 40), tokenizer)
    assert pieces == [(1, *[2] * 15)]


def test_quotation_marks_are_one_to_the_network() -> None:
    made = Tokenizer(WordPiece({"[UNK]": 100, "'": 1, '"': 2, "'s": 3}, unk_token="[UNK]", max_input_chars_per_word=100))
    curly, straight = (sub_words(find_sentences(text), made) for text in ("“Iran’s” ‘x’", "\"Iran's\" 'x'"))
    assert curly == straight
    assert (3,) in curly[0]


def test_windows_are_read_beside_a_sentence_that_is_worth_it() -> None:
    windows = make_windows([[(7,)] * 300] * 6)  # one sentence a window
    assert near(windows, [False, False, True, False, False, False]) == [False, True, True, True, False, False]
    assert near(windows, [False] * 6) == [False] * 6
    assert near(windows, [True, False, False, False, False, True]) == [True, True, False, False, True, True]
    assert near([], []) == []
