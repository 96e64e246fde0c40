"""The entries of an RSS or Atom feed: where each leads, and what it carries of its report."""

from __future__ import annotations

import dataclasses
import datetime as dt
import io
import re
from collections.abc import Mapping
from typing import Any

from enduse.errors import UnreadableError

_NUMBERED = re.compile(rb"&#(?:[xX]([0-9a-fA-F]{1,9})|([0-9]{1,9}));?")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry: the address that it leads to, its name, the HTML that it carries, and facts by field in words."""

    link: str
    id: str
    content: str
    about: Mapping[str, str]


def read_feed(data: bytes, name: str) -> list[Entry]:
    """The entries of a feed in its order.

    Raises:
        UnreadableError: It is broken, or has no entries.
    """
    import feedparser  # type: ignore[import-untyped]  # slow to load, and few inputs are feeds

    try:
        feed = feedparser.parse(io.BytesIO(_NUMBERED.sub(_character, data)))  # bare bytes would be tried as a file's name first
    except Exception as error:  # it lets out whatever its parsers raise
        raise UnreadableError(f"{name}: a broken feed ({type(error).__name__}); fetch it again") from error
    if not feed.entries:
        raise UnreadableError(f"{name}: no entries in this feed; look whether the address is the right one")
    return [_entry(entry, feed.feed.get("title", "")) for entry in feed.entries]


def _entry(entry: Any, publisher: str) -> Entry:
    about = {"title": entry.get("title", ""), "publisher": publisher, "byline": entry.get("author", "")}
    if (moment := entry.get("published_parsed") or entry.get("updated_parsed")) and moment[0] > 0:
        about["published"] = dt.date(*moment[:3]).isoformat()
    return Entry(
        link=_in_one_line(entry.get("link") or ""),
        id=_in_one_line(entry.get("id") or ""),
        content=(entry["content"][0].get("value") if entry.get("content") else entry.get("summary")) or "",
        about={field: _in_one_line(words) for field, words in about.items() if words},
    )


def _character(numbered: re.Match[bytes]) -> bytes:
    """A character given by its number as it is; one that does not exist, on which the whole feed would break, as a mark."""
    number = int(numbered[1], 16) if numbered[1] else int(numbered[2])
    return b"&#xFFFD;" if number > 0x10FFFF or 0xD800 <= number < 0xE000 else numbered[0]


def _in_one_line(words: str) -> str:
    return " ".join(words.encode("utf-8", "replace").decode().split())
