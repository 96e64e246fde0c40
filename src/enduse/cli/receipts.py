"""`enduse receipt` and `enduse judge`: what was screened, and what people decided."""

from __future__ import annotations

import datetime as dt
import enum
import getpass
from typing import Annotated

import typer

from enduse.cli.options import DatabaseOption, FormatOption
from enduse.cli.output import choose_format, say, write_jsonl
from enduse.cli.workspace import open_store
from enduse.errors import InputError

receipt = typer.Typer(
    help="Show the receipts of screenings, and verify their chain.", no_args_is_help=True, rich_markup_mode=None
)


class Decision(enum.StrEnum):
    """Whether a party is a list entry."""

    positive = "positive"
    negative = "negative"
    unsure = "unsure"


@receipt.command(short_help="Verify that no receipt was changed, taken out or put in.")
def verify(database: DatabaseOption = None) -> None:
    """Verify the chain of receipts: each must be as it was made and follow the one before; status 1 where one is not."""
    from enduse.screening import verify_receipts

    with open_store(database, read_only=True) as store:
        count, faults = verify_receipts(store)
    for fault in faults:
        say(f"receipt {fault.number}: {fault.words}")
    if faults:
        say(f"{len(faults)} fault{'s' if len(faults) > 1 else ''} in {count:,} receipt{'s' if count != 1 else ''}")
        raise typer.Exit(1)
    say("1 receipt, as it was made" if count == 1 else f"{count:,} receipts, all as they were made")


@receipt.command("list", short_help="List the receipts, or print one by its hash or the beginning of it.")
def show(
    which: Annotated[str | None, typer.Argument(metavar="[HASH]", help="One receipt, whole.")] = None,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """List the receipts of the workspace: when, what was asked, how many findings, the hash."""
    from enduse.cli.lists import print_rows

    with open_store(database, read_only=True) as store:
        receipts = list(store.receipts())
    if which is not None:
        found = [r for r in receipts if r["hash"].startswith(which)]
        if len(found) != 1:
            raise InputError(f"{len(found)} receipts begin with {which!r}; `enduse receipt list` shows them")
        write_jsonl(found)
        return
    rows = [
        {"made_at": r["made_at"], "input": r["input"]["sha256"][:12], "findings": len(r["findings"]), "hash": r["hash"][:16]}
        for r in receipts
    ]
    print_rows(rows, ["made_at", "input", "findings", "hash"], choose_format(format))


def judge(
    entry: Annotated[str, typer.Argument(metavar="ENTRY", help="The list entry, by the id that the finding names.")],
    decision: Annotated[Decision, typer.Argument(help="Whether the party is that entry.")],
    name: Annotated[str | None, typer.Option(help="The party, as it was asked about.")] = None,
    country: Annotated[list[str] | None, typer.Option(metavar="CODE|NAME")] = None,
    birth: Annotated[str | None, typer.Option(metavar="DATE")] = None,
    schema: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    identifier: Annotated[list[str] | None, typer.Option("--id", metavar="KIND:NUMBER")] = None,
    why: Annotated[str, typer.Option(help="The ground.")] = "",
    by: Annotated[str | None, typer.Option(help="Who decides; you, unless said.")] = None,
    database: DatabaseOption = None,
) -> None:
    """Remember whether a party is a list entry.

    Findings show the decision from then on, and hide nothing; it is open again when the entry changes.

    \b
    Example:
      enduse judge sample:ofac-39037 negative --name "Rahmat Heidari" --birth 1990 --why "born in another town; passport seen"
    """
    from enduse.cli.screen import read_shipment
    from enduse.screening import judge as keep
    from enduse.screening import open_desk

    party = {"party": [name], "country": country, "birth": [birth], "type": [schema]}
    asked = read_shipment(party, identifier or [], {}, {}).parties[0]
    with open_store(database, read_only=False) as store:
        now = dt.datetime.now(dt.UTC)
        made = keep(
            store, open_desk(store), asked, entry, decision=decision, judged_by=by or getpass.getuser(), why=why, now=now
        )
    say(f"kept: {made.judged_by}: {made.name} and {made.entry}: {made.decision}")
