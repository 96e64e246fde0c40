"""Frames over the parse: for each item or measure, the actors that stand in a slot of a transfer word that governs it.

A vote is evidence, not a decision: the network weighs it as one of its features, and `--explain` shows it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from enduse.lexicon.cues import CueMention
from enduse.lexicon.frame_links import load_frame_links
from enduse.lexicon.frames import Frame, load_frames
from enduse.lexicon.voices import load_voices
from enduse.read.candidates import Candidates
from enduse.read.slots import Filler, Slots
from enduse.read.trees import Tree

_REACH = 6  # governors of an item that are looked at
_PARTS = ("item", "event", "measure", "self")  # what an item is in a frame that tells of it
_CLAUSES = ("ccomp", "parataxis", "conj", "advcl", "acl:relcl")
_OPPOSITE = ("supplier", "recipient")
# The roles where somebody is paid for a thing: "paid France for 24 Rafales", "paid France 5 billion for 24 Rafales".
_PAID = {
    "obj": {"subj": "recipient", "obj": "supplier", "for": "item"},
    "iobj": {"subj": "recipient", "iobj": "supplier", "obj": "item", "for": "item"},
}


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
            clauses[number] = _Clauses(tree, actors[number])
        head = clauses[number].tree.head_of(anchor.first - offset, anchor.last - offset)
        for j, vote in clauses[number].votes(head, measure=isinstance(anchor.entry, CueMention)):
            votes[i, j].append(vote)
    return {key: tuple(dict.fromkeys(found)) for key, found in votes.items()}


class _Reading(NamedTuple):
    """A frame that a word may open: its roles by slot, the item's role in it, and what fills its slots."""

    frame: Frame
    roles: Mapping[str, str]
    about: str
    fillers: Sequence[Filler]

    @property
    def tells(self) -> bool:
        """Whether it tells of the item."""
        return self.about in _PARTS or (self.frame.statement == "measure" and self.about == "target")


