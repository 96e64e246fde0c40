"""Options that several commands share, and how dates are typed."""

from __future__ import annotations

import calendar
import datetime as dt
import enum
import re
from pathlib import Path
from typing import Annotated

import typer


class Format(enum.StrEnum):
    """How rows are printed."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"


def parse_day(text: str) -> dt.date:
    """Read a day as `2022-12-09`."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise typer.BadParameter(f"{text!r} is no day; write it as 2022-12-09") from error


def parse_past_day(text: str) -> dt.date:
    """Read a day that is not after today: nothing was published in the future."""
    day = parse_day(text)
    if day > dt.datetime.now(dt.UTC).date() + dt.timedelta(days=1):  # somewhere it is tomorrow already
        raise typer.BadParameter(f"{text!r} is in the future; give the day on which the report came out")
    return day


def parse_first_day(text: str) -> dt.date:
    """Read a day, or the first day of a month (`2022-07`) or year (`2022`)."""
    year, month = _month(text)
    return parse_day(text) if year is None else dt.date(year, month or 1, 1)


def parse_last_day(text: str) -> dt.date:
    """Read a day, or the last day of a month (`2022-07`) or year (`2022`)."""
    year, month = _month(text)
    if year is None:
        return parse_day(text)
    month = month or 12
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _month(text: str) -> tuple[int | None, int | None]:
    found = re.fullmatch(r"([12]\d{3})(?:-(0[1-9]|1[0-2]))?", text.strip())
    if found is None:
        return None, None
    return int(found[1]), int(found[2]) if found[2] else None


FormatOption = Annotated[
    Format | None,
    typer.Option("--format", help="How rows are printed: a table on a terminal, JSON lines when piped, unless said here."),
]
DatabaseOption = Annotated[
    str | None,
    typer.Option(
        "--database",
        metavar="PATH|URL",
        help="The workspace: a file, or a SQLAlchemy URL. Before ENDUSE_DATABASE, enduse.toml and ./enduse.db.",
    ),
]
StatementsOption = Annotated[
    Path | None,
    typer.Option(
        "--statements", metavar="FILE", help="Merge the statements of this file (JSON lines) instead of the workspace's."
    ),
]
DocumentsOption = Annotated[
    Path | None,
    typer.Option("--documents", metavar="FOLDER", help="Where the reports are that the statements of --statements cite."),
]
SupplierOption = Annotated[
    str | None, typer.Option(metavar="ACTOR", help="Only from this supplier: a country code (IR) or a name (Iran).")
]
RecipientOption = Annotated[
    str | None, typer.Option(metavar="ACTOR", help="Only to this recipient: a country code (RU) or a name.")
]
ItemOption = Annotated[
    str | None, typer.Option(metavar="ITEM", help="Only this category (uav, missile), system (Su-35) or item (drones).")
]
SinceOption = Annotated[
    dt.date | None,
    typer.Option(
        parser=parse_first_day, metavar="DATE", help="Only what was still reported then or later: 2022-07-11 or 2022-07."
    ),
]
AsOfOption = Annotated[
    dt.date | None,
    typer.Option(
        "--as-of",
        parser=parse_last_day,
        metavar="DATE",
        help="The record as it stood: leave out what was published after this day.",
    ),
]
