"""The lists of the workspace as a person reads them: a table where the terminal has room for it, else a few lines for each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from enduse.cli.output import open_console

if TYPE_CHECKING:
    from rich.table import Table
    from rich.text import Text

    from enduse.lists import ListState

_ROOMY: Final = 140  # columns of characters from which titles and licences stand in a table without being torn apart
_HASH: Final = 10  # characters of a hash that tell copies apart


def print_states(states: Sequence[ListState]) -> None:
    """Print the lists; those that are loaded first where each has lines of its own."""
    console = open_console()
    if console.width >= _ROOMY:
        console.print(_wide(states))
        return
    loaded = [state for state in states if state.snapshot is not None]
    for state in loaded:
        console.print(_lines(state))
        console.print()
    console.print(_missing([state for state in states if state.snapshot is None]))


def _wide(states: Sequence[ListState]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
    for title in ("List", "Title", "List date", "Fetched", "Entries", "Age", "Hash", "Licence"):
        torn = title in ("Title", "Licence")
        table.add_column(title, justify="right" if title in ("Entries", "Age") else "left", no_wrap=not torn)
    for state in states:
        copy = state.snapshot
        if copy is None:
            table.add_row(state.name, state.title, Text("not loaded", style="dim"), "", "", "", "", state.licence)
        else:
            listed = str(copy.list_date) if copy.list_date is not None else "says none"
            cells = (listed, str(copy.fetched_at.date()), f"{copy.entries:,}", _age(state), copy.sha256[:_HASH], state.licence)
            table.add_row(state.name, state.title, *cells)
        if state.problem is not None:
            table.add_row("", Text(f"last attempt failed: {state.problem}", style="red"))
    return table


def _lines(state: ListState) -> Table:
    """A list with what stands in the table, a line for each kind of thing."""
    from rich.table import Table
    from rich.text import Text

    copy = state.snapshot
    assert copy is not None
    grid = Table.grid(padding=(0, 1))
    grid.add_column(width=9, no_wrap=True)
    grid.add_column()
    listed = f"of {copy.list_date}" if copy.list_date is not None else "without a date of its own"
    told = Text.assemble((state.name, "bold"), f"  {copy.entries:,} entries, ", _age(state))
    rows = (("title", state.title), ("copy", f"{listed}, fetched {copy.fetched_at.date()}, {copy.sha256[:_HASH]}"))
    head = Table.grid()
    head.add_row(told)
    for label, words in (*rows, ("licence", state.licence)):
        grid.add_row(Text(f"  {label}", style="dim"), words)
    if state.problem is not None:
        grid.add_row(Text("  failed", style="red"), Text(f"at the last attempt: {state.problem}", style="red"))
    head.add_row(grid)
    return head


def _missing(states: Sequence[ListState]) -> Table:
    from rich.table import Table
    from rich.text import Text

    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column()
    if states:
        grid.add_row(Text("not loaded", style="bold"), "")
    for state in states:
        if state.problem is not None:
            grid.add_row(
                Text("  failed", style="red"), Text(f"{state.name}, at the last attempt: {state.problem}", style="red")
            )
        grid.add_row(Text(f"  {state.name}", style="dim"), Text(f"{state.title}; licence: {state.licence}", style="dim"))
    return grid


def _age(state: ListState) -> Text:
    from rich.text import Text

    late = ", stale" if state.is_stale else ", old" if state.is_old else ""
    return Text(f"{state.age:,} day{'' if state.age == 1 else 's'}{late}", style="bold red" if late else "")
