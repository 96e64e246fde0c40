"""Take text apart into what noun phrases of items are made of: modifiers, nouns, systems by name, calibres, bare numbers."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from enduse.lexicon.designations import Designation
from enduse.lexicon.item_words import ItemWords, Word
from enduse.lexicon.phrases import PhraseTable, Run, fold, runs

#: Roles of words that say by themselves that an item is meant; roles of words that make no noun phrase with others.
SETTLING = frozenset({"noun", "ambiguous", "verb"})
LONE = frozenset({"verb", "pronoun", "number", "none"})
#: Systems that a name may mean, each with whether the name is also something else's.
Known = tuple[tuple[Designation, bool], ...]
Entry = Word | tuple[Designation, str]
CALIBRE = Word("calibre", "modifier")
COUNT = Word("number", "number")
MONEY = Word("money", "number", ("funding",))
_GAP = re.compile(r'[ \u00a0]["“\'‘]?|\r?\n|[-\u2010\u2011]|["”’] ')
_TYPE_OF = re.compile(r" of (?:the )?type[ :] ?[\"“]?| of the [\"“]?| \([\"“]?|-type | type ")
_KIND_OF = re.compile(
    r"[ -](?:type|series|class|style|pattern|family|standard|model|variant) "
    r"| (?:family|series|type|range|line|class|variant|version) of "
)
_SHAPE = re.compile(
    r"[A-Z][A-Za-z]{0,3}-?\d{1,4}[A-Z]{0,3}(?![\w%])(?!\.\d|[ -]?(?:million|billion|bn\b)|-(?:year|day|month|man|strong))"
)
_SUFFIX = re.compile(
    r"(?:(?:(?<=Project \d{3})|(?<=Project \d{4}))\.\d\b)?"
    r"(?:[-/]?[A-Z0-9][A-Za-z0-9+]*|[a-z]{0,2}\d[A-Za-z0-9+]*|\+)*(?:s\b)?"  # letters and digits of a variant: MKM, 2A4, SMT/UB
    r"(?:\s(?:Block|Mk\.?|Mark|Batch|Tranche)\s?[IVX0-9]+[A-Z]?s?\b)?(?:\s[A-H]/[A-H]\b)?"  # Block 70, Mk 132, C/D
)
_VARIANT = re.compile(r"\s(?:[IVX]{2,4}|[1-9]|\d{1,2}x\d{1,2}|[B-H]|[A-H]/[A-H]|NG)(?:s|'s)?\b(?![-/.,:]?\d)|-class\b")
_CALIBRE = re.compile(r"\d{1,3}(?:\.\d{1,2})?[ -]?(?:mm|millimet(?:er|re)s?|cal(?:ib(?:er|re))?)\b|155s\b")
_NAME = re.compile(r"[A-Z][a-zà-ž]{2,}(?:-[A-Z][a-zà-ž]+)*(?= )")
_IN_SENTENCE = re.compile(r"(?:^|\s)(?:[a-z]+|\d[\d,]*) $")
#: Categories whose nouns take a name before them.
HARDWARE = frozenset("uav missile aircraft helicopter artillery armour ship small_arms".split())
_AS_NAME = re.compile(r"Type \d{2,3}[A-Z]?|Project \d{3,5}[A-Z]?(?:\.\d\b)?|[A-Z][\w’'-]{1,40}-class")


@dataclasses.dataclass(frozen=True, slots=True)
class Atom:
    """One modifier, noun, or name, `text[start:end]`; `last` is the index of the run after it.

    `word` is its entry in the word list, else `systems` are what the lexicon knows under the name, else `name` is one that
    only looks like a system's.
    """

    start: int
    end: int
    last: int
    word: Word | None = None
    systems: Known = ()
    name: str | None = None

    @property
    def role(self) -> str:
        """What it does in a noun phrase: the word's role, or "name"."""
        return self.word.role if self.word is not None else "name"

    def stands(self, licensed: set[str]) -> bool:
        """Whether the name means a system without a noun beside it."""
        return any(not shared or s.name in licensed for s, shared in self.systems) or self.name is not None


