"""Cues of status, certainty, denial, reporting and basis, and the words of measures: which phrase means what."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Iterator, Mapping
from typing import Any

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.inflection import plural, verb_forms
from enduse.lexicon.phrases import PhraseTable, fold, runs, words_of
from enduse.model import MEASURES, STAGES

CUES_FILE = "cues.yaml"
MEASURES_FILE = "measures.yaml"
#: The values that each kind of cue may have; None where the file is free to name its own.
VALUES: Mapping[str, tuple[str, ...] | None] = {
    "status": tuple(STAGES["transfer"]),
    "measure_status": tuple(STAGES["measure"]),
    "hedge": ("medium", "low"),
    "certain": ("certain",),
    "denial": ("deny", "no_evidence", "negation"),
    "condition": ("if",),
    "reporting": ("neutral", "assert", "deny", "factive", "inquire"),
    "basis": None,
}


@dataclasses.dataclass(frozen=True, slots=True)
class Cue:
    """What a phrase means: its kind ("status"), its value ("offered"), and the phrase as the file has it."""

    kind: str
    value: str
    lemma: str


@dataclasses.dataclass(frozen=True, slots=True)
class CueMention:
    """A cue in a text, `text[start:end]`."""

    start: int
    end: int
    text: str
    cue: Cue

    @property
    def kind(self) -> str:
        """The cue's kind."""
        return self.cue.kind

    @property
    def value(self) -> str:
        """The cue's value."""
        return self.cue.value


class CueLexicon:
    """Cues ready to search texts with; kinds do not hide each other, within a kind the longest phrase wins.

    `phrases` are their words in every form, folded, with what they mean.
    """

    def __init__(self, cues: Mapping[str, tuple[Cue, ...]]) -> None:
        self.phrases = cues
        self._table: PhraseTable[Cue] = PhraseTable()
        for phrase, values in cues.items():
            for cue in values:
                self._table.add(phrase, cue)
        self.cues = frozenset(cue for values in cues.values() for cue in values)

    def find(self, text: str) -> list[CueMention]:
        """All cues of a text in order; of one kind none overlap."""
        tokens = runs(text)
        free: dict[str, int] = {}
        found = []
        for index in range(len(tokens)):
            taken: set[str] = set()
            for last, cues in self._table.at(text, tokens, index):
                start, end = tokens[index].start, tokens[last - 1].end
                for cue in cues:
                    if cue.kind not in taken and free.get(cue.kind, 0) <= start:
                        found.append(CueMention(start, end, text[start:end], cue))
                taken |= {cue.kind for cue in cues}
                for cue in cues:
                    free[cue.kind] = max(free.get(cue.kind, 0), end)
        return found


def read_cues(file: str = CUES_FILE) -> CueLexicon:
    """The cues of a file.

    Raises:
        LexiconError: An unknown kind or value, or a phrase given twice with one meaning.
    """
    found: dict[str, tuple[Cue, ...]] = {}
    for kind, values in read_yaml(file).items():
        if kind not in VALUES:
            raise LexiconError(f"{file}: unknown kind {kind!r}; use one of {', '.join(VALUES)}")
        allowed = VALUES[kind]
        for value, phrases in values.items():
            if allowed is not None and value not in allowed:
                raise LexiconError(f"{file}: {kind}: unknown value {value!r}; use one of {', '.join(allowed)}")
            _enter(found, file, kind, value, phrases, verbs=True)
    return CueLexicon(found)


def read_measures(file: str = MEASURES_FILE) -> CueLexicon:
    """The words of measures: cues of the kinds `measure_noun` and `measure_verb`, with the measure's type as value.

    Words that bear on a measure without telling which have the kind `measure_bearing` and an empty value.

    Raises:
        LexiconError: An unknown section or type of measure, or a phrase given twice with one meaning.
    """
    data: dict[str, Any] = read_yaml(file)
    found: dict[str, tuple[Cue, ...]] = {}
    for section in data.keys() ^ {"nouns", "verbs", "bearing", "why"}:
        raise LexiconError(f"{file}: section {section!r} is unknown or missing; it needs nouns, verbs, bearing and why")
    for section in ("nouns", "verbs"):
        for measure, phrases in data[section].items():
            if measure not in MEASURES:
                raise LexiconError(f"{file}: {section}: unknown measure {measure!r}; use one of {', '.join(MEASURES)}")
            _enter(found, file, f"measure_{section[:-1]}", measure, phrases, verbs=section == "verbs")
    for section in ("nouns", "verbs"):
        words = [f"~{word}" for word in data["bearing"][section]]
        _enter(found, file, "measure_bearing", "", words, verbs=section == "verbs")
    lemmas = {cue.lemma for cues in found.values() for cue in cues}
    for lemma in data["why"].keys() - lemmas:
        raise LexiconError(f"{file}: why: {lemma!r} is no entry of the file")
    return CueLexicon(found)


def _enter(found: dict[str, tuple[Cue, ...]], file: str, kind: str, value: str, phrases: list[str], *, verbs: bool) -> None:
    for phrase in phrases:
        if not isinstance(phrase, str) or not words_of(phrase):
            raise LexiconError(f'{file}: {kind}: {value}: {phrase!r} is no phrase; quote words like "no" and "on"')
        cue = Cue(kind, value, phrase.lstrip("~"))
        for form in dict.fromkeys(_forms(phrase, verbs=verbs)):
            key = fold(form)
            others = [c for c in found.get(key, ()) if c.kind == kind]
            if kind != "measure_bearing" and any(c.value == value and c.lemma == cue.lemma for c in others):
                raise LexiconError(f"{file}: {kind}: {phrase!r} is given twice; keep one")
            if not others:
                found[key] = (*found.get(key, ()), cue)


def _forms(phrase: str, *, verbs: bool) -> Iterator[str]:
    lemma = phrase.lstrip("~")
    yield lemma
    if phrase.startswith("~"):
        yield from verb_forms(lemma).values() if verbs else [plural(lemma)]


@functools.cache
def load_cues() -> CueLexicon:
    """The cues of the lexicon.

    Raises:
        LexiconError: The file breaks its schema; the message names the entry.
    """
    return read_cues()


@functools.cache
def load_measures() -> CueLexicon:
    """The words of measures in the lexicon.

    Raises:
        LexiconError: The file breaks its schema; the message names the entry.
    """
    return read_measures()
