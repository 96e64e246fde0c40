"""Transfers in the manner of a trade register: one line a transfer, its number with its uncertainty, its sources counted."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, TextIO

from enduse.cli.options import Format
from enduse.cli.output import open_console, write_csv, write_jsonl
from enduse.cli.words import UNKNOWN, quantity_words, readable
from enduse.flat_rows import TRANSFER_COLUMNS, flat_transfer
from enduse.model import Quantity

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

SHORT_ID = 10  # characters of an id that are enough to ask for it
_WIDE = ("Id", "Supplier", "Recipient", "Item", "Designation", "Number", "Status", "First", "Last", "Sources", "Conflicts")
_NARROW = ("Short id", "From → to", "Item, system", "Number", "Status", "Reported", "Src", "Conf")
_ROOMY = 125  # characters that the wide table needs
_LEAST = {"From → to": 12, "Item, system": 10, "Status": 10}  # "Hezbollah →", "technology", "considered" stay whole


def print_transfers(rows: Sequence[Mapping[str, Any]], form: Format) -> None:
    """Print rows of transfers (`docs/statements.md`)."""
    if form is not Format.table:
        write_transfers(rows, form, sys.stdout)
    elif rows:
        console = open_console()
        console.print(transfer_table(rows, width=console.width))


def write_transfers(rows: Sequence[Mapping[str, Any]], form: Format, stream: TextIO) -> None:
    """Write rows of transfers as JSON lines or CSV."""
    if form is Format.jsonl:
        write_jsonl(rows, stream)
    else:
        write_csv(map(flat_transfer, rows), TRANSFER_COLUMNS, stream=stream)


def transfer_table(rows: Sequence[Mapping[str, Any]], *, width: int) -> Table:
    """The register: one line a transfer, or two where the terminal is narrow.

    Args:
        rows: the transfers' rows.
        width: the columns of characters that there are.
    """
    from rich import box
    from rich.table import Table

    titles = _WIDE if width >= _ROOMY else _NARROW
    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False, collapse_padding=True)
    for title in titles:
        right = title in ("Number", "Sources", "Conflicts", "Src", "Conf")
        table.add_column(
            title,
            justify="right" if right else "left",
            no_wrap=title in ("Id", "Short id", "First", "Last", "Reported"),
            min_width=_LEAST.get(title),
            overflow="fold",
        )
    for row in rows:
        cells = _cells(row)
        table.add_row(*(cells[title] for title in titles))
    return table


def _cells(row: Mapping[str, Any]) -> dict[str, str | Text]:
    """Every cell that a table may have, by its title."""
    from rich.text import Text

    status = Text(readable(row["status"]), style={"actual": "green", "stopped": "red"}.get(row["stage"], "yellow"))
    history = row.get("history") or ()
    if history and all(step["certainty"] == "denied" for step in history):
        status = Text("denied alone", style="red")  # no step was taken on anybody's word
    elif row["denied"]:
        status.append(" (denied)", style="red")
    first, last = row["first_reported"] or UNKNOWN, row["last_reported"] or UNKNOWN
    sources, conflicts = str(row["sources"]), str(len(row["conflicts"]) or "")
    item, system = readable(row["category"]), row["designation"] or ""
    return {
        "Id": row["id"][:SHORT_ID],
        "Short id": row["id"][: SHORT_ID - 2],
        "Supplier": row["supplier"] or UNKNOWN,
        "Recipient": row["recipient"] or UNKNOWN,
        "From → to": f"{row['supplier'] or UNKNOWN} → {row['recipient'] or UNKNOWN}",
        "Item": item,
        "Designation": system,
        "Item, system": f"{item}\n{system}" if system else item,
        "Number": quantity_words(_quantity(row)),
        "Status": status,
        "First": first,
        "Last": last,
        "Reported": first if first == last else f"{first}\n{last}",
        "Sources": sources,
        "Conflicts": conflicts,
        "Src": sources,
        "Conf": conflicts,
    }


def _quantity(row: Mapping[str, Any]) -> Quantity | None:
    return Quantity(**row["quantity"]) if row.get("quantity") else None
