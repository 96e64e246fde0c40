"""The words by which furniture is known (`lexicon/furniture.yaml`), compiled."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterable

from enduse.lexicon.files import read_yaml

_END_MARK = r"[.:!?…»›]*"


@dataclasses.dataclass(frozen=True, slots=True)
class Patterns:
    """Patterns that disregard case: most by being small as the words are made small, which is ten times faster than `re.I`."""

    small: re.Pattern[str]
    cased: re.Pattern[str] | None

    @classmethod
    def of(cls, patterns: Iterable[str], *, end: str = "", whole: bool = False) -> Patterns:
        """Compile patterns; those that ask for capitals, `(?-i:…)`, are kept as they are."""
        frame = r"\b(?:{})\b" if whole else f"(?:{{}}){end}"
        patterns = list(patterns)
        small = [_SMALL_PARTS.sub(_made_small, p) for p in patterns if "(?-i:" not in p]
        cased = [p for p in patterns if "(?-i:" in p]
        return cls(
            re.compile(frame.format("|".join(small))),
            re.compile(frame.format("|".join(cased)), re.IGNORECASE) if cased else None,
        )

    def fullmatch(self, words: str) -> bool:
        """Whether a pattern matches the whole of the words."""
        if self.small.fullmatch(words.lower()) is not None:
            return True
        return self.cased is not None and self.cased.fullmatch(words) is not None

    def search(self, words: str) -> bool:
        """Whether a pattern matches somewhere in the words."""
        if self.small.search(words.lower()) is not None:
            return True
        return self.cased is not None and self.cased.search(words) is not None


_SMALL_PARTS = re.compile(r"\\.|\((?!\?)|[A-ZÀ-Þ]")


def _made_small(m: re.Match[str]) -> str:
    """A part of a pattern: groups that keep nothing are faster; escapes such as \\W stay."""
    if m[0] == "(":
        return "(?:"
    return m[0] if m[0].startswith("\\") else m[0].lower()


@dataclasses.dataclass(frozen=True, slots=True)
class FurnitureWords:
    """The patterns of the data file, compiled."""

    line: Patterns
    menu: Patterns
    list_heading: Patterns
    comment_heading: Patterns
    commenter: Patterns
    inside: re.Pattern[str]
    glued: re.Pattern[str]
    ask: Patterns
    plea: Patterns
    trade: Patterns
    person: Patterns
    tone: Patterns
    never: Patterns


@functools.cache
def furniture_words() -> FurnitureWords:
    """The patterns of `lexicon/furniture.yaml`, compiled once."""
    data = read_yaml("furniture.yaml")
    appeals = data["appeals"]
    return FurnitureWords(
        line=Patterns.of((p for patterns in data["lines"].values() for p in patterns), end=_END_MARK),
        menu=Patterns.of(data["menu_words"], end=_END_MARK),
        list_heading=Patterns.of(data["list_headings"], end=_END_MARK),
        comment_heading=Patterns.of(data["comment_headings"], end=_END_MARK),
        commenter=Patterns.of(data["commenters"], end=_END_MARK),
        inside=re.compile("|".join(f"(?:{p})" for p in data["inside"]), re.MULTILINE),
        glued=re.compile(rf"(?:{'|'.join(data['glued'])}):? ?(?=(?-i:[A-Z“\"][\w’' ]).{{40}})", re.IGNORECASE),
        ask=Patterns.of(appeals["asks"]),
        plea=Patterns.of(appeals["pleas"]),
        trade=Patterns.of(appeals["trade"], whole=True),
        person=Patterns.of(appeals["person"], whole=True),
        tone=Patterns.of(appeals["tone"], whole=True),
        never=Patterns.of(appeals["never"], whole=True),
    )
