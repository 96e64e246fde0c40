"""Reading and screening on Apache Spark: the same batches through `mapInArrow`, what they need made once in each process."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from enduse.batch.findings import screen_batches
from enduse.batch.schemas import FINDINGS, STATEMENTS
from enduse.batch.statements import read_batches
from enduse.desk import latest_day, set_up_desk
from enduse.errors import InputError
from enduse.prepared import folder_for
from enduse.screening import open_desk
from enduse.store import Store
from enduse.store.engine import shown

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

    from enduse import desk as reading
    from enduse import screening
    from enduse.read.reader import Reader


def read_frame(
    frame: DataFrame,
    *,
    reader: Callable[[], Reader] | None = None,
    published: dt.date | None = None,
    publisher: str | None = None,
    today: dt.date | None = None,
    mapping: Mapping[str, str] | None = None,
    ledger: str | None = None,
    read_at: dt.datetime | None = None,
) -> DataFrame:
    """Read a frame of documents into one of statements.

    Enduse must be installed on the workers. The reader is loaded once in each of their Python processes, which Spark keeps for
    all tasks (`spark.python.worker.reuse`). Nothing is shuffled.

    Args:
        frame: documents, with the columns of `DOCUMENTS` or the one of `JSON_ROWS`.
        reader: makes the reader in each process, a class or function of a module; the embedded one where None.
        published: the day of publication of all of them, over what they say.
        publisher: the publisher of all, likewise.
        today: a page dated after this day is refused; the day it is where None.
        mapping: which of the columns mean what.
        ledger: the URL of a database that all workers reach (PostgreSQL), where documents and statements are also saved; a task
            that is done twice saves them once.
        read_at: the moment to be saved with them; needed with `ledger`.

    Returns:
        Statements, with the columns of `STATEMENTS`; every document has a row at least. `row` counts within a partition.
    """
    if ledger is not None and read_at is None:
        raise InputError(f"{shown(ledger)}: nothing is saved there without a moment; give read_at as well")
    day = today if today is not None else latest_day()
    asked = {"reader": reader, "published": published, "publisher": publisher, "today": day, "ledger": ledger}

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return read_batches(batches, desk=_reading_desk(**asked), mapping=mapping, read_at=read_at)

    return frame.mapInArrow(work, _spark_schema(STATEMENTS))


def screen_frame(
    frame: DataFrame,
    database: str | Path,
    *,
    as_of: dt.date | None = None,
    mapping: Mapping[str, str] | None = None,
) -> DataFrame:
    """Screen a frame of shipments into one of findings.

    A workspace that is a file is sent to each executor once, with the lists made ready beside it (they are made ready here, if
    they are not yet); one that is a URL (PostgreSQL) is opened from there. Rows of one shipment must stand together, one after
    the other in one partition (`frame.repartition("reference").sortWithinPartitions("reference")`), or be one nested row.

    Args:
        frame: shipments, in any form that `screen_batches` takes.
        database: the workspace.
        as_of: the day asked about; each shipment's own where None.
        mapping: which of the headings mean what.

    Returns:
        Findings, with the columns of `FINDINGS`; every shipment has a row at least. `row` counts within a partition.
    """
    place = str(database)
    is_file = "://" not in place
    with Store.open(place, read_only=True) as store:
        open_desk(store, as_of=as_of)  # makes the lists ready, and says here what is wrong with them
    if is_file:
        context = frame.sparkSession.sparkContext
        context.addFile(str(Path(place).resolve()))
        if folder_for(place).is_dir():
            context.addFile(str(folder_for(place).resolve()), recursive=True)
        place = Path(place).name

    def work(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return screen_batches(batches, desk=_screening_desk(place, is_file, as_of), mapping=mapping)

    return frame.mapInArrow(work, _spark_schema(FINDINGS))


@functools.lru_cache(maxsize=1)
def _reading_desk(*, ledger: str | None, **asked: Any) -> reading.Desk:
    """The desk of this process."""
    return set_up_desk(store=None if ledger is None else Store.open(ledger), **asked)


@functools.lru_cache(maxsize=1)
def _screening_desk(place: str, is_file: bool, as_of: dt.date | None) -> screening.Desk:
    """The desk of this process."""
    if is_file:
        from pyspark import SparkFiles

        place = SparkFiles.get(place)
    return open_desk(Store.open(place, read_only=True), as_of=as_of)


def _spark_schema(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(schema)
