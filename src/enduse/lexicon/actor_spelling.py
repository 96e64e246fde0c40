"""How an actor's name may be written: capitals, what joins its words, and the other half of a hyphened compound."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from enduse.lexicon.phrases import Run, runs

#: What may also join the words of an actor's name ("Heckler & Koch", "Workers' Party"), and a joint of the same length that
#: phrases are read over, so that offsets hold.
_JOINTS = ((" & ", "\n  "), (" + ", "\n  "), ("&", "-"), ("+", "-"), ("' ", ". "), ("\u2019 ", ". "))
_HYPHENS = ("-", "\u2010", "\u2011", "\u2013")
_ACRONYM = 4  # capitals of an alias up to this length must be capitals in the text


def readable_joints(text: str) -> str:
    """The text with every joint of a name's words as one that phrases are read over; nothing moves."""
    for joint, read_as in _JOINTS:
        text = text.replace(joint, read_as)
    return text


@functools.lru_cache(maxsize=100_000)
def case_fits(phrase: str, words: str) -> bool:
    """Whether words are written as the phrase asks: a capital for a capital, all capitals for all; headlines may shout."""
    if phrase == words:
        return True
    for wanted, seen in zip(runs(phrase), runs(words), strict=True):
        a, b = phrase[wanted.start : wanted.end], words[seen.start : seen.end]
        if not a[0].isupper():
            continue
        if not b[0].isupper():
            return False
        inner_capital = any(c.isupper() for c in a[1:])
        if inner_capital and len(a) <= _ACRONYM and a != b and not (b.isupper() and a.isupper()):
            return False
    return True


def before_hyphen(text: str, end: int) -> bool:
    """Whether a hyphen follows."""
    return text[end : end + 1] in _HYPHENS


def compound_half(text: str, tokens: Sequence[Run], first: int, after: int) -> str | None:
    """The lower-case other half of a hyphened compound: "made" of "Iranian-made", "pro" of "Pro-Iranian"."""
    if after < len(tokens) and text[tokens[after - 1].end : tokens[after].start] in _HYPHENS:
        other = tokens[after]
    elif first > 0 and text[tokens[first - 1].end : tokens[first].start] in _HYPHENS:
        other = tokens[first - 1]
    else:
        return None
    word = text[other.start : other.end]
    return word.lower() if word[0].islower() or word in ("Pro", "Anti", "Non") else None
