"""`enduse brief`: a page for people on a partnership, a programme, a party or shipments."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.cli.options import DatabaseOption, parse_last_day
from enduse.cli.output import say
from enduse.cli.workspace import open_store
from enduse.errors import InputError

if TYPE_CHECKING:
    from enduse.publish.briefs import Brief
    from enduse.store import Store

brief = typer.Typer(
    help="Write a brief: what is known with its sources, pictures, measures in force, conflicts, what to look at next.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
OutputOption = Annotated[
    Path | None,
    typer.Option("--output", "-o", metavar="FILE", help="Write here: .html, .pdf or .md; Markdown to stdout where not said."),
]
AsOfOption = Annotated[
    dt.date | None,
    typer.Option("--as-of", parser=parse_last_day, metavar="DATE", help="Record, lists and measures as of this day; today."),
]


@brief.command(short_help="Two states: what each supplied to the other, and what answers it.")
def partnership(
    one: Annotated[str, typer.Argument(metavar="STATE", help="A state by its code (IR) or name (Iran).")],
    other: Annotated[str, typer.Argument(metavar="STATE", help="The other state.")],
    output: OutputOption = None,
    as_of: AsOfOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the brief of a partnership of two states, both directions.

    \b
    Examples:
      enduse brief partnership IR RU -o iran-russia.pdf
      enduse brief partnership Iran Russia --as-of 2023-05 -o then.html
    """
    from enduse import briefs

    _write(lambda store, day: briefs.partnership(store, one, other, as_of=day), output, as_of, database)


@brief.command(short_help="A programme: its transfers, parties, parts and measures.")
def programme(
    name: Annotated[str, typer.Argument(metavar="PROGRAMME", help="Its id: iran-uav.")],
    output: OutputOption = None,
    as_of: AsOfOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the brief of a programme.

    \b
    Example:
      enduse brief programme iran-uav -o iran-uav.pdf
    """
    from enduse import briefs

    _write(lambda store, day: briefs.programme(store, name, as_of=day), output, as_of, database)


@brief.command(short_help="A party: who it is, under what it stands, what the record says of it.")
def party(
    name: Annotated[str, typer.Argument(metavar="ID", help="The id of a list entry (sample:ofac-39038), or a name.")],
    output: OutputOption = None,
    as_of: AsOfOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the brief of a party of the lists, or of one that the record names.

    \b
    Example:
      enduse brief party sample:ofac-39038 -o party.pdf
    """
    from enduse import briefs

    _write(lambda store, day: briefs.party(store, name, as_of=day), output, as_of, database)


@brief.command(short_help="The shipments of a file: what was found, for and against, and the red flags.")
def shipment(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV, XLSX or JSON lines of shipments (docs/screening.md).")],
    output: OutputOption = None,
    as_of: AsOfOption = None,
    database: DatabaseOption = None,
) -> None:
    """Write the brief of the shipments of a file; they are screened now, each as of its own day unless said.

    \b
    Example:
      enduse brief shipment shipment.csv -o shipment.pdf
    """
    from enduse import briefs

    _write(lambda store, day: briefs.shipment(store, file, as_of=as_of, today=day), output, as_of, database)


def _write(make: Callable[[Store, dt.date], Brief], output: Path | None, as_of: dt.date | None, database: str | None) -> None:
    """Make a brief and write it in the form that the file's ending says."""
    from enduse.briefs import FORMS, write_brief

    form = "md" if output is None else FORMS.get(output.suffix.casefold())
    if output is not None and form is None:
        raise InputError(f"{output} says no form of a brief; end it in .html, .pdf or .md")
    with open_store(database, read_only=True) as store:
        made = write_brief(make(store, as_of if as_of is not None else dt.datetime.now(dt.UTC).date()), str(form))
    if output is None:
        sys.stdout.buffer.write(made)
        sys.stdout.buffer.flush()
        return
    output.write_bytes(made)
    say(f"brief written to {output}")
