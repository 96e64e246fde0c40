"""`enduse backup` and `enduse restore`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from enduse.cli.options import DatabaseOption
from enduse.cli.output import say
from enduse.cli.workspace import locate


def backup(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="Where the copy goes; nothing may be there yet.")],
    database: DatabaseOption = None,
) -> None:
    """Copy the workspace as it stands, also while others use it, and compare every row of the copy."""
    from enduse.store import backup as make

    rows = make(locate(database), copy)
    say(f"{copy}: {rows:,} rows, compared with the workspace")


def restore(
    copy: Annotated[Path, typer.Argument(metavar="FILE", help="A copy that `enduse backup` made.")],
    replace: Annotated[bool, typer.Option("--replace", help="Put it in the place of a workspace that is there.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Put a copy, once it has been checked, in the place of the workspace."""
    from enduse.store import restore as put_back

    place = locate(database)
    rows = put_back(copy, place, replace=replace)
    say(f"{place}: {rows:,} rows, as in {copy}")
