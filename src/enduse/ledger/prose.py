"""The prose that is a report's own, and how much of it two reports share.

What a speaker said is in every report of the occasion; what the reporter wrote around it is in the copies only. So quotations
are left out, and the sentences that remain are laid beside each other, each with the most like it in the other report. Reports
of one story share most of that prose; independent reports of one press conference share its quotations and little else.
"""

from __future__ import annotations

import dataclasses
import heapq
import re
import zlib
from array import array
from collections.abc import Collection, Sequence

from rapidfuzz.distance import Indel

from enduse.ledger.sources import source_key
from enduse.model import Document

#: Share of the shorter report's own prose that has a like sentence in the other: without and with other evidence.
SHARED_PROSE = 0.45
SHARED_PROSE_CREDITED = 0.30
#: Likeness of their words, in any order, at which two sentences are one sentence reworded (1 = the same words).
LIKE_SENTENCE = 0.55
_MIN_WORDS = 25
_SAMPLE = 24

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“]*“")
_END = re.compile(r"(?<=[.!?])[\s)]+(?=[A-Z0-9“\"«(])|\n\s*\n|\n(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


@dataclasses.dataclass(frozen=True, slots=True)
class Prose:
    """A report's own sentences, as sorted words, without furniture, quotations and title; and whose story it says it is.

    `triples` are the hashes of its runs of three words, a few bytes each, as those of all reports are kept in memory; `sample`
    are some of them, chosen by their words alone, so that two reports that share many runs share some of the sample;
    `credits` are the agency and the page that it names as its source, `names` these and its publisher.
    """

    document: Document
    sentences: tuple[tuple[str, ...], ...]
    triples: array[int]
    sample: frozenset[int]
    credits: frozenset[str]
    names: frozenset[str]

    @property
    def length(self) -> int:
        """Its number of words."""
        return sum(map(len, self.sentences))


def are_copies(one: Prose, other: Prose) -> bool:
    """Whether two reports tell one story in the same words."""
    shorter, longer = sorted((one, other), key=lambda p: (p.length, p.document.name))
    if shorter.length < _MIN_WORDS:
        return shorter.length > 0 and shorter.sentences == longer.sentences
    needed = SHARED_PROSE_CREDITED if _one_story(one, other) else SHARED_PROSE
    return shared_prose(shorter, longer) >= needed


def _one_story(one: Prose, other: Prose) -> bool:
    """Whether one of them says that its story is the other's, or that both have it from the same house."""
    return bool(one.credits & other.names or other.credits & one.names)


def shared_prose(shorter: Prose, longer: Prose) -> float:
    """Share of the shorter report's words that stand in a sentence with a like one in the longer."""
    shared = 0
    for sentence in shorter.sentences:
        if any(_alike(sentence, other) for other in longer.sentences):
            shared += len(sentence)
    return shared / shorter.length if shorter.length else 0.0


def _alike(one: Sequence[str], other: Sequence[str]) -> bool:
    """Whether a sentence is the other, reworded or cut: like as a whole, or nearly all of it is in the other."""
    if Indel.normalized_similarity(one, other, score_cutoff=LIKE_SENTENCE) >= LIKE_SENTENCE:
        return True
    short, long = sorted((one, other), key=len)
    if len(short) < 8 or len(long) > 3 * len(short):
        return False
    common = (len(short) + len(long) - Indel.distance(short, long)) / 2
    return common >= 0.85 * len(short)


def prose_of(document: Document) -> Prose:
    """Take a report's own prose out of it."""
    text = list(document.text)
    hidden = [*document.furniture, *([document.title_span] if document.title_span else [])]
    for span in hidden:
        text[span.start : span.end] = " " * (min(span.end, len(text)) - span.start)
    bare = _QUOTED.sub(" ", "".join(text))
    sentences = [words for part in _END.split(bare) if len(words := _WORD.findall(part.casefold())) >= 4]
    flat = [word for sentence in sentences for word in sentence]
    runs = set(zip(flat, flat[1:], flat[2:], strict=False))
    credits = frozenset(source_key(name) for name in (document.agency, document.republished_from) if name)
    return Prose(
        document=document,
        sentences=tuple(tuple(sorted(words)) for words in sentences),
        triples=array("q", set(map(hash, runs))),
        sample=_sample(runs) if document.published is None else frozenset(),
        credits=credits,
        names=credits | ({source_key(document.publisher)} if document.publisher else set()),
    )


def _sample(runs: Collection[tuple[str, ...]]) -> frozenset[int]:
    """A sixteenth of the runs of words, and a few at least: those with the least checksums, the same on every machine."""
    least = heapq.nsmallest(max(_SAMPLE, len(runs) // 16), runs, key=lambda run: (zlib.crc32(" ".join(run).encode()), run))
    return frozenset(map(hash, least))
