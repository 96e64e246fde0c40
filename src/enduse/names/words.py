"""One word of a name: its spellings, and what it can be."""

from __future__ import annotations

import functools
from typing import Final

from rapidfuzz.distance import OSA

from enduse.names.arabic import without_article
from enduse.names.chinese import wade_giles
from enduse.names.data import Rewriting, nicknames, number_words, read_yaml, spelling_groups, spelling_rules, word_sets
from enduse.names.romanise import ARABIC, romanise_word


class Part:
    """What a word may be in a name, a bit for each section of the data files (plain numbers: they are asked for every word)."""

    ARTICLE: Final = 1 << 0
    PARTICLE: Final = 1 << 1
    FATHER: Final = 1 << 2
    KUNYA: Final = 1 << 3
    SERVANT: Final = 1 << 4
    ENDING: Final = 1 << 5
    AND: Final = 1 << 6
    STOP: Final = 1 << 7
    TITLE: Final = 1 << 8
    WEAK_TITLE: Final = 1 << 9
    GENERIC: Final = 1 << 10
    GIVEN: Final = 1 << 11
    CRAFT: Final = 1 << 12
    MINOR: Final = 1 << 13
    CHILD: Final = 1 << 14
    END_OR_START: Final = 1 << 15


_SECTIONS: Final = (
    ("particles.yaml", "article", Part.ARTICLE), ("particles.yaml", "particle", Part.PARTICLE),
    ("particles.yaml", "father", Part.FATHER), ("particles.yaml", "kunya", Part.KUNYA),
    ("particles.yaml", "servant", Part.SERVANT), ("particles.yaml", "ending", Part.ENDING),
    ("particles.yaml", "child", Part.CHILD), ("particles.yaml", "end_or_start", Part.END_OR_START),
    ("particles.yaml", "and", Part.AND), ("particles.yaml", "stop", Part.STOP),
    ("honorifics.yaml", "always", Part.TITLE), ("honorifics.yaml", "weak", Part.WEAK_TITLE),
    ("generic.yaml", "half", Part.GENERIC), ("generic.yaml", "given", Part.GIVEN), ("generic.yaml", "craft", Part.CRAFT),
    ("places.yaml", "minor", Part.MINOR),
)  # fmt: skip
#: Consonants by the places where they are spoken: spellings of one sound may swap letters within a class. Vowels, h, j, w and y
#: come and go, c and x are of two classes; none of these counts.
_CLASSES: Final = {
    letter: 1 << n for n, letters in enumerate(("bp", "dt", "fv", "gkq", "l", "m", "n", "r", "sz")) for letter in letters
}


