"""The queue of statements to review: which of them, in which order, and what stands around one."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Final

from starlette.datastructures import QueryParams

from enduse.model import Document, Span, Statement
from enduse.review import Standing
from enduse.web.ledger import AsRead, Ledger

SHOWS: Final[Mapping[str, str]] = {
    "open": "to review",
    "unsure": "unsure",
    "disputed": "people disagree",
    "decided": "decided",
    "all": "all",
}
_NOBODY: Final = Standing()
_OPEN: Final = ("open", "all")
_CONFIDENCES: Final = ("doubtful", "likely", "clear")
_AROUND: Final = 420  # characters of the report before and after a statement that are shown with it


@dataclasses.dataclass(frozen=True, kw_only=True)
class Filter:
    """Which statements are asked for; the parameters of every address of the queue."""

    show: str = "open"
    kind: str | None = None
    confidence: str | None = None
    doc: str | None = None

    def takes(self, statement: Statement) -> bool:
        """Whether a statement is of the kind, confidence and document asked for."""
        return (
            self.kind in (None, statement.kind)
            and self.doc in (None, statement.doc)
            and self.confidence in (None, statement.confidence)
        )

    @property
    def parameters(self) -> dict[str, str | None]:
        """As parameters of an address."""
        return {
            "show": self.show if self.show != "open" else None,
            "kind": self.kind,
            "confidence": self.confidence,
            "doc": self.doc,
        }


def read_filter(parameters: QueryParams) -> Filter:
    """The filter of an address; what it does not know is passed over."""
    show = parameters.get("show", "open")
    kind, confidence = parameters.get("kind"), parameters.get("confidence")
    return Filter(
        show=show if show in SHOWS else "open",
        kind=kind if kind in ("transfer", "measure", "use") else None,
        confidence=confidence if confidence in _CONFIDENCES else None,
        doc=parameters.get("doc") or None,
    )


def queue(ledger: Ledger, wanted: Filter) -> list[Statement]:
    """The statements as read that are asked for: the doubtful before the clear, the newest reports first."""
    held = ledger.held
    return ledger.kept.get(
        ("queue", wanted),
        lambda: [s for s in _in_order(ledger.read) if wanted.takes(s) and wanted.show in _shows(held.get(s.id, _NOBODY))],
    )


def counts(ledger: Ledger, wanted: Filter) -> dict[str, int]:
    """How many statements each tab of the queue has."""
    return {show: len(queue(ledger, dataclasses.replace(wanted, show=show))) for show in SHOWS}


def _in_order(read: AsRead) -> list[Statement]:
    """All statements as read in the order of the queue, sorted once for all decisions on them."""

    def place(statement: Statement) -> tuple[int, int, str, Span, str]:
        day = read.by_name[statement.doc].published
        newest = -day.toordinal() if day is not None else 1
        return (_CONFIDENCES.index(statement.confidence), newest, statement.doc, statement.span, statement.id)

    return read.kept.get("queue", lambda: sorted(read.statements.values(), key=place))


def neighbours(found: Sequence[Statement], statement_id: str) -> tuple[int, str | None, str | None]:
    """The place of a statement in the queue, and the ids before and after it; where it has left, the first is the next."""
    ids = [statement.id for statement in found]
    if statement_id not in ids:
        return -1, None, ids[0] if ids else None
    place = ids.index(statement_id)
    return place, ids[place - 1] if place else None, ids[place + 1] if place + 1 < len(ids) else None


def around(statement: Statement, document: Document | None) -> tuple[str, str, str]:
    """The words before the statement, its own, and those after it, cut between words."""
    if document is None or statement.span.end > len(document.text):
        return "", statement.quote, ""
    start, end = max(0, statement.span.start - _AROUND), min(len(document.text), statement.span.end + _AROUND)
    before, after = document.text[start : statement.span.start], document.text[statement.span.end : end]
    if start:
        before = "… " + before.partition(" ")[2]
    if end < len(document.text):
        after = after.rpartition(" ")[0] + " …"
    return before, statement.span.of(document.text), after


def _shows(standing: Standing) -> tuple[str, ...]:
    """The tabs that a statement with this standing is in."""
    if standing.is_open:
        return _OPEN
    held = {row.decision for row in standing.decisions}
    told = {"unsure": "unsure" in held, "disputed": standing.is_disputed, "decided": bool(held - {"unsure"}), "all": True}
    return tuple(show for show, is_in in told.items() if is_in)
