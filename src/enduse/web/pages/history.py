"""A transfer's history as its page shows it: what was said in order, copies folded, denials beside the claims they deny."""

from __future__ import annotations

import dataclasses
import datetime as dt
import urllib.parse
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from enduse.ledger import find_copies, transfer_row
from enduse.model import STAGES, Conflict, Document, Item, Statement, Transfer
from enduse.publish.citations import bibtex_statement, cite_statement
from enduse.web.pages import words
from enduse.web.pages.hostile import web_address

_STEPS = tuple(STAGES["transfer"])


@dataclasses.dataclass(frozen=True, kw_only=True)
class Step:
    """One statement on the record, the day by which it was said, and the copies of its story that say the same."""

    statement: Statement
    document: Document | None
    said: str | None
    copies: tuple[tuple[Statement, Document], ...] = ()
    is_copy: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a conflict."""

    statement: Statement
    document: Document | None


@dataclasses.dataclass(frozen=True, kw_only=True)
class Versus:
    """Two statements that do not go together."""

    about: str
    words: str
    sides: tuple[Side, Side]


@dataclasses.dataclass(frozen=True, kw_only=True)
class TransferHistory:
    """All that a transfer's page shows of it; `row` is its published form."""

    transfer: Transfer
    row: Mapping[str, Any]
    steps: tuple[Step, ...]
    conflicts: tuple[Versus, ...]
    changes: tuple[tuple[str, str, str], ...]


def tell_history(transfer: Transfer, documents: Mapping[str, Document]) -> TransferHistory:
    """Put a transfer's statements in order.

    Args:
        transfer: the transfer.
        documents: the documents by name, those of the transfer among them.
    """
    known = [documents[name] for name in transfer.documents if name in documents]
    row = transfer_row(transfer, known)
    statements = {statement.id: statement for statement in transfer.statements}
    ordered = [(statements[step["statement"]], step.get("said")) for step in row["history"]]
    return TransferHistory(
        transfer=transfer,
        row=row,
        steps=tuple(_fold(ordered, documents, find_copies(known))),
        conflicts=tuple(_versus(c, statements, documents) for c in transfer.conflicts if len(c.statement_ids) == 2),
        changes=tuple(_changes(row)),
    )


def _fold(
    ordered: Sequence[tuple[Statement, str | None]], documents: Mapping[str, Document], stories: Iterable[Sequence[str]]
) -> list[Step]:
    """The steps; what a copy says as its original does goes under that."""
    original = {name: story[0] for story in stories for name in story}
    firsts: dict[tuple[Any, ...], int] = {}
    steps: list[Step] = []
    for statement, said in sorted(ordered, key=lambda pair: original.get(pair[0].doc, pair[0].doc) != pair[0].doc):
        document = documents.get(statement.doc)
        story = original.get(statement.doc)
        key = (story, *_claim(statement))
        place = firsts.get(key)
        if story is not None and story != statement.doc and place is not None and document is not None:
            steps[place] = dataclasses.replace(steps[place], copies=(*steps[place].copies, (statement, document)))
            continue
        if story is not None:
            firsts.setdefault(key, len(steps))
        is_copy = story is not None and story != statement.doc
        steps.append(Step(statement=statement, document=document, said=said, is_copy=is_copy))
    order = {statement.id: place for place, (statement, _) in enumerate(ordered)}
    return sorted(steps, key=lambda step: order[step.statement.id])


def _claim(statement: Statement) -> tuple[Any, ...]:
    """What a statement claims, whatever its words."""
    items = frozenset((item.category, item.designation) for item in statement.items)
    return (statement.kind, statement.status, statement.certainty, statement.supplier, statement.recipient, items)


def _versus(conflict: Conflict, statements: Mapping[str, Statement], documents: Mapping[str, Document]) -> Versus:
    one, other = (statements[number] for number in conflict.statement_ids)
    sides = [Side(statement=s, document=documents.get(s.doc)) for s in (one, other)]
    if conflict.about == "denial":
        sides.reverse()  # the claim first, then who denies it
    return Versus(about=conflict.about, words=conflict.words, sides=(sides[0], sides[1]))


def _changes(row: Mapping[str, Any]) -> Iterable[tuple[str, str, str]]:
    """The days on which the record moved, each with what it moved to and who said so."""
    reached = doubted = -1
    denied: set[str] = set()
    for step in row["history"]:
        day, by = step.get("said") or "undated", step.get("by") or step["document"]
        rank = _STEPS.index(step["status"])
        if step["certainty"] == "denied":
            if by not in denied:
                yield day, "denied", by
            denied.add(by)
        elif step["certainty"] == "hedged":
            if rank > max(reached, doubted):
                doubted = rank
                yield day, f"perhaps {words.say(step['status'], 'statuses')}", by
        elif rank > reached:
            reached = rank
            yield day, words.say(step["status"], "statuses"), by


def item_line(items: Iterable[Item]) -> str:
    """The items of a statement in a line."""
    told = []
    for item in items:
        number = f" ({item.quantity.text or words.number(item.quantity)})" if item.quantity is not None else ""
        told.append((item.designation or item.text or words.say(item.category, "categories")) + number)
    return "; ".join(told)


def citation(statement: Statement, document: Document | None, day: dt.date) -> dict[str, str]:
    """A statement to cite: a line of text, BibTeX, and the link to its very words in the live page.

    Args:
        statement: what is cited.
        document: where it stands.
        day: the day on which it is looked at.
    """
    url = web_address(document.url if document is not None else None)
    quote = " ".join(statement.quote.split())
    return {
        "text": cite_statement(statement, document, accessed=day),
        "bibtex": bibtex_statement(statement, document, accessed=day),
        "live": f"{url}#:~:text={urllib.parse.quote(quote[:120], safe='')}" if url else "",
    }
