"""Asides that name a speaker, found by punctuation where a parse goes astray: ", Kirby said on Monday," and ", said Kirby"."""

from __future__ import annotations

from enduse.lexicon.voices import load_voices
from enduse.read.trees import Tree

QUOTES = '"“”„«»'
_BREAKS = ",;:–—()." + QUOTES
_NOMINAL = ("PROPN", "NOUN", "DET", "ADJ", "ADP", "NUM", "PRON", "CCONJ", "PART", "ADV", "X")
_LONGEST = 14  # words of a speaker


def noun_phrase_at(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase between a mark and the verb ("..., the minister said"), or right after it (", said X")."""
    first, last = _before(tree, verb)
    if first <= last:
        return tree.head_of(first, last) if _is_nominal(tree, first, last) else None
    if verb and tree.sentence.words[verb - 1].text in "," + QUOTES + "–—":
        first, last = _after(tree, verb)
        if first <= last and _is_nominal(tree, first, last):
            return tree.head_of(first, last)
    return None


def subject_at_start(tree: Tree, verb: int) -> int | None:
    """The head of the noun phrase between the sentence's beginning and the verb, where nothing else stands there."""
    last = verb - 1
    while last >= 0 and tree.tags[last] in ("AUX", "ADV"):
        last -= 1
    marks = any(tree.sentence.words[i].text in _BREAKS for i in range(last + 1))
    if last < 0 or marks or not _is_nominal(tree, 0, last):
        return None
    return tree.head_of(0, last)


def aside_scope(tree: Tree, verb: int, speaker: int) -> tuple[int, int] | None:
    """The words an aside is about, from one semicolon to the next; None where the saying is no aside."""
    words = tree.sentence.words
    first, last = _before(tree, verb)
    if not first <= speaker <= last:
        first, last = verb, _after(tree, verb)[1]
        if not first <= speaker <= last:
            return None
    if first == 0 or words[first - 1].text not in "," + QUOTES + "–—":
        return None
    end = max(verb, speaker)
    while end + 1 < len(words) and words[end + 1].text not in _BREAKS:
        end += 1
        opens_clause = tree.tags[end] in ("VERB", "SCONJ") and tree.labels[end] not in ("amod", "acl")
        if opens_clause or tree.lower(end) in load_voices().small.clause_goes_on:
            return None
    if end + 1 < len(words) and words[end + 1].text == ":":
        return None
    if first < 4 and end + 1 >= len(words) - 1 and words[first - 1].text not in QUOTES:
        return None
    left = max((i + 1 for i in range(first - 1) if words[i].text in ";:"), default=0)
    right = next((i - 1 for i in range(end, len(words)) if words[i].text in ";"), len(words) - 1)
    return left, right


def _before(tree: Tree, verb: int) -> tuple[int, int]:
    """The stretch from the mark before a verb to its auxiliaries; empty (last before first) where there is none."""
    last = verb - 1
    while last >= 0 and tree.tags[last] in ("AUX", "ADV"):
        last -= 1
    first = last + 1
    while first > 0 and tree.sentence.words[first - 1].text not in _BREAKS:
        first -= 1
    return (first, last) if first > 0 else (0, -1)


def _after(tree: Tree, verb: int) -> tuple[int, int]:
    """The noun phrase after a verb: up to a mark, another verb or a time."""
    first = last = verb + 1
    while last < len(tree.heads) and tree.sentence.words[last].text not in _BREAKS and tree.tags[last] in _NOMINAL:
        if last > first and tree.lower(last) in load_voices().small.times_after:
            break
        last += 1
    return first, last - 1


def _is_nominal(tree: Tree, first: int, last: int) -> bool:
    """Whether a stretch is a noun phrase."""
    if last - first >= _LONGEST or tree.tags[first] in ("ADP", "CCONJ", "ADV"):
        return False
    inside = range(first, last + 1)
    return all(tree.tags[i] in _NOMINAL for i in inside) and any(
        tree.tags[i] in ("PROPN", "NOUN", "PRON", "NUM") for i in inside
    )
