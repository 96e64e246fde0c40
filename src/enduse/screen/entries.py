"""Control entries as papers write them, and the lists of arms that some of them are of."""

from __future__ import annotations

import functools
import re

from enduse.screen.facts import read_yaml

_LABEL = re.compile(r"(?i)^(?:eccn|export control classification(?: number)?)\b[\s:#]*")


def plain_entry(written: str | None) -> str:
    """An entry without the label that papers write to it.

    >>> plain_entry(" ECCN: 3A001.a.5 ")
    '3A001.a.5'
    """
    return _LABEL.sub("", (written or "").strip())


def is_no_entry(written: str) -> bool:
    """Whether words in the place of an entry say that there is none.

    >>> is_no_entry("EAR99 (no licence required)"), is_no_entry("n/a"), is_no_entry("3A001")
    (True, True, False)
    """
    return _no_entry().match(written) is not None


def munitions_list(entry: str) -> str | None:
    """The list of arms, outside the Commerce Control List, that an entry is of.

    >>> munitions_list("USML VIII(h)"), munitions_list("ML10.c"), munitions_list("3A001")
    ('the US Munitions List (22 CFR 121.1)', 'a munitions list of the Wassenaar form (ML1 to ML22)', None)
    """
    return next((of for pattern, of in _patterns("munitions_lists") if pattern.match(entry)), None)


def military_series(entry: str) -> str | None:
    """The military series of the Commerce Control List, where an entry is of one.

    >>> military_series("9A610.x"), military_series("9a515.d"), military_series("9A991")
    ('the military series of the Commerce Control List', 'the military series of the Commerce Control List', None)
    """
    return next((of for pattern, of in _patterns("military_series") if pattern.match(entry)), None)


@functools.cache
def _no_entry() -> re.Pattern[str]:
    return re.compile(read_yaml("route_words.yaml")["no_entry"], re.IGNORECASE)


@functools.cache
def _patterns(section: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = read_yaml("route_words.yaml")[section]
    return tuple((re.compile(row["entry"], re.IGNORECASE), row["of"]) for row in rows)
