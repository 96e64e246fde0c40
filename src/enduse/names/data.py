"""The words of names, read once from the data files beside this module."""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import itertools
import operator
import re
import unicodedata
from collections.abc import Callable
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from enduse.errors import LexiconError


@functools.cache
def read_yaml(name: str) -> Any:
    """A data file of this room; read once; every scalar is text, so that `no`, `on` and `y` stay words.

    Raises:
        LexiconError: it is not YAML.
    """
    text = files("enduse.names").joinpath(name).read_text(encoding="utf-8")
    try:
        return yaml.load(text, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader))
    except yaml.YAMLError as error:
        raise LexiconError(f"names/{name}: not valid YAML ({' '.join(str(error).split())}); mend the line it names") from error


@dataclasses.dataclass(frozen=True, slots=True)
class LegalForm:
    """A legal form: `kind` is what contradicts (a limited company is no foundation), `form` the form itself."""

    kind: str
    form: str
    words: str


def _plain(word: str) -> str:
    from enduse.names.romanise import romanise_word

    return " ".join(romanise_word(part).text for part in unicodedata.normalize("NFKC", word).casefold().split())


@functools.cache
def legal_forms() -> dict[str, tuple[tuple[tuple[str, ...], LegalForm], ...]]:
    """Legal forms by their first word, the longest first; the words are in Latin letters."""
    found: dict[tuple[str, ...], LegalForm] = {}
    for kind, forms in read_yaml("legal_forms.yaml").items():
        for form, phrases in forms.items():
            for phrase in phrases:
                words = tuple(_plain(phrase).split())
                found.setdefault(words, LegalForm(kind, form, phrase))
                # Letters at the end are written apart or as one: "spol. s r.o.", "spol sro".
                for start in range(len(words) - 1):
                    if all(len(w) == 1 for w in words[start:]):
                        found.setdefault((*words[:start], "".join(words[start:])), LegalForm(kind, form, phrase))
    by_first: dict[str, list[tuple[tuple[str, ...], LegalForm]]] = {}
    for words, legal in found.items():
        by_first.setdefault(words[0], []).append((words, legal))
    return {first: tuple(sorted(rows, key=lambda row: -len(row[0]))) for first, rows in by_first.items()}


@functools.cache
def long_form_words() -> dict[str, tuple[str, ...]]:
    """The words of legal forms that are long enough to be known with an error in them, by their first two letters."""
    found = sorted({w for rows in legal_forms().values() for words, _ in rows for w in words if len(w) > 6})
    return {start: tuple(words) for start, words in itertools.groupby(found, key=lambda w: w[:2])}


@functools.cache
def forms_of_initials() -> frozenset[str]:
    """Short legal forms that are first letters of several words ("PJSC", "FZE"), and not one word cut short ("Ltd", "Corp")."""
    phrases = (words for rows in legal_forms().values() for words, _ in rows)
    short = {words[0] for words in phrases if len(words) == 1 and len(words[0]) < 6}
    return frozenset(short - {*read_yaml("generic.yaml")["cut_short"]})


@functools.cache
def glued_forms() -> tuple[tuple[str, LegalForm], ...]:
    """Legal forms in scripts without spaces, as they are written, the longest first: they are cut off the end or the front."""
    rows = [
        (phrase, LegalForm(kind, form, phrase))
        for kind, forms in read_yaml("legal_forms.yaml").items()
        for form, phrases in forms.items()
        for phrase in phrases
        if len(phrase) > 1 and re.match(r"[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", phrase)
    ]
    return tuple(sorted(rows, key=lambda row: -len(row[0])))


@functools.cache
def data_digest() -> str:
    """Eight digits of all the words and rules by which names are taken apart: what was made ready by others is made anew."""
    found = sorted(files("enduse.names").iterdir(), key=lambda file: file.name)
    return hashlib.sha256(b"".join(f.read_bytes() for f in found if f.name.endswith(".yaml"))).hexdigest()[:8]


