"""The most that `similarity` may find one word and many others alike: its rules as bounds, reckoned for all of them at once."""

from __future__ import annotations

import functools
from typing import Final

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import OSA
from rapidfuzz.process import cdist

from enduse.names.romanise import ARABIC, OTHER
from enduse.names.similarity import ONE_LETTER, consonants
from enduse.names.words import Word

Floats = npt.NDArray[np.float32]
Edits = npt.NDArray[np.uint8]
Texts = npt.NDArray[np.object_]
#: How words are compared: by their letters, by their consonants where vowels are left out, or one by one in a way of their own,
#: those in the Arabic script with few.
LETTERS, CONSONANTS, OWN, IN_ARABIC = range(4)
#: The most errors that two words may differ by, by the length of the longer one.
_MOST_ERRORS: Final = np.array([0, 0, 0, 0, 1, 2, 2, 2, 2, 2, 3], dtype=np.float32)
#: So many edits or more are one to a bound, and so are words of more letters.
_FAR, _LONGEST = 5, 64
#: Two words of four letters with one error, if it is not in the first letter.
ONE_OF_FOUR: Final = np.float32(0.72)


def way(word: Word) -> int:
    """How a word is compared."""
    if word.figure or word.script != OTHER:
        return IN_ARABIC if word.script == ARABIC and not word.figure else OWN
    return LETTERS if word.vowels else CONSONANTS


def edits(text: str, others: Texts) -> Edits:
    """The edits between a text and each of the others, as far as they are told apart."""
    if not len(others):
        return np.zeros(0, dtype=np.uint8)
    found: Edits = cdist([text], others.tolist(), scorer=OSA.distance, score_cutoff=_FAR - 1, dtype=np.uint8)[0]
    return found


def by_letters(word: Word, letters: Edits, sound: Edits, places: npt.NDArray[np.int32]) -> Floats:
    """The most for words with vowels.

    Args:
        word: the word.
        letters: the edits between its letters and those of each other word.
        sound: the same of their sounds.
        places: `places_by_length` of the others.
    """
    most: Floats = _most_by_letters(min(word.length, _LONGEST)).take(places + letters * np.uint8(_FAR + 1) + sound)
    return most


def places_by_length(lengths: npt.NDArray[np.int16]) -> npt.NDArray[np.int32]:
    """Where the most for words of these lengths begins among all."""
    places: npt.NDArray[np.int32] = np.minimum(lengths, _LONGEST).astype(np.int32) * (_FAR + 1) ** 2
    return places


@functools.cache
def _most_by_letters(length: int) -> Floats:
    """The most for a word of this length, by the length of the other, the edits of the letters, and those of the sound."""
    lengths, letters, sound = np.ogrid[: _LONGEST + 1, : _FAR + 1, : _FAR + 1]
    longer, shorter = np.maximum(np.maximum(lengths, length), 1), np.minimum(lengths, length)
    value = 1 - np.minimum(letters, (letters + 2 * sound) / 3) / longer
    value = np.where(letters > _MOST_ERRORS[np.minimum(longer, 10)], 0.0, np.minimum(value, 0.93))
    value = np.where(longer < 5, np.where((letters == 1) & (longer == 4) & (shorter > 2), ONE_OF_FOUR, 0.0), value)
    value = np.where((sound <= 1) & (longer > 6), 0.93, value)
    value = np.where((letters == 2) & (abs(lengths - length) == 2) & (shorter > 3), 0.92, value)  # it may be an article
    value = np.where(sound == 0, 0.95, value)
    return np.where(letters == 0, 1.0, value).astype(np.float32).ravel()


def begins_alike(a: str, b: str) -> bool:
    """May one be the other with one error, in a word of four letters: the same first letter, or the same letters?"""
    return a[0] == b[0] or sorted(a) == sorted(b)


def by_consonants(word: Word, letters: Edits, hard: Texts, full: Texts, both: npt.NDArray[np.bool_]) -> Floats:
    """The most where one script leaves vowels out.

    Args:
        word: the word.
        letters: the edits between its letters and those of each other word.
        hard: the hard consonants of the others.
        full: all their consonants.
        both: do both leave vowels out?
    """
    own_full, own = consonants(word.skeleton)
    apart = edits(own, hard)
    long = np.fromiter(map(len, hard), dtype=np.int16, count=len(hard)) > 3
    value = np.where((apart == 1) & long & (len(own) > 3), np.float32(0.72), np.float32(0.0))
    # One or two errors within one script.
    value[both & (letters <= 2) & (word.length > 2)] = 0.86
    if len(own) > 1:
        value[apart == 0] = 0.86 if len(own) > 2 else 0.72
    value[full == own_full] = 0.9
    value[letters == 0] = 1.0
    return value


def by_arabic(near: npt.NDArray[np.bool_], may_be: npt.NDArray[np.bool_], same: npt.NDArray[np.bool_]) -> Floats:
    """The most for a word in the Arabic script and others in Latin letters.

    Args:
        near: which differ in one consonant at most.
        may_be: which may be written with the letters of the word.
        same: which have the same letters once it is written in Latin ones.
    """
    value = np.where(near, np.float32(0.72), np.float32(0.0))
    value[may_be] = 0.9
    value[same] = 0.98
    return value


def one_consonant_off(word: Word, full: Texts, lengths: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    """Which words differ from one in another script in one of several consonants at most.

    Args:
        word: the word.
        full: the consonants of the others.
        lengths: how many each has.
    """
    own = consonants(word.skeleton)[0]
    near = np.zeros(len(full), dtype=np.bool_)
    if len(own) > 3:
        as_long = ((lengths > 3) & (lengths >= len(own) - 1) & (lengths <= len(own) + 1)).nonzero()[0]
        near[as_long] = edits(own, full.take(as_long)) < 2
    return near


def one_consonant_off_few(word: Word, numbers: list[int], full: Texts) -> list[int]:
    """The same for few words: those of the numbers, each with its consonants in `full`. Of few consonants all are the same, as
    of a word with the same letters."""
    own = consonants(word.skeleton)[0]
    if len(own) < 4:
        return [number for number in numbers if full[number] == own]
    return [number for number in numbers if OSA.distance(own, full[number], score_cutoff=1) < 2]


def by_hebrew(word: Word, forms: Texts, full: Texts) -> Floats:
    """The most for a word in Hebrew and those of which the consonants that Hebrew always writes are the same."""
    own = consonants(word.skeleton)[0].translate(ONE_LETTER)
    alike = [
        0.85 if "ch" in form or letters.translate(ONE_LETTER) == own else 0.72
        for form, letters in zip(forms, full, strict=True)
    ]
    return np.array(alike, dtype=np.float32)
