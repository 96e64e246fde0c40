"""Things that no number counts: "an S-400 battery" is one, "several drones" have no number."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from enduse.model import Quantity, Span
from enduse.numerals import either, number_words
from enduse.read.number_phrases import in_one_phrase

_REACH = 48  # characters before a thing in which its article stands
_VAGUE_REACH = 60


class _Words(NamedTuple):
    singles: frozenset[str]
    same_in_plural: frozenset[str]
    article: re.Pattern[str]
    article_in: re.Pattern[str]
    vague: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    ordinals = either(data["single_ordinals"])
    return _Words(
        singles=frozenset(data["singles"]),
        same_in_plural=frozenset(data["same_in_plural"]),
        article=re.compile(
            rf"(?<![\w-])(?:an?|another|one\s+more|(?:the|its|their|his|['’]s)\s+(?:{ordinals}))\s+"
            rf"(?:(?:new|single|further|used|second-hand|complete|{ordinals})\s+)?(?:[A-Z][\w.-]*\s+|\.?\d[\w.-]*\s+){{0,3}}$"
        ),
        article_in=re.compile(
            rf"(?:an?|another|(?:the|its|their|his)\s+(?:{ordinals}))\s+"
            r"(?!(?:few|lot|number|handful|half|great|good|dozen)\b)",
            re.IGNORECASE,
        ),
        vague=re.compile(rf"(?<![\w-])(?:{either(data['vague'])})(?!\w)", re.IGNORECASE),
    )


_NONE = re.compile(
    r"\b(?:not|no|nor|never|without|hardly)\s+(?:even\s+)?(?:a|an|one)\b[^,;]*$|\b(?:whether|if)\b", re.IGNORECASE
)
_BEHIND_HEAD = re.compile(r"\s+(?:of|for|from|with|that|which|in|to|at)\s+")
_TYPE = re.compile(r"[A-Z][A-Za-z]*-?\d+[A-Z]*")  # "S-400"
_NAME = re.compile(r"[A-Z][a-z]{2,}[^\Ws]")  # "Patriot", but not "Patriots"


def single(item: Span, text: str) -> Quantity | None:
    """One, where "a" stands before a thing that is counted: "an S-400 battery", "a drone assembly line"."""
    words = item.of(text)
    before = text[max(0, item.start - _REACH) : item.start]
    article = _words().article.search(before[:1].lower() + before[1:] if item.start <= _REACH else before)
    if article is None and _words().article_in.match(words) is None:
        return None
    head = _BEHIND_HEAD.split(words, maxsplit=1)[0].rstrip("\"'”’").split()
    if not head or not (_TYPE.fullmatch(head[-1]) or _NAME.fullmatch(words) or head[-1].lower() in _words().singles):
        return None
    if _NONE.search(before):
        return None
    shown = (article[0] if article is not None else words).split()[0]
    if head[-1].lower() in _words().same_in_plural and shown.lower() not in ("a", "an", "another", "one"):
        return None
    return Quantity(low=1, high=1, text=shown)


def vague(item: Span, text: str) -> Quantity | None:
    """Words such as "several" and "a handful of" before the thing; they give no number."""
    matches = _words().vague.finditer(text, max(0, item.start - _VAGUE_REACH), item.end)
    before = [match for match in matches if match.start() <= item.start]
    if not before or (before[-1].end() <= item.start and not in_one_phrase(text[before[-1].end() : item.start])):
        return None
    return Quantity(text=before[-1][0])
