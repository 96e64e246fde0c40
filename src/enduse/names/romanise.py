"""Words of any script in plain Latin letters."""

from __future__ import annotations

import functools
import re
import unicodedata
from typing import NamedTuple

from anyascii import anyascii

from enduse.names.data import read_yaml
from enduse.names.korean import HANGUL, romanise_hangul

_HEBREW = re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]")
_ARABIC = re.compile(r"[\u0600-\u06ff\u0750-\u077f]")
_ABJAD = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")
#: Scripts of which the words are compared in a way of their own.
ARABIC, CHINESE, HEBREW, KOREAN, OTHER = "arabic", "chinese", "hebrew", "korean", ""
_SCRIPTS = ((HEBREW, _HEBREW), (ARABIC, _ARABIC), (CHINESE, HAN))
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_JAPANESE = ("japanese_surnames", "japanese_given")


class Romanised(NamedTuple):
    """A word in Latin letters; `vowels` is False where its script leaves open how they are written."""

    text: str
    vowels: bool
    script: str = OTHER


@functools.cache
def _tables() -> tuple[dict[str, str], dict[str, str], re.Pattern[str]]:
    data = read_yaml("romanisation.yaml")
    pairs: dict[str, str] = data["pairs"]
    return data["letters"], pairs, re.compile("|".join(sorted(map(re.escape, pairs), key=len, reverse=True)))


def romanise_word(word: str) -> Romanised:
    """One word, already in lower case, in plain Latin letters and figures.

    Args:
        word: a word without blanks, of any script.
    """
    if word.isascii():
        if word.isalnum():
            return Romanised(word, True)
        return Romanised(_NOT_A_LETTER.sub("", word), True)
    if HANGUL.match(word):
        text = _surnames().readings.get(word) or romanise_hangul(word)
        return Romanised(_NOT_A_LETTER.sub("", text), False, KOREAN)
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
    script = next((name for name, letters in _SCRIPTS if letters.search(word)), OTHER)
    return Romanised(_NOT_A_LETTER.sub("", "".join(out).lower()), vowels, script)


@functools.lru_cache(maxsize=10_000)
def split_person(word: str) -> tuple[str, ...]:
    """A person's name in Chinese characters or Korean syllables without a blank: the surname and the rest.

    Chinese and Japanese names come in Latin letters, Korean ones as they are: they have no one Latin spelling.
    """
    names = _surnames()
    for size in (3, 2, 1):
        reading = names.japanese.get(word[:size])
        if reading and len(word) > size:
            return reading, names.japanese_given.get(word[size:]) or _latin(word[size:])
    size = 2 if len(word) > 2 and word[:2] in names.doubles else 1
    surname, given = word[:size], word[size:]
    if HANGUL.match(word):
        return (surname, given) if given else (surname,)
    first = names.readings.get(surname) or _latin(surname)
    return (first, _latin(given)) if given else (first,)


class _Surnames(NamedTuple):
    """Surnames of two characters, readings of characters as surnames, and Japanese names."""

    doubles: frozenset[str]
    readings: dict[str, str]
    japanese: dict[str, str]
    japanese_given: dict[str, str]


@functools.cache
def _surnames() -> _Surnames:
    data = read_yaml("romanisation.yaml")
    japanese = [{name: reading for reading, names in data[part].items() for name in names.split()} for part in _JAPANESE]
    return _Surnames(frozenset(data["double_surnames"]), data["surname_readings"], *japanese)


def _latin(text: str) -> str:
    return _NOT_A_LETTER.sub("", anyascii(text).lower())
