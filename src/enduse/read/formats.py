"""The text of a page by its format: plain text, HTML, PDF, mail and Markdown.

The libraries for each format are imported where a page first needs them: they take longer to load than a report to read.
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping

import charset_normalizer

from enduse.errors import UnreadableError
from enduse.model import Evidence
from enduse.read.html import read_html
from enduse.read.mail import open_mail
from enduse.read.markdown import plain_markdown
from enduse.read.pdf import read_pdf
from enduse.text_encodings import marked_encoding, text_encoding

_MAGIC = {
    b"PK\x03\x04": "a ZIP or office file",
    b"\xd0\xcf\x11\xe0": "an old office file",
    b"{\\rtf": "an RTF file",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
    b"GIF8": "an image",
    b"\x1f\x8b": "a compressed file",
    b"7z\xbc\xaf": "a compressed file",
    b"BZh": "a compressed file",
    b"Rar!": "a compressed file",
    b"\x7fELF": "a program",
    b"MZ\x90": "a program",
    b"SQLite format 3": "a database",
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class PageText:
    """A page's text, and what its format says of it: facts by field in words, and notes on how it was read.

    `made` holds what the file says of itself and not of its report: it counts where nothing else is known.
    """

    text: str
    media_type: str
    about: Mapping[str, str] = dataclasses.field(default_factory=dict)
    made: Mapping[str, str] = dataclasses.field(default_factory=dict)
    evidence: Mapping[str, Evidence] = dataclasses.field(default_factory=dict)


def extract_text(data: bytes, *, media_type: str | None, name: str, url: str | None = None) -> PageText:
    """The text of a page.

    Args:
        data: its bytes.
        media_type: what the file's ending or the server says it is; None looks at the bytes.
        name: what to call it in an error.
        url: its address, which helps to find the date of an HTML page.

    Raises:
        UnreadableError: There is no text to be had from it.
    """
    if not data.strip():
        raise UnreadableError(f"{name}: empty; give a page with text")
    kind, _, parameters = (media_type or "").partition(";")
    charset = (re.search(r"charset=[\"']?([\w.:-]+)", parameters) or [None, None])[1]
    return _reader_of(data, kind.strip().lower())(data, name, charset, url)


_Reader = Callable[[bytes, str, str | None, str | None], PageText]


def _reader_of(data: bytes, kind: str) -> _Reader:
    """The reader for a page; the bytes have the last word on PDF, and on HTML where nothing says that it is text."""
    start = data[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(b"%pdf-") or kind == "application/pdf":
        return _read_pdf
    if "html" in kind:
        return _read_html
    if kind == "message/rfc822":
        return _read_mail
    if kind == "text/markdown":
        return _read_markdown
    if kind != "text/plain" and re.match(rb"<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<(!doctype )?html|<!--", start):
        return _read_html
    if kind not in ("text/plain", "") and re.search(rb"<(p|div|body|article)\b", data[:20_000].lower()):
        return _read_html
    return _read_plain


def decode(data: bytes, *, name: str, charset: str | None = None) -> tuple[str, Evidence | None]:
    """Bytes as text, line ends untouched, and how the encoding was found where it is not UTF-8.

    Raises:
        UnreadableError: The bytes are no text.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise UnreadableError(f"{name}: this is {what} and no text; save it as text, HTML or PDF")
    marked = marked_encoding(data)
    for encoding, rule in ((marked, "byte order mark"), (None if marked else "utf-8", ""), (charset, "server's word")):
        if encoding is not None and (found := _decoded(data, encoding)) is not None:
            return _checked(found, name), Evidence(rule=rule, words=encoding) if rule else None
    guess = charset_normalizer.from_bytes(data[:200_000]).best()
    if guess is None or _junk_share(data[:20_000].decode("latin-1")) > 0.02:
        raise UnreadableError(f"{name}: not text in any known encoding; save it as UTF-8 text, HTML or PDF")
    text = data.decode(guess.encoding, errors="replace")
    return _checked(text, name), Evidence(rule="guessed from the bytes", words=guess.encoding)


def _decoded(data: bytes, encoding: str) -> str | None:
    """Bytes in an encoding that somebody names; None where they are not in it, or it is none of pages."""
    known = text_encoding(encoding)
    try:
        return data.decode(known) if known is not None else None
    except UnicodeError:
        return None


def _checked(text: str, name: str) -> str:
    if not text.strip("\ufeff \t\r\n\0"):
        raise UnreadableError(f"{name}: empty; give a page with text")
    if _junk_share(text[:50_000]) > 0.02:
        raise UnreadableError(f"{name}: looks like binary data and no text; save it as text, HTML or PDF")
    if sum(c.isalpha() for c in text[:50_000]) < 3:
        raise UnreadableError(f"{name}: holds no words; give a page with text")
    return text


def _junk_share(text: str) -> float:
    """The share of characters that no text has."""
    return sum((c < " " and c not in "\t\n\r\f\v\x1b") or c == "\ufffd" or "\x7f" <= c < "\x85" for c in text) / max(
        len(text), 1
    )


def _read_plain(data: bytes, name: str, charset: str | None, url: str | None) -> PageText:
    text, encoding = decode(data, name=name, charset=charset)
    return PageText(text=text, media_type="text/plain", evidence={"encoding": encoding} if encoding else {})


def _read_html(data: bytes, name: str, charset: str | None, url: str | None) -> PageText:
    text, about = read_html((_decoded(data, charset) if charset is not None else None) or data, name, url)
    return PageText(text=text, media_type="text/html", about=about)


def _read_pdf(data: bytes, name: str, charset: str | None, url: str | None) -> PageText:
    pdf = read_pdf(data, name)
    return PageText(text=_checked(pdf.text, name), media_type="application/pdf", about=pdf.about, made=pdf.made)


def _read_mail(data: bytes, name: str, charset: str | None, url: str | None) -> PageText:
    mail = open_mail(data, name)
    page = (_read_html if mail.is_html else _read_plain)(mail.body, name, mail.charset, None)
    return dataclasses.replace(page, media_type="message/rfc822", about={**page.about, **mail.about})


def _read_markdown(data: bytes, name: str, charset: str | None, url: str | None) -> PageText:
    written, encoding = decode(data, name=name, charset=charset)
    text, about = plain_markdown(written)
    evidence = {"encoding": encoding} if encoding else {}
    return PageText(text=_checked(text, name), media_type="text/markdown", about=about, evidence=evidence)
