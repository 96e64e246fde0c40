"""Which outlet passed a saying on; trees by hand."""

from __future__ import annotations

import pytest

from enduse.lexicon.outlets import outlet_named

from .test_attribution import attribution

THAT = "SCONJ/mark/{v} PROPN/nsubj/{v} VERB/ccomp/{s} NOUN/obj/{v} PUNCT/punct/{s}"


@pytest.mark.parametrize(
    ("text", "parse", "speaker", "outlet"),
    [
        (
            "Roe told Reuters that Iran sent drones.",
            "PROPN/nsubj/2 VERB/root/0 PROPN/obj/2 " + THAT.format(v=6, s=2),
            "Roe",
            "Reuters",
        ),
        (
            "Officials quoted by the BBC said that Iran sent drones.",
            "NOUN/nsubj/6 VERB/acl/1 ADP/case/5 DET/det/5 PROPN/obl:agent/2 VERB/root/0 " + THAT.format(v=9, s=6),
            "Officials",
            "BBC",
        ),
        (
            "Officials said in an interview with CNN that Iran sent drones.",
            "NOUN/nsubj/2 VERB/root/0 ADP/case/5 DET/det/5 NOUN/obl/2 ADP/case/7 PROPN/nmod/5 " + THAT.format(v=10, s=2),
            "Officials",
            "CNN",
        ),
        (
            "AFP quoted Roe as saying that Iran sent drones.",
            "PROPN/nsubj/2 VERB/root/0 PROPN/obj/2 SCONJ/mark/5 VERB/advcl/2 " + THAT.format(v=8, s=5),
            "Roe",
            "AFP",
        ),
        (
            "Officials were quoted by AFP as saying that Iran sent drones.",
            "NOUN/nsubj:pass/3 AUX/aux:pass/3 VERB/root/0 ADP/case/5 PROPN/obl:agent/3 SCONJ/mark/7 VERB/advcl/3 "
            + THAT.format(v=10, s=7),
            "Officials",
            "AFP",
        ),
        (
            "Iran sent drones, officials told ministers, AFP wrote.",
            "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 PUNCT/punct/6 NOUN/nsubj/6 VERB/parataxis/2 NOUN/obj/6 PUNCT/punct/10 "
            "PROPN/nsubj/10 VERB/parataxis/2 PUNCT/punct/2",
            "officials",
            "AFP",
        ),
        (
            "Officials told The Economic Times that Iran sent drones.",
            "NOUN/nsubj/2 VERB/root/0 DET/det/5 ADJ/amod/5 PROPN/obl:unmarked/2 " + THAT.format(v=8, s=2),
            "Officials",
            "Economic Times",
        ),
        (
            "Officials told ministers that Iran sent drones.",
            "NOUN/nsubj/2 VERB/root/0 NOUN/obj/2 " + THAT.format(v=6, s=2),
            "Officials",
            None,
        ),
    ],
)
def test_who_was_told_or_quotes_passes_it_on(text: str, parse: str, speaker: str, outlet: str | None) -> None:
    found = attribution(text, "drones", parse)
    assert (found.speaker or found.organisation, found.reported_by) == (speaker, outlet)


def test_an_agency_that_reports_is_nobody_that_speaks() -> None:
    found = attribution(
        "Interfax reported that Iran sent drones.", "drones", "PROPN/nsubj/2 VERB/root/0 " + THAT.format(v=5, s=2)
    )
    assert (found.speaker, found.organisation, found.reported_by) == (None, None, "Interfax")


@pytest.mark.parametrize(
    ("words", "outlet"),
    [
        ("The Washington Post", "Washington Post"),
        ("the British paper Financial Times", "Financial Times"),
        ("the Russian portal Mash", "Mash"),
        ("ITAR-TASS", "ITAR-TASS"),
        ("Belta", "Belta"),
        ("the RIA agency", "RIA"),
        ("the Dhaka Ledger", "Dhaka Ledger"),
        ("the last border post", None),
        ("the export agency Rosvooruzheniye", None),
        ("the defence ministry", None),
        ("uni", None),
    ],
)
def test_outlets_are_known_by_name(words: str, outlet: str | None) -> None:
    assert outlet_named(words) == outlet
