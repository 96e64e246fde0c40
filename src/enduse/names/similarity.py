"""How alike two words are, and in what way."""

from __future__ import annotations

import functools
import re
from typing import Final

from rapidfuzz.distance import OSA, Indel

from enduse.names import arabic
from enduse.names.data import spelling_rules
from enduse.names.korean import is_spelling_of
from enduse.names.romanise import ARABIC, CHINESE, HEBREW, KOREAN
from enduse.names.words import Part, Word, word_of

# The ways in which two words agree, from the same letters down.
SAME: Final = 0
MARKS: Final = 1
SCRIPT: Final = 2
SPELLING: Final = 3
SOUND: Final = 4
NICKNAME: Final = 5
CONSONANTS: Final = 6
TYPO: Final = 7
INITIAL: Final = 8
JOINED: Final = 9
ACRONYM: Final = 10
NUMBER: Final = 11
UNLIKE: Final = 12

#: Below this two words are two words.
ALIKE: Final = 0.7
_UNLIKE: Final = (0.0, UNLIKE)
#: Arabic articles, the letters that a word has at least which is known with one and an error, and how alike it is then.
ARTICLES: Final = frozenset({"al", "el", "ul"})
WITH_ARTICLE: Final = 5
ARTICLE_AND_ERROR: Final = 0.82
_DOUBLED: Final = re.compile(r"(.)\1+")
_SOFT: Final = str.maketrans("", "", "aifu")
#: Letters of consonants that Hebrew writes alike, and those that it may leave out.
ONE_LETTER: Final = str.maketrans("fX", "bs")
_SOFT_IN_HEBREW: Final = str.maketrans("", "", "aiub")


@functools.lru_cache(maxsize=500_000)
def similarity(a: Word, b: Word) -> tuple[float, int]:
    """How much of the evidence of two equal words these two give (0 to 1), and in what way they agree."""
    if a.form == b.form:
        if a.text == b.text:
            return 1.0, SAME
        return (0.995, MARKS) if a.vowels == b.vowels and a.text[0].isascii() == b.text[0].isascii() else (0.98, SCRIPT)
    if a.number is not None or b.number is not None:
        return (0.99, NUMBER) if a.number == b.number else _UNLIKE
    if a.initial or b.initial:
        return _UNLIKE
    if a.group == b.group:
        return (0.96, SPELLING) if a.text.isascii() == b.text.isascii() else (0.95, SCRIPT)
    if (a.group == "abd" or b.group == "abd") and OSA.distance(a.form, b.form, score_cutoff=1) > 1:
        return _UNLIKE  # "abdul" is no misspelling of "abdulai"
    if a.families and not a.families.isdisjoint(b.families):
        return 0.88, NICKNAME
    if a.script != b.script and KOREAN in (a.script, b.script):
        korean, other = (a, b) if a.script == KOREAN else (b, a)
        return (0.95, SCRIPT) if is_spelling_of(other.form, korean.text) else _UNLIKE
    if a.script == b.script == CHINESE:
        # A character is a syllable: one changed is another word, unless there are many.
        value = Indel.normalized_similarity(a.text, b.text)
        return (_below_sound(value), TYPO) if value > 0.7 else _UNLIKE
    if not (a.vowels and b.vowels) and a.script != KOREAN:
        if ARABIC in (a.script, b.script) and a.vowels != b.vowels:
            return _by_arabic(a, b) if b.vowels else _by_arabic(b, a)
        return _by_hebrew(a, b) if a.script != b.script and HEBREW in (a.script, b.script) else _by_consonants(a, b)
    if (a.form[-1] == b.form[-1] or b.form[-1] in "hou" or a.form[-1] in "hou") and (
        a.wade_giles == b.form or a.form == b.wade_giles
    ):
        return 0.93, SPELLING
    if a.parts & b.parts & Part.GENERIC and a.form[:-2] != b.form[: a.length - 2] and b.form[:-2] != a.form[: b.length - 2]:
        return _UNLIKE  # "north" is no misspelling of "south"
    distance = OSA.distance(a.form, b.form)
    if 2 * distance > max(a.length, b.length) + 1:
        # No two spellings of one sound lie so far apart; the letters may be all there, in another order.
        return (0.76, TYPO) if a.length > 4 and sorted(a.form) == sorted(b.form) else _UNLIKE
    if a.sound == b.sound and len(a.sound) > 1:
        return (0.95 if min(a.length, b.length) > 3 else 0.9) - 0.003 * distance, SOUND
    return _by_letters(a, b, distance)


def _by_consonants(a: Word, b: Word) -> tuple[float, int]:
    """At least one script leaves vowels out: what is written must agree."""
    (full, x), (other, y) = consonants(a.skeleton), consonants(b.skeleton)
    if full == other:
        return (0.9 if len(full) > 2 else 0.8), CONSONANTS
    if x == y and len(x) > 1:
        return (0.85 if len(x) > 2 else 0.72), CONSONANTS
    distance = OSA.distance(a.form, b.form)
    size = max(a.length, b.length)
    if a.vowels == b.vowels:
        return (
            (1 - distance / size, TYPO)
            if size > 3 and distance <= (1 if size < 6 else 2) and 1 - distance / size >= 0.6
            else _UNLIKE
        )
    return (0.72, CONSONANTS) if min(len(x), len(y)) > 3 and OSA.distance(x, y) <= 1 else _UNLIKE


