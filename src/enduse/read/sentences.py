"""Text to sentences of words, cut as the English Universal Dependencies treebanks cut them.

Every word keeps its place in the text. Nothing is read across furniture: a stretch of it ends a sentence.
"""

from __future__ import annotations

import dataclasses
import functools
import itertools
import math
import re
from collections.abc import Iterator, Sequence

from enduse.lexicon.files import read_yaml
from enduse.model import Span
from enduse.read.leads import lead_end


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence and where it stands in the document's text."""

    text: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """Words in order; `paragraph` counts blocks of text from 0.

    `is_title` where they stand in the document's title, `is_lead` where they are a paragraph's dateline or its speaker's name.
    """

    words: tuple[Word, ...]
    paragraph: int
    is_title: bool = False
    is_lead: bool = False

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(start=self.words[0].start, end=self.words[-1].end)


# Marks on letters and signs of no width (soft hyphen, zero-width space and joiners) inside a word belong to it.
_LETTERS = r"[^\W_](?:[\u0300-\u036f\u00ad\u200b-\u200d\u2060]*+[^\W_])*+[\u0300-\u036f]*+"
_WORD = re.compile(
    rf"""
      https?://\S+(?<![.,;:!?)\]"'”’»]) | [^\W_][\w.+-]{{0,63}}@\w[\w.-]*\w
    | (?:[A-Za-z]\.){{2,}}                     # U.S. and a.m.
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|mm|km|kg)?\b
    | [A-Z][A-Za-z]{{0,3}}-\d+[A-Za-z0-9]*     # Su-35, MiG-29K: one word, as a name
    | [^\W_](?:[^\W_]|[\u0300-\u036f])*?(?=n['’]t\b) | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b
    | {_LETTERS}(?:[&+](?=\w)\w+)?
    | \.{{2,}} | -{{2,}} | …
    | [^\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]
    """,
    re.VERBOSE,
)
_CLOSERS = "\"'”’»)]"
# What begins a paragraph of its own: a bullet, a number of a list, who speaks in a transcript.
_LEAD = re.compile(r"[-*•–—▪·]|\d{1,2}[.)]\s|\(\d{1,2}\)\s|[A-Z][A-Z .'’-]{0,40}:")
_WIDE = 110  # characters of a line that nobody wrapped by hand
_NARROW = 60  # characters that a wrapped line has at the least, but for the last of a paragraph
_FEW, _WRAPPED = 4, 0.2  # line breaks from which one can tell; the share before a small letter that wrapped lines have


@dataclasses.dataclass(frozen=True, slots=True)
class _Abbreviations:
    """Words whose full stop may not end a sentence, and words that begin one even so."""

    before_name: frozenset[str]
    before_number: frozenset[str]
    anywhere: frozenset[str]
    openers: frozenset[str]


@functools.cache
def _abbreviations() -> _Abbreviations:
    return _Abbreviations(**{name: frozenset(words) for name, words in read_yaml("abbreviations.yaml").items()})


def find_sentences(text: str, *, furniture: Sequence[Span] = (), title: Span | None = None) -> list[Sentence]:
    """Cut a text into sentences of words.

    Args:
        text: the document's text.
        furniture: stretches to leave out.
        title: where the title stands, if it does.
    """
    sentences: list[Sentence] = []
    for paragraph, block in enumerate(_blocks(text, furniture, title)):
        is_title = title is not None and title.overlaps(block)
        parts = [block] if is_title else _after_lead(text, block)
        for part in parts:
            is_lead = part is not parts[-1]
            sentences.extend(Sentence(tuple(words), paragraph, is_title, is_lead) for words in _cut(_words(text, part)))
    return sentences


def _after_lead(text: str, block: Span) -> list[Span]:
    """A paragraph's dateline or speaker's label, and the rest."""
    begin = block.end - len(text[block.start : block.end].lstrip())
    middle = begin + lead_end(text[begin : block.end])
    return [block] if middle == begin else [Span(start=block.start, end=middle), Span(start=middle, end=block.end)]


def _blocks(text: str, furniture: Sequence[Span], title: Span | None) -> Iterator[Span]:
    """Stretches between furniture and paragraph ends, without blank ones."""
    start = 0
    for gap in [*sorted(furniture), Span(start=len(text), end=len(text))]:
        if gap.start > start:
            yield from _paragraphs(text, start, gap.start, title)
        start = max(start, gap.end)


