"""Names that look like a firm's, an agency's, an armed group's or a listed person's, by their shape: `name_shapes.yaml`.

So that a name never seen before can be an actor. Recall comes first; what is read decides which of them act.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.errors import LexiconError
from enduse.lexicon.actor_entries import ActorKind
from enduse.lexicon.files import read_yaml

FILE = "name_shapes.yaml"
Proposal = tuple[int, int, ActorKind, str]

_UPPER = "[" + "".join(chr(c) for c in range(0x250) if chr(c).isupper()) + "]"
# A capitalised word: initials (T.N.C., O.), a word with inner marks (SMT-iLogic, Ya'alon), a shortened legal form (Corp.).
_INITIALS = rf"(?:{_UPPER}\.)+(?!\w)"
_LEGAL = r"(?:Co|Corp|Inc|Ltd|Bros|Dr|Mr|Mrs|Ms|Gen|Col|Jr)\."
_PLAIN = rf"{_UPPER}\w*(?:['\u2019.-]\w+)*"
_CAPITAL = rf"(?:{_LEGAL}|{_INITIALS}|{_PLAIN})"
_CONNECTOR = r"(?:of|and|for|de|du|del|della|der|den|des|la|le|al|el|bin|ibn|von|van|y|e|et)"
_JOIN = rf"(?: & |[ \u00a0]{_CONNECTOR}[ \u00a0]|[ \u00a0\n]|, (?=(?:Ltd|Inc|LLC|LLP|S\.A|Co)\b)| \u201c)"
_RUN = re.compile(rf"(?<![\w-]){_CAPITAL}(?:{_JOIN}(?:{_CAPITAL}|\d+\b))*")
_TOKEN = re.compile(r"[^\s\u201c]+")
_APPOSITION = re.compile(r"['\u2019\"\u201d)]?,? (?:an?|the|which is an?|is an?)\s((?:[\w'\u2019-]+\s){0,5}[\w'\u2019-]+)")
_AGE = re.compile(r", \d\d\b")
_FOLLOWING = re.compile(r"\s(?:has |have |had |was |will |would |could |is |also )*(\w+)")
_SENTENCE_END = re.compile(r"[.!?][\"\u201d\u2019)]*\s+(?=[\"\u201c\u2018(]*[^\W\da-z_])|\n\s*\n|\u2029")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Shapes:
    """The word lists, each word with the kind of name that it shows."""

    last: Mapping[str, ActorKind]
    first: Mapping[str, ActorKind]
    nouns: Mapping[str, ActorKind]
    heads: frozenset[str]
    prepositions: frozenset[str]
    verbs: frozenset[str]
    enforcement: re.Pattern[str]
    not_in_names: frozenset[str]
    offices: frozenset[str]
    joined: frozenset[str]


@functools.cache
def load_shapes() -> Shapes:
    """The word lists of the file.

    Raises:
        LexiconError: A list is missing or is no list of words.
    """
    data = read_yaml(FILE)
    return Shapes(
        last=_by_word(data, "last_words"),
        first=_by_word(data, "first_words"),
        nouns=_by_word(data, "nouns"),
        heads=frozenset(_words(data, "heads")),
        prepositions=frozenset(_words(data, "prepositions")),
        verbs=frozenset(_words(data, "verbs")),
        enforcement=re.compile(rf"\b(?:{'|'.join(map(re.escape, _words(data, 'enforcement')))})\b"),
        not_in_names=frozenset(_words(data, "not_in_names")),
        offices=frozenset(_words(data, "offices")),
        joined=frozenset(_words(data, "joined")),
    )


def propose(text: str) -> list[Proposal]:
    """Stretches of a text that have the shape of a name, in order, with the kind that the shape tells, and the full name.

    A name proposed once makes its first word (of a person, the last) the same name wherever it stands alone.
    """
    shapes = load_shapes()
    found: list[Proposal] = []
    short: dict[str, tuple[ActorKind, str]] = {}
    undecided: list[tuple[int, int]] = []
    for start, end, sentence in _parts(text, shapes):
        kind = _kind(text, start, end, sentence, shapes)
        if kind is None:
            undecided.append((start, end))
            continue
        words = text[start:end].split()
        found.append((start, end, kind, " ".join(words)))
        word = words[-1 if kind == "person" else 0]
        if len(words) > 1 and len(word) > 3 and word.lower() not in shapes.last:
            short.setdefault(word, (kind, " ".join(words)))
    found += [(start, end, *short[text[start:end]]) for start, end in undecided if text[start:end] in short]
    found = [(s, e, *short[text[s:e]]) if text[s:e] in short else (s, e, kind, name) for s, e, kind, name in found]
    return sorted(found)


def _words(data: Mapping[str, Any], section: str) -> list[str]:
    value = data.get(section)
    if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
        raise LexiconError(f"{FILE}: {section} must be a list of words (quote what YAML takes for something else)")
    return value


def _by_word(data: Mapping[str, Any], section: str) -> dict[str, ActorKind]:
    kinds = data.get(section)
    if not isinstance(kinds, dict):
        raise LexiconError(f"{FILE}: {section} must give a list of words for each kind")
    return {word: kind for kind in kinds for word in _words(kinds, kind)}


def _parts(text: str, shapes: Shapes) -> Iterator[tuple[int, int, tuple[int, int]]]:
    """Runs of capitalised words without what only begins a sentence, in their parts, each with the bounds of its sentence."""
    ends = [*(m.end() for m in _SENTENCE_END.finditer(text)), len(text)]
    sentence, number = (0, ends[0]), 0
    for run in _RUN.finditer(text):
        while run.start() >= ends[number]:
            number += 1
            sentence = (ends[number - 1], ends[number])
        words = [(run.start() + m.start(), run.start() + m.end()) for m in _TOKEN.finditer(run.group())]
        for part in _split(text, words, shapes):
            yield part[0][0], _without_possessive(text, part[0][0], part[-1][1]), sentence


def _split(text: str, words: list[tuple[int, int]], shapes: Shapes) -> Iterator[list[tuple[int, int]]]:
    """The names of one run: cut at "and", at "of" unless an institution stands before it, and after a possessive."""
    part: list[tuple[int, int]] = []
    for start, end in words:
        word = text[start:end]
        lower = word.lower()
        cut = lower in shapes.not_in_names or lower == "and" or lower.rpartition("-")[2] in shapes.joined  # "Florida-based"
        if lower == "of" and part:
            cut = not any(text[a:b].lower() in shapes.heads for a, b in part)
        if cut:
            yield from _whole(text, part)
            part = []
        elif word[0].isupper() or part:
            part.append((start, end))
            if word.endswith(("'s", "\u2019s")):
                yield from _whole(text, part)
                part = []
    yield from _whole(text, part)


def _whole(text: str, part: list[tuple[int, int]]) -> Iterator[list[tuple[int, int]]]:
    while part and text[part[-1][0]].islower():
        part = part[:-1]
    if part and part[-1][1] - part[0][0] > 1:
        yield part


def _without_possessive(text: str, start: int, end: int) -> int:
    return end - 2 if text[start:end].endswith(("'s", "\u2019s")) and end - start > 3 else end


def _kind(text: str, start: int, end: int, sentence: tuple[int, int], shapes: Shapes) -> ActorKind | None:
    words = text[start:end].lower().split()
    last, first = words[-1].strip(".,"), words[0].strip(".,")
    before = text[max(0, start - 40) : start].lower().rstrip(' "\u201c\u2018(').split()
    if _names_a_field(before, shapes):
        return None
    if len(words) > 1 and last in shapes.last:
        return shapes.last[last]
    if len(words) > 1 and first in shapes.first:
        return shapes.first[first]
    if len(words) > 2 and first in shapes.heads:
        return "ministry"
    if before and before[-1].strip(",") in shapes.nouns and not before[-1].endswith("."):
        return shapes.nouns[before[-1].strip(",")]
    if len(words) > 1 and _AGE.match(text, end):
        return "person"
    after = _APPOSITION.match(text, end, min(end + 90, sentence[1]))
    if after is not None:
        for noun in after[1].lower().split():
            if noun in shapes.nouns:
                return shapes.nouns[noun]
    if shapes.enforcement.search(text, *sentence):
        return "person" if len(words) > 1 else "firm"
    following = _FOLLOWING.match(text, end)
    acts = following is not None and following[1] in shapes.verbs
    return "firm" if acts or (before and before[-1] in shapes.prepositions) else None


def _names_a_field(before: list[str], shapes: Shapes) -> bool:
    """Whether an office stands before a name: "the Secretary of State for" International Trade."""
    words = before[:-1] if before[-1:] == ["the"] else before
    return len(words) > 1 and words[-1] in ("for", "of") and words[-2] in shapes.offices
