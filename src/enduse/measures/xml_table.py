"""XML lists whose records are rows of a table in other clothes: Canada's, and the UK Sanctions List, whose CSV they match."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from enduse.measures.days import day_of
from enduse.measures.descriptions import Description
from enduse.measures.mapping import fold_column, parse_mapping
from enduse.measures.markup import children, entries, local, text_of
from enduse.measures.notes import Notes
from enduse.measures.source import Source
from enduse.measures.table import Row, parties
from enduse.party import Party


def read_flat(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of Canada's list: records of plain tags, English alone or with the French after a hyphen."""
    (source,) = sources
    mapping = parse_mapping(description.vocabulary["table"], authority=description.authority, where=description.name)
    known = {*mapping.columns, *(part for name in mapping.names for part in name.parts)}

    def rows() -> Iterator[tuple[int, Row]]:
        for number, (_, record) in enumerate(entries(source, ("record",), within=(), notes=notes, plain=True), 1):
            row: dict[str, str] = {}
            for tag, child in children(record):
                column = fold_column(tag.split("-")[0])
                if column not in known:
                    notes.unknown_word("tag", tag)
                if text := " ".join(child.itertext()).strip():
                    row[column] = f"{row[column]}; {text}" if column in row else text
            yield number, row

    yield from parties(rows(), mapping, notes)


def read_uk(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the UK Sanctions List in XML; `entry` is the unique id (`RUS0251`)."""
    (source,) = sources
    mapping = parse_mapping(description.vocabulary["table"], authority=description.authority, where=description.name)
    tags = {tag: fold_column(column) for tag, column in description.vocabulary["tags"].items()}
    apart = frozenset(description.vocabulary["row_elements"])
    walk = entries(source, ("DateGenerated", "Designation"), within=(), notes=notes, plain=True)
    number = 0
    for tag, element in walk:
        if tag == "DateGenerated":
            notes.list_date = day_of(text_of(element)[:10])
            continue
        number += 1
        made = list(parties(((number, row) for row in _rows(element, tags, apart, notes)), mapping, notes))
        yield from made


def _rows(designation: Any, tags: dict[str, str], apart: frozenset[str], notes: Notes) -> Iterator[Row]:
    """One row for what a designation says once, and one for each name, address, paper and so on."""
    whole: dict[str, str] = {}
    several: list[dict[str, str]] = []
    _walk(designation, whole, several, tags, apart, notes)
    key = fold_column("Unique ID")
    kind = fold_column("Designation Type")
    yield whole
    for row in several:
        yield {**row, **{column: whole[column] for column in (key, kind) if column in whole}}


def _walk(
    element: Any, row: dict[str, str], several: list[dict[str, str]], tags: dict[str, str], apart: frozenset[str], notes: Notes
) -> None:
    for tag, child in children(element):
        held = row
        if tag in apart and not (tag == "Name" and local(child.getparent().tag) != "Names"):
            held = {}
            several.append(held)
        if len(child):
            _walk(child, held, several, tags, apart, notes)
        elif text := text_of(child):
            column = tags.get(tag)
            if column is None:
                notes.unknown_word("tag", tag)
                column = tag
            held[column] = text
