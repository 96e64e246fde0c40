"""What a page says about itself: title, byline, publisher, date, address, whose story it is; each with where that was found."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from enduse.lexicon.files import read_yaml
from enduse.model import Evidence, Span
from enduse.read.days import DAY_WITHOUT_YEAR, find_day, parse_day
from enduse.read.lines import Line, cut_lines

FIELDS = ("title", "byline", "publisher", "published", "url", "agency", "republished_from")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One fact about a document and where it was found; `span` where it stands in the text."""

    field: str
    value: str | dt.date
    evidence: Evidence
    span: Span | None = None


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


def from_mapping(about: Mapping[str, str], rule: str) -> Iterator[Found]:
    """Facts from a sidecar, a feed or page metadata."""
    for field in FIELDS:
        words = about.get(field)
        if not words:
            continue
        value: str | dt.date | None = parse_day(words) if field == "published" else words
        if value:
            yield Found(field, value, Evidence(rule=rule, words=words))


@functools.cache
def _agency_by_credit() -> dict[str, str]:
    agencies: dict[str, list[str]] = read_yaml("agencies.yaml")["agencies"]
    return {credit: name for name, credits in agencies.items() for credit in credits}


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
        yield from _in_line(line)
    for line, after in zip(lines[:12], lines[1:13], strict=False):
        yield from _byline(line, after)
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
    r"by [A-Z]|(?i:published|updated|posted|last |q[.:]|a[.:]|question\b|answer\b|for immediate release|live\b)|[-*•–>]|\W*\d+[.:)]"
    r"|[A-Z][A-Z .]{2,40}: |.{0,60}\b\d{4}$|[A-Z]{3,}[\w ,.]{0,30}\((?:[^)]{2,30})\) ?[-–—]"
)
_CITY = r"[A-ZÀ-Þ][A-ZÀ-Þ.'’/ -]{2,40}(?:, [A-Z][\w. ]{1,30}?)?"
_DATELINE = re.compile(
    rf"(?:{_CITY}|[A-Z]\w+(?: [A-Z]\w+)?)(?:(?:,| [-–—])\s*(?P<day>{DAY_WITHOUT_YEAR})(?:,? \d{{4}})?[.,]?)?\s*"
    r"(?:[(\[](?P<credit>[A-Z][^()\[\]\d]{1,40})[)\]]\s*(?:[-–—:]|$)|/(?P<slash>[A-Z][\w -]{1,30})/)"
)
_DATELINE_DAY = re.compile(rf"{_CITY}(?:,| [-–—]) ?(?P<day>{DAY_WITHOUT_YEAR})\b(?!,? \d{{4}})")
_CREDIT_START = re.compile(r"\((?P<credit>[A-Z][\w .&-]{1,40})\) ?[-–—]")
_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s*(?:copyright )?(?:\d{4}(?:[-–]\d{2,4})?)?,?\s*(?P<credit>[A-Z][\w .’'-]{1,50}?)(?:[.,;|]|\s\d{4}|$)", re.I)
_REPUBLISHED = re.compile(
    r"(?:\W{0,4}(?:source|via)s?: ?|\W{0,3}(?:this|the) (?:article|story|post|piece|report|column|essay|text)(?: below| above)?\b.{0,30}? "
    r"(?:appeared|published|posted|ran|featured|republished|reprinted) ?(?:here )?(?:in|on|by|at|from|with (?:the )?permission (?:of|from)) "
    r"|\W{0,3}(?:originally|first) (?:published|posted|appeared) (?:in|on|by|at):? ?"
    r"|\W{0,3}(?:republished|reprinted|reposted|reproduced|cross-posted)(?: here)? (?:from|courtesy of|with (?:the )?permission (?:of|from)):? ?)"
    r"(?P<who>.+)",
    re.IGNORECASE,
)
_OUTLET = re.compile(
    r"(?:the )?(?-i:[A-Z0-9][\w.’'&-]*|[a-z][\w-]*\.(?:com|org|net|co|info|news|gov|eu|uk|de|fr|ru)\b)"
    r"(?:[ /]+(?-i:[A-Z0-9&][\w.’'&-]*|of|the|and|for|on|in|de|du)){0,6}",
    re.IGNORECASE,
)


def _in_line(line: Line) -> Iterator[Found]:
    """Credits of agencies and of the page that it was taken from."""
    words, agencies = line.words, _agency_by_credit()
    credit = None
    if (m := _DATELINE.match(words)) is not None:
        credit, rule = (m["credit"] or m["slash"]), "dateline"
    elif (m := _CREDIT_START.match(words)) is not None and m["credit"] in agencies:
        credit, rule = m["credit"], "dateline"
    elif (m := _COPYRIGHT.search(words)) is not None and m["credit"].removeprefix("by ").strip() in agencies:
        credit, rule = m["credit"].removeprefix("by ").strip(), "copyright"
    elif (m := re.fullmatch(r"\W*(?:with |by )?([\w .-]+?)(?: news agency)?\W*", words)) is not None and m[1] in agencies:
        credit, rule = m[1], "credit line"
    elif (m := re.search(r"[.”\"] ?(?:[-–—(] ?)([A-Z][\w ]+?)\)?$", words)) is not None and m[1] in agencies:
        credit, rule = m[1], "credit at the end"
    if m is not None and credit:
        yield Found("agency", agencies.get(credit, credit), Evidence(rule=rule, words=m[0].strip()))
    if len(words) < 320 and (m := _REPUBLISHED.match(words)) is not None and (outlet := _outlet(m["who"])):
        yield Found("republished_from", outlet, Evidence(rule="source line", words=words))
        if outlet in agencies:
            yield Found("agency", agencies[outlet], Evidence(rule="source line", words=words))


def _outlet(words: str) -> str | None:
    """The outlet's name at the start of the words; several names are a list of sources and not a page taken over."""
    m = _OUTLET.match(words)
    if m is None:
        return None
    rest = words[m.end() :]
    name = re.split(r" (?:on|in|at) (?=\S+ \d|\d)", m[0])[0].rstrip(".’'")
    if rest[:1] == "," and not re.match(r", (?:on |in )?(?:\w+ )?\d|, (?:and|where|under|a|the|which)\b", rest):
        return None
    return name if len(name) > 1 and not name.isdigit() else None


_BYLINE = re.compile(
    r"(?:(?i:by|written by|story by|report by)):? (?P<who>(?:[A-Z][\w.’'-]*|de|van|von|der|al|bin|el)(?: (?:[A-Z][\w.’'-]*|de|van|von|der|al|bin|el|and|&)|, (?=[A-Z])){1,12})"
    r"(?P<rest>.*)"
)


def _byline(line: Line, after: Line) -> Iterator[Found]:
    m = _BYLINE.fullmatch(line.words)
    if m is None or len(line.words) > 160 or line.words.endswith(".") and not re.search(r"\b[A-Z]\.$", line.words):
        return
    agencies = _agency_by_credit()
    names = re.split(r"(?:,| [|–—-] | in (?=[A-Z]))", m["who"])
    credits = [part.strip() for part in re.split(r",| and | [|–—/-] |[()]", line.words) if part.strip() in agencies]
    who = ", ".join(name.strip() for name in names if name.strip() and name.strip() not in agencies)
    if who:
        yield Found("byline", who, Evidence(rule="byline", words=line.words))
    for credit in [*credits, *([after.words] if after.words in agencies else [])]:
        yield Found("agency", agencies[credit], Evidence(rule="byline", words=line.words))


_PUBLISHED = re.compile(r"(?i)\W*(?:first |date |originally |article |posted |story )?(published|updated|posted|last (?:updated|modified)|date|publication date|issued)(?: (?:on|at|date))?:? ?(?P<rest>.{4,90})$")
_BARE_DATE = re.compile(r"(?:[A-Z]\w+day,? )?(?P<rest>(?:\d{1,2} [A-Z]\w+|[A-Z]\w+\.? \d{1,2}),? \d{4}|\d{4}-\d\d-\d\d)(?:[ ,|–—-].{0,40})?")


def _dates(lines: Sequence[Line], name: str) -> Iterator[Found]:
    """The published date: said so, in the address, a line of its own near the top, or a dateline whose year is known."""
    heads: list[Found] = []
    for i, line in enumerate(lines):
        if len(line.words) > 160:
            continue
        if (m := _PUBLISHED.match(line.words)) is not None and (day := find_day(m["rest"])) is not None:
            rule = "updated line" if m[1].lower() in ("updated", "last updated", "last modified") else "published line"
            heads.append(Found("published", day, Evidence(rule=rule, words=line.words)))
        elif i < 8 and (m := _BARE_DATE.fullmatch(line.words)) is not None and (day := find_day(m["rest"])) is not None:
            heads.append(Found("published", day, Evidence(rule="date line", words=line.words)))
    yield from sorted(heads, key=lambda found: ("published line", "date line", "updated line").index(found.evidence.rule))
    if (m := re.search(r"/(?P<day>(?:19|20)\d\d/\d{1,2}/\d{1,2})(?:/|$)", name)) and (day := parse_day(m["day"].replace("/", "-"))):
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
        m = _DATELINE_DAY.match(line.words)
        if m is None:
            continue
        if (full := find_day(line.words[: m.end() + 8])) is not None:
            yield Found("published", full, Evidence(rule="dateline", words=m[0]))
        elif len(set(years)) == 1 and (day := parse_day(f"{m['day']} {years[0]}")) is not None:
            yield Found("published", day, Evidence(rule="dateline with year", words=f"{m[0]} … {years[0]}"))


def first_of_each(found: Iterable[Found]) -> dict[str, Found]:
    """The first fact of each field: callers put the surest first."""
    facts: dict[str, Found] = {}
    for fact in found:
        facts.setdefault(fact.field, fact)
    return facts
