"""The readable part of a document, and its passages: runs of whole paragraphs short enough to be asked about at once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence

from enduse.model import Document, Span

_PARAGRAPH_END = re.compile(r"\n[ \t\r]*\n\s*|\n")
_SENTENCE_END = re.compile(r"[.!?][\"'”’)]*\s+")


@dataclasses.dataclass(frozen=True, slots=True)
class Passage:
    """Paragraphs in order, as spans of the document's text, and the few before them that help to understand them."""

    paragraphs: tuple[Span, ...]
    before: tuple[Span, ...] = ()

    @property
    def span(self) -> Span:
        """From the first character to the last."""
        return Span(start=self.paragraphs[0].start, end=self.paragraphs[-1].end)


def readable_spans(document: Document) -> list[Span]:
    """The stretches of a document that may be read: its text without furniture, and its title wherever it stands."""
    stretches: list[Span] = []
    start = 0
    for gap in sorted(document.furniture):
        if gap.start > start:
            stretches.append(Span(start=start, end=gap.start))
        start = max(start, gap.end)
    if start < len(document.text):
        stretches.append(Span(start=start, end=len(document.text)))
    title = document.title_span
    if title is not None and not any(stretch.overlaps(title) for stretch in stretches):
        stretches.append(title)
    return sorted(stretches)


def find_passages(document: Document, *, longest: int = 6_000, before: int = 2) -> list[Passage]:
    """Cut a document into passages of whole paragraphs.

    Args:
        document: the document; its furniture is left out, offsets stay those of its text.
        longest: characters of a passage; a longer paragraph is cut after a sentence, or anywhere if it has none.
        before: how many paragraphs before a passage go with it as context.
    """
    paragraphs = [p for stretch in readable_spans(document) for p in _paragraphs(document.text, stretch, longest)]
    passages: list[Passage] = []
    first = length = 0
    for i, paragraph in enumerate(paragraphs):
        size = paragraph.end - paragraph.start
        if i > first and length + size > longest:
            passages.append(_passage(paragraphs, first, i, before))
            first, length = i, 0
        length += size
    if first < len(paragraphs):
        passages.append(_passage(paragraphs, first, len(paragraphs), before))
    return passages


def _passage(paragraphs: Sequence[Span], first: int, end: int, before: int) -> Passage:
    return Passage(tuple(paragraphs[first:end]), tuple(paragraphs[max(0, first - before) : first]))


def _paragraphs(text: str, stretch: Span, longest: int) -> Iterator[Span]:
    start = stretch.start
    ends = [m.end() for m in _PARAGRAPH_END.finditer(text, stretch.start, stretch.end)]
    for end in [*ends, stretch.end]:
        while end - start > longest:
            cut = max((m.end() for m in _SENTENCE_END.finditer(text, start, start + longest)), default=start + longest)
            yield from _trimmed(text, start, cut)
            start = cut
        yield from _trimmed(text, start, end)
        start = end


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    inner = text[start:end]
    start, end = end - len(inner.lstrip()), start + len(inner.rstrip())
    if start < end:
        yield Span(start=start, end=end)
