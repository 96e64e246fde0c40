"""What a page says about itself: title, byline, publisher, date, address, whose story it is; each with where that was found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence

from enduse.model import Evidence, Span
from enduse.read.credits import find_byline, find_credits
from enduse.read.days import parse_day
from enduse.read.facts import Found
from enduse.read.lines import Line, cut_lines
from enduse.read.page_days import find_days


@dataclasses.dataclass(frozen=True, slots=True)
class Header:
    """Labelled lines at the top of a text: their facts, the furniture among them, and where the text proper begins."""

    found: tuple[Found, ...] = ()
    furniture: tuple[Span, ...] = ()
    end: int = 0


_LABELS = {
    "title": "title", "headline": "title", "published": "published", "date": "published", "publisher": "publisher",
    "outlet": "publisher", "publication": "publisher", "author": "byline", "byline": "byline", "by": "byline", "url": "url",
    "link": "url", "source": "republished_from", "agency": "agency",
}  # fmt: skip
_LABELLED = re.compile(rf"\ufeff?({'|'.join(_LABELS)})[ \t]*:[ \t]*([^\r\n]*?)[ \t]*(?:\r\n|\n|\r|\Z)", re.IGNORECASE)


def read_header(text: str) -> Header:
    """Read labelled lines (`Title:`, `Published:`, `Publisher:` …) at the top of a text.

    All of them are furniture but the words of the title, which are the report's.
    """
    found, furniture = [], []
    at = 0
    while (m := _LABELLED.match(text, at)) is not None:
        label, words = m[1].lower(), m[2]
        span = Span(start=m.start(2), end=m.end(2))
        value: str | dt.date | None = parse_day(words) if _LABELS[label] == "published" else words
        if value:
            found.append(Found(_LABELS[label], value, Evidence(rule="header", words=f"{m[1]}: {words}"), span))
        furniture.append(Span(start=m.start(), end=m.start(2) if _LABELS[label] == "title" else m.end()))
        at = m.end()
    if not {"title", "published"} & {f.field for f in found}:
        return Header()  # "Source: …" or "By: …" alone is a line of the text
    return Header(tuple(found), tuple(furniture), at)


def find_in_text(text: str, *, start: int, furniture: Sequence[Span], name: str) -> Iterator[Found]:
    """Find what the words of a page say about it, surest first.

    Args:
        text: the page's text.
        start: where it begins, after a header.
        furniture: its furniture; credits are looked for there too, the title is not.
        name: the file's name or address, whose date is the last resort.
    """
    lines = cut_lines(text, start)
    edges = lines if len(lines) <= 80 else [*lines[:40], *lines[-40:]]
    if (title := _title(lines, furniture)) is not None:
        yield title
    for line in edges:
        yield from find_credits(line)
    for line, after in itertools.pairwise(lines[:13]):
        yield from find_byline(line, after)
    yield from find_days(edges, name)


def _title(lines: Sequence[Line], furniture: Sequence[Span]) -> Found | None:
    """The first line of the report where it looks like a headline: short, no full stop, something longer after it."""
    readable = [line for line in lines[:60] if not any(span.contains(line.span) for span in furniture)]
    for i, line in enumerate(readable[:4]):
        words = line.words
        rest = readable[i + 1 : i + 8]
        if line.is_wrapped or len(words) > 220 or (words.endswith((".", ":", ",", ";", "…")) and not words.endswith("U.S.")):
            return None
        if not any(len(after.words) > len(words) or after.words.endswith(".") for after in rest):
            return None
        if words.count(" ") >= 2 and not _NO_TITLE.match(words):
            return Found("title", words.removeprefix("# "), Evidence(rule="first line", words=words), line.span)
    return None


_NO_TITLE = re.compile(
    r"by [A-Z]|(?i:published|updated|posted|last |q[.:]|a[.:]|question\b|answer\b|for immediate release|live\b)"
    r"|[-*•–>]|\W*\d+[.:)]|[A-Z][A-Z .]{2,40}: |.{0,60}\b\d{4}$|[A-Z]{3,}[\w ,.]{0,30}\((?:[^)]{2,30})\) ?[-–—]"
)
