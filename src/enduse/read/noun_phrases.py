"""The words of a noun phrase as the parse has them, and how they are written."""

from __future__ import annotations

import re
from collections.abc import Sequence

from enduse.lexicon.voices import load_voices
from enduse.model import Span
from enduse.read.beside import is_second_half, is_time
from enduse.read.trees import Tree

WHOLE = frozenset({
    "flat", "flat:name", "compound", "amod", "nmod", "nmod:poss", "nmod:desc", "nmod:npmod", "nmod:unmarked", "nmod:tmod",
    "case", "det", "det:predet", "nummod", "fixed", "goeswith", "punct", "advmod", "appos", "conj", "cc", "obl", "dep",
})  # fmt: skip
CORE = WHOLE - {"appos", "obl", "dep", "advmod"}


def phrase_words(tree: Tree, head: int, labels: frozenset[str]) -> list[int]:
    """The words of a noun phrase without the clauses that hang on it, in order and without marks at its ends.

    Args:
        tree: the sentence.
        head: the phrase's head.
        labels: the relations that belong to it (`WHOLE`, `CORE`).
    """
    found = {head}
    todo = [head]
    while todo:
        for child in tree.children(todo.pop()):
            is_clause = tree.tags[child] in ("VERB", "AUX") and not is_second_half(tree, child)
            if tree.labels[child] in labels and not is_clause and child not in found:
                found.add(child)
                todo.append(child)
    return _unbroken(_without_ends(tree, sorted(found)), head)


def _without_ends(tree: Tree, order: list[int]) -> list[int]:
    """The words without marks, conjunctions and prepositions at the ends; one word is always left."""
    while len(order) > 1 and tree.tags[order[-1]] in ("PUNCT", "CCONJ"):
        order.pop()
    while len(order) > 1 and (
        tree.tags[order[0]] in ("PUNCT", "ADP", "CCONJ") or tree.lower(order[0]) in load_voices().small.phrase_starts
    ):
        order.pop(0)
    return order


def _unbroken(order: list[int], word: int) -> list[int]:
    """The unbroken part of the words about one of them: a gap is where something else was said."""
    first = last = order.index(word) if word in order else 0
    while first and order[first - 1] >= order[first] - 2:
        first -= 1
    while last + 1 < len(order) and order[last + 1] <= order[last] + 2:
        last += 1
    return order[first : last + 1]


def without_time(tree: Tree, order: Sequence[int]) -> Sequence[int]:
    """The words before "on Tuesday"."""
    for place, i in enumerate(order):
        follows = i + 1 < len(tree.heads) and is_time(tree.sentence.words[i + 1].text)
        if place and follows and tree.lower(i) in load_voices().small.before_times:
            return order[:place]
    return order


def stretch_of(tree: Tree, order: Sequence[int]) -> Span:
    """The characters from the first of some words to the last."""
    return Span(start=tree.sentence.words[order[0]].start, end=tree.sentence.words[order[-1]].end)


def written(text: str, tree: Tree, order: Sequence[int]) -> str:
    """The stretch of words as written, on one line; an article before a name in capitals is left out."""
    words = re.sub(r"\s+", " ", stretch_of(tree, order).of(text)).strip(" ,;:\"“”'’") if order else ""
    return re.sub(r"^[Tt]he (?=[A-Z])", "", words)


def joined(tree: Tree, order: Sequence[int]) -> str:
    """Words with the gaps that they have in the text, without a possessive ending."""
    words = tree.sentence.words
    out = ""
    for k, i in enumerate(order):
        out += (" " if k and words[order[k - 1]].end != words[i].start else "") + words[i].text
    return re.sub(r"['’]s$", "", out).strip()
