"""Transfers in the forms of other programs."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping

import orjson

from enduse.flat_rows import TRANSFER_COLUMNS, flat_transfer
from enduse.model import Transfer
from enduse.publish import atom, stix
from enduse.publish.ftm import entity_lines, transfer_entities
from enduse.publish.tables import csv_text, xlsx_bytes
from enduse.web.api.v1.rows import transfer_rows
from enduse.web.ledger import Ledger

Write = Callable[[Ledger, list[Transfer], str], bytes]


@dataclasses.dataclass(frozen=True, slots=True)
class Form:
    """A form: what it is called in the headers of requests and answers, and what writes it."""

    media_type: str
    write: Write


def form_of(accept: str) -> str | None:
    """The form that an Accept header asks for, None where JSON is as good."""
    asked = [part.partition(";")[0].strip() for part in accept.split(",")]
    for media_type in asked:
        if media_type in ("application/json", "*/*", "application/*"):
            return None
        for name, form in FORMS.items():
            if form.media_type.partition(";")[0] == media_type:
                return name
    return None


def _csv(ledger: Ledger, transfers: list[Transfer], _: str) -> bytes:
    return csv_text(map(flat_transfer, transfer_rows(ledger, transfers)), TRANSFER_COLUMNS).encode()


def _xlsx(ledger: Ledger, transfers: list[Transfer], url: str) -> bytes:
    return xlsx_bytes(
        map(flat_transfer, transfer_rows(ledger, transfers)), TRANSFER_COLUMNS, title="transfers", about=[f"Asked for as {url}"]
    )


def _lines(ledger: Ledger, transfers: list[Transfer], _: str) -> bytes:
    return b"".join(orjson.dumps(row) + b"\n" for row in transfer_rows(ledger, transfers))


def _ftm(ledger: Ledger, transfers: list[Transfer], _: str) -> bytes:
    documents = ledger.documents
    entities = (e for t in transfers for e in transfer_entities(t, [documents[n] for n in t.documents if n in documents]))
    return "".join(entity_lines(entities)).encode()


def _stix(ledger: Ledger, transfers: list[Transfer], _: str) -> bytes:
    return stix.bundle_text(stix.bundle(transfers, ledger.documents.values())).encode()


def _atom(ledger: Ledger, transfers: list[Transfer], url: str) -> bytes:
    documents = ledger.documents
    base = "/".join(url.split("/", 3)[:3])
    entries = (atom.transfer_entry(t, [documents[n] for n in t.documents if n in documents], base=base) for t in transfers)
    return atom.atom_feed(entries, id=url, title="Transfers", self_link=url, link=f"{base}/transfers")


FORMS: Mapping[str, Form] = {
    "csv": Form("text/csv; charset=utf-8", _csv),
    "xlsx": Form("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", _xlsx),
    "jsonl": Form("application/x-ndjson", _lines),
    "ftm.json": Form("application/x-ftm+ndjson", _ftm),
    "stix.json": Form("application/stix+json;version=2.1", _stix),
    "atom": Form(f"{atom.MEDIA_TYPE}; charset=utf-8", _atom),
}
