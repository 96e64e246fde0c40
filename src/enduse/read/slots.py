"""What stands in the slots of a word in the parse (subject, object, phrases by preposition) and the actors in it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from enduse.lexicon.frame_links import load_frame_links
from enduse.lexicon.frames import load_frames
from enduse.lexicon.voices import load_voices
from enduse.read.trees import Tree

_INSIDE = ("amod", "compound", "nmod:poss", "flat", "appos")
_SLOT_OF = {"obl:agent": "by", "nmod:poss": "poss"} | {label: label for label in ("obj", "iobj", "amod", "compound", "xcomp")}

Filler = tuple[str, int]  # a slot and the word that heads what stands in it


class Slots:
    """The slots of the words of one sentence.

    Args:
        tree: the sentence.
        actors: the numbers of its actors by their head word.
    """

    def __init__(self, tree: Tree, actors: Mapping[int, int]) -> None:
        self._actors = actors
        self._tree = tree
        self._links = load_frame_links()
        self._known: dict[int, list[Filler]] = {}

    def fillers(self, word: int) -> list[Filler]:
        """The slots of a word and what stands in them, with what it shares with or takes over from the words above."""
        if word not in self._known:
            self._known[word] = list(self._find_fillers(word))
        return self._known[word]

    def _find_fillers(self, word: int) -> Iterator[Filler]:
        verb, label = self._tree.tags[word] in ("VERB", "AUX"), self._tree.labels[word]
        relative = label == "acl:relcl"
        seen = set()
        objects = [i for i in self._tree.children(word) if self._tree.labels[i] == "obj"]
        for child in self._tree.children(word):
            slot = self._slot(child)
            if slot == "obj" and child != objects[-1] and next(self.actors_in(child), None) is not None:
                slot = "iobj"  # "sold Russia drones", where the parse sees two objects
            if slot is not None:
                seen.add(slot)
                pronoun = relative and self._tree.lower(child) in load_voices().pronouns["relative"]
                yield slot, self._tree.heads[word] if pronoun else child
        if verb and "subj" not in seen:
            taken = self._inherited(word)
            if taken is not None:
                yield "subj", taken
        elif verb and relative and "obj" not in seen and not self.is_passive(word):
            yield "obj", self._tree.heads[word]
        if verb and label == "conj" and "obj" not in seen and not self.is_passive(word):
            yield from ((slot, filler) for slot, filler in self.fillers(self._tree.heads[word]) if slot == "obj")
        elif verb and "obj" not in seen and not relative:  # "built and delivered drones": the object stands with the last verb
            last = [i for i in self._tree.children(word) if self._tree.labels[i] == "conj" and self._tree.tags[i] == "VERB"]
            yield from (("obj", last[0]) for _ in last[:1] if not self.is_passive(word))

    def _slot(self, child: int) -> str | None:
        label = self._tree.labels[child]
        if label.startswith("nsubj"):
            return "subj"
        if label == "advcl":  # "accused of supplying": a clause in the place of a phrase
            marks = (self._tree.lower(i) for i in self._tree.children(child) if self._tree.labels[i] == "mark")
            return next((mark for mark in marks if mark in self._links.object_marks), None)
        return self.case(child) if label in ("obl", "nmod") else _SLOT_OF.get(label)

    def case(self, word: int) -> str | None:
        """The preposition of a phrase, by its head."""
        return next((self._tree.lower(i) for i in self._tree.children(word) if self._tree.labels[i] == "case"), None)

    def is_passive(self, word: int) -> bool:
        """Passive by its auxiliary or subject; a participle on a noun ("drones supplied by Iran") unless "to" or -ing."""
        children = self._tree.children(word)
        if any(self._tree.labels[i] in ("nsubj:pass", "aux:pass") for i in children):
            return True
        if self._tree.labels[word] == "conj" and not any(self._tree.labels[i].startswith(("nsubj", "obj")) for i in children):
            return self._form_is_participle(word) and self.is_passive(self._tree.heads[word])
        if self._tree.labels[word] != "acl" or self._tree.lower(word).endswith("ing"):
            return False
        return not any(self._tree.labels[i] in ("mark", "nsubj") for i in children)

    def _form_is_participle(self, word: int) -> bool:
        return any(entry.form in ("participle", "past") for entry in load_frames().verb(self._tree.lower(word)))

    def _inherited(self, verb: int) -> int | None:
        """The subject of a verb without one: "agreed to sell", "and sent", "after buying"; the noun of "those supplied"."""
        word = verb
        for _ in range(4):
            label, above = self._tree.labels[word], self._tree.heads[word]
            if above < 0:
                return None
            if label.startswith("acl"):
                return self._owner(above) if self._tree.lower(above) in self._links.embedding_nouns else above
            if label in ("xcomp", "conj", "advcl", "ccomp"):
                subject = self._controller(word, above)
                if subject is not None:
                    return subject
            word = above
        return None

    def _owner(self, noun: int) -> int | None:
        """Who decides, refuses or promises: "Germany's refusal to supply", "Germany made a decision to supply"."""
        for child in self._tree.children(noun):
            if self._tree.labels[child] in ("nmod:poss", "amod", "compound") and child in self._actors:
                return child
            if self.case(child) in ("by", "of") and child in self._actors:
                return child
        verb = self._tree.heads[noun]
        if self._tree.labels[noun] != "obj":
            return None
        return next((filler for slot, filler in self.fillers(verb) if slot == "subj"), None)

    def _controller(self, verb: int, above: int) -> int | None:
        """Who does what a verb embeds: whoever is asked, accused or sanctioned, else the embedding verb's own subject."""
        label, children = self._tree.labels[verb], self._tree.children(above)
        asked = next((i for i in children if self._tree.labels[i] in ("obj", "iobj")), None)
        if asked is not None and label != "conj":
            mark = next(
                (self._tree.lower(i) for i in self._tree.children(verb) if self._tree.labels[i] in ("mark", "case")), "to"
            )
            form = self._tree.lower(above)
            embeds = self._links.object_infinitive if mark == "to" else self._links.object_control
            if form in embeds and (mark == "to" or mark in self._links.object_marks):
                return asked
        relative = self._tree.labels[above] == "acl:relcl"
        for i in children:
            if self._tree.labels[i].startswith("nsubj"):
                return self._tree.heads[above] if relative and self._tree.lower(i) in load_voices().small.relatives else i
        return None

    def actors_in(self, filler: int) -> Iterator[int]:
        """The actors a filler names: itself, what is joined to it, or the state its noun belongs to ("firms from Iran")."""
        if filler in self._actors:
            yield self._actors[filler]
        elif self._tree.lower(filler) in self._links.purpose_nouns:
            return
        else:
            yield from self._inside(filler)
        for child in self._tree.children(filler):
            if self._tree.labels[child] == "conj":
                yield from (self._actors[child],) if child in self._actors else self._inside(child)

    def _inside(self, noun: int) -> Iterator[int]:
        for child in self._tree.children(noun):
            label = self._tree.labels[child]
            if child in self._actors and (label in _INSIDE or (label == "nmod" and self.case(child) in self._links.belonging)):
                yield self._actors[child]
