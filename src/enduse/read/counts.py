"""The number that counts a thing: in its own words, before it in one noun phrase, or behind it in apposition."""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from enduse.lexicon.voices import load_voices
from enduse.model import Quantity, Span
from enduse.numerals import either, number_words
from enduse.read.amounts import QuantityMention
from enduse.read.number_phrases import in_one_phrase


class _Words(NamedTuple):
    trains: re.Pattern[str]
    taught: re.Pattern[str]
    heads: frozenset[str]
    share_of: re.Pattern[str]
    of_so_many: re.Pattern[str]
    told: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    one_of, part_of = either(data["one_of"]), either(data["part_of"])
    says = either(load_voices().verbs["says"])  # "two of them said" counts those who speak
    return _Words(
        trains=re.compile(rf"(?:{either(data['trains'])})\b", re.IGNORECASE),
        taught=re.compile(rf"(?:\s+[\w’'-]+){{0,3}}?\s+(?:{either(data['taught'])})\b", re.IGNORECASE),
        heads=frozenset(data["heads"]),
        share_of=re.compile(
            rf"\b(?:(?:(?P<also>{one_of})\s+and\s+(?:the\s+)?)?(?P<one>{one_of})|(?P<part>{part_of}))\s+of\s+(?:the\s+|its\s+|their\s+)?$",
            re.IGNORECASE,
        ),
        told=re.compile(
            rf"\s*(?:of\s+them\b(?!\s+(?:\w+\s+)?(?:{says})\b)|in\s+(?:all|total|number)\b|altogether\b|all\s+told\b)",
            re.IGNORECASE,
        ),
        of_so_many=re.compile(rf"\s+(?:out\s+)?of\s+(?:(?:{either(data['wholes'])})\s+)?", re.IGNORECASE),
    )


def count_of(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """The number that counts a thing, or the sum that begins its words ("a $1.1 billion contract").

    Args:
        item: where the thing is named in the text.
        text: the sentence.
        mentions: the numbers of the sentence.
    """
    if _words().trains.match(item.of(text)):
        mentions = [_as_count(mention, text) for mention in mentions]
        if (taught := _taught(item, text, mentions)) is not None:
            return taught
    return _inside(item, text, mentions) or _before(item, text, mentions) or _after(item, text, mentions)


def _as_count(mention: QuantityMention, text: str) -> QuantityMention:
    """People, who count where they are what is taught: elsewhere they are those who have or use a thing."""
    is_of_people = mention.kind == "measure" and _words().taught.match(text, mention.span.end)
    return dataclasses.replace(mention, kind="count") if is_of_people else mention


def _taught(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """Those behind a word of teaching: "has trained 10,000 Ukrainian soldiers", "the training of 118 coast guards"."""
    for mention in mentions:
        if mention.core.start >= item.end:
            is_next = _TAUGHT_NEXT.fullmatch(text[item.end : mention.span.start]) is not None
            return mention if is_next and mention.kind == "count" and _words().taught.match(text, mention.span.end) else None
    return None


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
    while behind and (behind[-1].kind == "measure" or _names(behind, item)):
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
    if share := _words().share_of.search(text[max(0, mention.span.start - 40) : mention.core.start]):
        return _part_of(mention, share)
    whole = behind[-1] if behind else None
    if whole is not None and whole.kind == "count" and _is_part(text, whole.span.end, mention.core.start, item.end):
        return whole
    return mention


def _names(behind: Sequence[QuantityMention], item: Span) -> bool:
    """Whether the last number is in the name of the thing and another counts it: "six Mk 41 launchers"."""
    return len(behind) > 1 and behind[-1].kind == "label" and item.start - behind[-1].core.end < _NEAR


def _is_part(text: str, end: int, start: int, behind: int) -> bool:
    """Whether a number counts a part of what the next one counts: "the last dozen of the 49 tanks", "60 of 212 howitzers".

    Of "one of six frigates that were sold" six were sold.
    """
    between = text[end:start]
    return bool(_OF_WHOLE.fullmatch(between) or (_words().of_so_many.fullmatch(between) and not _WHICH.match(text, behind)))


_TAUGHT_NEXT = re.compile(r"\s+(?:of\s+|for\s+|some\s+|a further\s+)?", re.IGNORECASE)
_NEAR = 16  # characters from a number in a thing's name to the rest of it
_NEGATED = re.compile(r"\b(?:not|no|nor|never|without)\s+(?:even\s+)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ed|built|taught|made|sold|given|sent|lent)\b")
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|his|these|those|our)\s+", re.IGNORECASE)
_WHICH = re.compile(r"\s+(?:that|which|who)\b", re.IGNORECASE)


def _part_of(mention: QuantityMention, share: re.Match[str]) -> QuantityMention:
    """One of so many, or at most so many: "the first of 36 F-16s", "part of the 96 tanks"."""
    total = mention.quantity
    *before, last = share[0].split()
    text = " ".join([*before, total.text] if total.text.startswith(f"{last} ") else [*before, last, total.text])
    if share["one"] is None:
        return dataclasses.replace(mention, quantity=Quantity(low=None, high=total.low or total.high, text=text))
    number = 1 if share["also"] is None else 2  # "the fourth and fifth of five regiments"
    return dataclasses.replace(mention, quantity=Quantity(low=number, high=number, text=text))


#: From a thing to a number behind it: at once, or some words on where the number says that it is the sum.
_AFTER = re.compile(
    r"(?P<far>[^.;!?\n]{0,60}?)(?:[,;:]\s+|\s*\(x?|\s+x(?=\d)|\s+[-–—]+\s+|\s+numbering\s+|\s+totall?ing\s+)(?P<part>(?:of\s+which|in\s+all|altogether|namely)\s+)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"\s*(?:[).;:,]|$|(?:units|pieces|examples|copies)\b|(?:machines|airframes|vehicles)\)|(?:of\s+(?:which|these|those)|in\s+(?:all|total|number)|each|apiece|altogether|more|so\s+far|or\s+so)\b)",
    re.IGNORECASE,
)
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
        told = _words().told.match(text, mention.span.end)
        near = match["far"] == "" and (match["part"] or _CLOSED.match(text, mention.span.end))
        return mention if told or near else None
    return None
