"""The report in an HTML page, and what the page's metadata says of it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from enduse.errors import UnreadableError

if TYPE_CHECKING:
    from lxml.html import HtmlElement

#: The parser takes the square of a tag's attributes; a tag of this length has pictures or scripts in them, and no text.
_LONG_TAG = re.compile(rb"<([a-zA-Z][\w:-]{0,30})(?=[\s/])[^<>]{20000,}")
_PIECE = re.compile(rb"\s*<(?:p|div|article|section|h[1-6]|ul|ol|blockquote|table)\b", re.IGNORECASE)
_TABLE = ("table", "caption", "colgroup", "thead", "tbody", "tfoot", "tr", "td", "th")
_TITLE_WORDS = 3  # a page's name of fewer may be that of its site


def read_html(html: bytes | str, name: str, url: str | None) -> tuple[str, Mapping[str, str]]:
    """The text of a page's report with its headline, and facts by field in words.

    Args:
        html: the page, decoded where its encoding is known.
        name: what to call it in an error.
        url: its address, which helps to find its date.

    Raises:
        UnreadableError: There is no text in it.
    """
    import trafilatura

    if isinstance(html, bytes):
        html = _LONG_TAG.sub(rb"<\1", html)
        if _PIECE.match(html):  # of a page, as copied or as a feed carries it
            html = b"<html><body><article>" + html + b"</article></body></html>"
    tree = _parsed(html)
    heading = _heading(tree) if tree is not None else None
    page = _extracted(html if tree is None else tree, url)
    text, about = "", {}
    if isinstance(page, trafilatura.settings.Document):
        text = page.text or ""
        fields = {
            "title": page.title,
            "byline": page.author,
            "publisher": page.sitename,
            "published": page.date,
            "url": page.url,
        }
        about = {field: value for field, value in fields.items() if value}
    if not text.strip():
        text = trafilatura.html2txt(html)
    if not text.strip():
        raise UnreadableError(f"{name}: no text in this HTML; open it in a browser and save the page when it is complete")
    if heading is not None and len(about.get("title", "").split()) < _TITLE_WORDS:
        about["title"] = heading
    title = about.get("title", "")
    if title and title.lower() not in text[: len(title) + 400].lower():
        text = f"{title}\n\n{text}"  # the headline states things too
    return text, about


def _extracted(html: bytes | str | HtmlElement, url: str | None) -> object:
    """What trafilatura finds: the report and what is said of it; None where it stumbles over a page of no common form."""
    import trafilatura

    try:
        return trafilatura.bare_extraction(
            html,
            url=url,
            with_metadata=True,
            include_comments=False,
            include_tables=True,
            # Archives put pages of any age online; left alone, the search passes over all days before 1995.
            date_extraction_params={"original_date": True, "extensive_search": True, "min_date": "1900-01-01"},
        )
    except Exception:  # noqa: BLE001  its parts let out whatever they run into, as at a page that is one formula
        return None


def _parsed(html: bytes | str) -> HtmlElement | None:
    """The page as a tree whose tables hold rows of values; None where it has no table, and so nothing to mend.

    Old pages are laid out by tables: a cell with headings, paragraphs or tables of its own in it is a piece of the page, and
    its paragraphs would run into one another as one value of a row.
    """
    import trafilatura

    if (b"<table" if isinstance(html, bytes) else "<table") not in html.lower():  # type: ignore[operator]
        return None
    tree: HtmlElement | None = trafilatura.load_html(html)
    if tree is None:
        return None
    for table in [table for table in tree.iter("table") if _is_layout(table)]:
        for part in _own_parts(table):
            part.tag = "div"
    return tree


def _own_parts(table: HtmlElement) -> list[HtmlElement]:
    """A table and its rows and cells, but not those of a table in one of its cells."""
    parts, rest = [], [table]
    while rest:
        part = rest.pop()
        parts.append(part)
        rest += [child for child in part if child.tag in _TABLE and child.tag != "table"]
    return parts


def _is_layout(table: HtmlElement) -> bool:
    cells = [part for part in _own_parts(table) if part.tag in ("td", "th")]
    return any(
        next(cell.iter("table", "h1", "h2", "h3", "article"), None) is not None or len(cell.findall("p")) > 1 for cell in cells
    )


def _heading(tree: HtmlElement) -> str | None:
    """The first heading of the highest kind that reads as a headline."""
    for kind in ("h1", "h2"):
        for found in tree.iter(kind):
            words = " ".join(found.text_content().split())
            if len(words.split()) >= _TITLE_WORDS and len(words) < 220:
                return words
    return None
