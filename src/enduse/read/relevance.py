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
    keys = _keys(_folded(written))
    things = (keys & words.items).difference(*(keys & words.idioms))
    if things and keys & words.setting:
        return "war"
    if not keys & words.measures and not (things and keys & words.supply):
        return None
    if not _keys(written) & words.actors:
        return None
    return "war" if keys & words.measures else "supply"


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
