"""Clauses of the gold and their times, with every time that might date them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from enduse.model import Document, Period, Span
from enduse.read.analysis import Analysis
from enduse.read.chooser import beside
from enduse.read.clauses import clause_head, clause_span
from enduse.read.event_times import PLACES, marks_of, words_seen
from enduse.read.time_marks import Stated
from enduse.read.time_options import TimeOptions
from enduse.read.word_vectors import WordVectors
from enduse.rows import ROLES
from training.choices import Choice
from training.examples import Row, align


def find_time_choices(document: Document, analysis: Analysis, rows: Sequence[Row]) -> Iterator[Choice]:
    """The clauses of a report that a time might date, also those where none of the times is right."""
    vectors, times, taken = WordVectors(analysis), TimeOptions(analysis, document.published), Counter[int]()
    width = next((p.words.shape[1] for p in analysis.parsed if p.is_read), 0)
    for row in rows:
        stated = _stated(analysis, row, taken)
        if stated is None:
            continue
        options = times.around(stated.sentence)
        when = row.get("when") or {}
        gold = (when.get("from"), when.get("to"))
        is_dated = gold != (None, None)
        seen = [beside(words, PLACES * width) for words in words_seen(analysis, vectors, stated, options)]
        yield Choice(
            report=document.name,
            marks=tuple(marks_of(analysis, stated, options, document.published)),
            seen=np.stack(seen).astype(np.float16),
            right=(not is_dated, *(_days(option.mention.period) == gold for option in options)),
            is_one=is_dated,
        )


def _stated(analysis: Analysis, row: Row, taken: Counter[int]) -> Stated | None:
    """What a gold statement states, in the clause that the reader would quote; None where its words are no candidate."""
    aligned = [number for number, _ in align(row, analysis.text, analysis.candidates.anchors, taken)]
    taken.update(aligned)
    if not aligned:
        return None
    mentions = [analysis.candidates.anchors[number] for number in aligned]
    sentence = mentions[0].sentence
    tree, word = analysis.tree_of(mentions[0])
    inside = [mention for mention in mentions if mention.sentence == sentence]
    named = {name for role in ROLES[row["kind"]] for name in row[role]}
    actors = [m for m in analysis.candidates.actors if m.sentence == sentence and m.entry.code in named]  # type: ignore[union-attr]
    taking_part = {analysis.tree_of(mention)[1] for mention in (*inside, *actors)}
    span = clause_span(tree, clause_head(tree, word, taking_part), taking_part)
    start, end = (min(m.span.start for m in inside), max(m.span.end for m in inside))
    return Stated(sentence, word, Span(start=min(span.start, start), end=max(span.end, end)), row["kind"], row["status"])


def _days(period: Period) -> tuple[str | None, str | None]:
    first, last = (day.isoformat() if day else None for day in (period.first, period.last))
    return first, last
