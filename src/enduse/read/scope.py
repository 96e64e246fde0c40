"""The scope of sayings: which of a sentence's sayings a clause stands under, from the inside out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enduse.lexicon.voices import load_voices
from enduse.read.sayings import SUBJECTS, Saying
from enduse.read.trees import Tree

_CLAUSES = ("ccomp", "xcomp", "parataxis", "acl", "acl:relcl")


def sayings_around(tree: Tree, chain: Sequence[int], sayings: Sequence[Saying]) -> Iterator[tuple[Saying, str]]:
    """Sayings over and beside a clause, from the inside out, with the rule that finds each.

    Args:
        tree: the sentence.
        chain: a word of the clause and the words over it, up to the root.
        sayings: the sayings of the sentence.
    """
    by_word = {s.word: s for s in sayings}
    for depth, above in enumerate(chain):
        for s in _beside(tree, above, sayings):
            if s.word not in chain:
                yield s, "said beside it"
        over = by_word.get(above)
        if (over is not None and depth and _governs(tree, over, chain[depth - 1])) or (
            over is not None and not depth and not over.clause_only
        ):
            yield over, "verb of saying"
    for s in sayings:
        if s.scope is not None and s.scope[0] <= chain[0] <= s.scope[1] and s.word != chain[0]:
            yield s, "said in an aside"
    for s in sayings:
        if tree.lower(s.word) in load_voices().small.sources:
            yield s, "source named in the sentence"
    for s in reversed(sayings):
        if _leads_to(tree, s, chain[0]):
            yield s, "follows the verb of saying"


def _governs(tree: Tree, saying: Saying, below: int) -> bool:
    """Whether what stands below the saying's word, under the child `below`, is said by its speaker."""
    label = tree.labels[below]
    if below == saying.speaker or label in SUBJECTS or label == "nsubj:pass":
        return False
    if saying.clause_only:
        return label in _CLAUSES and tree.tags[below] in ("VERB", "AUX", "NOUN", "ADJ")
    if saying.scope is not None and not saying.scope[0] <= below <= saying.scope[1]:
        return False
    if label == "xcomp" and tree.lower(saying.word) in load_voices().orders:
        return False
    if label == "advcl" and tree.lower(below) in load_voices().small.asked:
        return False
    if label == "advcl" and below > saying.word and not saying.accuses:
        marks = {tree.lower(i) for i in tree.children(below) if tree.labels[i] in ("mark", "advmod")}
        return not marks & load_voices().small.other_clauses
    return True


def _beside(tree: Tree, above: int, sayings: Sequence[Saying]) -> Iterator[Saying]:
    """Sayings that hang on a word of the clause they report: "..., he said", "as he put it", "according to him"."""
    for s in sayings:
        if tree.lower(s.word) in load_voices().small.sources:
            if above in (tree.heads[s.speaker], tree.heads[s.word], s.speaker):
                yield s
        elif tree.heads[s.word] == above and s.scope is None and (_is_parataxis(tree, s) or _is_aside(tree, s.word)):
            yield s


def _is_parataxis(tree: Tree, saying: Saying) -> bool:
    """ "..., he said" as the treebanks have it."""
    return tree.labels[saying.word] == "parataxis" and not saying.clause_only


def _is_aside(tree: Tree, word: int) -> bool:
    """ "As he put it"."""
    marks = (i for i in tree.children(word) if tree.labels[i] in ("mark", "advmod", "case"))
    return tree.labels[word] == "advcl" and any(tree.lower(i) == "as" for i in marks)


def _leads_to(tree: Tree, saying: Saying, word: int) -> bool:
    """Whether a clause that a verb of saying opened ("said that", "said it") goes on to a word, whatever the parse has."""
    between = [tree.lower(i) for i in range(saying.word + 1, word)]
    follows = saying.word < word and saying.speaker < word
    return follows and "that" in between[:7] and ";" not in between and "which" not in between
