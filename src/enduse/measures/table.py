"""Lists that are tables: rows of columns whose meaning a mapping gives."""

from __future__ import annotations

import collections
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from enduse.errors import ListError
from enduse.measures.days import Order, day_of
from enduse.measures.descriptions import Description
from enduse.measures.draft import Draft
from enduse.measures.mapping import Column, NameParts, TableMapping, fold_column, parse_mapping
from enduse.measures.notes import Notes
from enduse.measures.source import Source
from enduse.measures.tables import DELIMITERS, HEADER_ROWS, is_sheet, rows, whole_rows
from enduse.model import content_id
from enduse.party import NameKind, Party

Row = Mapping[str, str]
_QUOTED = re.compile(r"\([\"“]([^\"”]+)[\"”]\)")
_LABEL = re.compile(r"\(([^():]{2,60})\):")
_DAY = re.compile(r"\b\d{1,2}[ -/](?:\w{3,9}\.?|\d{1,2})[ -/]\d{4}\b|\b\d{4}-\d\d-\d\d\b")


def read(sources: Sequence[Source], description: Description, notes: Notes) -> Iterator[Party]:
    """The parties of a table by the mapping `table` of the list's description."""
    (source,) = sources
    mapping = parse_mapping(description.vocabulary["table"], authority=description.authority, where=description.name)
    yield from read_mapped(source, mapping, notes)


def read_mapped(source: Source, mapping: TableMapping, notes: Notes) -> Iterator[Party]:
    """The parties of a table by a mapping.

    Raises:
        ListError: The header lacks the columns of the entries' numbers or names.
    """
    yield from parties(_rows(source, mapping, notes), mapping, notes)


def parties(numbered: Iterable[tuple[int, Row]], mapping: TableMapping, notes: Notes) -> Iterator[Party]:
    """The parties that rows make, by the mapping; columns by folded name."""
    drafts: dict[str, Draft] = {}
    bad: dict[str, int] = {}
    for number, row in numbered:
        entry = _entry(row, mapping)
        if entry is None:
            notes.skip(number, f"row {number} has no {' and '.join(mapping.entry) or 'entry'}")
            continue
        if mapping.rows == "single":
            while entry in bad:
                entry = f"{entry}-{bad[entry] + 1}" if f"{entry}-{bad[entry] + 1}" not in bad else f"{entry}-{number}"
            bad[entry] = bad.get(entry, 0) + 1
        elif mapping.rows == "together" and drafts and entry not in drafts:
            yield from _finish(drafts, mapping.authority, notes)
        draft = drafts.get(entry)
        if draft is None:
            draft = drafts[entry] = Draft(entry, notes, schema=mapping.schema)
        draft.rows.append(number)
        _apply(draft, row, mapping)
        if mapping.rows == "single":
            yield from _finish(drafts, mapping.authority, notes)
    yield from _finish(drafts, mapping.authority, notes)


def _finish(drafts: dict[str, Draft], authority: str, notes: Notes) -> Iterator[Party]:
    for draft in drafts.values():
        if draft.named:
            if not draft.designated:
                draft.designation(authority)
            yield draft.party()
        else:
            notes.skip(draft.rows[0], f"entry {draft.entry} has no name")
    drafts.clear()


def _rows(source: Source, mapping: TableMapping, notes: Notes) -> Iterator[tuple[int, Row]]:
    wanted = {*mapping.entry, *(part for name in mapping.names for part in name.parts)}
    wanted |= {column for column, spec in mapping.columns.items() if spec.role == "name"}
    delimiter = "," if is_sheet(source) else mapping.delimiter or delimiter_of(source, wanted)
    walk = rows(source, delimiter, notes)
    header: list[str] = []
    for number, cells in walk:
        columns = [fold_column(cell) for cell in cells]
        if wanted & set(columns) and set(mapping.entry) <= set(columns):
            header = columns
            _note_columns(columns, cells, mapping, notes)
            break
        if number > HEADER_ROWS:
            break
        _note_date(cells, mapping, notes)
    while header and not header[-1]:
        header.pop()
    if not header:
        raise ListError(f"{source.name} has no header with {', '.join(sorted(wanted)[:6])}; check the mapping or the file")
    for number, cells in whole_rows(walk, len(header), source, notes):
        yield number, {column: text for column, cell in zip(header, cells, strict=False) if (text := cell.strip())}


