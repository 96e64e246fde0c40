"""Find the phrases of a word list in text: a trie over runs of letters and of digits, longest match first.

"Su-35", "Su 35", "SU-35" and "Su35" are the same two runs, so one entry finds all spellings; accents and the dotless i
fold away. The trie costs one dictionary look-up for a word that begins no phrase, whatever the number of phrases.
"""

from __future__ import annotations

import dataclasses
import functools
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

_RUN = re.compile(r"[^\W\d_]+|\d+")
#: What may stand between two runs of one phrase.
JOINTS = frozenset(
    ["", " ", "\u00a0", "\n", "\r\n", "-", "\u2010", "\u2011", "\u2013", "'", "\u2019", ".", "/", ". ", "&", "\n  "]
)


class Run(NamedTuple):
    """A run of letters or of digits: where it stands, and its folded form."""

    start: int
    end: int
    folded: str


@dataclasses.dataclass(slots=True)
class _Node(Generic[Value]):
    children: dict[str, _Node[Value]] | None = None  # most nodes are ends: an empty dictionary each would fill the memory
    values: list[Value] | None = None


def fold(word: str) -> str:
    """The word in lower case without accents ("Akıncı" -> "akinci")."""
    lowered = word.lower()
    if lowered.isascii():
        return lowered
    plain = unicodedata.normalize("NFKD", lowered.replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c))


@functools.lru_cache(maxsize=4)  # every word list asks for the same text's in turn
def runs(text: str) -> tuple[Run, ...]:
    """The runs of letters and of digits of a text, in order."""
    return tuple(Run(*m.span(), fold(m.group())) for m in _RUN.finditer(text))


def words_of(phrase: str) -> list[str]:
    """The folded forms of a phrase's runs, without their places."""
    if phrase.isascii():
        return _RUN.findall(phrase.lower())
    return [fold(word) for word in _RUN.findall(phrase)]


def written_words(phrase: str) -> list[str]:
    """A phrase's runs as they are written."""
    return _RUN.findall(phrase)


class PhraseTable(Generic[Value]):
    """Phrases with a value each; several values may share a phrase."""

    def __init__(self) -> None:
        self._root: _Node[Value] = _Node()

    def add(self, phrase: str, value: Value) -> None:
        """Enter a phrase as it is written; it must hold a letter or a digit."""
        keys = words_of(phrase)
        if not keys:
            raise ValueError(f"a phrase needs a letter or a digit: {phrase!r}")
        node = self._root
        for key in keys:
            if node.children is None:
                node.children = {}
            following = node.children.get(key)
            if following is None:
                following = node.children[key] = _Node()
            node = following
        if node.values is None:
            node.values = []
        node.values.append(value)

    def at(self, text: str, tokens: Sequence[Run], index: int) -> Iterator[tuple[int, list[Value]]]:
        """Every phrase that begins at a run, longest first: the index after its last run, and its values."""
        node = None if self._root.children is None else self._root.children.get(tokens[index].folded)
        if node is None:
            return
        found = []
        following = index + 1
        while node is not None:
            if node.values:
                found.append((following, node.values))
            if following == len(tokens) or not node.children:
                break
            if text[tokens[following - 1].end : tokens[following].start] not in JOINTS:
                break
            node = node.children.get(tokens[following].folded)
            following += 1
        yield from reversed(found)
