"""Sayings by the order of the words alone, which hold where a parse goes astray: who stands before and after each verb."""

from __future__ import annotations

from collections.abc import Iterator

from enduse.lexicon.voices import load_voices
from enduse.read.beside import Stretch, after_verb, before_verb, phrase_from, tag_of
from enduse.read.trees import Tree, is_passive


def sayings_by_order(tree: Tree) -> Iterator[tuple[int, Stretch, str]]:
    """Each word of saying, the noun phrase (first and last word) that may name who says it, and how they stand together."""
    for i in range(len(tree.heads)):
        for stretch, rule in _beside(tree, i):
            if stretch is not None and not any(tree.lower(k) in load_voices().unsaid for k in range(stretch[1] + 1, i)):
                yield i, stretch, rule


def _beside(tree: Tree, i: int) -> Iterator[tuple[Stretch | None, str]]:
    """The noun phrases that may name who says what a word of saying governs, and how they stand to it."""
    voices, words = load_voices(), tree.sentence.words
    verbs, text = voices.verbs, tree.lower(i)
    following = tree.lower(i + 1) if i + 1 < len(words) else "."
    if text in voices.small.sources:
        yield phrase_from(tree, i + (2 if text == "according" else 1)), "named as source"
    elif text in voices.small.sources_from and following == "from":
        yield phrase_from(tree, i + 2), "named as source"
    elif tag_of(tree, i) not in ("VERB", "AUX"):
        return
    elif any(text in verbs[kind] for kind in ("says", "thinks", "accuses")):
        if is_passive(tree, i):
            by = next((k for k in range(i + 1, min(i + 4, len(words))) if words[k].text == "by"), None)
            yield (phrase_from(tree, by + 1) if by is not None else None), "stands after the verb"
            return
        yield before_verb(tree, i), "stands before the verb"
        yield after_verb(tree, i), "stands after the verb"
    elif text in verbs["punishes"]:
        by = next((k for k in range(i + 1, min(i + 4, len(words))) if words[k].text == "by"), None)
        yield phrase_from(tree, by + 1) if by is not None else before_verb(tree, i), "imposes a measure"
    elif i and words[i - 1].text in '"”»':
        yield after_verb(tree, i), "stands after a quotation"
    elif following in ("that", ":", ",", ".", ";") and not text.endswith("ing"):
        yield before_verb(tree, i), f"stands before another verb {following}"
