"""Who is behind a report: its publisher, or the one whose story it carries."""

from __future__ import annotations

import re
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence

from enduse.ledger.designations import plain
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
    such are one, and copies among them have been found by their text.
    """
    known = {d.name: d for d in documents}
    sources = {name: _own_source(document) for name, document in known.items()}
    for group in copies:
        origin = _origin([known[name] for name in group])
        sources.update(dict.fromkeys(group, origin))
    return sources


def count_sources(names: Iterable[str], sources: Mapping[str, str]) -> int:
    """Number of distinct sources behind some documents."""
    return len({sources.get(name, f"document {name}") for name in names})


def _origin(copies: Sequence[Document]) -> str:
    """The source of one story's copies (the earliest first): a credit that any of them gives, else the earliest's own."""
    return next((credit for d in copies if (credit := _credited(d))), _own_source(copies[0]))


def _credited(document: Document) -> str | None:
    name = document.agency or document.republished_from
    return source_key(name) if name else None


def _own_source(document: Document) -> str:
    if credited := _credited(document):
        return credited
    if document.publisher:
        return source_key(document.publisher)
    host = urllib.parse.urlsplit(document.url).hostname if document.url else None
    return host.removeprefix("www.") if host else f"document {document.name}"
