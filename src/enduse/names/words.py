"""One word of a name: its spellings, and what it can be."""

from __future__ import annotations

import functools

from enduse.names.data import nicknames, number_words, spelling_groups, spelling_rules, word_sets
from enduse.names.romanise import romanise_word

#: Words that "abd" begins ("Abdulrahman") are two: the servant, and whose; these are one.
_ONE_WORD = frozenset({"abdullah", "abdul"})
_SERVANT = ("abdul", "abdel", "abdal", "abdol", "abdur", "abder", "abdus", "abdes", "abdar", "abdou")


class Word:
    """A word of a name, made once for each spelling; compared by identity.

    Attributes:
        text: as written, in lower case.
        form: in Latin letters without marks.
        group: the first of its spellings where it is a name of many, else `form`: words of one group are one word.
        sound: `form` with the spellings of one sound made one.
        skeleton: the consonants of `sound`.
        vowels: False where its script leaves them out.
        families: the families of nicknames that it belongs to.
        number: its value where it is a number, an ordinal or a number word.
    """

    __slots__ = (
        "families", "figure", "form", "generic", "given", "group", "initial", "kunya", "length", "number", "particle",
        "patronymic", "skeleton", "sound", "text", "title", "vowels",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        self.text = text
        self.form, self.vowels = romanise_word(text)
        form = self.form
        groups = spelling_groups()
        # In a script without vowels the article is written with the word.
        bare = text[2:] if not self.vowels and text.startswith("ال") and len(text) > 4 else text
        if bare is not text:
            self.form = form = romanise_word(bare).text
        self.group = groups.get(text) or groups.get(bare) or groups.get(form) or form
        self.sound = _sound(form)
        self.skeleton = _skeleton(self.sound)
        self.families = nicknames().get(form) or nicknames().get(self.group) or frozenset()
        self.length = len(form)
        self.figure = any(c.isdigit() for c in form)
        self.number = _number(form)
        self.initial = self.length == 1 and form.isalpha()
        particles = word_sets("particles.yaml")
        self.particle = form in particles["particle"]
        self.kunya = form in particles["kunya"]
        titles = word_sets("honorifics.yaml")
        self.title = 2 if form in titles["always"] or text in titles["always"] else int(form in titles["weak"])
        generic = word_sets("generic.yaml")
        self.generic = form in generic["half"] or self.group in generic["half"]
        self.given = self.group in generic["given"]
        self.patronymic = self.length > 6 and form.endswith(_patronymic_endings())

    def __repr__(self) -> str:
        return f"Word({self.text!r})"


@functools.cache
def _patronymic_endings() -> tuple[str, ...]:
    return tuple(word_sets("particles.yaml")["patronymic"])


@functools.lru_cache(maxsize=300_000)
def word_of(text: str) -> Word:
    """The word of this spelling, in lower case and without punctuation."""
    return Word(text)


@functools.lru_cache(maxsize=100_000)
def split_servant(form: str) -> tuple[str, str] | None:
    """`abdulrahman` as `abdul` and `rahman`; None for a word that is not so made."""
    if (
        form.startswith(_SERVANT)
        and len(form) >= 8
        and word_of(form).group not in _ONE_WORD
        and form[4] != "l" * (form[5] == "l")
    ):
        return form[:5], form[5:]
    return None


def _sound(form: str) -> str:
    for pattern, replacement in spelling_rules().sound:
        form = pattern.sub(replacement, form)
    return form


def _skeleton(sound: str) -> str:
    for pattern, replacement in spelling_rules().skeleton:
        sound = pattern.sub(replacement, sound)
    return sound


def _number(form: str) -> int | None:
    numbers = number_words()
    if form.isdigit():
        return int(form[:18])
    if form[0:1].isdigit():
        digits = form.rstrip("abcdefghijklmnopqrstuvwxyz")
        if digits.isdigit() and form[len(digits) :] in numbers.suffixes:
            return int(digits[:18])
        return None
    return numbers.values.get(form)
