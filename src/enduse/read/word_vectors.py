"""The vectors that the encoder gives the words of a document, looked up by sentence and word or by character."""

from __future__ import annotations

import bisect

from enduse.read.analysis import Analysis
from enduse.read.network import Floats


class WordVectors:
    """The vectors of one analysed document; a word in a window that was passed over has none.

    Args:
        analysis: the document analysed.
    """

    def __init__(self, analysis: Analysis) -> None:
        self._analysis = analysis
        self._of_window = [(p.window.fresh, p.words) for p in analysis.parsed]
        self._first = [fresh for fresh, _ in self._of_window]

    def of(self, sentence: int, word: int) -> Floats | None:
        """The vector of a word, counted from the first of its sentence."""
        place = bisect.bisect_right(self._first, sentence) - 1
        if place < 0 or len(self._of_window[place][1]) == 0:
            return None
        offsets, window = self._analysis.offsets, self._analysis.parsed[place].window
        vector: Floats = self._of_window[place][1][offsets[sentence] - offsets[window.first] + word]
        return vector

    def at(self, character: int) -> Floats | None:
        """The vector of the word that a character stands in (or the last before it in its sentence)."""
        sentences = self._analysis.sentences
        number = max(0, bisect.bisect_right([s.words[0].start for s in sentences], character) - 1)
        starts = [word.start for word in sentences[number].words]
        return self.of(number, max(0, bisect.bisect_right(starts, character) - 1))
