"""Nouns of the record as rows of this API."""

from __future__ import annotations

from typing import Any

from enduse.ledger import transfer_row
from enduse.model import Document, Statement, Transfer
from enduse.review import Standing, machine_id
from enduse.rows import statement_row
from enduse.web.ledger import Ledger

Row = dict[str, Any]


def full_statement_row(ledger: Ledger, statement: Statement) -> Row:
    """A statement with its report and what people hold of it."""
    document = ledger.documents.get(statement.doc)
    held = ledger.held.get(machine_id(statement), Standing())
    return {
        "id": statement.id,
        **statement_row(statement),
        "stage": statement.stage,
        "source": source_row(document) if document is not None else None,
        "decisions": [
            {
                "decision": row.decision,
                "judged_by": row.judged_by,
                "judged_at": row.judged_at.isoformat(),
                "why": row.why,
                "is_correction": row.correction is not None,
            }
            for row in held.decisions
        ],
    }


def source_row(document: Document) -> Row:
    """The report that a statement stands in."""
    return {
        "id": document.id,
        "name": document.name,
        "title": document.title,
        "publisher": document.publisher,
        "published": document.published.isoformat() if document.published is not None else None,
        "url": document.url,
    }


def document_row(document: Document, statements: int) -> Row:
    """A report without its text."""
    plain = ("byline", "language", "agency", "republished_from", "media_type", "sha256")
    return {
        **source_row(document),
        **{field: getattr(document, field) for field in plain},
        "fetched_at": document.fetched_at.isoformat() if document.fetched_at is not None else None,
        "statements": statements,
    }


def transfer_rows(ledger: Ledger, transfers: list[Transfer]) -> list[Row]:
    """Transfers with their histories."""
    documents = ledger.documents
    return [transfer_row(t, [documents[name] for name in t.documents if name in documents]) for t in transfers]
