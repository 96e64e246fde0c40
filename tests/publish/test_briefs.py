"""Briefs: every sentence cited, both sides of what is disputed, and texts that never become markup in any form."""

from __future__ import annotations

import io
import re
from html.parser import HTMLParser

import pypdf
import pytest
from tests.publish.builders import DAY, HOSTILE, brief, document, measure, record, statement

from enduse.ledger import merge
from enduse.model import Quantity
from enduse.party import AskedParty, Citation, Finding, GoodsLine, Shipment
from enduse.publish.briefs import (
    RuleRecord,
    Screened,
    partnership_brief,
    party_brief,
    shipment_brief,
    write_html,
    write_markdown,
    write_pdf,
)
from enduse.publish.briefs.content import Brief, Paragraph, Points, Sentence
from enduse.publish.briefs.markdown import escaped
from enduse.publish.programmes import load_programmes
from enduse.publish.words import plain


def pdf_text(made: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(made)).pages).split())


def sentences(made: Brief) -> list[Sentence]:
    found = list(made.short)
    for section in made.sections:
        for block in section.blocks:
            if isinstance(block, Paragraph):
                found += block.sentences
            elif isinstance(block, Points):
                found += [s for point in block.points for s in point.sentences]
    return found


def test_every_sentence_of_what_is_known_is_cited_by_a_number_that_is_there() -> None:
    made = brief()
    numbers = {cited.number for group in made.sources for cited in group}
    assert numbers == set(range(1, len(numbers) + 1))
    known = next(s for s in made.sections if s.heading == "What is known")
    told = [s for block in known.blocks if isinstance(block, Paragraph) for s in block.sentences]
    assert len(told) >= 5
    for sentence in [*told, *made.short]:
        assert made.marks(sentence.cites), sentence.text
    for sentence in sentences(made):
        assert {number for _, number in made.mark_parts(sentence.cites)} <= numbers


def test_what_is_known_says_who_what_how_many_and_who_denies() -> None:
    text = write_markdown(brief())
    assert "Iran is reported to have supplied drones to Russia" in text
    assert "(≥ 400), “more than 400”" in text
    assert "Shahed, delivered (200–300)" in text
    assert "Denied by a spokesman (1 June 2023)" in text
    assert "Russia is reported to be planning to supply aircraft to Iran" in text


def test_what_is_only_denied_is_never_told_as_supplied() -> None:
    documents = [document("alpha", "2022-12-09")]
    denial = statement("alpha", "Russia has sent Iran no drones", certainty="denied", who="Ada White")
    made = partnership_brief(
        ("IR", "RU"), merge([denial], documents), documents, measures=(), as_of=DAY, lists=(), version="1", numbers={}
    )
    told = " ".join(s.text for s in sentences(made))
    assert "denials alone are on record" in told
    assert "Denied by Ada White" in told
    assert not re.search(r"is reported to|Who says so|handed over or under way|one source alone", told)


@pytest.mark.parametrize(
    ("count", "told"), [(0, None), (1, "1 report on it is left out: "), (1200, "1,200 reports on it are left out: ")]
)
def test_undated_reports_that_are_left_out_are_counted(count: int, told: str | None) -> None:
    transfers, documents = record()
    made = partnership_brief(("IR", "RU"), transfers, documents, measures=(), as_of=DAY, left_out=count)
    found = [s.text for s in made.short if "without a day of publication" in s.text]
    assert [text.startswith(told) for text in found] == [True] if told else not found


def test_the_short_answer_names_what_is_denied_and_by_whom() -> None:
    documents = [document(name, "2022-12-09") for name in ("alpha", "beta", "gamma")]
    statements = [
        statement("alpha", "Iran has sent drones", who="Ada White"),
        statement("beta", "we sent no drones", certainty="denied", who="a spokesman"),
        statement("gamma", "no drones were sent", certainty="denied"),
        statement("gamma", "nor missiles", start=40, item="missile", certainty="denied", who="Ben Grey"),
    ]
    made = partnership_brief(("IR", "RU"), merge(statements, documents), documents, measures=(), as_of=DAY)
    (denied,) = [s for s in made.short if s.text.startswith("Denied: ")]
    assert denied.text == "Denied: Iran to Russia, drones (by a spokesman and The gamma) and missiles (by Ben Grey)."
    quotes = {cited.source.key: cited.source.quote for group in made.sources for cited in group}
    assert {quotes[key] for key in denied.cites} == {"we sent no drones", "no drones were sent", "nor missiles"}


