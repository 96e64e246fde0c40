"""Atom 1.0 feeds: the transfers of a saved query, and what changed on a list."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable
from typing import Final
from xml.etree import ElementTree

from enduse.model import Document, Transfer
from enduse.publish.words import (
    iso_period,
    iso_words,
    number_words,
    plain,
    source_words,
    speaker_words,
    status_words,
    transfer_words,
    web_link,
)  # fmt: skip
from enduse.signs import in_xml

ATOM: Final = "http://www.w3.org/2005/Atom"
MEDIA_TYPE: Final = "application/atom+xml"
_UNKNOWN: Final = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed. `id` is a URI that never changes; `lines` are paragraphs of plain text."""

    id: str
    title: str
    updated: dt.datetime
    lines: tuple[str, ...] = ()
    link: str | None = None
    author: str | None = None
    categories: tuple[str, ...] = ()


def atom_feed(
    entries: Iterable[Entry], *, id: str, title: str, link: str | None = None, self_link: str | None = None, subtitle: str = ""
) -> bytes:
    """A feed as Atom 1.0, the entry that was updated last first.

    Args:
        entries: the entries.
        id: a URI that never changes.
        title: what it is a feed of.
        link: the page of the same query.
        self_link: the feed's own address.
        subtitle: a sentence more.
    """
    ordered = sorted(entries, key=lambda e: (e.updated, e.id), reverse=True)
    feed = ElementTree.Element(f"{{{ATOM}}}feed")
    _text(feed, "id", id)
    _text(feed, "title", title)
    if subtitle:
        _text(feed, "subtitle", subtitle)
    _text(feed, "updated", _moment(max((e.updated for e in ordered), default=_UNKNOWN)))
    _text(_child(feed, "author"), "name", "Enduse")
    _text(feed, "generator", "Enduse")
    for rel, address in (("alternate", link), ("self", self_link)):
        if web_link(address):
            _child(feed, "link", rel=rel, href=str(web_link(address)))
    for entry in ordered:
        _entry(feed, entry)
    ElementTree.register_namespace("", ATOM)
    made: bytes = ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True)
    return made + b"\n"


def transfer_entry(transfer: Transfer, documents: Iterable[Document], *, base: str | None = None) -> Entry:
    """A transfer as an entry; it is updated when a newer report comes.

    Args:
        transfer: the transfer.
        documents: the reports that its statements cite.
        base: the address of the server that shows it.
    """
    by_name = {d.name: d for d in documents}
    denied = ", denied" if transfer.denied else ""
    told = [
        f"Number: {number_words(transfer.quantity)}; {source_words(transfer)}.",
        f"First reported {iso_words(transfer.first_reported)}, last {iso_words(transfer.last_reported)}.",
    ]
    for statement in transfer.statements:
        document = by_name.get(statement.doc)
        publisher = document.publisher if document is not None and document.publisher else statement.doc
        who = speaker_words(statement)
        step = f"{status_words(statement.status)}, {statement.certainty}"
        told.append(f"“{plain(statement.quote)}” ({f'{who}, ' if who else ''}{plain(publisher)}; {step})")
    period = iso_period(transfer.last_reported)
    return Entry(
        id=f"urn:enduse:transfer:{transfer.id}",
        title=f"{transfer_words(transfer)}, {status_words(transfer.status)}{denied}",
        updated=_midnight(period.last if period is not None else None),
        lines=tuple(told),
        link=f"{base.rstrip('/')}/transfers/{transfer.id}" if base else None,
        categories=(transfer.category, transfer.status),
    )


def change_entry(
    *, list_name: str, kind: str, entry: str, caption: str, fields: Iterable[str], seen: dt.datetime, link: str | None = None
) -> Entry:
    """A change of a list as an entry: an entry that was added, removed or changed.

    Args:
        list_name: the list's short name.
        kind: added, removed or changed.
        entry: the list's number of the entry.
        caption: its name.
        fields: the fields that changed.
        seen: the moment when the copy came in which it is so.
        link: the page of the entry.
    """
    changed = ", ".join(fields)
    return Entry(
        id=f"urn:enduse:change:{list_name}:{entry}:{_moment(seen)}:{kind}".replace(" ", "%20"),
        title=f"{list_name}: {kind}: {plain(caption)}",
        updated=seen,
        lines=(f"Entry {plain(entry)} of {list_name} was {kind}.", *((f"Changed: {plain(changed)}.",) if changed else ())),
        link=link,
        categories=(list_name, kind),
    )


def _entry(feed: ElementTree.Element, entry: Entry) -> None:
    node = _child(feed, "entry")
    _text(node, "id", entry.id)
    _text(node, "title", plain(entry.title))
    _text(node, "updated", _moment(entry.updated))
    if web_link(entry.link):
        _child(node, "link", rel="alternate", href=str(web_link(entry.link)))
    if entry.author:
        _text(_child(node, "author"), "name", entry.author)
    for category in entry.categories:
        _child(node, "category", term=category)
    if entry.lines:
        _text(node, "content", "\n".join(entry.lines), type="text")


def _child(parent: ElementTree.Element, name: str, **attributes: str) -> ElementTree.Element:
    return ElementTree.SubElement(parent, f"{{{ATOM}}}{name}", attributes)


def _text(parent: ElementTree.Element, name: str, text: str, **attributes: str) -> None:
    _child(parent, name, **attributes).text = in_xml(text)


def _midnight(day: dt.date | None) -> dt.datetime:
    return dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC) if day is not None else _UNKNOWN


def _moment(moment: dt.datetime) -> str:
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=dt.UTC)
    return aware.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
