"""What is asked on the screening page: its form or a pasted line made into a shipment, with what could not be read."""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import functools
import importlib.resources
import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

import yaml

from enduse.lexicon.countries import countries
from enduse.party import Shipment
from enduse.screen.headings import Field, plain_heading, read_heading
from enduse.screen.shipment_rows import build_shipment, read_day

_CODE: Final = re.compile(r"\b(?:hs|hts|cn|taric)?[ :.]*(\d{4}\.?\d{2}(?:\.?\d{2}){0,2})\b", re.IGNORECASE)
_ECCN: Final = re.compile(r"\b([0-9][A-E][0-9]{3}(?:\.[a-z])?)\b")
_IMO: Final = re.compile(r"\bIMO[ :]*(\d{7})\b", re.IGNORECASE)
_LABELLED: Final = re.compile(r"^\s*([^:=\d][^:=]{0,38}?)\s*[:=]\s*(\S.*)$")
_PIECES: Final = re.compile(r"\t|;|\||\n|,(?!\d{3}\b)")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Asked:
    """A shipment as it was asked about; `problems` say what of it could not be read, None of the shipment where nothing was."""

    shipment: Shipment | None
    problems: tuple[str, ...] = ()


@functools.cache
def form_words() -> Mapping[str, Any]:
    """The sections of `asking.yaml`."""
    data: Mapping[str, Any] = yaml.safe_load(
        importlib.resources.files(__package__).joinpath("asking.yaml").read_text(encoding="utf-8")
    )
    return data


def read_form(form: Mapping[str, Any], kind: str, day: dt.date) -> Asked:
    """The shipment of a filled form; its fields are named `role.slot.field`.

    Args:
        form: its values.
        kind: the type that was chosen.
        day: the day asked about.
    """
    cells: list[tuple[Field, Any]] = []
    for key, value in form.items():
        part, _, rest = key.partition(".")
        slot, _, name = rest.partition(".")
        if isinstance(value, str) and value.strip() and slot.isdecimal() and name:
            cells.append((Field(part=part, name=name, slot=int(slot)), value.strip()[:2000]))
    if kind != "Shipment" and cells:
        cells.append((Field(part="party", name="type"), kind))
    return _built(cells, day)


def read_line(text: str, day: dt.date) -> Asked:
    """The shipment that a pasted line names: rows under headings, labelled pieces, or a party and goods in a row.

    >>> shipment = read_line("Foo Trading LLC; Dubai; AE; 200 pcs of FPGA; HS 8542.31", dt.date(2024, 5, 2)).shipment
    >>> shipment.parties[0].name, shipment.parties[0].countries, shipment.goods[0].hs
    ('Foo Trading LLC', ('AE',), '854231')
    """
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and (cells := _under_headings(lines)):
        return _built(cells, day)
    labelled = [found for piece in re.split(r"[;\n\t|]", text) if (found := _labelled(piece))]
    return _built(labelled or list(_unlabelled(text)), day)


def _built(cells: Iterable[tuple[Field, Any]], day: dt.date) -> Asked:
    problems: list[str] = []
    shipment = build_shipment(cells, "", problems.append)
    if shipment is None:
        return Asked(
            shipment=None, problems=(*problems, "Nothing to ask about was given: name a party, goods or a destination.")
        )
    reference = shipment.reference or ", ".join(p.caption for p in shipment.parties)[:120]
    return Asked(
        shipment=dataclasses.replace(
            shipment, reference=reference or ("goods" if shipment.goods else "route"), date=shipment.date or day
        ),
        problems=tuple(problems),
    )


def _under_headings(lines: list[str]) -> list[tuple[Field, Any]]:
    """The cells of the rows under a row of headings; none where the first row is no such."""
    delimiter = max("\t;,|", key=lines[0].count)
    rows = list(csv.reader(lines[:50], delimiter=delimiter))
    fields = [read_heading(plain_heading(cell)) for cell in rows[0]]
    if sum(field is not None for field in fields) < 2:
        return []
    cells = []
    for number, row in enumerate(rows[1:]):
        for field, value in zip(fields, row, strict=False):
            if field is not None and value.strip() and (number == 0 or field.part == "goods"):
                cells.append((dataclasses.replace(field, slot=number if field.part == "goods" else field.slot), value.strip()))
    return cells


def _labelled(piece: str) -> tuple[Field, str] | None:
    found = _LABELLED.match(piece)
    field = read_heading(plain_heading(found[1])) if found is not None else None
    return (field, found[2].strip()) if found is not None and field is not None else None


def _unlabelled(text: str) -> Iterable[tuple[Field, Any]]:
    """A party's name first, then countries, codes and days by their looks; the rest describes the goods."""
    if imo := _IMO.search(text):
        yield Field(part="vessel", name="imo"), imo[1]
        text = text.replace(imo[0], " ")
    pieces = [piece.strip() for piece in _PIECES.split(text) if piece.strip()]
    goods: list[str] = []
    for place, piece in enumerate(pieces):
        code, eccn, day = _CODE.search(piece), _ECCN.search(piece), read_day(piece)
        if place == 0 and not code:
            yield Field(part="vessel" if imo else "party", name="name"), piece
        elif day is not None:
            yield Field(part="shipment", name="date"), piece
        elif countries().code(piece):
            yield Field(part="party", name="country"), piece
        elif code or eccn:
            if code:
                yield Field(part="goods", name="hs"), code[1]
            if eccn:
                yield Field(part="goods", name="eccn"), eccn[1]
            rest = _ECCN.sub("", _CODE.sub("", piece)).strip(" ,.:-")
            goods += [rest] if len(rest) > 3 else []
        else:
            goods.append(piece)
    if goods:
        yield Field(part="goods", name="description"), ", ".join(goods)
