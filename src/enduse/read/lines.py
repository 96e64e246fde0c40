"""Cut a page's text into the lines that its writer meant, and lines into rough sentences."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

from enduse.model import Span

_BULLET = re.compile(r"(?:[-*•–—▪·»>→▸►]|\d{1,2}[.)]|\(?[a-z\d]\))\s+")
#: A sentence ends at its mark and a blank, or at a mark glued to a capital where a saved page lost the line break.
_SENTENCE_END = re.compile(
    r"[.!?…][\"”’)\]]*(?=\s+[\"“‘'(\[—–-]*[A-Z0-9])"
    r"|(?<=[a-z\d)][.!?…])[\"”’)]*(?=[A-Z“\"][\w“])"
    r"|(?<=[a-z]{3})(?=(?:[A-Z][a-z]*|[A-Z]{3,}) [^|]{50})"  # "northern plainsThe minister": no mark was left at all
)


@dataclasses.dataclass(frozen=True, slots=True)
class Line:
    """A stretch of text without the blanks around it; `words` has its white space made single blanks."""

    start: int
    end: int
    words: str
    follows_blank: bool = False
    is_wrapped: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(start=self.start, end=self.end)

    @property
    def has_bullet(self) -> bool:
        """Whether it begins as an entry of a list."""
        return begins_as_entry(self.words)


def begins_as_entry(words: str) -> bool:
    """Whether words begin with the mark of a list's entry."""
    return _BULLET.match(words) is not None


def cut_lines(text: str, start: int = 0) -> list[Line]:
    """The lines of a text that are not blank; the lines of a hard-wrapped paragraph are one line."""
    lines: list[Line] = []
    block: list[Line] = []
    follows_blank = True
    for m in re.compile(r"[^\n\r]*(?:\r\n|\n|\r|$)").finditer(text, start):
        words = m[0].strip()
        if words:
            first = m.start() + len(m[0]) - len(m[0].lstrip())
            block.append(Line(first, first + len(words), " ".join(words.split()), follows_blank and not block))
            continue
        lines += _unwrap(block, text)
        block, follows_blank = [], True
    lines += _unwrap(block, text)
    return lines


def _unwrap(block: list[Line], text: str) -> Iterator[Line]:
    """Join the lines of a paragraph that a fixed width broke."""
    widest = max((len(line.words) for line in block), default=0)
    is_fixed = len(block) > 2 and 40 <= widest <= 100 and _share_near(block, widest) >= 0.6 and _share_lower(block) >= 0.3
    run: list[Line] = []
    for line in block:
        if run and not _goes_on(run[-1], line, widest if is_fixed else None):
            yield _joined(run, text)
            run = []
        run.append(line)
    if run:
        yield _joined(run, text)


def _share_near(block: list[Line], widest: int) -> float:
    """How many of a block's lines but the last are nearly as long as the longest."""
    lines = block[:-1]
    return sum(len(line.words) > 0.7 * widest for line in lines) / len(lines)


def _share_lower(block: list[Line]) -> float:
    """How many of a block's lines but the first begin with a small letter, as broken sentences do."""
    return sum(line.words[0].islower() for line in block[1:]) / (len(block) - 1)


def _goes_on(line: Line, following: Line, width: int | None) -> bool:
    if following.has_bullet or "|" in line.words or "|" in following.words:
        return False
    if line.words[-1] not in '.!?:…"”' and following.words[0].islower() and len(line.words) > 25:
        return True
    return width is not None and len(line.words) > 0.7 * width


def _joined(run: list[Line], text: str) -> Line:
    if len(run) == 1:
        return run[0]
    start, end = run[0].start, run[-1].end
    return Line(start, end, " ".join(text[start:end].split()), run[0].follows_blank, is_wrapped=True)


def cut_sentences(text: str, line: Line) -> Iterator[Line]:
    """Sentences of a line, cut roughly (an abbreviation may end one): enough to know furniture by."""
    start = line.start
    for m in _SENTENCE_END.finditer(text, line.start, line.end):
        yield _stripped(text, start, m.end())
        start = m.end()
    if text[start : line.end].strip():
        yield _stripped(text, start, line.end)


def _stripped(text: str, start: int, end: int) -> Line:
    words = text[start:end]
    first = start + len(words) - len(words.lstrip())
    stripped = words.strip()
    return Line(first, first + len(stripped), " ".join(stripped.split()))
