"""Furniture is marked wherever a page puts it, and the report never is."""

from __future__ import annotations

import itertools
import json
import textwrap
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.fast import slow_but

from enduse.model import Span
from enduse.read.furniture import join_spans, mark_furniture
from enduse.read.page import clean
from enduse.read.sources import Source

GOLD = Path(__file__).parents[3] / "shared" / "gold"
PIECES = [
    piece
    for piece in (Path(__file__).parent / "furniture_samples.txt").read_text(encoding="utf-8").strip().split("\n\n")
    if not piece.startswith("#")
]
TITLE = "Ankara hands twelve drones to Baku after months of talks"
REPORT = [
    "The defence ministry of Turkey handed twelve armed drones to Azerbaijan on Monday, officials in both capitals said.",
    "“We keep our word,” the minister told reporters in Ankara.",
    "A second batch is planned for the autumn.",
    "The price was not disclosed.",
    "Q: Will you sell more?",
    "A: Yes.",
    "– 59 light tactical vehicles;",
    "– more than 3 million rounds of ammunition.",
    "Baku will pay in instalments, as our readers may know.",
    "“Your support makes all the difference,” he told the crews.",
]
LAYOUTS = {
    "on top": lambda piece: f"{piece}\n\n{TITLE}\n\n" + "\n\n".join(REPORT),
    "on top, no blank lines": lambda piece: f"{piece}\n{TITLE}\n" + "\n".join(REPORT),
    "in the middle": lambda piece: "\n\n".join([TITLE, *REPORT[:3], piece, *REPORT[3:]]),
    "in the middle, no blank lines": lambda piece: "\n".join([TITLE, *REPORT[:3], piece, *REPORT[3:]]),
    "at the end": lambda piece: "\n\n".join([TITLE, *REPORT, piece]),
    "with bullets": lambda piece: (
        "\n".join(f"* {line}" for line in piece.split("\n")) + f"\n\n{TITLE}\n\n" + "\n\n".join(REPORT)
    ),
    "Windows line ends": lambda piece: "\r\n\r\n".join([piece.replace("\n", "\r\n"), TITLE, *REPORT]),
    "hard-wrapped": lambda piece: "\n\n".join(textwrap.fill(part, 64) for part in [piece, TITLE, *REPORT]),
    "glued in front": lambda piece: f"{piece}{REPORT[0]}\n" + "\n".join([TITLE, *REPORT[1:]]),
    "run together": lambda piece: f"{' '.join(piece.split())} {REPORT[0]}\n" + "\n".join([TITLE, *REPORT[1:]]),
}


def marked(text: str) -> list[str]:
    return [span.of(text) for span in mark_furniture(text)]


def is_marked(text: str, words: str, spans: Sequence[Span] | None = None) -> bool:
    start = text.index(words)
    place = Span(start=start, end=start + len(words))
    return any(span.overlaps(place) for span in (mark_furniture(text) if spans is None else spans))


@pytest.mark.parametrize("layout", slow_but(["in the middle", "on top, no blank lines", "run together"], LAYOUTS))
@pytest.mark.parametrize("piece", PIECES, ids=[piece[:40] for piece in PIECES])
def test_the_report_is_never_marked(piece: str, layout: str) -> None:
    text = LAYOUTS[layout](piece)
    spans = mark_furniture(text)
    for part in [TITLE, *REPORT]:
        words = textwrap.fill(part, 64) if layout == "hard-wrapped" else part
        assert not is_marked(text, words, spans), (words, marked(text))


@pytest.mark.parametrize(
    "layout",
    slow_but(
        ["in the middle", "on top, no blank lines"],
        (name for name in LAYOUTS if name not in ("hard-wrapped", "glued in front", "run together")),
    ),
)
@pytest.mark.parametrize("piece", PIECES, ids=[piece[:40] for piece in PIECES])
def test_furniture_is_marked(piece: str, layout: str) -> None:
    text = LAYOUTS[layout](piece)
    spans = mark_furniture(text)
    start = text.index(piece.split("\n")[0])
    end = text.index(piece.split("\n")[-1], start) + len(piece.split("\n")[-1])
    covered = sum(max(0, min(span.end, end) - max(span.start, start)) for span in spans)
    assert covered >= 0.55 * (end - start), marked(text)


