"""Listed parties in a brief: who they are, under what they stand, and whom they are tied to."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence
from typing import Final

from enduse.party import Party
from enduse.publish.briefs.content import Bibliography, Block, Paragraph, Points, Sentence, Source, Table
from enduse.publish.words import actor_name, day_words, iso_words, joined, plain, web_link

_NAMES: Final = 8  # other names that are told in a sentence
_ROWS: Final = 30  # ties that a table shows
_TIES: Final = {
    "owned_by": "owned by", "owns": "owns", "acts_for": "acts for", "linked": "tied to", "family": "of the family of",
    "associate": "associate of", "member_of": "member of", "leader_of": "leads",
}  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one listing of a party stands on the day: in force (True), not (False), or disputed (None), in words."""

    authority: str
    programme: str
    words: str
    in_force: bool | None
    listed_on: dt.date | None = None
    link: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class ListedParty:
    """A party of a list with how its listings stand, and the day of the list's copy."""

    party: Party
    standings: tuple[Standing, ...]
    list_title: str
    dated: dt.date | None = None


def cite_entry(listed: ListedParty, bibliography: Bibliography) -> tuple[str, ...]:
    """The key of the list entry."""
    party = listed.party
    link = next((address for d in party.designations if (address := web_link(d.url)) is not None), None)
    source = Source(
        key=f"entry {party.id}",
        group=f"entry {party.id}",
        publisher=plain(listed.list_title),
        title=f"{plain(party.caption)}, entry {plain(party.entry)}",
        date=f"copy of {day_words(listed.dated)}" if listed.dated is not None else "",
        link=link,
        kind="list",
    )
    return (bibliography.add(source),)


def parties_table(parties: Sequence[ListedParty], bibliography: Bibliography, *, caption: str) -> Table:
    """Several listed parties in a table."""
    rows = []
    for listed in parties:
        party = listed.party
        days = [s.listed_on for s in listed.standings if s.listed_on is not None]
        rows.append(
            (
                Sentence(text=plain(party.caption)),
                Sentence(text=_programmes(listed)),
                Sentence(text=standing_words(listed)),
                Sentence(text=iso_words(min(days).isoformat(), short=True) if days else "day not given"),
                Sentence(text="", cites=cite_entry(listed, bibliography)),
            )
        )
    return Table(
        caption=caption,
        columns=("Party", "List and programme", "On the day", "Listed", "Cited"),
        rows=tuple(rows),
        widths=(2.0, 3.0, 0.9, 1.0, 0.6),
    )


def _programmes(listed: ListedParty) -> str:
    """Under which programmes of which authority a party stands."""
    told: dict[str, dict[str, None]] = {}
    for standing in listed.standings:
        own = told.setdefault(plain(standing.authority), {})
        if standing.programme:
            own[plain(standing.programme)] = None
    return "; ".join(f"{authority}: {', '.join(own)}" if own else authority for authority, own in told.items())


def standing_words(listed: ListedParty) -> str:
    """How a party stands on the day, over all its listings."""
    states = {s.in_force for s in listed.standings}
    return "listed" if True in states else "disputed" if None in states else "not then"


def who_blocks(listed: ListedParty, bibliography: Bibliography) -> list[Block]:
    """Who a party is, as its list has it."""
    party, cites = listed.party, cite_entry(listed, bibliography)
    blocks: list[Block] = []
    told = [Sentence(text=f"{plain(party.caption)} is on {plain(listed.list_title)} as {_kind(party)}.", cites=cites)]
    others = [plain(name.text) for name in party.names[1:]]
    if others:
        more = f", and {len(others) - _NAMES} more names" if len(others) > _NAMES else ""
        told.append(Sentence(text=f"Also known as {'; '.join(others[:_NAMES])}{more}.", cites=cites))
    if party.countries:
        told.append(Sentence(text=f"Tied to {joined(actor_name(code) for code in party.countries)}.", cites=cites))
    births = [plain(b.text) or _span(b.first, b.last) for b in party.births]
    if births:
        told.append(Sentence(text=f"Born {' or '.join(births)}.", cites=cites))
    blocks.append(Paragraph(sentences=tuple(told)))
    facts = [(_label(i.words or i.kind), plain(i.value) + (f" ({plain(i.note)})" if i.note else "")) for i in party.identifiers]
    facts += [("Address", plain(address.text)) for address in party.addresses]
    if facts:
        points = [
            Paragraph(lead=f"{name}:", sentences=(Sentence(text=f"{value}.", cites=cites),)) for name, value in facts[:_ROWS]
        ]
        blocks.append(Points(points=tuple(points)))
    return blocks


def listing_table(listed: ListedParty, bibliography: Bibliography, as_of: dt.date) -> Table:
    """The listings of a party and how each stands on the day."""
    cites = cite_entry(listed, bibliography)
    words = {True: "in force", False: "not in force", None: "disputed"}
    rows = [
        (
            Sentence(text=plain(s.authority)),
            Sentence(text=plain(s.programme) or "none named"),
            Sentence(text=words[s.in_force]),
            Sentence(text=f"{plain(s.words)}.", cites=cites),
        )
        for s in listed.standings
    ]
    return Table(
        caption=f"On {day_words(as_of)}",
        columns=("Authority", "Programme", "Stands", "Why"),
        rows=tuple(rows),
        widths=(2.0, 1.8, 0.9, 3.2),
    )


def ties_table(listed: ListedParty, bibliography: Bibliography) -> Table | None:
    """Whom a party is tied to, by its list."""
    cites = cite_entry(listed, bibliography)
    rows = []
    for link in listed.party.links[:_ROWS]:
        share = (
            ""
            if link.share is None
            else f"{link.share[0]:g}–{link.share[1]:g} %"
            if link.share[0] != link.share[1]
            else f"{link.share[0]:g} %"
        )
        words = f"{_TIES.get(link.kind, link.kind)} {share}".rstrip()
        rows.append(
            (
                Sentence(text=words),
                Sentence(text=plain(link.name or link.other or "")),
                Sentence(text=plain(link.words), cites=cites),
            )
        )
    if not rows:
        return None
    return Table(
        caption="Ties that the list tells of", columns=("Tie", "To", "In its words"), rows=tuple(rows), widths=(1.2, 2.5, 2.0)
    )


def _kind(party: Party) -> str:
    words = {
        "Person": "a person", "Company": "a company", "Organization": "an organisation", "PublicBody": "a state body",
        "LegalEntity": "a person or body", "Vessel": "a vessel", "Airplane": "an aircraft", "Address": "an address",
    }  # fmt: skip
    return words[party.schema]


def _label(text: str) -> str:
    told = plain(text).replace("_", " ")
    return told.upper() if len(told) <= 4 else told[:1].upper() + told[1:]


def _span(first: dt.date | None, last: dt.date | None) -> str:
    days = [iso_words(d.isoformat()) for d in (first, last) if d is not None]
    return " to ".join(dict.fromkeys(days))
