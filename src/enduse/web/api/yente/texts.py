"""Words of parties, for questions in a search box: names, numbers, addresses, dates and remarks."""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from enduse.names.romanise import romanise_word
from enduse.party import Party
from enduse.web.api.yente.entities import entity_id, partial_dates

_WORD = re.compile(r"\w+")
_MOST_SPELLINGS: Final = 50


def words_of(text: str) -> list[str]:
    """The words of a text without case and accents, those of other scripts in Latin letters."""
    words = _WORD.findall(text.lower())
    return words if text.isascii() else [plain for word in words if (plain := romanise_word(word).text)]


class TextIndex:
    """Which parties have a word, anywhere or in a name."""

    def __init__(self, parties: Sequence[Party]) -> None:
        self._anywhere: dict[str, array[int]] = {}
        self._names: list[frozenset[str]] = []
        for place, party in enumerate(parties):
            names = frozenset(word for name in party.names for word in words_of(name.text))
            self._names.append(names)
            for word in names.union(*map(words_of, _texts(party))):
                self._anywhere.setdefault(word, array("l")).append(place)

    def places(self, word: str) -> set[int]:
        """The parties that have a word."""
        return set(self._anywhere.get(word, ()))

    def beginning(self, prefix: str) -> set[int]:
        """The parties that have a word that begins so."""
        return self._united(word for word in self._anywhere if word.startswith(prefix))

    def near(self, word: str) -> set[int]:
        """The parties that have a word or one that differs by an error, in longer words by two."""
        most = 1 if len(word) < 6 else 2
        found = process.extract(word, self._anywhere.keys(), scorer=OSA.distance, score_cutoff=most, limit=_MOST_SPELLINGS)
        return self._united(spelling for spelling, _, _ in found) if len(word) > 2 else self.places(word)

    def is_named(self, place: int, beginnings: Sequence[str]) -> bool:
        """Whether a name of the party has words that begin so."""
        return all(any(word.startswith(beginning) for word in self._names[place]) for beginning in beginnings)

    def worth(self, place: int, words: Sequence[str]) -> float:
        """How well words fit the names of a party: 1 where they are all of its words."""
        if not words:
            return 0.0
        names = self._names[place]
        shared = sum(1 for word in words if word in names)
        return shared / len(words) + 0.01 * shared / max(1, len(names))

    def _united(self, words: Iterable[str]) -> set[int]:
        found: set[int] = set()
        for word in words:
            found.update(self._anywhere.get(word, ()))
        return found


def _texts(party: Party) -> Iterator[str]:
    yield entity_id(party)
    yield party.entry
    yield party.remarks
    for number in party.identifiers:
        yield number.value
    for address in party.addresses:
        yield address.text
    for birth in party.births:
        yield from partial_dates(birth)
    yield from party.birth_places
    for designation in party.designations:
        yield f"{designation.authority} {designation.programme or ''}"
    for values in party.details.values():
        yield from values
