"""Statements as W3C Web Annotations: the words in their page, and what was read from them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import quote

from enduse.model import Document, Statement
from enduse.publish.words import web_link
from enduse.rows import statement_row

CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_NEAR: Final = 32  # characters before and after the words, so that they are found again where the page has changed


def annotation(statement: Statement, document: Document, *, base: str | None = None) -> dict[str, Any]:
    """A statement as an annotation of its document.

    Both selectors give the same words: `TextPositionSelector` by characters of the clean text, from `start` up to but not with
    `end`, as spans count; `TextQuoteSelector` by the words and what stands beside them.

    Args:
        statement: the statement.
        document: the document it stands in.
        base: the address of a server that shows both, for their ids; URNs where None.
    """
    text, span = document.text, statement.span
    key = f"{base.rstrip('/')}/statements/{statement.id}" if base else f"urn:enduse:statement:{statement.id}"
    clean = f"{base.rstrip('/')}/documents/{document.id}" if base else f"urn:enduse:document:{document.id}"
    selectors = [
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
        {
            "type": "TextQuoteSelector", "exact": statement.quote, "prefix": text[max(0, span.start - _NEAR) : span.start],
            "suffix": text[span.end : span.end + _NEAR],
        },
    ]  # fmt: skip
    address = web_link(document.url)
    target: dict[str, Any] = {"source": address or clean, "selector": selectors}
    if address is not None:  # the selectors count in the clean text, which was made of the page as it was then
        fetched = {"sourceDate": _moment(document.fetched_at)} if document.fetched_at is not None else {}
        target["state"] = {"type": "TimeState", "cached": clean} | fetched
    row = statement_row(statement)
    body = {
        "type": "Dataset",
        "format": "application/json",
        "value": {k: v for k, v in row.items() if k not in ("span", "quote")},
    }
    tags = [
        {"type": "TextualBody", "purpose": "tagging", "value": word}
        for word in (statement.kind, statement.status, statement.certainty)
    ]
    head = {"@context": CONTEXT, "id": key, "type": "Annotation", "motivation": "identifying"}
    return head | {"body": [*tags, body], "target": target}


def annotation_page(
    statements: Iterable[Statement], documents: Mapping[str, Document], *, address: str, base: str | None = None
) -> dict[str, Any]:
    """The annotations of several statements as one `AnnotationPage`; those whose document is missing are left out."""
    items = [annotation(s, documents[s.doc], base=base) for s in statements if s.doc in documents]
    for item in items:
        item.pop("@context")
    return {"@context": CONTEXT, "id": address, "type": "AnnotationPage", "items": items}


def words_link(statement: Statement, document: Document) -> str | None:
    """A link to the very words on the live page (a text fragment), None where the document has no address."""
    address = web_link(document.url)
    if address is None:
        return None
    words = statement.quote.split()
    ends = (words[:5], words[-5:]) if len(words) > 12 else (words, [])
    told = ",".join(quote(" ".join(end), safe="").replace("-", "%2D") for end in ends if end)
    return f"{address.split('#')[0]}#:~:text={told}"


def _moment(moment: dt.datetime) -> str:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
