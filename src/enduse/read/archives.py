"""The pages in a web archive (`.warc`, `.warc.gz`), one at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
import gzip
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from fastwarc.stream_io import StreamError
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from enduse.errors import UnreadableError

_BEGINNING = re.compile(rb"\n\r?\nWARC/[01]\.\d+\r?\n")
_OVERLAP, _CHUNK = 32, 2**20
_PAGE_TYPES = ("text/html", "application/xhtml+xml", "text/plain", "application/pdf")


@dataclasses.dataclass(frozen=True, slots=True)
class ArchivedPage:
    """One captured page: its address, type, bytes as the server meant them, and when it was captured."""

    url: str
    media_type: str
    data: bytes
    fetched_at: dt.datetime | None


def archived_pages(path: Path, max_bytes: int) -> Iterator[ArchivedPage]:
    """The captured pages of an archive that came with status 200 and are text, HTML or PDF; larger ones are cut off.

    Raises:
        UnreadableError: The file is no web archive, holds no page, breaks off, or holds more records than could be read; what
            could be has been given by then.
    """
    is_empty, read = True, 0
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, parse_http=True, auto_decode="all"):
                read += 1
                if record.record_type == WarcRecordType.response and (page := _page(record, max_bytes)) is not None:
                    is_empty = False
                    yield page
        there, is_whole = _survey(path)
    except (StreamError, OSError, EOFError, ValueError, zlib.error) as error:
        raise UnreadableError(f"{path}: the web archive breaks off ({error}); what came before it was read") from error
    if is_empty:
        raise UnreadableError(f"{path}: no captured page in it; give a .warc or .warc.gz with responses")
    if not is_whole:
        raise UnreadableError(f"{path}: the web archive is cut off within its last record; fetch it again")
    if read < there:
        raise UnreadableError(f"{path}: {there - read} of {there} records are damaged or of a wrong length; the rest was read")


def _survey(path: Path) -> tuple[int, bool]:
    """How many records begin in an archive, and whether the last one ends as a record does; the parser tells neither.

    A line of a page that looks like the beginning of a record, after an empty one, counts as one.
    """
    with path.open("rb") as file:
        is_packed = file.read(2) == b"\x1f\x8b"
    found, tail = 0, b"\r\n\r\n"
    with gzip.open(path) if is_packed else path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            text = tail + chunk
            found += sum(1 for match in _BEGINNING.finditer(text) if match.end() > len(tail))
            tail = text[-_OVERLAP:]
    return found, tail.endswith((b"\r\n\r\n", b"\n\n"))


def _page(record: WarcRecord, max_bytes: int) -> ArchivedPage | None:
    headers = record.http_headers
    if headers is None or int(headers.status_code or 0) != 200:
        return None
    media_type = (record.http_content_type or "").split(";")[0].strip().lower()
    if media_type not in _PAGE_TYPES:
        return None
    charset = f"; charset={record.http_charset}" if record.http_charset else ""
    url = (record.headers.get("WARC-Target-URI") or "").strip("<>")
    return ArchivedPage(url, media_type + charset, record.reader.read(max_bytes), record.record_date)
