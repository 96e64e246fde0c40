"""What is known of each list: who keeps it, under which licence, where, in which forms; one file each in `descriptions/`."""

from __future__ import annotations

import dataclasses
import functools
import importlib.resources
from collections.abc import Mapping
from typing import Any, Literal

from enduse.errors import ListError
from enduse.measures.files import read_data

FOLDER = "descriptions"
Shape = Literal["xml", "json", "jsonl", "table", "quartet"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One form in which a list is published, and by what it is recognised.

    Attributes:
        reader: the reader's name.
        shape: `xml`, `json` (one value), `jsonl` (a value a line), `table` (CSV, TSV or a spreadsheet with a header) or
            `quartet` (OFAC's four files without headers).
        url: where it is published, if it is.
        root: local name of the root element of XML.
        namespace: a part of its namespace, where that matters.
        keys: keys that the first object of JSON must have.
        columns: columns that the header must have.
        words: words, one of which must stand in the file's name or beginning, where another list has the same form.
    """

    reader: str
    shape: Shape
    url: str | None = None
    root: str | None = None
    namespace: str = ""
    keys: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """A list: its short name, title, keeper, licence, page, forms, expected number of entries and vocabulary.

    `entries` are the least and the most entries that a whole list has, as of `counted` (a month and where it was counted).
    `vocabulary` is what the list's readers look words up in: programmes, name kinds, columns.
    """

    name: str
    title: str
    authority: str
    licence: str
    licence_url: str | None
    page: str
    entries: tuple[int, int]
    counted: str
    forms: tuple[Form, ...]
    vocabulary: Mapping[str, Any] = dataclasses.field(default_factory=dict)


@functools.cache
def load_descriptions() -> Mapping[str, Description]:
    """All lists that are known, by short name.

    Raises:
        ListError: A description breaks its form; the message names it.
    """
    folder = importlib.resources.files(__package__).joinpath(FOLDER)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return {d.name: d for d in (_description(f"{FOLDER}/{name}") for name in names)}


def _description(file: str) -> Description:
    data = read_data(file)
    try:
        if f"{data['name']}.yaml" != file.rpartition("/")[2]:
            raise ValueError(f"the file must be called {data['name']}.yaml")
        least, most = data["entries"]
        return Description(
            name=data["name"],
            title=data["title"],
            authority=data["authority"],
            licence=data["licence"],
            licence_url=data.get("licence_url"),
            page=data["page"],
            entries=(int(least), int(most)),
            counted=data["counted"],
            forms=tuple(_form(form) for form in data["forms"]),
            vocabulary=data.get("vocabulary", {}),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise ListError(f"{file}: {error!r}; a description has the fields of measures/descriptions.py") from error


def _form(data: Mapping[str, Any]) -> Form:
    lists = {field: tuple(data[field]) for field in ("keys", "columns", "words") if field in data}
    return Form(**{**data, **lists})
