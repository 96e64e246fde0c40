"""Find the words for what is supplied or used: item nouns, systems by name, and words that stand for an item.

A mention is one noun phrase: "short-range ballistic missiles", "Shahed-136 attack drones", "rockets of the type M-302".
Adjectives of origin ("Iranian") stay outside it.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence

from enduse.lexicon.designations import Designation, read_designations
from enduse.lexicon.item_words import ItemWords, Word, read_item_words
from enduse.lexicon.phrases import PhraseTable, Run, runs

#: Categories of nouns that outweigh a system before them: "F-16 engines" are components, "Gepard rounds" ammunition.
HEAD_RULES = frozenset({"component", "ammunition", "training", "technology", "production", "funding", "material", "satellite"})
#: Roles of words that say by themselves that an item is meant; roles of words that make no noun phrase with others.
SETTLING = frozenset({"noun", "ambiguous", "verb"})
LONE = frozenset({"verb", "pronoun", "number", "none"})
#: Categories whose systems a noun also goes with: "Hawk missiles" are air defence, "Kub rockets" too.
CLOSE = {
    "missile": ("air_defence", "artillery"),
    "artillery": ("air_defence", "missile"),
    "arms": ("missile", "air_defence", "small_arms"),
}
CALIBRE = Word("calibre", "modifier")
COUNT = Word("number", "number")
MONEY = Word("money", "number", ("funding",))
_GAP = re.compile(r'[ \u00a0]["“\'‘]?|\r?\n|[-\u2010\u2011]|["”’] ')
_TYPE_OF = re.compile(r" of (?:the )?type[ :] ?[\"“]?| of the [\"“]?| \([\"“]?|-type | type ")
_SHAPE = re.compile(r"[A-Z][A-Za-z]{0,3}-?\d{1,4}(?:[A-Z]{1,3})?\d?(?![\w%])(?!-(?:year|day|month|man|strong))")
_SUFFIX = re.compile(
    r"(?:[-/]?[A-Z0-9][A-Za-z0-9+]*|[a-z]{0,2}\d[A-Za-z0-9+]*|\+)*(?:s\b)?(?:\s(?:Block|Mk\.?|Mark|Batch|Tranche)\s?[IVX0-9]+[A-Z]?s?\b)?(?:\s[A-H]/[A-H]\b)?"
)
_VARIANT = re.compile(r"\s(?:[IVX]{2,4}|[1-9]|[B-H]|[A-H]/[A-H]|NG)(?:s|'s)?\b(?![-/.,:]?\d)|-class\b")
_CALIBRE = re.compile(
    r"\d{1,3}(?:\.\d{1,2})?[ -]?(?:mm|millimet(?:er|re)s?|cal(?:ib(?:er|re))?)\b|\.\d{2}[ -]cal(?:ib(?:er|re))?\b|\b155s\b"
)
_MONEY = re.compile(
    r"(?<=[$€£¥])\d[\d.,]*(?: ?(?:million|billion|trillion|bln|mln|bn|m)\b)?|\d[\d.,]* ?(?:million|billion|bln|mln|bn)? (?:dollars|euros?|pounds|roubles|rubles|yen|crowns|kronor|francs|rupees|won|marks)\b"
)
_AS_NAME = re.compile(r"Type \d{2,3}[A-Z]?|Project \d{3,5}[A-Z]?|[A-Z][\w’'-]+-class")


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


@dataclasses.dataclass(frozen=True, slots=True)
class _Atom:
    """One modifier, noun, or name inside a noun phrase; `first` and `last` are indices of runs, `last` exclusive."""

    start: int
    end: int
    last: int
    word: Word | None = None
    systems: tuple[tuple[Designation, bool], ...] = ()
    name: str | None = None

    @property
    def role(self) -> str:
        return self.word.role if self.word is not None else "name"

    def stands(self, licensed: set[str]) -> bool:
        """Whether the name means a system without a noun beside it."""
        return any(not shared or s.name in licensed for s, shared in self.systems) or (self.name is not None)


Entry = Word | tuple[Designation, str]


class ItemLexicon:
    """The item words of the lexicon, ready to search texts with."""

    def __init__(self, words: ItemWords, designations: Sequence[Designation]) -> None:
        self.designations = tuple(designations)
        self._words = words
        self._table: PhraseTable[Entry] = PhraseTable()
        for phrase, word in words.phrases:
            self._table.add(phrase, word)
        for system in designations:
            for name in system.names:
                self._table.add(name, (system, name))
                if name[-1].isalpha() and not name.endswith("s"):
                    self._table.add(name + "s", (system, name))

    def find(self, text: str) -> list[ItemMention]:
        """All item mentions of a text, in order, without overlaps.

        A name that is also an ordinary word counts beside a fitting noun ("Milan missiles"), and then wherever else the
        same text has it ("the Milans").
        """
        phrases = list(self._phrases(text))
        licensed = {system for phrase in phrases for system in _beside_noun(phrase)}
        return [m for phrase in phrases for m in self._mention(text, phrase, licensed)]

    def _phrases(self, text: str) -> Iterator[list[_Atom]]:
        """The maximal runs of adjoining item words and names."""
        tokens = runs(text)
        phrase: list[_Atom] = []
        index = 0
        while index < len(tokens):
            atom = self._atom(text, tokens, index)
            if phrase and (atom is None or not _joined(text, phrase, atom)):
                yield phrase
                phrase = []
            if atom is not None and atom.role != "none":
                phrase.append(atom)
            index = index + 1 if atom is None else atom.last
        if phrase:
            yield phrase

    def category_of(self, name: str) -> str | None:
        """The category of a system by any of its names, None for one that is not known."""
        tokens = runs(name)
        for last, entries in self._table.at(name, tokens, 0) if tokens else ():
            for entry in entries:
                if last == len(tokens) and isinstance(entry, tuple):
                    return entry[0].category
        return None

    def _atom(self, text: str, tokens: list[Run], index: int) -> _Atom | None:
        """What stands at a run: a known name, a word of the lists, a calibre, a bare number, or a name by its shape."""
        start = tokens[index].start
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            return None
        for last, entries in self._table.at(text, tokens, index):
            end = tokens[last - 1].end
            systems = tuple(
                (e[0], e[1] in e[0].shared) for e in entries if isinstance(e, tuple) and _fits(e[1], text[start:end])
            )
            atom = _named(text, tokens, start, end, last, systems) if systems else None
            if atom is not None:
                return atom
            word = next((e for e in entries if isinstance(e, Word)), None)
            if word is not None and word.role == "verb" and text[start - 1 : start] == "-":
                continue  # "Iranian-made" is an origin
            if word is not None and (end == len(text) or not text[end].isalnum()):
                if word.role == "number":
                    return self._count(text, tokens, index)
                return _Atom(start, end, last, word=word)
        if text[start].isdigit():
            calibre = _CALIBRE.match(text, start)
            if calibre is not None:
                return _shaped(tokens, index, calibre, CALIBRE)
            money = _MONEY.match(text, start)
            return _shaped(tokens, index, money, MONEY) if money else self._count(text, tokens, index)
        if text[start].isupper():
            shape = _AS_NAME.match(text, start) or _SHAPE.match(text, start)
            if shape is not None and not self._words.not_names.fullmatch(shape.group()):
                return _shaped(tokens, index, shape, None)
        return None

    def _count(self, text: str, tokens: list[Run], index: int) -> _Atom | None:
        """A number without a noun of its own ("has received 24 of them"), which stands for items."""
        found = self._words.bare_count.match(text, tokens[index].start)
        before = text[max(0, tokens[index].start - 12) : tokens[index].start]
        if found is None or self._words.before_date.search(before):
            return None
        return _shaped(tokens, index, found, COUNT)

    def _mention(self, text: str, phrase: list[_Atom], licensed: set[str]) -> list[ItemMention]:
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

    def _compose(self, text: str, phrase: list[_Atom], licensed: set[str]) -> ItemMention:
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


def _loose(text: str, atom: _Atom) -> ItemMention:
    """A word that stands for an item said elsewhere, or a name that may be an ordinary word here."""
    written = text[atom.start : atom.end]
    possible = atom.word.categories if atom.word is not None else tuple(dict.fromkeys(s.category for s, _ in atom.systems))
    lemma = atom.word.lemma if atom.word is not None else written.lower()
    return ItemMention(atom.start, atom.end, written, None, None, True, lemma, possible)


def _inside_sentence(text: str, start: int) -> bool:
    """Whether a capital letter at `start` is not merely that of a sentence's first word."""
    before = text[max(0, start - 3) : start].rstrip(" ")
    return bool(before) and (before[-1].isalnum() or before[-1] in ",(")


