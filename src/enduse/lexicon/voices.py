"""Who speaks in a report, and with which words: verbs of saying, and nouns for people, bodies, outlets and evidence."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterable, Mapping
from typing import Any, Literal

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.inflection import plural, verb_forms

VOICES_FILE = "voices.yaml"
Voice = Literal["person", "body", "outlet", "evidence"]

_VERBS = ("says", "thinks", "accuses", "punishes", "cites")
_NOUNS = ("saying", "person", "body", "outlet", "outlet_phrase", "evidence", "speaks_for")
_PRONOUNS = ("first", "person", "body", "people", "relative")
_LISTS = (
    "unsaid",
    "orders",
    "titles",
    "joins",
    "times",
    "time_leads",
    "particles",
    "not_labels",
    "own_voice",
    "not_own_voice",
    "desk",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The words of `voices.yaml` in all their forms, lower case.

    Attributes:
        verbs: by what they govern: `says`, `thinks`, `accuses`, `punishes`, `cites`.
        nouns: by what they stand for: `saying`, `person`, `body`, `outlet`, `outlet_phrase`, `evidence`, `speaks_for`.
        pronouns: by whom they stand for: `first`, `person`, `body`, `people`, `relative`.
        unsaid: what before a verb of saying leaves it unsaid.
        orders: verbs of saying that command with an infinitive.
        titles: what is written before a name.
        joins: what joins the parts of a noun phrase that speaks.
        times: names of days, months and parts of a day, which are nobody's name.
        time_leads: what may stand before them.
        particles: what may stand inside a name.
        not_labels: what with a colon begins a paragraph and is no speaker.
        own_voice: words of publishers that speak for themselves.
        not_own_voice: words of publishers that report what others say.
        desk: parts of a publisher's name that are no part of the body's.
    """

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    unsaid: frozenset[str]
    orders: frozenset[str]
    titles: frozenset[str]
    joins: frozenset[str]
    times: frozenset[str]
    time_leads: frozenset[str]
    particles: frozenset[str]
    not_labels: frozenset[str]
    own_voice: frozenset[str]
    not_own_voice: frozenset[str]
    desk: frozenset[str]

    def kind_of(self, noun: str) -> Voice | None:
        """What a noun stands for, if it is one that speaks."""
        word = noun.lower()
        for kind in ("person", "outlet", "body", "evidence"):
            if word in self.nouns[kind]:
                return kind
        return None

    def is_pronoun(self, word: str) -> bool:
        """Whether the word only points to a speaker named elsewhere."""
        return any(word.lower() in words for words in self.pronouns.values())


def read_voices(file: str = VOICES_FILE) -> Voices:
    """The voices of a file.

    Raises:
        LexiconError: a section is missing or unknown, or is no list of words.
    """
    data = read_yaml(file)
    wanted = {"verbs": _VERBS, "nouns": _NOUNS, "pronouns": _PRONOUNS}
    for name in data.keys() ^ {*wanted, *_LISTS}:
        raise LexiconError(f"{file}: section {name!r} is unknown or missing; it needs {', '.join((*wanted, *_LISTS))}")
    for section, names in wanted.items():
        for name in data[section].keys() ^ set(names):
            raise LexiconError(f"{file}: {section}: {name!r} is unknown or missing; it needs {', '.join(names)}")
    lists = {name: frozenset(_words(file, name, data[name])) for name in _LISTS}
    return Voices(
        verbs={n: frozenset(f for v in _words(file, n, data["verbs"][n]) for f in verb_forms(v).values()) for n in _VERBS},
        nouns={n: frozenset(f for w in _words(file, n, data["nouns"][n]) for f in (w, plural(w))) for n in _NOUNS},
        pronouns={n: frozenset(_words(file, n, data["pronouns"][n])) for n in _PRONOUNS},
        **lists,
    )


def _words(file: str, where: str, value: Any) -> Iterable[str]:
    if not isinstance(value, list) or not all(isinstance(v, str) and v == v.lower().strip() and v for v in value):
        raise LexiconError(f"{file}: {where} must be a list of words in lower case (quote what YAML takes for something else)")
    return value


@functools.cache
def load_voices() -> Voices:
    """The voices of the lexicon.

    Raises:
        LexiconError: the file breaks its schema; the message names the section.
    """
    return read_voices()