class AtomFinder:
    """Finds the maximal runs of adjoining item words and names in a text."""

    def __init__(self, words: ItemWords, designations: Sequence[Designation]) -> None:
        self._words = words
        self._table: PhraseTable[Entry] = PhraseTable()
        for phrase, word in words.phrases:
            self._table.add(phrase, word)
        for system in designations:
            for name in system.names:
                self._table.add(name, (system, name))
                if name[-1].isalpha() and not name.endswith("s"):
                    self._table.add(name + "s", (system, name))

    def phrases(self, text: str) -> Iterator[list[Atom]]:
        """The maximal runs of adjoining item words and names."""
        tokens = runs(text)
        phrase: list[Atom] = []
        index = 0
        while index < len(tokens):
            atom = self._atom(text, tokens, index)
            if atom is None:
                index += 1
                continue
            if phrase and not _joined(text, phrase, atom):
                yield phrase
                phrase = []
            if atom.role != "none":
                phrase.append(atom)
            index = atom.last
        if phrase:
            yield phrase

    def _atom(self, text: str, tokens: Sequence[Run], index: int) -> Atom | None:
        """What stands at a run: a known name, a word of the lists, a calibre, a bare number, or a name by its shape."""
        start = tokens[index].start
        if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
            return None
        for last, entries in self._table.at(text, tokens, index):
            end = tokens[last - 1].end
            named = [e for e in entries if isinstance(e, tuple) and _fits(e[1], text, start, end)]
            systems = tuple((system, name in system.shared) for system, name in named)
            atom = _named(text, tokens, start, end, last, systems) if systems else None
            if atom is not None:
                return atom
            word = next((e for e in entries if isinstance(e, Word)), None)
            if word is not None and word.role == "verb" and text[start - 1 : start] == "-":
                continue  # "Iranian-made" is an origin
            if word is not None and (end == len(text) or not text[end].isalnum()):
                if word.role == "number":
                    return self._count(text, tokens, index)
                return Atom(start, end, last, word=word)
        if text[start].isdigit():
            calibre = _CALIBRE.match(text, start)
            if calibre is not None:
                return _shaped(tokens, index, calibre, CALIBRE)
            money = self._words.money.match(text, start)
            return _shaped(tokens, index, money, MONEY) if money else self._count(text, tokens, index)
        if text[start].isupper():
            shape = _AS_NAME.match(text, start) or _SHAPE.match(text, start) or self._before_noun(text, tokens, index)
            if shape is not None and not self._words.not_names.fullmatch(shape.group()):
                return _shaped(tokens, index, shape, None)
        return None

    def _before_noun(self, text: str, tokens: Sequence[Run], index: int) -> re.Match[str] | None:
        """A name in mid-sentence right before a noun of hardware ("the Al-Zulfikar tanks"), unless it is a country's."""
        found = _NAME.match(text, tokens[index].start)
        if found is None or not _IN_SENTENCE.search(text[max(0, found.start() - 30) : found.start()]):
            return None
        if fold(found.group().partition("-")[0]) in self._words.origins:
            return None
        after = next((i for i in range(index, len(tokens)) if tokens[i].start > found.end()), None)
        if after is None or tokens[after].start != found.end() + 1:
            return None
        words = (w for _, entries in self._table.at(text, tokens, after) for w in entries if isinstance(w, Word))
        return found if any(w.role == "noun" and w.categories[0] in HARDWARE for w in words) else None

    def _count(self, text: str, tokens: Sequence[Run], index: int) -> Atom | None:
        """A number without a noun of its own ("has received 24 of them"), which stands for items."""
        found = self._words.bare_count.match(text, tokens[index].start)
        before = text[max(0, tokens[index].start - 12) : tokens[index].start]
        if found is None or self._words.before_date.search(before):
            return None
        return _shaped(tokens, index, found, COUNT)


def _fits(name: str, text: str, start: int, end: int) -> bool:
    """Whether a text's spelling can be the name: capital letters where the name has them, no blank inside "M2"."""
    written = text[start:end]
    if name.isupper() and name.isalpha() and len(name) <= 5:
        return text[start - 1 : start] != "-" and (written.rstrip("s") == name.rstrip("s") or written.isupper())
    if " " not in name and len(name.rstrip("0123456789-")) == 1 and any(c in written for c in " \n"):
        return False
    if name.isdigit() or not written[0].isdigit():
        return any(c.isupper() for c in written) or name == written
    return name[0].isdigit()


def _named(text: str, tokens: Sequence[Run], start: int, end: int, last: int, systems: Known) -> Atom | None:
    """A known name with the suffix of its variant: "Su-30" in "Su-30MKM", "F-16" in "F-16 Block 70"."""
    suffix = _SUFFIX.match(text, end)
    if text[end - 1].isdigit() and suffix is not None:
        end = suffix.end()
    variant = _VARIANT.match(text, end)
    if variant is not None:
        end = variant.end()
    if text[end : end + 1].isalnum() or (text[end - 1].isdigit() and re.match(r",\d", text[end : end + 2])):
        return None
    while last < len(tokens) and tokens[last].start < end:
        last += 1
    return Atom(start, end, last, systems=systems)


def _shaped(tokens: Sequence[Run], index: int, found: re.Match[str], word: Word | None) -> Atom:
    last = index
    while last < len(tokens) and tokens[last].start < found.end():
        last += 1
    return Atom(found.start(), found.end(), last, word=word, name=None if word else found.group())


def _joined(text: str, phrase: list[Atom], atom: Atom) -> bool:
    """Whether an atom goes on the noun phrase: "Shahed-136" + "drones", "rockets" + "of the type" + "M-302"."""
    gap = text[phrase[-1].end : atom.start]
    if phrase[-1].role in LONE or atom.role in LONE:
        return False
    if _GAP.fullmatch(gap):
        return True
    if phrase[-1].role == "name":
        return atom.role != "name" and _KIND_OF.fullmatch(gap) is not None
    return atom.role == "name" and phrase[-1].role in SETTLING and _TYPE_OF.fullmatch(gap) is not None
