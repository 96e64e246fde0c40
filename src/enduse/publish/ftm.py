"""FollowTheMoney entities of parties and transfers, one JSON object a line, for the programs that speak it.

A transfer is an `UnknownLink` from supplier to recipient, with the step in `status` and the reports as `proof`: of all edges
that FollowTheMoney has it alone may run between any two things and say in its own words what kind of tie it is. A customs
declaration (`EconomicActivity`), a contract or a `Trip` would each claim more than a report does: that goods crossed a border,
that a contract was signed, that a vehicle went from a place to another. Reading comes for free: what is written here is read
back by `enduse lists load`, and by whatever else reads FollowTheMoney.
"""

from __future__ import annotations

import functools
import importlib.resources
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

import yaml

from enduse.model import Document, Period, Statement, Transfer, content_id
from enduse.party import Designation, Link, Party
from enduse.publish.words import (
    actor_name,
    item_words,
    number_words,
    plain,
    source_words,
    speaker_words,
    status_words,
    web_link,
)  # fmt: skip
from enduse.signs import json_text

Entity = dict[str, Any]
DATASET: Final = "enduse"
_STATE: Final = 2  # letters of a state's code
_ID: Final = re.compile(r"[0-9a-zA-Z]([0-9a-zA-Z.\-]*[0-9a-zA-Z])?")
#: How long FollowTheMoney lets these be; what is longer is told in the description.
_LONGEST: Final = {"provisions": 250, "authorityId": 64}
_NO_ID: Final = re.compile(r"[^0-9a-zA-Z.\-]+")


@functools.cache
def _words() -> Mapping[str, Any]:
    text = importlib.resources.files("enduse.publish").joinpath("data", "ftm.yaml").read_text(encoding="utf-8")
    found: Mapping[str, Any] = yaml.safe_load(text)
    return found


def entity_lines(entities: Iterable[Entity]) -> Iterator[str]:
    """Entities as JSON lines, each id once."""
    told: set[str] = set()
    for entity in entities:
        if entity["id"] not in told:
            told.add(entity["id"])
            yield json_text(entity, sort_keys=True) + "\n"


def party_entities(party: Party, *, others: Mapping[str, Party] | None = None) -> Iterator[Entity]:
    """A party as FollowTheMoney has it: itself, then a `Sanction` for each listing, then its ties.

    Args:
        party: the party.
        others: parties by id, so that ties to them are of the right kind; an other end that is not among them is given as a
            name alone.
    """
    yield party_entity(party)
    for number, designation in enumerate(party.designations):
        yield _sanction(party, designation, number)
    for link in party.links:
        yield from _tie(party, link, (others or {}).get(link.other or ""))


def party_entity(party: Party) -> Entity:
    """The entity of the party itself."""
    words, schema = _words(), party.schema
    told = _Properties()
    for name in party.names:
        told.add(words["names"][name.kind], name.text)
    if schema == "Person":
        told.add("firstName", *(name.given for name in party.names))
        told.add("lastName", *(name.family for name in party.names))
        told.add("birthDate", *(day for birth in party.births for day in _days(birth)))
        told.add("birthPlace", *party.birth_places)
        told.add("nationality", *(code.lower() for code in party.nationalities))
    told.add("country", *(code.lower() for code in party.countries))
    for number in party.identifiers:
        place = words["identifiers"].get(number.kind)
        fits = place is not None and schema in place["of"]
        told.add(place["property"] if fits else words["other"].get(schema, words["other"]["default"]), number.value)
    if schema == "Address":
        told.add("full", *(address.text for address in party.addresses))
        told.add("name", *(() if party.names else (party.caption,)))
    else:
        told.add("address", *(address.text for address in party.addresses))
    told.add("notes", party.remarks)
    told.add("sourceUrl", *(web_link(d.url) for d in party.designations))
    return _entity(entity_id(party.id), schema, party.caption, told, party.list)


def transfer_entities(transfer: Transfer, documents: Iterable[Document]) -> Iterator[Entity]:
    """A transfer as a tie of supplier and recipient, with both of them, and the reports that say so as `Article`.

    Args:
        transfer: the transfer; one whose supplier or recipient nobody names ties an `unnamed party`.
        documents: the reports that its statements cite.
    """
    by_name = {d.name: d for d in documents}
    cited = [by_name[name] for name in transfer.documents if name in by_name]
    ends = [actor_entity(party) for party in (transfer.supplier, transfer.recipient)]
    articles = [_article(document) for document in cited]
    told = _Properties()
    told.add("subject", ends[0]["id"])
    told.add("object", ends[1]["id"])
    told.add("role", f"supplies {item_words(transfer.category, transfer.designation)} to")
    told.add("status", status_words(transfer.status), "denied" if transfer.denied else None)
    told.add("date", transfer.first_reported)  # no startDate: when it was reported is not when it began
    told.add("modifiedAt", transfer.last_reported)
    told.add("recordId", transfer.id)
    told.add("summary", _summary(transfer))
    told.add("description", *(_quote(s, by_name.get(s.doc)) for s in transfer.statements))
    told.add("publisher", *(d.publisher for d in cited))
    told.add("sourceUrl", *(web_link(d.url) for d in cited))
    told.add("proof", *(article["id"] for article in articles))
    caption = f"{ends[0]['caption']} → {ends[1]['caption']}: {item_words(transfer.category, transfer.designation)}"
    yield from ends
    yield from articles
    yield _entity(f"{DATASET}-{transfer.id}", "UnknownLink", caption, told, DATASET)


