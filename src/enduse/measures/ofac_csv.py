"""OFAC's CSV quartet: entries, addresses, aliases and the overflow of the remarks, in four files without headers.

Columns by OFAC's data specification (SDN.CSV 12, ADD.CSV 6, ALT.CSV 5, SDN_COMMENTS.CSV 2; CONS_PRIM.CSV and its fellows the
same); `-0-` stands for nothing, programmes are joined by `] [`, and each file ends with the byte 1A.
"""

from __future__ import annotations

import collections
import itertools
from collections.abc import Iterator, Mapping, Sequence

from enduse.errors import ListError
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.notes import Notes
from enduse.measures.ofac_facts import Facts, add_name, words
from enduse.measures.source import Source
from enduse.measures.tables import text_rows, whole_rows
from enduse.party import Party

#: Columns of a file -> what it holds.
PARTS: Mapping[int, str] = {12: "entries", 6: "addresses", 5: "aliases", 2: "comments"}
#: A file is told by its first rows; one of them may be broken.
_LOOKED_AT = 20
_WIDEST = max(PARTS)
_VESSEL = (
    (5, "call_sign"),
    (6, "vessel_type"),
    (7, "tonnage"),
    (8, "gross_registered_tonnage"),
    (9, "vessel_flag"),
    (10, "vessel_owner"),
)


def is_part(row: Sequence[str]) -> bool:
    """Is it a row of one of the four files: so many columns, and a number first?"""
    return _part(len(row)) is not None and row[0].strip().isdecimal()


def _part(columns: int) -> str | None:
    """What a file of so many columns holds; one with more than any has new ones behind the entries'."""
    return PARTS.get(min(columns, _WIDEST))


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of the quartet; of the four files only the entries must be there.

    Raises:
        ListError: There are no entries, two files hold the same part, or one is not of the form.
    """
    files = _by_part(sources, notes)
    entries = files.pop("entries", None)
    if entries is None:
        raise ListError(
            f"{sources[0].name}: the entries (SDN.CSV or CONS_PRIM.CSV) are missing; give all four files or their folder"
        )
    for part in sorted({"addresses", "aliases", "comments"} - files.keys()):
        notes.unknown[f"no file of {part} beside {entries.name}"] += 1
    beside = {part: _beside(source, notes) for part, source in files.items()}
    width = _width(entries, notes)
    if width > _WIDEST:
        notes.unknown[f"columns behind the {_WIDEST}th of {entries.name}"] += width - _WIDEST
    for number, row in _rows(entries, width, notes):
        entry = row[0]
        if not entry.isdecimal() or not row[1]:
            notes.skip(number, f"no number and name in {entries.name}: {','.join(row)[:60]!r}")
            continue
        yield _party(row, {part: rows.pop(entry, []) for part, rows in beside.items()}, notes)
    for part, rows in beside.items():
        if rows:
            notes.unknown[f"{part} of entries that {entries.name} does not have"] += sum(map(len, rows.values()))


def _by_part(sources: Sequence[Source], notes: Notes) -> dict[str, Source]:
    files: dict[str, Source] = {}
    for source in sources:
        part = _part(_width(source, notes))
        if part is None:
            raise ListError(f"{source.name} is none of OFAC's files (12, 6, 5 or 2 columns and a number first)")
        if part in files:
            raise ListError(f"{files[part].name} and {source.name} both hold {part}; give the files of one list")
        files[part] = source
    return files


def _rows(source: Source, columns: int, notes: Notes) -> Iterator[tuple[int, list[str]]]:
    walk = ((number, row) for number, row in text_rows(source, ",", notes) if row != ["\x1a"])
    for number, row in whole_rows(walk, columns, source, notes):
        yield number, ["" if (cell := value.strip()) == "-0-" else cell for value in row]


def _beside(source: Source, notes: Notes) -> dict[str, list[list[str]]]:
    columns = next(count for count, part in PARTS.items() if part != "entries" and count == _width(source, notes))
    found: dict[str, list[list[str]]] = collections.defaultdict(list)
    for _, row in _rows(source, columns, notes):
        found[row[0]].append(row)
    return found


def _width(source: Source, notes: Notes) -> int:
    """The columns of most of the first rows that are of the form; none where there is no such row."""
    first = itertools.islice(text_rows(source, ",", notes), _LOOKED_AT)
    widths = collections.Counter(len(row) for _, row in first if is_part(row))
    return widths.most_common(1)[0][0] if widths else 0


def _party(row: list[str], beside: Mapping[str, list[list[str]]], notes: Notes) -> Party:
    types = words("types")
    if row[2].lower() not in types:
        notes.unknown_word("type", row[2])
    draft = Draft(row[0], notes, schema=types.get(row[2].lower(), "LegalEntity"))
    add_name(draft, row[1], "primary")
    draft.detail("title", row[4])
    for column, field in _VESSEL:
        draft.detail(field, row[column])
    draft.country(row[9])
    draft.link("owned_by", row[10], words="vessel owner")
    for alias in beside.get("aliases", ()):
        kind = words("aliases").get(alias[2])
        if kind is None:
            notes.unknown_word("alias type", alias[2])
        add_name(draft, alias[3], kind or "strong")
        draft.remark(alias[4])
    for address in beside.get("addresses", ()):
        draft.address(street=address[2], city=address[3], country=address[4])
        draft.remark(address[5])
    facts = Facts(draft)
    draft.identifier(row[5], "Vessel Call Sign")
    for column, text in enumerate(row[_WIDEST:], _WIDEST + 1):
        draft.detail(f"column {column}", text)
    overflow = "".join(comment[1] for comment in beside.get("comments", ()))
    if row[11].endswith("."):  # whole: the comments are of another day's list
        facts.remarks(row[11])
        facts.remarks(overflow)
    else:
        facts.remarks(row[11] + overflow)
    facts.designate(row[3].split("] ["))
    return draft.party()
