"""Statements printed: rows for programs, a short readable form for people, with the reasons where they are asked for."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from enduse.cli.options import Format
from enduse.cli.output import open_console, write_csv, write_jsonl
from enduse.cli.words import actors, credit, item_words, readable
from enduse.flat_rows import STATEMENT_COLUMNS, flat_statement
from enduse.rows import ROLES, statement_row

if TYPE_CHECKING:
    from enduse.model import Document, Statement
    from enduse.workflow import ReadResult


class StatementPrinter:
    """Prints the statements of one result after another, so that nothing is held back.

    Args:
        form: rows or the readable form.
        explain: print the reasons, too.
    """

    def __init__(self, form: Format, *, explain: bool = False) -> None:
        self._form = form
        self._explain = explain
        self._header = True
        self._console = open_console()

    def print(self, result: ReadResult) -> None:
        """Print what was found in one document; a problem prints nothing."""
        if result.reading is None or result.document is None:
            return
        if self._form is Format.table:
            self._print_readable(result.document, result.reading.statements)
            return
        rows = (_row(s, explain=self._explain) for s in result.reading.statements)
        write_rows(rows, self._form, sys.stdout, header=self._header)
        self._header = False

    def end(self) -> None:
        """Finish: a CSV has its header even where nothing was found."""
        if self._form is Format.csv and self._header:
            write_rows((), self._form, sys.stdout)

    def _print_readable(self, document: Document, statements: Sequence[Statement]) -> None:
        from rich.text import Text

        told = [document.name, document.publisher, str(document.published) if document.published else "undated"]
        self._console.print(Text(" · ".join(t for t in told if t), style="bold"))
        if not statements:
            self._console.print(Text("  no statement found", style="dim"))
        for statement in statements:
            self._console.print(_block(statement, explain=self._explain))
        self._console.print()


def write_rows(rows: Iterable[dict[str, Any]], form: Format, stream: TextIO, *, header: bool = True) -> None:
    """Write rows of statements as JSON lines or CSV."""
    if form is Format.jsonl:
        write_jsonl(rows, stream)
    else:
        write_csv(map(flat_statement, rows), [*STATEMENT_COLUMNS, "reasons"], header=header, stream=stream)


def _row(statement: Statement, *, explain: bool) -> dict[str, Any]:
    row = statement_row(statement)
    if explain:
        row["reasons"] = [
            {"field": r.field, "words": r.words, "rule": r.rule} | ({"span": [r.span.start, r.span.end]} if r.span else {})
            for r in statement.reasons
        ]
    return row


def _block(statement: Statement, *, explain: bool) -> Any:
    from rich.text import Text

    first, second = (actors(getattr(statement, role)) for role in ROLES[statement.kind])
    what = statement.measure if statement.kind == "measure" else "; ".join(item_words(i) for i in statement.items)
    block = Text("  ")
    block.append(f"{statement.kind} ", style="bold cyan")
    block.append(f"{first} → {second}: {readable(what or '')}", style="bold")
    block.append(
        f" · {readable(statement.status)}, {statement.certainty}", style="red" if statement.certainty == "denied" else "green"
    )
    if statement.when is not None:
        block.append(f" · {statement.when.text}")
    block.append(f"\n    “{' '.join(statement.quote.split())}”", style="italic")
    if who := credit(statement.attribution):
        block.append(f"\n    {who}")
    if statement.score is not None:
        block.append(f"\n    read as {statement.confidence} (score {statement.score:.2f})", style="dim")
    if explain:
        for reason in statement.reasons:
            words = f"“{' '.join(reason.words.split())}”" if reason.words else "—"
            block.append(f"\n      {reason.field:<12} {words}  ← {reason.rule}", style="dim")
        if not statement.reasons:
            block.append("\n      the reader gave no reasons", style="dim")
    block.append("\n")
    return block
