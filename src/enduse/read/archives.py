"""The pages in a web archive (`.warc`, `.warc.gz`), one at a time; a broken record never takes the rest with it."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import BinaryIO, cast

from fastwarc.stream_io import StreamError
from fastwarc.warc import ArchiveIterator, WarcHeaderMap, WarcRecord, WarcRecordType

from enduse.errors import UnreadableError, excerpt
from enduse.read.archive_bodies import FalseEncodingError, decoded, joined, looks_plain
from enduse.read.archive_stretches import Stretch, stretches

_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


@dataclasses.dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One captured page: its address, type, bytes as the server meant them, and when it was captured."""

    url: str
    media_type: str
    data: bytes
    fetched_at: dt.datetime | None


def archived_pages(path: Path, max_bytes: int, *, at: Callable[[int], None] = lambda place: None) -> Iterator[ArchivedPage]:
    """The captured pages of an archive that came with status 200 and are text, HTML or PDF; larger ones are cut off.

    Args:
        path: the archive.
        max_bytes: of a page, at most.
        at: is told before each page how far in the file it was read.

    Raises:
        UnreadableError: The file is no web archive, holds no page, or holds records that could not be read, which its words
            count; what could be read has been given by then.
    """
    tally = _Tally()
    try:
        with path.open("rb") as file:
            for stretch in stretches(file):
                for page in _pages(stretch, max_bytes, tally):
                    at(file.tell())
                    yield page
    except OSError as error:
        raise UnreadableError(f"{path}: cannot be read to its end ({excerpt(error)}); what came before was read") from error
    if words := tally.words():
        raise UnreadableError(f"{path}: {words}")


@dataclasses.dataclass(slots=True)
class _Last:
    """The last record that the parser came to, and its page, held back until what follows shows that it is whole."""

    start: int = 0
    length: int = 0
    is_whole: bool = False
    is_spoilt: bool = False
    page: ArchivedPage | None = None


class _Spoilt(Exception):
    """A record's own headers cannot be read."""


@dataclasses.dataclass(slots=True)
class _Some:
    """How many pages something is said of, and of the first what."""

    count: int = 0
    first: str = ""

    def add(self, words: str) -> None:
        """Count one more."""
        self.first = self.first or excerpt(words)
        self.count += 1

    def words(self, what: str) -> list[str]:
        """What is said of them, if there are any."""
        pages = "1 page is" if self.count == 1 else f"{self.count:,} pages are"
        return [f"{pages} not encoded as said and {what}: {self.first}{', ...' * (self.count > 1)}"] if self.count else []


@dataclasses.dataclass(slots=True)
class _Tally:
    """What was read of an archive, and what not and why."""

    read: int = 0
    lost: int = 0
    pages: int = 0
    left_out: _Some = dataclasses.field(default_factory=_Some)
    as_they_stand: _Some = dataclasses.field(default_factory=_Some)

    def settled(self, record: _Last) -> Iterator[ArchivedPage]:
        """Count a record that is there whole, and give its page."""
        self.read += record.is_whole and not record.is_spoilt
        self.lost += record.is_spoilt
        self.pages += record.page is not None
        if record.page is not None:
            yield record.page

    def tell(self, url: str, error: object, is_plain: bool) -> None:
        """Take in a page that is not encoded as said."""
        (self.as_they_stand if is_plain else self.left_out).add(f"{url} {error}")

    def words(self) -> str:
        """What a person must know of it, if anything."""
        if not self.read:
            return "no record of a web archive in it that can be read; give a .warc or .warc.gz with responses"
        told = [f"records that are damaged, cut off or of a wrong length: {self.lost:,} of {self.read + self.lost:,}"]
        told = [*(told if self.lost else []), *self.left_out.words("left out"), *self.as_they_stand.words("read as it stands")]
        if not self.pages:
            return "; ".join([*told, "no captured page in it; give a .warc or .warc.gz with responses"])
        return "; ".join([*told, "the rest was read"]) if told else ""


def _pages(stretch: Stretch, most: int, tally: _Tally) -> Iterator[ArchivedPage]:
    read, last = 0, _Last()
    try:
        for record in ArchiveIterator(cast(BinaryIO, stretch), parse_http=False):
            yield from tally.settled(last)
            read, last = read + 1, _Last(start=record.stream_pos, length=record.content_length)
            if not stretch.has_room(last.start, last.length):
                break
            try:
                last.page = _page(record, most, tally)
            except _Spoilt:
                last.is_spoilt = True
            record.reader.consume()
            last.is_whole = record.reader.tell() == last.length
    except (StreamError, ValueError, OverflowError):
        last.is_whole = False
    if stretch.close(read, last.start, last.length, is_whole=last.is_whole):
        yield from tally.settled(last)
    tally.lost += stretch.lost


def _page(record: WarcRecord, most: int, tally: _Tally) -> ArchivedPage | None:
    record.parse_http(auto_decode="none")
    headers = record.http_headers
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    is_response = record.record_type == WarcRecordType.response
    if record.record_type == WarcRecordType.unknown or (is_response and _is_spoilt(headers, url)):
        raise _Spoilt
    if not is_response or headers is None or str(headers.status_code) != "200":
        return None
    media_type = (record.http_content_type or "").split(";")[0].strip().lower()
    if media_type not in _PAGE_TYPES:
        return None
    data = _body(record.reader.read(most), headers, most, functools.partial(tally.tell, url))
    if data is None:
        return None
    charset = f"; charset={record.http_charset}" if record.http_charset else ""
    return ArchivedPage(url, media_type + charset, data, record.record_date)


def _is_spoilt(headers: WarcHeaderMap | None, url: str) -> bool:
    """Whether what should be the answer of a web server is none."""
    return url.startswith(("http://", "https://")) if headers is None else not headers.status_line


def _body(data: bytes, headers: WarcHeaderMap, most: int, tell: Callable[[object, bool], None]) -> bytes | None:
    """The body as the server meant it, None where that is not to be had; what is plainly a text is read as it stands."""
    try:
        data = joined(data, headers.get("Transfer-Encoding") or "")
    except FalseEncodingError as error:
        tell(error, False)
        return None
    try:
        return decoded(data, headers.get("Content-Encoding") or "", most)
    except FalseEncodingError as error:
        is_plain = looks_plain(data)
        tell(error, is_plain)
        return data if is_plain else None
