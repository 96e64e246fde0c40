"""The embedded reader on whole reports: exact spans, no furniture, and the same reading however a page is laid out."""

from __future__ import annotations

import functools
import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from evaluation.sets import find_sets

import enduse
from enduse.model import Document, Span, Statement
from enduse.read import embedded
from enduse.read.embedded import EmbeddedReader
from enduse.read.page import clean
from enduse.read.sources import Source
from enduse.rows import ROLES

READER = EmbeddedReader()
SETS = {gold.name: gold for gold in find_sets()}


def document(text: str) -> Document:
    return clean(Source(name="report.txt", data=text.encode()))


def read(text: str) -> tuple[Statement, ...]:
    return READER.read(document(text)).statements


@functools.cache
def core(text: str) -> set[tuple[str, ...]]:
    """Who, whom and what of every statement."""
    found = set()
    for s in read(text):
        firsts, seconds = s.supplier or s.imposer or s.user or ("?",), s.recipient or s.target or s.against or ("?",)
        what = [s.measure or ""] if s.kind == "measure" else [item.category for item in s.items]
        found |= {(s.kind, a, b, c) for a in firsts for b in seconds for c in what}
    return found


def faults(report: Document, statements: tuple[Statement, ...]) -> Iterator[str]:
    for s in statements:
        if s.span.of(report.text) != s.quote or not s.quote.strip():
            yield f"{report.name}: {s.span} is not {s.quote!r}"
        if any(s.span.overlaps(gap) for gap in report.furniture):
            yield f"{report.name}: {s.quote!r} is furniture"
        if s.kind == "transfer" and (set(s.supplier) & set(s.recipient) or not s.supplier + s.recipient):
            yield f"{report.name}: {s.supplier} to {s.recipient}"
        if len(set(s.reasons)) < len(s.reasons):
            yield f"{report.name}: {s.quote!r} is explained twice by the same"
        for reason in s.reasons:
            if reason.span is None:
                continue
            said = reason.span.of(report.text)
            exact = reason.field in ("item", "measure", *(role for roles in ROLES.values() for role in roles))
            if not said or (exact and said != reason.words):
                yield f"{report.name}: reason {reason} is not {reason.span.of(report.text)!r}"


def test_a_plain_report() -> None:
    (made,) = read(
        "Title: Drones\nPublished: 2022-08-30\n\nIran has delivered dozens of drones to Russia, two officials said.\n"
    )
    assert (made.kind, made.supplier, made.recipient, made.items[0].category) == ("transfer", ("IR",), ("RU",), "uav")
    assert made.items[0].quantity is not None
    assert made.items[0].quantity.low == 24
    assert {"item", "supplier", "recipient", "status", "certainty"} <= {reason.field for reason in made.reasons}


def test_an_explanation_tells_nothing_twice() -> None:
    (made,) = read("The United States imposed sanctions on Iran over its drones.")
    assert [reason.field for reason in made.reasons] == ["measure", "imposer", "target", "status", "certainty"]


@pytest.mark.parametrize("text", ["Farmers brought in the wheat early this year.", "Drones.", "Iran! Iran? Iran.", "“"])
def test_nothing_stated(text: str) -> None:
    assert READER.read(Document(name="a.txt", text=text, sha256="")).statements == ()


def test_words_of_furniture_beside_the_text_are_no_part_of_it() -> None:
    text = "Iran sent hundreds of cruise missiles to Russia."
    cut = text.index(" missiles")
    report = Document(name="a.txt", text=text, sha256="", furniture=(Span(start=text.index("cruise"), end=cut),))
    assert list(faults(report, READER.read(report).statements)) == []


@pytest.mark.slow
def test_a_text_of_marks_and_endless_words_is_borne() -> None:
    for text in ("Iran drones " * 400, "Iran sent drones to " + "x" * 5000 + ".", "( Iran sent drones ( " * 100):
        report = Document(name="a.txt", text=text, sha256="")
        assert list(faults(report, READER.read(report).statements)) == []


