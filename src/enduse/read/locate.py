"""Find given words in a document and say exactly where they stand: as they are, in other marks and spaces, or nearly so."""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Literal

from rapidfuzz import fuzz

from enduse.model import Span

How = Literal["exact", "other marks", "aligned"]

_BREAK = "\x00"
_MARKS = str.maketrans(
    {**dict.fromkeys("‘’‚‛`´′ʼ", "'"), **dict.fromkeys("“”„‟«»″", '"'), **dict.fromkeys("‐‑‒–—―−", "-"), "…": "..."}
)
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u2060\ufeff")
#: Alignment of a handful of characters says nothing, and of thousands costs too much.
_ALIGNED_LENGTHS = range(20, 2_001)
_NEARLY = 90.0
#: How far the ends of an alignment are moved to find whole words.
_SHIFT = 25
#: From this length on the beginning of a word is enough ("drone" is found in "drones").
_SHORTEST_STEM = 3


class Locator:
    """Finds words in the readable part of a text; a stretch that is not readable is never crossed.

    Args:
        text: the document's text, in which spans count.
        readable: the stretches that may be read.
    """

    def __init__(self, text: str, readable: Sequence[Span]) -> None:
        self.text = text
        self.readable = tuple(readable)
        self._folded, self._places = _fold(text, self.readable)

    def locate(self, words: str, *, within: Span | None = None, nearly: bool = False) -> tuple[Span, How] | None:
        """Find words and the way they were found, the first time that they stand in the text.

        Args:
            words: what to look for; case, spaces, dashes and quotation marks may differ from the text's;
                the last may be the beginning of a longer one.
            within: the stretch to look in; the whole text where None.
            nearly: whether words that agree with the text to nine tenths are found as well (for quotes of some length).
        """
        words = words.strip()
        folded = _fold(words, [Span(start=0, end=len(words))])[0].strip()
        if not folded:
            return None
        for whole in (True, False) if len(words) >= _SHORTEST_STEM else (True,):
            exact = next(self._exact(words, within, whole), None)
            if exact is not None:
                return exact, "exact"
        low, high = self._window(within)
        for whole in (True, False) if len(words) >= _SHORTEST_STEM else (True,):
            marks = next(self._in_other_marks(folded, low, high, whole), None)
            if marks is not None:
                return marks, "other marks"
        aligned = self._align(folded, low, high) if nearly and len(folded) in _ALIGNED_LENGTHS else None
        return None if aligned is None else (aligned, "aligned")

    def find(self, words: str, *, within: Span | None = None, nearly: bool = False) -> Span | None:
        """Like `locate`, without the way."""
        found = self.locate(words, within=within, nearly=nearly)
        return None if found is None else found[0]

    def _exact(self, words: str, within: Span | None, whole: bool) -> Iterator[Span]:
        start, end = (within.start, within.end) if within else (0, len(self.text))
        while (start := self.text.find(words, start, end)) >= 0:
            span = Span(start=start, end=start + len(words))
            if self._stands(span, whole) and any(stretch.contains(span) for stretch in self.readable):
                yield self._whole_words(span)
            start += 1

    def _in_other_marks(self, folded: str, low: int, high: int, whole: bool) -> Iterator[Span]:
        start = low
        while (start := self._folded.find(folded, start, high)) >= 0:
            last = start + len(folded) - 1
            span = Span(start=self._places[start], end=self._places[last] + 1)
            if self._stands(span, whole):
                yield self._whole_words(span)
            start += 1

    def _window(self, within: Span | None) -> tuple[int, int]:
        if within is None:
            return 0, len(self._folded)
        return bisect_left(self._places, within.start), bisect_left(self._places, within.end)

    def _align(self, folded: str, low: int, high: int) -> Span | None:
        """The words of the text that agree best with these, if they agree well; alignment finds the place, words its ends."""
        window = self._folded[low:high]
        if len(window) < len(folded):
            return None
        found = fuzz.partial_ratio_alignment(folded, window, score_cutoff=_NEARLY)
        if found is None:
            return None
        places = [low + found.dest_start, low + found.dest_end]
        starts, ends = (list(range(max(low, place - _SHIFT), min(high, place + _SHIFT) + 1)) for place in places)
        starts = [
            p for p in starts if p < high and self._folded[p].isalnum() and (p == low or not self._folded[p - 1].isalnum())
        ]
        ends = [p for p in ends if p > low and self._folded[p - 1].isalnum() and (p == high or not self._folded[p].isalnum())]
        scored = [(fuzz.ratio(folded, self._folded[a:b]), -a, b) for a in starts for b in ends if a < b]
        score, start, end = max(scored, default=(0.0, 0, 0))
        if score < _NEARLY or _BREAK in self._folded[-start:end]:
            return None
        return self._span(-start, end)

    def _span(self, start: int, end: int) -> Span:
        while start < end and self._folded[start] == " ":
            start += 1
        while end > start and self._folded[end - 1] == " ":
            end -= 1
        return self._whole_words(Span(start=self._places[start], end=self._places[end - 1] + 1))

    def _whole_words(self, span: Span) -> Span:
        start, end = span.start, span.end
        while not self._starts_word(start):
            start -= 1
        while not self._ends_word(end):
            end += 1
        return Span(start=start, end=end)

    def _stands(self, span: Span, whole: bool) -> bool:
        """Whether the span begins with a word and, where whole words are asked for, ends with one."""
        return self._starts_word(span.start) and (not whole or self._ends_word(span.end))

    def _starts_word(self, place: int) -> bool:
        return place == 0 or not (self.text[place - 1].isalnum() and self.text[place].isalnum())

    def _ends_word(self, place: int) -> bool:
        return place == len(self.text) or not (self.text[place - 1].isalnum() and self.text[place].isalnum())


def _fold(text: str, readable: Sequence[Span]) -> tuple[str, list[int]]:
    """The text in one case, one kind of space, dash and quotation mark, and where each of its characters stands."""
    characters: list[str] = []
    places: list[int] = []
    for stretch in readable:
        if characters:
            characters.append(_BREAK)
            places.append(stretch.start)
        for place in range(stretch.start, stretch.end):
            character = text[place]
            if character in _INVISIBLE:
                continue
            folded = " " if character.isspace() else unicodedata.normalize("NFKC", character.translate(_MARKS)).casefold()
            if folded == " " and characters and characters[-1] == " ":
                continue
            characters.extend(folded)
            places.extend([place] * len(folded))
    return "".join(characters), places
