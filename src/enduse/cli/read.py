"""`enduse read`: reports in, statements out."""

from __future__ import annotations

import contextlib
import functools
import sys
from typing import TYPE_CHECKING

import typer

from enduse.cli.options import DatabaseOption, Format, FormatOption
from enduse.cli.output import choose_format
from enduse.cli.read_options import (
    AllowPrivateOption,
    EndpointOption,
    ExplainOption,
    InputsArgument,
    MinScoreOption,
    ModelOption,
    PublishedOption,
    PublisherOption,
    ReaderOption,
    SaveOption,
    WorkersOption,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from enduse.cli.progress import Progress
    from enduse.cli.statements import StatementPrinter
    from enduse.read.reader import Reader
    from enduse.settings import Settings
    from enduse.workflow import ReadResult


def read(
    inputs: InputsArgument,
    save: SaveOption = False,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    explain: ExplainOption = False,
    reader: ReaderOption = None,
    endpoint: EndpointOption = None,
    model: ModelOption = None,
    min_score: MinScoreOption = None,
    workers: WorkersOption = None,
    allow_private: AllowPrivateOption = False,
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
    asked = _choose_reader(settings, min_score=min_score)
    printer = StatementPrinter(_choose_form(format, explain=explain), explain=explain)
    saving = open_store(database, read_only=False) if save else contextlib.nullcontext()
    limits = Limits(allow_private=allow_private)
    with saving as store, Fetcher(limits=limits, cache=None if store is None else PageCache(store)) as fetcher:
        results = workflow.read(
            inputs,
            reader=asked,
            store=store,
            workers=settings.workers,
            published=published,
            publisher=publisher,
            fetcher=fetcher,
            stdin=sys.stdin.buffer,
        )
        with Progress.of(inputs) as progress:
            _print_all(results, printer, progress)
    printer.end()
    progress.summarise(saved_in=shown(settings.database) if save else None)
    if progress.problems:
        raise typer.Exit(2)


def _print_all(results: Iterable[ReadResult], printer: StatementPrinter, progress: Progress) -> None:
    """Print each result as it comes."""
    for result in results:
        progress.add(result)
        with progress.paused():
            printer.print(result)


def _choose_form(asked: Format | None, *, explain: bool) -> Format:
    """Explanations are for people: they come in the readable form unless rows are asked for."""
    return Format.table if explain and asked is None else choose_format(asked)


def _choose_reader(settings: Settings, *, min_score: float | None) -> Callable[[], Reader] | None:
    """The reader asked for, in a form that other processes can make again."""
    if settings.reader == "embedded":
        if min_score is None:
            return None
        from enduse.read.embedded import EmbeddedReader

        return functools.partial(EmbeddedReader, min_score=min_score)
    if settings.reader == "large":
        from enduse.read.large import LargeReader, find_folder

        find_folder()  # says at once if it is not there
        return functools.partial(LargeReader, min_score=min_score)
    return _choose_asking_reader(settings, min_score=min_score)


def _choose_asking_reader(settings: Settings, *, min_score: float | None) -> Callable[[], Reader]:
    """The reader asked for that asks a language model."""
    if settings.endpoint is None or settings.model is None:
        raise typer.BadParameter(f"--reader {settings.reader} needs --endpoint URL and --model NAME")
    if settings.reader == "model":
        if min_score is not None:
            raise typer.BadParameter("--min-score is for readers that give scores; the model reader gives none")
        from enduse.read.endpoint import ModelReader

        return functools.partial(ModelReader, endpoint=settings.endpoint, model=settings.model, api_key=settings.api_key)
    from enduse.read.both import both_readers

    asked = functools.partial(both_readers, endpoint=settings.endpoint, model=settings.model, api_key=settings.api_key)
    return functools.partial(asked, min_score=min_score)
