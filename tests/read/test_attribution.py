"""Who says a statement, in whose name, on what ground and when; trees by hand."""

import datetime as dt

import pytest

import enduse
from enduse.model import Attribution, Span
from enduse.read.attribution import find_attribution
from enduse.read.speech import Speech

from .speech_builder import analysed, reported

SAID = "NOUN/nsubj/2 VERB/root/0 SCONJ/mark/6 PROPN/nsubj/6 AUX/aux/6 VERB/ccomp/2 NOUN/obj/6 PUNCT/punct/2"


def attribution(text: str, item: str, *parses: str, publisher: str | None = None) -> Attribution:
    analysis = analysed(text, *parses)
    document = reported(text, publisher=publisher, published=dt.date(2024, 5, 8))
    start = text.index(item)
    number = next(n for n, s in enumerate(analysis.sentences) if s.span.start <= start < s.span.end)
    word = next(i for i, w in enumerate(analysis.sentences[number].words) if w.start == start)
    found, reasons = find_attribution(Speech(analysis, document), number, word, Span(start=start, end=start + len(item)))
    given = {f for f in ("speaker", "organisation", "basis", "said_on", "reported_by") if getattr(found, f) is not None}
    assert given == {reason.field for reason in reasons}
    return found


def test_the_subject_of_a_verb_of_saying_speaks() -> None:
    assert attribution("Officials said that Iran had sent drones.", "drones", SAID).speaker == "Officials"


def test_a_capital_speaks_as_a_body() -> None:
    found = attribution("Washington said that Iran had sent drones.", "drones", SAID.replace("NOUN", "PROPN", 1))
    assert (found.speaker, found.organisation) == (None, "Washington")


@pytest.mark.parametrize("before", ["Its/PRON/nmod:poss", "The/DET/det"])
def test_a_word_that_begins_the_sentence_is_no_body(before: str) -> None:
    first, tag, label = before.split("/")
    parse = (
        f"{tag}/{label}/2 NOUN/nsubj/7 PUNCT/punct/4 PROPN/appos/2 PROPN/flat/4 PUNCT/punct/4 "
        "VERB/root/0 PROPN/nsubj/9 VERB/ccomp/7 NOUN/obj/9 PUNCT/punct/7"
    )
    found = attribution(f"{first} spokesman, Ivan Petrov, said Iran sent drones.", "drones", parse)
    assert (found.speaker, found.organisation) == ("Ivan Petrov", None)


ENVOY = "DET/det/2 NOUN/nsubj/{verb} PUNCT/punct/4 {name} PUNCT/punct/2 VERB/root/0 {clause} PUNCT/punct/{verb}"


@pytest.mark.parametrize(
    ("name", "parse", "verb"),
    [
        ("Ahmed al-Mismari", "PROPN/appos/2 PROPN/flat/4 PUNCT/punct/5 PROPN/flat/4", 9),
        ("Miguel d'Escoto", "PROPN/appos/2 PROPN/flat/4 PART/case/4 PROPN/flat/4", 9),
        ("Oleg Antonov", "PROPN/appos/2 PROPN/flat/4", 7),  # as a firm is called
        ("Vassily Takev", "ADV/advmod/5 PROPN/appos/2", 7),  # as the parser takes it
    ],
)
def test_the_name_of_a_person_is_whole(name: str, parse: str, verb: int) -> None:
    parse = ENVOY.format(verb=verb, name=parse, clause=f"PROPN/nsubj/{verb + 2} VERB/ccomp/{verb} NOUN/obj/{verb + 2}")
    assert attribution(f"The envoy, {name}, said Iran sent drones.", "drones", parse).speaker == name


def test_the_comma_of_an_apposition_does_not_make_what_is_said_the_speaker() -> None:
    parse = ENVOY.format(
        verb=7, name="PROPN/appos/2 PROPN/flat/4", clause="DET/det/9 NOUN/nsubj/10 VERB/ccomp/7 ADP/case/12 PROPN/obl/10"
    )
    assert attribution("The envoy, John Roe, said the drones came from Iran.", "drones", parse).speaker == "John Roe"


def test_what_an_office_is_of_is_no_name() -> None:
    parse = (
        "DET/det/2 NOUN/nsubj/10 ADP/case/5 ADJ/amod/5 PROPN/nmod/2 PUNCT/punct/7 PROPN/appos/2 PROPN/flat/7 PUNCT/punct/2 "
        "VERB/root/0 PROPN/nsubj/12 VERB/ccomp/10 NOUN/obj/12 PUNCT/punct/10"
    )
    text = "The minister of Foreign Affairs, Josep Borrell, said Iran sent drones."
    assert attribution(text, "drones", parse).speaker == "Josep Borrell"


