"""Choosing one of several, and of the witnesses of a clause."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from enduse.errors import ModelError
from enduse.model import Span
from enduse.read.analysis import analyse
from enduse.read.chooser import Chooser, beside, load_chooser
from enduse.read.credit import FILE, PLACES, choose_witness, words_seen
from enduse.read.network import load_network
from enduse.read.said import Said
from enduse.read.speakers import Speaker
from enduse.read.speech import Speech
from enduse.read.witnesses import Witness

from .speech_builder import analysed, reported

TEXT = "Officials said that Iran sells drones."
NOBODY = Witness(None, {"no voice"})
SAYS = "NOUN/nsubj/2 VERB/root/0 SCONJ/mark/5 PROPN/nsubj/5 VERB/ccomp/2 NOUN/obj/5 PUNCT/punct/2"


def speech() -> Speech:
    """Speech in a text that no network has parsed."""
    return Speech(analysed(TEXT, SAYS), reported(TEXT))


def row(found: Speech, number: int) -> list[float]:
    """The vector of a word of the text as the network gave it."""
    (parsed,) = found.analysis.parsed
    return list(parsed.words[number].tolist())


def weights(**of_marks: float) -> dict[str, NDArray[Any]]:
    """Weights of marks, with layers of one unit that fires where the first number of the clause's vector is above 0."""
    inner = np.zeros((PLACES * 2 + 1, 1))
    inner[0] = 1
    return {
        "marks": np.array(list(of_marks)),
        "weight": np.array(list(of_marks.values()), np.float16),
        "vector": np.zeros((len(of_marks), 1), np.float16),
        "inner": inner,
        "inner_bias": np.zeros(1),
        "further": np.eye(1),
        "further_bias": np.zeros(1),
        "outer": np.ones(1),
    }


def test_the_heaviest_is_chosen() -> None:
    light, heavy = Witness(None, {"light"}), Witness(None, {"heavy"})
    assert choose_witness(Chooser(weights(light=-1.0, heavy=2.0)), speech(), 0, 5, [light, heavy]) is heavy


def test_a_mark_that_is_not_known_weighs_nothing() -> None:
    strange, light = Witness(None, {"never seen"}), Witness(None, {"light"})
    assert choose_witness(Chooser(weights(light=-1.0)), speech(), 0, 5, [light, strange]) is strange


def test_the_words_count_beside_the_marks() -> None:
    words = [[None] * PLACES, [np.array([3.0, 0.0], np.float32), *[None] * (PLACES - 1)]]
    assert Chooser(weights(mark=1.0)).scores([["mark"], []], words).tolist() == [1, 3]
    assert Chooser(weights(mark=1.0), sees_words=False).scores([["mark"], []], words).tolist() == [1, 0]


def test_a_vector_that_is_missing_leaves_its_place_empty() -> None:
    assert beside([None, np.array([1.0, 2.0], np.float32)], 4).tolist() == [0, 0, 1, 2]


def test_the_order_of_the_marks_is_of_no_account() -> None:
    marks = [f"mark {n}" for n in range(40)]
    chooser = Chooser(weights(**{mark: 0.1 * n for n, mark in enumerate(marks)}))
    words = [[None] * PLACES]
    assert chooser.scores([marks], words).tolist() == chooser.scores([marks[::-1]], words).tolist()


def test_the_words_seen_are_the_clauses_the_sentences_the_speakers_and_the_sayings() -> None:
    document = reported(TEXT)
    found = Speech(analyse(document, load_network()), document)
    spoken = next(found.who_says(0, 5))
    assert (spoken.speaker.name, spoken.saying and spoken.saying.word) == ("Officials", 1)
    seen = words_seen(found, 0, 5, Witness(spoken, set()))
    assert [vector is not None and vector.tolist() for vector in seen] == [row(found, n) for n in (5, 1, 0, 1)]


def test_nobody_has_no_words_and_a_page_that_is_not_parsed_has_none_at_all() -> None:
    someone = Witness(Said(0, None, Speaker("person", "John Kirby", Span(start=0, end=9), None), "label"), set())
    assert words_seen(speech(), 0, 5, NOBODY) == [None] * PLACES
    assert words_seen(speech(), 0, 5, someone) == [None] * PLACES


def test_the_shipped_weights_prefer_a_verb_of_saying_over_the_clause() -> None:
    found = speech()
    sayer = Witness(next(found.who_says(0, 5)), {"here stands before the verb"})
    assert choose_witness(load_chooser(FILE), found, 0, 5, [NOBODY, sayer]) is sayer


def test_a_folder_without_weights_has_the_shipped_ones_by_marks_alone(tmp_path: Path) -> None:
    document = reported(TEXT)
    parsed, unparsed = Speech(analyse(document, load_network()), document), speech()
    sayer = Witness(next(parsed.who_says(0, 5)), {"here stands before the verb"})
    chosen = choose_witness(load_chooser(FILE, tmp_path), parsed, 0, 5, [NOBODY, sayer])
    assert chosen is choose_witness(load_chooser(FILE), unparsed, 0, 5, [NOBODY, sayer])


@pytest.mark.parametrize("damage", [b"", b"no archive", b"PK\x03\x04 cut short"])
def test_damaged_weights_are_named(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / FILE).write_bytes(damage)
    with pytest.raises(ModelError, match=r"credit\.npz is missing or damaged"):
        load_chooser(FILE, tmp_path)


def test_weights_that_lack_a_layer_are_damaged(tmp_path: Path) -> None:
    arrays = weights(mark=1.0)
    del arrays["inner"]
    np.savez(tmp_path / FILE, **arrays)
    with pytest.raises(ModelError, match="damaged"):
        load_chooser(FILE, tmp_path)
