"""The words that make a text worth parsing, from all the lexicon's lists, as sets that a text's words are held against.

A phrase of several runs is known by its two longest neighbours ("guided missile" of "anti-tank guided missile"): where these do
not stand side by side, the phrase does not stand there either.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from enduse.errors import LexiconError
from enduse.lexicon.actors import load_actors
from enduse.lexicon.cues import load_measures
from enduse.lexicon.files import read_yaml
from enduse.lexicon.frames import load_frames
from enduse.lexicon.item_words import Word
from enduse.lexicon.items import load_items
from enduse.lexicon.phrases import words_of, written_words
from enduse.model import CATEGORIES, MEASURES

FILE = "relevance.yaml"
SECTIONS = frozenset(
    "everyday_categories everyday everyday_measures common common_measures common_verbs idioms setting supply_frames "
    "not_supply".split()
)
Rank = Literal["telling", "everyday", "measure", "common"]
#: A run, or two that adjoin, as `fold` gives them (of names, as they are written).
Keys = frozenset[str | tuple[str, str]]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class RelevanceWords:
    """Words by what they tell of arms and of the control of their trade.

    `telling` words and the names of `systems` do so by themselves, `items` in the company of `setting`, or of `supply` and
    `actors`, `measures` in that of `actors`. The words of `idioms` mean no item there.
    """

    telling: Keys
    systems: Keys
    items: Keys
    measures: Keys
    idioms: Keys
    setting: Keys
    supply: Keys
    actors: Keys


@functools.cache
def load_relevance_words() -> RelevanceWords:
    """The sets of the lexicon.

    Raises:
        LexiconError: a section is missing or unknown, or an entry is in no list that it could be taken from.
    """
    data = read_yaml(FILE)
    for section in data.keys() ^ SECTIONS:
        raise LexiconError(f"{FILE}: section {section!r} is {'missing' if section in SECTIONS else 'unknown'}")
    lists = {section: frozenset(data[section]) for section in SECTIONS}
    _check(lists)
    ranked: dict[Rank, set[str]] = {"telling": set(), "everyday": set(), "measure": set(), "common": set()}
    for phrase, rank in [*_items(lists), *_measures(lists)]:
        ranked[rank].add(" ".join(words_of(phrase)))
    everyday, common = _keys(ranked["everyday"] | ranked["measure"]), _keys(ranked["common"])
    return RelevanceWords(
        telling=_without_longer(ranked["telling"]) - everyday - common,
        systems=frozenset(_systems()),
        items=_keys(ranked["everyday"]) - common,
        measures=_keys(ranked["measure"]) - common,
        idioms=_keys([*lists["idioms"], *(phrase for phrase, word in load_items().words.phrases if word.role == "none")]),
        setting=_keys(lists["setting"]),
        supply=_keys(
            form for form, word in load_frames().words(lists["supply_frames"]) if word.lemma not in lists["not_supply"]
        ),
        actors=frozenset(_actors()),
    )


def _check(lists: Mapping[str, frozenset[Any]]) -> None:
    words = {word.lemma for _, word in load_items().words.phrases}
    measures = {cue.lemma for cue in load_measures().cues}
    known = {
        "everyday_categories": CATEGORIES,
        "everyday": words,
        "everyday_measures": measures,
        "common": words | measures,
        "common_measures": MEASURES,
        "common_verbs": CATEGORIES,
        "supply_frames": {frame.name for frame in load_frames().frames},
        "not_supply": load_frames().verb_lemmas | load_frames().noun_lemmas,
    }
    for section, allowed in known.items():
        for entry in sorted(lists[section] - set(allowed)):
            raise LexiconError(f"{FILE}: {section}: {entry!r} is in no other list of the lexicon; correct or remove it")


def _items(lists: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Rank]]:
    for phrase, word in load_items().words.phrases:
        if word.role in ("noun", "ambiguous", "verb"):
            yield phrase, _rank(word, lists)


def _rank(word: Word, lists: Mapping[str, frozenset[str]]) -> Rank:
    if word.role == "verb":
        return "common" if word.categories[0] in lists["common_verbs"] else "everyday"
    if word.lemma in lists["common"]:
        return "common"
    everyday = word.role == "ambiguous" or word.lemma in lists["everyday"] or word.categories[0] in lists["everyday_categories"]
    return "everyday" if everyday else "telling"


def _measures(lists: Mapping[str, frozenset[str]]) -> Iterator[tuple[str, Rank]]:
    for phrase, cues in load_measures().phrases.items():
        for cue in cues:
            if cue.value and cue.value not in lists["common_measures"] and cue.lemma not in lists["common"]:
                everyday = cue.kind == "measure_verb" or cue.lemma in lists["everyday_measures"]
                yield phrase, "measure" if everyday else "telling"


def _systems() -> Iterator[str | tuple[str, str]]:
    """Names of systems, of one and of many ("Rafales"), but for those of a letter and one digit: "T 2" may be anything."""
    for system in load_items().designations:
        for name in system.names:
            parts = written_words(name)
            for key in (_key(parts), _key(parts[-2:])):  # "P 8" tells nothing, "8 Poseidon" does
                if name not in system.shared and sum(map(len, key)) > 2:
                    yield key
                    if not parts[-1].islower():
                        yield f"{key}s" if isinstance(key, str) else (key[0], f"{key[1]}s")
                    break


def _actors() -> Iterator[str | tuple[str, str]]:
    for alias in load_actors().aliases:
        if not alias.needs:
            yield _key(written_words(alias.phrase))


def _without_longer(phrases: set[str]) -> Keys:
    """The phrases but for those that hold a word which tells by itself."""
    return _keys(p for p in phrases if " " not in p or not any(word in phrases for word in p.split()))


def _keys(phrases: Iterable[str]) -> Keys:
    return frozenset(_key(words_of(phrase)) for phrase in phrases)


def _key(parts: Sequence[str]) -> str | tuple[str, str]:
    """One run, or the two adjoining runs that tell most: the longest, but for a number that comes first ("55 AM" of T-55AM)."""
    if len(parts) == 1:
        return parts[0]
    return max(itertools.pairwise(parts), key=lambda pair: (not pair[0].isdigit(), len(pair[0]) + len(pair[1])))
