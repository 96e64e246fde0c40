"""Through which outlet a saying came: "told Reuters", "in an interview with CNN", "quoted by a Washington daily", "seen by"."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from enduse.read.said import Said
from enduse.read.sayings import quoted_as_saying
from enduse.read.speakers import Speaker
from enduse.read.trees import Tree

_OF_VERB = frozenset({"obj", "iobj", "obl", "obl:agent", "obl:unmarked", "nmod"})
_OF_NOUN = frozenset({"nmod", "obl", "appos"})
_CLAUSES = frozenset({"acl", "acl:relcl"})


def outlet_of(tree: Tree, said: Said, read: Callable[[int, int], Speaker | None]) -> Speaker | None:
    """The outlet that a saying was made to, or that quotes who says it or has seen the evidence.

    Args:
        tree: the sentence of the saying.
        said: the saying.
        read: gives the speaker that a noun phrase names, by its sentence and its head.
    """
    if said.saying is None:
        return None
    for word in _places(tree, said.saying.word, said.saying.speaker):
        if tree.tags[word] in ("NOUN", "PROPN", "X"):
            speaker = read(said.sentence, word)
            if speaker is not None and speaker.kind == "outlet":
                return speaker
    return None


def _places(tree: Tree, verb: int, speaker: int) -> Iterator[int]:
    """The words where it may stand: beside the verb, or beside what is said of the speaker."""
    yield from _beside(tree, verb, speaker)
    above = tree.heads[verb]
    if above >= 0 and tree.labels[verb] in ("advcl", "xcomp"):  # "was quoted as saying by Interfax"
        yield from _beside(tree, above, speaker)
        if quoted_as_saying(tree, verb) == speaker:
            yield from (child for child in tree.children(above) if tree.labels[child] == "nsubj")
    for child in tree.children(speaker):
        if tree.labels[child] in _CLAUSES:  # "officials quoted by a daily", "documents seen by an agency"
            yield from _beside(tree, child, speaker)


def _beside(tree: Tree, verb: int, speaker: int) -> Iterator[int]:
    for child in tree.children(verb):
        if child != speaker and tree.labels[child] in _OF_VERB:
            yield child
            yield from (below for below in tree.children(child) if tree.labels[below] in _OF_NOUN)
