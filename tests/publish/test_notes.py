"""Feeds, annotations and citations."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

import feedparser
import pytest
from tests.publish.builders import DAY, HOSTILE, document, record, statement

from enduse.publish.annotations import annotation, annotation_page, words_link
from enduse.publish.atom import ATOM, atom_feed, change_entry, transfer_entry
from enduse.publish.citations import bibliography, bibtex_statement, bibtex_transfer, cite_statement, cite_transfer

TEXT = "On Monday officials spoke. Iran has sent Russia more than 400 drones since August, they said, and more would follow."
QUOTE = "Iran has sent Russia more than 400 drones"


def test_a_feed_is_atom_and_newest_first() -> None:
    transfers, documents = record()
    entries = [transfer_entry(t, documents, base="http://localhost:8000") for t in transfers]
    feed = atom_feed(
        entries, id="urn:x:q", title="drones & more", link="https://example.org/?q=1&a=2", self_link="javascript:x"
    )
    read = feedparser.parse(feed)
    assert not read.bozo
    assert read.version == "atom10"
    assert [e.updated for e in read.entries] == sorted((e.updated for e in read.entries), reverse=True)
    assert read.feed.updated == read.entries[0].updated
    assert "Iran to Russia: drones, delivered, denied" in {e.title for e in read.entries}
    assert {e.link.split("/transfers/")[0] for e in read.entries} == {"http://localhost:8000"}
    assert b"javascript" not in feed
    assert feed == atom_feed(entries, id="urn:x:q", title="drones & more", link="https://example.org/?q=1&a=2")


def test_what_changed_on_a_list_is_an_entry_each() -> None:
    seen = dt.datetime(2026, 11, 1, 6, tzinfo=dt.UTC)
    entry = change_entry(
        list_name="un-sc", kind="changed", entry="KPe.001", caption=HOSTILE + "\x00", fields=["names"], seen=seen
    )
    root = ElementTree.fromstring(atom_feed([entry], id="urn:x", title="un-sc"))
    told = root.find(f"{{{ATOM}}}entry")
    assert told is not None
    assert told.findtext(f"{{{ATOM}}}updated") == "2026-11-01T06:00:00Z"
    assert "<script>" in str(told.findtext(f"{{{ATOM}}}title"))  # shown: it stands there as text
    assert "Changed: names." in str(told.findtext(f"{{{ATOM}}}content"))


def test_an_empty_feed_is_a_feed() -> None:
    assert not feedparser.parse(atom_feed([], id="urn:x", title="none")).bozo


def test_both_selectors_of_an_annotation_give_the_words() -> None:
    page = document("alpha", "2022-07-11", TEXT, url="https://example.org/a")
    told = statement("alpha", QUOTE, start=TEXT.index(QUOTE))
    made = annotation(told, page, base="http://localhost:8000/")
    position, quote = made["target"]["selector"]
    assert TEXT[position["start"] : position["end"]] == quote["exact"] == QUOTE
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    assert made["target"]["source"] == "https://example.org/a"
    assert made["target"]["state"]["cached"] == f"http://localhost:8000/documents/{page.id}"
    assert made["id"].endswith(told.id)
    assert words_link(told, page) == "https://example.org/a#:~:text=Iran%20has%20sent%20Russia%20more%20than%20400%20drones"
    items = annotation_page([told, statement("missing", "x")], {"alpha": page}, address="http://localhost:8000/a")["items"]
    assert [item["id"] for item in items] == [f"urn:enduse:statement:{told.id}"]


def test_a_citation_has_who_what_where_and_when() -> None:
    page = document("alpha", "2022-07-11", url="https://example.org/a", byline="B. Line")
    text = cite_statement(statement("alpha", QUOTE, who="Ada White"), page, accessed=DAY)
    for part in (
        "Ada White",
        QUOTE,
        "B. Line",
        "“Report alpha”",
        "The alpha",
        "11 July 2022",
        "https://example.org/a",
        "21 November 2026",
    ):
        assert part in text
    transfers, _ = record()
    assert "as of 21 November 2026" in cite_transfer(transfers[0], as_of=DAY)
    assert bibtex_transfer(transfers[0], as_of=DAY).startswith("@misc{enduse2026-")


@pytest.mark.parametrize("sign", ["{", "}", "\\", "$", "%", "#", "&", "_", "~", "^"])
def test_what_tex_would_act_on_is_only_shown(sign: str) -> None:
    entry = bibtex_statement(statement("alpha", f"a{sign}b"), document("alpha", "2022-07-11"))
    line = next(line for line in entry.splitlines() if "note" in line)
    inner = line.partition("``a")[2].partition("b''")[0]
    assert inner.startswith("\\")
    assert entry.count("{") - entry.count(r"\{") == entry.count("}") - entry.count(r"\}")


def test_a_bibliography_has_an_entry_for_each_statement() -> None:
    pages = {"alpha": document("alpha", "2022-07-11")}
    assert bibliography([statement("alpha", "x"), statement("beta", "y")], pages).count("@misc{") == 2
