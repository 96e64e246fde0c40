"""Text to sentences of words, cut as the English Universal Dependencies treebanks cut them.

Every word keeps its place in the text. Nothing is read across furniture: a stretch of it ends a sentence.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Iterator, Sequence
from importlib.resources import files

import yaml

from enduse.model import Span


@dataclasses.dataclass(frozen=True, slots=True)
class Word:
    """One word or mark of a sentence and where it stands in the document's text."""

    text: str
    start: int
    end: int


@dataclasses.dataclass(frozen=True, slots=True)
class Sentence:
    """Words in order; `is_title` where they stand in the document's title, `paragraph` counts blocks of text from 0."""

    words: tuple[Word, ...]
    paragraph: int
    is_title: bool = False

    @property
    def span(self) -> Span:
        """From the first word to the last."""
        return Span(start=self.words[0].start, end=self.words[-1].end)


_WORD = re.compile(
    r"""
      https?://\S+ | \w+@\w[\w.-]+
    | (?:[A-Za-z]\.){2,}                       # U.S. and a.m.
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|bn|mm|km|kg)?\b
    | [A-Z][A-Za-z]{0,3}-\d+[A-Za-z0-9]*       # Su-35, MiG-29K: one word, as a name
    | (?:[^\W_]|[\u0300-\u036f])+(?=n['’]t\b) | n['’]t\b
    | ['’](?:s|re|ve|ll|d|m)\b
    | (?:[^\W_]|[\u0300-\u036f])+(?:[&+](?=\w)\w+)?
    | \.{2,} | -{2,} | …
    | \S
    """,
    re.VERBOSE,
)
_CLOSERS = "\"'”’»)]"
_BLANK = re.compile(r"\n[ \t\r]*\n")


@functools.cache
def _abbreviations() -> tuple[frozenset[str], frozenset[str]]:
    data = yaml.safe_load(files("enduse.lexicon").joinpath("abbreviations.yaml").read_text(encoding="utf-8"))
    return frozenset(data["before_name"]), frozenset(str(word) for word in data["anywhere"])


def find_sentences(text: str, *, furniture: Sequence[Span] = (), title: Span | None = None) -> list[Sentence]:
    """Cut a text into sentences of words.

    Args:
        text: the document's text.
        furniture: stretches to leave out.
        title: where the title stands, if it does.
    """
    sentences = []
    for paragraph, block in enumerate(_blocks(text, furniture)):
        is_title = title is not None and title.overlaps(block)
        for words in _cut(_words(text, block), text):
            sentences.append(Sentence(tuple(words), paragraph, is_title))
    return sentences


def _blocks(text: str, furniture: Sequence[Span]) -> Iterator[Span]:
    """Stretches between furniture and paragraph ends, without blank ones."""
    start = 0
    for gap in [*sorted(furniture), Span(start=len(text), end=len(text))]:
        if gap.start > start:
            yield from _paragraphs(text, start, gap.start)
        start = max(start, gap.end)


def _paragraphs(text: str, start: int, end: int) -> Iterator[Span]:
    cuts = [start]
    lines = list(re.finditer(r"[^\n]*\n?", text[start:end]))
    widest = max((len(line[0]) for line in lines), default=0)
    for line, following in zip(lines, lines[1:], strict=False):
        if _ends_paragraph(line[0].strip(), following[0].strip(), widest):
            cuts.append(start + line.end())
    cuts.append(end)
    for a, b in zip(cuts, cuts[1:], strict=False):
        if text[a:b].strip():
            yield Span(start=a, end=b)


def _ends_paragraph(line: str, following: str, widest: int) -> bool:
    """Whether a line break ends the paragraph, or only the line of a hard-wrapped text."""
    if not line or not following:
        return True
    if widest > 110 or re.match(r"[-*•–—▪·]|\d+[.)]\s|[A-Z]+:", following):
        return True
    return len(line) < 0.6 * widest


def _words(text: str, block: Span) -> list[Word]:
    """The words of a stretch; a full stop that belongs to an abbreviation stays with it."""
    words: list[Word] = []
    before_name, anywhere = _abbreviations()
    for m in _WORD.finditer(text, block.start, block.end):
        last = words[-1] if words else None
        if m[0] == "." and last is not None and last.end == m.start():
            initial = len(last.text) == 1 and last.text.isupper()
            if initial or last.text in before_name or last.text in anywhere:
                words[-1] = Word(f"{last.text}.", last.start, m.end())
                continue
        words.append(Word(m[0], m.start(), m.end()))
    return words


def _cut(words: list[Word], text: str) -> Iterator[list[Word]]:
    sentence: list[Word] = []
    for i, word in enumerate(words):
        sentence.append(word)
        following = words[i + 1] if i + 1 < len(words) else None
        if following is None or len(sentence) > 150 or _ends_sentence(words, i, text):
            yield sentence
            sentence = []


def _ends_sentence(words: list[Word], i: int, text: str) -> bool:
    word, following = words[i], words[i + 1]
    gap = text[word.end : following.start]
    if not gap:
        return False
    last = i
    while last > 0 and words[last].text in _CLOSERS and words[last - 1].end == words[last].start:
        last -= 1
    stop = words[last].text
    starts = _starts_sentence(words, i + 1)
    if stop in "!?" or stop.startswith(("..", "…")):
        return starts
    if stop == ".":
        return starts
    if len(stop) > 1 and stop.endswith("."):  # an abbreviation that may also end the sentence
        return starts and stop[:-1] not in _abbreviations()[0] and _is_opener(following.text)
    return False


def _starts_sentence(words: list[Word], i: int) -> bool:
    while i < len(words) - 1 and words[i].text in "\"'“‘«([":
        i += 1
    return words[i].text[0].isupper() or words[i].text[0].isdigit() or words[i].text in "-–—•"


@functools.cache
def _openers() -> frozenset[str]:
    return frozenset(
        "The A An It He She They We I You In On At But And However This That These Those There Its His Her Their Our As For "
        "After Before Since While When If Although Though Despite Both Some Many Most All No Not Under With From By To".split()
    )


def _is_opener(word: str) -> bool:
    """Words that after an abbreviation most likely begin a new sentence."""
    return word in _openers() or word in "\"“‘«"
