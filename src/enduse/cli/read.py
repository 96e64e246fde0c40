"""`enduse read`: reports in, statements out."""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import functools
import sys
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.cli.options import DatabaseOption, Format, FormatOption, parse_past_day
from enduse.cli.output import choose_format

if TYPE_CHECKING:
    from collections.abc import Callable

    from enduse.read.reader import Reader
    from enduse.settings import Settings


class ReaderName(enum.StrEnum):
    """Who reads."""

    embedded = "embedded"
    model = "model"
    both = "both"


def read(
    inputs: Annotated[
        list[str], typer.Argument(metavar="FILE|FOLDER|URL|-...", help="Reports: text, HTML, PDF, mail, feeds, web archives.")
    ],
    save: Annotated[bool, typer.Option("--save", help="Keep documents and statements in the workspace.")] = False,
    published: Annotated[
        dt.date | None,
        typer.Option(parser=parse_past_day, metavar="DATE", help="The day of publication, over what the pages say."),
    ] = None,
    publisher: Annotated[str | None, typer.Option(metavar="NAME", help="The publisher, over what the pages say.")] = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Show the words that gave each field, and the rule that decided.")
    ] = False,
    reader: Annotated[
        ReaderName | None,
        typer.Option(
            help="embedded (the default) works offline; model asks a language model at --endpoint; both asks it only about "
            "passages where the embedded one is in doubt."
        ),
    ] = None,
    endpoint: Annotated[
        str | None,
        typer.Option(
            metavar="URL",
            help="An OpenAI-compatible endpoint for --reader model or both; its key is taken from ENDUSE_API_KEY.",
        ),
    ] = None,
    model: Annotated[str | None, typer.Option(metavar="NAME", help="The model to ask there.")] = None,
    min_score: Annotated[
        float | None, typer.Option(min=0, max=1, help="Leave out statements read less surely than this (embedded reader).")
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes to read with; as many as there are cores unless said.")
    ] = None,
    allow_private: Annotated[
        bool, typer.Option("--allow-private", help="Also fetch from private and loopback addresses.")
    ] = False,
    database: DatabaseOption = None,
    format: FormatOption = None,
) -> None:
    """Read reports into statements: who supplied what to whom, how many, when, says who; each with the words that state it.

    \b
    Examples:
      enduse read report.txt --explain
      enduse read reports/ --save
      curl -s URL | enduse read - --published 2024-05-02
    """
    from enduse import workflow
    from enduse.cli.progress import Progress
    from enduse.cli.statements import StatementPrinter
    from enduse.cli.workspace import open_store
    from enduse.page_cache import PageCache
    from enduse.read.fetch import Fetcher, Limits
    from enduse.settings import load_settings
    from enduse.store.engine import shown

    flags = {"database": database, "reader": reader and reader.value, "endpoint": endpoint, "model": model, "workers": workers}
    settings = load_settings(flags)
    make_reader = _choose_reader(settings, min_score=min_score)
    printer = StatementPrinter(_choose_form(format, explain=explain), explain=explain)
    saving = open_store(database, read_only=False) if save else contextlib.nullcontext()
    limits = Limits(allow_private=allow_private)
    with saving as store, Fetcher(limits=limits, cache=None if store is None else PageCache(store)) as fetcher:
        results = workflow.read(
            inputs,
            reader=make_reader,
            store=store,
            workers=settings.workers,
            published=published,
            publisher=publisher,
            fetcher=fetcher,
            stdin=sys.stdin.buffer,
        )
        with Progress.of(inputs) as progress:
            for result in results:
                progress.add(result)
                with progress.paused():
                    printer.print(result)
    printer.end()
    progress.summarise(saved_in=shown(settings.database) if save else None)
    if progress.problems:
        raise typer.Exit(2)


def _choose_form(asked: Format | None, *, explain: bool) -> Format:
    """Explanations are for people: they come in the readable form unless rows are asked for."""
    return Format.table if explain and asked is None else choose_format(asked)


def _choose_reader(settings: Settings, *, min_score: float | None) -> Callable[[], Reader] | None:
    """The reader asked for, in a form that other processes can make again."""
    if settings.reader != "embedded":
        if settings.endpoint is None or settings.model is None:
            raise typer.BadParameter(f"--reader {settings.reader} needs --endpoint URL and --model NAME")
        if settings.reader == "model" and min_score is not None:
            raise typer.BadParameter("--min-score is for the embedded reader; the model reader gives no scores")
        if settings.reader == "model":
            from enduse.read.endpoint import ModelReader

            return functools.partial(ModelReader, endpoint=settings.endpoint, model=settings.model, api_key=settings.api_key)
        from enduse.read.both import both_readers

        asked = functools.partial(both_readers, endpoint=settings.endpoint, model=settings.model, api_key=settings.api_key)
        return functools.partial(asked, min_score=min_score)
    if min_score is None:
        return None
    from enduse.read.embedded import EmbeddedReader

    return functools.partial(EmbeddedReader, min_score=min_score)
