"""`enduse lists`: the official lists of the workspace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from enduse.cli.list_table import print_states
from enduse.cli.options import DatabaseOption, Format, FormatOption
from enduse.cli.output import choose_format, open_console, say, write_csv, write_jsonl
from enduse.cli.workspace import open_store

if TYPE_CHECKING:
    from enduse.lists import ListState, Update
    from enduse.measures.changes import Change

lists = typer.Typer(
    help="Fetch, load, show and compare the official lists that parties are screened against.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
AcceptOption = Annotated[
    bool, typer.Option("--accept", help="Also take a list that shrank by more than 10 % or is not of the size it is known for.")
]
STATE_COLUMNS = "list title list_date fetched checked entries skipped sha256 age_days stale source licence problem".split()
CHANGE_COLUMNS = "change list entry caption fields".split()


@lists.command(short_help="Fetch lists from their authorities.")
def update(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME]...", help="Which lists; all that can be fetched.")
    ] = None,
    url: Annotated[str | None, typer.Option(metavar="URL", help="Fetch one list from here instead.")] = None,
    accept: AcceptOption = False,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Fetch lists where they have changed, look whether they are whole, and keep each as a dated copy.

    A list that cannot be had, is broken or has shrunk by more than 10 % leaves its last good copy in force; the command then
    ends with status 3.

    \b
    Examples:
      enduse lists update
      enduse lists update un-sc us-csl
    """
    from enduse.lists import update_lists

    with open_store(database, read_only=False) as store:
        came = [_told(u) for u in update_lists(store, names or (), now=dt.datetime.now(dt.UTC), url=url, accept=accept)]
    rows = [{"list": u.list, "outcome": u.outcome, "words": u.words} for u in came]
    print_rows(rows, ["list", "outcome", "words"], choose_format(format))
    if not all(u.is_good for u in came):
        raise typer.Exit(3)


@lists.command(short_help="Take a list from a file; its form is recognised.")
def load(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="A file, a folder, or the files of one list.")],
    name: Annotated[
        str | None, typer.Option("--list", metavar="NAME", help="Its short name, where its form does not tell.")
    ] = None,
    mapping: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Which columns of your own table mean what (docs/lists.md).")
    ] = None,
    accept: AcceptOption = False,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Take a list from a file into the workspace.

    \b
    Examples:
      enduse lists load consolidated.xml
      enduse lists load SDN.CSV ADD.CSV ALT.CSV SDN_COMMENTS.CSV
      enduse lists load our-watchlist.csv --list ours --mapping ours.yaml
    """
    from enduse.lists import load_list

    with open_store(database, read_only=False) as store:
        came, reading = load_list(store, files, now=dt.datetime.now(dt.UTC), name=name, mapping=mapping, accept=accept)
    for problem in reading.skipped[:20]:
        say(f"enduse: {reading.name}: {problem}")
    if len(reading.skipped) > 20:
        say(f"enduse: ... and {len(reading.skipped) - 20:,} more entries that cannot be read")
    for word, count in reading.unknown.items():
        say(f"enduse: {reading.name}: {word}: not known, {count:,} × kept as it is")
    row = {"list": came.list, "outcome": came.outcome, "entries": len(reading.parties), "skipped": len(reading.skipped)}
    row |= {"list_date": str(reading.list_date) if reading.list_date is not None else None, "words": came.words}
    print_rows([row], list(row), choose_format(format))


@lists.command(short_help="Show which lists there are, of which date, and what is stale.")
def status(database: DatabaseOption = None, format: FormatOption = None) -> None:
    """Show each list with its own date, when it was fetched and last looked at, its entries, hash, licence and age.

    The command ends with status 3 where no list is loaded, or one was not looked at for more than a week.
    """
    from enduse.lists import list_states

    with open_store(database, read_only=False, may_be_empty=False) as store:
        states = list_states(store, today=dt.datetime.now(dt.UTC).date())
    form = choose_format(format)
    if form is Format.table:
        print_states(states)
    else:
        print_rows([_state_row(state) for state in states], STATE_COLUMNS, form)
    loaded = [state for state in states if state.snapshot is not None]
    if not loaded:
        say("enduse: no list is loaded; `enduse lists update` fetches them, `enduse lists load FILE` takes one from a file")
    if not loaded or any(state.is_stale for state in loaded):
        raise typer.Exit(3)


@lists.command(short_help="Show what changed between two copies of a list.")
def diff(
    before: Annotated[str, typer.Argument(metavar="A", help="A file, a copy in the workspace (un-sc@2026-02-27), or a day.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Likewise; a bare name is the latest copy.")],
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Show the entries that were added, removed or changed between two copies of a list, and which fields changed.

    \b
    Examples:
      enduse lists diff un-sc@2026-01-05 un-sc
      enduse lists diff 2026-01-31 2026-02-28
      enduse lists diff old.xml new.xml
    """
    from enduse.lists import diff_lists

    if Path(before).exists() and Path(after).exists():
        rows = [_change_row(change) for change in diff_lists(None, before, after)]
    else:
        with open_store(database, read_only=True) as store:
            rows = [_change_row(change) for change in diff_lists(store, before, after)]
    print_rows(rows, CHANGE_COLUMNS, choose_format(format))
    kinds = [row["change"] for row in rows]
    say(", ".join(f"{kinds.count(kind):,} {kind}" for kind in ("added", "removed", "changed")))


def _told(update: Update) -> Update:
    """Say how one list fared as soon as it is known."""
    say(f"{update.list}: {update.outcome}: {update.words}")
    return update


def _state_row(state: ListState) -> dict[str, Any]:
    copy = state.snapshot
    return {
        "list": state.name,
        "title": state.title,
        "list_date": str(copy.list_date) if copy is not None and copy.list_date is not None else None,
        "fetched": copy.fetched_at.isoformat() if copy is not None else None,
        "checked": state.checked_at.isoformat() if state.checked_at is not None else None,
        "entries": copy.entries if copy is not None else None,
        "skipped": copy.skipped if copy is not None else None,
        "sha256": copy.sha256 if copy is not None else None,
        "age_days": state.age,
        "stale": state.is_stale,
        "source": copy.source if copy is not None else None,
        "licence": state.licence,
        "problem": state.problem,
    }


def _change_row(change: Change) -> dict[str, Any]:
    party = change.after if change.after is not None else change.before
    row: dict[str, Any] = {"change": change.kind, "list": party.list if party is not None else None, "entry": change.entry}
    return row | {"caption": change.caption, "fields": list(change.fields)}


def print_rows(rows: list[dict[str, Any]], columns: list[str], form: Format) -> None:
    """Print rows under columns."""
    if form is Format.jsonl:
        write_jsonl(rows)
    elif form is Format.csv:
        write_csv(({k: "; ".join(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows), columns)
    elif rows:
        from rich import box
        from rich.table import Table

        table = Table(*columns, box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for row in rows:
            table.add_row(*_cells(row, columns))
        open_console().print(table)


def _cells(row: dict[str, Any], columns: list[str]) -> Iterator[str]:
    for column in columns:
        value = row.get(column)
        yield (
            ", ".join(value)
            if isinstance(value, list)
            else ""
            if value is None
            else f"{value:,}"
            if isinstance(value, int)
            else str(value)
        )