def _beside_noun(phrase: list[_Atom]) -> Iterator[str]:
    """The systems whose shared names stand beside a noun of their category."""
    possible = {c for a in phrase if a.word is not None and a.role in SETTLING for c in a.word.categories}
    close = {near for c in possible for near in (c, *CLOSE.get(c, ()))}
    yield from (s.name for a in phrase for s, shared in a.systems if shared and s.category in close)


def _choose(known: list[tuple[Designation, bool]], possible: tuple[str, ...], licensed: set[str]) -> Designation | None:
    """The system meant: one that goes with the noun, else one whose name is nothing else or that the text has made plain."""
    fitting = [s for s, _ in known if s.category in possible]
    fitting += [s for s, _ in known for c in possible if s.category in CLOSE.get(c, ())]
    plain = [s for s, shared in known if not shared]
    return next((s for s in plain if s in fitting), None) or next(
        iter([*fitting, *plain, *(s for s, _ in known if s.name in licensed)]), None
    )


def _fits(name: str, written: str) -> bool:
    """Whether a text's spelling can be the name: capital letters where the name has them, no blank inside "M2"."""
    if name.isupper() and name.isalpha() and len(name) <= 5:
        return written.rstrip("s") == name.rstrip("s") or written.isupper()
    if " " not in name and len(name.rstrip("0123456789-")) == 1 and any(c in written for c in " \n"):
        return False
    return (
        any(c.isupper() for c in written)
        or (written[0].isdigit() and name[0].isdigit() and not name.isdigit())
        or name == written
    )