@pytest.mark.slow
def test_every_statement_of_the_development_reports_is_exact() -> None:
    wrong = []
    for path in SETS["dev"].reports:
        report = clean(Source(name=path.name, data=path.read_bytes()))
        first = READER.read(report).statements
        wrong += list(faults(report, first))
        if EmbeddedReader().read(report).statements != first:
            wrong.append(f"{path.name}: read otherwise the second time")
    assert wrong == []


APPEAL = "\n\nSkip to main content\n\nShare this article\n\nDonate now\n\n"


def furnished(head: str, body: str) -> str:
    return head + APPEAL + body + APPEAL


def wrapped(head: str, body: str) -> str:
    return head + "\n".join(textwrap.fill(line, 72, break_on_hyphens=False) for line in body.splitlines())


def straight(head: str, body: str) -> str:
    return head + body.translate(str.maketrans("“”‘’", "\"\"''"))


def curly(head: str, body: str) -> str:
    return head + re.sub(r'"([^"\n]*)"', r"“\1”", body).replace("'", "’")


def untitled(head: str, body: str) -> str:
    return re.sub(r"Title:[^\n]*\n", "", head) + body


def returned(head: str, body: str) -> str:
    return (head + body).replace("\n", "\r\n")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "floor"), [(furnished, 0.9), (wrapped, 0.85), (straight, 0.95), (curly, 0.93), (untitled, 0.5), (returned, 0.95)]
)
def test_the_layout_of_a_page_changes_little(change: Callable[[str, str], str], floor: float) -> None:
    """Mean overlap of what is read before and after, over reports in which something is read either way."""
    agreement = []
    for path in SETS["train"].reports[::19]:
        text = path.read_bytes().decode()
        head, blank, body = text.partition("\n\n")
        before, after = core(text), core(change(head + blank, body))
        if before | after:
            agreement.append(len(before & after) / len(before | after))
    assert len(agreement) > 20
    assert sum(agreement) / len(agreement) >= floor, sum(agreement) / len(agreement)


def test_the_reader_says_which_network_it_is() -> None:
    assert re.fullmatch(r"embedded \S+ \([0-9a-f]{8}, words [0-9a-f]{8}\)", READER.name)
    assert EmbeddedReader(min_score=0.9).name != READER.name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Egypt received 24 Rafale fighters from France in 2015 and 30 more in 2021.", {(24, 2015), (30, 2021)}),
        ("Iran sent Hezbollah 20 drones in 1998 and 50 missiles in 2001.", {(20, 1998), (50, 2001)}),
        ("France sold Egypt 24 jets and four ships in 2015.", {(24, 2015), (4, 2015)}),
    ],
)
def test_items_of_one_clause_have_their_own_times(text: str, found: set[tuple[int, int]]) -> None:
    statements = read(text)
    assert {(i.quantity.low, s.when.first.year) for s in statements for i in s.items} == found  # type: ignore[union-attr]
    assert len(statements) == len({year for _, year in found})


def test_a_price_is_no_item_of_its_own() -> None:
    (statement,) = read("France sold Egypt frigates in 2014 for $750m.")
    assert [item.text for item in statement.items] == ["frigates"]


def test_the_verb_over_an_item_is_no_part_of_its_words() -> None:
    text = "Iran's foreign minister rejected the claim that his country is about to hand drones to Russia."
    items = [item.text for statement in enduse.read(text, published="2022-07-15") for item in statement.items]
    assert "drones" in items
    assert "hand drones" not in items


def test_its_name_tells_apart_what_was_read_with_other_words(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    name = READER.name
    rooms = {f"enduse.{room}": Path(enduse.__file__).parent / room for room in ("lexicon", "read")}
    for room, folder in rooms.items():
        (tmp_path / room).mkdir()
        for file in folder.glob("*.*"):
            (tmp_path / room / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(embedded, "files", lambda room: tmp_path / room)
    monkeypatch.setattr(embedded, "_words_digest", embedded._words_digest.__wrapped__)
    assert READER.name == name
    (tmp_path / "enduse.lexicon" / "embedded.py").write_text("other", encoding="utf-8")
    assert READER.name == name
    (tmp_path / "enduse.lexicon" / "items.yaml").write_text("other", encoding="utf-8")
    assert READER.name != name
