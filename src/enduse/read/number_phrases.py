"""Whether a number and a thing with some words between them are one noun phrase."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from typing import NamedTuple

from enduse.lexicon.item_words import read_item_words
from enduse.numerals import number_words

_MOST = 9  # words between a number and what it counts
_QUOTES = "\"'“”‘’"
_LISTED = frozenset({"and", "or", "a", "an"})
_PLURAL = re.compile(r"[A-Z\d]s$")  # "CV90s"
_JOINS = frozenset({"and", "or"})


class _Words(NamedTuple):
    ends: frozenset[str]
    passive: frozenset[str]
    vessels: frozenset[str]
    formations: frozenset[str]


_LISTS = {"ends": "phrase_ends", "passive": "passive", "vessels": "vessels", "formations": "formations"}


@functools.cache
def _words() -> _Words:
    data = number_words()
    return _Words(**{name: frozenset(data[words]) for name, words in _LISTS.items()})


def in_one_phrase(gap: str, *, is_done_to: bool = False) -> bool:
    """Whether a number and a thing are one noun phrase.

    Args:
        gap: the text between them.
        is_done_to: the "thing" is what is done to them ("420 gunners have been trained").
    """
    words = [w.strip(_QUOTES + ",-–") for w in gap.lower().split()]
    if len(words) > _MOST or re.search(r"[;:.()!?\n]", gap):
        return False
    is_held = _is_held(words)
    if not is_held and "," in gap:
        return False
    if not is_done_to and (_is_list_of_names(gap, words) or _is_list_of_sorts(words)):
        return not any(w in _words().ends and w not in _JOINS for w in words)
    free = (_words().passive if is_done_to else frozenset()) | (_LISTED if is_held else frozenset())
    return not any(w in _words().ends and w not in free for w in words)


def _is_held(words: Sequence[str]) -> bool:
    """Whether the number is on each of several things: "1,000 containers of shells, rockets and"."""
    return "of" in words[:4] and any(_holds(w) for w in words[: words.index("of")])


def _holds(word: str) -> bool:
    """Whether what it names may hold several things: a container, not a squadron."""
    forms = {word, word[:-3] + "y" if word.endswith("ies") else word.removesuffix("s"), word.removesuffix("es")}
    return not _words().vessels.isdisjoint(forms) and _words().formations.isdisjoint(forms)


def _is_list_of_names(gap: str, words: Sequence[str]) -> bool:
    """Whether names stand between: "hundreds of Mohajer and Shahed drones"; in "50 CV90s and NLAWs" things do."""
    if "," in gap or words[-1:] == ["or"]:
        return False
    named = [w for w in gap.split() if w not in ("and", "or", "of", "new", "used")]
    return bool(named) and all(w.strip(_QUOTES)[:1].isupper() and not _PLURAL.search(w) for w in named)


@functools.cache
def _sorts() -> frozenset[str]:
    return frozenset(p for p, word in read_item_words().phrases if word.role in ("modifier", "generic") and p == word.lemma)


def _is_list_of_sorts(words: Sequence[str]) -> bool:
    """Whether two sorts of one thing stand between: "1,600 strike and anti-ship missiles"."""
    return len(words) == 2 and words[1] in _JOINS and words[0] in _sorts()
