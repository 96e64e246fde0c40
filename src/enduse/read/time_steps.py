"""How far a time stands from what is stated, in steps of the parse, and whether it dates the saying of it."""

from __future__ import annotations

from enduse.lexicon.frame_links import load_frame_links
from enduse.lexicon.frames import load_frames
from enduse.lexicon.voices import load_voices
from enduse.model import Span
from enduse.read.trees import Tree

_SAID_NEXT = frozenset({"that", ",", ".", ":"})
_FAR = 5  # steps up from the time to the clause that still count, where it stands outside the quoted words


def steps_to(tree: Tree, word: int, place: Span, span: Span) -> int | None:
    """How far a time is from what is stated, in steps of the parse; None where it belongs elsewhere.

    Args:
        tree: the sentence of both.
        word: the head of what is stated.
        place: where the words of the time stand in the document.
        span: where the clause stands.
    """
    words = [i for i, w in enumerate(tree.sentence.words) if w.start < place.end and place.start < w.end]
    if not words:
        return None
    top = tree.head_of(words[0], words[-1])
    governor = tree.heads[top]
    if dates_saying(tree, words[0], words[-1]):
        return None
    inside = span.contains(place)
    low, high = min(top, word), max(top, word)
    if not inside and any(tree.sentence.words[i].text == ";" for i in range(low, high)):
        return None
    if governor >= 0 and is_saying(tree, governor) and governor != word and not _governs_only_itself(tree, governor, word):
        return None
    ups = [word, *tree.ancestors(word)]
    chain = [top, *tree.ancestors(top)]
    over = next((i for i in chain if i in ups), None)
    if over is None:
        return None if not inside else 20
    between = [*ups[: ups.index(over)], *chain[1 : chain.index(over)]]
    if any(is_saying(tree, i) for i in [*ups[: ups.index(over)]]) and not inside:
        return None
    steps = len(between)
    return steps if inside else steps + 3 if steps <= _FAR else None


def _governs_only_itself(tree: Tree, verb: int, word: int) -> bool:
    """Whether the word is the verb's own object and no clause: "announced a sale in May" dates the sale's announcement."""
    ups = [word, *tree.ancestors(word)]
    if verb not in ups:
        return True
    below = ups[: ups.index(verb)]
    return (
        bool(below) and tree.labels[below[-1]] in ("obj", "obl", "nsubj:pass") and tree.tags[below[-1]] not in ("VERB", "AUX")
    )


def dates_saying(tree: Tree, first: int, last: int) -> bool:
    """Whether a time between two words dates the saying of what follows: "said Friday it had signed", "in May he said that"."""
    return stands_at_saying(tree, first, last) or _stands_before_said(tree, tree.head_of(first, last))


def dates_something_else(tree: Tree, word: int, status: str, first: int, last: int) -> bool:
    """Whether a time dates the contract of what has come, or the making of it.

    "Under a 2020 contract it has handed over two radars", "shells that were produced in 1985".

    Args:
        tree: the sentence.
        word: the head of what is stated.
        status: how far it has come.
        first: the first word of the time.
        last: its last word.
    """
    governor = tree.heads[tree.head_of(first, last)]
    if governor < 0 or governor in (over := [word, *tree.ancestors(word)]):
        return False
    if tree.lower(governor) in load_frame_links().making_verbs:
        return any(i in over for i in tree.ancestors(governor)) and tree.labels[governor].startswith("acl")
    return status in ("delivered", "under_way") and tree.tags[governor] == "NOUN" and _is_agreed(tree.lower(governor))


def _is_agreed(noun: str) -> bool:
    return any("agreed" in word.frame.status.values() for word in load_frames().noun(noun))


def stands_at_saying(tree: Tree, first: int, last: int) -> bool:
    """Whether a time stands between a verb of saying and what is said, whatever the parse has.

    "Said last July that Iran was", "said last July Iran was".
    """
    if first == 0 or not is_saying(tree, first - 1):
        return False
    following = tree.lower(last + 1) if last + 1 < len(tree.heads) else "."
    return following in _SAID_NEXT or any(tree.labels[i] == "ccomp" and i > last for i in tree.children(first - 1))


def _stands_before_said(tree: Tree, time: int) -> bool:
    """Whether a time hangs on a verb of saying and stands before what is said: "in May officials disclosed that it would"."""
    verb = tree.heads[time]
    if verb >= 0 and tree.labels[verb] == "nsubj":  # "in May officials disclosed" is at times parsed as one noun phrase
        verb = tree.heads[verb]
    return verb >= 0 and is_saying(tree, verb) and any(tree.labels[i] == "ccomp" and i > time for i in tree.children(verb))


def is_saying(tree: Tree, word: int) -> bool:
    """Whether a word is a verb of saying or thinking."""
    verbs, text = load_voices().verbs, tree.lower(word)
    return tree.tags[word] == "VERB" and (text in verbs["says"] or text in verbs["thinks"])
