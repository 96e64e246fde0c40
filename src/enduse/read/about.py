"""What a page says about itself: title, byline, publisher, date, address, whose story it is; each with where that was found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import re
from collections.abc import Iterator, Sequence, Set

from enduse.model import Evidence, Span
from enduse.read.credits import DATELINE_DAY, find_byline, find_credits
from enduse.read.days import find_day, parse_day
from enduse.read.facts import Found
from enduse.read.lines import Line, cut_lines


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
    yield from _dates(edges, name)


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
_PUBLISHED = re.compile(
    r"\W*(?:(?:first |originally |article |story )?(?P<label>(?:last )?(?:published|updated|posted|modified))(?: (?:on|at))?:?"
    r"|(?:publication )?(?:date|issued)(?: of publication)?:) ?(?P<rest>.{4,90})",
    re.IGNORECASE,
)
_RANK = ("published line", "date line", "updated line", "line with a day")
_BARE_DATE = re.compile(
    r"(?:[A-Z]\w+day,? )?(?P<rest>(?:\d{1,2} [A-Z]\w+|[A-Z]\w+\.? \d{1,2}),? \d{4}|\d{4}-\d\d-\d\d)(?:[ ,|–—-].{0,40})?"
)


#: Small words beside the day of a page: "By Jane Doe on 5 March 2024 at 9 am", "This story was published on …".
_BESIDE_DAYS = frozenset("a am and at by de for h in le m of on p pm published story th the this uhr was".split())
_MOST_BESIDE = 9  # words beside such a day; with more it is a sentence
_OF_A_PICTURE = re.compile(r"\W*(?:photo|picture|image|file|caption|video|credit|map)\b", re.IGNORECASE)
_BEFORE_DASH = re.compile(r"(?P<head>.{8,90}?) ?[-–—]{1,3}\s")


def _day_among_names(words: str, small: Set[str] = _BESIDE_DAYS) -> dt.date | None:
    """The day of words that hold but names and some small words beside it: "Yerevan, 4 December 2023", "[11.05.2024 21:47]"."""
    beside = re.findall(r"[^\W\d_]+", words)
    if len(beside) > _MOST_BESIDE or _OF_A_PICTURE.match(words):
        return None
    return (
        find_day(words) if all(word[0].isupper() or word in small or parse_day(f"1 {word} 2000") for word in beside) else None
    )


def _dates(lines: Sequence[Line], name: str) -> Iterator[Found]:
    """The published date: said so, in the address, a line of its own near the top, or a dateline whose year is known."""
    heads: list[Found] = []
    for i, line in enumerate(lines):
        if len(line.words) > 160:
            continue
        if (m := _PUBLISHED.fullmatch(line.words)) is not None and (day := find_day(m["rest"][:40])) is not None:
            rule = "updated line" if (m["label"] or "").lower().endswith(("updated", "modified")) else "published line"
            heads.append(Found("published", day, Evidence(rule=rule, words=line.words)))
        elif i < 8 and (m := _BARE_DATE.fullmatch(line.words)) is not None and (day := find_day(m["rest"])) is not None:
            heads.append(Found("published", day, Evidence(rule="date line", words=line.words)))
        elif i < 8 and (day := _day_among_names(line.words)) is not None:
            heads.append(Found("published", day, Evidence(rule="line with a day", words=line.words)))
    yield from sorted(heads, key=lambda found: _RANK.index(found.evidence.rule))
    if (m := re.search(r"/(?P<day>(?:19|20)\d\d/\d{1,2}/\d{1,2})(?:/|$)", name)) and (
        day := parse_day(m["day"].replace("/", "-"))
    ):
        yield Found("published", day, Evidence(rule="address", words=m["day"]))
    yield from _dateline_days(lines, name)
    if (m := re.search(r"(?<!\d)((?:19|20)\d\d-\d\d-\d\d)(?!\d)", name.rsplit("/", 1)[-1])) and (day := parse_day(m[1])):
        yield Found("published", day, Evidence(rule="file name", words=m[1]))


def _dateline_days(lines: Sequence[Line], name: str) -> Iterator[Found]:
    """Day and month of a dateline, with the year of the address or of the copyright line."""
    years = re.findall(r"/((?:19|20)\d\d)/", name)
    for line in lines[-40:]:
        years += re.findall(r"(?:©|\(c\)|[Cc]opyright)\D{0,20}((?:19|20)\d\d)(?![-–]\d)", line.words)
    for line in lines[:12]:
        m = DATELINE_DAY.match(line.words)
        if m is None:
            head = _BEFORE_DASH.match(line.words)
            if head is not None and (day := _day_among_names(head["head"], frozenset())) is not None:
                yield Found("published", day, Evidence(rule="dateline", words=head["head"]))
            continue
        if (full := find_day(line.words[: m.end() + 8])) is not None:
            yield Found("published", full, Evidence(rule="dateline", words=m[0]))
        elif len(set(years)) == 1 and (day := parse_day(f"{m['day']} {years[0]}")) is not None:
            yield Found("published", day, Evidence(rule="dateline with year", words=f"{m[0]} … {years[0]}"))
