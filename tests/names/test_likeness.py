"""What is reckoned for many words at once is never less than what two words are found to be alike."""

from __future__ import annotations

import csv
import random
from pathlib import Path

from enduse.names import prepare
from enduse.names.similarity import ALIKE, UNLIKE, similarity
from enduse.names.vocabulary import Vocabulary, build_vocabulary
from enduse.names.words import Word, word_of

ROWS = list(csv.DictReader((Path(__file__).parent / "pairs.csv").read_text(encoding="utf-8").splitlines()))


def words() -> list[Word]:
    names = [prepare(row[side], row["schema"]) for row in ROWS for side in "ab"]
    return list({word.text: word for name in names for word in name.words}.values())


def test_words_are_found_at_least_as_alike_as_they_are() -> None:
    listed = words()
    vocabulary = Vocabulary(build_vocabulary([word.text for word in listed]))
    alike = missed = 0
    for asked in random.Random(4).sample(listed, 160):
        found = vocabulary.spellings(asked)
        most = dict(zip(found.numbers.tolist(), found.likeness.tolist(), strict=True))
        for number, other in enumerate(listed):
            likeness, way = similarity(asked, other)
            if way == UNLIKE or likeness < ALIKE:
                continue
            alike += 1
            missed += number not in most
            assert number in most or likeness < 0.85, (asked, other)
            assert most.get(number, 1.0) >= likeness - 0.011, (asked, other)
    assert alike > 300
    assert missed <= 0.05 * alike  # short ones that have little in common, such as two consonants


def test_a_word_of_another_script_is_known_by_its_own_letters() -> None:
    vocabulary = Vocabulary(build_vocabulary(["hassan", "حسن", "김", "kim", "b52"]))
    for text in ("hassan", "حسن", "김", "b52"):
        assert vocabulary.spellings(word_of(text)).known
    assert not vocabulary.spellings(word_of("hasan")).known
    assert {0, 1} <= set(vocabulary.spellings(word_of("hasan")).numbers.tolist())
