"""Words of any script in plain Latin letters."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

from enduse.names.data import read_yaml

_ABJAD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
_FINALS = {"g": "k", "d": "t", "b": "p"}
#: McCune-Reischauer's and the Revised Romanization's letters differ by rule; the sound rules of spelling.yaml make them one.
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")


class Romanised(NamedTuple):
    """A word in Latin letters; `vowels` is False where its script does not write them."""

    text: str
    vowels: bool


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    data = read_yaml("romanisation.yaml")
    pairs: dict[str, str] = data["pairs"]
    return data["letters"], pairs, re.compile("|".join(sorted(map(re.escape, pairs), key=len, reverse=True)))


@functools.lru_cache(maxsize=100_000)
def romanise_word(word: str) -> Romanised:
    """One word, already in lower case, in plain Latin letters and figures.

    Args:
        word: a word without blanks, of any script.
    """
    if word.isascii():
        if word.isalnum():
            return Romanised(word, True)
        return Romanised(_NOT_A_LETTER.sub("", word), True)
    letters, pairs, pair_pattern = _tables()
    vowels = _ABJAD.search(word) is None
    text = pair_pattern.sub(lambda m: pairs[m[0]], word)
    out = []
    for character in text:
        latin = letters.get(character)
        if latin is None:
            # The letter under its marks, in the table or not: ё and й are letters of their own, é and ά are not.
            base = unicodedata.normalize("NFD", character)
            bare = "".join(c for c in base if not unicodedata.combining(c))
            latin = letters.get(bare)
            if latin is None:
                latin = bare if bare.isascii() else anyascii(bare).lower()
        out.append(latin)
    return Romanised(_NOT_A_LETTER.sub("", "".join(out).lower()), vowels)


@functools.lru_cache(maxsize=10_000)
def split_person(word: str) -> tuple[str, ...]:
    """A person's name in Chinese characters or Korean syllables without a blank: the surname and the rest, in Latin letters."""
    data = _surnames()
    doubles, readings = data
    size = 2 if len(word) > 2 and word[:2] in doubles else 1
    surname, given = word[:size], word[size:]
    first = readings.get(surname) or _syllables(surname)
    if HANGUL.match(word):
        return (first, *[_syllables(c) for c in given])  # Korean given names are written as one, two, or with a hyphen
    return (first, _syllables(given)) if given else (first,)


@functools.cache
def _surnames() -> tuple[frozenset[str], dict[str, str]]:
    """Surnames of two characters, and readings of characters as surnames."""
    data = read_yaml("romanisation.yaml")
    return frozenset(data["double_surnames"]), data["surname_readings"]


def _syllables(text: str) -> str:
    latin = _NOT_A_LETTER.sub("", anyascii(text).lower())
    # The table writes a final ㄱ, ㄷ or ㅂ as before a vowel, and ㄹ before one as behind it.
    if not latin or not HANGUL.match(text):
        return latin
    latin = "r" + latin[1:] if latin[0] == "l" else latin
    return latin if latin.endswith("ng") else latin[:-1] + _FINALS.get(latin[-1], latin[-1])
