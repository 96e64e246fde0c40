"""Who is behind a report: its publisher, or the one whose story it carries."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence

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


def sources_of(documents: Iterable[Document], copies: Sequence[Sequence[str]]) -> dict[str, str]:
    """The source behind each document, by document name.

    A report that credits an agency or names the page that it took the story from counts for that one; a copy that credits
    nobody counts for the earliest report of the story. A report of unknown publisher counts for itself: nothing says that two
    such are one, and copies among them have been found by their text. A short name ("CW", "Coastal") counts for the one house
    that it can stand for: the report's own publisher, else the only such house among all the reports.
    """
    known = {d.name: d for d in documents}
    houses = _houses(known.values())
    sources = {name: _own_source(document, houses) for name, document in known.items()}
    for group in copies:
        told = [known[name] for name in group]
        credited = next((d for d in told if _credit(d)), told[0])
        sources.update(dict.fromkeys(group, sources[credited.name]))
    return sources


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


def _houses(documents: Iterable[Document]) -> dict[str, frozenset[str]]:
    """The houses that each short name can stand for: their names without "News Agency" and the like, and their initials."""
    found: dict[str, set[str]] = {}
    names = {name for d in documents for name in (d.publisher, d.agency, d.republished_from) if name}
    lists = words()
    for name in names:
        parts = [part for part in _ARTICLE.sub("", _SUFFIX.sub("", name)).split() if part.casefold() not in lists.small_words]
        stem = list(parts)
        while stem and stem[-1].casefold() in lists.house_words:
            stem.pop()
        if stem and len(stem) < len(parts):
            found.setdefault(plain(" ".join(stem)), set()).add(source_key(name))
        if len(parts) > 1:
            found.setdefault(plain("".join(part[0] for part in parts)), set()).add(source_key(name))
    return {short: frozenset(full) for short, full in found.items()}
