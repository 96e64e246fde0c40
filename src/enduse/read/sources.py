"""Find the pages that a person points at: files, folders, addresses, feeds, archives, standard input."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from enduse.errors import FetchError, InputError, UnreadableError, reason, writable
from enduse.numerals import whole_number
from enduse.read.archives import archived_pages
from enduse.read.facts import unusable_day
from enduse.read.feeds import Entry, read_feed

if TYPE_CHECKING:
    from enduse.read.fetch import Fetcher

#: The largest page that is read, in bytes.
MAX_BYTES = 20_000_000

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]+)://")
_MEDIA_TYPES = {
    ".txt": "text/plain", ".text": "text/plain", ".html": "text/html", ".htm": "text/html", ".xhtml": "text/html",
    ".pdf": "application/pdf", ".eml": "message/rfc822", ".md": "text/markdown", ".markdown": "text/markdown",
    ".xml": "application/xml", ".rss": "application/rss+xml", ".atom": "application/atom+xml", ".warc": "application/warc",
    ".warc.gz": "application/warc",
}  # fmt: skip
#: Documents of other programs: worth a word when a folder holds them; everything else in a folder is passed over.
_OTHER_DOCUMENTS = (".doc", ".docx", ".odt", ".rtf", ".epub", ".mht", ".mhtml", ".msg")
_FEED_TYPES = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/xml",
    "text/xml",
    "application/feed+json",
)
_SIDECAR = "about.json"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One page to read, not read yet: where it is or its bytes, and what is known of it from outside.

    Attributes:
        name: the file's name or address, as the person typed it (in a folder: the folder as typed and the path in it).
        path: the file, if it is one; else `data` has the bytes.
        media_type: the type by name or by the server's word, if known.
        url: the address that the bytes came from, after redirects.
        about: by field (`title`, `published`, `publisher`, `agency`, `republished_from`, `url`, `byline`) what a
            sidecar or feed says.
    """

    name: str
    path: Path | None = None
    data: bytes | None = dataclasses.field(default=None, repr=False)
    media_type: str | None = None
    url: str | None = None
    fetched_at: dt.datetime | None = None
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)

    def load(self, max_bytes: int = MAX_BYTES) -> bytes:
        """The page's bytes.

        Raises:
            UnreadableError: The file is missing, not readable or larger than `max_bytes`.
        """
        if self.data is None and self.path is None:
            raise UnreadableError(f"{self.name}: there is nothing to read; give a path or the bytes")
        data = self.data if self.data is not None else self._read(max_bytes)
        if len(data) > max_bytes:
            raise UnreadableError(f"{self.name}: larger than {max_bytes // 1_000_000} MB; cut it into single pages")
        return data

    def _read(self, max_bytes: int) -> bytes:
        assert self.path is not None
        try:
            with self.path.open("rb") as file:
                return file.read(max_bytes + 1)
        except OSError as error:
            raise UnreadableError(_cannot_open(self.name, error)) from error


@dataclasses.dataclass(frozen=True, slots=True)
class Problem:
    """One input that cannot be used, and in one line why and what to do."""

    name: str
    message: str


def find_sources(
    inputs: Sequence[str], *, fetcher: Fetcher | None, stdin: BinaryIO | None = None, max_bytes: int = MAX_BYTES
) -> Iterator[Source | Problem]:
    """Find the pages behind what a person typed, one at a time, so that neither a folder nor an archive is held in memory.

    Args:
        inputs: paths of files and folders, http(s) addresses, `-` for standard input.
        fetcher: fetches addresses; None reports them as problems.
        stdin: where `-` reads from.
        max_bytes: the largest page.

    Returns:
        Pages in the order of the inputs (folders sorted by path), and a `Problem` in place of each that cannot be used.
    """
    for given in dict.fromkeys(inputs):  # what is given twice is read once
        if given == "-":
            yield _standard_input(stdin, max_bytes)
        elif not given.strip():
            yield Problem(given, f"{given!r}: an empty name; give a file, a folder or an address")
        elif given.lower().startswith(("http://", "https://")):
            yield from _address(given, fetcher)
        elif os.path.isdir(given):
            yield from _folder(given, fetcher, max_bytes)
        elif (scheme := _SCHEME.match(given)) is not None and not os.path.exists(given):
            yield Problem(
                given,
                f"{given}: {scheme[1].lower()} addresses are not fetched, only http and https; save the page and give the file",
            )
        else:
            yield from _file(given, fetcher, max_bytes, _Sidecars())


class _Sidecars:
    """The `about.json` of each folder, read once."""

    def __init__(self) -> None:
        self._by_folder: dict[Path, Mapping[str, Mapping[str, str]]] = {}

    def about(self, path: Path) -> Mapping[str, str]:
        """What the sidecar beside a file says of it.

        Raises:
            InputError: The sidecar is not an object of objects of words; raised once a folder.
        """
        if path.parent not in self._by_folder:
            self._by_folder[path.parent] = {}
            sidecar = path.parent / _SIDECAR
            if sidecar.is_file():
                self._by_folder[path.parent] = _read_sidecar(sidecar)
        return self._by_folder[path.parent].get(path.name, {})


def _read_sidecar(sidecar: Path) -> Mapping[str, Mapping[str, str]]:
    try:
        data = json.loads(sidecar.read_text(encoding="utf-8-sig"), parse_int=whole_number)
    except (OSError, ValueError, RecursionError) as error:
        raise InputError(
            f"{sidecar}: not read as JSON ({reason(error)}); mend or remove it, the pages beside it are read without"
        ) from error
    if not isinstance(data, dict) or not all(isinstance(about, dict) for about in data.values()):
        raise InputError(
            f"{sidecar}: must be an object of objects by file name; mend or remove it, the pages beside it are read without"
        )
    return {
        name: {key: writable(value) for key, value in about.items() if isinstance(value, str)} for name, about in data.items()
    }


