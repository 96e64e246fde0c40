"""How to cite: a statement or a transfer as plain text and as BibTeX."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

from enduse.model import Document, Statement, Transfer
from enduse.publish.words import day_words, plain, source_words, speaker_words, status_words, transfer_words, web_link

#: What TeX would act on, and how it is written so that it is only shown.
_TEX: Final[Mapping[str, str]] = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "^": r"\textasciicircum{}",
    "_": r"\_", "~": r"\textasciitilde{}", "%": r"\%",
}  # fmt: skip


def cite_statement(statement: Statement, document: Document | None, *, accessed: dt.date | None = None) -> str:
    """A statement as a note: who says what, in which report, of which day, where."""
    who = speaker_words(statement)
    quote = f"“{plain(statement.quote)}”"
    place = _place(document, statement.doc)
    address = web_link(document.url) if document is not None else None
    told = [f"{who}: {quote}" if who else quote, place, address, f"accessed {day_words(accessed)}" if accessed else None]
    return f"{', '.join(t for t in told if t)} (statement {statement.id})."


def cite_transfer(transfer: Transfer, *, as_of: dt.date, version: str = "") -> str:
    """A transfer as a note: what the ledger says of it as of a day, on how many sources."""
    denied = ", denied" if transfer.denied else ""
    told = f"Enduse{f' {version}' if version else ''}, “{transfer_words(transfer)}”, {status_words(transfer.status)}{denied}"
    return f"{told}, {source_words(transfer)}, as of {day_words(as_of)} (transfer {transfer.id})."


def bibtex_statement(statement: Statement, document: Document | None, *, accessed: dt.date | None = None) -> str:
    """A statement's report as a BibTeX entry, with the words as its note."""
    published = document.published if document is not None else None
    who = speaker_words(statement)
    fields = {
        "author": _author(document),
        "title": (document.title if document is not None else None) or statement.doc,
        "howpublished": document.publisher if document is not None else None,
        "year": str(published.year) if published is not None else None,
        "month": published.strftime("%b").lower() if published is not None else None,
        "day": str(published.day) if published is not None else None,
        "url": web_link(document.url) if document is not None else None,
        "urldate": accessed.isoformat() if accessed is not None else None,
        "note": f"{f'{who}: ' if who else ''}``{plain(statement.quote)}''",
    }
    return _entry("misc", _key(document.publisher if document is not None else None, published, statement.id), fields)


def bibtex_transfer(transfer: Transfer, *, as_of: dt.date, address: str | None = None) -> str:
    """A transfer of the ledger as a BibTeX entry."""
    fields = {
        "author": "{Enduse}", "title": transfer_words(transfer), "year": str(as_of.year), "url": web_link(address),
        "note": f"Transfer {transfer.id}, {status_words(transfer.status)}, as of {as_of.isoformat()}",
    }  # fmt: skip
    return _entry("misc", _key("enduse", as_of, transfer.id), fields)


def bibliography(statements: Iterable[Statement], documents: Mapping[str, Document]) -> str:
    """The entries of several statements, one after another."""
    return "\n".join(bibtex_statement(s, documents.get(s.doc)) for s in statements)


def _place(document: Document | None, name: str) -> str:
    if document is None:
        return plain(name)
    title = f"“{plain(document.title)}”" if document.title else plain(document.name)
    told = [plain(document.byline) if document.byline else None, title, document.publisher and plain(document.publisher)]
    told.append(day_words(document.published) if document.published is not None else "undated")
    return ", ".join(t for t in told if t)


def _author(document: Document | None) -> str | None:
    if document is None:
        return None
    return document.byline if document.byline else f"{{{document.publisher}}}" if document.publisher else None


def _key(publisher: str | None, day: dt.date | None, number: str) -> str:
    letters = unicodedata.normalize("NFKD", publisher or "report").encode("ascii", "ignore").decode()
    name = re.sub(r"[^a-z0-9]", "", letters.casefold()) or "report"
    return f"{name[:24]}{day.year if day is not None else ''}-{number.removeprefix('s-').removeprefix('t-')[:8]}"


def _entry(kind: str, key: str, fields: Mapping[str, str | None]) -> str:
    lines = [f"  {name} = {{{_shown(name, value)}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}"]) + "\n"


def _shown(name: str, value: str) -> str:
    """A value that TeX only shows; whole names in braces stay so, addresses and quotation marks too."""
    if name == "url":
        return value.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")
    whole = value.startswith("{") and value.endswith("}")
    told = "".join(_TEX.get(sign, sign) for sign in plain(value[1:-1] if whole else value))
    return f"{{{told}}}" if whole else told
