"""Frames over the parse: for each item or measure, the actors that stand in a slot of a transfer word that governs it.

A vote is evidence, not a decision: the network weighs it as one of its features, and `--explain` shows it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from enduse.lexicon.frames import Frame, load_frames
from enduse.read.candidates import Candidates
from enduse.read.trees import Tree

_REACH = 6  # governors of an item that are looked at
_INSIDE = ("amod", "compound", "nmod:poss", "flat", "appos", "nmod")
_SLOT_OF = {"obl:agent": "by", "nmod:poss": "poss"} | {label: label for label in ("obj", "iobj", "amod", "compound", "xcomp")}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """A role that a frame gives an actor: `rule` names the word, its frame and the slot; `about` is the item's role there."""

    role: str
    about: str
    rule: str

    @property
    def name(self) -> str:
        """The vote as a feature."""
        return f"{self.role}|{self.about}"


Votes = Mapping[tuple[int, int], tuple[Vote, ...]]


def find_votes(trees: Sequence[Tree], offsets: Sequence[int], candidates: Candidates) -> Votes:
    """The votes of all frames, by (anchor number, actor number) of the candidates."""
    votes: dict[tuple[int, int], list[Vote]] = defaultdict(list)
    actors: dict[int, dict[int, int]] = defaultdict(dict)
    for j, actor in enumerate(candidates.actors):
        offset = offsets[actor.sentence]
        head = trees[actor.sentence].head_of(actor.first - offset, actor.last - offset)
        actors[actor.sentence].setdefault(head, j)
    clauses = {}
    for i, anchor in enumerate(candidates.anchors):
        number, offset = anchor.sentence, offsets[anchor.sentence]
        if number not in clauses:
            tree = trees[number]
            clauses[number] = _Clauses(tree, candidates.cues[offset : offset + len(tree.heads)], actors[number])
        head = clauses[number].tree.head_of(anchor.first - offset, anchor.last - offset)
        for j, vote in clauses[number].votes(head):
            votes[i, j].append(vote)
    return {key: tuple(dict.fromkeys(found)) for key, found in votes.items()}


class _Clauses:
    """The frames of one sentence: its tree, each word's cue classes, and its actors by head word."""

    def __init__(self, tree: Tree, cues: Sequence[frozenset[str]], actors: Mapping[int, int]) -> None:
        self.tree, self._cues, self._actors = tree, cues, actors

    def votes(self, item: int) -> Iterator[tuple[int, Vote]]:
        """Actor numbers and their votes, from the frame words at and over an item, nearest first."""
        chain = [item, *self.tree.ancestors(item)]
        for depth, word in enumerate(chain[:_REACH]):
            fillers = list(self._fillers(word))
            for frame, slots in self._frames(word):
                below = chain[depth - 1] if depth else item
                about = "self" if depth == 0 else next((slots.get(s, "none") for s, f in fillers if f == below), "none")
                for slot, filler in fillers:
                    if slot in slots and filler not in chain:
                        rule = f"{self.tree.sentence.words[word].text} ({frame.name}): {slot}"
                        for j in self._actors_in(filler):
                            yield j, Vote(role=slots[slot], about=about, rule=rule)

    def _frames(self, word: int) -> Iterator[tuple[Frame, Mapping[str, str]]]:
        """The frames of a word and their slots, as a verb in its voice or as a noun."""
        form = self._lower(word)
        particle = next((self._lower(i) for i in self.tree.children(word) if self.tree.labels[i] == "compound:prt"), None)
        if self.tree.tags[word] in ("VERB", "AUX"):
            found = load_frames().verb(f"{form} {particle}") if particle else load_frames().verb(form)
            passive = self._is_passive(word)
            for entry in found:
                yield entry.frame, entry.frame.passive if passive else entry.frame.active
        else:
            for entry in load_frames().noun(form):
                yield entry.frame, entry.frame.slots

    def _is_passive(self, word: int) -> bool:
        """Passive by its auxiliary or subject; a participle on a noun ("drones supplied by Iran") unless it is in -ing."""
        if any(self.tree.labels[i] in ("nsubj:pass", "aux:pass") for i in self.tree.children(word)):
            return True
        return self.tree.labels[word] == "acl" and not self.tree.sentence.words[word].text.lower().endswith("ing")

    def _fillers(self, word: int) -> Iterator[tuple[str, int]]:
        """The slots of a word and what stands in them; a subject is taken over from a verb above where the word has none."""
        has_subject = False
        for child in self.tree.children(word):
            label = self.tree.labels[child]
            if label.startswith("nsubj"):
                has_subject = True
                yield "subj", self._antecedent(word, child)
            elif label in _SLOT_OF:
                yield _SLOT_OF[label], child
            elif label in ("obl", "nmod"):
                cases = [self._lower(i) for i in self.tree.children(child) if self.tree.labels[i] == "case"]
                if cases:
                    yield cases[0], child
        if not has_subject and self.tree.tags[word] in ("VERB", "AUX"):
            taken = self._inherited(word)
            if taken is not None:
                yield "subj", taken

    def _antecedent(self, verb: int, subject: int) -> int:
        """What a relative pronoun stands for: the noun its clause hangs on."""
        if self.tree.labels[verb].startswith("acl") and self._lower(subject) in ("which", "that", "who"):
            return self.tree.heads[verb]
        return subject

    def _inherited(self, verb: int) -> int | None:
        """The subject of a verb without one: "agreed to sell", "and sent", "after buying"; the noun of "those supplied"."""
        label, above = self.tree.labels[verb], self.tree.heads[verb]
        for _ in range(3):
            if above < 0:
                return None
            if label.startswith("acl"):
                return above
            if label in ("xcomp", "conj", "advcl", "ccomp"):
                subject = self._controller(label, above)
                if subject is not None:
                    return subject
            label, above = self.tree.labels[above], self.tree.heads[above]
        return None

    def _controller(self, label: str, above: int) -> int | None:
        """Who does what a verb embeds: whoever is asked to, else the embedding verb's own subject."""
        children = list(self.tree.children(above))
        if label == "xcomp" and "verb:request" in self._cues[above]:
            asked = [i for i in children if self.tree.labels[i] == "obj"]
            if asked:
                return asked[0]
        return next((self._antecedent(above, i) for i in children if self.tree.labels[i].startswith("nsubj")), None)

    def _actors_in(self, filler: int) -> Iterator[int]:
        """The actors a filler names: itself, what is joined to it, or the state its noun belongs to ("Iranian firms")."""
        if filler in self._actors:
            yield self._actors[filler]
        for child in self.tree.children(filler):
            joined = self.tree.labels[child] == "conj"
            if child in self._actors and (joined or (filler not in self._actors and self.tree.labels[child] in _INSIDE)):
                yield self._actors[child]
            elif joined:
                inside = (i for i in self.tree.children(child) if self.tree.labels[i] in _INSIDE)
                yield from (self._actors[i] for i in inside if i in self._actors)

    def _lower(self, word: int) -> str:
        return self.tree.sentence.words[word].text.lower()
