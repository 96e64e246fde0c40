"""The reading desk: one source cleaned and read, in whichever process, with whatever is wrong with it as a line of words."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from enduse.errors import EnduseError, InputError, StoreError
from enduse.model import Document, Statement
from enduse.read.reader import Reader, Reading

if TYPE_CHECKING:
    from enduse.read.sources import Problem, Source
    from enduse.store import Store


@dataclasses.dataclass(frozen=True, kw_only=True)
class ReadResult:
    """What came of one input: a document and its reading by the reader of that name, or a problem in one line.

    `known` says that the store already held this very document as read by this reader; the reading is then the stored one.
    """

    name: str
    document: Document | None = None
    reading: Reading | None = None
    reader_name: str = ""
    problem: str | None = None
    known: bool = False


@dataclasses.dataclass(frozen=True, kw_only=True)
class Desk:
    """What reading a source needs: a reader, the facts that override what pages say, and the store to look documents up in."""

    reader: Reader
    store: Store | None
    published: dt.date | None
    publisher: str | None
    today: dt.date


def set_up_desk(
    *,
    reader: Callable[[], Reader] | None,
    store: Store | None,
    published: dt.date | None,
    publisher: str | None,
    today: dt.date,
) -> Desk:
    """Set up a desk in this process: load the reader."""
    make = reader if reader is not None else embedded_reader
    return Desk(reader=make(), store=store, published=published, publisher=publisher, today=today)


def embedded_reader() -> Reader:
    """The reader that ships with the package."""
    from enduse.read.embedded import EmbeddedReader

    return EmbeddedReader()


def latest_day() -> dt.date:
    """The latest day that it is anywhere on Earth: no page has been published after it."""
    return (dt.datetime.now(dt.UTC) + dt.timedelta(hours=14)).date()


def read_statements(text_or_path: str | Path, *, published: dt.date | str | None, publisher: str | None) -> list[Statement]:
    """Read the statements of a text or file; `enduse.read` says which it is, and what is raised."""
    from enduse.read.page import clean
    from enduse.read.sources import Problem

    day = _day(published) if published is not None else None
    found: list[Statement] = []
    for source in _sources_of(text_or_path):
        if isinstance(source, Problem):
            raise InputError(source.message)
        document = clean(source, published=day, publisher=publisher, today=latest_day())
        found.extend(_shared_reader().read(document).statements)
    return found


def _sources_of(text_or_path: str | Path) -> Iterable[Source | Problem]:
    from enduse.read.sources import Source, find_sources

    if not isinstance(text_or_path, str):
        return find_sources([str(text_or_path)], fetcher=None)
    is_one_word = bool(text_or_path) and not any(c.isspace() for c in text_or_path)
    if is_one_word or _exists(text_or_path):
        return find_sources([text_or_path], fetcher=None)
    return [Source(name="text", data=text_or_path.encode("utf-8", "surrogatepass"), media_type="text/plain")]


def _exists(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):  # too long for a name, or with characters that none can have
        return False


def _day(published: dt.date | str) -> dt.date:
    try:
        day = dt.date.fromisoformat(published) if isinstance(published, str) else published
    except ValueError as error:
        raise InputError(f"published is {published!r}, which is no day; write it as 2022-12-09") from error
    if day > latest_day():
        raise InputError(f"published is {day}, which is in the future; give the day on which the report came out")
    return day


@functools.cache
def _shared_reader() -> Reader:
    return embedded_reader()


def read_source(desk: Desk, source: Source | Problem) -> ReadResult:
    """Clean and read one source, unless the store has this very reading."""
    from enduse.read.page import clean
    from enduse.read.sources import Problem

    if isinstance(source, Problem):
        return ReadResult(name=source.name, problem=source.message)
    try:
        document = clean(source, published=desk.published, publisher=desk.publisher, today=desk.today)
        return read_document(desk, document)
    except InputError as error:
        return failed(source, error)


def failed(source: Source | Problem, error: Exception) -> ReadResult:
    """The result of a source whose reading raised an error, or ended its process.

    Raises:
        StoreError: the error itself, as it is no matter of one input.
    """
    return ReadResult(name=source.name, problem=problem_line(source.name, error))


def read_document(desk: Desk, document: Document) -> ReadResult:
    """Read a document, unless the store has this very reading."""
    name = desk.reader.name
    stored = desk.store.reading(document, name) if desk.store is not None else None
    if stored is not None:
        reading = Reading(statements=stored[0], dropped=stored[1])
        return ReadResult(name=document.name, document=document, reading=reading, reader_name=name, known=True)
    reading = desk.reader.read(document)
    return ReadResult(name=document.name, document=document, reading=reading, reader_name=reading.read_by or name)


def save_result(store: Store, result: ReadResult, read_at: dt.datetime) -> ReadResult:
    """Save what was read; a document that cannot be saved as it is becomes a problem.

    Raises:
        StoreError: the database can no longer be written.
    """
    if result.document is None or result.reading is None or result.known:
        return result
    try:
        changed = store.save_reading(result.document, result.reading, result.reader_name, read_at)
    except InputError as error:
        return ReadResult(name=result.name, problem=problem_line(result.name, error))
    return result if changed else dataclasses.replace(result, known=True)


def problem_line(name: str, error: Exception) -> str:
    """An error as one line that names its input.

    Raises:
        StoreError: the error itself, as it is no matter of one input.
    """
    if isinstance(error, StoreError):
        raise error
    words = " ".join(str(error).split())
    if not isinstance(error, EnduseError):
        words = f"left out, as reading it failed ({type(error).__name__}: {words}); please report this as a fault of Enduse"
    return words if name in words else f"{name}: {words}"