def test_a_record_of_many_pairs_is_told_in_short_and_the_table_has_them_all() -> None:
    documents = [document("alpha", "2022-12-09")]
    recipients = [f"Army {number}" for number in range(20)]
    statements = [statement("alpha", f"arms for {name}", start=n * 50, recipient=(name,)) for n, name in enumerate(recipients)]
    transfers = merge(statements, documents)
    made = party_brief("Iran", None, transfers, documents, measures=(), as_of=DAY)
    (told,) = [s for s in made.short if s.text.startswith("On record as handed over")]
    assert told.text.endswith("; and 14 more pairs of supplier and recipient.")
    assert len(told.cites) == 6
    text = write_markdown(made)
    assert "8 more pairs of supplier and recipient, each told of less, stand in the table below." in text
    assert all(f"| Iran to {name} |" in text for name in recipients)


def test_a_kind_of_thing_is_named_once_in_short_with_its_number() -> None:
    documents = [document("alpha", "2020-01-09"), document("beta", "2024-05-15")]
    statements = [
        statement("alpha", "jets were sent", item="aircraft"),
        statement("beta", "24 jets were sent", item="aircraft", number=Quantity(low=24, high=24, text="24")),
    ]
    made = partnership_brief(("IR", "RU"), merge(statements, documents), documents, measures=(), as_of=DAY)
    (told,) = [s.text for s in made.short if s.text.startswith("On record as handed over")]
    assert told == "On record as handed over or under way: Iran to Russia, aircraft 24."


def test_conflicts_that_read_the_same_are_told_once_with_all_their_sources() -> None:
    documents = [document("alpha", "2022-12-09"), document("beta", "2022-12-10")]
    statements = [
        statement("alpha", "Iran has sent drones", who="Ada White"),
        statement("beta", "we sent no drones", certainty="denied", who="a spokesman"),
        statement("beta", "never any drones", start=60, certainty="denied", who="a spokesman"),
    ]
    made = partnership_brief(("IR", "RU"), merge(statements, documents), documents, measures=(), as_of=DAY)
    (section,) = [s for s in made.sections if s.heading == "What does not go together"]
    (points,) = section.blocks
    assert isinstance(points, Points)
    (point,) = points.points
    assert len(point.sentences[0].cites) == 3


def test_sources_have_publisher_date_words_and_link() -> None:
    made = brief()
    (alpha,) = [group for group in made.sources if group[0].source.publisher == "The alpha"]
    assert (alpha[0].source.date, alpha[0].source.link) == ("11 July 2022", "https://example.org/alpha")
    assert alpha[0].source.quote == "Iran is preparing to send drones"
    assert alpha[0].source.who == "Jake Brown"


def test_measures_are_told_as_of_the_day_with_both_positions() -> None:
    text = write_markdown(brief())
    assert "In force on 21 November 2026" in text
    assert "**France:** It applies again since 28 September 2025" in text
    assert "**Russia and Iran:** The return was without effect" in text
    assert "Resolution 2231, until 18 October 2023" in text
    assert "**UN Security Council, Resolution g1.** What to look for" in text
    assert "On 21 November 2026, 1 binding measure bears on this trade; of 1 more it is disputed whether it applies." in text


def test_what_is_not_verified_does_not_count_as_a_measure_in_force() -> None:
    made = partnership_brief(("IR", "RU"), [], [], measures=[measure("1", verified="no")], as_of=DAY)
    assert not made.short[1:]
    assert "not verified here" in write_markdown(made)


def test_an_empty_record_is_said_to_be_empty() -> None:
    made = partnership_brief(("IR", "RU"), [], [], measures=[], as_of=DAY)
    text = write_markdown(made)
    assert "No statement of a transfer is on this record" in text
    assert "no clearance" in text
    assert write_pdf(made).startswith(b"%PDF")


@pytest.mark.parametrize("write", [write_markdown, write_html])
def test_every_form_names_the_day_the_lists_and_that_nobody_is_cleared(write) -> None:  # type: ignore[no-untyped-def]
    text = write(brief())
    for words in (
        "as of 21 November 2026",
        "us-csl (25,000 entries, copy of 1 November 2026)",
        "no clearance of anybody",
        "9.9",
    ):
        assert words in text


def test_the_pdf_says_the_same_on_numbered_pages_with_its_fonts_in_it() -> None:
    made = write_pdf(brief())
    text = pdf_text(made)
    pages = pypdf.PdfReader(io.BytesIO(made)).pages
    for words in (
        "PARTNERSHIP BRIEF",
        "Iran and Russia",
        f"1 of {len(pages)}",
        "As of 21 November 2026",
        "no clearance",
        "more than 400",
    ):
        assert words in text
    fonts = [f.get_object() for page in pages for f in page["/Resources"].get("/Font", {}).values()]
    for font in fonts:
        inner = font.get("/DescendantFonts", [font])[0].get_object()
        descriptor = inner["/FontDescriptor"].get_object()
        assert any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    assert made == write_pdf(brief())


