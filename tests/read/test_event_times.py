"""Which time dates the event; trees by hand."""

import datetime as dt
from collections.abc import Iterable

import numpy as np

from enduse.model import Period, Span
from enduse.read.analysis import sentence_at
from enduse.read.chooser import Chooser, load_chooser
from enduse.read.event_times import FILE, EventTimes
from enduse.read.network import Floats
from enduse.read.time_marks import Stated
from enduse.read.time_options import TimeOptions
from enduse.read.word_vectors import WordVectors

from .speech_builder import analysed


def when(
    text: str, parse: str, item: str, clause: str, status: str = "delivered", chooser: Chooser | None = None
) -> Period | None:
    """The time that a chooser, or the shipped weights, choose by the marks alone, for no network has read the text."""
    analysis = analysed(text, *parse.split(" | "))
    start = text.index(clause)
    sentence = sentence_at(analysis, start)
    word = next(i for i, w in enumerate(analysis.sentences[sentence].words) if w.text == item)
    stated = Stated(sentence, word, Span(start=start, end=start + len(clause)), "transfer", status)
    times = EventTimes(analysis, WordVectors(analysis), chooser or load_chooser(FILE), dt.date(2024, 5, 8))
    period, reasons = times.find(stated)
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


class AnyTime(Chooser):
    """Would choose whatever time there is."""

    def __init__(self) -> None:
        pass

    def scores(self, marks: Iterable[Iterable[str]], words: Iterable[Iterable[Floats | None]]) -> Floats:
        return np.arange(len(list(marks)), dtype=np.float32)


def test_what_somebody_said_that_he_signed_is_not_dated_by_his_saying_so_whatever_the_weights_say() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 PROPN/obl:unmarked/2 PRON/nsubj/5 VERB/ccomp/2 NOUN/obj/5 PUNCT/punct/2"
    said = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 PROPN/obl:unmarked/2 PUNCT/punct/2"
    assert when("Iran said Friday it sent drones.", parse, "drones", "it sent drones", chooser=AnyTime()) is None
    assert when("Iran sent drones Friday.", said, "drones", "Iran sent drones Friday", chooser=AnyTime()) is not None


def test_neither_the_year_of_the_contract_nor_that_of_the_making_dates_the_delivery() -> None:
    under = "ADP/case/4 DET/det/4 NUM/nummod/4 NOUN/obl/6 PROPN/nsubj/6 VERB/root/0 NOUN/obj/6 PUNCT/punct/6"
    made = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 VERB/acl/3 ADP/case/6 NUM/obl/4 PUNCT/punct/2"
    clause = "Under a 2020 contract Iran sent drones"
    assert when(f"{clause}.", under, "drones", clause, chooser=AnyTime()) is None
    assert when("Iran sent drones built in 2020.", made, "drones", "Iran sent drones built in 2020", chooser=AnyTime()) is None
    agreed = when(f"{clause}.", under, "contract", clause, "agreed", chooser=AnyTime())
    assert agreed is not None
    assert agreed.first == dt.date(2020, 1, 1)


SENT = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 ADP/case/5 PROPN/obl/2 PUNCT/punct/2"


def test_what_is_ahead_is_dated_ahead() -> None:
    parse = "PROPN/nsubj/3 AUX/aux/3 VERB/root/0 NOUN/obj/3 ADP/case/6 PROPN/obl/3 PUNCT/punct/3"
    found = when("Iran will send drones in March.", parse, "drones", "Iran will send drones in March", "planned")
    assert found is not None
    assert found.first == dt.date(2025, 3, 1)


def test_a_time_that_no_calendar_places_keeps_its_words() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 DET/det/6 ADJ/amod/6 NOUN/obl/2 PUNCT/punct/2"
    found = when("Iran sent drones the same day.", parse, "drones", "Iran sent drones the same day")
    assert found == Period(text="the same day")


def options(*sentences: str) -> list[tuple[str, str, str | None, int]]:
    """The times that may date the last of some sentences of six words: first day, words, how they were taken, how far back."""
    analysis = analysed(" ".join(sentences), *[SENT] * len(sentences))
    last = len(sentences) - 1
    found = TimeOptions(analysis, dt.date(2024, 5, 8)).around(last)
    return [(str(o.mention.period.first), o.mention.text, o.reading, last - o.sentence) for o in found]


def test_a_month_may_lie_behind_ahead_or_after_what_was_told_before() -> None:
    assert options("Iran sent drones in 2019.", "Iraq sent jets in June.") == [
        ("2023-06-01", "in June", "past", 0),
        ("2024-06-01", "in June", "future", 0),
        ("2019-06-01", "in June", "then", 0),
        ("2019-01-01", "in 2019", None, 1),
    ]


def test_a_weekday_is_not_taken_to_a_year_told_before() -> None:
    assert options("Iran sent drones in 2019.", "Iraq sent jets on Friday.")[:2] == [
        ("2024-05-03", "on Friday", "past", 0),
        ("2024-05-10", "on Friday", "future", 0),
    ]
    assert len(options("Iran sent drones in 2019.", "Iraq sent jets on Friday.")) == 3


def test_the_same_day_is_the_day_told_before() -> None:
    analysis = analysed("Iran sent drones on Friday. Iraq sent jets that day.", SENT, SENT.replace("ADP/case/5", "DET/det/5"))
    found = TimeOptions(analysis, dt.date(2024, 5, 8)).around(1)
    assert [(o.mention.text, o.mention.period.first) for o in found if o.sentence == 1] == [("that day", dt.date(2024, 5, 3))]
