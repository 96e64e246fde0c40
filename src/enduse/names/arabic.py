"""May a word in Latin letters be one in the Arabic script? By the letters: which of them each may be written with."""

from __future__ import annotations

import functools
import itertools
import re
import string
from typing import Final, NamedTuple

from enduse.names.data import read_yaml

#: Vowels that are not written stand anywhere.
_VOWELS: Final = frozenset("aeiou")
#: What no letter stands for at the end: an e is mute ("Rahmane"), any other vowel would be written.
_END: Final = "e"
#: Stands between consonants so that two are not read as one ("s", "h").
_VOWEL: Final = "a"
#: What tells no two words apart: doubled consonants, and vowels beyond four together.
_DOUBLED: Final = re.compile(r"([b-df-hj-np-tv-z])\1+|(?<=[aeiou]{4})[aeiou]+")
_LETTER_BITS: Final = {letter: 1 << place for place, letter in enumerate(string.ascii_lowercase)}
#: What is longer is no name, and would cost by its length.
_LONGEST: Final = 32


#: What may be written for each letter of a word, in order; nothing too where that is among them.
_Spellings = tuple[tuple[str, ...], ...]
_ANY_VOWELS: Final[_Spellings] = (("",),)


class _Letters(NamedTuple):
    """What may be written for the letters within a word, at its begin and at its end; the article, and how it is written at the
    begin of a name and within what is written as one; words that end others; God; the letters that a consonant may begin
    with; and two letters that may be one long vowel at the begin."""

    within: dict[str, _Spellings]
    first: dict[str, _Spellings]
    last: dict[str, _Spellings]
    article: str
    before: _Spellings
    joint: _Spellings
    ends: tuple[str, ...]
    gods: tuple[str, ...]
    god: _Spellings
    beginnings: dict[str, frozenset[str]]
    long: dict[str, _Spellings]


def is_spelling_of(latin: str, *words: str) -> bool:
    """May Latin letters be these words in the Arabic script, written as one?

    >>> is_spelling_of("sundus", "سندس"), is_spelling_of("shamsuddin", "شمس", "الدين"), is_spelling_of("hassan", "حسين")
    (True, True, False)
    """
    if len(latin) > _LONGEST or sum(map(len, words)) > _LONGEST or not _may_begin(latin, words[0]):
        return False
    return _is_one_of(_undoubled(latin), _spellings(words))


def _is_one_of(latin: str, spellings: _Spellings) -> bool:
    """Are Latin letters one of the spellings, with vowels between them? All ways to read them are followed at once."""
    places = reached = {0}
    for spelling in spellings:
        reached = {place + len(letters) for place in places for letters in spelling if latin.startswith(letters, place)}
        if not reached:
            return False
        places = {*reached}
        for place in reached:
            while latin[place : place + 1] in _VOWELS:
                place += 1
                places.add(place)
    size = len(latin)
    return bool(spellings) and (size in reached or (size - 1 in reached and latin.endswith(_END)))


@functools.lru_cache(maxsize=200_000)
def _undoubled(latin: str) -> str:
    return _DOUBLED.sub(r"\1", latin) if _DOUBLED.search(latin) else latin


def letters(text: str, *, arabic: bool) -> int:
    """The Latin letters of a word, or those that a word in the Arabic script may be written with: a bit each.

    >>> letters("sundus", arabic=False) & ~letters("سندس", arabic=True)
    0
    """
    found = {*_VOWELS, *"".join(itertools.chain(*_spellings((text,))))} if arabic else {*text}
    return sum([_LETTER_BITS.get(letter, 0) for letter in found])


def beginnings(word: str) -> frozenset[str] | None:
    """The letters that a word may begin with, where there are few: this tells most words apart, and costs little."""
    letters = _letters()
    return None if word in letters.gods else letters.beginnings.get(word[:1])


def _may_begin(latin: str, word: str) -> bool:
    found = beginnings(word)
    return found is None or latin[:1] in found


