"""What is passed over within a long page: nothing else is read otherwise, and every sentence keeps its tree."""

from __future__ import annotations

import datetime as dt
import importlib

import pytest

from enduse.model import Document, Statement
from enduse.read.analysis import analyse
from enduse.read.embedded import EmbeddedReader
from enduse.read.network import load_network
from enduse.read.page import clean
from enduse.read.relevance import may_state
from enduse.read.sources import Source

REPORT = """Russia delivered twelve Mi-17 helicopters to Mali in March, the Malian defence minister said on Monday.

"They arrived in two batches," Colonel Sadio Camara told reporters in Bamako. France has condemned the sale of the aircraft."""
ELSEWHERE = """The choir of the old town sang for two hours in the rain, and nobody left. The mayor thanked the singers and
promised a new roof for the square before the end of the summer. Children sold cakes and lemonade at the gate."""


def a_page(*paragraphs: str, title: str = "") -> Document:
    head = f"Title: {title}\nPublished: 2023-04-03\nPublisher: The Courier\n\n" if title else ""
    return clean(Source(name="page.txt", data=(head + "\n\n".join(paragraphs)).encode()), published=dt.date(2023, 4, 3))


def told(statements: tuple[Statement, ...]) -> list[tuple[object, ...]]:
    return [
        (s.kind, s.quote, s.supplier, s.recipient, s.items, s.status, s.certainty, s.when, s.attribution) for s in statements
    ]


@pytest.mark.parametrize(
    "around",
    [0, 1, 40],
)
def test_a_report_among_others_is_read(around: int) -> None:
    page = a_page(*[ELSEWHERE] * around, REPORT, *[ELSEWHERE] * around, title="Russia delivers helicopters to Mali")
    assert any(s.supplier == ("RU",) and s.recipient == ("ML",) for s in EmbeddedReader().read(page).statements)


@pytest.mark.slow
def test_a_report_in_a_long_page_is_read_as_if_all_of_it_were() -> None:
    page = a_page(*[ELSEWHERE] * 40, *[REPORT] * 8, *[ELSEWHERE] * 40)
    read = EmbeddedReader().read(page).statements
    assert read
    assert told(read) == told(EmbeddedReader(thorough=True).read(page).statements)


def test_stretches_far_from_the_report_are_not_parsed() -> None:
    page = a_page(*[ELSEWHERE] * 40, REPORT, *[ELSEWHERE] * 40)
    skimmed, whole = (analyse(page, load_network(), thorough=thorough) for thorough in (False, True))
    assert [tree.sentence for tree in skimmed.trees] == [tree.sentence for tree in whole.trees] == list(whole.sentences)
    assert all(p.is_read for p in whole.parsed)
    assert [p.window for p in skimmed.parsed] == [p.window for p in whole.parsed]
    assert sum(p.is_read for p in skimmed.parsed) <= 4 < 8 < len(whole.parsed)
    for ours, theirs in zip(skimmed.parsed, whole.parsed, strict=True):
        assert not ours.is_read or ours.trees == theirs.trees
    assert {inputs.window for inputs in skimmed.inputs()} <= {p.window for p in skimmed.parsed if p.is_read}


def test_a_text_without_any_word_of_arms_is_not_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(importlib.import_module("enduse.read.embedded"), "analyse", never)
    assert EmbeddedReader().read(a_page(*[ELSEWHERE] * 3)).statements == ()


@pytest.mark.parametrize("text", [
    "The first tanks have arrived in Kyiv from Warsaw.",
    "Turkey trains Libya's coast guard.",
    "The United States delivered the first two of eight patrol boats.",
])  # fmt: skip
def test_what_only_a_whole_text_tells_is_read_whole(text: str) -> None:
    assert not may_state(text)
    assert EmbeddedReader().read(a_page(text)).statements
