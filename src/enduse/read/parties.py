"""Whether a document bears out an actor: by words that stand for the code, or by the name itself."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Protocol

import yaml

from enduse.model import Document, Span
from enduse.read.locate import Locator

_ARTICLE = re.compile(r"\A(?:the|an?)\s+", re.IGNORECASE)
_CODE = re.compile(r"\A(?:[A-Z]{2}|NATO|G7)\Z")
_LONGEST_NAME = 120
#: Characters at the beginning of a report that say whom it is about.
_HEAD = 600


@functools.cache
def _implied() -> dict[str, list[str]]:
    """Words that bear out a body without naming it, by its code."""
    words: dict[str, list[str]] = yaml.safe_load(files("enduse.read").joinpath("implied.yaml").read_text(encoding="utf-8"))
    return words


class Mention(Protocol):
    """Words that name an actor."""

    @property
    def code(self) -> str:
        """The actor as statements name it."""
        ...

    @property
    def kind(self) -> str:
        """What sort of words they are, such as `state`, `leader`, `firm`."""
        ...

    @property
    def start(self) -> int:
        """The first character of the words."""
        ...

    @property
    def end(self) -> int:
        """The character after the last."""
        ...


class ActorFinder(Protocol):
    """Finds who is named in a text (`enduse.lexicon.actors.ActorLexicon`)."""

    def find(self, text: str, *, on: dt.date | None = None) -> Iterable[Mention]:
        """Every mention of an actor: of a state its capital, people, ministries, forces, and who led it on that day."""
        ...


class Parties:
    """The actors that a document names.

    Args:
        document: the document.
        readable: the stretches of it that may be read.
        locator: finds words in them.
        actors: finds who is named.
    """

    def __init__(self, document: Document, readable: Sequence[Span], locator: Locator, actors: ActorFinder) -> None:
        self._document, self._locator, self._actors = document, locator, actors
        # The publisher counts: "the government" in a paper of Bangkok is the Thai one, though no sentence says so.
        self._anywhere = self.named(document.publisher or "")
        self._anywhere |= {code for code, words in _implied().items() if any(map(locator.find, words))}
        self._places: dict[str, list[int]] = defaultdict(list)
        for stretch in readable:
            for mention in self._mentions(stretch.of(document.text)):
                self._places[mention.code].append(stretch.start + mention.start)
        self._head = Span(start=0, end=readable[0].start + _HEAD) if readable else Span(start=0, end=0)

    def party(self, name: str, role: str, *, near: Span) -> str | None:
        """The actor that a name stands for as the document bears it out: its code, or the name as written there; else None.

        It has to be named near the statement, or at the head of the report: a long one names half the world somewhere.
        Words that stand for a state give its code; of a leader only where the leader is not the one whom a measure hits.

        Args:
            name: a code, a name, or words that stand for a state.
            role: the role in the statement, such as `supplier` or `target`.
            near: the stretch around the statement.
        """
        name = _ARTICLE.sub("", name.strip())
        if len(name) > _LONGEST_NAME:
            return None
        if self._is_named(name, near):
            return name
        whole = next((m for m in self._mentions(name) if (m.start, m.end) == (0, len(name))), None)
        known = whole if whole is not None and self._is_named(whole.code, near) else None
        if known is not None and _CODE.match(known.code) and not (known.kind == "leader" and role == "target"):
            return known.code
        places = () if _CODE.match(name) else (near, self._head)
        found = next((span for place in places if (span := self._locator.find(name, within=place))), None)
        if found is not None:
            return found.of(self._document.text)
        return None if known is None else known.code

    def _is_named(self, code: str, near: Span) -> bool:
        """Whether words for an actor stand near, or at the head, or mean it wherever they are."""
        places = self._places.get(code, ())
        return code in self._anywhere or any(span.start <= place < span.end for place in places for span in (near, self._head))

    def named(self, words: str) -> set[str]:
        """The actors whom some words name."""
        return {mention.code for mention in self._mentions(words)}

    def _mentions(self, text: str) -> Iterable[Mention]:
        return self._actors.find(text, on=self._document.published)
