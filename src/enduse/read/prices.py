"""The sum of money that a sentence puts on a thing: "a $1.1 billion contract", "drones worth 58 billion won"."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from enduse.model import Quantity, Span
from enduse.numerals import either, number_words
from enduse.read.amounts import QuantityMention, found_quantities


@functools.cache
def _link() -> re.Pattern[str]:
    return re.compile(rf"(?:\b(?:{either(number_words()['price_links'])})|[:(,])\s*$", re.IGNORECASE)


@functools.cache
def _deals() -> frozenset[str]:
    return frozenset(number_words()["deals"])


def price_of(item: Span, text: str) -> Quantity | None:
    """The sum of money that a sentence puts on a thing, whether or not a number counts it too.

    Args:
        item: where the thing is named in the text.
        text: the sentence.

    >>> price_of(Span(start=6, end=12), "Seven drones, worth $60 million")
    Quantity(low=None, high=None, value_low=60000000, currency='USD', text='$60 million')
    """
    mentions = found_quantities(text)
    mention = _before(item, text, mentions) or _after(item, text, mentions)
    return mention.quantity if mention is not None else None


_WORTH_OF = re.compile(r"(?:['’]?\s*worth)?(?:\s+(?:of|in|for|on)\b)?(?:[\s-]+(?!(?:and|to|from|by)\b)[\w'’&.-]{1,40}){0,3}\s*")


def _before(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """A price before the thing: "a $1.1 billion contract", "50 million euros' worth of radars"."""
    for mention in reversed(mentions):
        if mention.core.end > item.start:
            continue
        gap = text[mention.span.end : item.start]
        return mention if mention.kind == "money" and _WORTH_OF.fullmatch(gap) else None
    return None


def _after(item: Span, text: str, mentions: Sequence[QuantityMention]) -> QuantityMention | None:
    """A price behind the thing: "drones worth 58 billion won", "the contract, signed in May, was for $2 billion"."""
    deal = item.of(text).lower().split()[-1:] if item.end > item.start else []
    is_deal = bool(deal) and deal[0] in _deals()
    for mention in mentions:
        if mention.core.start < item.end:
            continue
        gap = text[item.end : mention.span.start]
        if len(gap) > (110 if is_deal else 60) or re.search(r"[;!?\n]|\.\s", gap):
            return None
        if mention.kind == "money":
            return mention if _link().search(" " + gap + " ") else None
        if mention.kind == "count" and not is_deal:
            return None
    return None
