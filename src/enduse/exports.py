"""Exports: transfers, statements and listed parties in the forms that other programs read."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from enduse.errors import InputError
from enduse.flat_rows import PARTY_COLUMNS, STATEMENT_COLUMNS, TRANSFER_COLUMNS, flat_party, flat_statement, flat_transfer
from enduse.ledger import transfer_rows
from enduse.lists import read_snapshot, snapshots_as_of
from enduse.model import Document, Statement, Transfer
from enduse.party import Party
from enduse.party_rows import party_row
from enduse.publish import ftm, stix
from enduse.publish.tables import csv_text, xlsx_bytes
from enduse.rows import statement_row
from enduse.signs import json_text
from enduse.store import Store

__all__ = ["FORMS", "Form", "export_parties", "export_statements", "export_transfers", "listed_parties"]

Row = Mapping[str, Any]
ABOUT: Final = (
    "Enduse reports what the record and the lists say. It never says that a party broke the law, and nobody is cleared by not "
    "being here."
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of an export: its media type and the ending of its files."""

    media_type: str
    suffix: str


FORMS: Final[Mapping[str, Form]] = {
    "csv": Form(media_type="text/csv; charset=utf-8", suffix=".csv"),
    "jsonl": Form(media_type="application/x-ndjson", suffix=".jsonl"),
    "xlsx": Form(media_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", suffix=".xlsx"),
    "ftm": Form(media_type="application/x-ndjson", suffix=".ftm.json"),
    "stix": Form(media_type="application/stix+json;version=2.1", suffix=".stix.json"),
}


def export_transfers(
    form: str, transfers: Sequence[Transfer], documents: Iterable[Document], *, as_of: dt.date | None = None
) -> bytes:
    """Transfers in a form of `FORMS`.

    Args:
        form: its name.
        transfers: the transfers.
        documents: the reports that they cite.
        as_of: the day of the record, for the sheet that says what it is.

    Raises:
        InputError: there is no such form.
    """
    known = list(documents)
    if form == "ftm":
        return "".join(ftm.entity_lines(e for t in transfers for e in ftm.transfer_entities(t, known))).encode()
    if form == "stix":
        return stix.bundle_text(stix.bundle(transfers, known)).encode()
    return _table(form, transfer_rows(transfers, known), flat_transfer, TRANSFER_COLUMNS, "transfers", _about(as_of))


def export_statements(form: str, statements: Iterable[Statement], *, as_of: dt.date | None = None) -> bytes:
    """Statements as rows, in the form csv, jsonl or xlsx.

    Raises:
        InputError: it is no form of statements.
    """
    return _table(form, map(statement_row, statements), flat_statement, STATEMENT_COLUMNS, "statements", _about(as_of))


def export_parties(form: str, parties: Sequence[Party], *, as_of: dt.date | None = None) -> bytes:
    """Parties of lists in a form of `FORMS`.

    Raises:
        InputError: there is no such form.
    """
    if form == "ftm":
        others = {p.id: p for p in parties}
        return "".join(ftm.entity_lines(e for p in parties for e in ftm.party_entities(p, others=others))).encode()
    if form == "stix":
        return stix.bundle_text(stix.bundle((), (), parties=parties)).encode()
    return _table(form, map(party_row, parties), flat_party, PARTY_COLUMNS, "parties", _about(as_of))


def listed_parties(store: Store, *, as_of: dt.date | None = None) -> list[Party]:
    """The parties of all lists of the workspace, as the lists stood on a day.

    Raises:
        InputError: no list is loaded.
    """
    snapshots = snapshots_as_of(store, as_of)
    if not snapshots:
        raise InputError(
            "no list is loaded; `enduse lists update` fetches them, `enduse lists load FILE` takes one from a file"
        )
    return [party for snapshot in snapshots for party in read_snapshot(store, snapshot).parties]


def _about(as_of: dt.date | None) -> list[str]:
    return [f"The record as of {as_of}." if as_of is not None else "The record as it stood when this was written.", ABOUT]


def _table(
    form: str, rows: Iterable[Row], flat: Callable[[Row], dict[str, Any]], columns: Sequence[str], title: str, about: list[str]
) -> bytes:
    if form == "jsonl":
        return "".join(_lines(rows)).encode()
    if form == "csv":
        return csv_text(map(flat, rows), columns).encode("utf-8", "replace")
    if form == "xlsx":
        return xlsx_bytes(map(flat, rows), columns, title=title, about=about)
    there = "csv, jsonl and xlsx" if form in FORMS else ", ".join(FORMS)
    raise InputError(f"{title} have no form {form!r}; the forms are {there}")


def _lines(rows: Iterable[Row]) -> Iterator[str]:
    return (json_text(row) + "\n" for row in rows)
