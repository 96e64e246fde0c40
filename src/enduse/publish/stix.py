"""STIX 2.1 bundles: parties as identities, supplies as relationships, reports with their words, denials as opinions.

All ids are made of ours, so the same ledger gives the same bundle, and a later one brings new versions of the same objects.
"""

from __future__ import annotations

import datetime as dt
import json
import uuid
from collections.abc import Iterable, Mapping
from typing import Any, Final

from enduse.model import Document, Statement, Transfer
from enduse.party import Party
from enduse.publish.words import actor_name, iso_period, plain, speaker_words, status_words, transfer_words, web_link
from enduse.signs import json_text

Object = dict[str, Any]
#: The namespace of our ids (a UUID of version 5 of the project's name under the URL namespace).
_OURS: Final = uuid.uuid5(uuid.NAMESPACE_URL, "urn:enduse:stix")
#: The moment that objects without one of their own carry; it is no fact, and never moves.
_START: Final = "2020-01-01T00:00:00.000Z"
_CLASSES: Final[Mapping[str, str]] = {"Person": "individual", "Vessel": "system", "Airplane": "system", "Address": "unknown"}


def bundle(transfers: Iterable[Transfer], documents: Iterable[Document], *, parties: Iterable[Party] = ()) -> Object:
    """A STIX 2.1 bundle of transfers, and of listed parties.

    Args:
        transfers: the transfers.
        documents: the reports that their statements cite.
        parties: parties of lists, as identities with their numbers and listings.
    """
    by_name = {d.name: d for d in documents}
    objects: dict[str, Object] = {}
    author = _identity("enduse", "Enduse", "system", description=_ABOUT)
    extension = _extension(author["id"])
    for made in (author, extension):
        objects[made["id"]] = made
    for party in parties:
        made = _party(party)
        objects[made["id"]] = made
    told: dict[str, list[str]] = {}
    for transfer in transfers:
        for made in _transfer(transfer, by_name, author["id"], extension["id"]):
            objects.setdefault(made["id"], made)
            if made["type"] == "relationship":
                for name in transfer.documents:
                    told.setdefault(name, []).append(made["id"])
    for name, relationships in told.items():
        if name in by_name:
            made = _report(by_name[name], relationships, author["id"])
            objects[made["id"]] = made
    return {"type": "bundle", "id": _key("bundle", sorted(objects)), "objects": list(objects.values())}


def bundle_text(made: Object) -> str:
    """A bundle as JSON."""
    return json_text(made, indent=2) + "\n"


_ABOUT: Final = (
    "Reads the public record of arms transfers into a cited ledger. It reports what the record says; a relationship here is a "
    "claim of those who are cited, and nobody is cleared by the lack of one."
)
_FIELDS: Final = {
    "transfer_id": "id of the transfer on the ledger", "category": "kind of thing", "designation": "named system",
    "status": "furthest step that is stated: considered, sought, offered, agreed, planned, under_way, delivered or stopped",
    "stage": "prospective, actual or stopped", "denied": "whether anybody denies it",
    "quantity_low": "the least number", "quantity_high": "the greatest number", "quantity_text": "the number as worded",
    "independent_sources": "distinct publishers, copies of one story once", "first_reported": "day or month",
    "last_reported": "day",
}  # fmt: skip


def _key(kind: str, value: Any) -> str:
    return f"{kind}--{uuid.uuid5(_OURS, json.dumps([kind, value], ensure_ascii=False, sort_keys=True, default=str))}"


def _moment(day: str | dt.date | None, *, last: bool = False) -> str | None:
    period = iso_period(day.isoformat() if isinstance(day, dt.date) else day)
    found = None if period is None else period.last if last else period.first
    return None if found is None else f"{found.isoformat()}T00:00:00.000Z"


def _made(kind: str, key: Any, created: str | None = None, modified: str | None = None, **fields: Any) -> Object:
    """An object with the properties that all have, without what is empty."""
    moment = created or _START
    head = {
        "type": kind, "spec_version": "2.1", "id": _key(kind, key), "created": moment,
        "modified": max(modified or moment, moment),
    }  # fmt: skip
    return head | {name: value for name, value in fields.items() if value not in (None, "", [], {})}


def _identity(key: str, name: str, identity_class: str, **fields: Any) -> Object:
    return _made("identity", key, name=name, identity_class=identity_class, **fields)


def _actor(actor: str | None) -> Object:
    """A party of the ledger; states are organisations that are named by their code as well."""
    is_state = actor is not None and len(actor) == 2 and actor.isalpha() and actor.isupper()
    labels = ["state", f"country:{actor}"] if is_state else []
    identity_class = "organization" if is_state else "unknown"
    return _identity(f"actor {actor}", actor_name(actor), identity_class, labels=labels)


