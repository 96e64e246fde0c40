"""Which list a file is, told by its content: the root of XML, the keys of JSON, the header of a table."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Sequence
from pathlib import Path

import orjson

from enduse.errors import ListError, excerpt
from enduse.measures.descriptions import Description, Form, load_descriptions
from enduse.measures.mapping import TableMapping, read_mapping
from enduse.measures.markup import root_of
from enduse.measures.notes import Notes
from enduse.measures.ofac_csv import is_part
from enduse.measures.source import Source
from enduse.measures.tables import DELIMITERS, HEADER_ROWS, is_sheet, rows

_HTML = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]", re.IGNORECASE)
_LONGEST_LINE = 4 * 2**20
_KEY = re.compile(rb'"((?:[^"\\]|\\.){1,80})"\s*:')


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Recognised:
    """What the files were taken for: the list and its form; `name` is what its parties are to carry."""

    name: str
    description: Description
    form: Form
    sources: tuple[Source, ...]
    mapping: TableMapping | None = None  # of a table of one's own


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class _Seen:
    """What was seen of a file: in words for a message, and as marks to tell a form by."""

    words: str
    shape: str
    root: str = ""
    namespace: str = ""
    keys: frozenset[str] = frozenset()
    headers: tuple[frozenset[str], ...] = ()


def recognise(sources: Sequence[Source], *, name: str | None = None, mapping: Path | None = None) -> Recognised:
    """What list the files are.

    Raises:
        ListError: They are none, or a web page, or several lists.
    """
    if mapping is not None:
        return _mapped(sources, name, mapping)
    seen = [_see(source) for source in sources]
    known = load_descriptions()
    among = [known[name]] if name is not None and name in known else list(known.values())
    if len(sources) > 1 and not all(one.shape == "quartet" for one in seen):
        files = ", ".join(source.name for source in sources[:4])
        raise ListError(f"{files} are several lists; give one list at a time (several files only for OFAC's CSV files)")
    fitting = [(d, form) for d in among for form in d.forms if _fits(form, seen[0])]
    if not fitting:
        expected = (
            f"{name} in one of its forms" if name in known else f"one of {', '.join(known)}, or a mapping for your own table"
        )
        saw = excerpt(seen[0].words)
        raise ListError(f"{sources[0].name} is {saw}, which is no list that is known; expected {expected}")
    description, form = next((pair for pair in fitting if _hinted(pair[1], sources)), None) or next(
        (pair for pair in fitting if not pair[1].words), fitting[0]
    )
    return Recognised(name=name or description.name, description=description, form=form, sources=tuple(sources))


def _mapped(sources: Sequence[Source], name: str | None, path: Path) -> Recognised:
    """A table of one's own, by its mapping file."""
    if len(sources) != 1:
        raise ListError(f"a mapping is for one table, not for {len(sources)} files; give one")
    own, title, mapping = read_mapping(path)
    description = Description(
        name=own, title=title, authority=mapping.authority, licence="that of the table's owner", licence_url=None, page="",
        entries=(0, 2**62), counted="not counted", forms=(Form(reader="table", shape="table"),),
    )  # fmt: skip
    source = dataclasses.replace(sources[0], encoding=mapping.encoding)
    return Recognised(name=name or own, description=description, form=description.forms[0], sources=(source,), mapping=mapping)


def _fits(form: Form, seen: _Seen) -> bool:
    if form.shape != seen.shape:
        return False
    if form.shape == "xml":
        return form.root == seen.root and form.namespace in seen.namespace
    if form.shape == "table":
        columns = {_column(column) for column in form.columns}
        return any(columns <= header for header in seen.headers)
    return set(form.keys) <= seen.keys


def _hinted(form: Form, sources: Sequence[Source]) -> bool:
    names = " ".join(source.name for source in sources).lower()
    head = b"".join(source.head for source in sources).replace(b"\0", b"")  # UTF-16
    return any(word.lower() in names or word.encode() in head for word in form.words)


def _see(source: Source) -> _Seen:
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n\x00\xff\xfe")
    if _HTML.search(source.head[:4096].replace(b"\x00", b"")) and not is_sheet(source):
        raise ListError(f"{source.name} is a web page and no list: the site gave an error or a login page; fetch it again")
    if head[:1] == b"<":
        root, namespace, _ = root_of(source)
        return _Seen(words=f"XML of <{root}>", shape="xml", root=root, namespace=namespace)
    if head[:1] in (b"{", b"["):
        return _see_json(head, _first_line(source) if b"\n" not in head else b"")
    return _see_table(source)


def _first_line(source: Source) -> bytes:
    """The first line, which of JSON lines may be longer than the head: some entities are."""
    with source.open() as stream:
        return stream.readline(_LONGEST_LINE).lstrip(b"\xef\xbb\xbf")


def _see_json(head: bytes, line: bytes) -> _Seen:
    first, _, rest = (line or head).partition(b"\n")
    try:
        value = orjson.loads(first)
    except orjson.JSONDecodeError:
        value = None
    if (
        isinstance(value, dict)
        and (rest.strip()[:1] in (b"{", b"") or len(value) > 1)
        and "results" not in value
        and "fieldKey" not in value
    ):
        return _Seen(words=f"JSON lines with {', '.join(sorted(value)[:6])}", shape="jsonl", keys=frozenset(value))
    keys = frozenset(match[1].decode(errors="replace") for match in _KEY.finditer(head))
    return _Seen(words=f"JSON with {', '.join(sorted(keys)[:6]) or 'no keys'}", shape="json", keys=keys)


def _see_table(source: Source) -> _Seen:
    headers: list[frozenset[str]] = []
    words = "text"
    for delimiter in DELIMITERS if not is_sheet(source) else ",":
        walk = rows(source, delimiter, Notes(list_name=""))
        for number, row in walk:
            if len(row) > 1:
                # The comments have no empty cells to mark; a first row that is broken does not hide what the file is.
                bare = b"-0-" in source.head[:4096] or (len(row) == 2 and not headers)
                if delimiter == "," and is_part(row) and bare:
                    return _Seen(words="one of OFAC's CSV files", shape="quartet")
                headers.append(frozenset(map(_column, row)))
                words = words if words != "text" else f"a table with {', '.join(cell.strip() for cell in row[:6])}"
            if number >= HEADER_ROWS:
                break
    return _Seen(words=words, shape="table", headers=tuple(headers))


def _column(text: str) -> str:
    return " ".join(text.replace("\ufeff", "").split()).casefold()
