"""The most that `similarity` may find one word and many others alike: its rules as bounds, reckoned for all of them at once."""

from __future__ import annotations

import re
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.names.romanise import OTHER
from enduse.names.words import Word

Floats = npt.NDArray[np.float32]
Texts = npt.NDArray[np.object_]
#: How words are compared: by their letters, by their consonants where vowels are left out, or one by one in a way of their own.
LETTERS, CONSONANTS, OWN = range(3)
#: The most errors that two words may differ by, by the length of the longer one.
_MOST_ERRORS: Final = np.array([0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 3], dtype=np.float32)
_SOFT: Final = str.maketrans("", "", "aifu")
_DOUBLED: Final = re.compile(r"(.)\1+")


def way(word: Word) -> int:
    """How a word is compared."""
    if word.figure or word.script != OTHER:
        return OWN
    return LETTERS if word.vowels else CONSONANTS


def hard_consonants(word: Word) -> str:
    """The consonants that no script leaves out or writes for a vowel, doubled ones once."""
    return _DOUBLED.sub(r"\1", word.skeleton.translate(_SOFT))


def edits(text: str, others: Texts) -> Floats:
    """The edits between a text and each of the others."""
    if not len(others):
        return np.zeros(0, dtype=np.float32)
    found: Floats = cdist([text], others.tolist(), scorer=OSA.distance, dtype=np.uint8)[0].astype(np.float32)
    return found


def by_letters(word: Word, letters: Floats, sound: Floats, lengths: npt.NDArray[np.int16]) -> Floats:
    """The most for words with vowels.

    Args:
        word: the word.
        letters: the edits between its letters and those of each other word.
        sound: the same of their sounds.
        lengths: the lengths of the others.
    """
    longer = np.maximum(lengths, word.length)
    value = 1 - np.minimum(letters, (letters + 2 * sound) / 3) / longer
    value[letters > _MOST_ERRORS[np.minimum(longer, 10)]] = 0.0
    np.minimum(value, 0.93, out=value)
    value[(sound <= 1) & (longer > 6)] = 0.93
    value[(letters == 2) & (np.abs(lengths - word.length) == 2)] = 0.92  # it may be an article
    value[sound == 0] = 0.95
    value[letters == 0] = 1.0
    most: Floats = value.astype(np.float32)
    return most


def by_consonants(word: Word, letters: Floats, hard: Texts, both: npt.NDArray[np.bool_]) -> Floats:
    """The most where one script leaves vowels out.

    Args:
        word: the word.
        letters: the edits between its letters and those of each other word.
        hard: the hard consonants of the others.
        both: do both leave vowels out?
    """
    own = hard_consonants(word)
    apart = edits(own, hard)
    long = np.fromiter(map(len, hard), dtype=np.int16, count=len(hard)) > 3
    value = np.where((apart == 1) & long & (len(own) > 3), np.float32(0.72), np.float32(0.0))
    # One or two errors within one script.
    value[both & (letters <= 2) & (word.length > 2)] = 0.86
    value[apart == 0] = 0.9
    value[letters == 0] = 1.0
    return value
