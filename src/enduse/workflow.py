"""The table of contents: each use case in a few lines that name the rooms in order.

The rooms are imported where they are used, so that listing transfers does not load the network and reading does not load the
database. The clock is read here and nowhere below.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from enduse.errors import EnduseError, InputError, StatementError
from enduse.model import CATEGORIES, Document, Statement, Transfer

if TYPE_CHECKING:
    from enduse.read.fetch import Fetcher
    from enduse.read.reader import Reader, Reading
    from enduse.store import Store


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReadResult:
    """What came of one input: a document and its reading, or a problem in one line.

    `known` says that the store already held this very document as read by this reader; the reading is then the stored one.
    """

    name: str
    document: Document | None = None
    reading: Reading | None = None
    problem: str | None = None
    known: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """The statements to merge and the documents that they cite, with one line for each row or file that could not be used."""

    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]
    problems: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class History:
    """A transfer with the documents behind it, by name."""

    transfer: Transfer
    documents: Mapping[str, Document]


def read(
    inputs: Iterable[str | Path],
    *,
    reader: Callable[[], Reader] | None = None,
    store: Store | None = None,
    workers: int | None = None,
    published: dt.date | None = None,
    publisher: str | None = None,
    fetcher: Fetcher | None = None,
    stdin: BinaryIO | None = None,
    today: dt.date | None = None,
    progress: Callable[[ReadResult], None] | None = None,
) -> Iterator[ReadResult]:
    """Read reports into statements, in the order of the inputs, and save them where a store is given.

    Folders are read on all cores; however long the input, only a few documents are held at a time. A document that cannot be
    read gives a problem and the rest goes on. Each result has been committed to the store when it is yielded.

    Args:
        inputs: files, folders, web archives, feeds and pages by path or URL; `-` is `stdin`.
        reader: makes the reader, once in each process: a class or a `functools.partial` that can be pickled. The embedded reader
            where None.
        store: where documents and statements are kept; what it already holds is not read again.
        workers: processes to read with; as many as there are cores where None, no further process where 1.
        published: the day of publication of every input, over what their pages say.
        publisher: the publisher of every input, over what their pages say.
        fetcher: gets URLs; without it they give problems.
        stdin: the bytes of the input `-`.
        today: the day that pages are read on; a date after it is no date of publication. Today (UTC) where None.
        progress: told every result before it is yielded.

    Yields:
        One result for each document, and one for each input that gives none.

    Raises:
        StoreError: the database can no longer be written.
    """
    raise NotImplementedError


def load_statements(file: str | Path, folder: str | Path) -> Record:
    """Load statements from a file of JSON rows and the reports that they cite from a folder.

    Args:
        file: one statement a line (`docs/statements.md`); a row whose kind is null names a document without statements. A last
            line that was cut off is passed over.
        folder: where the rows' documents are, with their `about.json` if there is one.

    Raises:
        InputError: the file or the folder cannot be read at all; single rows that cannot be used are the record's problems.
    """
    raise NotImplementedError


def transfers(
    record: Record | Store,
    *,
    supplier: str | None = None,
    recipient: str | None = None,
    item: str | None = None,
    since: dt.date | None = None,
    as_of: dt.date | None = None,
    status: str | None = None,
    stage: str | None = None,
) -> list[Transfer]:
    """Merge the statements of the record into transfers, and keep those asked for.

    Args:
        record: a store, or statements and documents from files (`load_statements`).
        supplier: the supplier as statements name it: a country code (`IR`) or a name.
        recipient: the recipient, likewise.
        item: a category (`uav`, `air_defence`) or words of a system's name or of an item (`Shahed`, `drones`).
        since: keep what was still reported on this day or later.
        as_of: leave out what was published after this day.
        status: keep transfers of this status (`delivered`).
        stage: keep transfers of this stage (`prospective`, `actual`, `stopped`).
    """
    raise NotImplementedError


def show(record: Record | Store, transfer_id: str, *, as_of: dt.date | None = None) -> History:
    """Find one transfer by its id or the beginning of it, with the documents that its statements cite.

    Raises:
        InputError: no transfer has this id, or several begin with it.
    """
    raise NotImplementedError
