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


def test_the_time_of_a_saying_without_that_does_not_either() -> None:
    parse = "NOUN/nsubj/2 VERB/root/0 ADJ/amod/4 PROPN/obl:unmarked/2 PROPN/nsubj/6 VERB/ccomp/2 NOUN/obj/6 PUNCT/punct/2"
    assert when("Officials said last July Iran sent drones.", parse, "drones", "Iran sent drones") is None


def test_a_time_before_the_saying_dates_it_also_where_the_parse_joins_it_to_the_speaker() -> None:
    text = "In May officials disclosed that Iran sent drones."
    for second in ("PROPN/obl/4", "PROPN/compound/3"):
        parse = f"ADP/case/2 {second} NOUN/nsubj/4 VERB/root/0 SCONJ/mark/7 PROPN/nsubj/7 VERB/ccomp/4 NOUN/obj/7 PUNCT/punct/4"
        assert when(text, parse, "drones", text[:-1]) is None