def delimiter_of(source: Source, wanted: Iterable[str]) -> str:
    """The delimiter by which the first lines give most of the wanted columns."""
    lines = source.first_lines
    columns = set(wanted)

    def found(delimiter: str) -> int:
        return max(
            (len(columns & {fold_column(c.strip('\ufeff"')) for c in line.split(delimiter)}) for line in lines[:HEADER_ROWS]),
            default=0,
        )

    return max(DELIMITERS, key=found)


def _note_columns(columns: Sequence[str], cells: Sequence[str], mapping: TableMapping, notes: Notes) -> None:
    for column, cell in zip(columns, cells, strict=True):
        if column and column not in mapping.known:
            notes.unknown_word("column", cell.strip())


def _note_date(cells: Sequence[str], mapping: TableMapping, notes: Notes) -> None:
    if mapping.list_date is not None and (match := mapping.list_date.search(" ".join(cells))):
        notes.list_date = day_of(match[1].replace("-", " ") if match[1][:1].isdigit() and match[1][4:5] != "-" else match[1])


def _entry(row: Row, mapping: TableMapping) -> str | None:
    if not mapping.entry:
        named = {column: row.get(column, "") for column in mapping.entry_from} or dict(row)
        return content_id("r", named)[2:12] if row else None
    parts = [row.get(column, "") for column in mapping.entry]
    if not any(parts):
        return None
    entry = "-".join(part.split("/")[0].strip() for part in parts if part)
    if mapping.entry_pattern is not None:
        match = mapping.entry_pattern.search(entry)
        return match[1] if match else None
    return entry


def _apply(draft: Draft, row: Row, mapping: TableMapping) -> None:
    _schema(draft, row, mapping)
    for name in mapping.names:
        _name(draft, row, name)
    parts: dict[str, list[str]] = collections.defaultdict(list, {role: [text] for role, text in mapping.always.items()})
    for column, cell in row.items():
        if cell.casefold() in mapping.empty:
            continue
        spec = mapping.columns.get(column)
        if spec is None:
            if column not in mapping.known:
                draft.detail(column, cell)
        elif "." in spec.role:
            parts[spec.role] += _values(cell, spec)
        elif spec.role == "labelled":
            _labelled(draft, cell, row, mapping)
        else:
            _value(draft, column, cell, spec, row)
    _address(draft, parts)
    place = ", ".join([*parts["birth_place.town"], *parts["birth_place.country"]])
    if len(parts["birth_place.town"]) == len(parts["birth_place.country"]):
        for town, country in zip(parts["birth_place.town"], parts["birth_place.country"], strict=True):
            draft.birth_place(f"{town}, {country}")
    else:
        draft.birth_place(place)
    _designate(draft, parts, mapping)


def _schema(draft: Draft, row: Row, mapping: TableMapping) -> None:
    words = row.get(mapping.schema_column, "") if mapping.schema_column else ""
    if words:
        schema = mapping.schemas.get(fold_column(words))
        if schema is None:
            draft.notes.unknown_word("type", words)
        else:
            draft.schema = schema
    if any(row.get(column) for column in mapping.person_if):
        draft.schema = "Person"
    if any(row.get(column) for column in mapping.vessel_if):
        draft.schema = "Vessel"


def _name(draft: Draft, row: Row, name: NameParts) -> None:
    parts = [row[part] for part in name.parts if part in row]
    if not parts:
        return
    kind: NameKind = name.kind
    if name.kind_column:
        kind = _kind(draft, name.kinds, row.get(name.kind_column, ""), "name type", kind)
    if name.quality_column and kind == "strong":
        kind = _kind(draft, name.qualities, row.get(name.quality_column, ""), "alias quality", kind)
    whole = " ".join(parts)
    if name.split is not None:
        for text in name.split.split(whole):
            draft.name(text, kind)
        return
    family = row.get(name.family) if name.family else None
    given = " ".join(row[part] for part in name.parts if part in row and part != name.family)
    persons = draft.schema == "Person" and family and given
    language = row.get(name.language) if name.language else None
    if draft.schema == "Vessel" and (inside := _QUOTED.search(whole)) is not None:
        draft.name(inside[1], "strong")  # IMO 9058713 ("AVAX")
    draft.name(whole, kind, given=given if persons else None, family=family if persons else None, language=language)


