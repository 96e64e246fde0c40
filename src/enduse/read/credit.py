"""Who is credited with a clause: all witnesses are weighed by their marks and by the words they are met in (`credit.npz`)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from enduse.read.chooser import Chooser
from enduse.read.network import Floats
from enduse.read.speech import Speech
from enduse.read.witnesses import Witness

FILE = "credit.npz"
PLACES = 4  # whose vectors are seen: the clause's word, the root of its sentence, the speaker's last word, the word of saying


def choose_witness(credit: Chooser, speech: Speech, sentence: int, word: int, witnesses: Sequence[Witness]) -> Witness:
    """The likeliest of the witnesses of a clause.

    Args:
        credit: the weights.
        speech: what is said in the document.
        sentence: the number of the sentence the clause stands in.
        word: a word of the clause, counted from the sentence's first.
        witnesses: who may be credited.
    """
    words = (words_seen(speech, sentence, word, each) for each in witnesses)
    return witnesses[int(np.argmax(credit.scores([each.marks for each in witnesses], words)))]


def words_seen(speech: Speech, sentence: int, word: int, witness: Witness) -> list[Floats | None]:
    """The vectors of a clause's word, of the root of its sentence, of the speaker and of the word of saying: None for none."""
    vectors, said = speech.vectors, witness.said
    return [
        vectors.of(sentence, word),
        vectors.of(sentence, speech.analysis.trees[sentence].heads.index(-1)),
        vectors.at(said.speaker.span.end - 1) if said and said.speaker.span.end else None,
        vectors.of(said.sentence, said.saying.word) if said and said.saying else None,
    ]