@functools.cache
def word_sets(name: str) -> dict[str, frozenset[str]]:
    """The sections of a file of word lists, in Latin letters and as written."""
    return {
        section: frozenset(words) | frozenset(_plain(w) for w in words) - {""} for section, words in read_yaml(name).items()
    }


@functools.cache
def spelling_groups() -> dict[str, str]:
    """The first member of its group by each word of which the spellings lie far apart."""
    groups: dict[str, str] = {}
    for group in read_yaml("spellings.yaml"):
        for word in group:
            for key in (word, word.replace(" ", "")):
                groups.setdefault(key, group[0])
    return groups


@functools.cache
def known_words_within() -> re.Pattern[str]:
    """What finds a known word in Chinese characters within a name that is written without blanks."""
    known = [word for word in spelling_groups() if len(word) > 1 and re.fullmatch(r"[\u3400-\u9fff]+", word)]
    return re.compile(f"({'|'.join(sorted(known, key=len, reverse=True))})")


@functools.cache
def nicknames() -> dict[str, frozenset[int]]:
    """The families of given names that a word belongs to, by number."""
    families: dict[str, set[int]] = {}
    for number, family in enumerate(read_yaml("nicknames.yaml")):
        for word in family:
            families.setdefault(word, set()).add(number)
    return {word: frozenset(numbers) for word, numbers in families.items()}


@dataclasses.dataclass(frozen=True, slots=True)
class NumberWords:
    """Number words and ordinals by value, Roman numerals, endings of ordinals in figures, and what stands before a number."""

    values: dict[str, int]
    tens: frozenset[str]
    roman: dict[str, int]
    suffixes: frozenset[str]
    marks: frozenset[str]


@functools.cache
def number_words() -> NumberWords:
    """The words of `numbers.yaml`."""
    data = read_yaml("numbers.yaml")
    return NumberWords(
        values={word: int(value) for word, value in data["values"].items()},
        tens=frozenset(data["tens"]),
        roman={word: int(value) for word, value in data["roman"].items()},
        suffixes=frozenset(data["suffixes"]),
        marks=frozenset(data["marks"]),
    )


class Rewriting(NamedTuple):
    """What rewrites a word, and letters of which it must have some for that to apply at all ("" is in every word)."""

    apply: Callable[[str], str]
    letters: tuple[str, ...]


@dataclasses.dataclass(frozen=True, slots=True)
class SpellingRules:
    """Rewriting rules for sounds and skeletons, and figures that stand for letters."""

    sound: tuple[Rewriting, ...]
    skeleton: tuple[Rewriting, ...]
    figures: dict[int, str]


def _rewriting(rule: dict[str, str] | list[str]) -> Rewriting:
    """A rule: letters and what each is written as, or a regular expression and what is written for it."""
    if isinstance(rule, dict):
        return Rewriting(operator.methodcaller("translate", str.maketrans(rule)), tuple(rule))
    pattern, replacement = rule
    if pattern.isalpha():
        return Rewriting(operator.methodcaller("replace", pattern, replacement), (pattern,))
    bare = re.sub(r"\(\?<?[=!][^()]*\)|\\b", "", pattern)
    letters = tuple(bare.split("|")) if re.fullmatch(r"[\w|]+", bare) else ("",)
    found = re.compile(pattern)
    if "\\" in replacement:  # to read what is put for it costs more than to look whether there is anything to replace
        return Rewriting(lambda form: found.sub(replacement, form) if found.search(form) else form, letters)
    return Rewriting(functools.partial(found.sub, replacement), letters)


@functools.cache
def spelling_rules() -> SpellingRules:
    """The rules of `spelling.yaml`."""
    data = read_yaml("spelling.yaml")
    sound, skeleton = (tuple(map(_rewriting, data[part])) for part in ("sound", "skeleton"))
    return SpellingRules(sound, skeleton, str.maketrans(data["figures"]))
