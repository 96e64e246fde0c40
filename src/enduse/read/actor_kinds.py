"""What kind of actor the lexicon finds at a place of a document."""

from __future__ import annotations

from enduse.model import Span
from enduse.read.analysis import Analysis

BODIES = frozenset({"state", "capital", "demonym", "metonym", "ministry", "force", "body", "group", "firm"})
PEOPLE = frozenset({"leader", "person"})


class ActorKinds:
    """The kinds of all actors of a document by their place; a name that is in no list is a "name"."""

    def __init__(self, analysis: Analysis) -> None:
        self._kinds: dict[int, list[tuple[Span, str]]] = {}
        for m in analysis.candidates.actors:
            self._kinds.setdefault(m.sentence, []).append((m.span, "name" if m.entry.unknown else m.entry.kind))  # type: ignore[union-attr]

    def at(self, sentence: int, character: int) -> str | None:
        """The kind of the actor at a character of a sentence, None where there is none."""
        return next((kind for span, kind in self._kinds.get(sentence, ()) if span.start <= character < span.end), None)
