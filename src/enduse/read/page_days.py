"""The day on which a page was published, in its words, in its address or in its file's name."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections.abc import Iterator, Mapping, Sequence, Set

from enduse.lexicon.files import read_yaml
from enduse.model import Evidence
from enduse.read.credits import DATELINE_DAY
from enduse.read.days import find_day, parse_day
from enduse.read.facts import Found
from enduse.read.lines import Line

FILE = "page_days.yaml"
_PUBLISHED = re.compile(
    r"\W*(?:(?:first |originally |article |story )?(?P<label>(?:last )?(?:published|updated|posted|modified))(?: (?:on|at))?:?"
    r"|(?:publication )?(?:date|issued)(?: of publication)?:) ?(?P<rest>.{4,90})",
    re.IGNORECASE,
)
_RANK = ("published line", "date line", "updated line", "line with a day")
_BARE_DATE = re.compile(
    r"(?:[A-Z]\w+day,? )?(?P<rest>(?:\d{1,2} [A-Z]\w+|[A-Z]\w+\.? \d{1,2}),? \d{4}|\d{4}-\d\d-\d\d)(?:[ ,|–—-].{0,40})?"
)
_BEFORE_DASH = re.compile(r"(?P<head>.{8,90}?) ?[-–—]{1,3}\s")
_MOST_BESIDE = 9  # words beside a day among names; with more it is a sentence


def find_days(lines: Sequence[Line], name: str) -> Iterator[Found]:
    """The day of publication, surest first: said so, on a line near the top, in the address, of a dateline, in the file's name.

    Args:
        lines: the lines at the edges of a page.
        name: the file's name or address.
    """
    heads: list[Found] = []
    for i, line in enumerate(lines):
        if len(line.words) > 160:
            continue
        if (m := _PUBLISHED.fullmatch(line.words)) is not None and (day := find_day(m["rest"][:40])) is not None:
            rule = "updated line" if (m["label"] or "").lower().endswith(("updated", "modified")) else "published line"
            heads.append(Found("published", day, Evidence(rule=rule, words=line.words)))
        elif i < 8 and (m := _BARE_DATE.fullmatch(line.words)) is not None and (day := find_day(m["rest"])) is not None:
            heads.append(Found("published", day, Evidence(rule="date line", words=line.words)))
        elif i < 8 and (day := _day_among_names(line.words, _words()["small"])) is not None:
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
            if head is not None and (day := _day_among_names(head["head"])) is not None:
                yield Found("published", day, Evidence(rule="dateline", words=head["head"]))
            continue
        if (full := find_day(line.words[: m.end() + 8])) is not None:
            yield Found("published", full, Evidence(rule="dateline", words=m[0]))
        elif len(set(years)) == 1 and (day := parse_day(f"{m['day']} {years[0]}")) is not None:
            yield Found("published", day, Evidence(rule="dateline with year", words=f"{m[0]} … {years[0]}"))


def _day_among_names(words: str, small: Set[str] = frozenset()) -> dt.date | None:
    """The day of words that hold but names and some small words beside it: "Yerevan, 4 December 2023", "[11.05.2024 21:47]"."""
    beside = re.findall(r"[^\W\d_]+", words)
    if len(beside) > _MOST_BESIDE or not _words()["pictures"].isdisjoint(word.lower() for word in beside[:1]):
        return None
    is_no_name = (not word[0].isupper() and word not in small and not parse_day(f"1 {word} 2000") for word in beside)
    return None if any(is_no_name) else find_day(words)


@functools.cache
def _words() -> Mapping[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in read_yaml(FILE).items()}
