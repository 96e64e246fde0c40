"""Find the words for what is supplied or used: item nouns, systems by name, and words that stand for an item.

A mention is one noun phrase: "short-range ballistic missiles", "Shahed-136 attack drones", "rockets of the type M-302".
Adjectives of origin ("Iranian") stay outside it.
"""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Sequence

from enduse.lexicon.designations import Designation, read_designations
from enduse.lexicon.item_atoms import SETTLING, Atom, AtomFinder
from enduse.lexicon.item_words import ItemWords, read_item_words

#: Categories of nouns that outweigh a system before them: "F-16 engines" are components, "Gepard rounds" ammunition.
HEAD_RULES = frozenset({"component", "ammunition", "training", "technology", "production", "funding", "material", "satellite"})
#: Categories whose systems a noun also goes with: "Hawk missiles" are air defence, "Kub rockets" too.
CLOSE = {
    "missile": ("air_defence", "artillery"),
    "artillery": ("air_defence", "missile"),
    "arms": ("missile", "air_defence", "small_arms"),
}


@dataclasses.dataclass(frozen=True, slots=True)
class ItemMention:
    """An item word in a text, `text[start:end]`.

    `category` is the likeliest category and None where only the context can tell; `categories` all that it may be,
    likeliest first. `designation` is the canonical name of a system, or the name as written of one that the lexicon does not
    know. `generic` words stand for an item said elsewhere ("the deliveries", "them"). `head` is the noun in the singular.
    """

    start: int
    end: int
    text: str
    category: str | None
    designation: str | None
    generic: bool
    head: str
    categories: tuple[str, ...] = ()


class ItemLexicon:
    """The item words of the lexicon, ready to search texts with."""

    def __init__(self, words: ItemWords, designations: Sequence[Designation]) -> None:
        self.words = words
        self.designations = tuple(designations)
        self._atoms = AtomFinder(words, designations)

    def find(self, text: str) -> list[ItemMention]:
        """All item mentions of a text, in order, without overlaps.

        A name that is also an ordinary word counts beside a fitting noun ("Milan missiles"), and then wherever else the
        same text has it ("the Milans").
        """
        phrases = list(self._atoms.phrases(text))
        licensed = {system for phrase in phrases for system in _made_plain(phrase)}
        return [m for phrase in phrases for m in self._mention(text, phrase, licensed)]

    def _mention(self, text: str, phrase: list[Atom], licensed: set[str]) -> list[ItemMention]:
        """The mention that adjoining atoms make, if they hold a noun or a name of its own right."""
        while phrase and phrase[-1].role == "modifier":
            phrase = phrase[:-1]
        sure = [a.role in SETTLING or (a.role == "name" and a.stands(licensed)) for a in phrase]
        if not any(sure):
            loose = [a for a in phrase if a.role != "modifier" and (a.word is not None or _inside_sentence(text, a.start))]
            return [_loose(text, loose[-1])] if loose else []
        first = sure.index(True)
        while first and phrase[first - 1].role in ("modifier", "name"):
            first -= 1
        return [self._compose(text, phrase[first:], licensed)]

    def _compose(self, text: str, phrase: list[Atom], licensed: set[str]) -> ItemMention:
        """One mention of a noun phrase: the last noun names it, a system in it may decide what it is."""
        nouns = [a.word for a in phrase if a.word is not None and a.role in SETTLING]
        names = [a for a in phrase if a.role == "name"]
        head = nouns[-1] if nouns else None
        possible = head.categories if head is not None else ()
        if head is not None and head.role == "ambiguous":  # "missile launchers": the noun before decides
            possible = next((n.categories[:1] for n in reversed(nouns[:-1]) if n.role == "noun"), possible)
        system = _choose([s for a in names for s in a.systems], possible, licensed)
        if system is not None and (head is None or head.role == "ambiguous" or possible[0] not in HEAD_RULES):
            possible = (system.category, *(c for c in possible if c != system.category))
        name = system.name if system is not None else next((a.name for a in names if a.name is not None), None)
        start, end = phrase[0].start, phrase[-1].end
        lemma = head.lemma if head is not None else (name or "").lower()
        return ItemMention(start, end, text[start:end], next(iter(possible), None), name, False, lemma, possible)


def _loose(text: str, atom: Atom) -> ItemMention:
    """A word that stands for an item said elsewhere, or a name that may be an ordinary word here."""
    written = text[atom.start : atom.end]
    possible = atom.word.categories if atom.word is not None else tuple(dict.fromkeys(s.category for s, _ in atom.systems))
    lemma = atom.word.lemma if atom.word is not None else written.lower()
    return ItemMention(atom.start, atom.end, written, None, None, True, lemma, possible)


def _inside_sentence(text: str, start: int) -> bool:
    """Whether a capital letter at `start` is not merely that of a sentence's first word."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",(")


def _made_plain(phrase: list[Atom]) -> Iterator[str]:
    """The systems that a phrase names beyond doubt: by a name of their own, or beside a noun of their category."""
    possible = {c for a in phrase if a.word is not None and a.role in SETTLING for c in a.word.categories}
    close = {near for c in possible for near in (c, *CLOSE.get(c, ()))}
    yield from (s.name for a in phrase for s, shared in a.systems if not shared or s.category in close)


def _choose(known: list[tuple[Designation, bool]], possible: tuple[str, ...], licensed: set[str]) -> Designation | None:
    """The system meant: one that goes with the noun, else one whose name is nothing else or that the text has made plain."""
    fitting = [s for s, _ in known if s.category in possible]
    fitting += [s for s, _ in known for c in possible if s.category in CLOSE.get(c, ())]
    plain = [s for s, shared in known if not shared]
    certain = [s for s in fitting if s in plain]
    return next(iter([*certain, *fitting, *plain, *(s for s, _ in known if s.name in licensed)]), None)


@functools.cache
def load_items() -> ItemLexicon:
    """The item words of the lexicon.

    Raises:
        LexiconError: A file breaks its schema; the message names the file and the entry.
    """
    return ItemLexicon(read_item_words(), read_designations())
