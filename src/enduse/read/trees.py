"""Dependency trees over sentences: what the parser says, repaired where needed, and the walks that readers make in them."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from enduse.read.sentences import Sentence


@dataclasses.dataclass(frozen=True, slots=True)
class Tree:
    """A sentence with each word's head (-1 for the root), relation (Universal Dependencies v2) and part of speech."""

    sentence: Sentence
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    tags: tuple[str, ...]
    _children: tuple[list[int], ...] = dataclasses.field(init=False, repr=False, compare=False)
    _lower: tuple[str, ...] = dataclasses.field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        children: tuple[list[int], ...] = tuple([] for _ in self.heads)
        for word, head in enumerate(self.heads):
            if head >= 0:
                children[head].append(word)
        object.__setattr__(self, "_children", children)
        object.__setattr__(self, "_lower", tuple(w.text.lower().replace("’", "'") for w in self.sentence.words))

    def children(self, word: int) -> Sequence[int]:
        """The words that depend on a word, in order."""
        return self._children[word]

    def lower(self, word: int) -> str:
        """A word in lower case, its apostrophe as a typewriter has it: "n’t" and "n't" are one word to what asks."""
        return self._lower[word]

    def ancestors(self, word: int) -> list[int]:
        """The word's head, its head's head and so on to the root."""
        out = []
        while (word := self.heads[word]) >= 0:
            out.append(word)
        return out

    def subtree(self, word: int) -> list[int]:
        """The word and all that depends on it, in order."""
        found = [word]
        for above in found:  # grows while it is gone through
            found.extend(self._children[above])
        return sorted(found)

    def first_of_list(self, word: int) -> int:
        """The first member of the list that a word is a member of, the word itself where it is in none."""
        while self.labels[word] == "conj" and self.heads[word] >= 0:
            word = self.heads[word]
        return word

    def head_of(self, first: int, last: int) -> int:
        """The word of a stretch (`last` inclusive) whose head lies outside it: the stretch's own head."""
        for i in range(last, first - 1, -1):
            if not first <= self.heads[i] <= last:
                return i
        return last

    def path(self, a: int, b: int) -> tuple[tuple[str, ...], int, tuple[str, ...]]:
        """The relations from `a` up to the lowest word over both, that word, and the relations from it down to `b`."""
        ups = [a, *self.ancestors(a)]
        downs = [b, *self.ancestors(b)]
        over = next(i for i in ups if i in downs)
        up = tuple(self.labels[i] for i in ups[: ups.index(over)])
        down = tuple(self.labels[i] for i in reversed(downs[: downs.index(over)]))
        return up, over, down


def is_passive(tree: Tree, verb: int) -> bool:
    """Whether a verb stands in the passive: whoever "is believed to" do something believes nothing."""
    return any(tree.labels[i] == "aux:pass" for i in tree.children(verb))


def flat_tree(sentence: Sentence) -> Tree:
    """A tree that says nothing, for a sentence that was not parsed: all words hang on the first."""
    words = len(sentence.words)
    return Tree(
        sentence=sentence,
        heads=(-1, *[0] * (words - 1)),
        labels=("root", *["dep"] * (words - 1)),
        tags=("X",) * words,
    )


def repair_heads(heads: Sequence[int]) -> tuple[int, ...]:
    """One root and no cycle: a word in a cycle hangs on the root instead, as do further roots.

    Args:
        heads: each word's head as a position from 0, -1 for the root; as scored one by one they may not form a tree.
    """
    fixed = [head if head < len(heads) else -1 for head in heads]
    if not fixed:
        return ()
    roots = [i for i, head in enumerate(fixed) if head < 0]
    root = roots[0] if roots else 0
    fixed[root] = -1
    for i in roots[1:]:
        fixed[i] = root
    sound = {-1}  # words from which the root is reached
    for i in range(len(fixed)):
        seen = set()
        word = i
        while word not in sound and word not in seen:
            seen.add(word)
            word = fixed[word]
        if word not in sound:
            fixed[word] = root
        sound |= seen
    return tuple(fixed)
