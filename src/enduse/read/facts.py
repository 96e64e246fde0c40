"""Facts about a document, each with where it was found."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from enduse.errors import excerpt
from enduse.model import Evidence, Span
from enduse.read.days import parse_day

FIELDS = ("title", "byline", "publisher", "published", "url", "agency", "republished_from")


@dataclasses.dataclass(frozen=True, slots=True)
class Found:
    """One fact about a document and where it was found; `span` where it stands in the text."""

    field: str
    value: str | dt.date
    evidence: Evidence
    span: Span | None = None


def from_mapping(about: Mapping[str, str], rule: str) -> Iterator[Found]:
    """Facts from a sidecar, a feed or page metadata."""
    for field in FIELDS:
        words = about.get(field)
        if not words:
            continue
        value: str | dt.date | None = parse_day(words) if field == "published" else words
        if value:
            yield Found(field, value, Evidence(rule=rule, words=words))


def unusable_day(about: Mapping[str, str]) -> str | None:
    """What is wrong with the day of publication that somebody gave, in words for them; None where nothing is."""
    words = about.get("published")
    if not words or parse_day(words) is not None:
        return None
    return f"published {excerpt(words, most=60)!r} is no day that can be told for sure (write 2022-12-09); it is not used"


def first_of_each(found: Iterable[Found]) -> dict[str, Found]:
    """The first fact of each field: callers put the surest first."""
    facts: dict[str, Found] = {}
    for fact in found:
        facts.setdefault(fact.field, fact)
    return facts
