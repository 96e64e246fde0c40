"""Which time dates the event; trees by hand."""

import datetime as dt

from enduse.model import Period, Span
from enduse.read.event_times import find_event_time

from .speech_builder import analysed


def when(text: str, parse: str, item: str, clause: str) -> Period | None:
    analysis = analysed(text, parse)
    start = text.index(clause)
    word = next(i for i, w in enumerate(analysis.sentences[0].words) if w.text == item)
    period, reasons = find_event_time(
        analysis, 0, word, Span(start=start, end=start + len(clause)), dt.date(2024, 5, 8), "delivered"
    )
    assert bool(reasons) == (period is not None)
    return period


def test_a_time_in_the_clause_dates_it() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 ADP/case/5 PROPN/obl/2 PUNCT/punct/2"
    found = when("Iran sent drones in March.", parse, "drones", "Iran sent drones in March")
    assert found is not None
    assert (found.first, found.last) == (dt.date(2024, 3, 1), dt.date(2024, 3, 31))


def test_the_time_of_saying_does_not() -> None:
    parse = "NOUN/nsubj/2 VERB/root/0 ADP/case/4 PROPN/obl/2 SCONJ/mark/7 PROPN/nsubj/7 VERB/ccomp/2 NOUN/obj/7 PUNCT/punct/2"
    assert when("Officials said on Friday that Iran sent drones.", parse, "drones", "Iran sent drones") is None


def test_a_clause_without_time_has_none() -> None:
    assert when("Iran sent drones.", "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 PUNCT/punct/2", "drones", "Iran sent drones") is None
