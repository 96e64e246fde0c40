"""Whether a text can hold a statement at all: a cheap test before the parser.

Most news speaks of no arms. The test holds a text's words against the lexicon's (`relevance.yaml`) and costs about a hundredth
of parsing. It is meant to lose next to nothing: words that belong to arms alone are enough, words of everyday things need
company in their sentence, and that not once in a long text.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import Literal

from enduse.lexicon.phrases import fold
from enduse.lexicon.relevance_words import Keys, load_relevance_words
from enduse.model import Document

_RUN = re.compile(r"[^\W\d_]+|\d+")
_SENTENCE_END = re.compile(r"(?<=[^\W\d_]{3}[.!?])[\"'\u201d\u2019)]*\s|\n\s*\n")
_RARE = 8  # in more sentences than this for each that has everyday things supplied, it is a turn of phrase
_NEAR = 5  # words from a thing to the word of its supply


def is_relevant(document: Document) -> bool:
    """Whether the document may state a transfer, a measure or a use outside its furniture."""
    return may_state("\n\n".join(_stretches(document)))


def may_state(text: str) -> bool:
    """Whether a text may state a transfer, a measure or a use.

    >>> may_state("Iran sent hundreds of drones to Russia."), may_state("The ship was late, and the tank of fuel was empty.")
    (True, False)
    """
    words = load_relevance_words()
    written = _RUN.findall(text)
    keys = _keys(_folded(written))
    if keys & words.telling or _keys(written) & words.systems:
        return True
    if not keys & words.items and not keys & words.measures:
        return False
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if not sentence.isspace()]
    found = [_claim(sentence) for sentence in sentences]
    return "war" in found or 0 < len(sentences) <= _RARE * found.count("supply")


def _claim(sentence: str) -> Literal["war", "supply"] | None:
    """Whether everyday things stand with words of war, or measures with somebody, or such things with supply and somebody."""
    words = load_relevance_words()
    written = _RUN.findall(sentence)
    folded = _folded(written)
    keys = _keys(folded)
    things = (keys & words.items).difference(*(keys & words.idioms))
    if things and keys & words.setting:
        return "war"
    if not _keys(written) & words.actors:
        return None
    if keys & words.measures:
        return "war"
    return "supply" if _stand_near(folded, things, keys & words.supply) else None


def _stand_near(words: list[str], some: Keys, others: Keys) -> bool:
    """Whether one of some keys stands near one of others, which is not the same word ("ships")."""
    pairs = [*itertools.pairwise(words), ("", "")]
    places = [
        [i for i, key in enumerate(zip(words, pairs, strict=True)) if not wanted.isdisjoint(key)] for wanted in (some, others)
    ]
    return any(0 < abs(i - j) <= _NEAR for i in places[0] for j in places[1])


def _stretches(document: Document) -> Iterator[str]:
    """The text between the furniture."""
    start = 0
    for span in sorted(document.furniture):
        yield document.text[start : span.start]
        start = max(start, span.end)
    yield document.text[start:]


def _folded(written: list[str]) -> list[str]:
    return [word.lower() if word.isascii() else fold(word) for word in written]


def _keys(words: list[str]) -> Keys:
    return frozenset(words).union(itertools.pairwise(words))
