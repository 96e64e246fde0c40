"""The number that counts a thing: in its own words, before it in one noun phrase, or behind it in apposition."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from enduse.model import Quantity, Span
from enduse.numerals import either, number_words
from enduse.read.amounts import QuantityMention
from enduse.read.number_phrases import in_one_phrase


class _Words(NamedTuple):
    heads: frozenset[str]
    share_of: re.Pattern[str]
    of_so_many: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    one_of, part_of = either(data["one_of"]), either(data["part_of"])
    return _Words(
        heads=frozenset(data["heads"]),
        share_of=re.compile(rf"\b(?:(?P<one>{one_of})|(?P<part>{part_of}))\s+of\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE),
        of_so_many=re.compile(rf"\s+(?:out\s+)?of\s+(?:(?:{either(data['wholes'])})\s+)?", re.IGNORECASE),
    )


def count_of(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """The number that counts a thing, or the sum that begins its words ("a $1.1 billion contract").

    Args:
        item: where the thing is named in the text.
        text: the sentence.
        mentions: the numbers of the sentence.
    """
    return _inside(item, text, mentions) or _before(item, text, mentions) or _after(item, text, mentions)


def _inside(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """A number that begins the words of the thing, or stands in them before "of"."""
    for mention in mentions:
        if mention.core.start >= item.end:
            break
        if mention.core.start < item.start or mention.core.end > item.end or mention.kind not in ("count", "money"):
            continue
        head = text[item.start : max(item.start, mention.span.start)].strip().lower()
        if mention.kind == "money" or all(w in _words().heads for w in head.split()) or head.endswith(" of"):
            return mention
    return None


def _before(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """A number before the thing in one noun phrase: "36 containers of old Soviet artillery shells"."""
    behind = [m for m in mentions if m.core.end <= item.start]
    while behind and behind[-1].kind == "measure":
        behind.pop()
    if not behind:
        return None
    mention = behind.pop()
    is_done_to = _PARTICIPLE.match(item.of(text)) is not None
    if mention.kind != "count" or not in_one_phrase(text[mention.span.end : item.start], is_done_to=is_done_to):
        return None
    before = text[max(0, mention.core.start - 14) : mention.core.start]
    if mention.quantity.low == mention.quantity.high == 1 and _NEGATED.search(before):
        return dataclasses.replace(mention, quantity=Quantity(text=mention.quantity.text))  # "not one Su-35"
    if share := _words().share_of.search(text[max(0, mention.span.start - 24) : mention.core.start]):
        return _part_of(mention, share)
    whole = behind[-1] if behind else None
    if whole is not None and whole.kind == "count" and _is_part(text, whole.span.end, mention.core.start, item.end):
        return whole
    return mention


def _is_part(text: str, end: int, start: int, behind: int) -> bool:
    """Whether a number counts a part of what the next one counts: "the last dozen of the 49 tanks", "60 of 212 howitzers".

    Of "one of six frigates that were sold" six were sold.
    """
    between = text[end:start]
    return bool(_OF_WHOLE.fullmatch(between) or (_words().of_so_many.fullmatch(between) and not _WHICH.match(text, behind)))


_NEGATED = re.compile(r"\b(?:not|no|nor|never|without)\s+(?:even\s+)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ed|built|taught|made|sold|given|sent|lent)\b")
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|his|these|those|our)\s+", re.IGNORECASE)
_WHICH = re.compile(r"\s+(?:that|which|who)\b", re.IGNORECASE)


def _part_of(mention: QuantityMention, share: re.Match[str]) -> QuantityMention:
    """One of so many, or at most so many: "the first of 36 F-16s", "part of the 96 tanks"."""
    total = mention.quantity
    *before, last = share[0].split()
    text = " ".join([*before, total.text] if total.text.startswith(f"{last} ") else [*before, last, total.text])
    one = share["one"] is not None
    return dataclasses.replace(
        mention, quantity=Quantity(low=1 if one else None, high=1 if one else total.low or total.high, text=text)
    )


#: From a thing to a number behind it: at once, or some words on where the number says that it is the sum.
_AFTER = re.compile(
    r"(?P<far>[^.;!?\n]{0,60}?)(?:[,;:]\s+|\s*\(|\s+[-–—]+\s+|\s+numbering\s+|\s+totall?ing\s+)(?P<part>(?:of\s+which|in\s+all|altogether|namely)\s+)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?:[).;:,]|$|(?:of\s+(?:them|which|these|those)|in\s+(?:all|total|number)|each|apiece|altogether|more|so\s+far|or\s+so)\b)",
    re.IGNORECASE,
)
_TOLD = re.compile(r"\s*(?:of\s+them\b|in\s+(?:all|total|number)\b|altogether\b|all\s+told\b)", re.IGNORECASE)
_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")


def _after(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """A number behind the thing: "tanks (40)", "drones, up to six of which", "howitzers, 24 in all"."""
    for mention in mentions:
        if mention.core.start < item.end:
            continue
        gap = text[item.end : mention.span.start]
        match = _AFTER.fullmatch(gap)
        if match is None or mention.kind != "count" or _LIKE_A_YEAR.fullmatch(mention.quantity.text):
            return None
        told = _TOLD.match(text, mention.span.end)
        near = match["far"] == "" and (match["part"] or _CLOSED.match(text, mention.span.end))
        return mention if told or near else None
    return None