def _standard_input(stdin: BinaryIO | None, max_bytes: int) -> Source | Problem:
    if stdin is None:
        return Problem("-", "-: standard input is not available here; give a file")
    data = stdin.read(max_bytes + 1)
    if len(data) > max_bytes:
        return Problem("-", f"-: standard input is larger than {max_bytes // 1_000_000} MB; cut it into single pages")
    return Source(name="-", data=data)


def _folder(given: str, fetcher: Fetcher | None, max_bytes: int) -> Iterator[Source | Problem]:
    sidecars = _Sidecars()
    is_empty = True
    for parent, folders, names in os.walk(given):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            path = os.path.join(parent, name)
            if name.startswith(".") or name == _SIDECAR:
                continue
            if name.lower().endswith(_OTHER_DOCUMENTS):
                is_empty = False
                yield Problem(path, f"{path}: files of this kind are not read; save it as PDF, HTML or text")
            elif media_type_of(name) is not None:
                is_empty = False
                yield from _file(path, fetcher, max_bytes, sidecars)
    if is_empty:
        yield Problem(given, f"{given}: no page in this folder; give one with .txt, .html, .pdf, .eml, .md or .warc files")


def media_type_of(name: str) -> str | None:
    """The media type that a file's ending tells, or None."""
    lower = name.lower()
    return next((kind for ending, kind in _MEDIA_TYPES.items() if lower.endswith(ending)), None)


def _file(given: str, fetcher: Fetcher | None, max_bytes: int, sidecars: _Sidecars) -> Iterator[Source | Problem]:
    path = Path(given)
    media_type = media_type_of(given)
    try:
        with path.open("rb") as file:
            start = file.read(1000)
    except OSError as error:
        yield Problem(given, _cannot_open(given, error))
        return
    about: Mapping[str, str] = {}
    try:
        about = sidecars.about(path)
    except InputError as error:
        yield Problem(str(path.parent / _SIDECAR), str(error))
    if (wrong := unusable_day(about)) is not None:
        yield Problem(str(path.parent / _SIDECAR), f"{path.parent / _SIDECAR}: of {path.name}, {wrong}")
    if media_type == "application/warc":
        yield from _archive(given, path, max_bytes)
    elif is_feed(start, media_type):
        try:
            yield from _feed(Source(name=given, path=path).load(max_bytes), given, fetcher)
        except UnreadableError as error:
            yield Problem(given, str(error))
    else:
        yield Source(name=given, path=path, media_type=media_type, about=about)


def _archive(given: str, path: Path, max_bytes: int) -> Iterator[Source | Problem]:
    try:
        for page in archived_pages(path, max_bytes):
            yield Source(name=page.url, data=page.data, media_type=page.media_type, url=page.url, fetched_at=page.fetched_at)
    except InputError as error:
        yield Problem(given, str(error))


def _address(given: str, fetcher: Fetcher | None) -> Iterator[Source | Problem]:
    if fetcher is None:
        yield Problem(given, f"{given}: addresses are not fetched here; save the page and give the file")
        return
    source = _fetch(given, fetcher, {})
    if isinstance(source, Source) and source.data is not None and is_feed(source.data[:1000], source.media_type):
        yield from _feed(source.data, given, fetcher)
    else:
        yield source


def _fetch(url: str, fetcher: Fetcher, about: Mapping[str, str]) -> Source | Problem:
    try:
        page = fetcher.fetch(url)
    except FetchError as error:
        return Problem(url, str(error))
    return Source(name=url, data=page.data, media_type=page.media_type, url=page.url, fetched_at=page.fetched_at, about=about)


def is_feed(start: bytes, media_type: str | None) -> bool:
    """Whether a page's first bytes are those of an RSS or Atom feed."""
    if media_type is not None and media_type not in _FEED_TYPES and "html" not in media_type and "text/plain" not in media_type:
        return False
    head = start.lstrip(b"\xef\xbb\xbf \t\r\n")[:1000].lower()
    return head.startswith((b"<rss", b"<feed", b"<rdf:rdf")) or (
        head.startswith((b"<?xml", b"<!--")) and any(mark in head for mark in (b"<rss", b"<feed", b"<rdf:rdf"))
    )


def _feed(data: bytes, given: str, fetcher: Fetcher | None) -> Iterator[Source | Problem]:
    """The pages that a feed links to; where one cannot be had, the text that the feed itself carries."""
    try:
        entries = read_feed(data, given)
    except UnreadableError as error:
        yield Problem(given, str(error))
        return
    for entry in entries:
        carried = _carried(entry, given)
        if entry.link.startswith(("http://", "https://")) and fetcher is not None:
            page = _fetch(entry.link, fetcher, entry.about)
            yield carried if isinstance(page, Problem) and carried is not None else page
        elif carried is not None:
            yield carried
        else:
            name = entry.link or given
            yield Problem(name, f"{name}: an entry of {given} without text; allow fetching to read its page")


def _carried(entry: Entry, given: str) -> Source | None:
    """The text that an entry of a feed carries, as a page; None where it has none."""
    if not entry.content:
        return None
    page = f"<html><body><article>{entry.content}</article></body></html>".encode("utf-8", "replace")
    name = entry.link or f"{given}#{entry.id}"
    return Source(name=name, data=page, media_type="text/html", url=entry.link or None, about=entry.about)


def _cannot_open(name: str, error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return f"{name}: no such file; look at the spelling and the folder you are in"
    if isinstance(error, PermissionError):
        return f"{name}: you may not read this file; change its permissions"
    return f"{name}: could not be opened ({error.strerror or error}); look at the path"
