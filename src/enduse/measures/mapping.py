"""What the columns of a table mean: read from a list's description, or from a mapping file for a table of one's own.

The form is in `docs/lists.md`. Every column is told apart from those that nobody thought of: these are counted and kept.
"""

from __future__ import annotations

import dataclasses
import functools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from enduse.errors import ListError, excerpt, reason
from enduse.measures.days import Order
from enduse.measures.files import parse_data
from enduse.party import NameKind, Schema
from enduse.text_encodings import text_encoding

#: What a column may be. `address.*`, `name.*` (parts of one name) and `designation.*` are joined over the columns of a row.
ROLES = frozenset(
    "name birth birth_place nationality country identifier address owner owned linked remark detail labelled ignore"
    " address.street address.city address.region address.postcode address.country birth_place.town birth_place.country"
    " designation.programme designation.legal_basis designation.listed_on designation.ends_on designation.effect"
    " designation.citation designation.url designation.authority".split()
)
_FIELDS = frozenset("as kind words country note split order detail pattern true codes prefix".split())
_DESIGNATION = tuple(sorted(role for role in ROLES if role.startswith("designation.")))
Rows = Literal["single", "together", "apart"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """What a column is.

    Attributes:
        role: one of `ROLES`.
        kind: of a name, an identifier or a link.
        words: what to call an identifier; the column's own name if not given.
        country: the column with the country of an identifier.
        note: the column with what else is said of an identifier.
        split: how several values in a cell are told apart: a regular expression.
        order: of day and month in dates.
        detail: the name of the detail; the column's own if not given.
        pattern: a regular expression whose first group is the value.
        true: what to take instead of a cell that only says yes.
        prefix: what to put before each value.
        codes: whether the cells are country codes, in any case.
    """

    role: str
    kind: str | None = None
    words: str | None = None
    country: str | None = None
    note: str | None = None
    split: re.Pattern[str] | None = None
    order: Order = "dmy"
    detail: str | None = None
    pattern: re.Pattern[str] | None = None
    true: str | None = None
    codes: bool = False
    prefix: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class NameParts:
    """A name that stands in several columns of a row: its parts in the order of speech, and what kind of name it is.

    `kinds` and `qualities` turn the words of two other columns into a kind of name; a low quality makes a strong alias weak.
    """

    parts: tuple[str, ...]
    family: str | None = None
    kind_column: str | None = None
    kinds: Mapping[str, NameKind] = dataclasses.field(default_factory=dict)
    quality_column: str | None = None
    qualities: Mapping[str, NameKind] = dataclasses.field(default_factory=dict)
    kind: NameKind = "primary"
    language: str | None = None
    split: re.Pattern[str] | None = None


@dataclasses.dataclass(frozen=True, kw_only=True)
class TableMapping:
    """A table's meaning.

    Attributes:
        authority: whose measure the list is.
        columns: by the column's name, folded.
        names: names that stand in several columns.
        entry: columns that give the entry's number; none numbers the rows.
        entry_from: columns whose text, hashed, is the number, where the list has none.
        entry_pattern: a regular expression whose first group is the number.
        rows: whether an entry has one row (`single`), several next to each other (`together`) or anywhere (`apart`).
        schema: what the parties are if no column says so.
        schema_column: the column that says so, with `schemas` for its words.
        person_if: columns, any of which makes the party a person.
        vessel_if: columns, any of which makes it a vessel.
        labels: what "(Label): text" in a `labelled` column means.
        empty: cells that say nothing.
        delimiter: of the cells in a text file; found out if not given.
        encoding: of a text file that is neither UTF-8 nor marked as UTF-16 (`windows-1252`, `iso-8859-1`).
        list_date: a regular expression that finds the list's date above the header.
        always: what is true of every entry, by `designation.*` role.
    """

    authority: str
    columns: Mapping[str, Column]
    names: tuple[NameParts, ...] = ()
    entry: tuple[str, ...] = ()
    entry_from: tuple[str, ...] = ()
    entry_pattern: re.Pattern[str] | None = None
    rows: Rows = "single"
    schema: Schema = "LegalEntity"
    schema_column: str | None = None
    schemas: Mapping[str, Schema] = dataclasses.field(default_factory=dict)
    person_if: tuple[str, ...] = ()
    vessel_if: tuple[str, ...] = ()
    labels: Mapping[str, Column] = dataclasses.field(default_factory=dict)
    empty: frozenset[str] = frozenset()
    delimiter: str | None = None
    encoding: str | None = None
    list_date: re.Pattern[str] | None = None
    always: Mapping[str, str] = dataclasses.field(default_factory=dict)

    @functools.cached_property
    def known(self) -> frozenset[str]:
        """All columns that the mapping speaks of."""
        known = {*self.columns, *self.entry, *self.person_if, *self.vessel_if}
        for name in self.names:
            known |= {*name.parts, *filter(None, (name.family, name.kind_column, name.quality_column, name.language))}
        for spec in self.columns.values():
            known |= {column for column in (spec.country, spec.note) if column}
        return frozenset(known | ({self.schema_column} if self.schema_column else set()))


def fold_column(name: str) -> str:
    """A column's name as it is compared: without case, double spaces and the mark of UTF-8."""
    return " ".join(name.replace("\ufeff", "").split()).casefold()


def parse_mapping(data: Mapping[str, Any], *, authority: str, where: str) -> TableMapping:
    """A mapping from its form in YAML.

    Args:
        data: the mapping's fields.
        authority: whose measure the list is, unless the mapping says.
        where: what to call it in an error.

    Raises:
        ListError: A field or role is not known, or is not of its form.
    """
    try:
        unknown = data.keys() - _MAPPING_FIELDS
        if unknown:
            raise ValueError(f"there is no field {sorted(unknown)[0]!r}; it may have {', '.join(sorted(_MAPPING_FIELDS))}")
        for field in ("authority", "delimiter", "encoding", "list_date"):
            if isinstance(data.get(field), dict | list):
                raise ValueError(f"{field} has several values; it takes one")
        schema = data.get("schema", {})
        if isinstance(schema, str):
            schema = {"default": schema}
        mapping = TableMapping(
            authority=data.get("authority", authority),
            columns={fold_column(name): _column(name, value) for name, value in data["columns"].items()},
            names=tuple(_name_parts(value) for value in data.get("names", ())),
            entry=tuple(map(fold_column, _listed(data.get("entry", ())))),
            entry_from=tuple(map(fold_column, _listed(data.get("entry_from", ())))),
            entry_pattern=_pattern(data.get("entry_pattern")),
            rows=_one_of(data.get("rows", "single"), get_args(Rows)),
            schema=_one_of(schema.get("default", "LegalEntity"), get_args(Schema)),
            schema_column=fold_column(schema["column"]) if "column" in schema else None,
            schemas={fold_column(str(k)): _one_of(v, get_args(Schema)) for k, v in schema.get("values", {}).items()},
            person_if=tuple(map(fold_column, _listed(schema.get("person_if", ())))),
            vessel_if=tuple(map(fold_column, _listed(schema.get("vessel_if", ())))),
            labels={fold_column(name): _column(name, value) for name, value in data.get("labels", {}).items()},
            empty=frozenset(str(cell).casefold() for cell in data.get("empty", ())),
            delimiter=data.get("delimiter"),
            encoding=_encoding(data["encoding"]) if "encoding" in data else None,
            list_date=_pattern(data.get("list_date")),
            always={_one_of(role, _DESIGNATION): str(text) for role, text in data.get("always", {}).items()},
        )
    except (KeyError, TypeError, ValueError, AttributeError, LookupError, re.error) as error:
        raise ListError(f"{where}: {reason(error)}; docs/lists.md has the form of a mapping") from error
    return mapping


def _encoding(name: str) -> str:
    found = text_encoding(name)
    if found is None:
        raise ValueError(f"encoding {excerpt(name, most=40)!r} is none of texts; give one as utf-8 or windows-1251")
    return found


def read_mapping(path: Path) -> tuple[str, str, TableMapping]:
    """A mapping file: the list's short name, its title, and the mapping.

    Raises:
        ListError: It cannot be read or breaks its form.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise ListError(f"the mapping {path} cannot be read ({reason(error)}); give a YAML file") from error
    data = dict(parse_data(text, path.name, plain=True))
    name, title = str(data.pop("name", path.stem)), str(data.pop("title", path.stem))
    return name, title, parse_mapping(data, authority=title, where=path.name)


_MAPPING_FIELDS = frozenset(
    "authority columns names entry entry_from entry_pattern rows schema labels empty delimiter encoding list_date"
    " always".split()
)


def _column(name: str, value: Any) -> Column:
    fields = {"as": value} if isinstance(value, str) else dict(value)
    role = fields.get("as")
    if role not in ROLES:
        raise ValueError(f"column {name!r} is {role!r}, which is none of {', '.join(sorted(ROLES))}")
    unknown = fields.keys() - _FIELDS
    if unknown:
        raise ValueError(f"column {name!r} has {sorted(unknown)[0]!r}; it may have {', '.join(sorted(_FIELDS))}")
    nested = next((field for field, words in fields.items() if isinstance(words, dict | list)), None)
    if nested is not None:
        raise ValueError(f"column {name!r} has several values for {nested!r}; it takes one")
    if role == "name":
        _one_of(fields.get("kind", "primary"), get_args(NameKind))
    return Column(
        role=role,
        kind=fields.get("kind"),
        words=fields.get("words", name),
        country=fold_column(fields["country"]) if "country" in fields else None,
        note=fold_column(fields["note"]) if "note" in fields else None,
        split=_pattern(fields.get("split")),
        order=_one_of(fields.get("order", "dmy"), get_args(Order)),
        detail=fields.get("detail", name),
        pattern=_pattern(fields.get("pattern")),
        true=fields.get("true"),
        codes=str(fields.get("codes", "")).casefold() == "true",
        prefix=fields.get("prefix", ""),
    )


def _name_parts(value: Mapping[str, Any]) -> NameParts:
    kind = value.get("kind", {"default": "primary"})
    if isinstance(kind, str):
        kind = {"default": kind}
    quality = value.get("quality", {})
    return NameParts(
        parts=tuple(map(fold_column, _listed(value["parts"]))),
        family=fold_column(value["family"]) if "family" in value else None,
        kind_column=fold_column(kind["column"]) if "column" in kind else None,
        kinds={fold_column(str(k)): _one_of(v, get_args(NameKind)) for k, v in kind.get("values", {}).items()},
        quality_column=fold_column(quality["column"]) if "column" in quality else None,
        qualities={fold_column(str(k)): _one_of(v, get_args(NameKind)) for k, v in quality.get("values", {}).items()},
        kind=_one_of(kind.get("default", "primary"), get_args(NameKind)),
        language=fold_column(value["language"]) if "language" in value else None,
        split=_pattern(value.get("split")),
    )


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value)


def _pattern(value: str | None) -> re.Pattern[str] | None:
    return None if value is None else re.compile(value)


def _one_of(value: Any, words: tuple[str, ...]) -> Any:
    if value not in words:
        raise ValueError(f"{value!r} is none of {', '.join(words)}")
    return value
