"""`enduse batch`: inputs of any size in, Parquet out."""

from __future__ import annotations

import contextlib
import datetime as dt
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from enduse.cli.batch_progress import BatchProgress
from enduse.cli.options import DatabaseOption
from enduse.cli.output import say
from enduse.cli.read_options import PublishedOption, PublisherOption, SaveOption, WorkersOption
from enduse.cli.screen import (
    GRAVITY,
    AsOfOption,
    ChartOption,
    FailOnOption,
    OwnersOption,
    ThresholdOption,
    end_screening,
    owner_edges,
)
from enduse.cli.workspace import open_store
from enduse.errors import InputError, StoreError

if TYPE_CHECKING:
    from enduse.batch import Step

batch = typer.Typer(
    help="Read or screen inputs of any size into Parquet files, on all cores; stopped at any point, the same call goes on.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
_STORES = "s3://... with the fsspec package."
DocumentsArgument = Annotated[
    list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help=f"Parquet, CSV, XLSX, JSON or WARC; {_STORES}")
]
ShipmentsArgument = Annotated[
    list[str], typer.Argument(metavar="FILE|FOLDER|URL...", help=f"Parquet, CSV, XLSX or JSON; {_STORES}")
]
OutOption = Annotated[
    Path, typer.Option("--out", "-o", metavar="FOLDER", help="Where the parts are written; the same folder goes on.")
]
MappingOption = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Which of your columns mean what (docs/scale.md): YAML, column: field.")
]
RowsOption = Annotated[int, typer.Option(min=1, metavar="NUMBER", help="Rows of a part: what a stop costs at most.")]


@batch.command(short_help="Read documents into statements.")
def read(
    inputs: DocumentsArgument,
    out: OutOption,
    rows: RowsOption = 500,
    published: PublishedOption = None,
    publisher: PublisherOption = None,
    mapping: MappingOption = None,
    workers: WorkersOption = None,
    save: SaveOption = False,
    database: DatabaseOption = None,
) -> None:
    """Read documents into statements: a row each, and one for every document without any; with --save into the ledger too.

    \b
    Examples:
      enduse batch read crawl/*.warc.gz --out statements
      enduse batch read news.parquet --out statements --mapping columns.yaml --save
    """
    _need_pyarrow()
    from enduse.batch import Reading, run
    from enduse.desk import latest_day

    ledger = None
    if save:
        with open_store(database, read_only=False) as store:  # made or upgraded here, once
            ledger = store.url_or_path
    work = Reading(
        today=latest_day(), published=published, publisher=publisher, mapping=_mapping(mapping), ledger=ledger,
        read_at=dt.datetime.now(dt.UTC),
    )  # fmt: skip
    progress = _follow(run(inputs, out, work=work, rows=rows, workers=workers), out, "documents", "statements")
    _end_badly(progress, out, "documents")


@batch.command(short_help="Screen shipments or parties into findings.")
def screen(
    inputs: ShipmentsArgument,
    out: OutOption,
    rows: RowsOption = 5_000,
    as_of: AsOfOption = None,
    fail_on: FailOnOption = None,
    owners: OwnersOption = None,
    chart: ChartOption = None,
    threshold: ThresholdOption = 0.7,
    mapping: MappingOption = None,
    workers: WorkersOption = None,
    database: DatabaseOption = None,
) -> None:
    """Screen shipments or parties: a row for each finding, and one for every shipment without any.

    \b
    Examples:
      enduse batch screen shipments.parquet --out findings --as-of 2026-07-31
      enduse batch screen year/ customers.xlsx --out findings --fail-on licence
    """
    _need_pyarrow()
    from enduse.batch import Screening, keep_receipt, run

    holdings = owner_edges(owners)
    with contextlib.suppress(StoreError), open_store(database, read_only=False, may_be_empty=False):
        pass  # made or upgraded here, once, where that may be done
    with open_store(database, read_only=True) as store:
        work = Screening(
            store=store, as_of=as_of, holdings=holdings, chart=chart, threshold=threshold, mapping=_mapping(mapping)
        )
        progress = _follow(run(inputs, out, work=work, rows=rows, workers=workers), out, "shipments", "findings")
        try:
            with open_store(database, read_only=False) as kept:
                keep_receipt(kept, work, out, now=dt.datetime.now(dt.UTC))
        except StoreError as error:  # whoever may only read the workspace may screen
            say(f"enduse: no receipt was kept ({error})")
        _end_badly(progress, out, "shipments")
        gravest = next((severity for severity in GRAVITY if progress.sorts[severity]), None)
        end_screening(store, gravest, fail_on, bad_input=False, unread=progress.partial)


def _follow(steps: Iterator[Step], out: Path, asked: str, found: str) -> BatchProgress:
    with BatchProgress(asked, found, clock=time.monotonic, stream=sys.stderr) as progress:
        for step in steps:
            progress.add(step)
    progress.summarise(out)
    return progress


def _end_badly(progress: BatchProgress, out: Path, asked: str) -> None:
    """End with status 2 where an input was broken, or nothing could be used."""
    if progress.problems:
        raise typer.Exit(2)
    if progress.asked and progress.unused == progress.asked:
        raise InputError(f"none of {progress.asked:,} {asked} could be used; the column `problem` in {out} says why of each")


def _mapping(file: Path | None) -> dict[str, str] | None:
    from enduse.screen.intake import read_mapping

    return None if file is None else read_mapping(file)


def _need_pyarrow() -> None:
    try:
        import enduse.batch  # noqa: F401  it needs pyarrow, which is an extra
    except ImportError as error:
        if error.name != "pyarrow":
            raise
        raise InputError("batches need pyarrow: install it with pip install 'enduse[batch]'") from error
