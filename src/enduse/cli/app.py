"""The commands put together, and how every one of them ends: an exit status and, where something is wrong, one line."""

from __future__ import annotations

import logging
import os
import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from enduse.cli.backups import backup, restore
from enduse.cli.batch import batch
from enduse.cli.brief import brief
from enduse.cli.demo import demo
from enduse.cli.export import export
from enduse.cli.keys import keys
from enduse.cli.lists import lists
from enduse.cli.mcp import mcp
from enduse.cli.output import leave_stdout, say, write_utf8
from enduse.cli.read import read
from enduse.cli.receipts import judge, receipt
from enduse.cli.screen import check, screen
from enduse.cli.serve import serve
from enduse.cli.show import show
from enduse.cli.stopping import INTERRUPTED, Stopping, stopped_alike
from enduse.cli.transfers import transfers
from enduse.errors import EnduseError

app = typer.Typer(
    name="enduse",
    help="Read the public record of arms transfers into a cited ledger, and screen trade against the measures that answer it.",
    epilog="Exit status: 0 done, 1 findings (--fail-on), 2 wrong usage or input, 3 lists missing or stale. "
    "Enduse reports what the record and the lists say; it clears nobody.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"], "max_content_width": 110},
)
app.command(short_help="Read reports into statements, each with the words that state it.")(read)
app.command(short_help="List what is known: the statements of many reports merged into transfers.")(transfers)
app.command(short_help="Show one transfer's history, denials beside what they deny.")(show)
app.command(short_help="Write the ledger out for a spreadsheet or another program.")(export)
app.add_typer(brief, name="brief", short_help="Write a brief of a partnership, programme, party or shipment.")
app.command(short_help="Screen a file of shipments or parties against lists and measures.")(screen)
app.command(short_help="Check one party, part or shipment.")(check)
app.command(short_help="Remember whether a party is a list entry.")(judge)
app.command(short_help="See the whole way on reports that ship with the package.")(demo)
app.command(short_help="Copy the workspace, checked.")(backup)
app.command(short_help="Put a copy of the workspace back, checked.")(restore)
app.add_typer(receipt, name="receipt", short_help="Show and verify the receipts of screenings.")
app.command(short_help="Serve pages for people and an API for programs.")(serve)
app.command(short_help="Serve read-only verbs to language models (MCP).")(mcp)
app.add_typer(keys, name="keys", short_help="Make, list and revoke keys for the server.")
app.add_typer(batch, name="batch", short_help="Read or screen inputs of any size into Parquet.")
app.add_typer(lists, name="lists", short_help="Fetch, load, show and compare official lists.")


def _print_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        from enduse.names.readings import romaniser

        used = romaniser()
        typer.echo(f"enduse {version('enduse')}{f', {used}' if used else ''}")
        _tell_changed_files()
        raise typer.Exit


def _tell_changed_files() -> None:
    from enduse.installed import changed_words

    if (words := changed_words()) is not None:
        say(f"enduse: {words}")


@app.callback(invoke_without_command=True)
def enduse(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", is_eager=True, callback=_print_version, help="Print the version.")
    ] = False,
) -> None:
    """Read the public record of arms transfers into a cited ledger, and screen trade against the measures that answer it."""
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())
    else:
        _tell_changed_files()


def run(arguments: Sequence[str] | None = None) -> int:
    """Run one command line.

    Args:
        arguments: what was typed after `enduse`; the process's own where None.

    Returns:
        The exit status: 0 done, 2 wrong usage or input, 130 interrupted, 143 told to end by the system.
    """
    with stopped_alike() as stopping:
        return _run(arguments, stopping)


def _run(arguments: Sequence[str] | None, stopping: Stopping) -> int:
    write_utf8()
    if not os.environ.get("ENDUSE_DEBUG"):
        logging.getLogger().addHandler(
            logging.NullHandler()
        )  # what libraries mutter over a broken page is said by us, in one line
    try:
        status = app(arguments, prog_name="enduse", standalone_mode=False)
        sys.stdout.flush()
    except typer.TyperException as error:
        return _fail(getattr(error, "format_message", error.__str__)().replace("Value error, ", "") + _see_help(error))
    except EnduseError as error:
        return _fail(str(error))
    except (BrokenPipeError, SystemExit):  # whoever read our output has had enough (Typer turns it into an exit)
        leave_stdout()
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return stopping.say()
    except OSError as error:
        return _fail(f"{error.filename or 'the system'}: {error.strerror or error}; look at the file or disk and try again")
    except Exception as error:  # the outermost boundary: a person at a terminal is never shown a stack
        if os.environ.get("ENDUSE_DEBUG"):
            raise
        return _fail(f"a fault in Enduse ({type(error).__name__}: {error}); set ENDUSE_DEBUG=1 to see where, and report it")
    if status == INTERRUPTED:
        return stopping.say()
    return status if isinstance(status, int) else 0


def _fail(message: str) -> int:
    say(f"enduse: {message}")
    return 2


def _see_help(error: Exception) -> str:
    path = getattr(getattr(error, "ctx", None), "command_path", "enduse")
    return f" (see `{path} --help`)"
