"""The pages in a web archive (`.warc`, `.warc.gz`), one at a time."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from fastwarc.stream_io import StreamError
from fastwarc.warc import ArchiveIterator, WarcRecord, WarcRecordType

from enduse.errors import UnreadableError

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
        UnreadableError: The file is no web archive, holds no page, or breaks off.
    """
    is_empty = True
    try:
        with path.open("rb") as file:
            for record in ArchiveIterator(file, record_types=WarcRecordType.response, parse_http=True, auto_decode="all"):
                if (page := _page(record, max_bytes)) is not None:
                    is_empty = False
                    yield page
    except (StreamError, OSError, EOFError, ValueError) as error:
        raise UnreadableError(f"{path}: the web archive breaks off ({error}); what came before it was read") from error
    if is_empty:
        raise UnreadableError(f"{path}: no captured page in it; give a .warc or .warc.gz with responses")


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
