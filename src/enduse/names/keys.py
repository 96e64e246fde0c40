"""The keys under which the words of a list are found by any of their spellings.

Every word stands under keys: its letters, its sound, its consonants, its group of spellings, its letters with one or, if it is
long, two left out, and its sound with one left out (so that as many errors leave a key in common). A key is a 32-bit checksum;
what it finds is compared before it counts, so a chance collision costs a comparison and no more.
"""

from __future__ import annotations

from typing import Final
from zlib import crc32 as crc

from enduse.names import arabic
from enduse.names.korean import spellings_of
from enduse.names.romanise import ARABIC, HEBREW, KOREAN
from enduse.names.similarity import ARTICLES, hebrew_consonants
from enduse.names.words import Word

#: Words of so many letters may have two errors; of longer words than the other there are few, and more ways to leave two out.
_TWO_ERRORS, _LONGEST = 7, 20
#: What has more letters is no word of any language, and is found as it is written or not at all: keys with a letter left out
#: cost by the square of the length.
_NO_WORD: Final = 100
#: Words of so many letters may have three, with longer ones.
_LONG: Final = 8
#: A sound of no more letters (and its mark) is not looked for with one of them left out.
_SHORT_SOUND: Final = 4
#: The marks of the consonants of words that are written with vowels, and without.
_SHOWN, _HIDDEN = b"v", b"k"


def meaning_keys(word: Word) -> list[int]:
    """The keys of a word that is known to have other spellings, nicknames or a value."""
    if not word.known:
        return []
    keys = [crc(b"g" + word.group.encode()), *[crc(b"n%d" % family) for family in word.families]]
    return keys if word.number is None else [*keys, crc(b"#%d" % word.number)]


def _letter_keys(word: Word) -> list[int]:
    """The keys of a word's letters and sound, and of these with as many left out as an error may have changed."""
    form = word.form.encode()
    keys = [crc(form)]
    if word.length < 2 or (word.figure and word.number is not None):
        return keys
    sound = b"s" + word.sound.encode()
    keys.append(crc(sound))
    if word.length > _NO_WORD:
        return keys
    if word.length > 2:
        shorter = without_one(form)
        keys += map(crc, shorter)
        # Two errors in fewer letters count only where the sound differs by one.
        if _TWO_ERRORS <= word.length <= _LONGEST:
            keys += [crc(s[:i] + s[i + 1 :]) for n, s in enumerate(shorter) for i in range(n, len(s))]
        elif word.length == _TWO_ERRORS - 1 and word.form[:2] in ARTICLES:
            keys.append(crc(form[2:]))
    if len(sound) > _SHORT_SOUND:
        keys += [crc(sound[:i] + sound[i + 1 :]) for i in range(1, len(sound))]
    return keys


def _consonant_keys(word: Word, prefix: bytes) -> list[int]:
    """The keys of a word's consonants, for scripts that leave vowels out."""
    if word.length < 2 or (word.figure and word.number is not None):
        return []
    skeleton = (word.skeleton.replace("i", "") if word.length > 3 else word.skeleton).encode()
    if len(skeleton) < 2:
        return []
    keys = [crc(prefix + skeleton)]
    if 4 < len(skeleton) <= _NO_WORD:
        keys += [crc(prefix + shorter) for shorter in without_one(skeleton)]
    # A script without vowels may write v and y for vowels, or leave them out.
    soft = skeleton.translate(None, b"aifu")
    if len(soft) > 1 and soft != skeleton:
        keys.append(crc(prefix + soft))
    return keys


def asked_keys(word: Word) -> list[int]:
    """Under which keys the words stand that may be like one asked for."""
    if word.script == KOREAN and len(word.text) == 1:
        return [crc(spelling.encode()) for spelling in {word.form, *spellings_of(word.text)}]
    keys = _letter_keys(word) + _consonant_keys(word, _HIDDEN)
    if word.script == ARABIC:
        keys += _arabic_keys(word, _SHOWN)
    if not word.vowels:
        keys += _consonant_keys(word, _SHOWN) + (hebrew_keys(word) if word.script == HEBREW else [])
    elif word.length >= _LONG:  # three errors, if they are of vowels
        keys += _consonant_keys(word, _SHOWN)[:1]
    return keys


def keys_in_arabic(word: Word) -> list[int]:
    """Under which keys the words in the Arabic script stand that may be written as one with vowels."""
    return _arabic_keys(word, _HIDDEN) if word.vowels else []


def hebrew_keys(word: Word) -> list[int]:
    """The keys of the consonants that Hebrew tells apart."""
    return [crc(b"h" + hard.encode()) for hard in hebrew_consonants(word) if len(hard) > 1]


def arabic_keys(word: Word) -> list[int]:
    """The keys of what no two ways differ in to write a word of the Arabic script, or one that may be such; none for any
    other."""
    return _arabic_keys(word, b"")


def _arabic_keys(word: Word, prefix: bytes) -> list[int]:
    """The same for words with vowels, or for those without."""
    if word.figure or word.length < 2 or not (word.vowels or word.script == ARABIC):
        return []
    found = arabic.readings_of(word.text) if word.script == ARABIC else [arabic.consonants_of_latin(word.form)]
    return [crc(b"r" + prefix + left.encode()) for left in found if left and len(left) <= _NO_WORD]


def kept_keys(word: Word) -> set[int]:
    """Under which keys a word of the list stands."""
    keys = {*_letter_keys(word), *_consonant_keys(word, _SHOWN if word.vowels else _HIDDEN), *meaning_keys(word)}
    keys.update(hebrew_keys(word) + _arabic_keys(word, _SHOWN if word.vowels else _HIDDEN))
    return keys | {crc(b"w" + word.wade_giles.encode())} if word.wade_giles else keys


def older_keys(word: Word) -> list[int]:
    """The keys of what the older rules of Chinese write for a word, and of what they may have written as it."""
    older = [crc(word.wade_giles.encode())] if word.wade_giles else []
    return [crc(b"w" + word.form.encode()), *older]


def without_one(form: bytes) -> list[bytes]:
    """The letters with one left out, each in its turn: two words of which one has an error have one of these in common."""
    return [form[:i] + form[i + 1 :] for i in range(len(form))]


def joined_keys(word: Word) -> list[int]:
    """Under which keys the words stand that may be this one, which was joined from two."""
    skeleton = word.skeleton.replace("i", "").encode()
    keys = [crc(b"s" + word.sound.encode()), crc(_SHOWN + skeleton), crc(_HIDDEN + skeleton)]
    if word.script == ARABIC:
        keys += _arabic_keys(word, _SHOWN)
    return [*keys, *one_error_keys(word.form), *meaning_keys(word)]


def one_error_keys(form: str) -> list[int]:
    """The keys of some letters, and of these with one error."""
    letters = form.encode()
    return [crc(letters), *map(crc, without_one(letters))]