class _Clauses:
    """The frames of one sentence, by its tree and its actors by head word."""

    def __init__(self, tree: Tree, actors: Mapping[int, int]) -> None:
        self.tree = tree
        self._links = load_frame_links()
        self._slots = Slots(tree, actors)
        self._known: dict[int, list[tuple[Frame, Mapping[str, str]]]] = {}

    def votes(self, item: int, *, measure: bool = False) -> Iterator[tuple[int, Vote]]:
        """Actor numbers and their votes, nearest first; whom a nearer word makes supplier none further off makes recipient."""
        given: dict[int, str] = {}
        for j, vote in self._all_votes(item, measure):
            if vote.role not in _OPPOSITE or given.setdefault(j, vote.role) == vote.role:
                yield j, vote

    def _all_votes(self, item: int, measure: bool) -> Iterator[tuple[int, Vote]]:
        """What the frame words at, over and under an item say."""
        yield from self._on_measure(item) if measure and self.tree.tags[item] not in ("VERB", "AUX") else self._on_item(item)
        above = item
        for depth, word in enumerate([item, *self.tree.ancestors(item)][:_REACH]):
            yield from self._at(word, above, "self" if depth == 0 else None)
            yield from self._joined(word, above)
            above = word

    def _at(self, word: int, below: int, about: str | None = None) -> Iterator[tuple[int, Vote]]:
        """The votes of one word's frames; `below` is what of it holds the item, of which the frame must tell if one does."""
        if word not in self._known:
            self._known[word] = list(self._frames(word))
        if not self._known[word] and not self._carries(word):
            return
        fillers = self._slots.fillers(word)
        place = next((slot for slot, filler in fillers if filler == below), None)
        found = [_Reading(frame, roles, about or roles.get(place or "", "none"), fillers) for frame, roles in self._known[word]]
        found += self._carried(word, place, fillers)
        telling = [reading for reading in found if reading.tells]
        # in a frame where the phrase that holds the item would be a party, nothing is said of the item
        loose = [] if self._is_apart(below, word) else [reading for reading in found if reading.about == "none"]
        for frame, roles, part, own in telling or loose:
            for slot, filler in own:
                if slot in roles and (filler != below or part not in _PARTS):
                    rule = f"{self.tree.sentence.words[word].text} ({frame.name}): {slot}"
                    for j in self._slots.actors_in(filler):
                        yield j, Vote(role=roles[slot], about=part, rule=rule)

    def _is_apart(self, below: int, word: int) -> bool:
        """Whether what holds the item is a clause with a subject of its own, of which a word over it tells nothing."""
        if self.tree.heads[below] != word or self.tree.labels[below] not in _CLAUSES:
            return False
        return any(self.tree.labels[i].startswith("nsubj") for i in self.tree.children(below))

    def _on_item(self, item: int) -> Iterator[tuple[int, Vote]]:
        """What hangs on the item itself: "Iranian drones", "missiles for Egypt", "drones that Iran sent"."""
        frame_noun = bool(load_frames().noun(self.tree.lower(item)))
        for child in self.tree.children(item):
            label = self.tree.labels[child]
            if label.startswith("acl") and self.tree.lower(child) not in self._links.destined:
                yield from self._at(child, item)
                yield from self._joined(child, item)
            elif label.startswith("acl") or (label == "amod" and self.tree.lower(child) in self._links.destined):
                for slot, filler in self._slots.fillers(child):
                    if slot in ("for", "to"):
                        yield from self._plain(filler, "recipient", f"{self.tree.lower(child)} {slot}")
            elif frame_noun:
                continue
            elif label == "nmod" and (role := self._links.on_item.get(self._slots.case(child) or "")):
                yield from self._plain(child, role, f"item: {self._slots.case(child)}")
            elif label in ("amod", "compound", "nmod:poss"):
                yield from self._plain(child, "origin", f"item: {label}")

    def _on_measure(self, noun: int) -> Iterator[tuple[int, Vote]]:
        """What hangs on the noun of a measure: "American sanctions on Iran", "sanctions that the Union imposed"."""
        for child in self.tree.children(noun):
            label = self.tree.labels[child]
            if label.startswith("acl"):
                yield from self._at(child, noun)
            elif role := self._links.on_measure.get((self._slots.case(child) or "") if label == "nmod" else label):
                yield from self._plain(child, role, f"measure: {label}")

    def _plain(self, filler: int, role: str, rule: str) -> Iterator[tuple[int, Vote]]:
        yield from ((j, Vote(role=role, about="self", rule=rule)) for j in self._slots.actors_in(filler))

    def _joined(self, word: int, below: int) -> Iterator[tuple[int, Vote]]:
        """Verbs joined to a verb that share its item: "bought from France and delivered to Egypt"."""
        if self.tree.tags[word] != "VERB" or below == word:
            return
        for child in self.tree.children(word):
            if self.tree.labels[child] == "conj" and child != below and self.tree.tags[child] == "VERB":
                own = [i for i in self.tree.children(child) if self.tree.labels[i] in ("obj", "nsubj:pass")]
                if not own:
                    yield from self._at(child, below)
                elif self.tree.lower(own[0]) in load_voices().small.things:
                    yield from self._at(child, own[0])

    def _frames(self, word: int) -> Iterator[tuple[Frame, Mapping[str, str]]]:
        """The frames of a word and their slots, as a verb in its voice or as a noun."""
        form = self.tree.lower(word)
        if self.tree.tags[word] in ("VERB", "AUX"):
            particle = next(
                (self.tree.lower(i) for i in self.tree.children(word) if self.tree.labels[i] == "compound:prt"), None
            )
            found = (particle and load_frames().verb(f"{form} {particle}")) or load_frames().verb(form)
            passive = self._slots.is_passive(word)
            paid = _PAID.get(self._payee(word) or "") if not passive and form in self._links.paying_verbs else None
            for entry in found:
                yield entry.frame, paid or (entry.frame.passive if passive else entry.frame.active)
        else:
            for entry in load_frames().noun(form):
                yield entry.frame, entry.frame.slots

    def _payee(self, verb: int) -> str | None:
        """The slot of who is paid, where it is for something or a sum; "paid Kenya compensation for" gets nothing."""
        fillers = self._slots.fillers(verb)
        payee = next((s for s, filler in fillers if s in _PAID and any(True for _ in self._slots.actors_in(filler))), None)
        if payee == "iobj":
            paid = [word for slot, filler in fillers if slot == "obj" for word in self.tree.subtree(filler)]
            return payee if any(self.tree.tags[word] == "NUM" for word in paid) else None
        return payee if any(slot == "for" for slot, _ in fillers) else None

    def _carries(self, verb: int) -> bool:
        return self.tree.lower(verb) in self._links.taking_verbs or self.tree.lower(verb) in self._links.light_verbs

    def _carried(self, verb: int, place: str | None, fillers: Sequence[Filler]) -> Iterator[_Reading]:
        """The frames of a deal noun that a light verb carries: "signed a contract with India", "took delivery of"."""
        if not self._carries(verb):
            return
        taking = self.tree.lower(verb) in self._links.taking_verbs
        agent, object_ = ("by", "subj") if self._slots.is_passive(verb) else ("subj", "obj")
        noun = next((filler for slot, filler in fillers if slot == object_), None)
        if noun is None:
            return
        for entry in load_frames().noun(self.tree.lower(noun)):
            roles = dict(entry.frame.slots)
            roles[agent] = "recipient" if taking and entry.frame.name == "supply" else roles.pop("poss", "party")
            about = "event" if place == object_ else roles.get(place or "", "none")
            yield _Reading(entry.frame, roles, about, [(slot, filler) for slot, filler in fillers if filler != noun])