class Word:
    """A word of a name, made once for each spelling; compared by identity.

    Attributes:
        text: as written, in lower case.
        form: in Latin letters without marks.
        group: the first of its spellings where it is a name of many, else `form`: words of one group are one word.
        vowels: False where its script leaves them out, or open how they are written.
        script: the script, where its words are compared in a way of their own (Korean, Hebrew).
        families: the families of nicknames that it belongs to.
        number: its value where it is a number, an ordinal or a number word.
        parts: what it may be in a name.
        consonants: the classes of its consonants, a bit each.
        known: has it spellings, nicknames or a value that its letters do not show?
    """

    __slots__ = (
        "_skeleton", "_sound", "_wade_giles", "consonants", "families", "figure", "form", "group", "initial", "known", "length",
        "number", "parts", "script", "text", "vowels",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        form, self.vowels, self.script = romanise_word(text)
        groups = spelling_groups()
        group = groups.get(text)
        # In a script without vowels the article is written with the word.
        if not self.vowels and group is None and text.startswith("ال") and len(text) > 4:
            form = romanise_word(text[2:]).text
            group = groups.get(text[2:])
        if len(text) == 1 and text.islower():  # a letter is an initial, also where others need two for it ("ю")
            form = form[:1]
        self.form = form
        self.group = group or groups.get(form) or form
        families = nicknames()
        self.families = families.get(form) or families.get(self.group) or frozenset()
        self.length = len(form)
        self.figure = not form.isalpha()
        self.number = _number(form)
        self.initial = self.length == 1 and not self.figure
        kinds = _parts_of_words()
        if self.script == ARABIC:  # letters without vowels are those of many words
            self.parts = kinds.get(text, 0) | kinds.get(without_article(text), 0)
        else:
            self.parts = kinds.get(form, 0) | (kinds.get(text, 0) if text is not form else 0)
        if self.group is not form:
            self.parts |= kinds.get(self.group, 0) & (Part.GENERIC | Part.GIVEN | Part.MINOR)
        self.known = self.group != form or form in groups or bool(self.families) or self.number is not None
        consonants = 0
        for letter in form.translate(spelling_rules().figures) if self.figure else form:
            consonants |= _CLASSES.get(letter, 0)
        self.consonants = consonants
        self._sound: str | None = None
        self._wade_giles: str | None = ""
        self._skeleton: str | None = None

    def __repr__(self) -> str:
        return f"Word({self.text!r})"

    @property
    def sound(self) -> str:
        """`form` with the spellings of one sound made one."""
        if self._sound is None:
            self._sound = _rewrite(self.form, spelling_rules().sound)
        return self._sound

    @sound.setter
    def sound(self, sound: str) -> None:
        self._sound = sound

    @property
    def sound_unknown(self) -> bool:
        """Has the sound yet to be made?"""
        return self._sound is None

    @property
    def skeleton(self) -> str:
        """The consonants of `sound`."""
        if self._skeleton is None:
            self._skeleton = _rewrite(self.sound, spelling_rules().skeleton)
        return self._skeleton

    @property
    def wade_giles(self) -> str | None:
        """How the older rules write it, if it is a Chinese word in pinyin."""
        if self._wade_giles == "":
            self._wade_giles = wade_giles(self.form)
        return self._wade_giles

    @property
    def patronymic(self) -> bool:
        """Has it the ending of a patronymic?"""
        return self.length > 6 and self.form.endswith(_patronymic_endings())


def initials_of(form: str) -> str:
    """The letters that may stand for a word: "Yevgeniy" is "Евгений", which is also written with an E."""
    for begin, letter in _other_initials():
        if form.startswith(begin):
            return form[:1] + letter
    return form[:1]


def begins_with_initial(initial: str) -> list[str]:
    """With what the words begin that the letter may stand for, beside those that begin with the letter itself."""
    return [begin for begin, letter in _other_initials() if letter == initial]


@functools.cache
def _other_initials() -> tuple[tuple[str, str], ...]:
    return tuple(read_yaml("romanisation.yaml")["initials"]["also"].items())


@functools.cache
def _parts_of_words() -> dict[str, int]:
    parts: dict[str, int] = {}
    for file, section, part in _SECTIONS:
        for word in word_sets(file)[section]:
            parts[word] = parts.get(word, 0) | part
    return parts


@functools.cache
def small_words() -> frozenset[str]:
    """Words that no name of a body is told by ("of", "and")."""
    return frozenset([word for word, parts in _parts_of_words().items() if parts & (Part.STOP | Part.AND)])


@functools.cache
def _patronymic_endings() -> tuple[str, ...]:
    return tuple(word_sets("particles.yaml")["patronymic"])


@functools.lru_cache(maxsize=300_000)
def word_of(text: str) -> Word:
    """The word of this spelling, in lower case and without punctuation."""
    return Word(text)


@functools.cache
def always_articles() -> frozenset[str]:
    """Articles that no name begins with."""
    return word_sets("particles.yaml")["always_article"]


@functools.cache
def _servants() -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    found = read_yaml("particles.yaml")
    return tuple(found["servant_begins"]), tuple(found["servant_begins_arabic"]), tuple(found["servant_of_god"])


def split_servant(form: str) -> tuple[str, str] | None:
    """`abdulrahman` as `abdul` and `rahman`; None for a word that is not so made."""
    latin, arabic, one_word = _servants()
    if form.startswith(arabic):
        return None if len(form) < 7 or word_of(form).group in one_word else (form[:3], form[3:])
    if len(form) < 8 or not form.startswith(latin) or word_of(form).group in one_word:
        return None
    if OSA.distance(form, one_word[0], score_cutoff=1) < 2:
        return None  # an error in the name of which the second half is God
    return form[:5], form[5:]


def _rewrite(form: str, rules: tuple[Rewriting, ...]) -> str:
    for apply, letters in rules:
        for needed in letters:  # most rules do not apply, and a look is cheaper than a search
            if needed in form:
                form = apply(form)
                break
    return form


def _number(form: str) -> int | None:
    if form.isalpha():
        return number_words().values.get(form)
    if form.isdigit():
        return int(form[:18])
    if form[0:1].isdigit():
        digits = form.rstrip("abcdefghijklmnopqrstuvwxyz")
        if digits.isdigit() and form[len(digits) :] in number_words().suffixes:
            return int(digits[:18])
    return None
