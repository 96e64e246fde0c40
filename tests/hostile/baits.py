"""Pages that ask more of a reader than their size deserves: each a function of how many characters."""

from __future__ import annotations

from collections.abc import Callable, Mapping

PROSE = "Iran has sent Russia drones, officials said on Friday. "
_START = PROSE * 20


def repeated(piece: str, *, after: str = "") -> Callable[[int], str]:
    """A report, and then one piece over and over."""
    return lambda size: _START + piece * (size // len(piece)) + after


def in_html(piece: str) -> Callable[[int], str]:
    """A web page with one piece over and over in its report."""
    return lambda size: f"<html><body><article><p>{_START}</p>{piece * (size // len(piece))}</article></body></html>"


#: By media type.
BAITS: Mapping[str, Mapping[str, Callable[[int], str]]] = {
    "text/plain": {
        "one line of prose": repeated(PROSE),
        "one long word": repeated("x"),
        "blanks before a word": repeated(" ", after="x"),
        "combining marks": repeated("\u0301"),
        "zero-width characters": repeated("\u200b"),
        "bidi controls": repeated("\u202e\u202d"),
        "homoglyphs": repeated("Iгan hаs sеnt Russiа drоnes. "),
        "quotation marks never closed": repeated("“"),
        "brackets": repeated("(["),
        "hyphens before a letter": repeated("- ", after="x"),
        "figures": repeated("9,"),
        "capitals": repeated("Aa "),
        "headings of lists": repeated("\nMost read\nA b c\n"),
        "headings of comments": repeated("\nComments\n"),
        "menus": repeated("\nHome\n"),
        "credits": repeated(". (Reuters ", after="x"),
        "labels": lambda size: "Title: a\n" * (size // 9) + _START,
        "bylines": lambda size: "By " * (size // 3) + _START,
    },
    "text/markdown": {
        "images never closed": repeated("!["),
        "links never closed": repeated("[a]("),
        "bold never closed": repeated(" **a"),
        "slanted never closed": repeated(" _a"),
        "heading of signs": repeated(" #", after="x"),
    },
    "text/html": {
        "nested elements": in_html("<div>"),
        "nested tables": in_html("<table><tr><td>"),
        "paragraphs": in_html("<p>a</p>"),
        "attributes": lambda size: in_html("<p " + "".join(f"a{i}=1 " for i in range(size // 8)) + ">")(size // 8),
        "signs of tags": in_html("<"),
        "comments never closed": in_html("<!--"),
        "entities": in_html("&#x301;"),
        "dates": in_html("2022-12-09 "),
        "meta": lambda size: "<html><head>" + "<meta name=date content=x>" * (size // 26) + in_html("a")(10),
    },
    "message/rfc822": {
        "encoded words": lambda size: "Subject: " + "=?utf-8?q?a?= " * (size // 14) + "\n\n" + _START,
        "brackets in an address": lambda size: "From: " + "(" * size + "\nSubject: x\n\n" + _START,
        "parts in parts": lambda size: "Content-Type: multipart/mixed; boundary=b\n\n--b\n" * (size // 47) + _START,
    },
    "text/plain; charset=punycode": {"codes": repeated("ü-")},
}
