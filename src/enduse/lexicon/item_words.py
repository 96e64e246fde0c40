"""The nouns and verbs of `items.yaml`, checked and inflected."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator
from typing import Any, Literal

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.inflection import plural, verb_forms
from enduse.lexicon.phrases import fold, words_of
from enduse.model import CATEGORIES

FILE = "items.yaml"
SECTIONS = {"nouns", "ambiguous", "generic", "verbs", "modifiers", "not_items", "not_names", "bare_counts", "origins"}
Role = Literal["noun", "ambiguous", "generic", "pronoun", "verb", "modifier", "number", "none"]


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """An entry of the word list: what it does in a noun phrase, its lemma, and the categories it may have."""

    lemma: str
    role: Role
    categories: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True)
class ItemWords:
    """Every phrase with its word, the patterns of `not_names` and `bare_counts`, and
    the adjectives and names that are no system's."""

    phrases: tuple[tuple[str, Word], ...]
    not_names: re.Pattern[str]
    bare_count: re.Pattern[str]
    before_date: re.Pattern[str]
    money: re.Pattern[str]
    origins: frozenset[str]


def read_item_words(file: str = FILE) -> ItemWords:
    """The words of an items file.

    Raises:
        LexiconError: An unknown section or category, an entry given twice, an ambiguous noun without its reason.
    """
    data = read_yaml(file)
    for section in data.keys() ^ SECTIONS:
        raise LexiconError(f"{file}: section {section!r} is {'missing' if section in SECTIONS else 'unknown'}")
    seen: dict[tuple[bool, tuple[str, ...]], Word] = {}
    phrases: dict[str, Word] = {}
    for word in _words(file, data):
        key = word.role == "verb", tuple(words_of(word.lemma))  # a noun and a verb may share their lemma
        if key in seen and seen[key].role != "modifier" and word.role != "modifier":
            raise LexiconError(f"{file}: {word.lemma!r} is given twice ({seen[key].role} and {word.role}); keep one")
        seen.setdefault(key, word)
        for form in _forms(word):
            phrases.setdefault(form, word)
    counts = data["bare_counts"]
    words = "|".join(counts["words"])
    number = rf"(?:{words}|\d{{1,3}}(?:,\d{{3}})*(?!\d))(?:[- ](?:{words}))*(?: {counts['more']})?"
    return ItemWords(
        tuple(phrases.items()),
        not_names=re.compile("|".join(data["not_names"])),
        bare_count=re.compile(rf"{number}(?={'|'.join(counts['followed_by'])})", re.IGNORECASE),
        before_date=re.compile(rf"(?:{'|'.join(counts['not_after'])})$"),
        money=re.compile(counts["money"]),
        origins=frozenset(fold(word) for word in data["origins"]),
    )


def _words(file: str, data: dict[str, Any]) -> Iterator[Word]:
    for category, nouns in data["nouns"].items():
        _check(file, "nouns", category)
        yield from (Word(noun, "noun", (category,)) for noun in nouns)
    for entry in data["ambiguous"]:
        if set(entry) != {"noun", "categories", "why"} or not entry["why"]:
            raise LexiconError(f"{file}: ambiguous: {entry!r} needs noun, categories and why")
        for category in entry["categories"]:
            _check(file, f"ambiguous {entry['noun']!r}", category)
        yield Word(entry["noun"], "ambiguous", tuple(entry["categories"]))
    for category, lemmas in data["verbs"].items():
        _check(file, "verbs", category)
        yield from (Word(lemma, "verb", (category,)) for lemma in lemmas)
    yield from (Word(noun, "generic") for noun in data["generic"]["nouns"])
    yield from (Word(word, "pronoun") for word in data["generic"]["words"])
    yield from (Word(word, "number") for word in data["bare_counts"]["words"])
    yield from (Word(phrase, "none") for phrase in data["not_items"])
    yield from (Word(word, "modifier") for word in data["modifiers"])


def _check(file: str, where: str, category: str) -> None:
    if category not in CATEGORIES:
        raise LexiconError(f"{file}: {where}: unknown category {category!r}; use one of {', '.join(CATEGORIES)}")


def _forms(word: Word) -> Iterator[str]:
    yield word.lemma
    if word.role in ("noun", "ambiguous", "generic"):
        yield plural(word.lemma)
    elif word.role == "verb":
        yield from verb_forms(word.lemma).values()
