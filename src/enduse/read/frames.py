"""Frames over the parse: for each item or measure, the actors that stand in a slot of a transfer word that governs it.

A vote is evidence, not a decision: the network weighs it as one of its features, and `--explain` shows it.
"""

from __future__ import annotations

import dataclasses
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from enduse.lexicon.cues import CueMention
from enduse.lexicon.frame_links import load_frame_links
from enduse.lexicon.frames import Frame, load_frames
from enduse.read.candidates import Candidates
from enduse.read.trees import Tree

_REACH = 6  # governors of an item that are looked at
_INSIDE = ("amod", "compound", "nmod:poss", "flat", "appos")
_PARTS = ("item", "event", "measure", "self")  # what an item is in a frame that tells of it
_OPPOSITE = ("supplier", "recipient")
_PRONOUNS = ("it", "them", "these", "those", "which", "that", "whom")
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
        for j, vote in clauses[number].votes(head, measure=isinstance(anchor.entry, CueMention)):
            votes[i, j].append(vote)
    return {key: tuple(dict.fromkeys(found)) for key, found in votes.items()}


class _Clauses:
    """The frames of one sentence: its tree, each word's cue classes, and its actors by head word."""

    def __init__(self, tree: Tree, cues: Sequence[frozenset[str]], actors: Mapping[int, int]) -> None:
        self.tree, self._cues, self._actors = tree, cues, actors
        self._links = load_frame_links()
        self._known: dict[int, list[tuple[str, int]]] = {}

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
        fillers = self._fillers(word)
        place = next((slot for slot, filler in fillers if filler == below), None)
        found = [(frame, slots, about or slots.get(place or "", "none"), fillers) for frame, slots in self._frames(word)]
        found += self._carried(word, place, fillers)
        telling = [entry for entry in found if entry[2] in _PARTS or (entry[0].statement == "measure" and entry[2] == "target")]
        # in a frame where the phrase that holds the item would be a party, nothing is said of the item
        loose = [] if self._is_apart(below, word) else [entry for entry in found if entry[2] == "none"]
        for frame, slots, role, own in telling or loose:
            for slot, filler in own:
                if slot in slots and (filler != below or role not in _PARTS):
                    rule = f"{self.tree.sentence.words[word].text} ({frame.name}): {slot}"
                    for j in self._actors_in(filler):
                        yield j, Vote(role=slots[slot], about=role, rule=rule)

    def _is_apart(self, below: int, word: int) -> bool:
        """Whether what holds the item is a clause with a subject of its own, of which a word over it tells nothing."""
        if self.tree.heads[below] != word or self.tree.labels[below] not in (
            "ccomp",
            "parataxis",
            "conj",
            "advcl",
            "acl:relcl",
        ):
            return False
        return any(self.tree.labels[i].startswith("nsubj") for i in self.tree.children(below))

    def _on_item(self, item: int) -> Iterator[tuple[int, Vote]]:
        """What hangs on the item itself: "Iranian drones", "missiles for Egypt", "drones that Iran sent"."""
        frame_noun = bool(load_frames().noun(self._lower(item)))
        for child in self.tree.children(item):
            label = self.tree.labels[child]
            if label.startswith("acl") and self._lower(child) not in self._links.destined:
                yield from self._at(child, item)
                yield from self._joined(child, item)
            elif label.startswith("acl") or (label == "amod" and self._lower(child) in self._links.destined):
                for slot, filler in self._fillers(child):
                    if slot in ("for", "to"):
                        yield from self._plain(filler, "recipient", f"{self._lower(child)} {slot}")
            elif frame_noun:
                continue
            elif label == "nmod" and (role := self._links.on_item.get(self._case(child) or "")):
                yield from self._plain(child, role, f"item: {self._case(child)}")
            elif label in ("amod", "compound", "nmod:poss"):
                yield from self._plain(child, "origin", f"item: {label}")

    def _on_measure(self, noun: int) -> Iterator[tuple[int, Vote]]:
        """What hangs on the noun of a measure: "American sanctions on Iran", "sanctions that the Union imposed"."""
        for child in self.tree.children(noun):
            label = self.tree.labels[child]
            if label.startswith("acl"):
                yield from self._at(child, noun)
            elif role := self._links.on_measure.get((self._case(child) or "") if label == "nmod" else label):
                yield from self._plain(child, role, f"measure: {label}")

    def _plain(self, filler: int, role: str, rule: str) -> Iterator[tuple[int, Vote]]:
        yield from ((j, Vote(role=role, about="self", rule=rule)) for j in self._actors_in(filler))

    def _joined(self, word: int, below: int) -> Iterator[tuple[int, Vote]]:
        """Verbs joined to a verb that share its item: "bought from France and delivered to Egypt"."""
        if self.tree.tags[word] != "VERB" or below == word:
            return
        for child in self.tree.children(word):
            if self.tree.labels[child] == "conj" and child != below and self.tree.tags[child] == "VERB":
                own = [i for i in self.tree.children(child) if self.tree.labels[i] in ("obj", "nsubj:pass")]
                if not own:
                    yield from self._at(child, below)
                elif self._lower(own[0]) in _PRONOUNS:
                    yield from self._at(child, own[0])

    def _frames(self, word: int) -> Iterator[tuple[Frame, Mapping[str, str]]]:
        """The frames of a word and their slots, as a verb in its voice or as a noun."""
        form = self._lower(word)
        if self.tree.tags[word] in ("VERB", "AUX"):
            particle = next((self._lower(i) for i in self.tree.children(word) if self.tree.labels[i] == "compound:prt"), None)
            found = (particle and load_frames().verb(f"{form} {particle}")) or load_frames().verb(form)
            passive = self._is_passive(word)
            for entry in found:
                yield entry.frame, entry.frame.passive if passive else entry.frame.active
        else:
            for entry in load_frames().noun(form):
                yield entry.frame, entry.frame.slots

    def _carried(
        self, verb: int, place: str | None, fillers: Sequence[tuple[str, int]]
    ) -> Iterator[tuple[Frame, Mapping[str, str], str, list[tuple[str, int]]]]:
        """The frames of a deal noun that a light verb carries: "signed a contract with India", "took delivery of"."""
        taking = self._lower(verb) in self._links.taking_verbs
        if not taking and self._lower(verb) not in self._links.light_verbs:
            return
        passive = self._is_passive(verb)
        noun = next((filler for slot, filler in fillers if slot == ("subj" if passive else "obj")), None)
        if noun is None:
            return
        for entry in load_frames().noun(self._lower(noun)):
            slots = dict(entry.frame.slots)
            owner = "recipient" if taking and entry.frame.name == "supply" else slots.pop("poss", "party")
            slots["by" if passive else "subj"] = owner
            own = [(slot, filler) for slot, filler in fillers if filler != noun]
            role = "event" if place == ("subj" if passive else "obj") else slots.get(place or "", "none")
            yield entry.frame, slots, role, own

    def _is_passive(self, word: int) -> bool:
        """Passive by its auxiliary or subject; a participle on a noun ("drones supplied by Iran") unless "to" or -ing."""
        children = self.tree.children(word)
        if any(self.tree.labels[i] in ("nsubj:pass", "aux:pass") for i in children):
            return True
        if self.tree.labels[word] == "conj" and not any(self.tree.labels[i].startswith(("nsubj", "obj")) for i in children):
            return self._form_is_participle(word) and self._is_passive(self.tree.heads[word])
        if self.tree.labels[word] != "acl" or self._lower(word).endswith("ing"):
            return False
        return not any(self.tree.labels[i] in ("mark", "nsubj") for i in children)

    def _form_is_participle(self, word: int) -> bool:
        return any(entry.form in ("participle", "past") for entry in load_frames().verb(self._lower(word)))

    def _fillers(self, word: int) -> list[tuple[str, int]]:
        """The slots of a word and what stands in them, with what it shares with or takes over from the words above."""
        if word not in self._known:
            self._known[word] = list(self._find_fillers(word))
        return self._known[word]

    def _find_fillers(self, word: int) -> Iterator[tuple[str, int]]:
        verb, label = self.tree.tags[word] in ("VERB", "AUX"), self.tree.labels[word]
        relative = label == "acl:relcl"
        seen = set()
        objects = [i for i in self.tree.children(word) if self.tree.labels[i] == "obj"]
        for child in self.tree.children(word):
            slot = self._slot(child)
            if slot == "obj" and child != objects[-1] and next(self._actors_in(child), None) is not None:
                slot = "iobj"  # "sold Russia drones", where the parse sees two objects
            if slot is not None:
                seen.add(slot)
                pronoun = relative and self._lower(child) in ("which", "that", "who", "whom")
                yield slot, self.tree.heads[word] if pronoun else child
        if verb and "subj" not in seen:
            taken = self._inherited(word)
            if taken is not None:
                yield "subj", taken
        elif verb and relative and "obj" not in seen and not self._is_passive(word):
            yield "obj", self.tree.heads[word]
        if verb and label == "conj" and "obj" not in seen and not self._is_passive(word):
            yield from ((slot, filler) for slot, filler in self._fillers(self.tree.heads[word]) if slot == "obj")
        elif verb and "obj" not in seen and not relative:  # "built and delivered drones": the object stands with the last verb
            last = [i for i in self.tree.children(word) if self.tree.labels[i] == "conj" and self.tree.tags[i] == "VERB"]
            yield from (("obj", last[0]) for _ in last[:1] if not self._is_passive(word))

    def _slot(self, child: int) -> str | None:
        label = self.tree.labels[child]
        if label.startswith("nsubj"):
            return "subj"
        if label == "advcl":  # "accused of supplying": a clause in the place of a phrase
            marks = (self._lower(i) for i in self.tree.children(child) if self.tree.labels[i] == "mark")
            return next((mark for mark in marks if mark in self._links.object_marks), None)
        return self._case(child) if label in ("obl", "nmod") else _SLOT_OF.get(label)

    def _case(self, word: int) -> str | None:
        return next((self._lower(i) for i in self.tree.children(word) if self.tree.labels[i] == "case"), None)

    def _inherited(self, verb: int) -> int | None:
        """The subject of a verb without one: "agreed to sell", "and sent", "after buying"; the noun of "those supplied"."""
        word = verb
        for _ in range(4):
            label, above = self.tree.labels[word], self.tree.heads[word]
            if above < 0:
                return None
            if label.startswith("acl"):
                return self._owner(above) if self._lower(above) in self._links.embedding_nouns else above
            if label in ("xcomp", "conj", "advcl", "ccomp"):
                subject = self._controller(word, above)
                if subject is not None:
                    return subject
            word = above
        return None

    def _owner(self, noun: int) -> int | None:
        """Who decides, refuses or promises: "Germany's refusal to supply", "Germany made a decision to supply"."""
        for child in self.tree.children(noun):
            if self.tree.labels[child] in ("nmod:poss", "amod", "compound") and child in self._actors:
                return child
            if self._case(child) in ("by", "of") and child in self._actors:
                return child
        verb = self.tree.heads[noun]
        if self.tree.labels[noun] != "obj":
            return None
        return next((filler for slot, filler in self._fillers(verb) if slot == "subj"), None)

    def _controller(self, verb: int, above: int) -> int | None:
        """Who does what a verb embeds: whoever is asked, accused or sanctioned, else the embedding verb's own subject."""
        label, children = self.tree.labels[verb], self.tree.children(above)
        asked = next((i for i in children if self.tree.labels[i] in ("obj", "iobj")), None)
        if asked is not None and label != "conj":
            mark = next((self._lower(i) for i in self.tree.children(verb) if self.tree.labels[i] in ("mark", "case")), "to")
            form = self._lower(above)
            embeds = self._links.object_infinitive if mark == "to" else self._links.object_control
            if form in embeds and (mark == "to" or mark in self._links.object_marks):
                return asked
        relative = self.tree.labels[above] == "acl:relcl"
        for i in children:
            if self.tree.labels[i].startswith("nsubj"):
                return self.tree.heads[above] if relative and self._lower(i) in ("which", "that", "who") else i
        return None

    def _actors_in(self, filler: int) -> Iterator[int]:
        """The actors a filler names: itself, what is joined to it, or the state its noun belongs to ("firms from Iran")."""
        if filler in self._actors:
            yield self._actors[filler]
        elif self._lower(filler) in self._links.purpose_nouns:
            return
        else:
            yield from self._inside(filler)
        for child in self.tree.children(filler):
            if self.tree.labels[child] == "conj":
                yield from (self._actors[child],) if child in self._actors else self._inside(child)

    def _inside(self, noun: int) -> Iterator[int]:
        for child in self.tree.children(noun):
            label = self.tree.labels[child]
            if child in self._actors and (label in _INSIDE or (label == "nmod" and self._case(child) in self._links.belonging)):
                yield self._actors[child]

    def _lower(self, word: int) -> str:
        return self.tree.sentence.words[word].text.lower()
