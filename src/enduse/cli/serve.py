"""`enduse serve`: pages for people and an API for programs."""

from __future__ import annotations

import enum
from typing import Annotated

import typer

from enduse.cli.options import DatabaseOption
from enduse.cli.output import say


class LogForm(enum.StrEnum):
    """How the server logs."""

    text = "text"
    json = "json"


def serve(
    host: Annotated[str, typer.Option(metavar="ADDRESS", help="The address to listen at.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(metavar="PORT", min=0, max=65535, help="The port; 0 takes a free one.")] = 8000,
    open_to_all: Annotated[
        bool, typer.Option("--open-to-all", help="Let everybody who can reach the server do everything, without a key.")
    ] = False,
    sign_in: Annotated[bool, typer.Option("--sign-in", help="Ask for a key on this machine too.")] = False,
    name: Annotated[
        list[str] | None, typer.Option(metavar="HOST", help="A name that the server goes by; requests for others are refused.")
    ] = None,
    proxy: Annotated[
        list[str] | None, typer.Option(metavar="ADDRESS", help="A proxy before the server, whose X-Forwarded headers count.")
    ] = None,
    rate: Annotated[
        float | None,
        typer.Option(
            metavar="NUMBER", min=0.1, help="Requests a second of one key or address; 100, and none on this machine alone."
        ),
    ] = None,
    log: Annotated[LogForm, typer.Option(help="How it logs on stderr.")] = LogForm.text,
    quiet: Annotated[bool, typer.Option("--quiet", help="Do not log every request.")] = False,
    database: DatabaseOption = None,
) -> None:
    """Serve the workspace: pages for people, and an API for programs (yente, OpenRefine, JSON).

    On this machine alone it is open to whoever uses it. At any other address, or behind a proxy, everybody needs a key
    (`enduse keys create`), unless --open-to-all is said. Ctrl-C stops it when the requests that it has are answered.

    \b
    Examples:
      enduse serve
      enduse serve --host 0.0.0.0 --name ledger.example.org --log json
    """
    from enduse.cli.workspace import locate
    from enduse.web.app import ServerSettings
    from enduse.web.security import Limits
    from enduse.web.security.hosts import LOOPBACK_NAMES
    from enduse.web.server import check_workspace, is_open_to_others, listen
    from enduse.web.server import serve as run

    names, proxies, place = tuple(name or ()), tuple(proxy or ()), locate(database)
    for_others = is_open_to_others(host, names=names, proxies=proxies)
    is_open = open_to_all or not (for_others or sign_in)
    check_workspace(place, is_open=is_open, host=host)
    per_second = rate if rate is not None else 100.0 if for_others else None
    known_names = (*names, *LOOPBACK_NAMES) if names or not for_others else ()
    settings = ServerSettings(
        database=place,
        is_open=is_open,
        names=tuple(known.lower() for known in known_names),
        limits=Limits(per_second=per_second, burst=max(20, int(2 * (per_second or 0)))),
    )
    with listen(host, port) as taken:
        run(settings, taken, log=log.value, access_log=not quiet, proxies=proxies, started=_say_where)


def _say_where(address: str) -> None:
    say(f"Enduse is at {address} (Ctrl-C stops it)")
