"""Direct speech: the quotations of a document and who is quoted in each."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence

from enduse.model import Span
from enduse.read.analysis import Analysis
from enduse.read.quotation import Quotations
from enduse.read.said import Said
from enduse.read.speakers import Speakers

_REACH = 12  # sentences on either side that a quotation may run on over
_LONG = 25  # characters over which words in quotation marks are speech, and no name or scare quotes


class DirectSpeech:
    """The quotations of one document.

    Args:
        analysis: the document analysed.
        speakers: reads its noun phrases.
        said_in: everything said in a sentence by somebody known.
    """

    def __init__(self, analysis: Analysis, speakers: Speakers, said_in: Callable[[int], Sequence[Said]]) -> None:
        self._analysis = analysis
        self._speakers = speakers
        self._said_in = said_in

    @functools.cached_property
    def _quotations(self) -> Quotations:
        return Quotations(self._analysis.text)

    def at(self, character: int) -> Span | None:
        """The quotation that a character stands in."""
        return self._quotations.at(character)

    def is_quoted(self, character: int) -> bool:
        """Whether a character stands in a quotation that is long enough to be speech."""
        quotation = self.at(character)
        return quotation is not None and quotation.end - quotation.start > _LONG

    def leaves(self, quotation: Span, character: int) -> bool:
        """Whether a character stands outside a quotation that is long enough to be speech."""
        return not quotation.start <= character < quotation.end and len(quotation.of(self._analysis.text)) > _LONG

    def has_clause(self, quotation: Span) -> bool:
        """Whether a quotation has words enough for a clause."""
        return len(quotation.of(self._analysis.text).split()) >= 4

    def quoted(self, sentence: int, quotation: Span) -> Iterator[Said]:
        """Who is quoted: named beside the quotation's beginning or end, before it, after it, or as the one quoted before."""
        sentences = self._analysis.sentences
        numbers = range(max(0, sentence - _REACH), min(len(sentences), sentence + _REACH))
        touched = [n for n in numbers if sentences[n].span.overlaps(quotation)]
        if not touched:
            return
        first, last = touched[0], touched[-1]
        paragraph = sentences[first].paragraph
        order = [last, first] if last == sentence else [first, last]
        for number in dict.fromkeys(order):
            yield from self._outside(number, quotation, "speaker of the quotation")
        yield from self._label(first, quotation)
        before = first - 1
        if before >= 0 and paragraph - sentences[before].paragraph <= (1 if self._ends_with_colon(before) else 0):
            yield from self._outside(before, quotation, "named before the quotation")
        after = last + 1
        if after < len(sentences) and sentences[after].paragraph == sentences[last].paragraph:
            yield from self._outside(after, quotation, "named after the quotation")
        if before >= 0 and paragraph - sentences[before].paragraph == 1:
            yield from self._outside(before, quotation, "named before the quotation")

    def _outside(self, number: int, quotation: Span, rule: str) -> Iterator[Said]:
        """The sayings of a sentence that no quotation holds, the nearest to the quotation first."""
        words = self._analysis.trees[number].sentence.words
        places = [(words[said.saying.word].start, said) for said in self._said_in(number) if said.saying is not None]
        outside = [(at, said) for at, said in places if self.at(at) is None]
        for _, said in sorted(outside, key=lambda x: min(abs(x[0] - quotation.start), abs(x[0] - quotation.end))):
            yield Said(number, said.saying, said.speaker, rule)

    def _label(self, number: int, quotation: Span) -> Iterator[Said]:
        """'Minister X: "..."'."""
        tree = self._analysis.trees[number]
        colon = next((i for i, w in enumerate(tree.sentence.words) if w.text == ":" and w.start < quotation.start), None)
        if not colon:
            return
        speaker = self._speakers.read(number, tree.head_of(0, colon - 1))
        if speaker is not None and speaker.kind == "person":
            yield Said(number, None, speaker, "label of the quotation")

    def _ends_with_colon(self, number: int) -> bool:
        return self._analysis.sentences[number].words[-1].text == ":"