def _party(party: Party) -> Object:
    references = [
        {"source_name": plain(d.authority), "description": plain("; ".join(t for t in (d.programme, d.legal_basis) if t))}
        | ({"url": address} if (address := web_link(d.url)) else {})
        for d in party.designations
    ]
    references += [{"source_name": plain(n.words or n.kind), "external_id": plain(n.value)} for n in party.identifiers]
    references = [told for r in references if len(told := {k: v for k, v in r.items() if v}) > 1]
    names = [plain(name.text) for name in party.names[1:]]
    return _identity(
        f"party {party.id}",
        plain(party.caption),
        _CLASSES.get(party.schema, "organization"),
        description=f"Also known as: {'; '.join(names)}" if names else None,
        labels=[f"list:{party.list}", *(f"country:{code}" for code in party.countries)],
        external_references=[{"source_name": party.list, "external_id": party.entry}, *references],
    )


def _transfer(transfer: Transfer, by_name: Mapping[str, Document], author: str, extension: str) -> Iterable[Object]:
    supplier, recipient = _actor(transfer.supplier), _actor(transfer.recipient)
    first, last = _moment(transfer.first_reported), _moment(transfer.last_reported, last=True)
    quantity = transfer.quantity
    fields = {
        "extension_type": "property-extension", "transfer_id": transfer.id, "category": transfer.category,
        "designation": transfer.designation, "status": transfer.status, "stage": transfer.stage, "denied": transfer.denied,
        "quantity_low": quantity.low if quantity is not None else None,
        "quantity_high": quantity.high if quantity is not None else None,
        "quantity_text": plain(quantity.text) if quantity is not None else None,
        "independent_sources": transfer.sources, "first_reported": transfer.first_reported,
        "last_reported": transfer.last_reported,
    }  # fmt: skip
    relationship = _made(
        "relationship", f"transfer {transfer.id}", first, last,
        created_by_ref=author, relationship_type="supplies", source_ref=supplier["id"], target_ref=recipient["id"],
        description=f"{transfer_words(transfer)}, {status_words(transfer.status)}{', denied' if transfer.denied else ''}",
        labels=[f"status:{transfer.status}", *(["denied"] if transfer.denied else [])],
        external_references=[_reference(s, by_name.get(s.doc)) for s in transfer.statements],
        extensions={extension: {name: value for name, value in fields.items() if value is not None}},
    )  # fmt: skip
    yield from (supplier, recipient, relationship)
    for statement in transfer.statements:
        if statement.certainty == "denied":
            yield _denial(statement, by_name.get(statement.doc), relationship["id"], author)


def _reference(statement: Statement, document: Document | None) -> Object:
    """The words that state it, with their place: `external_id` is the statement's id."""
    who = speaker_words(statement)
    quote = f"“{plain(statement.quote)}”{f' ({who})' if who else ''}, characters {statement.span.start} to {statement.span.end}"
    name = document.publisher if document is not None else None
    reference = {"source_name": plain(name or statement.doc), "description": quote, "external_id": statement.id}
    address = web_link(document.url) if document is not None else None
    return reference | ({"url": address} if address else {})


def _denial(statement: Statement, document: Document | None, relationship: str, author: str) -> Object:
    """A denial as an opinion on the supply that it denies."""
    said = statement.attribution.said_on or (document.published if document is not None else None)
    who = speaker_words(statement)
    return _made(
        "opinion", f"denial {statement.id} {relationship}", _moment(said),
        created_by_ref=author, opinion="strongly-disagree", explanation=plain(statement.quote), authors=[who] if who else None,
        object_refs=[relationship], external_references=[_reference(statement, document)],
    )  # fmt: skip


def _report(document: Document, relationships: list[str], author: str) -> Object:
    """A report with the supplies that it tells of."""
    published = _moment(document.published)
    address = web_link(document.url)
    reference: Object = {"source_name": plain(document.publisher or document.name), "external_id": document.id}
    if document.title:
        reference["description"] = plain(document.title)
    if address:
        reference |= {"url": address}
    return _made(
        "report", f"report {document.id}", published,
        created_by_ref=author, name=plain(document.title or document.name), report_types=["threat-report"],
        published=published or _START, object_refs=relationships, lang=document.language,
        external_references=[reference],
    )  # fmt: skip


def _extension(author: str) -> Object:
    """What the fields of a transfer mean that STIX has no property for."""
    return _made(
        "extension-definition", "transfer", created_by_ref=author, name="arms transfer", version="1.0.0",
        description="Fields of a transfer of arms as the public record tells it.",
        schema="; ".join(f"{name}: {_FIELDS[name]}" for name in sorted(_FIELDS)) + ".", extension_types=["property-extension"],
    )  # fmt: skip
