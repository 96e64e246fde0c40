"""A document's text cut where marks begin and end: statements, the words behind their fields, title and furniture."""

from __future__ import annotations

import dataclasses
import itertools
from collections import defaultdict
from collections.abc import Sequence

from enduse.model import Document, Span, Statement
from enduse.rows import ROLES
from enduse.web.pages import words
from enduse.web.pages.history import item_line


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A stretch of text with all that lies upon it.

    `statements` are the numbers of those that cover it, `fields` the marks of fields (`w2-recipient`), `anchors` the ids that
    begin here.
    """

    text: str
    statements: tuple[int, ...] = ()
    fields: tuple[str, ...] = ()
    anchors: tuple[str, ...] = ()
    is_denied: bool = False
    is_hedged: bool = False
    is_furniture: bool = False
    is_title: bool = False


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """A field of a statement as its card shows it; `mark` is the mark of its words in the text, None where none are known."""

    name: str
    words: str
    mark: str | None = None
    rule: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A statement beside the text: its number there, and its fields."""

    number: int
    statement: Statement
    fields: tuple[Field, ...]


def cut(document: Document, statements: Sequence[Statement]) -> list[Piece]:
    """Cut a document's text into pieces, each with the same marks throughout.

    Args:
        document: the document.
        statements: its statements in order; their numbers are their places, from 1.
    """
    marks: list[tuple[Span, str, int]] = [(span, "furniture", 0) for span in document.furniture]
    if document.title_span is not None:
        marks.append((document.title_span, "title", 0))
    for number, statement in enumerate(statements, 1):
        marks.append((statement.span, "statement", number))
        marks += [(r.span, mark_of(number, r.field), number) for r in statement.reasons if r.span is not None and r.span.end]
    size = len(document.text)
    begins: dict[int, list[tuple[str, int]]] = defaultdict(list)
    ends: dict[int, list[tuple[str, int]]] = defaultdict(list)
    for span, what, number in marks:
        if span.start < min(span.end, size):
            begins[span.start].append((what, number))
            ends[min(span.end, size)].append((what, number))
    pieces: list[Piece] = []
    open_: list[tuple[str, int]] = []
    named: set[str] = set()
    places = sorted({0, size, *begins, *ends})
    for place, after in itertools.pairwise(places):
        for mark in ends[place]:
            open_.remove(mark)
        open_ += begins[place]
        pieces.append(_piece(document.text[place:after], open_, begins[place], statements, named))
    return pieces


def mark_of(number: int, field: str) -> str:
    """The mark of a field's words."""
    return f"w{number}-{field.replace('_', '-')}"


def card(number: int, statement: Statement) -> Card:
    """A statement's fields, each with the mark of its words."""
    rules = {reason.field: reason.rule for reason in reversed(statement.reasons)}
    marked = {reason.field for reason in statement.reasons if reason.span is not None}
    told = [(role, words.actors(getattr(statement, role))) for role in ROLES[statement.kind]]
    told.append(
        ("measure", words.say(statement.measure, "measures")) if statement.kind == "measure" else ("item", _items(statement))
    )
    told += [("status", words.say(statement.status, "statuses")), ("certainty", words.say(statement.certainty, "certainties"))]
    if statement.when is not None:
        told.append(("when", _when(statement)))
    credit = statement.attribution
    told += [
        (name, value)
        for name in ("speaker", "organisation", "basis", "said_on", "reported_by")
        if (value := getattr(credit, name))
    ]
    return Card(
        number=number,
        statement=statement,
        fields=tuple(
            Field(name=name, words=value, mark=mark_of(number, name) if name in marked else None, rule=rules.get(name, ""))
            for name, value in told
        ),
    )


def _items(statement: Statement) -> str:
    categories = ", ".join(dict.fromkeys(words.say(item.category, "categories") for item in statement.items))
    return f"{item_line(statement.items)} [{categories}]"


def _when(statement: Statement) -> str:
    when = statement.when
    assert when is not None
    days = " to ".join(dict.fromkeys(str(day) for day in (when.first, when.last) if day is not None))
    return f"“{when.text}”" + (f" ({days})" if days else "")


def _piece(
    text: str,
    open_: Sequence[tuple[str, int]],
    new: Sequence[tuple[str, int]],
    statements: Sequence[Statement],
    named: set[str],
) -> Piece:
    covering = tuple(dict.fromkeys(number for what, number in open_ if what == "statement"))
    anchors = []
    for what, number in new:
        anchor = statements[number - 1].id if what == "statement" else what
        if number and anchor not in named:
            named.add(anchor)
            anchors.append(anchor)
    certainties = {statements[number - 1].certainty for number in covering}
    return Piece(
        text=text,
        statements=covering,
        fields=tuple(dict.fromkeys(what for what, _ in open_ if what.startswith("w"))),
        anchors=tuple(anchors),
        is_denied="denied" in certainties,
        is_hedged=certainties == {"hedged"},
        is_furniture=any(what == "furniture" for what, _ in open_),
        is_title=any(what == "title" for what, _ in open_),
    )