def test_military_intelligence_speaks_as_a_body() -> None:
    parse = "ADJ/amod/3 ADJ/amod/3 NOUN/nsubj/4 VERB/root/0 PROPN/nsubj/6 VERB/ccomp/4 NOUN/obj/6 PUNCT/punct/4"
    found = attribution("Ukrainian military intelligence said Iran sent drones.", "drones", parse)
    assert (found.organisation, found.basis) == ("Ukrainian military intelligence", None)


def test_the_media_of_a_state_speak_for_it() -> None:
    parse = "ADJ/amod/3 NOUN/compound/3 NOUN/nsubj/4 VERB/root/0 PROPN/nsubj/6 VERB/ccomp/4 NOUN/obj/6 PUNCT/punct/4"
    found = attribution("Syrian state television said Iran sent drones.", "drones", parse)
    assert (found.organisation, found.reported_by) == ("Syrian state television", None)


def test_a_body_is_called_by_the_name_that_stands_behind_what_it_is() -> None:
    parse = (
        "DET/det/3 NOUN/compound/3 NOUN/nsubj/7 PUNCT/punct/5 PROPN/appos/3 PUNCT/punct/3 VERB/root/0 PROPN/nsubj/9 "
        "VERB/ccomp/7 NOUN/obj/9 PUNCT/punct/7"
    )
    found = attribution("The arms agency, DAPA, said Seoul sent howitzers.", "howitzers", parse)
    assert (found.speaker, found.organisation) == (None, "DAPA")


def test_evidence_is_a_basis_and_no_speaker() -> None:
    found = attribution("Invoices show that Iran had sent drones.", "drones", SAID)
    assert found == Attribution(basis="Invoices")


def test_an_outlet_reports() -> None:
    found = attribution("Newspapers reported that Iran had sent drones.", "drones", SAID)
    assert found == Attribution(reported_by="Newspapers")


def test_what_was_not_said_has_no_speaker() -> None:
    parse = "PROPN/nsubj/4 AUX/aux/4 PART/advmod/4 VERB/root/0 SCONJ/mark/7 PROPN/nsubj/7 VERB/ccomp/4 NOUN/obj/7 PUNCT/punct/4"
    assert attribution("Paris has not said whether Iran bought drones.", "drones", parse) == Attribution()


def test_who_declines_to_say_is_no_speaker() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 PART/mark/4 VERB/xcomp/2 SCONJ/mark/7 PROPN/nsubj/7 VERB/ccomp/4 NOUN/obj/7 PUNCT/_/2"
    assert attribution("Paris declined to say whether Iran bought drones.", "drones", parse) == Attribution()


def test_neither_side_says_anything() -> None:
    parse = "DET/det/2 NOUN/nsubj/3 VERB/root/0 SCONJ/mark/6 PROPN/nsubj/6 VERB/ccomp/3 NOUN/obj/6 PUNCT/punct/3"
    assert attribution("Neither side disclosed whether Iran bought drones.", "drones", parse) == Attribution()
    assert attribution("Either side disclosed whether Iran bought drones.", "drones", parse) != Attribution()


def test_who_is_described_does_not_say_it() -> None:
    parse = (
        "PROPN/nsubj/7 PUNCT/punct/4 PRON/nsubj/4 VERB/acl:relcl/1 NOUN/obj/4 PUNCT/punct/4 VERB/root/0 NOUN/obj/7 PUNCT/_/7"
    )
    assert attribution("Iran , which sends drones , denies everything.", "drones", parse) == Attribution()
    parse = (
        "PROPN/nsubj/10 PUNCT/punct/4 PRON/nsubj/4 VERB/acl:relcl/1 SCONJ/mark/7 PRON/nsubj/7 VERB/ccomp/4 NOUN/obj/7 "
        "PUNCT/punct/4 VERB/root/0 PUNCT/punct/10"
    )
    assert attribution("Iran , which says that it sends drones , laughed.", "drones", parse).organisation == "Iran"


def test_a_reason_that_is_cited_is_no_source() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 PUNCT/punct/5 VERB/advcl/2 NOUN/obj/5 PUNCT/punct/2"
    assert attribution("Bern withheld drones, citing neutrality.", "drones", parse).speaker is None


