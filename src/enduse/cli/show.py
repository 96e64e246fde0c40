"""`enduse show`: the history of one transfer."""

from __future__ import annotations

from typing import Annotated

import typer

from enduse.cli.options import AsOfOption, DatabaseOption, DocumentsOption, FormatOption, StatementsOption
from enduse.cli.output import choose_format


def show(
    transfer: Annotated[str, typer.Argument(metavar="TRANSFER", help="The transfer's id, or the beginning of it.")],
    as_of: AsOfOption = None,
    statements: StatementsOption = None,
    documents: DocumentsOption = None,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Show a transfer's history: every statement with its quote and source, what changed, and denials beside what they deny.

    \b
    Example:
      enduse show t-3f2a91
    """
    from enduse import workflow
    from enduse.cli.history import print_history
    from enduse.cli.workspace import load_record

    record = load_record(database, statements, documents)
    print_history(workflow.show(record, transfer, as_of=as_of), choose_format(format))
