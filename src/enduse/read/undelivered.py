"""Things that somebody is denied and things that have not come: what the network often takes for delivered."""

from __future__ import annotations

from typing import Final

from enduse.lexicon.frame_links import load_frame_links
from enduse.read.trees import Tree

_NOT: Final = frozenset({"not", "n't", "never"})
#: With these a wait ends, or what is negated is something else: "not until May", "not only jets".
_ENDS: Final = frozenset({"until", "till", "only", "but"})


def is_withheld(tree: Tree, word: int) -> bool:
    """Whether a word is the thing that somebody is denied: "denied Serbia 12 helicopters", "Turkey, refused the jets, left".

    With nobody to go without it ("denied the sale") it is a claim that is denied.

    Args:
        tree: the sentence.
        word: the item's head word in it.
    """
    thing = tree.first_of_list(word)
    verb = tree.heads[thing]
    if verb < 0 or tree.labels[thing] != "obj" or tree.lower(verb) not in load_frame_links().withholding_verbs:
        return False
    below = tree.children(verb)
    if any(tree.lower(i) in _NOT for i in below):
        return False
    labels = {tree.labels[i] for i in below if i != thing}
    return tree.labels[verb] == "acl" or not labels.isdisjoint(("obj", "iobj", "aux:pass"))


def is_missing(tree: Tree, word: int) -> bool:
    """Whether a thing is said not to have come: "jets that have not arrived", "none of the jets came", "yet to receive jets".

    Args:
        tree: the sentence.
        word: the item's head word in it.
    """
    thing = tree.first_of_list(word)
    over = tree.heads[thing]
    verbs = [i for i in tree.children(thing) if tree.labels[i] == "acl:relcl"]
    if over >= 0 and tree.labels[thing] in ("obj", "nsubj", "nsubj:pass"):
        verbs.append(over)
    if over >= 0 and tree.labels[thing] == "nmod" and _is_none(tree, over):
        verbs.extend([tree.heads[over], *(i for i in tree.children(over) if tree.labels[i] == "acl:relcl")])
        return any(_arrives(tree, verb) for verb in verbs)
    return any(_arrives(tree, verb) and _is_unfulfilled(tree, verb, thing) for verb in verbs)


def _arrives(tree: Tree, verb: int) -> bool:
    return verb >= 0 and tree.lower(verb) in load_frame_links().arriving_verbs


def _is_none(tree: Tree, word: int) -> bool:
    """Whether a word is the "none" of "none of the jets" or the "one" of "not one of the jets"."""
    return tree.lower(word) == "none" or (tree.lower(word) == "one" and word > 0 and tree.lower(word - 1) == "not")


def _is_unfulfilled(tree: Tree, verb: int, thing: int) -> bool:
    """Whether what a verb says of a thing has not been: "have not arrived", "yet to receive"; "did not come until May" has."""
    if any(tree.lower(i) in _ENDS for i in range(verb, len(tree.heads))):
        return False
    negated = [i for i in tree.children(verb) if tree.lower(i) in _NOT]
    over = tree.heads[verb]
    beside = [*tree.children(verb), *(tree.children(over) if over >= 0 and tree.labels[verb] == "xcomp" else ())]
    if not negated and "to" in [tree.lower(i) for i in tree.children(verb)]:
        negated = [i for i in beside if tree.lower(i) == "yet"]
    said = [verb, thing, *negated]
    return bool(negated) and not any(tree.lower(i) in (":", ";") for i in range(min(said), max(said)))
