"""The one interface of readers: a document in, statements with explanations out."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Protocol

from enduse.model import Document, Statement


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What a reader found in one document.

    `dropped` counts, by reason in words, what it had to leave out (an answer whose quote is not in the text, say), `notes` what
    else a person should know (passages that a model was asked about, say). `read_by` is set where the reading was not made by
    the reader as it names itself, because a part of it failed: then this is the name that the reading is kept under.
    """

    statements: tuple[Statement, ...] = ()
    dropped: Mapping[str, int] = dataclasses.field(default_factory=dict)
    notes: Mapping[str, int] = dataclasses.field(default_factory=dict)
    read_by: str | None = None


class Reader(Protocol):
    """Anything that finds the statements of a document; readers can be compared and replaced."""

    @property
    def name(self) -> str:
        """Name and version, kept with what it read."""
        ...

    def read(self, document: Document) -> Reading:
        """Find the statements of a document; never reads from its furniture."""
        ...
