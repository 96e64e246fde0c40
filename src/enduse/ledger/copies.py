"""Copies and light rewrites of one story.

What a speaker said is in every report of the occasion; what the reporter wrote around it is in the copies only. So quotations
are left out, and the sentences that remain are laid beside each other, each with the most like it in the other report. Reports
of one story share most of that prose; independent reports of one press conference share its quotations and little else.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence

from rapidfuzz.distance import Indel

from enduse.ledger.sources import source_key
from enduse.model import Document

Tie = tuple[str, str]

#: Copies appear within days of the story; the same words weeks later are a new report with old background.
WINDOW = dt.timedelta(days=4)
#: Share of the shorter report's own prose that has a like sentence in the other: without and with other evidence.
SHARED_PROSE = 0.45
SHARED_PROSE_CREDITED = 0.30
#: Likeness of their words, in any order, at which two sentences are one sentence reworded (1 = the same words).
LIKE_SENTENCE = 0.55
_POSTINGS = 12
_SHARED_TRIPLES = 3
_MIN_WORDS = 25

_QUOTED = re.compile(r"“[^”]*”|\"[^\"\n]*\"|«[^»]*»|„[^“]*“")
_END = re.compile(r"(?<=[.!?])[\s)]+(?=[A-Z0-9“\"«(])|\n\s*\n|\n(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+(?:[.,'’][^\W_]+)*")


@dataclasses.dataclass(frozen=True, slots=True)
class Prose:
    """A report's own sentences, as sorted words, without furniture, quotations and title; and whose story it says it is.

    `credits` are the agency and the page that it names as its source, `names` these and its publisher.
    """

    document: Document
    sentences: tuple[tuple[str, ...], ...]
    triples: frozenset[tuple[str, ...]]
    credits: frozenset[str]
    names: frozenset[str]

    @property
    def length(self) -> int:
        """Its number of words."""
        return sum(map(len, self.sentences))


def find_copies(documents: Iterable[Document]) -> list[tuple[str, ...]]:
    """Find the reports that are copies or light rewrites of one story.

    Args:
        documents: reports as read; their furniture is passed over.

    Returns:
        One tuple of document names for each story told more than once, the original (the earliest) first. The order of the
        documents does not matter.
    """
    unique = {d.name: d for d in documents}
    return stories_of(unique.values(), ties_of(unique.values()))


def ties_of(documents: Iterable[Document]) -> list[Tie]:
    """The pairs of names by which reports hang together in stories, the earlier of each first, in the order of the later.

    Those of the reports up to a day are the first of those of all, as later reports tie nothing that was not tied before.
    """
    ordered = sorted({d.name: d for d in documents}.values(), key=_by_date)
    leaders = _Leaders(ordered)
    ties = []
    for earlier, later in _candidates([_prose(d) for d in ordered]):
        tie = (earlier.document.name, later.document.name)
        if not leaders.are_tied(tie) and are_copies(earlier, later):
            leaders.tie(tie)
            ties.append(tie)
    return ties


def stories_of(documents: Iterable[Document], ties: Iterable[Tie]) -> list[tuple[str, ...]]:
    """The stories told more than once, the original of each first."""
    ordered = sorted(documents, key=_by_date)
    leaders = _Leaders(ordered)
    for tie in ties:
        leaders.tie(tie)
    groups: dict[str, list[str]] = defaultdict(list)
    for document in ordered:
        groups[leaders.find(document.name)].append(document.name)
    return sorted(tuple(names) for names in groups.values() if len(names) > 1)


class _Leaders:
    """Which reports hang together: each leads to the first of its story."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self._leader = {d.name: d.name for d in documents}

    def find(self, name: str) -> str:
        leader = self._leader
        while leader[name] != name:
            leader[name] = leader[leader[name]]
            name = leader[name]
        return name

    def are_tied(self, tie: Tie) -> bool:
        return self.find(tie[0]) == self.find(tie[1])

    def tie(self, tie: Tie) -> None:
        self._leader[self.find(tie[1])] = self.find(tie[0])


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


def _prose(document: Document) -> Prose:
    text = list(document.text)
    hidden = [*document.furniture, *([document.title_span] if document.title_span else [])]
    for span in hidden:
        text[span.start : span.end] = " " * (min(span.end, len(text)) - span.start)
    bare = _QUOTED.sub(" ", "".join(text))
    sentences = [words for part in _END.split(bare) if len(words := _WORD.findall(part.casefold())) >= 4]
    flat = [word for sentence in sentences for word in sentence]
    credits = frozenset(source_key(name) for name in (document.agency, document.republished_from) if name)
    return Prose(
        document=document,
        sentences=tuple(tuple(sorted(words)) for words in sentences),
        triples=frozenset(zip(flat, flat[1:], flat[2:], strict=False)),
        credits=credits,
        names=credits | ({source_key(document.publisher)} if document.publisher else set()),
    )


def _candidates(reports: Sequence[Prose]) -> Iterator[tuple[Prose, Prose]]:
    """Pairs that share some word triples and appeared near each other, the earlier first.

    Every triple keeps only the newest few reports that have it, so that the work grows with the reports and not with their
    pairs; a story copied a hundred times is tied from each copy to the next.
    """
    seen: dict[tuple[str, ...], deque[int]] = defaultdict(lambda: deque(maxlen=_POSTINGS))
    for number, report in enumerate(reports):
        shared: Counter[int] = Counter()
        for triple in report.triples:
            shared.update(seen[triple])
            seen[triple].append(number)
        for earlier, count in sorted(shared.items()):
            if count >= _SHARED_TRIPLES and _near(reports[earlier].document, report.document):
                yield reports[earlier], report


def _near(one: Document, other: Document) -> bool:
    if one.published is None or other.published is None:
        return True
    return abs(other.published - one.published) <= WINDOW


def _by_date(document: Document) -> tuple[dt.date, str]:
    return (document.published or dt.date.max, document.name)
