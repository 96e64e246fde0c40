"""Which time expression of a sentence dates the event that a clause states, and not the saying of it."""

from __future__ import annotations

import datetime as dt

from enduse.dates import TimeMention, find_times
from enduse.model import Period, Reason, Span
from enduse.read.analysis import Analysis
from enduse.read.decide import Decision

_AHEAD = {"planned", "agreed", "considered", "announced", "sought", "offered"}


def find_event_time(
    analysis: Analysis, sentence: int, head: int, span: Span, published: dt.date | None, decision: Decision
) -> tuple[Period | None, list[Reason]]:
    """The period of the event and why, or None where the text does not date it.

    A time expression counts when it hangs, in the parse, on the clause (or on a word inside it) and not on a verb of saying above.
    """
    text = analysis.sentences[sentence].span.of(analysis.text)
    start = analysis.sentences[sentence].span.start
    tense = "future" if decision.status in _AHEAD else "past"
    found = [(t, _distance(analysis, sentence, head, start, t)) for t in find_times(text, published, tense=tense)]
    inside = [(d, t) for t, d in found if d is not None]
    if not inside:
        return None, []
    distance, time = min(inside, key=lambda pair: (pair[0], -(pair[1].end - pair[1].start)))
    words = Span(start=start + time.start, end=start + time.end)
    return time.period, [Reason(field="when", rule="dates the clause", span=words, words=time.text)]


def _distance(analysis: Analysis, sentence: int, head: int, start: int, time: TimeMention) -> int | None:
    """Steps in the parse from the expression up to the clause; None where it belongs elsewhere."""
    tree, offset = analysis.trees[sentence], analysis.offsets[sentence]
    words = [i for i, w in enumerate(tree.sentence.words) if w.start < start + time.end and start + time.start < w.end]
    if not words:
        return None
    top = tree.head_of(words[0], words[-1])
    chain = [top, *tree.ancestors(top)]
    if head not in chain:
        return None
    between = chain[1 : chain.index(head)]
    if any("cue:reporting" in analysis.candidates.cues[offset + i] for i in between):
        return None
    if "cue:reporting" in analysis.candidates.cues[offset + head] and between == []:
        return None
    return len(between)
