"""From a noun phrase to the one who speaks: a person in full, a body, an outlet or a piece of evidence."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from enduse.lexicon.outlets import outlet_named
from enduse.lexicon.voices import Voice, load_voices
from enduse.model import Span
from enduse.read.actor_kinds import BODIES, ActorKinds
from enduse.read.analysis import Analysis
from enduse.read.beside import is_time, tag_of
from enduse.read.noun_phrases import CORE, WHOLE, joined, phrase_words, stretch_of, without_time, written
from enduse.read.offices import Offices
from enduse.read.persons import Persons
from enduse.read.spoken_for import body_of
from enduse.read.trees import Tree


@dataclasses.dataclass(frozen=True, slots=True)
class Speaker:
    """One who speaks, as read from a text: at most one of name and body for people and bodies, and where the words stand."""

    kind: Voice
    name: str
    span: Span
    body: str | None = None
    is_sure: bool = True  # whether the words are of a person, a body, an outlet or evidence, and no other noun


def folded(name: str) -> str:
    """A speaker's name as it is compared with others: without case and article."""
    return name.casefold().removeprefix("the ")


class Speakers:
    """Reads the noun phrases of one document; knows the full names in it, and the bodies that people were said to speak for."""

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._kinds = ActorKinds(analysis)
        self._persons = Persons(analysis, self._kinds)
        self._offices = Offices(analysis)
        self._bodies: dict[str, str] = {}

    def read(self, sentence: int, word: int) -> Speaker | None:
        """The speaker that a noun phrase names, by its head word; None for a pronoun or what cannot speak."""
        tree = self._analysis.trees[sentence]
        if load_voices().is_pronoun(tree.sentence.words[word].text):
            return None
        whole, core = phrase_words(tree, word, WHOLE), phrase_words(tree, word, CORE)
        if tree.lower(word) in load_voices().titles:  # "President" with the name torn off
            after = whole[-1] + 1
            while after < len(tree.heads) and self._persons.is_name(sentence, after):
                whole.append(after)
                after += 1
        return self._of_words(sentence, word, whole, core)

    def read_stretch(self, sentence: int, first: int, last: int) -> Speaker | None:
        """The speaker that a stretch of words names, whatever the parse has; None for a pronoun or what cannot speak."""
        tree = self._analysis.trees[sentence]
        words = tree.sentence.words
        end = next((i for i in range(first + 1, last + 1) if words[i].text in ",–—(:"), last + 1)
        stop = next((i for i in range(first + 1, end) if tree.lower(i) in load_voices().small.after_head), end)
        head = stop - 1
        while head > first and not words[head].text[0].isalnum():
            head -= 1
        if load_voices().is_pronoun(words[head].text):
            return None
        return self._of_words(sentence, head, range(first, last + 1), range(first, end))

    def _of_words(self, sentence: int, word: int, whole: Sequence[int], core: Sequence[int]) -> Speaker | None:
        """The speaker that words name, by their head."""
        tree = self._analysis.trees[sentence]
        head = tree.sentence.words[word].text
        if is_time(head):
            return None
        core = without_time(tree, core)
        span, words = stretch_of(tree, core), written(self._analysis.text, tree, core)
        if (outlet := outlet_named(words)) is not None:
            return Speaker("outlet", outlet, span)
        kind = _kind_of(tree, word)
        if kind == "outlet" and (apposed := _apposed_name(tree, word)) is not None:
            return Speaker(kind, written(self._analysis.text, tree, apposed), stretch_of(tree, apposed))
        if kind in ("evidence", "outlet"):
            return Speaker(kind, words, span)
        person = self._persons.find(sentence, whole)
        if person:
            return self._named(sentence, whole, person)
        apposed = _apposed_name(tree, word) if kind == "body" else None
        if apposed is not None:
            return Speaker("body", written(self._analysis.text, tree, apposed), stretch_of(tree, apposed))
        if kind in ("person", "body"):
            known = self._offices.holder(sentence, words, head.lower())
            if known is None and len(core) > 2:
                self._offices.note(sentence, (tree.sentence.words[i].text for i in core), words)
            if known is not None or kind == "person":
                return Speaker(kind, known or words, span)
        is_body = kind == "body" or self._kinds.at(sentence, tree.sentence.words[word].start) in BODIES
        if is_body or (tag_of(tree, word) == "PROPN" and head[:1].isupper()):
            return Speaker("body", words, span)
        is_name = tag_of(tree, word) in ("NOUN", "PROPN", "ADJ", "NUM")
        return Speaker("person", words, span, is_sure=False) if is_name else None

    def _named(self, sentence: int, whole: Sequence[int], person: Sequence[int]) -> Speaker:
        """The person whom some words of a phrase name, with the body spoken for here or before."""
        tree = self._analysis.trees[sentence]
        name = self._persons.in_full(joined(tree, person))
        body = body_of(self._analysis, self._kinds, sentence, whole, person) or self._bodies.get(name)
        if body is not None:
            self._bodies.setdefault(name, body)
        self._offices.note(sentence, (tree.sentence.words[i].text for i in whole), name)
        return Speaker("person", name, stretch_of(tree, person), body)


def _apposed_name(tree: Tree, head: int) -> list[int] | None:
    """The words of the name that stands behind what a body is: "the arms agency, DAPA, said"."""
    if not tree.sentence.words[head].text.islower():
        return None
    named = (c for c in tree.children(head) if c > head and tree.labels[c] == "appos" and tree.tags[c] == "PROPN")
    return next((phrase_words(tree, c, CORE) for c in named), None)


def _kind_of(tree: Tree, word: int) -> Voice | None:
    """What the head of a phrase stands for, by its last part or, for outlets and bodies, by its last two words."""
    nouns, phrase = load_voices().nouns, f"{tree.lower(word - 1) if word else ''} {tree.lower(word)}"
    if phrase in nouns["outlet_phrase"]:
        return "outlet"
    if phrase in nouns["body_phrase"]:
        return "body"
    return load_voices().kind_of(tree.sentence.words[word].text.rpartition("-")[2])
