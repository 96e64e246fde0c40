"""From page to document: the text, what of it is furniture, and what the page says about itself."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Mapping

from enduse.errors import InputError
from enduse.model import Document, Evidence, Span
from enduse.read.about import Header, find_in_text, read_header
from enduse.read.facts import Found, first_of_each, from_mapping
from enduse.read.formats import PageText, extract_text
from enduse.read.furniture import join_spans, mark_furniture
from enduse.read.language import check_language
from enduse.read.sources import MAX_BYTES, Source, media_type_of


def clean(
    source: Source,
    *,
    published: dt.date | None = None,
    publisher: str | None = None,
    today: dt.date | None = None,
    max_bytes: int = MAX_BYTES,
) -> Document:
    """Read a page into a document.

    Args:
        source: the page, as `find_sources` gives it.
        published: the day on which it was published, over what the page says.
        publisher: who published it, over what the page says.
        today: a page published after this day is refused; None takes any date.
        max_bytes: the largest page that is read.

    Returns:
        The document. For plain text its `text` is the decoded file, character by character.

    Raises:
        UnreadableError: There is no text to be had (missing, empty, binary, encrypted, broken, too large).
        LanguageError: It is not in English.
        InputError: It is dated after `today`.
    """
    data = source.load(max_bytes)
    media_type = source.media_type or media_type_of(source.name.split("?")[0])
    page = extract_text(data, media_type=media_type, name=source.name, url=source.url)
    header = read_header(page.text)
    furniture = _furniture(page.text, header)
    language = check_language(_readable(page.text, furniture), name=source.name)
    given = {"published": published.isoformat() if published else "", "publisher": publisher or ""}
    facts = first_of_each(
        [
            *from_mapping(given, "given"),
            *from_mapping(source.about, "sidecar or feed"),
            *header.found,
            *from_mapping(page.about, f"{page.media_type} metadata"),
            *find_in_text(page.text, start=header.end, furniture=furniture, name=source.url or source.name),
            *from_mapping(page.made, "the day the file was made"),
            *([Found("url", source.url, Evidence(rule="address", words=source.url))] if source.url else []),
        ]
    )
    return _document(source, data, page, furniture, facts, language, today)


def _document(
    source: Source,
    data: bytes,
    page: PageText,
    furniture: tuple[Span, ...],
    facts: Mapping[str, Found],
    language: str,
    today: dt.date | None,
) -> Document:
    day = facts["published"].value if "published" in facts else None
    if isinstance(day, dt.date) and today is not None and day > today:
        words = facts["published"].evidence.words
        raise InputError(
            f"{source.name}: dated {day.isoformat()} ({words!r}), after today; give the right day with --published"
        )
    words_by_field = {field: str(found.value) for field, found in facts.items() if field != "published"}
    return Document(
        name=source.name,
        text=page.text,
        sha256=hashlib.sha256(data).hexdigest(),
        **words_by_field,
        title_span=_title_span(page.text, facts.get("title")),
        published=day if isinstance(day, dt.date) else None,
        language=language,
        fetched_at=source.fetched_at,
        media_type=page.media_type,
        furniture=furniture,
        evidence={**page.evidence, **{field: found.evidence for field, found in facts.items()}},
    )


def _furniture(text: str, header: Header) -> tuple[Span, ...]:
    spans = [*header.furniture, *mark_furniture(text, start=header.end)]
    if text.startswith("\ufeff"):
        spans.append(Span(start=0, end=1))  # a byte order mark is no part of the first word
    return join_spans(text, spans)


def _readable(text: str, furniture: tuple[Span, ...]) -> str:
    parts, at = [], 0
    for span in furniture:
        parts.append(text[at : span.start])
        at = span.end
    return "\n".join([*parts, text[at:]])


def _title_span(text: str, title: Found | None) -> Span | None:
    """Where the title stands, when it came from elsewhere than the text: near the top, with any letter case."""
    if title is None or title.span is not None:
        return title.span if title else None
    words = str(title.value)
    found = re.search(re.escape(words), text[: len(words) + 2000], re.IGNORECASE)
    return Span(start=found.start(), end=found.end()) if found is not None and words else None
