"""`enduse export`: the whole ledger to a file or to stdout."""

from __future__ import annotations

import contextlib
import enum
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TextIO

import typer

from enduse.cli.options import AsOfOption, DatabaseOption, DocumentsOption, Format, StatementsOption
from enduse.cli.output import say


class Form(enum.StrEnum):
    """Forms for other programs."""

    csv = "csv"
    jsonl = "jsonl"


class Noun(enum.StrEnum):
    """What is exported."""

    transfers = "transfers"
    statements = "statements"


def export(
    noun: Annotated[Noun, typer.Argument(metavar="transfers|statements", help="What to export.")] = Noun.transfers,
    form: Annotated[Form, typer.Option("--as", help="The form of the rows.")] = Form.csv,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to stdout.")
    ] = None,
    as_of: AsOfOption = None,
    statements: StatementsOption = None,
    documents: DocumentsOption = None,
    database: DatabaseOption = None,
) -> None:
    """Export transfers, or the statements behind them, for a spreadsheet or another program.

    \b
    Examples:
      enduse export > transfers.csv
      enduse export statements --as jsonl -o statements.jsonl
    """
    from enduse import workflow
    from enduse.cli.ledger_table import transfer_rows, write_transfers
    from enduse.cli.statements import write_rows
    from enduse.cli.workspace import load_record
    from enduse.rows import statement_row

    chosen = Format(form)
    record = load_record(database, statements, documents, every_kind=noun is Noun.statements)
    with _opened(output) as stream:
        if noun is Noun.transfers:
            found = workflow.transfers(record, as_of=as_of)
            write_transfers(transfer_rows(found, record.documents), chosen, stream)
        else:
            later = {d.name for d in record.documents if as_of is not None and d.published is not None and d.published > as_of}
            write_rows((statement_row(s) for s in record.statements if s.doc not in later), chosen, stream)
    if output is not None:
        say(f"{noun} written to {output}")


@contextlib.contextmanager
def _opened(output: Path | None) -> Iterator[TextIO]:
    if output is None:
        yield sys.stdout
        return
    with output.open("w", encoding="utf-8", newline="") as stream:
        yield stream