@functools.lru_cache(maxsize=50_000)
def consonants(word: str) -> str:
    """What is left of a word in the Arabic script, and of all that it may be written as in Latin letters."""
    written = _written()
    return consonants_of_latin(
        _VOWEL.join([written.get(letter, "") for part in _apart(word) for letter in without_article(part)])
    )


@functools.lru_cache(maxsize=200_000)
def consonants_of_latin(latin: str) -> str:
    """The same of Latin letters."""
    for pattern, replacement in _classes():
        latin = pattern.sub(replacement, latin)
    return latin


def readings_of(word: str) -> list[str]:
    """The same by each way to read what may be the article ("الهام" is Ilham)."""
    stem = without_article(word)
    left = consonants(word)
    return [left] if stem is word else [left, consonants_of_latin(f"{_written()[word[1]]}{_VOWEL}{left}")]


def without_article(word: str) -> str:
    """The word without its article; God has none."""
    return word[2:] if word.startswith(_letters().article) and len(word) > 3 and word not in _letters().gods else word


def _apart(word: str) -> tuple[str, ...]:
    """The word, or the two that it is made of, of which the second has an article ("Shams al-Din")."""
    for end in _letters().ends:
        if word.endswith(end) and len(word) > len(end) + 1:
            return word.removesuffix(end), end
    return (word,)


@functools.lru_cache(maxsize=50_000)
def _spellings(words: tuple[str, ...]) -> _Spellings:
    """What the words may be written as."""
    letters = _letters()
    parts: list[_Spellings] = []
    for place, word in enumerate(itertools.chain.from_iterable(map(_apart, words))):
        god = next((name for name in letters.gods if word.endswith(name)), "")
        stem = without_article(word.removesuffix(god))
        if stem is not word and word.startswith(letters.article) and stem:
            parts.append(letters.joint if place else letters.before)
        if not parts and stem[:2] in letters.long:
            parts.append(letters.long[stem[:2]])
            stem = stem[2:]
        for at, letter in enumerate(stem):
            table = letters.first if not parts and at == 0 else letters.last if at == len(stem) - 1 else letters.within
            parts.append(table.get(letter, letters.within.get(letter, _ANY_VOWELS)))
        if god:
            parts.append(letters.god)
    return tuple(itertools.chain.from_iterable(parts))


@functools.cache
def _letters() -> _Letters:
    data = read_yaml("arabic.yaml")
    within = {letter: _one_of(found) for letter, found in (data["consonants"] | data["vowels"]).items()}
    first = {letter: _one_of(found) for letter, found in data["first"].items()}
    first |= {letter: _one_of(found, or_none=True) for letter, found in data["ayn"].items()}
    last = {
        letter: (within[letter] if letter in data["vowels"] else ()) + _one_of(found, or_none=True)
        for letter, found in data["last"].items()
    }
    last |= {letter: _one_of(found) for letter, found in data["ending"].items()}
    article = data["article"]
    before, joint = (_one_of(article[place], or_none=True) for place in ("first", "within"))
    gods = tuple(data["god"]["names"])
    god = _ANY_VOWELS + _one_of(data["god"]["written"]) + _one_of(data["god"]["last"], or_none=True)
    begun = {letter: frozenset(latin[0] for latin in found.split()) for letter, found in data["consonants"].items()}
    beginnings = {letter: own for letter, own in begun.items() if letter not in first}
    long: dict[str, _Spellings] = {}
    for pair, found in data["long"].items():
        (begin,), (end,) = first.get(pair[0], within[pair[0]]), within[pair[1]]
        apart = [f"{a * times}{b}" for a in begin for times in (1, 2) for b in end]
        long[pair] = ((*found.split(), *apart),)
    return _Letters(within, first, last, article["letters"], before, joint, tuple(data["ends"]), gods, god, beginnings, long)


def _one_of(spellings: str, *, or_none: bool = False) -> _Spellings:
    return ((*spellings.split(), *([""] if or_none else [])),)


@functools.cache
def _written() -> dict[str, str]:
    """The letters that each consonant is mostly written with."""
    return {letter: found.split()[0] for letter, found in read_yaml("arabic.yaml")["consonants"].items()}


@functools.cache
def _classes() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in read_yaml("arabic.yaml")["classes"])
