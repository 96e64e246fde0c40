"""Adverbs of doubt over a statement ("reportedly", "allegedly"), questions, conditions and claims that somebody rejects: too
few of them are in the training reports for the network to heed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from enduse.lexicon.voices import load_voices
from enduse.read.trees import Tree

#: What lies in such a clause is taken for granted, or said by somebody else, whatever is asked of it.
_GIVEN: Final = frozenset({"ccomp", "advcl", "acl", "acl:relcl", "csubj", "parataxis"})
#: How the clause or the noun that tells what is claimed hangs on "a report that", "rumours of".
_CLAIMED: Final = frozenset({"acl", "acl:relcl", "ccomp", "nmod", "appos"})
#: How the claim hangs on the verb that rejects it.
_REJECTED: Final = frozenset({"obj", "obl", "nsubj:pass", "conj"})
_CONDITIONS: Final = frozenset({"if", "unless"})
#: With these "any sign" leaves open whether there is one: "whether there were any signs".
_OPEN: Final = frozenset({"if", "whether", "unless", "?"})
_PERFECT: Final = frozenset({"has", "have", "had"})
#: What may stand before the verb that begins a question.
_BEFORE: Final = frozenset({"cc", "punct", "discourse", "vocative"})


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


def is_asked(tree: Tree, word: int) -> bool:
    """Whether a word stands in a question that a yes or no answers ("Has Iran sent drones?"), which asserts nothing.

    A question after who, what or why takes the deed for granted, and one with "not" ("Hasn't Iran sent drones?") holds it true.

    Args:
        tree: the sentence.
        word: the item's or measure's head word in it.
    """
    if "?" not in [tree.lower(i) for i in range(len(tree.heads))[-2:]]:
        return False
    *below, root = [word, *tree.ancestors(word)]
    if any(tree.labels[i] in _GIVEN for i in below):
        return False
    asked = False
    for i in tree.children(root):
        if tree.labels[i].startswith("nsubj"):
            return asked
        if tree.labels[i] in ("aux", "aux:pass", "cop"):
            asked = True
        elif tree.labels[i] not in _BEFORE:
            return False
    return False


def is_supposed(tree: Tree, word: int) -> bool:
    """Whether a word stands in a condition, so that what it states has yet to come about: "sanctions if it bought drones".

    "If rockets have got there" asks what has come about, and is none.

    Args:
        tree: the sentence.
        word: the item's or measure's head word in it.
    """
    for above in [word, *tree.ancestors(word)]:
        marks = [tree.lower(i) for i in tree.children(above) if tree.labels[i] in ("mark", "aux")]
        if tree.labels[above] == "advcl" and not _CONDITIONS.isdisjoint(marks):
            return _PERFECT.isdisjoint(marks)
    return False


def is_rejected(tree: Tree, word: int, cues: Sequence[frozenset[str]]) -> bool:
    """Whether a word stands in a claim that somebody rejects or finds no sign of.

    "Denied a report that Iran sent drones", "has not detected any signs of drones being sent".

    Args:
        tree: the sentence.
        word: the item's or measure's head word in it.
        cues: each word's cues (`Candidates.cues`).
    """
    claims, signs = load_voices().nouns["claim"], load_voices().nouns["sign"]
    below = word
    for noun in tree.ancestors(word):
        if tree.lower(noun) in claims and tree.labels[below] in _CLAIMED and tree.labels[noun] in _REJECTED:
            verb = tree.heads[tree.first_of_list(noun)]
            if verb >= 0 and tree.tags[verb] == "VERB" and "cue:denial=deny" in cues[verb]:
                return not any("cue:denial=negation" in cues[i] for i in tree.children(verb))
        if tree.lower(noun) in signs and tree.labels[below] in _CLAIMED and "any" in map(tree.lower, tree.children(noun)):
            return _OPEN.isdisjoint(map(tree.lower, range(len(tree.heads))))
        below = noun
    return False