def test_the_day_that_hangs_on_the_saying_is_when_it_was_said() -> None:
    parse = "NOUN/nsubj/2 VERB/root/0 ADP/case/4 PROPN/obl/2 SCONJ/mark/7 PROPN/nsubj/7 VERB/ccomp/2 NOUN/obj/7 PUNCT/punct/2"
    found = attribution("Officials said on Friday that Iran sent drones.", "drones", parse)
    assert (found.speaker, found.said_on) == ("Officials", "2024-05-03")


def test_a_ministry_that_publishes_speaks_for_itself() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 PUNCT/punct/2"
    told = attribution("Iran sent drones.", "drones", parse, publisher="Ministry of Defence, Press Office")
    assert told == Attribution(organisation="Ministry of Defence")
    assert attribution("Iran sent drones.", "drones", parse, publisher="Northern Daily News") == Attribution()


def test_an_aside_names_the_speaker_even_where_the_parse_fails() -> None:
    parse = "PROPN/nsubj/2 VERB/root/0 NOUN/obj/2 PUNCT/punct/2 PROPN/obj/2 PROPN/flat/5 VERB/acl/3 PUNCT/punct/2"
    found = attribution("Iran sent drones, John Kirby said.", "drones", parse)
    assert found.speaker == "John Kirby"


def test_a_pronoun_beside_the_verb_is_who_speaks_and_not_a_subject_far_off() -> None:
    first = "PROPN/nsubj/3 PROPN/flat/1 VERB/root/0 ADV/advmod/3 PUNCT/punct/3"
    second = "NOUN/nsubj/6 PUNCT/punct/4 PRON/nsubj/4 VERB/parataxis/6 PUNCT/punct/4 VERB/root/0 NOUN/obj/6 PUNCT/punct/6"
    found = attribution("John Kirby spoke today. Rebels, he said, fired rockets.", "rockets", first, second)
    assert found.speaker == "John Kirby"


def test_a_day_is_no_speaker() -> None:
    parse = (
        "DET/det/2 NOUN/nsubj/5 ADP/case/4 PROPN/nmod/2 VERB/root/0 SCONJ/mark/9 PROPN/nsubj/9 AUX/aux/9 VERB/ccomp/5 "
        "NOUN/obj/9 PUNCT/punct/5"
    )
    found = attribution("The ministry on Tuesday denied that Iran had sent drones.", "drones", parse)
    assert found.organisation is not None
    assert "Tuesday" not in found.organisation


@pytest.mark.parametrize(
    ("text", "organisation"),
    [
        ("Iran is believed to have sent Russia hundreds of drones.", None),
        ("Iran was accused by Kyiv of sending drones to Russia.", "Kyiv"),
        ("Iran believes that Russia has delivered jets to Syria.", "Iran"),
    ],
)
def test_who_is_believed_to_do_something_believes_nothing(text: str, organisation: str | None) -> None:
    (statement,) = enduse.read(text, published="2025-06-04")
    assert (statement.attribution.speaker, statement.attribution.organisation) == (None, organisation)


def test_no_day_of_saying_is_after_the_report() -> None:
    text = "The delivery of the missiles to Iran by Russia should end in 2028, Admiral Abbasi told the paper."
    assert [s.attribution.said_on for s in enduse.read(text, published="2025-06-04")] == [None]


def test_the_place_of_a_body_does_not_say_it() -> None:
    parse = (
        "NOUN/nsubj/2 VERB/root/0 PUNCT/punct/11 VERB/case/11 ADP/fixed/4 DET/det/11 PROPN/compound/9 PUNCT/punct/9 "
        "VERB/amod/11 NOUN/compound/11 PROPN/obl/2 PUNCT/punct/2"
    )
    found = attribution("Drones came , according to the Beirut-based newspaper Akhbar.", "Drones", parse)
    assert (found.organisation, found.reported_by) == (None, "Akhbar")


def test_an_outlet_has_the_name_behind_it() -> None:
    parse = (
        "NOUN/nsubj/2 VERB/root/0 PUNCT/punct/8 VERB/case/8 ADP/fixed/4 DET/det/8 NOUN/compound/8 NOUN/obl/2 PROPN/appos/8 "
        "PUNCT/punct/2"
    )
    assert attribution("Drones came , according to the news site Defensa.", "Drones", parse).reported_by == "Defensa"
