"""`enduse export`: the whole ledger, or the listed parties, to a file or to stdout."""

from __future__ import annotations

import enum
import sys
from pathlib import Path
from typing import Annotated

import typer

from enduse.cli.options import AsOfOption, DatabaseOption, DocumentsOption, StatementsOption
from enduse.cli.output import say


class Form(enum.StrEnum):
    """Forms for other programs."""

    csv = "csv"
    jsonl = "jsonl"
    xlsx = "xlsx"
    ftm = "ftm"
    stix = "stix"


class Noun(enum.StrEnum):
    """What is exported."""

    transfers = "transfers"
    statements = "statements"
    parties = "parties"


def export(
    noun: Annotated[
        Noun, typer.Argument(metavar="transfers|statements|parties", help="What to export; parties are those of the lists.")
    ] = Noun.transfers,
    form: Annotated[Form, typer.Option("--as", help="The form; ftm and stix are of transfers and parties.")] = Form.csv,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write here instead of to stdout.")
    ] = None,
    as_of: AsOfOption = None,
    statements: StatementsOption = None,
    documents: DocumentsOption = None,
    database: DatabaseOption = None,
) -> None:
    """Export transfers, the statements behind them, or the parties of the lists, for a spreadsheet or another program.

    \b
    Examples:
      enduse export > transfers.csv
      enduse export statements --as jsonl -o statements.jsonl
      enduse export --as ftm -o transfers.ftm.json
    """
    from enduse import exports, workflow
    from enduse.cli.workspace import load_record, open_store

    if output is None and form is Form.xlsx and sys.stdout.isatty():
        raise typer.BadParameter("an Excel workbook is no text for a terminal; give a file with -o transfers.xlsx")
    if noun is Noun.parties:
        if statements is not None or documents is not None:
            raise typer.BadParameter(
                "--statements and --documents are of transfers and statements; parties come from the lists"
            )
        with open_store(database, read_only=True) as store:
            made = exports.export_parties(form.value, exports.listed_parties(store, as_of=as_of), as_of=as_of)
    else:
        record = load_record(database, statements, documents, every_kind=noun is Noun.statements)
        if noun is Noun.transfers:
            made = exports.export_transfers(form.value, workflow.transfers(record, as_of=as_of), record.documents, as_of=as_of)
        else:
            later = {d.name for d in record.documents if as_of is not None and d.published is not None and d.published > as_of}
            made = exports.export_statements(form.value, (s for s in record.statements if s.doc not in later), as_of=as_of)
    _write(made, output)
    if output is not None:
        say(f"{noun} written to {output}")


def _write(made: bytes, output: Path | None) -> None:
    if output is not None:
        output.write_bytes(made)
        return
    sys.stdout.buffer.write(made)
    sys.stdout.buffer.flush()
