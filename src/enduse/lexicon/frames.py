"""The frames of transfers, uses and measures: which slot of a verb or deal noun holds whom, and what its tense implies."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from enduse.errors import LexiconError
from enduse.lexicon.files import read_yaml
from enduse.lexicon.inflection import plural, verb_forms
from enduse.model import STAGES

FILE = "frames.yaml"
TENSES = ("past", "perfect", "present", "progressive", "future", "modal", "infinitive")
ROLES = frozenset(
    "supplier recipient item party carrier maker user against imposer target origin destination theatre broker event price "
    "exchange finder list instrument measure licence".split()
)


@dataclasses.dataclass(frozen=True, slots=True)
class Frame:
    """One frame: `active` and `passive` map a verb's slots to roles, `slots` a noun's.

    `statement` is the kind of statement that the frame makes, `status` what each tense implies where no cue says otherwise.
    """

    name: str
    statement: str
    status: Mapping[str, str]
    active: Mapping[str, str] = dataclasses.field(default_factory=dict)
    passive: Mapping[str, str] = dataclasses.field(default_factory=dict)
    slots: Mapping[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass(frozen=True, slots=True)
class FrameWord:
    """A verb form or noun of a frame: `form` is base, present, gerund, past, participle, singular or plural."""

    lemma: str
    form: str
    frame: Frame


#: Every frame of each word form.
Forms = Mapping[str, tuple[FrameWord, ...]]


class FrameLexicon:
    """Frames by word form; a phrasal verb is found under all its words ("handed over") and its lemma under `verb_lemmas`."""

    def __init__(
        self, frames: tuple[Frame, ...], verbs: Mapping[str, tuple[FrameWord, ...]], nouns: Mapping[str, tuple[FrameWord, ...]]
    ) -> None:
        self.frames = frames
        self._verbs = verbs
        self._nouns = nouns
        self._openers = frozenset(form.partition(" ")[0] for form in verbs if " " in form)
        self.verb_lemmas = frozenset(w.lemma for words in verbs.values() for w in words)
        self.noun_lemmas = frozenset(w.lemma for words in nouns.values() for w in words)

    def verb(self, form: str) -> tuple[FrameWord, ...]:
        """The frames of a verb by any of its forms, in the order of the file: `verb("supplied")`."""
        return self._verbs.get(form.lower(), ())

    def phrasal_verb(self, form: str, particle: str) -> tuple[FrameWord, ...]:
        """The frames of a verb in two words, both in lower case: `phrasal_verb("handed", "over")`."""
        return self._verbs.get(f"{form} {particle}", ()) if form in self._openers else ()

    def noun(self, form: str) -> tuple[FrameWord, ...]:
        """The frames of a deal noun in the singular or plural: `noun("deliveries")`."""
        return self._nouns.get(form.lower(), ())

    def words(self, names: Collection[str]) -> Iterator[tuple[str, FrameWord]]:
        """Every form of every word of the frames that have one of the names."""
        for table in (self._verbs, self._nouns):
            yield from ((form, word) for form, words in table.items() for word in words if word.frame.name in names)


def read_frames(file: str = FILE) -> FrameLexicon:
    """The frames of a file.

    Raises:
        LexiconError: An unknown role, status, tense or kind of statement, or a word given twice in one frame.
    """
    data = read_yaml(file)
    frames: list[Frame] = []
    verbs: dict[str, tuple[FrameWord, ...]] = {}
    nouns: dict[str, tuple[FrameWord, ...]] = {}
    for section, table in (("verbs", verbs), ("nouns", nouns)):
        for name, entry in data[section].items():
            where = f"{file}: {section}: {name!r}"
            frame = _frame(where, name, entry, data["statuses"])
            frames.append(frame)
            for lemma in entry[section]:
                for form, written in _forms(section, lemma):
                    present = table.get(written, ())
                    if any(w.frame is frame and w.lemma == lemma and w.form == form for w in present):
                        raise LexiconError(f"{where}: {lemma!r} is given twice; keep one")
                    table[written] = (*present, FrameWord(lemma, form, frame))
    return FrameLexicon(tuple(frames), verbs, nouns)


def _frame(where: str, name: str, entry: dict[str, Any], shared: Mapping[str, Mapping[str, str]]) -> Frame:
    unknown = entry.keys() - {"statement", "status", "verbs", "nouns", "active", "passive", "slots"}
    if unknown:
        raise LexiconError(f"{where}: unknown field {unknown.pop()!r}")
    if entry.get("statement") not in STAGES:
        raise LexiconError(f"{where}: statement must be one of {', '.join(STAGES)}")
    status = entry["status"] if isinstance(entry["status"], dict) else shared.get(entry["status"])
    if status is None:
        raise LexiconError(f"{where}: status {entry['status']!r} is not in `statuses`")
    kind = entry["statement"]
    for tense, value in status.items():
        if tense not in (*TENSES, "default"):
            raise LexiconError(f"{where}: unknown tense {tense!r}; use one of {', '.join(TENSES)}, default")
        if value not in STAGES[kind] and not (kind == "transfer" and value in STAGES["transfer"]):
            raise LexiconError(f"{where}: {value!r} is no status of a {kind}")
    for slots in ("active", "passive", "slots"):
        for slot, role in entry.get(slots, {}).items():
            if not isinstance(slot, str):
                raise LexiconError(f'{where}: the slot {slot!r} is no text to YAML; quote words like "on" and "off"')
            if role not in ROLES:
                raise LexiconError(
                    f"{where}: slot {slot!r} has the unknown role {role!r}; use one of {', '.join(sorted(ROLES))}"
                )
    full: dict[str, str] = {tense: status.get(tense) or status.get("default") or "" for tense in TENSES}
    if "" in full.values():
        raise LexiconError(f"{where}: status names neither every tense nor a default")
    return Frame(name, kind, full, entry.get("active", {}), entry.get("passive", {}), entry.get("slots", {}))


def _forms(section: str, lemma: str) -> Iterator[tuple[str, str]]:
    if section == "verbs":
        yield from verb_forms(lemma).items()
    else:
        yield "singular", lemma
        yield "plural", plural(lemma)


@functools.cache
def load_frames() -> FrameLexicon:
    """The frames of the lexicon.

    Raises:
        LexiconError: The file breaks its schema; the message names the entry.
    """
    return read_frames()
