"""What people and programs give to be read: a text, a file or the address of a page; a few at a time, by one shared reader."""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import threading
from collections.abc import Mapping
from pathlib import PurePath

from enduse import workflow
from enduse.desk import Desk, ReadResult, embedded_reader, latest_day, read_source, save_result
from enduse.read.fetch import Fetcher
from enduse.read.reader import Reader
from enduse.read.sources import Source, media_type_of
from enduse.store import Store
from enduse.web.security import Refusal

_TURNS = threading.BoundedSemaphore(2)  # a reading takes a core for seconds
_PATIENCE = 20  # seconds that a reading waits for its turn


def text_source(text: str, *, name: str | None = None, about: Mapping[str, str] | None = None) -> Source:
    """A text as a source, called by its digest where it has no name.

    Args:
        text: the text.
        name: what to call it.
        about: what is known of it, by field (`title`, `publisher`).
    """
    data = text.encode("utf-8", "replace")
    named = name or f"text-{hashlib.sha256(data).hexdigest()[:12]}.txt"
    return Source(name=named, data=data, media_type="text/plain", about=about or {})


def file_source(name: str, data: bytes, *, about: Mapping[str, str] | None = None) -> Source:
    """A file that was given, of the type that its name tells; its digest goes into the name, as many a file is `report.pdf`."""
    plain = PurePath(name.replace("\\", "/"))
    named = f"{plain.stem[-80:]}-{hashlib.sha256(data).hexdigest()[:12]}{plain.suffix}"
    return Source(name=named, data=data, media_type=media_type_of(name), about=about or {})


def read_given(
    given: Source | str, *, store: Store | None, fetcher: Fetcher, published: dt.date | None, publisher: str | None
) -> ReadResult:
    """Read a source, or the page at an address, and keep it where a store is given.

    Args:
        given: the source, or the address.
        store: where it is kept.
        fetcher: gets the page.
        published: the day of publication, over what the page says.
        publisher: the publisher, likewise.

    Raises:
        Refusal: too many texts are being read already.
    """
    if not _TURNS.acquire(timeout=_PATIENCE):
        raise Refusal(
            503, "reading_busy", "too many texts are being read", "try again in a few seconds", headers={"Retry-After": "5"}
        )
    try:
        if isinstance(given, str):
            found = workflow.read(
                [given], reader=_reader, store=store, workers=1, published=published, publisher=publisher, fetcher=fetcher
            )
            return next(iter(found))
        desk = Desk(reader=_reader(), store=store, published=published, publisher=publisher, today=latest_day())
        result = read_source(desk, given)
        return save_result(store, result, dt.datetime.now(dt.UTC)) if store is not None else result
    finally:
        _TURNS.release()


@functools.cache
def _reader() -> Reader:
    return embedded_reader()
