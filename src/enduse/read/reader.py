"""The one interface of readers: a document in, statements with explanations out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Protocol

from enduse.model import Document, Statement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in one document.

    `dropped` counts, by reason in words, what it had to leave out (an answer whose quote is not in the text, say).
    """

    statements: tuple[Statement, ...] = ()
    dropped: Mapping[str, int] = dataclasses.field(default_factory=dict)


class Reader(Protocol):
    """Anything that finds the statements of a document; readers can be compared and replaced."""

    @property
    def name(self) -> str:
        """Name and version, kept with what it read."""
        ...

    def read(self, document: Document) -> Reading:
        """Find the statements of a document; never reads from its furniture."""
        ...
