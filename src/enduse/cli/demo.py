"""`enduse demo`: the whole way on the reports that ship with the package."""

from __future__ import annotations

import contextlib
import tempfile
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from enduse.workflow import Record


def demo(
    database: Annotated[
        str | None, typer.Option("--database", metavar="PATH|URL", help="Keep the demo's ledger here; else it is thrown away.")
    ] = None,
) -> None:
    """Show the whole way on what ships with the package: read reports, merge them, look at a history and a conflict, screen a
    shipment.

    Works offline and in less than a minute. The reports retell known events and are no record of facts.
    """
    from enduse.cli.output import open_console

    console = open_console()
    with as_file(files("enduse") / "demo") as folder, tempfile.TemporaryDirectory() as scratch:
        reports = sorted(file.name for file in folder.glob("*.txt"))
        _title(console, f"1 · Read: {len(reports)} reports of 2022 to 2024 on two states, written for the demo")
        place = database or str(Path(scratch) / "demo.db")
        place = place if "://" in place else str(Path(place).absolute())
        with contextlib.chdir(folder):  # so that the reports go by their short names
            record = _read(reports, place)
        _show_record(console, record)
        _show_screening(console, place)
    _say_what_next(console, database)


def _read(reports: Sequence[str], database: str) -> Record:
    from enduse import workflow
    from enduse.cli.progress import Progress
    from enduse.store import Store

    with Store.open(database) as store:
        with Progress(len(reports)) as progress:
            for result in workflow.read(reports, store=store, workers=1):
                progress.add(result)
        progress.summarise()
        if progress.problems:
            raise typer.Exit(2)
        return workflow.load_record(store)


def _show_record(console: Console, record: Record) -> None:
    from enduse import workflow
    from enduse.cli.history import history_page
    from enduse.cli.ledger_table import transfer_table
    from enduse.ledger import transfer_rows

    transfers = workflow.transfers(record)
    rows = transfer_rows(transfers, record.documents)
    _title(console, f"2 · Merge: {len(rows)} transfers, each with its sources counted and its conflicts kept")
    console.print(transfer_table(rows, width=console.width))
    told = max(rows, key=lambda r: (len(r["documents"]), r["designation"] is None), default=None)
    if told is None:
        return
    _title(console, "3 · History: who said what when, with the sentence that states it")
    for part in history_page(workflow.show(record, told["id"])):
        console.print(part)
    conflict = next((c for row in rows if row is not told for c in row["conflicts"]), None)
    if conflict is not None:
        _title(console, "4 · Conflict: two voices that do not go together, both kept")
        _show_conflict(console, record, conflict)


def _show_screening(console: Console, database: str) -> None:
    import datetime as dt

    from enduse.cli.screening_rows import print_answer
    from enduse.party import AskedParty, GoodsLine, Shipment
    from enduse.screening import check, open_desk
    from enduse.store import Store

    _title(console, "5 · Screen: a made-up shipment against a small sample of listed parties, goods and routes")
    shipment = Shipment(
        reference="demo",
        parties=(
            AskedParty(name="Gulf Quick Forwarding FZE", role="consignee", countries=("AE",)),
            AskedParty(name="Shahed Aviation Industries", role="end_user", countries=("IR",)),
        ),
        goods=(GoodsLine(maker="Texas Instruments", part_number="TMS320F28335PGFA", hs="854231"),),
        origin="US",
        destination="AE",
        date=dt.date(2024, 6, 3),
    )
    with Store.open(database) as store:
        now = dt.datetime.now(dt.UTC)
        answer, _ = check(store, shipment, now=now, desk=open_desk(store))
    print_answer(answer, console, most=4)


def _show_conflict(console: Console, record: Record, conflict: dict[str, Any]) -> None:
    from rich.padding import Padding
    from rich.text import Text

    from enduse.cli.words import credit

    console.print(Padding(Text(f"{conflict['words']}\n"), (0, 0, 0, 2), expand=False))
    statements = {s.id: s for s in record.statements}
    for number in conflict["statements"]:
        statement = statements[number]
        style = "red" if statement.certainty == "denied" else "green"
        told = Text().append(f"{statement.certainty}: ", style).append(f"“{' '.join(statement.quote.split())}”", "italic")
        source = " · ".join(part for part in (credit(statement.attribution), statement.doc) if part)
        console.print(Padding(told.append(f"\n{source}", "dim"), (0, 0, 0, 2), expand=False))


def _title(console: Console, words: str) -> None:
    from rich.text import Text

    console.print(Text(f"\n{words}\n", style="bold magenta"))


def _say_what_next(console: Console, database: str | None) -> None:
    from rich.text import Text

    kept = f" --database {database}" if database else ""
    lines = [
        ("enduse read report.txt --explain", "read one of your own, and why"),
        ("enduse read reports/ --save", "keep a folder in your ledger"),
        (f"enduse transfers --item uav{kept}", "what is known"),
        (f"enduse show ID{kept}", "the history of one transfer"),
        ("enduse lists update", "fetch the official lists"),
        ("enduse screen shipments.csv", "screen your shipments against them"),
    ]
    width = max(38, *(len(command) for command, _ in lines)) + 2
    _title(console, "Next, type")
    for command, why in lines:
        console.print(Text(f"  {command:<{width}}", style="bold").append(why, "not bold"))
    console.print(Text("\nEnduse reports what the record says. It judges nobody and clears nobody.", style="dim"))
