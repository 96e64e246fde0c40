"""Whether a text can hold a statement at all: a cheap test before the parser.

Most news speaks of no arms. The test holds a text's words against the lexicon's (`relevance.yaml`) and costs about a hundredth
of parsing. It is meant to lose next to nothing: words that belong to arms alone are enough, words of everyday things need
company in their sentence, and that not once in a long text, or much company of their own kind.
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
_SHORT = 60  # words of a text that is parsed for much less
_DENSE = 80  # words of a text for each everyday thing that it names, at the most
_NEAR = 5  # words from a thing to the word of its supply


def is_relevant(document: Document) -> bool:
    """Whether the document may state a transfer, a measure or a use outside its furniture."""
    text = "\n\n".join(_stretches(document))
    return may_state(text) or _is_short_claim(text) or _is_dense(text)


def may_state(text: str) -> bool:
    """Whether a text may state a transfer, a measure or a use.

    >>> may_state("Iran sent hundreds of drones to Russia."), may_state("The ship was late, and the tank of fuel was empty.")
    (True, False)
    """
    words = load_relevance_words()
    written = _RUN.findall(text)
    folded = _folded(written)
    if _among(folded, words.telling) or _among(written, words.systems):
        return True
    named = _among(folded, words.items) | _among(folded, words.measures)
    if not named:
        return False
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if not sentence.isspace()]
    first = [key if isinstance(key, str) else key[0] for key in named]
    found = [_claim(sentence) for sentence in sentences if any(word in sentence.lower() for word in first)]
    return "war" in found or 0 < len(sentences) <= _RARE * found.count("supply")


def _is_short_claim(text: str) -> bool:
    """Whether a post or a ticker names somebody, and a thing, a measure or a supply: to parse it costs next to nothing."""
    written = _RUN.findall(text)
    if len(written) > _SHORT:
        return False
    words, folded = load_relevance_words(), _folded(written)
    said = _among(folded, words.items) | _among(folded, words.measures) | _among(folded, words.supply)
    return bool(said and _among(written, words.actors))


def _is_dense(text: str) -> bool:
    """Whether a text names several everyday things of armies and several states within few words, if none tells by itself."""
    written = _RUN.findall(text)
    things = _among(_folded(written), load_relevance_words().items)
    kinds = {(key if isinstance(key, str) else key[1]).removesuffix("s") for key in things}
    return len(kinds) > 1 and len(written) <= _DENSE * len(kinds) and len(_among(written, load_relevance_words().actors)) > 1


def _claim(sentence: str) -> Literal["war", "supply"] | None:
    """Whether everyday things stand with words of war, or measures with somebody, or such things with supply and somebody."""
    words = load_relevance_words()
    written = _RUN.findall(sentence)
    folded = _folded(written)
    things = _among(folded, words.items).difference(*_among(folded, words.idioms))
    setting = _among(folded, words.setting) if things else things
    if setting and len(things | setting) > 1:  # a word may be both: "armed"
        return "war"
    is_measure = bool(_among(folded, words.measures))
    supply = _among(folded, words.supply) if things and not is_measure else things
    if not is_measure and not (things and supply and _stand_near(folded, things, supply)):
        return None
    if not _among(written, words.actors):
        return None
    return "war" if is_measure else "supply"


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


def _among(words: list[str], keys: Keys) -> Keys:
    """The keys that stand in a text: of one word, or of two that adjoin."""
    return keys.intersection(words).union(keys.intersection(itertools.pairwise(words)))