def actor_entity(actor: str | None) -> Entity:
    """A party of the ledger: a state by its code as `PublicBody`, anybody else as `LegalEntity`."""
    name = actor_name(actor)
    told = _Properties()
    told.add("name", name)
    is_state = actor is not None and len(actor) == _STATE and actor.isalpha() and actor.isupper()
    told.add("country", str(actor).lower() if is_state else None)
    key = content_id(f"{DATASET}-actor", actor) if not is_state else f"{DATASET}-state-{str(actor).lower()}"
    return _entity(key, "PublicBody" if is_state else "LegalEntity", name, told, DATASET)


def entity_id(key: str) -> str:
    """An id as FollowTheMoney allows it: letters, digits, hyphens and dots; other signs give way to a hash of the whole.

    >>> entity_id("us-csl:9641"), entity_id("eu:ЕU 1")
    ('us-csl-9641', 'eu-U-1-5e2c8666')
    """
    plainer = key.replace(":", "-", 1)
    if _ID.fullmatch(plainer):
        return plainer
    return f"{_NO_ID.sub('-', key).strip('-.') or 'x'}-{content_id('x', key)[2:10]}"


class _Properties(dict[str, list[str]]):
    """Properties of an entity: each a list of distinct texts, never empty."""

    def add(self, name: str, *values: str | None) -> None:
        """Add what is given and not there yet."""
        for value in values:
            if value and value not in self.get(name, ()):
                self.setdefault(name, []).append(value)


def _entity(key: str, schema: str, caption: str, properties: _Properties, dataset: str) -> Entity:
    return {"id": key, "caption": caption, "schema": schema, "properties": dict(properties), "datasets": [dataset]}


def _days(period: Period) -> list[str]:
    """An interval as FollowTheMoney's dates, which are as long as they are exact: a day, a month, a year, or two years."""
    first, last = period.first, period.last
    if first is None or last is None:
        return [str(day.year) for day in (first, last) if day is not None]
    if first == last:
        return [first.isoformat()]
    if (first.year, first.month) == (last.year, last.month):
        return [first.isoformat()[:7]]
    return [str(first.year)] if first.year == last.year else [str(first.year), str(last.year)]


def _sanction(party: Party, designation: Designation, number: int) -> Entity:
    told = _Properties()
    told.add("entity", entity_id(party.id))
    told.add("authority", designation.authority)
    told.add("program", designation.programme)
    told.add("reason", designation.legal_basis)
    told.add("listingDate", designation.listed_on.isoformat() if designation.listed_on is not None else None)
    told.add("endDate", designation.ends_on.isoformat() if designation.ends_on is not None else None)
    for name, value in (("provisions", designation.effect), ("authorityId", designation.citation)):
        told.add(name if len(value or "") <= _LONGEST[name] else "description", value)
    told.add("sourceUrl", web_link(designation.url))
    key = content_id(f"{DATASET}-sanction", [party.id, number, dict(told)])
    return _entity(key, "Sanction", designation.programme or designation.authority, told, party.list)


def _tie(party: Party, link: Link, other: Party | None) -> Iterator[Entity]:
    """The edge of a link; a plain one with the kind in words where FollowTheMoney's own does not fit."""
    words = _words()
    tie = words["ties"].get(link.kind, words["ties"]["linked"])
    schema = other.schema if other is not None else _likely(words["ranges"][tie["to"]])
    if party.schema not in words["ranges"][tie["from"]] or schema not in words["ranges"][tie["to"]]:
        tie = words["ties"]["linked"]
    key = entity_id(link.other) if link.other else content_id(f"{DATASET}-actor", [party.list, link.name])
    if other is None:
        named = _Properties()
        named.add("name", link.name)
        yield _entity(key, schema, link.name or key, named, party.list)
    told = _Properties()
    told.add(tie["from"], entity_id(party.id))
    told.add(tie["to"], key)
    told.add(tie.get("words", "role"), link.words or link.kind.replace("_", " "))
    if "share" in tie and link.share is not None:
        told.add(tie["share"], _share(link.share))
    name = content_id(f"{DATASET}-tie", [tie["schema"], dict(told)])
    yield _entity(name, tie["schema"], link.kind.replace("_", " "), told, party.list)


def _likely(allowed: Iterable[str]) -> str:
    """What the other end is taken for where nothing but its name is known: the widest that may stand there."""
    return next(schema for schema in ("LegalEntity", "Organization", "Company", "Person") if schema in allowed)


def _share(share: tuple[float, float]) -> str:
    low, high = share
    return f"{low:g}" if low == high else f"{low:g}-{high:g}"


def _article(document: Document) -> Entity:
    told = _Properties()
    told.add("fileName", document.name)
    told.add("title", document.title)
    told.add("author", document.byline)
    told.add("publisher", document.publisher)
    told.add("publishedAt", document.published.isoformat() if document.published is not None else None)
    told.add("sourceUrl", web_link(document.url))
    return _entity(f"{DATASET}-{document.id}", "Article", document.title or document.name, told, DATASET)


def _summary(transfer: Transfer) -> str:
    count = number_words(transfer.quantity)
    return f"{status_words(transfer.status)}{', denied' if transfer.denied else ''}; number {count}; {source_words(transfer)}"


def _quote(statement: Statement, document: Document | None) -> str:
    who = speaker_words(statement) or (document.publisher if document is not None else None) or statement.doc
    return f"{plain(who)} ({status_words(statement.status)}, {statement.certainty}): “{plain(statement.quote)}”"
