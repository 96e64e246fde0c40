"""Parses written by hand, so that what reads them is tested without a parser.

A word is `form/TAG/relation/head`, heads counted from 1 and 0 for the root: "Iran/PROPN/nsubj/2 sells/VERB/root/0".
"""

from __future__ import annotations

from enduse.read.candidates import Candidates, find_candidates
from enduse.read.frames import find_votes
from enduse.read.sentences import Sentence, Word
from enduse.read.trees import Tree


def tree(written: str) -> Tree:
    """A tree over the words, one blank between them."""
    rows = [word.rsplit("/", 3) for word in written.split()]
    words, at = [], 0
    for form, *_ in rows:
        words.append(Word(form, at, at + len(form)))
        at += len(form) + 1
    return Tree(
        sentence=Sentence(tuple(words), 0),
        heads=tuple(int(head) - 1 for *_, head in rows),
        labels=tuple(label for _, _, label, _ in rows),
        tags=tuple(tag for _, tag, _, _ in rows),
    )


def text_of(parsed: Tree) -> str:
    return " ".join(word.text for word in parsed.sentence.words)


def candidates_of(parsed: Tree) -> Candidates:
    return find_candidates(text_of(parsed), [parsed.sentence])


def votes_of(written: str) -> dict[tuple[str, str], set[str]]:
    """The roles that the frames give, by the item's or measure's words and the actor's value."""
    parsed = tree(written)
    found = candidates_of(parsed)
    votes: dict[tuple[str, str], set[str]] = {}
    for (i, j), given in find_votes([parsed], [0], found).items():
        key = (found.anchors[i].text, found.actors[j].entry.code)  # type: ignore[union-attr]
        votes.setdefault(key, set()).update(vote.role for vote in given)
    return votes
