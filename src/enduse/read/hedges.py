"""Adverbs of doubt over a statement ("reportedly", "allegedly"): too rare in the training reports for the network to heed."""

from __future__ import annotations

from collections.abc import Sequence

from enduse.read.trees import Tree


def is_doubted(tree: Tree, word: int, cues: Sequence[frozenset[str]]) -> bool:
    """Whether an adverb of doubt stands with a word or with what governs it, up to the verb that says it.

    Args:
        tree: the sentence.
        word: the item's or measure's head word in it.
        cues: each word's cues (`Candidates.cues`).
    """
    for above in [word, *tree.ancestors(word)]:
        if above != word and "cue:reporting" in cues[above]:
            return False
        if any(tree.labels[i] == "advmod" and "cue:hedge" in cues[i] for i in tree.children(above)):
            return True
    return False
