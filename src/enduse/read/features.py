"""How an actor stands to an item or measure, as hashed features: the path in the parse, the frame's slot, the distance."""

from __future__ import annotations

import zlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from enduse.lexicon.actors import ActorMention
from enduse.lexicon.items import ItemMention
from enduse.read.candidates import Candidates, Mention
from enduse.read.frames import Vote
from enduse.read.statuses import implied_status
from enduse.read.trees import Tree
from enduse.read.vocabulary import PAIR_BUCKETS

WIDTH = 24  # features of a pair at most
ANCHOR_WIDTH = 20  # features of an anchor at most


_HANGING = ("xcomp", "acl", "advcl", "acl:relcl", "conj", "ccomp")  # relations of verbs that may lack a subject of their own


@lru_cache(maxsize=200_000)
def bucket(feature: str) -> int:
    """A feature's number, the same on every machine; 0 is kept for none."""
    return zlib.crc32(feature.encode()) % (PAIR_BUCKETS - 1) + 1


class PairFeatures:
    """Features of every pair of an anchor and an actor of one document."""

    def __init__(
        self,
        trees: Sequence[Tree],
        offsets: Sequence[int],
        candidates: Candidates,
        votes: Mapping[tuple[int, int], Sequence[Vote]],
    ) -> None:
        """`offsets` gives for each sentence the number of its first word in the document."""
        self._trees, self._offsets, self._candidates = trees, offsets, candidates
        self._codes = [_entry(m).code for m in candidates.actors]
        counts = Counter(self._codes)
        self._rank = {code: min(rank, 5) for rank, (code, _) in enumerate(counts.most_common())}
        self._edges: dict[tuple[int, int], str] = {}
        self._frames_over: dict[tuple[int, int], str] = {}
        self._class_names: dict[tuple[int, int], str] = {}
        self._around: dict[int, list[int]] = {}
        self._slots: dict[int, str] = {}
        self._alone: dict[tuple[int, int], list[int]] = {}
        self._roles_of: dict[tuple[str, str, bool], list[int]] = {}
        self._votes: dict[int, dict[int, list[str]]] = defaultdict(dict)
        self._told: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
        for (i, j), found in votes.items():
            names = list(dict.fromkeys(vote.name for vote in found))
            self._votes[i][j] = names
            for role in {vote.role for vote in found}:
                self._told[self._codes[j]][role][_category(candidates.anchors[i])] += 1

    def row(self, number: int, actor_numbers: Sequence[int]) -> list[list[int]]:
        """The buckets of an anchor's pairs with the actors, given by their numbers among the candidates."""
        anchor = self._candidates.anchors[number]
        frame, category = self._frame_over(anchor), _category(anchor)
        voted = self._votes.get(number, {})
        filled = sorted({(name.split("|")[0], self._codes[j]) for j, names in voted.items() for name in names})
        between = self._between(anchor, actor_numbers)
        over = bucket(f"o:{frame}")
        roles: dict[tuple[str, bool], list[int]] = {}
        rows = []
        for j in actor_numbers:
            actor, key = self._candidates.actors[j], (self._codes[j], j in voted)
            if key not in roles:
                roles[key] = [*_taken(filled, *key), *self._elsewhere(category, *key)]
            apart = max(-6, min(6, actor.sentence - anchor.sentence))
            own = [over, *(bucket(f"vote:{name}") for name in voted[j][:4]), *roles[key]] if j in voted else [over, *roles[key]]
            own.append(bucket(f"b:{between[j]}|{min(apart, 1)}"))
            if apart:
                own.append(bucket(f"of:{frame}|{self._slot(j)}|{max(apart, -2)}"))
                own += self._of_actor(j, apart)
            else:
                own += self._of_actor(j, apart)
                own += [bucket(name) for name in self._in_sentence(anchor, actor)]
            rows.append(own[:WIDTH])
        return rows

    def anchor(self, number: int) -> list[int]:
        """The buckets of an anchor by itself: the frames over it, their tense and negation, and the status that they imply."""
        anchor = self._candidates.anchors[number]
        tree, head, sentence = self._trees[anchor.sentence], self._head(anchor), anchor.sentence
        start = self._offsets[sentence]
        cues = self._candidates.cues[start : start + len(tree.heads)]
        chain = [head, *tree.ancestors(head)][:6]
        names = [f"o:{self._frame_over(anchor)}", f"e:{'>'.join(self.edge(sentence, i) for i in chain[:3])}"]
        names += [f"is:{kind}:{implied_status(tree, head, cues, kind)}" for kind in ("transfer", "measure")]
        names += [f"g{depth}:{tree.lower(over)}" for depth, over in enumerate(chain[1:3], 1)]
        for depth, over in enumerate(chain):
            for i in tree.children(over):
                if tree.labels[i] in ("aux", "mark") or "cue:denial" in cues[i]:
                    names.append(f"x:{tree.lower(i)}|{min(depth, 3)}")
            said = sorted(
                c for c in cues[over] if c.startswith(("cue:reporting=", "cue:hedge=", "cue:denial=", "cue:condition="))
            )
            names += [f"c:{cue}|{depth > 0}" for cue in said]
        if sentence not in self._around:
            around = {c for word in cues for c in word if c.startswith(("cue:hedge=", "cue:denial=", "cue:status="))}
            self._around[sentence] = [bucket(f"n:{cue}") for cue in sorted(around)]
        return [*(bucket(name) for name in names), *self._around[sentence]][:ANCHOR_WIDTH]

    def _of_actor(self, number: int, apart: int) -> list[int]:
        """What holds of an actor so many sentences away, the same for all anchors there."""
        key = (number, apart)
        if key not in self._alone:
            actor, slot = self._candidates.actors[number], self._slot(number)
            entry, title = _entry(actor), self._trees[actor.sentence].sentence.is_title
            names = [f"d:{apart}", f"r:{self._rank[entry.code]}|{apart == 0}", f"k:{entry.kind}|{apart}", f"t:{title}|{slot}"]
            self._alone[key] = [bucket(name) for name in (*names, *([f"s:{slot}|{apart}"] if apart else []))]
        return self._alone[key]

    def _elsewhere(self, category: str, code: str, is_voted: bool) -> list[int]:
        """The roles that frames give the actor anywhere in the document, in what concerns the same category and otherwise."""
        key = (code, category, is_voted)
        if key not in self._roles_of:
            found = []
            for role, counts in sorted(self._told.get(code, {}).items()):
                same = counts[category] - is_voted
                found.append(bucket(f"told:{role}|{min(same, 2)}|{sum(counts.values()) - counts[category] > 0}"))
            self._roles_of[key] = found[:3]
        return self._roles_of[key]

    def _between(self, anchor: Mention, actor_numbers: Sequence[int]) -> dict[int, str]:
        """How many other actors were named since each mention before the anchor, and whether it was named again."""
        out: dict[int, str] = {}
        seen: set[str] = set()
        for j in reversed(actor_numbers):
            if self._candidates.actors[j].first > anchor.first:
                out[j] = "after"
                continue
            code = self._codes[j]
            out[j] = f"{min(len(seen), 5)}|{code in seen}"
            seen.add(code)
        return out

    def _frame_over(self, anchor: Mention) -> str:
        key = (anchor.sentence, self._head(anchor))
        if key not in self._frames_over:
            self._frames_over[key] = self._find_frame_over(*key)
        return self._frames_over[key]

    def _find_frame_over(self, sentence: int, word: int) -> str:
        """The nearest frame word at or over an anchor, how the anchor hangs on it, and what stands as its subject."""
        tree = self._trees[sentence]
        edges: list[str] = []
        for over in [word, *tree.ancestors(word)][:5]:
            classes = self._classes(sentence, over)
            if ":" in classes and any(c.startswith(("verb", "noun")) for c in classes.split("+")):
                kinds = [
                    self._what(sentence, i) for i in tree.children(over) if tree.labels[i].startswith(("nsubj", "nmod:poss"))
                ]
                return f"{'>'.join(edges[-2:])}|{classes}|{'+'.join(kinds)}|{tree.labels[over] in _HANGING}"
            edges.append(self.edge(sentence, over))
        return f"none|{tree.labels[word]}"

    def _what(self, sentence: int, word: int) -> str:
        tree = self._trees[sentence]
        if tree.tags[word] == "PRON":
            return tree.lower(word)
        return "name" if tree.tags[word] == "PROPN" else "noun"

    def edge(self, sentence: int, word: int) -> str:
        """The relation of a word to its head, with the preposition where it has one: `obl:to`."""
        key = (sentence, word)
        if key not in self._edges:
            tree = self._trees[sentence]
            label = tree.labels[word]
            if label in ("obl", "nmod", "advcl", "acl", "obl:agent", "conj"):
                marks = [i for i in tree.children(word) if tree.labels[i] in ("case", "mark", "cc")]
                label = ":".join([label, *(tree.lower(i) for i in marks[:2])])
            elif label == "nmod:poss":
                label = "poss"
            self._edges[key] = label
        return self._edges[key]

    def _head(self, mention: Mention) -> int:
        offset = self._offsets[mention.sentence]
        return self._trees[mention.sentence].head_of(mention.first - offset, mention.last - offset)

    def _classes(self, sentence: int, word: int) -> str:
        """What a word is in the frames, as a verb or as a noun by its part of speech, and whether it says or denies."""
        key = (sentence, word)
        if key not in self._class_names:
            fit = "verb:" if self._trees[sentence].tags[word] in ("VERB", "AUX") else "noun:"
            names = self._candidates.cues[self._offsets[sentence] + word]
            fitting = sorted(name for name in names if name.startswith(fit) or name in ("cue:reporting", "cue:denial"))
            self._class_names[key] = "+".join(fitting)
        return self._class_names[key]

    def _slot(self, number: int) -> str:
        if number not in self._slots:
            self._slots[number] = self._slot_of(self._candidates.actors[number])
        return self._slots[number]

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
        word = tree.lower(over)
        rise, fall = ">".join(up[-3:]), "<".join(reversed(down[-3:]))
        if len(up) + len(down) <= 7:
            names += [f"p:{rise}|{fall}", f"pc:{rise}|{classes}|{voice}|{fall}", f"lw:{word}|{voice}|{fall}"]
        names.append(f"a:{classes}|{voice}|{fall}|{actor.first < anchor.first}")
        near = down[0] if down else "over"
        middle = self._classes(sentence, tree.heads[b]) if tree.heads[b] >= 0 else "root"
        names.append(f"n:{near}|{middle}|{len(down)}|{len(up)}")
        names.append(f"u:{up[0] if up else 'over'}|{near}|{_entry(actor).kind}")
        return names


def _taken(filled: Sequence[tuple[str, str]], code: str, is_voted: bool) -> list[int]:
    """The roles that frames give other actors."""
    return [bucket(f"taken:{role}|{is_voted}") for role, other in filled if other != code][:3]


def _entry(actor: Mention) -> ActorMention:
    assert isinstance(actor.entry, ActorMention)
    return actor.entry


def _category(anchor: Mention) -> str:
    if isinstance(anchor.entry, ItemMention):
        return anchor.entry.category or "generic"
    return "measure"


def _rounded(gap: int) -> str:
    size = abs(gap)
    return f"{'+' if gap > 0 else '-'}{size if size < 5 else 5 if size < 8 else 8 if size < 13 else 13 if size < 21 else 21}"
