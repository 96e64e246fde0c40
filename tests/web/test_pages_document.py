"""A document's page: the words marked, the fields beside them, and nothing of a hostile text that runs or misleads."""

from __future__ import annotations

import dataclasses
import html
import re
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from enduse.model import Document, Reason, Span, Statement
from enduse.web.pages.marking import cut

from .clients import client_of
from .page_record import SOLD, keep, report, transfer

HOSTILE = f"<script>alert(1)</script> {SOLD} <img src=x onerror=alert(2)> \u202etxt.exe\u202c & more"


def text_of(page: str) -> str:
    """The document's text as its page shows it, without the marks."""
    found = re.search(r'<div class="text" dir="auto">(.*?)</div>\s*</article>', page, re.DOTALL)
    assert found is not None
    return html.unescape(re.sub(r"<[^>]+>", "", found[1]))


def test_the_words_of_a_statement_are_marked_and_its_fields_stand_beside(tmp_path: Path) -> None:
    document = report()
    statement = transfer(document)
    keep(tmp_path, (document, (statement,)))
    with client_of(tmp_path) as client:
        page = client.get(f"/documents/{document.id}").text
    assert text_of(page).strip() == document.text
    assert f'<mark id="{statement.id}"' in page
    assert 'data-w="w1-supplier"' in page
    assert 'href="#w1-supplier"' in page
    assert document.sha256 in page


def test_furniture_is_set_apart(tmp_path: Path) -> None:
    document = report(text=f"Subscribe now!\n{SOLD}, two officials said.", furniture=(Span(start=0, end=14),))
    keep(tmp_path, (document, (transfer(document),)))
    with client_of(tmp_path) as client:
        assert '<span class="furniture">Subscribe now!</span>' in client.get(f"/documents/{document.id}").text


def test_hostile_text_is_shown_and_never_markup(tmp_path: Path) -> None:
    document = report(
        text=HOSTILE,
        title="<b>bold</b>",
        publisher="\u202eeriW",
        url="javascript:alert(3)",
        byline='"><script>alert(4)</script>',
    )
    keep(tmp_path, (document, (transfer(document),)))
    with client_of(tmp_path) as client:
        for path in ("/", "/documents", f"/documents/{document.id}", "/transfers", "/sources", "/find?q=bold"):
            page = client.get(path).text
            for never in ("<script>alert", "<img src=x", "<b>bold", "\u202e", 'href="javascript:'):
                assert never not in page, (path, never)
        page = client.get(f"/documents/{document.id}").text
    assert '<span class="control" title="right-to-left override">U+202E</span>' in page


def test_what_is_typed_into_an_address_is_never_markup(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        for path in (
            "/find?q=",
            "/documents?q=",
            "/parties?q=",
            "/transfers?item=",
            "/transfers?supplier=",
            "/transfers?as_of=",
        ):
            assert "<script>x" not in client.get(f"{path}%22%3E%3Cscript%3Ex").text, path


def test_a_document_that_is_not_there_is_said(tmp_path: Path) -> None:
    with client_of(tmp_path) as client:
        assert client.get("/documents/d-0").status_code == 404


@st.composite
def marked(draw: st.DrawFn) -> tuple[Document, list[Statement]]:
    """A text with statements, reasons and furniture anywhere in it, also over each other."""
    text = draw(st.text(alphabet="ab <&\n\u202e", min_size=1, max_size=40))

    def span() -> Span:
        start = draw(st.integers(0, len(text) - 1))
        return Span(start=start, end=draw(st.integers(start, len(text))))

    document = report(text=text, furniture=tuple(span() for _ in range(draw(st.integers(0, 2)))), title_span=span())
    base = transfer(report())
    statements = []
    for _ in range(draw(st.integers(0, 3))):
        reasons = tuple(
            Reason(field=f, rule="x", span=span()) for f in draw(st.lists(st.sampled_from(["item", "supplier"]), max_size=3))
        )
        where = span()
        statements.append(dataclasses.replace(base, span=where, quote=where.of(text), reasons=reasons))
    return document, statements


@given(marked())
def test_the_pieces_are_the_text_whatever_lies_upon_it(given: tuple[Document, list[Statement]]) -> None:
    document, statements = given
    pieces = cut(document, statements)
    assert "".join(piece.text for piece in pieces) == document.text
    anchors = [anchor for piece in pieces for anchor in piece.anchors]
    assert len(anchors) == len(set(anchors))
    for number, statement in enumerate(statements, 1):
        assert "".join(p.text for p in pieces if number in p.statements) == statement.quote
