"""Read an official list, whatever its form: the file is recognised by its content."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from enduse.errors import ListError, excerpt
from enduse.measures import (
    bods,
    csl,
    eu,
    ftm,
    ofac_advanced,
    ofac_csv,
    ofac_enhanced,
    ofac_xml,
    senzing,
    table,
    un,
    xml_table,
)  # fmt: skip
from enduse.measures.notes import Notes, Problem
from enduse.measures.recognition import Recognised, recognise
from enduse.measures.source import open_source
from enduse.party import Link, Party

READERS = {
    "ofac-csv": ofac_csv.read,
    "csl-json": csl.read_json,
    "csl-csv": csl.read_csv,
    "csl-packed": csl.read_packed,
    "ofac-xml": ofac_xml.read,
    "ofac-advanced": ofac_advanced.read,
    "ofac-enhanced": ofac_enhanced.read,
    "eu-xml": eu.read_xml,
    "eu-csv": eu.read_csv,
    "ftm": ftm.read,
    "senzing": senzing.read,
    "bods": bods.read,
    "un-xml": un.read,
    "table": table.read,
    "uk-xml": xml_table.read_uk,
    "ca-xml": xml_table.read_flat,
}


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListReading:
    """What came of reading a list.

    Attributes:
        name: the list's short name (`us-ofac-sdn`), which its parties carry.
        title: its title.
        list_date: the day that the list itself names as its own, if it does.
        parties: what is listed, in the list's order.
        skipped: entries that could not be read, with number and reason.
        unknown: columns, tags, codes, countries and dates that were not known, and how often; their text is kept.
    """

    name: str
    title: str
    list_date: dt.date | None
    parties: tuple[Party, ...]
    skipped: tuple[Problem, ...]
    unknown: Mapping[str, int]


def read_list(
    path_or_paths: Path | str | Iterable[Path | str], *, name: str | None = None, mapping: Path | None = None
) -> ListReading:
    """Read a whole list.

    Args:
        path_or_paths: the list's file, a zip of it, its folder, or its files (OFAC's four CSV files).
        name: the short name of the list, where the file should be taken for that one; any other name is given to the parties
            of whatever list it is.
        mapping: a mapping file for a table of one's own (`docs/lists.md` has its form).

    Raises:
        ListError: It is no list that is known, cut off, of the wrong encoding, or unsafe.
    """
    found = _recognised(path_or_paths, name, mapping)
    notes = Notes(list_name=found.name)
    parties = tuple(_parties(found, notes))
    if not parties:
        reason = f": {excerpt(notes.skipped[0].reason)}" if notes.skipped else ""
        raise ListError(f"{found.sources[0].name} holds no entry that can be read{reason}; fetch it again")
    return ListReading(
        name=found.name,
        title=found.description.title,
        list_date=notes.list_date,
        parties=_linked(parties),
        skipped=tuple(notes.skipped),
        unknown=dict(notes.unknown),
    )


def iter_parties(
    path_or_paths: Path | str | Iterable[Path | str],
    *,
    name: str | None = None,
    mapping: Path | None = None,
    notes: Notes | None = None,
) -> Iterator[Party]:
    """The parties of a list one by one, for lists that are not to be held in memory; links by name are not resolved.

    Args:
        path_or_paths: as for `read_list`.
        name: as for `read_list`.
        mapping: as for `read_list`.
        notes: filled with the list's date and what was skipped or unknown, complete at the end.

    Raises:
        ListError: as for `read_list`; in the midst of the parties if the file turns out to be cut off.
    """
    found = _recognised(path_or_paths, name, mapping)
    notes = notes if notes is not None else Notes(list_name=found.name)
    notes.list_name = found.name
    yield from _parties(found, notes)


def _recognised(path_or_paths: Path | str | Iterable[Path | str], name: str | None, mapping: Path | None) -> Recognised:
    given = [path_or_paths] if isinstance(path_or_paths, (str, Path)) else list(path_or_paths)
    paths = [Path(path) for path in given]
    if len(paths) == 1 and paths[0].is_dir():
        paths = sorted(path for path in paths[0].iterdir() if path.is_file() and not path.name.startswith("."))
    if not paths:
        raise ListError(f"{given[0] if given else 'nothing'} holds no file; give a list's file or folder")
    return recognise([open_source(path) for path in paths], name=name, mapping=mapping)


def _parties(found: Recognised, notes: Notes) -> Iterator[Party]:
    count = 0
    used: dict[str, int] = {}
    for party in _walk(found, notes):
        count += 1
        yield _told_apart(party, used, notes)
    if notes.count is not None and count + len(notes.skipped) < notes.count:
        raise ListError(
            f"{found.sources[0].name} says it has {notes.count} entries and has {count + len(notes.skipped)}; "
            "it was cut off: fetch it again"
        )


def _told_apart(party: Party, used: dict[str, int], notes: Notes) -> Party:
    """The party under a number of its own: of two under one number, neither may hide the other."""
    entry = party.entry
    if entry in used:
        notes.unknown_word("second entry of the number", entry)
        number = used[entry] + 1
        while f"{entry}-{number}" in used:
            number += 1
        used[entry] = number  # goes on from there: thousands may have one number
        entry = f"{entry}-{number}"
        party = dataclasses.replace(party, entry=entry)
    used[entry] = 1
    return party


def _walk(found: Recognised, notes: Notes) -> Iterator[Party]:
    if found.mapping is not None:
        return table.read_mapped(found.sources[0], found.mapping, notes)
    return READERS[found.form.reader](found.sources, found.description, notes)


def _linked(parties: tuple[Party, ...]) -> tuple[Party, ...]:
    """Give each link to another party of the list that party's id and name.

    A name alone leads to the one party that has it as its main name, or else to the one that has it at all.
    """
    if not any(party.links for party in parties):
        return parties
    holders = _holders(parties, {_plain(link.name) for party in parties for link in party.links if link.other is None})
    captions = {party.id: party.caption for party in parties}

    def resolved(link: Link) -> Link:
        if link.other is not None:
            return dataclasses.replace(link, name=captions.get(link.other, link.name))
        for primary in (True, False):
            ids = holders.get((_plain(link.name), primary), set())
            if ids:
                return dataclasses.replace(link, other=next(iter(ids))) if len(ids) == 1 else link
        return link

    return tuple(
        dataclasses.replace(party, links=tuple(map(resolved, party.links))) if party.links else party for party in parties
    )


def _holders(parties: tuple[Party, ...], wanted: set[str]) -> dict[tuple[str, bool], set[str]]:
    """Ids of the parties that have each wanted name, as their main one or not."""
    holders: dict[tuple[str, bool], set[str]] = {}
    for party in parties:
        for name in party.names:
            forms = {_plain(name.text)}
            if name.family and name.given:
                forms.add(_plain(f"{name.family}, {name.given}"))
            for form in forms & wanted:
                holders.setdefault((form, name.kind == "primary"), set()).add(party.id)
    return holders


def _plain(name: str) -> str:
    return name.casefold().rstrip(" .,")
