"""How an actor stands to an item or measure, as hashed features: the path in the parse, the frame's slot, the distance."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from enduse.lexicon.actors import ActorMention
from enduse.read.candidates import Candidates, Mention
from enduse.read.trees import Tree
from enduse.read.vocabulary import PAIR_BUCKETS

WIDTH = 16  # features of a pair at most


@lru_cache(maxsize=200_000)
def bucket(feature: str) -> int:
    """A feature's number, the same on every machine; 0 is kept for none."""
    return zlib.crc32(feature.encode()) % (PAIR_BUCKETS - 1) + 1


class PairFeatures:
    """Features of every pair of an anchor and an actor of one document."""

    def __init__(self, trees: Sequence[Tree], offsets: Sequence[int], candidates: Candidates) -> None:
        """`offsets` gives for each sentence the number of its first word in the document."""
        self._trees, self._offsets, self._candidates = trees, offsets, candidates
        counts = Counter(m.entry.code for m in candidates.actors)  # type: ignore[union-attr]
        self._rank = {code: min(rank, 5) for rank, (code, _) in enumerate(counts.most_common())}
        self._edges: dict[tuple[int, int], str] = {}
        self._slots: dict[int, str] = {}
        self._far: dict[tuple[int, int], list[int]] = {}

    def pair(self, anchor: Mention, actor: Mention, votes: Sequence[str] = ()) -> list[int]:
        """The buckets of one pair; `votes` are roles that the frames give the actor."""
        apart = max(-6, min(6, actor.sentence - anchor.sentence))
        voted = [bucket(f"vote:{vote}") for vote in votes[:4]]
        if apart == 0:
            near = [*self._of_actor(actor, apart), *self._in_sentence(anchor, actor)]
            return [*voted, *(bucket(name) for name in near)][:WIDTH]
        key = (id(actor), apart)  # what holds of an actor sentences away holds for all anchors there
        if key not in self._far:
            far = [*self._of_actor(actor, apart), f"s:{self._slot(actor)}|{apart}"]
            self._far[key] = [bucket(name) for name in far]
        return [*voted, *self._far[key]]

    def _of_actor(self, actor: Mention, apart: int) -> list[str]:
        entry = _entry(actor)
        title = self._trees[actor.sentence].sentence.is_title
        return [
            f"d:{apart}",
            f"r:{self._rank[entry.code]}|{apart == 0}",
            f"k:{entry.kind}|{apart}",
            f"t:{title}|{self._slot(actor)}",
        ]

    def edge(self, sentence: int, word: int) -> str:
        """The relation of a word to its head, with the preposition where it has one: `obl:to`."""
        key = (sentence, word)
        if key not in self._edges:
            tree = self._trees[sentence]
            label = tree.labels[word]
            if label in ("obl", "nmod", "advcl", "acl", "obl:agent", "conj"):
                marks = [i for i in tree.children(word) if tree.labels[i] in ("case", "mark", "cc")]
                label = ":".join([label, *(tree.sentence.words[i].text.lower() for i in marks[:2])])
            elif label == "nmod:poss":
                label = "poss"
            self._edges[key] = label
        return self._edges[key]

    def _head(self, mention: Mention) -> int:
        offset = self._offsets[mention.sentence]
        return self._trees[mention.sentence].head_of(mention.first - offset, mention.last - offset)

    def _classes(self, sentence: int, word: int) -> str:
        """What a word is in the frames, as a verb or as a noun by its part of speech, and whether it says or denies."""
        fit = "verb:" if self._trees[sentence].tags[word] in ("VERB", "AUX") else "noun:"
        names = self._candidates.cues[self._offsets[sentence] + word]
        return "+".join(sorted(name for name in names if name.startswith(fit) or name in ("cue:reporting", "cue:denial")))

    def _slot(self, actor: Mention) -> str:
        key = id(actor)
        if key not in self._slots:
            self._slots[key] = self._slot_of(actor)
        return self._slots[key]

    def _slot_of(self, actor: Mention) -> str:
        tree, head = self._trees[actor.sentence], self._head(actor)
        governor = tree.heads[head]
        above = self._classes(actor.sentence, governor) if governor >= 0 else "root"
        return f"{self.edge(actor.sentence, head)}<{above}"

    def _in_sentence(self, anchor: Mention, actor: Mention) -> list[str]:
        sentence = anchor.sentence
        tree = self._trees[sentence]
        a, b = self._head(anchor), self._head(actor)
        gap = actor.first - anchor.last if actor.first > anchor.last else actor.last - anchor.first
        names = [f"w:{_rounded(gap)}"]
        if a == b:
            return [*names, f"same:{_entry(actor).kind}|{actor.first <= anchor.first}"]
        ups, downs = [a, *tree.ancestors(a)], [b, *tree.ancestors(b)]
        over = next(i for i in ups if i in downs)
        up = [self.edge(sentence, i) for i in ups[: ups.index(over)]]
        down = [self.edge(sentence, i) for i in downs[: downs.index(over)]]
        classes = self._classes(sentence, over)
        voice = "pass" if any(tree.labels[i] in ("nsubj:pass", "aux:pass") for i in tree.children(over)) else "act"
        word = tree.sentence.words[over].text.lower()
        rise, fall = ">".join(up[-3:]), "<".join(reversed(down[-3:]))
        if len(up) + len(down) <= 7:
            names += [f"p:{rise}|{fall}", f"pc:{rise}|{classes}|{voice}|{fall}", f"lw:{word}|{voice}|{fall}"]
        names.append(f"a:{classes}|{voice}|{fall}|{actor.first < anchor.first}")
        near = down[0] if down else "over"
        middle = self._classes(sentence, tree.heads[b]) if tree.heads[b] >= 0 else "root"
        names.append(f"n:{near}|{middle}|{len(down)}|{len(up)}")
        names.append(f"u:{up[0] if up else 'over'}|{near}|{_entry(actor).kind}")
        return names


def _entry(actor: Mention) -> ActorMention:
    assert isinstance(actor.entry, ActorMention)
    return actor.entry


def _rounded(gap: int) -> str:
    size = abs(gap)
    return f"{'+' if gap > 0 else '-'}{size if size < 5 else 5 if size < 8 else 8 if size < 13 else 13 if size < 21 else 21}"
