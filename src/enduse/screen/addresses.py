"""Addresses of parties against addresses on the lists: the Entity List has some without any name."""

from __future__ import annotations

import dataclasses
import functools
import math
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from enduse.party import Party
from enduse.screen.facts import read_yaml

_WORD = re.compile(r"[^\W_]+")
#: Share of a listed address that the asked one must have.
THRESHOLD: Final = 0.75
#: Words so frequent in the lists that they call up no candidate by themselves.
_TOO_MANY: Final = 400


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AddressMatch:
    """A listed address that is like the one asked about; `alone` where the entry has no name."""

    place: int
    text: str
    score: float
    alone: bool
    missing: tuple[str, ...]
    other_numbers: tuple[str, ...]


class AddressIndex:
    """The addresses of the lists by their words; rare words and house numbers weigh most."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._entries: list[tuple[int, str, frozenset[str], bool]] = []
        self._by_word: dict[str, list[int]] = defaultdict(list)
        for place, party in enumerate(parties):
            for text, alone in _addresses(party):
                words = address_words(text)
                if _tells_a_house(words):
                    for word in words:
                        self._by_word[word].append(len(self._entries))
                    self._entries.append((place, text, words, alone))

    def match(self, text: str) -> list[AddressMatch]:
        """Listed addresses like this one, best first, one for each entry."""
        asked = address_words(text)
        shared: Counter[int] = Counter()
        for word in asked:
            places = self._by_word.get(word, ())
            if len(places) <= _TOO_MANY:
                shared.update(places)
        best: dict[int, AddressMatch] = {}
        for number, count in shared.items():
            if count < 2:
                continue
            place, written, words, alone = self._entries[number]
            score = self._score(asked, words)
            if score >= THRESHOLD and (place not in best or best[place].score < score):
                missing = tuple(sorted(w for w in words - asked if w not in _common()))
                numbers = tuple(sorted(w for w in asked - words if w[0].isdigit()))
                best[place] = AddressMatch(
                    place=place, text=written, score=score, alone=alone, missing=missing, other_numbers=numbers
                )  # fmt: skip
        return sorted(best.values(), key=lambda m: (not m.alone, -m.score, m.place))

    def _score(self, asked: frozenset[str], listed: frozenset[str]) -> float:
        """The weight of the listed address's words that the asked one has, less a little for what only the asked one has."""
        both = sum(self._weight(word) for word in asked & listed)
        whole = sum(self._weight(word) for word in listed)
        extra = sum(self._weight(word) for word in asked - listed)
        return both / (whole + 0.1 * extra) if whole else 0.0

    def _weight(self, word: str) -> float:
        if word in _common():
            return 0.3
        return math.log(2 + len(self._entries) / (1 + len(self._by_word.get(word, ()))))


@functools.lru_cache(maxsize=4096)
def address_words(text: str) -> frozenset[str]:
    """The words of an address, in small plain letters, with short forms written out."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    short = _words()["short"]
    return frozenset(short.get(word, word) for word in _WORD.findall(plain))


def _tells_a_house(words: frozenset[str]) -> bool:
    """Whether it says more than a town: a number and two words of its own at least."""
    return any(w[0].isdigit() for w in words) and sum(w not in _common() for w in words) >= 3


def _addresses(party: Party) -> Iterator[tuple[str, bool]]:
    alone = party.schema == "Address" or not party.names
    if alone:
        yield from ((name.text, True) for name in party.names)
    yield from ((address.text, alone) for address in party.addresses)


@functools.cache
def _words() -> Mapping[str, Any]:
    return read_yaml("address_words.yaml")


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(_words()["common"])