class Tags(HTMLParser):
    """The tags and addresses of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.text: list[str] = []
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("href", "src", "srcset")]
        assert not [name for name, _ in attrs if name.startswith("on") or name == "style"]

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def test_hostile_words_are_shown_in_html_and_never_act() -> None:
    page = Tags()
    page.feed(write_html(brief(HOSTILE)))
    assert "script" not in page.tags
    assert "<script>alert(1)</script>" in "".join(page.text)
    assert "{{ 7*7 }}" in "".join(page.text)
    assert all(re.match(r"#source-\d+$|https?://|data:image/svg\+xml;base64,", address) for address in page.addresses)
    assert "\u202e" not in "".join(page.text)
    assert "⟨U+202E⟩" in "".join(page.text)


def test_hostile_words_are_shown_in_markdown_and_never_act() -> None:
    text = write_markdown(brief(HOSTILE))
    line = next(line for line in text.splitlines() if "alert" in line and "“" in line)
    bare = re.sub(r"\\.", "", line)  # without what is escaped, nothing is left that acts
    assert not re.search(r"[<>\[\]`|$#~]", bare.replace("- ", "", 1))
    assert "](javascript" not in re.sub(r"\\.", "", text)


def test_hostile_words_are_shown_in_pdf_and_never_run() -> None:
    text = pdf_text(write_pdf(brief(HOSTILE)))
    for words in ("<script>alert(1)</script>", "#let x = 1", "$a$", "*b*", "`c`", "@d"):
        assert words in text


@pytest.mark.parametrize(
    "text", ["# head", "- item", "1. one", "1) one", "+ plus", "> quote", "| a | b", "***", "---", "&lt;b&gt;", "<!-- x"]
)
def test_no_beginning_of_a_line_acts_in_markdown(text: str) -> None:
    told = escaped(text)
    assert told != text
    assert re.sub(r"\\(.)", r"\1", told).replace("&amp;", "&") == text


@pytest.mark.parametrize(
    "text", ["see https://evil.example/x", "at www.evil.example", "HTTP://evil.example", "WWW.evil.example"]
)
def test_an_address_in_a_strangers_words_becomes_no_link(text: str) -> None:
    told = escaped(f"{text}\x1b[31m\x9b")
    assert re.search(r":\\//|www\\\.", told, re.IGNORECASE)
    assert re.sub(r"\\(.)", r"\1", told) == f"{text}[31m"


def test_text_of_no_letters_of_ours_is_set_too() -> None:
    made = brief("شاهد ۱۳۶ «Шахед» 無人機 " + "x" * 300)
    assert write_pdf(made).startswith(b"%PDF")
    assert "無人機" in write_html(made)


def test_a_shipment_is_told_with_what_speaks_for_and_against() -> None:
    cited = (Citation(kind="measure", id="eu-1", words="Regulation 1", source="https://example.org/1"),)
    found = [
        Finding(rule="party.name", severity="block", subject="end_user: Foo", words="Foo may be Foo LLC", score=0.93,
                reasons=("same name",), against=("another country",), citations=cited),
        Finding(rule="route.embargo", severity="note", subject="destination IR", words="a ban", in_force=False),
    ]  # fmt: skip
    asked = Shipment(
        reference="INV-1",
        parties=(AskedParty(name="Foo", role="end_user", countries=("IR",)),),
        goods=(GoodsLine(hs="854231"),),
    )
    rules = {"party.name": RuleRecord(title="A name is like that of an entry", source="the list, https://example.org/list")}
    made = shipment_brief(
        "x.csv", [Screened(shipment=asked, findings=tuple(found))], rules=rules, as_of=DAY, no_clearance="Not a clearance."
    )
    text = write_markdown(made)
    for words in (
        "**End user: Foo.**",
        "(strong, 0.93)",
        "For it: same name",
        "Against it: another country",
        "It was not in force",
        "HS 854231",
    ):
        assert words in text
    assert "**A name is like that of an entry.** Look at end user: Foo. \\[2\\]" in text
    assert made.sources[1][0].source.link == "https://example.org/list"


def test_programmes_name_measures_that_exist_and_choose_their_transfers() -> None:
    from enduse.screen.facts import load_facts

    facts = load_facts()
    transfers, _ = record()
    for programme in load_programmes().values():
        assert set(programme.measures) <= set(facts.measures)
        assert {key for _, key in programme.about} <= set(programme.measures)
        assert programme.platforms <= {platform for c in facts.components for platform in c.platforms}
    chosen = load_programmes()["iran-uav"].chosen(transfers)
    assert {(t.category, t.designation) for t in chosen} == {("uav", None), ("uav", "Shahed")}


def test_control_characters_never_reach_a_page() -> None:
    assert plain("a\x00b\x1bc\u2028d\ud800") == "a b c⟨U+2028⟩d"
    made = brief("a\x00b\x1b[31m")
    for text in (write_markdown(made), write_html(made)):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", text)
