"""Who speaks in a report, and with which words: verbs of saying, and nouns for people, bodies, outlets and evidence."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.inflection import plural, verb_forms

VOICES_FILE = "voices.yaml"
Voice = Literal["person", "body", "outlet", "evidence"]

_VERBS = ("says", "thinks", "accuses", "punishes", "cites", "withholds")
_NOUNS = ("saying", "claim", "sign", "person", "body", "body_phrase", "outlet", "outlet_phrase", "evidence", "speaks_for")
_PRONOUNS = ("first", "person", "body", "people", "relative")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class SmallWords:
    """The small words of `voices.yaml`, each list by what its words do; the file says it of each with an example."""

    sources: frozenset[str]
    sources_from: frozenset[str]
    after_head: frozenset[str]
    phrase_starts: frozenset[str]
    before_times: frozenset[str]
    times_after: frozenset[str]
    clause_goes_on: frozenset[str]
    firms: frozenset[str]
    not_before_names: frozenset[str]
    possessives: frozenset[str]
    determiners: frozenset[str]
    before_nouns: frozenset[str]
    adpositions: frozenset[str]
    negations: frozenset[str]
    relatives: frozenset[str]
    clause_openers: frozenset[str]
    about_a_noun: frozenset[str]
    beside_noun: frozenset[str]
    owners: frozenset[str]
    other_clauses: frozenset[str]
    asked: frozenset[str]
    grounds: frozenset[str]
    ourselves: frozenset[str]
    own_pronouns: frozenset[str]
    own_body: frozenset[str]
    own_firm: frozenset[str]
    asks: frozenset[str]
    answers: frozenset[str]
    things: frozenset[str]
    nobody: frozenset[str]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Voices:
    """The words of `voices.yaml` in all their forms, lower case.

    Attributes:
        verbs: by what they govern: `says`, `thinks`, `accuses`, `punishes`, `cites`, `withholds`.
        nouns: by what they stand for: `saying`, `claim`, `person`, `body`, `body_phrase`, `outlet`, `outlet_phrase`,
            `evidence`, `speaks_for`.
        pronouns: by whom they stand for: `first`, `person`, `body`, `people`, `relative`.
        small: closed lists of small words, by what they do.
        auxiliaries: those that tell reported speech, the most telling first.
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
        bodies_of: with what the name of a body in brackets begins.
        desk: parts of a publisher's name that are no part of the body's.
    """

    verbs: Mapping[str, frozenset[str]]
    nouns: Mapping[str, frozenset[str]]
    pronouns: Mapping[str, frozenset[str]]
    small: SmallWords
    auxiliaries: tuple[str, ...]
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
    bodies_of: frozenset[str]
    desk: frozenset[str]
    _kinds: Mapping[str, Voice] = dataclasses.field(init=False, repr=False)
    _pronouns: frozenset[str] = dataclasses.field(init=False, repr=False)
    _of_saying: frozenset[str] = dataclasses.field(init=False, repr=False)

    def __post_init__(self) -> None:
        voices: tuple[Voice, ...] = ("evidence", "body", "outlet", "person")  # of two that a noun may be, the later one
        saying = (self.verbs["says"], self.verbs["thinks"], self.verbs["accuses"], self.nouns["saying"], self.small.sources)
        object.__setattr__(self, "_kinds", {noun: voice for voice in voices for noun in self.nouns[voice]})
        object.__setattr__(self, "_pronouns", frozenset[str]().union(*self.pronouns.values()))
        object.__setattr__(self, "_of_saying", frozenset[str]().union(*saying))

    def kind_of(self, noun: str) -> Voice | None:
        """What a noun stands for, if it is one that speaks."""
        return self._kinds.get(noun.lower())

    def is_pronoun(self, word: str) -> bool:
        """Whether the word only points to a speaker named elsewhere."""
        return word.lower() in self._pronouns

    def may_say(self, word: str) -> bool:
        """Whether a word in lower case, as a verb, a noun or a preposition, may tell that somebody says something."""
        return word in self._of_saying


def read_voices(file: str = VOICES_FILE) -> Voices:
    """The voices of a file.

    Raises:
        LexiconError: a section is missing or unknown, or is no list of words.
    """
    data = read_yaml(file)
    sections = {"verbs": _VERBS, "nouns": _NOUNS, "pronouns": _PRONOUNS, "small_words": _SMALL}
    _check_names(file, data, (*sections, "auxiliaries", *_LISTS))
    for section, names in sections.items():
        _check_names(f"{file}: {section}", data[section], names)
    words = {section: {n: _words(file, n, data[section][n]) for n in names} for section, names in sections.items()}
    return Voices(
        verbs={n: frozenset(f for v in verbs for f in verb_forms(v).values()) for n, verbs in words["verbs"].items()},
        nouns={n: frozenset(f for w in nouns for f in (w, plural(w))) for n, nouns in words["nouns"].items()},
        pronouns={n: frozenset(pronouns) for n, pronouns in words["pronouns"].items()},
        small=SmallWords(**{n: frozenset(small) for n, small in words["small_words"].items()}),
        auxiliaries=tuple(_words(file, "auxiliaries", data["auxiliaries"])),
        **{n: frozenset(_words(file, n, data[n])) for n in _LISTS},
    )


_SMALL = tuple(field.name for field in dataclasses.fields(SmallWords))
_LISTS = tuple(field.name for field in dataclasses.fields(Voices) if field.type == "frozenset[str]" and field.init)


def _check_names(where: str, data: Mapping[str, Any], names: Sequence[str]) -> None:
    for name in data.keys() ^ set(names):
        raise LexiconError(f"{where}: {name!r} is unknown or missing; it needs {', '.join(names)}")


def _words(file: str, where: str, value: Any) -> Sequence[str]:
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