def _named(
    text: str, tokens: list[Run], start: int, end: int, last: int, systems: tuple[tuple[Designation, bool], ...]
) -> _Atom | None:
    """A known name with the suffix of its variant: "Su-30" in "Su-30MKM", "F-16" in "F-16 Block 70"."""
    suffix = _SUFFIX.match(text, end)
    if text[end - 1].isdigit() and suffix is not None:
        end = suffix.end()
    variant = _VARIANT.match(text, end)
    if variant is not None:
        end = variant.end()
    if end < len(text) and (
        text[end].isalnum() or (text[end] == "," and text[end + 1 : end + 2].isdigit() and text[end - 1].isdigit())
    ):
        return None
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return _Atom(start, end, last, systems=systems)


def _shaped(tokens: list[Run], index: int, found: re.Match[str], word: Word | None) -> _Atom:
    last = index
    while last < len(tokens) and tokens[last].start < found.end():
        last += 1
    return _Atom(found.start(), found.end(), last, word=word, name=None if word else found.group())


def _joined(text: str, phrase: list[_Atom], atom: _Atom) -> bool:
    """Whether an atom goes on the noun phrase: "Shahed-136" + "drones", "rockets" + "of the type" + "M-302"."""
    gap = text[phrase[-1].end : atom.start]
    if phrase[-1].role in LONE or atom.role in LONE:
        return False
    if _GAP.fullmatch(gap):
        return True
    return atom.role == "name" and phrase[-1].role in SETTLING and _TYPE_OF.fullmatch(gap) is not None


@functools.cache
def load_items() -> ItemLexicon:
    """The item words of the lexicon.

    Raises:
        LexiconError: A file breaks its schema; the message names the file and the entry.
    """
    return ItemLexicon(read_item_words(), read_designations())
