"""The clause that states something: the words a statement quotes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from enduse.model import Span
from enduse.read.trees import Tree

_CLAUSE = {"root", "ccomp", "advcl", "acl", "acl:relcl", "advcl:relcl", "parataxis", "csubj", "conj", "xcomp"}
_EDGES = "\"'“”‘’«»,;:.!?-–—() "
_PAIRS = {")": "(", "”": "“", "»": "«", '"': '"'}
_LEFT_OUT = {"punct", "cc", "mark", "discourse", "parataxis", "advcl:relcl"}


def clause_head(tree: Tree, word: int, others: Iterable[int] = ()) -> int:
    """The nearest clause over a word that also holds, where it can, the other words that take part."""
    wanted = set(others)
    chain = [word, *tree.ancestors(word)]
    heads = [i for i in chain if _is_clause(tree, i)] or [chain[-1]]
    best, held = heads[0], -1
    for head in heads:
        found = len(wanted & set(tree.subtree(head)))
        if found > held:
            best, held = head, found
    return best


def clause_span(tree: Tree, head: int, keep: Iterable[int]) -> Span:
    """The stretch of the clause, without what introduces it and without a clause beside it that nothing kept stands in."""
    kept = set(keep)
    inside = set(tree.subtree(head))
    for child in tree.children(head):
        below = set(tree.subtree(child))
        beside = tree.labels[child] == "conj" and tree.tags[child] == "VERB"
        if (beside or tree.labels[child] in _LEFT_OUT) and not below & kept:
            inside -= below
    words = tree.sentence.words
    order = sorted(inside)
    while len(order) > 1 and words[order[0]].text in _EDGES:
        order.pop(0)
    texts = [words[i].text for i in order]
    while len(texts) > 1 and texts[-1] in _EDGES and not _closes(texts[-1], texts[:-1]):
        texts.pop()
    return Span(start=words[order[0]].start, end=words[order[len(texts) - 1]].end)


def _closes(mark: str, before: Sequence[str]) -> bool:
    """Whether a bracket or quotation mark ends what one before it began: "the Rapid Support Forces (RSF)"."""
    opening = _PAIRS.get(mark)
    if opening == mark:
        return before.count(mark) % 2 == 1
    return opening is not None and before.count(opening) > before.count(mark)


def _is_clause(tree: Tree, word: int) -> bool:
    label = tree.labels[word]
    if label == "root":
        return True
    has_subject = any(tree.labels[i].startswith(("nsubj", "csubj")) for i in tree.children(word))
    return label in _CLAUSE and tree.tags[word] in ("VERB", "AUX") and (has_subject or label in ("acl", "acl:relcl", "advcl"))