def _by_arabic(word: Word, other: Word) -> tuple[float, int]:
    """By the letters that each letter of the Arabic script may be written with; one consonant of several may be wrong."""
    if arabic.is_spelling_of(other.form, word.text):
        return (0.9 if len(arabic.consonants(word.text)) > 2 else 0.8), CONSONANTS
    full, theirs = consonants(word.skeleton)[0], consonants(other.skeleton)[0]
    if min(len(full), len(theirs)) < 4 or OSA.distance(full, theirs, score_cutoff=1) > 1:
        return _UNLIKE
    # An error within: at the end it may be another word ("Qudrat", "Qudratullah").
    x, y = arabic.consonants(word.text), arabic.consonants_of_latin(other.form)
    near = min(len(x), len(y)) > 2 and x[0] == y[0] and x[-1] == y[-1]
    return (0.72, CONSONANTS) if near else _UNLIKE


@functools.lru_cache(maxsize=200_000)
def consonants(skeleton: str) -> tuple[str, str]:
    """The consonants of a word's skeleton, with those that may stand for a long vowel (w, y or a) and without them."""
    full = skeleton.replace("i", "")
    return full, single(full.translate(_SOFT))


def _by_hebrew(a: Word, b: Word) -> tuple[float, int]:
    """Hebrew has one letter for b and v, p and f, s and sh, k and kh, and what is kh is often written ch."""
    found = _by_consonants(a, b)
    if found[0] >= ALIKE:
        return found
    hebrew, other = (a, b) if a.script == HEBREW else (b, a)
    own, hard = _of_hebrew(hebrew)[0]
    for x, y in _of_hebrew(other):
        if x == own and len(x) > 1:
            return 0.85, CONSONANTS
        if y == hard and len(y) > 1:
            return 0.72, CONSONANTS
    return found


@functools.lru_cache(maxsize=200_000)
def _of_hebrew(word: Word) -> tuple[tuple[str, str], ...]:
    """The consonants of a word as Hebrew tells them apart, all and those always written, by each way to read its ch."""
    form = word.form
    words = (word, word_of(form.replace("ch", "k")), word_of(form.replace("ch", "kh"))) if "ch" in form else (word,)
    found = [w.skeleton.translate(ONE_LETTER) for w in words]
    return tuple([(full, single(full.translate(_SOFT_IN_HEBREW))) for full in found])


def hebrew_consonants(word: Word) -> set[str]:
    """The consonants that Hebrew always writes for a word, by each way to read its ch."""
    return {hard for _, hard in _of_hebrew(word)}


def single(letters: str) -> str:
    """The letters without doubles."""
    return _DOUBLED.sub(r"\1", letters) if _DOUBLED.search(letters) else letters


def _by_letters(a: Word, b: Word, distance: int) -> tuple[float, int]:
    """Typing errors: by their number, the length of the word and their place."""
    x, y = a.form, b.form
    if a.figure or b.figure:
        plain = spelling_rules().figures
        x, y = x.translate(plain), y.translate(plain)
        if x == y:
            return 0.85, TYPO
        if a.figure and b.figure:
            return _UNLIKE
    shorter, longer = (a.length, b.length) if a.length < b.length else (b.length, a.length)
    if longer < 4 or shorter < 3:
        # Too short for an error to be told from another word; near, if that is all that differs.
        return (1 - 1 / (longer + 1), UNLIKE) if longer > 1 and distance == 1 else _UNLIKE
    if (x[:2] in ARTICLES) != (y[:2] in ARTICLES) and min(longer - 2, shorter) > 3:
        off = _off_article(x, y)
        if off == 0:
            return 0.92, SPELLING
        if off == 1 and shorter > WITH_ARTICLE:
            return ARTICLE_AND_ERROR, TYPO
    if a.figure or b.figure:
        distance = OSA.distance(x, y)
    by_sound = OSA.distance(a.sound, b.sound)
    # What changes the spelling but hardly the sound counts for less than the letters that it takes.
    cost = min(distance, (distance + 2 * by_sound) / 3)
    if longer < 5:
        # Words of four letters: one error, not in the first letter.
        if distance != 1:
            return _UNLIKE
        return (0.72, TYPO) if x[0] == y[0] or sorted(x) == sorted(y) else (0.7, UNLIKE)
    value = 1 - cost / longer
    if by_sound <= 1 and min(len(a.sound), len(b.sound)) > 6:
        return max(0.8 + 0.02 * value, _below_sound(value)), TYPO
    if x[0] != y[0] and a.sound[0] != b.sound[0]:
        value -= 0.04
    if value < ALIKE or distance > (2 if longer < 10 else 3):
        return (value if distance < 3 and value > 0.5 else 0.0), UNLIKE
    return _below_sound(value), TYPO


def _below_sound(value: float) -> float:
    """An error is never worth more than another spelling of the sound; of two, the smaller stays worth more."""
    return value if value < 0.86 else 0.86 + (value - 0.86) / 2


def _off_article(x: str, y: str) -> int:
    """The errors between two words of which one has an Arabic article written to it, without that."""
    long, short = (x, y) if x[:2] in ARTICLES else (y, x)
    return OSA.distance(long[2:], short, score_cutoff=1)