def _paragraphs(text: str, start: int, end: int, title: Span | None) -> Iterator[Span]:
    lines = text[start:end].splitlines(keepends=True)
    widest = _width([line.strip() for line in lines])
    begin = at = start
    for line, following in itertools.zip_longest(lines, lines[1:], fillvalue=""):
        at += len(line)
        if _ends_paragraph(line.strip(), following.strip(), widest) or _beside_title(text, at, title):
            if text[begin:at].strip():
                yield Span(start=begin, end=at)
            begin = at


def _width(lines: Sequence[str]) -> float:
    """How wide a text is: its longest line, but for a few overlong ones (an address, a table) in a hard-wrapped text.

    Short lines that next to never go on with a small letter were not wrapped: they are entries and headings, each by itself.
    """
    going_on = [after[0].islower() or len(line) >= _NARROW for line, after in itertools.pairwise(lines) if line and after]
    if len(going_on) >= _FEW and sum(going_on) < _WRAPPED * len(going_on):
        return math.inf
    lengths = [len(line) for line in lines]
    wrapped = [length for length in lengths if length <= _WIDE]
    if 2 * sum(wrapped) > sum(lengths):
        return max(wrapped)
    return max(lengths, default=0)


def _ends_paragraph(line: str, following: str, widest: float) -> bool:
    """Whether a line break ends the paragraph, or only the line of a hard-wrapped text."""
    if not line or not following:
        return True
    return len(line) > _WIDE or widest > _WIDE or _LEAD.match(following) is not None or len(line) < 0.6 * widest


def _beside_title(text: str, at: int, title: Span | None) -> bool:
    """Whether a line break stands right before or after the title."""
    if title is None or not title.start - 9 <= at <= title.end + 9:
        return False
    return not text[min(at, title.start) : title.start].strip() if at <= title.start else not text[title.end : at].strip()


def _words(text: str, block: Span) -> list[Word]:
    """The words of a stretch; a full stop that belongs to an abbreviation stays with it."""
    words: list[Word] = []
    for m in _WORD.finditer(text, block.start, block.end):
        last = words[-1] if words else None
        stop_of = last if m[0] == "." and last is not None and last.end == m.start() else None
        if stop_of is not None and _is_abbreviation(stop_of.text, text[m.end() : m.end() + 3]):
            words[-1] = Word(f"{stop_of.text}.", stop_of.start, m.end())
        else:
            words.append(Word(m[0], m.start(), m.end()))
    return words


def _is_abbreviation(word: str, following: str) -> bool:
    known = _abbreviations()
    if word in known.before_number:
        return following.lstrip()[:1].isdigit()
    if word.isupper():  # an initial, or a title in a transcript: "MR. KIRBY"
        return len(word) == 1 or word.title() in known.before_name or word in known.anywhere
    return word in known.before_name or word in known.anywhere


def _cut(words: list[Word]) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for i, word in enumerate(words):
        sentence.append(word)
        following = words[i + 1] if i + 1 < len(words) else None
        if following is None or len(sentence) > 150 or _ends_sentence(words, i):
            yield sentence
            sentence = []


def _ends_sentence(words: list[Word], i: int) -> bool:
    word, following = words[i], words[i + 1]
    if word.end == following.start:
        return word.text == "." and _is_run_together(words, i)
    stop = words[_before_closers(words, i)].text
    if stop in (".", "!", "?") or stop.startswith(("..", "…")):
        return _starts_sentence(words, i + 1)
    known = _abbreviations()
    if len(stop) > 1 and stop.endswith(".") and stop[:-1] not in known.before_name | known.before_number:
        return following.text in known.openers or following.text in ('"', "“", "‘", "«")  # it may also end the sentence
    return False


def _before_closers(words: list[Word], i: int) -> int:
    """The last word before the quotation marks, brackets and numbers of notes ("[12]") that end at a word."""
    last = i
    while last > 0 and words[last - 1].end == words[last].start:
        if words[last].text in _CLOSERS:
            last -= 1
        elif last > 1 and last < i and words[last].text.isdigit() and words[last - 1].text == "[":
            last -= 2
        else:
            break
    return last


def _is_run_together(words: list[Word], i: int) -> bool:
    """Whether the blank after a full stop was lost: "drones.The"."""
    before, after = words[i - 1].text if i else "", words[i + 1].text
    return len(before) > 2 and before.islower() and before.isalpha() and after in _abbreviations().openers


def _starts_sentence(words: list[Word], i: int) -> bool:
    while i < len(words) - 1 and words[i].text in "\"'“‘«([":
        i += 1
    return words[i].text[0].isupper() or words[i].text[0].isdigit() or words[i].text in "-–—•"
