"""What a word is worth as evidence: rare words more than common ones."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any, Final

from enduse.names.words import Part, Word, word_of

#: A long number tells one body from all others; one figure is shared by many.
_NUMBER: Final = (0.7, 0.7, 0.9, 1.4)


class WordWeights:
    """Weights of words, from 0 to 1: by how often the loaded lists have them, by lists of common words where none are loaded.

    The weight of a word that stands in `n` of `total` names is 0.3 + 0.7 ln(total/n) / ln(total): one for a word of a single
    name, 0.3 for a word of every name (an inverse document frequency, scaled to the size of the lists).
    """

    __slots__ = ("_initials", "_known")

    def __init__(
        self, counts: Mapping[str, int] | None = None, total: int = 0, *, initials: Mapping[str, int] | None = None
    ) -> None:
        self._known: dict[str, float] = {}
        self._initials: dict[str, int] = {}
        if counts and total > 1000:  # fewer names say nothing of how common a word is
            scale = 0.7 / math.log(total)
            self._known = {word: 0.3 + scale * math.log(total / n) for word, n in counts.items() if n > 2}
            self._initials = {letters: n for letters, n in (initials or {}).items() if n > 1}

    def as_rows(self) -> dict[str, dict[str, float] | dict[str, int]]:
        """The weights, and how many bodies share initials, to be kept; `from_rows` makes them again."""
        return {"words": self._known, "initials": self._initials}

    @classmethod
    def from_rows(cls, rows: Mapping[str, Mapping[str, Any]]) -> WordWeights:
        """Weights that were kept."""
        weights = cls()
        weights._known, weights._initials = dict(rows["words"]), dict(rows["initials"])
        return weights

    def __getitem__(self, word: str) -> float:
        """The weight of a word as written."""
        return self.of(word_of(word.lower()))

    def bodies_of(self, letters: str) -> int:
        """Of how many bodies of the lists letters are the initials; one where no list is loaded."""
        return self._initials.get(letters, 1)

    def of(self, word: Word) -> float:
        """The weight of a word; one that no list has is as rare as can be."""
        if word.number is not None:
            return _NUMBER[min(word.length, 3)] if word.figure else 0.7
        usual = 0.45 if word.parts & Part.GENERIC else 0.75 if word.parts & Part.GIVEN else 1.0
        known = self._known.get(word.group)
        return usual if known is None or known > usual else known


#: Without lists: by the words of `generic.yaml` alone.
DEFAULT = WordWeights()
