"""Who is behind a report: its publisher, or the one whose story it carries."""

from __future__ import annotations

import re
import urllib.parse
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from enduse.ledger.changes import Table
from enduse.ledger.designations import plain
from enduse.ledger.words import words
from enduse.model import Document

#: What follows a publisher's name and names no other publisher: a desk in brackets, a number of issue, an office of the house.
_SUFFIX = re.compile(
    r"\s*\([^)]*\)|,\s*(?:note|no\.?|nr\.?|issue|vol\.?|volume|bulletin|part)\b.*$|,\s*office of\b.*$", re.IGNORECASE
)
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)


def source_key(name: str) -> str:
    """A publisher's name without article, desk, edition and number of issue, so that one house counts once.

    >>> source_key("The Northern Wire (English desk)") == source_key("Northern Wire")
    True
    """
    return plain(_ARTICLE.sub("", _SUFFIX.sub("", name).strip())) or plain(name)


def sources_of(documents: Iterable[Document], copies: Sequence[Sequence[str]]) -> Mapping[str, str]:
    """The source behind each document, by document name.

    A report that credits an agency or names the page that it took the story from counts for that one; a copy that credits
    nobody counts for the earliest report of the story. A report of unknown publisher counts for itself: nothing says that two
    such are one, and copies among them have been found by their text. A short name ("CW", "Coastal") counts for the one house
    that it can stand for: the report's own publisher, else the only such house among all the reports.
    """
    told = {name: tuple(group) for group in copies for name in group}
    return Sources().changed({d.name: d for d in documents}, told)[0].of


class Sources:
    """The source behind each report, as `sources_of` has it; after a change only those are found anew whom it bears on.

    Attributes:
        of: the sources by the reports' names.
        documents: the reports by their names.
    """

    def __init__(self) -> None:
        self.of = Table[str, str]()
        self.documents = Table[str, Document]()
        self._own = Table[str, str]()
        self._stories = Table[str, tuple[str, ...]]()
        self._houses = _Houses()
        self._keyed = Table[str, frozenset[str]]()

    def changed(
        self, reports: Mapping[str, Document | None], stories: Mapping[str, tuple[str, ...] | None]
    ) -> tuple[Sources, frozenset[str]]:
        """The sources after some reports came, changed or went (None), and the reports that have another source than before.

        Args:
            reports: those that changed, by name.
            stories: of the reports whose story changed, the names of its reports, the original first; None where it is in none.
        """
        after = Sources()
        after.documents = self.documents.changed(reports)
        after._stories = self._stories.changed(stories)
        left = [d for name in reports if (d := self.documents.get(name)) is not None]
        new = [d for d in reports.values() if d is not None]
        after._houses, reread = self._houses.changed(left, new)
        after._keyed = _rekeyed(self._keyed, left, new)
        concerned = {*reports, *(name for key in reread for name in after._keyed.get(key, ()))} & after.documents.keys()
        own = {name: _own_source(after.documents[name], after._houses.of) for name in concerned}
        after._own = self._own.changed(dict.fromkeys(reports) | own)
        looked_at = {*reports, *stories, *(name for name, source in own.items() if source != self._own.get(name))}
        looked_at |= {member for name in looked_at for member in after._stories.get(name, ())}
        after.of = self.of.changed({name: after._behind(name) for name in looked_at})
        return after, frozenset(name for name in looked_at if after.of.get(name) != self.of.get(name))

    def _behind(self, name: str) -> str | None:
        """Whom a report counts for: the one that its story credits, else the original; None if there is no such report."""
        told = self._stories.get(name, (name,))
        return self._own.get(next((n for n in told if _credit(self.documents[n])), told[0])) if name in self.documents else None


def count_sources(names: Iterable[str], sources: Mapping[str, str]) -> int:
    """Number of distinct sources behind some documents."""
    return len({sources.get(name, f"document {name}") for name in names})


def _credit(document: Document) -> str | None:
    """Whose story it says it is, if it says so."""
    return document.agency or document.republished_from or None


def _own_source(document: Document, houses: Mapping[str, frozenset[str]]) -> str:
    name = _credit(document) or document.publisher
    if name is None:
        host = urllib.parse.urlsplit(document.url).hostname if document.url else None
        return host.removeprefix("www.") if host else f"document {document.name}"
    key = source_key(name)
    full = houses.get(key, frozenset())
    if document.publisher and (own := source_key(document.publisher)) in full:
        return own
    return next(iter(full)) if len(full) == 1 else key


def _rekeyed(
    keyed: Table[str, frozenset[str]], left: Iterable[Document], new: Iterable[Document]
) -> Table[str, frozenset[str]]:
    """The reports by the key of the name that they count for."""
    changes: dict[str, tuple[set[str], set[str]]] = {}
    for which, documents in enumerate((left, new)):
        for document in documents:
            if name := _credit(document) or document.publisher:
                changes.setdefault(source_key(name), (set(), set()))[which].add(document.name)
    now = {key: keyed.get(key, frozenset()) - gone | come for key, (gone, come) in changes.items()}
    return keyed.changed({key: names or None for key, names in now.items()})


class _Houses:
    """The houses that each short name can stand for, by their keys: names without "News Agency" and the like, and initials.

    Attributes:
        of: the keys of the houses, by that of the short name.
    """

    def __init__(self) -> None:
        self.of = Table[str, frozenset[str]]()
        self._named = Table[str, int]()
        self._pairs = Table[tuple[str, str], int]()

    def changed(self, left: Iterable[Document], new: Iterable[Document]) -> tuple[_Houses, frozenset[str]]:
        """The same after some reports went and others came, and the short names that can stand for others than before."""
        counts: Counter[str] = Counter()
        for sign, documents in ((-1, left), (1, new)):
            for document in documents:
                for name in {document.publisher, document.agency, document.republished_from}:
                    if name:
                        counts[name] += sign
        named = self._named.changed({name: (self._named.get(name, 0) + count) or None for name, count in counts.items()})
        counted: Counter[tuple[str, str]] = Counter()
        for name in counts:
            for pair in _short_names(name):
                counted[pair] += (name in named) - (name in self._named)
        after = _Houses()
        after._named = named
        moved = {pair: (self._pairs.get(pair, 0) + count) or None for pair, count in counted.items() if count}
        after._pairs = self._pairs.changed(moved)
        shorts: dict[str, frozenset[str] | None] = {}
        for (short, full), count in moved.items():
            held = shorts.get(short, self.of.get(short)) or frozenset()
            shorts[short] = (held | {full} if count else held - {full}) or None
        after.of = self.of.changed(shorts)
        return after, frozenset(shorts)


def _short_names(name: str) -> list[tuple[str, str]]:
    """The short names of a house, each with the house's key."""
    parts = [part for part in _ARTICLE.sub("", _SUFFIX.sub("", name)).split() if part.casefold() not in words().small_words]
    stem = list(parts)
    while stem and stem[-1].casefold() in words().house_words:
        stem.pop()
    found = []
    if stem and len(stem) < len(parts):
        found.append((plain(" ".join(stem)), source_key(name)))
    if len(parts) > 1:
        found.append((plain("".join(part[0] for part in parts)), source_key(name)))
    return found
