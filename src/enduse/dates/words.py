"""The words of `lexicon/times.yaml`, ready to be looked up token by token."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from importlib.resources import files
from typing import Any, NamedTuple

import yaml

from enduse.numerals import number_words

_TOKEN = re.compile(
    r"\d{4}[-/]\d{1,2}[-/]\d{1,2}(?!\d)|\d{1,2}([./-])\d{1,2}\1(?:\d{4}|\d{2})(?![\d.])|['’‘]\d\ds?\b|\d+(?:[.,]\d+)+"
    r"|\d+(?i:st|nd|rd|th|['’]?s)?(?![^\W\d_])|\d+|['’]s\b|(?:[A-Za-z]\.){2,}|[^\W\d_]+|\S"
)


class Token(NamedTuple):
    """A word or mark in lower case, with plain apostrophes, and where it stands."""

    text: str
    start: int
    end: int
    capital: bool


def tokenize(text: str) -> list[Token]:
    """Words, numbers and marks of a text."""
    return [
        Token(m[0].lower().replace("’", "'").replace("‘", "'"), m.start(), m.end(), m[0][0].isupper())
        for m in _TOKEN.finditer(text)
    ]


class Phrases:
    """Expressions of one or more words, and what each stands for; the longest that fits is found."""

    def __init__(self, values: Iterable[tuple[str, Any]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Any]]] = {}
        for phrase, value in values:
            words = tuple(t.text for t in tokenize(phrase))
            self._by_first.setdefault(words[0], []).append((words, value))
        for choices in self._by_first.values():
            choices.sort(key=lambda c: -len(c[0]))

    def at(self, tokens: Sequence[Token], i: int) -> list[tuple[Any, int]]:
        """What the phrases at a token stand for and the token after each, the longest first."""
        choices = self._by_first.get(tokens[i].text) if i < len(tokens) else None
        if choices is None:
            return []
        following = tuple(token.text for token in tokens[i : i + len(choices[0][0])])
        return [(value, i + len(words)) for words, value in choices if following[: len(words)] == words]

    @property
    def first_words(self) -> frozenset[str]:
        """The words that a phrase can begin with."""
        return frozenset(self._by_first)


class Event(NamedTuple):
    """A day that reports use as a date; in short only until a day, near some words if there are any, and away from others."""

    first: dt.date
    until: dt.date | None = None
    near: frozenset[str] = frozenset()
    away: frozenset[str] = frozenset()

    def is_meant(self, sentence: Collection[str], about: frozenset[str], day: dt.date) -> bool:
        """Whether a sentence, in a text about something, published on a day, may mean it."""
        if self.until is None:
            return True
        near = not self.near or not self.near.isdisjoint(sentence) or not self.near.isdisjoint(about)
        return near and self.away.isdisjoint(sentence) and self.first <= day <= self.until


def _short(entry: Mapping[str, Any]) -> Event:
    return Event(entry["first"], entry["until"], frozenset(entry.get("near", ())), frozenset(entry.get("away", ())))


class TimeWords(NamedTuple):
    """The lexicon's words of time by what they do.

    An expression of time begins with one of the `starters`, a point of time within it with one of the `beginnings`, unless
    either begins with a figure. `wars` are words that tell which war a text is about.
    """

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    seasons: Mapping[str, int]
    units: Mapping[str, str]
    ordinals: Mapping[str, int]
    decades: Mapping[str, int]
    capital: frozenset[str]
    fillers: frozenset[str]
    range_words: Phrases
    limits: Phrases
    ended: Phrases
    denials: frozenset[str]
    with_over: frozenset[str]
    onwards: frozenset[str]
    times_of_day: frozenset[str]
    which: Mapping[str, str]
    operators: Phrases
    parts: Phrases
    days: Phrases
    named_days: Phrases
    vague: Phrases
    fiscal: Phrases
    events: Phrases
    wars: frozenset[str]
    starters: frozenset[str]
    beginnings: frozenset[str]


@functools.cache
def time_words() -> TimeWords:
    """Read the words of time once."""
    text = files("enduse").joinpath("lexicon", "times.yaml").read_text(encoding="utf-8")
    data = yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    months = {word: n for n, words in enumerate(data["months"], 1) for word in words}
    weekdays = {word: n for n, words in enumerate(data["weekdays"]) for word in words}
    groups = {
        "operators": Phrases((p, name) for name, phrases in data["operators"].items() for p in phrases),
        "limits": Phrases((p, name) for name, phrases in data["limits"].items() for p in phrases),
        "ended": Phrases((p, p) for p in data["ended"]),
        "parts": Phrases(
            [(p, name) for name, phrases in data["parts"].items() for p in phrases]
            + [("earlier", "earlier"), ("later", "later")]
        ),
        "days": Phrases(data["days"].items()),
        "named_days": Phrases(data["named_days"].items()),
        "vague": Phrases([(p, "past") for p in data["past"]] + [(p, "future") for p in data["future"]]),
        "fiscal": Phrases((p, p) for p in data["fiscal"]),
        "events": Phrases(
            (phrase, event)
            for entry in data["events"]
            for phrase, event in (
                *((name, Event(entry["first"])) for name in entry["named"]),
                *((name, _short(entry)) for name in entry["short"]),
            )
        ),
    }
    numbers = number_words()["numerals"]
    points = {
        *months,
        *weekdays,
        *data["seasons"],
        *data["ordinals"],
        *data["decades"],
        *data["which"],
        *data["units"],
        *(word for name in ("ones", "teens", "tens") for word in numbers[name]),
        *(word for name in ("days", "named_days", "vague", "fiscal") for word in groups[name].first_words),
        *"the a an q h within several some few many half".split(),
    }
    around = (word for name in ("operators", "parts", "events") for word in groups[name].first_words)
    several = (phrase.split()[0] for phrase in numbers["several"]["words"])
    return TimeWords(
        months=months,
        weekdays=weekdays,
        seasons=data["seasons"],
        units=data["units"],
        ordinals=data["ordinals"],
        decades=data["decades"],
        capital=frozenset(data["capital"]),
        fillers=frozenset(data["fillers"]),
        range_words=Phrases((p, p) for p in data["range_words"]),
        denials=frozenset(data["denials"]),
        with_over=frozenset(number_words()["with_over"]),
        onwards=frozenset(data["onwards"]),
        times_of_day=frozenset(data["times_of_day"]),
        which=data["which"],
        wars=frozenset(word for entry in data["events"] for word in entry.get("near", ())),
        starters=frozenset({"between", *points, *around}),
        beginnings=frozenset({*points, *numbers["scales"], *numbers["plurals"], *several}),
        **groups,
    )


_YEAR = re.compile(r"(?:1[89]|20)\d\d")


def year_in(text: str) -> int | None:
    """A token that is a year of our age."""
    return int(text) if _YEAR.fullmatch(text) else None
