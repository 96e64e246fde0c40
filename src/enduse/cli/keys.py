"""`enduse keys`: who may use the server."""

from __future__ import annotations

import datetime as dt
import enum
import getpass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from enduse.cli.options import DatabaseOption, Format, FormatOption
from enduse.cli.output import choose_format, open_console, say, write_csv, write_jsonl
from enduse.cli.workspace import open_store

if TYPE_CHECKING:
    from enduse.store import KeyRow

keys = typer.Typer(
    help="Make, list and revoke the keys that the server is used with.", no_args_is_help=True, rich_markup_mode=None
)
COLUMNS = "id name scope created expires used revoked".split()


class Scope(enum.StrEnum):
    """What a key allows."""

    read = "read"
    review = "review"
    admin = "admin"


@keys.command(short_help="Make a key; it is shown once.")
def create(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Whose it is; it stands beside what is decided with it.")],
    scope: Annotated[
        Scope, typer.Option(help="What it allows: reading and screening, also reviewing, or everything.")
    ] = Scope.read,
    days: Annotated[
        int | None, typer.Option(metavar="NUMBER", min=1, max=36_500, help="Good for so long; until revoked, unless said.")
    ] = None,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Make a key. It is printed once, and only its hash is kept.

    \b
    Examples:
      enduse keys create Ada --scope review
      curl -H "Authorization: ApiKey $KEY" http://127.0.0.1:8000/api/v1/transfers
    """
    from enduse.access import create_key

    lasts = dt.timedelta(days=days) if days is not None else None
    with open_store(database, read_only=False) as store:
        key, shown = create_key(store, name, scope.value, now=dt.datetime.now(dt.UTC), by=_user(), lasts=lasts)
    if format is None or format is Format.table:
        print(shown)
    else:
        _print([_row(key) | {"key": shown}], [*COLUMNS, "key"], format)
    say(f"enduse: the key {key.id} of {key.name} may {key.scope}; keep it now, as it cannot be shown again")


@keys.command("list", short_help="Show whose keys there are, and which were revoked.")
def list_keys(database: DatabaseOption = None, format: FormatOption = None) -> None:
    """Show the keys: whose, what they allow, and when they were made, used and revoked. The keys themselves are not kept."""
    with open_store(database, read_only=False) as store:
        rows = [_row(key) for key in store.access_keys()]
    _print(rows, COLUMNS, choose_format(format))
    if not rows:
        say("enduse: there is no key yet; `enduse keys create NAME` makes one")


@keys.command(short_help="Let a key open nothing any more.")
def revoke(
    key: Annotated[str, typer.Argument(metavar="ID", help="The key's id, as `enduse keys list` shows it.")],
    database: DatabaseOption = None,
) -> None:
    """Revoke a key, and every session that was opened with it, at once."""
    from enduse.access import revoke_key

    with open_store(database, read_only=False) as store:
        revoked = revoke_key(store, key.strip(), now=dt.datetime.now(dt.UTC), by=_user())
    say(f"enduse: the key {revoked.id} of {revoked.name} opens nothing any more")


def _user() -> str:
    """The person at this machine, as its system knows them."""
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return "command line"


def _row(key: KeyRow) -> dict[str, Any]:
    moments = {"created": key.created_at, "expires": key.expires_at, "used": key.used_at, "revoked": key.revoked_at}
    told = {word: at.isoformat(timespec="seconds") if at is not None else None for word, at in moments.items()}
    return {"id": key.id, "name": key.name, "scope": key.scope} | told


def _print(rows: list[dict[str, Any]], columns: list[str], form: Format) -> None:
    if form is Format.jsonl:
        write_jsonl(rows)
    elif form is Format.csv:
        write_csv(rows, columns)
    elif rows:
        from rich import box
        from rich.table import Table

        table = Table(*columns, box=box.SIMPLE_HEAD, header_style="bold", pad_edge=False)
        for row in rows:
            table.add_row(*(str(row[column] or "") for column in columns))
        open_console().print(table)
