"""`enduse transfers`: what is known, merged over time."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from enduse.cli.options import (
    AsOfOption,
    DatabaseOption,
    DocumentsOption,
    FormatOption,
    ItemOption,
    RecipientOption,
    SinceOption,
    StatementsOption,
    SupplierOption,
)
from enduse.cli.output import choose_format, say


class Status(enum.StrEnum):
    """How far a transfer came."""

    considered = "considered"
    sought = "sought"
    offered = "offered"
    agreed = "agreed"
    planned = "planned"
    under_way = "under_way"
    delivered = "delivered"
    stopped = "stopped"


class Stage(enum.StrEnum):
    """The statuses in three groups."""

    prospective = "prospective"
    actual = "actual"
    stopped = "stopped"


def transfers(
    supplier: SupplierOption = None,
    recipient: RecipientOption = None,
    item: ItemOption = None,
    since: SinceOption = None,
    as_of: AsOfOption = None,
    status: Annotated[Status | None, typer.Option(help="Only transfers that came this far.")] = None,
    stage: Annotated[Stage | None, typer.Option(help="Only transfers of this stage.")] = None,
    statements: StatementsOption = None,
    documents: DocumentsOption = None,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """List the transfers: the statements of different reports that speak of one supply, merged, conflicts kept.

    \b
    Examples:
      enduse transfers --supplier IR --recipient RU --item uav
      enduse transfers --as-of 2022-12 --format csv
    """
    from enduse import workflow
    from enduse.cli.ledger_table import print_transfers
    from enduse.cli.workspace import load_record
    from enduse.ledger import transfer_rows

    record = load_record(database, statements, documents)
    found = workflow.transfers(
        record, supplier=supplier, recipient=recipient, item=item, since=since, as_of=as_of, status=status, stage=stage
    )
    print_transfers(transfer_rows(found, record.documents), choose_format(format))
    if not found:
        say("no transfer on record fits; that nothing is on record does not mean that nothing happened")
    if record.problems:
        raise typer.Exit(2)
