"""What in a document might matter: actor, item and measure mentions from the lexicon, as stretches of words."""

from __future__ import annotations

import bisect
import dataclasses
import datetime as dt
import functools
from collections import defaultdict
from collections.abc import Iterator, Sequence

from enduse.lexicon.actors import ActorMention, load_actors
from enduse.lexicon.cues import CueMention, load_cues, load_measures
from enduse.lexicon.frames import load_frames
from enduse.lexicon.items import ItemMention, load_items
from enduse.model import Span
from enduse.read.ourselves import find_ourselves
from enduse.read.plain import apart
from enduse.read.sentences import Sentence
from enduse.read.vocabulary import MARK, MARKS_PER_WORD

_NAMED = frozenset({"firm", "group", "body"})  # kinds of actors whose names hold words of things that are not meant


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A candidate: document words `first` to `last` (inclusive), what the lexicon says of it, and its marks for the network."""

    first: int
    last: int
    sentence: int
    span: Span
    text: str
    entry: ActorMention | ItemMention | CueMention
    marks: tuple[int, ...]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Candidates:
    """The mentions of a document and the marks of each of its words; anchors are what a statement can be about."""

    actors: tuple[Mention, ...]
    anchors: tuple[Mention, ...]
    word_marks: tuple[tuple[int, ...], ...]
    cues: tuple[frozenset[str], ...]


def find_candidates(
    text: str, sentences: Sequence[Sentence], *, on: dt.date | None = None, publisher: str | None = None
) -> Candidates:
    """Find every mention of the lexicon in a document.

    Args:
        text: the document's text.
        sentences: its sentences; what lies outside them (furniture) is not looked at.
        on: the report's day, for leaders in office.
        publisher: whose page it is, for what a body says of itself.
    """
    places = _Places(sentences)
    text = apart(text, (sentence.span for sentence in sentences))
    known = load_actors().find(text, on=on)
    found = [*known, *load_actors().propose_names(text, known=known), *find_ourselves(text, publisher, on=on)]
    people = [m for actor in found if (m := places.mention(actor, _actor_marks(actor)))]
    things = _outside_names(load_items().find(text), known)
    items = [m for item in things if (m := places.mention(item, _item_marks(item)))]
    measures = [m for x in _measures(text) if (m := places.mention(x, (MARK[f"measure:{x.value or 'bearing'}"],)))]
    anchors = sorted([*items, *measures], key=lambda m: (m.first, m.last, m.marks))
    marks: dict[int, set[int]] = defaultdict(set)
    for mention in [*people, *anchors]:
        for word in range(mention.first, mention.last + 1):
            marks[word].update(mention.marks)
    cues = _cues(text, sentences, places)
    for word, names in enumerate(cues):
        if shown := [MARK[name] for name in names if name in MARK]:
            marks[word].update(shown)
    return Candidates(
        actors=tuple(sorted(people, key=lambda m: (m.first, m.last))),
        anchors=tuple(anchors),
        word_marks=tuple(tuple(sorted(marks[n])[:MARKS_PER_WORD]) if n in marks else () for n in range(len(cues))),
        cues=tuple(cues),
    )


class _Places:
    """From characters to words."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.starts = [word.start for sentence in sentences for word in sentence.words]
        self.ends = [word.end for sentence in sentences for word in sentence.words]
        self.sentence_of = [number for number, sentence in enumerate(sentences) for _ in sentence.words]

    def words(self, start: int, end: int) -> tuple[int, int] | None:
        """The first and last word that the characters touch, if any."""
        first = bisect.bisect_right(self.ends, start)
        last = bisect.bisect_left(self.starts, end) - 1
        return (first, last) if first <= last else None

    def mention(self, entry: ActorMention | ItemMention | CueMention, marks: tuple[int, ...]) -> Mention | None:
        place = self.words(entry.start, entry.end)
        if place is None or self.sentence_of[place[0]] != self.sentence_of[place[1]]:
            return None
        first, last = place
        span = Span(start=entry.start, end=entry.end)
        return Mention(
            first=first, last=last, sentence=self.sentence_of[first], span=span, text=entry.text, entry=entry, marks=marks
        )


def _actor_marks(actor: ActorMention) -> tuple[int, ...]:
    marks = [MARK[f"actor:{actor.kind}"]]
    return (*marks, MARK["actor:unknown"]) if actor.unknown else tuple(marks)


def _outside_names(items: Sequence[ItemMention], actors: Sequence[ActorMention]) -> Iterator[ItemMention]:
    """The items without what is of a known name: the "Systems" of "BAE Systems patrol vessels", the "Support" of a force's."""
    names = sorted((actor.start, actor.end) for actor in actors if actor.kind in _NAMED and not actor.unknown)
    for item in items:
        before = bisect.bisect_left(names, (item.start, 0)) - 1
        end = names[before][1] if before >= 0 else 0
        if end <= item.start:
            yield item
        elif end < item.end and (left := item.text[end - item.start :].lstrip()):
            yield dataclasses.replace(item, start=item.end - len(left), text=left)


def _item_marks(item: ItemMention) -> tuple[int, ...]:
    marks = [MARK[f"item:{item.category}"]] if item.category else []
    if item.generic or not marks:
        marks.append(MARK["item:generic"])
    if item.designation:
        marks.append(MARK["item:designation"])
    return tuple(marks)


def _measures(text: str) -> list[CueMention]:
    """Words of measures, without one that only bears on a measure where another names it."""
    found = load_measures().find(text)
    telling = [m for m in found if m.value]
    told = {place for m in telling for place in range(m.start, m.end)}
    return [*telling, *(m for m in found if not m.value and told.isdisjoint(range(m.start, m.end)))]


@functools.lru_cache(maxsize=50_000)
def _frames_of(word: str) -> frozenset[str]:
    """The frames that a single word may belong to."""
    verbs = (f"verb:{w.frame.name}" for w in load_frames().verb(word))
    return frozenset([*verbs, *(f"noun:{w.frame.name}" for w in load_frames().noun(word))])


def _cues(text: str, sentences: Sequence[Sentence], places: _Places) -> list[frozenset[str]]:
    """For each word the frames it may belong to ("verb:supply-to", "noun:sale") and the kinds of cue it is part of."""
    phrasal_verb = load_frames().phrasal_verb
    cues: list[frozenset[str]] = []
    for sentence in sentences:
        words = [word.text.lower() for word in sentence.words]
        for word, following in zip(words, [*words[1:], ""], strict=True):
            phrasal = phrasal_verb(word, following)
            cues.append(_frames_of(word).union(f"verb:{w.frame.name}" for w in phrasal) if phrasal else _frames_of(word))
    for mention in load_cues().find(text):
        place = places.words(mention.start, mention.end)
        if place is not None:
            for number in range(place[0], place[1] + 1):
                cues[number] |= {f"cue:{mention.kind}", f"cue:{mention.kind}={mention.value}"}
    return cues
