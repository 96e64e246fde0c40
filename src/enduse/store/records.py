"""Nouns to rows and back."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa

from enduse.model import Document, Evidence, Reason, Span, Statement, content_id
from enduse.rows import ROLES, parse_statement, statement_row

#: Fields of a document that its row holds as they are.
_PLAIN = (
    "name",
    "text",
    "sha256",
    "title",
    "byline",
    "publisher",
    "published",
    "language",
    "url",
    "agency",
    "republished_from",
    "fetched_at",
    "media_type",
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A fetched page as it came: the address asked for, the `url` after redirects, and what the server is told next time."""

    address: str
    url: str
    data: bytes
    media_type: str | None
    fetched_at: dt.datetime
    etag: str | None = None
    last_modified: str | None = None


def document_row(document: Document) -> dict[str, Any]:
    """The row of a document; its `facts` tell versions apart and do not depend on when a page was fetched."""
    row = {field: getattr(document, field) for field in _PLAIN}
    row["title_start"] = document.title_span.start if document.title_span is not None else None
    row["title_end"] = document.title_span.end if document.title_span is not None else None
    row["furniture"] = [[span.start, span.end] for span in document.furniture]
    row["evidence"] = {field: dataclasses.asdict(evidence) for field, evidence in document.evidence.items()}
    row["facts"] = content_id("f", {field: value for field, value in row.items() if field != "fetched_at"})
    row["id"] = document.id
    return row


def document_of(row: sa.RowMapping) -> Document:
    """The document of a row."""
    title = row["title_start"]
    return Document(
        **{field: row[field] for field in _PLAIN},
        title_span=Span(start=title, end=row["title_end"]) if title is not None else None,
        furniture=tuple(Span(start=start, end=end) for start, end in row["furniture"]),
        evidence={field: Evidence(**words) for field, words in row["evidence"].items()},
    )


def statement_values(statement: Statement) -> dict[str, Any]:
    """The columns of a statement, but for its reading and its place in it."""
    return {
        "id": statement.id,
        "doc": statement.doc,
        "kind": statement.kind,
        "status": statement.status,
        "stage": statement.stage,
        "certainty": statement.certainty,
        "measure": statement.measure,
        "score": statement.score,
        "row": statement_row(statement),
        "reasons": [dataclasses.asdict(reason) for reason in statement.reasons],
    }


def statement_terms(statement: Statement) -> Iterator[tuple[str, str]]:
    """Field and value of everything that a statement lists, each once."""
    found = {(role, actor) for role in ROLES[statement.kind] for actor in getattr(statement, role)}
    found |= {("category", item.category) for item in statement.items}
    found |= {("designation", item.designation) for item in statement.items if item.designation is not None}
    yield from sorted(found)


def statement_of(row: sa.RowMapping) -> Statement:
    """The statement of a row, with the reasons that its reader gave."""
    statement = parse_statement(row["row"])
    reasons = tuple(Reason(**{**reason, "span": _span(reason["span"])}) for reason in row["reasons"])
    return dataclasses.replace(statement, score=row["score"], reasons=reasons)


def page_row(page: Page) -> dict[str, Any]:
    """The row of a page."""
    return dataclasses.asdict(page)


def page_of(row: sa.RowMapping) -> Page:
    """The page of a row."""
    return Page(**row)


def _span(bounds: dict[str, int] | None) -> Span | None:
    return Span(**bounds) if bounds is not None else None
