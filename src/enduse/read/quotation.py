"""Stretches of a text that stand in quotation marks, over paragraph ends too."""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator, Sequence

from enduse.model import Span

_MARK = re.compile(r"[“”„«»]|\"|(?<!\w)‘|’(?!\w)")
_OPENERS = "“„«‘"
_PARAGRAPH = re.compile(r"\n\s*\n")


class Quotations:
    """The quotations of a text, in order; one that runs on over paragraphs is one.

    A paragraph that ends inside quotation marks goes on with the next where that begins with a mark of its own;
    otherwise the quotation ends with its paragraph.
    """

    def __init__(self, text: str) -> None:
        self.spans = tuple(_merged(text, list(_of_paragraphs(text))))
        self._starts = [span.start for span in self.spans]

    def at(self, character: int) -> Span | None:
        """The quotation that a character stands in."""
        i = bisect.bisect_right(self._starts, character) - 1
        return self.spans[i] if i >= 0 and character < self.spans[i].end else None


def _of_paragraphs(text: str) -> Iterator[tuple[Span, bool]]:
    """Each paragraph's quotations, and whether the last was left open."""
    start = 0
    for gap in [*_PARAGRAPH.finditer(text), None]:
        end = gap.start() if gap else len(text)
        yield from _of_paragraph(text, start, end)
        start = gap.end() if gap else end


def _of_paragraph(text: str, start: int, end: int) -> Iterator[tuple[Span, bool]]:
    opened: tuple[int, str] | None = None
    for mark in _MARK.finditer(text, start, end):
        sign = mark[0]
        if opened is None:
            if sign in _OPENERS or sign == '"':
                opened = (mark.start(), sign)
        elif _closes(opened[1], sign):
            yield Span(start=opened[0], end=mark.end()), False
            opened = None
    if opened is not None and opened[1] != "‘":
        yield Span(start=opened[0], end=end), True


def _closes(opener: str, sign: str) -> bool:
    return sign in {"“": '”"', "„": '“”"', "«": "»", "‘": "’", '"': '"”'}[opener]


def _merged(text: str, found: Sequence[tuple[Span, bool]]) -> Iterator[Span]:
    held: Span | None = None
    is_open = False
    for span, left_open in found:
        if held is not None and is_open and not text[held.end : span.start].strip():
            held = Span(start=held.start, end=span.end)
        else:
            if held is not None:
                yield held
            held = span
        is_open = left_open
    if held is not None:
        yield held
