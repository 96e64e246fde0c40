"""Whom "the minister", "the spokesman" and "the company" stand for: the last one named before with that office."""

from __future__ import annotations

import re
from collections.abc import Iterable

from enduse.lexicon.voices import load_voices
from enduse.read.analysis import Analysis


class Offices:
    """The offices of one document, as its noun phrases are read."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._held: list[tuple[int, frozenset[str], str]] = []

    def note(self, sentence: int, words: Iterable[str], name: str) -> None:
        """Remember that words of a sentence, the office among them, name somebody."""
        self._held.append((sentence, frozenset(word.lower() for word in words), name))

    def holder(self, sentence: int, words: str, noun: str) -> str | None:
        """Whom bare words ("the minister", by their noun) stand for in a sentence; None where they say more than the office."""
        if words.lower() not in (f"the {noun}", f"that {noun}", noun) or words == noun.capitalize():
            return None
        if noun in load_voices().small.firms:
            return self._last_firm(sentence)
        held = [(at, name) for at, office, name in self._held if noun in office and at <= sentence]
        return max(held, key=lambda x: x[0])[1] if held else None

    def _last_firm(self, sentence: int) -> str | None:
        """The last firm that is named up to a sentence."""
        actors = self._analysis.candidates.actors
        firms = [m for m in actors if m.sentence <= sentence and m.entry.kind == "firm"]  # type: ignore[union-attr]
        return re.sub(r"\s+", " ", firms[-1].text) if firms else None
