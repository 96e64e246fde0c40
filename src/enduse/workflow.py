"""The table of contents: each use case in a few lines that name the rooms in order.

The rooms are imported where they are used, so that listing transfers does not load the network and reading does not load the
database. The clock is read here and nowhere below.
"""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from enduse.desk import ReadResult, failed, latest_day, problem_line, read_source, save_result, set_up_desk
from enduse.errors import InputError
from enduse.model import Document, Transfer
from enduse.record import Record, join_record, load_rows
from enduse.wanted import is_wanted, parties_meant
from enduse.workers import spread

if TYPE_CHECKING:
    from enduse.read.fetch import Fetcher
    from enduse.read.reader import Reader
    from enduse.store import Store

__all__ = ["History", "ReadResult", "Record", "load_record", "load_statements", "open_fetcher", "read", "show", "transfers"]


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
        reader: makes the reader, once in each process: a class or a `functools.partial`, as it must be picklable. The embedded
            reader where None.
        store: where documents and statements are kept; what it already holds is not read again.
        workers: processes to read with; as many as there are cores where None, no further process where 1.
        published: the day of publication of every input, over what their pages say.
        publisher: the publisher of every input, over what their pages say.
        fetcher: gets URLs; without it they give problems.
        stdin: the bytes of the input `-`.
        today: the day that pages are read on; a date after it is no date of publication. The latest day anywhere on Earth where
            None.
        progress: told every result before it is yielded.

    Yields:
        One result for each document, and one for each input that gives none.

    Raises:
        StoreError: the database can no longer be written.
    """
    from enduse.read.sources import find_sources

    today = today if today is not None else latest_day()
    prepare = functools.partial(set_up_desk, reader=reader, store=store, published=published, publisher=publisher, today=today)
    sources = find_sources([str(given) for given in inputs], fetcher=fetcher, stdin=stdin)
    with contextlib.closing(spread(read_source, sources, prepare=prepare, workers=workers)) as outcomes:
        for source, outcome in outcomes:
            result = outcome if isinstance(outcome, ReadResult) else failed(source, outcome)
            if store is not None:
                result = save_result(store, result, dt.datetime.now(dt.UTC))
            if progress is not None:
                progress(result)
            yield result


def open_fetcher(store: Store | None = None, *, allow_private: bool = False) -> Fetcher:
    """Open a fetcher for `read`, to be closed by the caller; with a store, pages are fetched again only if they changed."""
    from enduse.read.fetch import Fetcher, Limits

    if store is None:
        return Fetcher(limits=Limits(allow_private=allow_private))
    from enduse.page_cache import PageCache

    return Fetcher(limits=Limits(allow_private=allow_private), cache=PageCache(store))


def load_record(store: Store) -> Record:
    """Load the current transfer statements of a store as people have judged them, and the documents that they cite."""
    from enduse.review import as_judged, standings

    statements = tuple(as_judged(store.statements(kind="transfer"), standings(store.judgements())))
    return Record(statements=statements, documents=tuple(store.documents(kind="transfer")))


def load_statements(file: str | Path, folder: str | Path) -> Record:
    """Load statements from a file of JSON rows and the reports that they cite from a folder.

    Args:
        file: one statement a line (`docs/statements.md`); a row whose kind is null names a document without statements. A last
            line that was cut off is passed over.
        folder: where the rows' documents are, with their `about.json` if there is one.

    Raises:
        InputError: the file or the folder cannot be read at all; single rows that cannot be used are the record's problems.
    """
    from enduse.read.page import clean
    from enduse.read.sources import Problem, find_sources

    rows = load_rows(Path(file))
    if not Path(folder).is_dir():
        raise InputError(f"{folder} is no folder; give the one that holds the documents which {file} cites")
    documents, problems = [], []
    for source in find_sources([str(folder)], fetcher=None):
        try:
            if isinstance(source, Problem):
                problems.append(source.message)
            elif rows.cite(source.name):
                documents.append(clean(source))
        except InputError as error:
            problems.append(problem_line(source.name, error))
    return join_record(rows, documents, problems)


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
        supplier: the supplier by country code (`IR`), by name (`Iran`, `Tehran`, `Wagner`) or as statements name it.
        recipient: the recipient, likewise.
        item: a category (`uav`, `air_defence`) or words of a system's name or of an item (`Shahed`, `drones`).
        since: keep what was still reported on this day or later.
        as_of: leave out what was published after this day.
        status: keep transfers of this status (`delivered`).
        stage: keep transfers of this stage (`prospective`, `actual`, `stopped`).

    Raises:
        InputError: the supplier or the recipient is neither on the record nor in the lexicon.
    """
    from enduse.ledger import merge

    record = record if isinstance(record, Record) else load_record(record)
    merged = merge(record.statements, record.documents, as_of=as_of)
    parties = {party for transfer in merged for party in (transfer.supplier, transfer.recipient) if party is not None}
    asked = functools.partial(
        is_wanted,
        supplier=None if supplier is None else parties_meant(supplier, parties, role="supplier"),
        recipient=None if recipient is None else parties_meant(recipient, parties, role="recipient"),
        item=item,
        since=since,
        status=status,
        stage=stage,
    )
    return [transfer for transfer in merged if asked(transfer)]


def show(record: Record | Store, transfer_id: str, *, as_of: dt.date | None = None) -> History:
    """Find one transfer by its id or the beginning of it, with the documents that its statements cite.

    Raises:
        InputError: no transfer has this id, or several begin with it.
    """
    record = record if isinstance(record, Record) else load_record(record)
    found = [t for t in transfers(record, as_of=as_of) if t.id.startswith(transfer_id) or t.id.startswith(f"t-{transfer_id}")]
    if not transfer_id or not found:
        raise InputError(f"there is no transfer {transfer_id!r} on this record; `enduse transfers` lists them with their ids")
    if len(found) > 1:
        some = ", ".join(t.id for t in found[:3])
        raise InputError(f"{len(found)} transfers begin with {transfer_id!r} ({some}); give more of the id")
    cited = set(found[0].documents)
    return History(transfer=found[0], documents={d.name: d for d in record.documents if d.name in cited})
