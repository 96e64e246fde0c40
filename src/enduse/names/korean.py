"""Korean syllables against the many ways in which they are written in Latin letters."""

from __future__ import annotations

import functools
import itertools
import re
from typing import Any, Final

from enduse.names.data import read_yaml

HANGUL: Final = re.compile(r"[\uac00-\ud7af]")
_FIRST: Final = 0xAC00
_VOWELS, _FINALS = 21, 28
#: The silent first consonant, and the vowels before which the North keeps the l or n that the South dropped.
_SILENT, _Y_VOWELS = 11, frozenset("ㅑㅕㅛㅠㅣㅖ")
#: No syllable is written with so many letters.
_LONGEST: Final = 9


@functools.cache
def _table() -> tuple[list[list[str]], list[tuple[str, list[str]]], list[list[str]]]:
    data: dict[str, Any] = read_yaml("romanisation.yaml")["hangul"]
    vowels = [(vowel, str(ways).split()) for vowel, ways in data["vowels"].items()]
    first, last = ([str(ways).split() or [""] for ways in data[part].values()] for part in ("first", "last"))
    return first, vowels, last


def _letters(syllable: str) -> tuple[int, int, int]:
    code = ord(syllable) - _FIRST
    return code // (_VOWELS * _FINALS), code // _FINALS % _VOWELS, code % _FINALS


def romanise_hangul(text: str) -> str:
    """The text with each Korean syllable in its usual Latin letters.

    >>> romanise_hangul("영희")
    'yeonghui'
    """
    first, vowels, last = _table()
    out = []
    for character in text:
        if HANGUL.match(character):
            a, b, c = _letters(character)
            out.append(first[a][0] + vowels[b][1][0] + last[c][0])
        else:
            out.append(character)
    return "".join(out)


def is_spelling_of(latin: str, hangul: str) -> bool:
    """Is this a way to write these syllables in Latin letters?

    >>> is_spelling_of("younghee", "영희"), is_spelling_of("youngsoo", "영희")
    (True, False)
    """
    if latin[:1] not in _begins(hangul[0]):  # most are told apart by this
        return False
    ends = {0}
    for place, character in enumerate(hangul):
        spellings = spellings_of(character, first=place == 0) if HANGUL.match(character) else frozenset((character,))
        ends = {at + n for at in ends for n in range(1, _LONGEST) if latin[at : at + n] in spellings and at + n <= len(latin)}
    return len(latin) in ends


@functools.lru_cache(maxsize=12_000)
def spellings_of(syllable: str, *, first: bool = True) -> frozenset[str]:
    """All ways to write a syllable; `first`: it begins a name."""
    begin, vowels, last = _table()
    a, b, c = _letters(syllable)
    start = ["", "r", "l", "n"] if first and a == _SILENT and vowels[b][0] in _Y_VOWELS else begin[a]
    return frozenset("".join(parts) for parts in itertools.product(start, vowels[b][1], last[c]))


@functools.lru_cache(maxsize=12_000)
def _begins(character: str) -> frozenset[str]:
    """The letters that a name may begin with of which this is the first syllable."""
    return (
        frozenset([spelling[:1] for spelling in spellings_of(character)]) if HANGUL.match(character) else frozenset(character)
    )