def _kind(draft: Draft, kinds: Mapping[str, NameKind], words: str, what: str, default: NameKind) -> NameKind:
    kind = kinds.get(fold_column(words))
    if kind is None and words:
        draft.notes.unknown_word(what, words)
    return kind or default


def _values(cell: str, spec: Column) -> list[str]:
    if spec.true is not None:
        return [spec.true] if cell.casefold() in ("true", "1", "yes", "y", "x") else []
    found = spec.split.split(cell) if spec.split is not None else [cell]
    values = [spec.prefix + value.strip(" ;,\u00a0") for value in found if value and value.strip(" ;,-.\u00a0")]
    if spec.codes:
        values = [value.upper() for value in values]
    if spec.pattern is not None:
        values = [match[1] for value in values if (match := spec.pattern.search(value))]
    return values


def _value(draft: Draft, column: str, cell: str, spec: Column, row: Row) -> None:
    values = _values(cell, spec)
    role = spec.role
    if role == "identifier":
        _identifiers(draft, column, values, spec, row)
        return
    for value in values:
        if role == "name":
            draft.name(value, spec.kind or "primary")  # type: ignore[arg-type]  # checked by the mapping
        elif role == "birth":
            draft.birth(value, order=spec.order)
        elif role == "birth_place":
            draft.birth_place(value)
        elif role == "nationality":
            draft.nationality(value)
        elif role == "country":
            draft.country(value)
            if spec.detail and spec.detail != spec.words:
                draft.detail(spec.detail, value)
        elif role == "address":
            draft.address(value)
        elif role in ("owner", "owned", "linked"):
            kind = {"owner": "owned_by", "owned": "owns", "linked": "linked"}[role]
            draft.link(spec.kind or kind, value, words=spec.words or column)
        elif role == "remark":
            draft.remark(value)
        elif role == "detail":
            draft.detail(spec.detail or column, value)


def _identifiers(draft: Draft, column: str, values: list[str], spec: Column, row: Row) -> None:
    notes = [""] * len(values)
    if spec.note and spec.note in row:
        said = spec.split.split(row[spec.note]) if spec.split is not None else [row[spec.note]]
        said = [text.strip() for text in said if text.strip()]
        notes = said if len(said) == len(values) else [row[spec.note]] * len(values)
    country = draft.code(row.get(spec.country)) if spec.country else None
    for value, note in zip(values, notes, strict=True):
        draft.identifier(value, spec.words or column, country=country, note=note, kind=spec.kind)


def _labelled(draft: Draft, cell: str, row: Row, mapping: TableMapping) -> None:
    """Free text with labelled parts: "(UN Ref):QDe.005 Headquarters are in Pakistan. (Phone number):..."."""
    draft.remark(cell)
    pieces = _LABEL.split(cell)
    for label, text in zip(pieces[1::2], pieces[2::2], strict=True):
        spec = mapping.labels.get(fold_column(label))
        if spec is None:
            draft.unknown_tag("label", label, text)
        elif spec.role != "ignore" and text.strip():
            _value(draft, label, text.strip(), spec, row)


def _address(draft: Draft, parts: Mapping[str, list[str]]) -> None:
    found = {
        part: ", ".join(parts.get(f"address.{part}", ())) or None
        for part in ("street", "city", "region", "postcode", "country")
    }
    if any(found.values()):
        draft.address(**found)


def _designate(draft: Draft, parts: Mapping[str, list[str]], mapping: TableMapping) -> None:
    if not any(role.startswith("designation.") and texts for role, texts in parts.items()):
        return
    found = {part: parts.get(f"designation.{part}", []) for part in ("legal_basis", "effect", "citation", "url")}
    for programme in parts.get("designation.programme") or [""]:
        draft.designation(
            "; ".join(parts.get("designation.authority", ())) or mapping.authority,
            programme=programme,
            listed_on=_first_day(parts.get("designation.listed_on"), mapping),
            ends_on=_first_day(parts.get("designation.ends_on"), mapping),
            **{part: "; ".join(texts) or None for part, texts in found.items()},
        )


def _first_day(texts: list[str] | None, mapping: TableMapping) -> dt.date | None:
    order: Order = next((spec.order for spec in mapping.columns.values() if spec.role == "designation.listed_on"), "dmy")
    for text in texts or ():
        day = day_of(text, order=order)
        if day is None and (match := _DAY.search(text)):
            day = day_of(match[0], order=order)
        if day is not None:
            return day
    return None
