"""Which named system "the contract", "the planes", "them" speak of, within one report.

The reader resolves whom and what category a statement is about; which system of the category is meant by a general word is
settled here, from the systems that the same report names between the same parties.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from enduse.ledger.designations import plain, system_key
from enduse.ledger.words import words
from enduse.model import Item, Statement

_TOKEN = re.compile(r"[^\W_]+")


def refers_back(item: Item, quote: str) -> bool:
    """Whether an item's words point to something that the report has named.

    They do where they name the business itself ("contract", "deliveries"), what a system comes in ("battalions"), stand for a
    noun ("them", "two more"), or are a general noun made definite ("the planes", "this system").
    """
    if item.designation:
        return False
    tokens = _TOKEN.findall(item.text.casefold())
    lists = words()
    empty = lists.pronouns | lists.between | lists.determiners
    if all(token in empty or token.isdigit() for token in tokens):
        return True
    if not lists.deal_nouns.isdisjoint(tokens):
        return True
    if tokens[-1] in lists.part_nouns:
        return all(token in empty or token.isdigit() for token in tokens[:-1])
    if tokens[-1] not in lists.general_nouns:
        return False
    if len(tokens) > 1:
        return tokens[0] in lists.determiners and all(t in lists.general_nouns for t in tokens[1:])
    return _definite(tokens[-1], quote)


def referred_system(
    item: Item, statement: Statement, naming: Sequence[tuple[Statement, frozenset[str]]], title: str | None
) -> frozenset[str]:
    """The systems (keys) that an unnamed item refers to; none where it refers to no named one.

    Args:
        item: the unnamed item.
        statement: the statement it stands in.
        naming: the report's statements about the same parties and category that name systems, with the systems' keys.
        title: the report's title: where it names one of several systems, that one is what "the contract" is about.
    """
    if not naming or not refers_back(item, statement.quote):
        return frozenset()
    every = frozenset(key for _, keys in naming for key in keys)
    if len(every) == 1:
        return every
    if title and not words().deal_nouns.isdisjoint(_TOKEN.findall(item.text.casefold())):
        told = plain(title)
        topics = {key for key in every if key and key in told}
        if len(topics) == 1:
            return frozenset(topics)
    before = [(s.span.start, sorted(keys)) for s, keys in naming if s.span.start <= statement.span.start]
    return frozenset(max(before)[1]) if before else frozenset()


def named_systems(items: Iterable[Item]) -> frozenset[str]:
    """Keys of the systems that items name."""
    return frozenset(system_key(item.designation, item.category) for item in items if item.designation)


def _definite(noun: str, quote: str) -> bool:
    """Whether the noun stands somewhere in the quote after a determiner, with numbers and at most one adjective between."""
    tokens = _TOKEN.findall(quote.casefold())
    lists = words()
    for place, token in enumerate(tokens):
        if token != noun:
            continue
        adjectives = 0
        for before in reversed(tokens[:place]):
            if before in lists.determiners:
                return True
            adjectives += before not in lists.between and not before.isdigit()
            if adjectives > 1:
                break
    return False