@pytest.mark.parametrize(
    ("appeal", "first"),
    [
        (
            "Your support helps us to tell the story\nWe hold power to account, and our reporters go where the story is.\n"
            "We believe quality journalism should be open to everyone.\nYour support makes all the difference.",
            "The Pentagon is accusing Moscow of sending tanks to Minsk, officials said.",
        ),
        ("Please consider supporting our newsroom. Every contribution counts.", "Twelve drones left Ankara on Monday."),
        ("Subscribe now to receive our newsletter.", "WASHINGTON (AP) — The White House said on Monday that it would act."),
        ("We rely on readers like you. Donate today.", "“They shipped 40 tanks,” the general said."),
    ],
)
@pytest.mark.parametrize("joint", ["", " ", "\n", "\n\n"])
def test_an_appeal_is_cut_off_where_the_report_begins(appeal: str, first: str, joint: str) -> None:
    head = "Headline about a sale of drones\nStandfirst: Ankara sent drones to Baku, officials say"
    text = f"{head}\n{appeal}{joint}{first}\nMore."
    assert marked(text) == [appeal]


@pytest.mark.parametrize("phrase", ["Skip to content", "Advertisement", "Share this article", "Read more"])
@pytest.mark.parametrize("joint", ["", " "])
def test_fixed_phrases_are_cut_off_a_sentence(phrase: str, joint: str) -> None:
    sentence = "The ministry handed twelve armed drones to Azerbaijan on Monday, officials said."
    assert [words.strip() for words in marked(f"{phrase}{joint}{sentence}")] == [phrase]


@pytest.mark.parametrize(
    "line",
    [
        "Donate weapons, not words, the president said.",
        "Support for the rebels came from Tehran.",
        "Your support helps us to defend our sky. Your support makes all the difference.",
        "More from the front: Kyiv receives 20 tanks.",
        "Subscribers to the treaty sold 40 jets to Riyadh.",
        "By using Chinese parts, Iran has delivered 40 drones to Russia.",
        "Next month Moscow will deliver the jets to Tehran.",
        "Photographs show Iranian drones in Sudan.",
        "Video shows Russian missiles unloaded in Tartus",
        "It first appeared in combat in Syria in 2015.",
        "About 20 tanks",
        "Related to the sale is a loan of 3 billion dollars.",
        "(c) whether the Government have licensed exports to Turkey;",
        "- 14 Bandvagn carriers",
        "* four Mi-17 helicopters",
        "1. Missiles",
        "AIR FORCE",
        "16:20 What is in the tank?",
        "Iran | Russia | 400 drones | 2022",
        "Supplier | Recipient | Item",
        "Category I: battle tanks – 40 from Germany",
        "Issued a decree on 5 May 2023 approving the sale to India.",
        "Kirby said: Follow the money.",
        "Reporting by the United Nations says that Iran sent missiles to Yemen.",
        "Russia and Ukraine trade blame over the strike",
        "The press office had no comment.",
        "Share prices rose after the sale of 12 jets to Greece.",
        "Most popular among buyers is the TB2, which went to 30 states.",
        "PRESENTER: And Baghdad?",
        "Signed up for in 2019, the jets reached Cairo in 2021.",
        "Latest shipments include 155mm shells for Ukraine.",
        "Search teams found parts of an Iranian drone.",
        "Help is on its way to Kyiv: 30 tanks.",
        "Free journalism student held over drone sale, says lawyer",
        "Print runs of the manual went to Minsk with the rockets.",
    ],
)
def test_lines_of_reports_are_not_marked(line: str) -> None:
    text = f"Headline of a report about arms\n\n{line}\n\nThe rest of the report follows here, said a spokesman."
    assert marked(text) == []


def test_a_long_comment_thread_ends_the_report() -> None:
    text = (
        "Drones reach Baku after months of talks\n\nTurkey handed over twelve drones.\n\n2 Comments\n\n"
        "Old Hand says:\nMay 16, 2023 at 9:14 am\nI heard that Russia sold 500 tanks to Mars.\nReply\n\n"
        "Another says:\nMay 17, 2023 at 8:00 am\nNo, 600.\n"
    )
    assert is_marked(text, "Russia sold 500 tanks")
    assert is_marked(text, "No, 600.")
    assert not is_marked(text, "Turkey handed over")


def test_spans_are_in_order_and_apart() -> None:
    text = "\n\n".join(PIECES)
    spans = mark_furniture(text)
    assert all(a.end < b.start for a, b in itertools.pairwise(spans))
    assert join_spans("ab  cd", [Span(start=4, end=6), Span(start=0, end=2)]) == (Span(start=0, end=6),)


@pytest.mark.parametrize("name", slow_but(["dev", "seeds"], ["train", "dev", "seeds"]))
def test_no_gold_quote_is_lost(name: str) -> None:
    if not (GOLD / f"{name}.gold.jsonl").exists():
        pytest.skip("the gold set is not here")
    documents = {}
    for line in (GOLD / f"{name}.gold.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        path = GOLD / name / row["doc"]
        document = documents.get(path) or clean(Source(name=str(path), path=path, media_type="text/plain"))
        documents[path] = document
        if row.get("kind"):
            start, end = row["span"]
            assert document.text[start:end] == row["quote"]
            assert not any(span.overlaps(Span(start=start, end=end)) for span in document.furniture), row["quote"]
