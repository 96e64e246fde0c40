"""Which number of a sentence counts a thing: "36 containers of shells", "a $1.1 billion contract".

The phrase decides, not the distance: a number counts what stands with it in one noun phrase or in apposition, a price what
words such as "worth" link it to.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from typing import NamedTuple

from enduse.model import Quantity, Span
from enduse.numerals import either, number_words
from enduse.read.amounts import Kind, QuantityMention, find_quantities, found_quantities

__all__ = ["Kind", "QuantityMention", "find_quantities", "price_of", "quantity_of"]


class _Words(NamedTuple):
    phrase_ends: frozenset[str]
    passive: frozenset[str]
    heads: frozenset[str]
    vessels: frozenset[str]
    singles: frozenset[str]
    deals: frozenset[str]
    share_of: re.Pattern[str]
    price: re.Pattern[str]
    article: re.Pattern[str]
    article_in: re.Pattern[str]
    vague: re.Pattern[str]


@functools.cache
def _words() -> _Words:
    data = number_words()
    ordinals = either(data["single_ordinals"])
    one_of, part_of = either(data["one_of"]), either(data["part_of"])
    return _Words(
        phrase_ends=frozenset(data["phrase_ends"]),
        passive=frozenset(data["passive"]),
        heads=frozenset(data["heads"]),
        vessels=frozenset(data["vessels"]),
        singles=frozenset(data["singles"]),
        deals=frozenset(data["deals"]),
        share_of=re.compile(rf"\b(?:(?P<one>{one_of})|(?P<part>{part_of}))\s+of\s+(?:the\s+|its\s+|their\s+)?$", re.IGNORECASE),
        price=re.compile(rf"(?:\b(?:{either(data['price_links'])})|[:(,])\s*$", re.IGNORECASE),
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


def quantity_of(item: Span, text: str) -> Quantity | None:
    """The number, or else the price, of a thing that a sentence names.

    Args:
        item: where the thing is named in the text ("drones", "a first batch of ten T-72 tanks").
        text: the sentence.

    Returns:
        The quantity with its words; low and high are None where they give no number ("several"). None if nothing counts it.

    >>> sentence = "Iran sent hundreds of attack drones, worth $60 million, and two ships."
    >>> quantity_of(Span(start=22, end=35), sentence)
    Quantity(low=200, high=None, value_low=None, currency=None, text='hundreds')
    """
    mentions = found_quantities(text)
    for choose in (_inside, _before, _after):
        if (mention := choose(item, text, mentions)) is not None:
            return mention.quantity
    return price_of(item, text) or _single(item, text) or _vague(item, text)


def price_of(item: Span, text: str) -> Quantity | None:
    """The sum of money that a sentence puts on a thing, whether or not a number counts it too.

    Args:
        item: where the thing is named in the text.
        text: the sentence.

    >>> price_of(Span(start=6, end=12), "Seven drones, worth $60 million")
    Quantity(low=None, high=None, value_low=60000000, currency='USD', text='$60 million')
    """
    mentions = found_quantities(text)
    for choose in (_sum_before, _sum_after):
        if (mention := choose(item, text, mentions)) is not None:
            return mention.quantity
    return None


def _inside(item: Span, text: str, mentions: tuple[QuantityMention, ...]) -> QuantityMention | None:
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


def _before(item: Span, text: str, mentions: tuple[QuantityMention, ...]) -> QuantityMention | None:
    """A number before the thing in one noun phrase: "36 containers of old Soviet artillery shells"."""
    for n in reversed(range(len(mentions))):
        mention = mentions[n]
        if mention.core.end > item.start:
            continue
        if mention.kind == "measure":
            continue
        done_to = _PARTICIPLE.match(item.of(text)) is not None
        if mention.kind != "count" or not _one_phrase(text[mention.span.end : item.start], done_to=done_to):
            return None
        if mention.quantity.low == mention.quantity.high == 1 and _NEGATED.search(
            text[max(0, mention.core.start - 14) : mention.core.start]
        ):
            return dataclasses.replace(mention, quantity=Quantity(text=mention.quantity.text))  # "not one Su-35"
        if share := _words().share_of.search(text[max(0, mention.span.start - 24) : mention.core.start]):
            return _part_of(mention, share)
        whole = mentions[n - 1] if n else None
        if whole is not None and whole.kind == "count" and _OF_WHOLE.fullmatch(text[whole.span.end : mention.core.start]):
            return whole  # "the last dozen of the 49 tanks"
        return mention
    return None


def _part_of(mention: QuantityMention, share: re.Match[str]) -> QuantityMention:
    """One of so many, or at most so many: "the first of 36 F-16s", "part of the 96 tanks"."""
    total = mention.quantity
    text = f"{share[0].strip()} {total.text}"
    one = share["one"] is not None
    return dataclasses.replace(
        mention, quantity=Quantity(low=1 if one else None, high=1 if one else total.low or total.high, text=text)
    )


_NEGATED = re.compile(r"\b(?:not|no|nor|never|without)\s+(?:even\s+)?$", re.IGNORECASE)
_PARTICIPLE = re.compile(r"(?:\w+ed|built|taught|made|sold|given|sent|lent)\b")
_OF_WHOLE = re.compile(r"\s+of\s+(?:the|its|their|his|these|those|our)\s+", re.IGNORECASE)


def _one_phrase(gap: str, *, done_to: bool = False) -> bool:
    """Whether a number and a thing with these words between them are one noun phrase.

    `done_to`: the "thing" is what is done to them ("420 gunners have been trained").
    """
    words = [w.strip("\"'“”‘’,-–") for w in gap.lower().split()]
    ends = _words().phrase_ends
    if len(words) > 9 or re.search(r"[;:.()!?\n]", gap):
        return False
    # "1,000 containers of shells, rockets and": the number is on each of them.
    held = "of" in words[:4] and any(_is_vessel(w) for w in words[: words.index("of")])
    if not held and "," in gap:
        return False
    named = [w for w in gap.replace(",", " ").split() if w not in ("and", "or", "of", "new", "used")]
    if (
        not done_to
        and named
        and "," not in gap
        and all(w.strip("\"'“”‘’")[:1].isupper() for w in named)
        and words[-1:] != ["or"]
    ):
        return not any(w in ends and w not in ("and", "or") for w in words)  # "hundreds of Mohajer and Shahed drones"
    free = (_words().passive if done_to else frozenset()) | (_LISTED if held else frozenset())
    return not any(w in ends and w not in free for w in words)


_LISTED = frozenset({"and", "or", "a", "an"})


def _is_vessel(word: str) -> bool:
    singular = word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s")
    return not _words().vessels.isdisjoint((word, singular, word.removesuffix("es")))


def _after(item: Span, text: str, mentions: tuple[QuantityMention, ...]) -> QuantityMention | None:
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


_LIKE_A_YEAR = re.compile(r"(?:19|20)\d\d")


def _sum_before(item: Span, text: str, mentions: tuple[QuantityMention, ...]) -> QuantityMention | None:
    """A price before the thing: "a $1.1 billion contract", "50 million euros' worth of radars"."""
    for mention in reversed(mentions):
        if mention.core.end > item.start:
            continue
        gap = text[mention.span.end : item.start]
        return mention if mention.kind == "money" and _WORTH_OF.fullmatch(gap) else None
    return None


_WORTH_OF = re.compile(r"(?:['’]?\s*worth)?(?:\s+(?:of|in|for|on)\b)?(?:[\s-]+(?!(?:and|to|from|by)\b)[\w'’&-]{1,40}){0,3}\s*")


def _sum_after(item: Span, text: str, mentions: tuple[QuantityMention, ...]) -> QuantityMention | None:
    """A price behind the thing: "drones worth 58 billion won", "the contract, signed in May, was for $2 billion"."""
    deal = item.of(text).lower().split()[-1:] if item.end > item.start else []
    is_deal = bool(deal) and deal[0] in _words().deals
    for mention in mentions:
        if mention.core.start < item.end:
            continue
        gap = text[item.end : mention.span.start]
        if len(gap) > (110 if is_deal else 60) or re.search(r"[;!?\n]|\.\s", gap):
            return None
        if mention.kind == "money":
            return mention if _words().price.search(" " + gap + " ") else None
        if mention.kind == "count" and not is_deal:
            return None
    return None


_NONE = re.compile(
    r"\b(?:not|no|nor|never|without|hardly)\s+(?:even\s+)?(?:a|an|one)\b[^,;]*$|\b(?:whether|if)\b", re.IGNORECASE
)


def _single(item: Span, text: str) -> Quantity | None:
    """One, where "a" stands before a thing that is counted: "an S-400 battery", "a drone assembly line"."""
    words = item.of(text)
    before = text[max(0, item.start - 48) : item.start]
    article = _words().article.search(before[:1].lower() + before[1:] if item.start <= 48 else before)
    inside = _words().article_in.match(words)
    if article is None and inside is None:
        return None
    head = re.split(r"\s+(?:of|for|from|with|that|which|in|to|at)\s+", words, maxsplit=1)[0].rstrip("\"'”’").split()
    named = bool(head) and (
        re.fullmatch(r"[A-Z][A-Za-z]*-?\d+[A-Z]*", head[-1]) or re.fullmatch(r"[A-Z][a-z]{2,}[^\Ws]", words)
    )
    if not head or not (named or head[-1].lower() in _words().singles):
        return None
    if _NONE.search(before):
        return None
    shown = (article[0] if article is not None else words).split()[0]
    return Quantity(low=1, high=1, text=shown)


def _vague(item: Span, text: str) -> Quantity | None:
    """Words such as "several" and "a handful of" before the thing; they give no number."""
    low = max(0, item.start - 60)
    found = None
    for match in _words().vague.finditer(text, low, item.end):
        if match.start() <= item.start:
            found = match
    if found is None or (found.end() <= item.start and not _one_phrase(text[found.end() : item.start])):
        return None
    return Quantity(text=found[0])
