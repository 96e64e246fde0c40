"""Parties: those of the record with what they supply and receive, and list entries with all that their list says."""

from __future__ import annotations

import dataclasses
from collections import Counter
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import Response

from enduse.party import AskedParty, Party
from enduse.screen import Record, load_facts
from enduse.screen.regimes import standings
from enduse.web.current import Current, CurrentState
from enduse.web.pages import answering, selecting, words
from enduse.web.pages.finding import entries_named
from enduse.web.pages.rendering import asked_day, not_found, page, today

router = APIRouter(include_in_schema=False)
_MOST = 200


@router.get("/parties")
def show_parties(request: Request, current: CurrentState, q: str = "") -> Response:
    """The parties of the record, and list entries by name."""
    asked = asked_day(request)
    by_party = current.ledger().known(asked.day).by_party
    counts = {
        name: Counter(role for t in own for role, who in (("supplies", t.supplier), ("receives", t.recipient)) if who == name)
        for name, own in by_party.items()
        if not q or q.casefold() in words.actor(name).casefold()
    }
    found = sorted(counts.items(), key=lambda pair: (-pair[1].total(), words.actor(pair[0])))
    entries = entries_named(current, q.strip()[:200]) if q.strip() else []
    return page(request, "parties.html", asked=asked, parties=found[:_MOST], count=len(found), entries=entries, q=q)


@router.get("/parties/record/{name:path}")
def show_party_of_record(request: Request, current: CurrentState, name: str) -> Response:
    """A party as the record has it."""
    asked = asked_day(request)
    ledger = current.ledger()
    found = ledger.known(asked.day).by_party.get(name, ())
    said = [s for kind in ("measure", "use") for s in selecting.statements_on(ledger, kind, (name,))]
    if not found and not said and not words.is_state(name):
        return not_found(
            request, f"Nobody on record is called {name}", "The ledger names the parties; the search looks for names."
        )
    day = asked.day or today()
    screener = current.lists.get().screener
    is_state = words.is_state(name)
    return page(
        request, "party_of_record.html", asked=asked, name=name, day=day, is_state=is_state,
        supplies=[t for t in found if t.supplier == name], receives=[t for t in found if t.recipient == name],
        said=said, documents=ledger.documents, measures=answering.measures_on_states((name,), day) if is_state else [],
        entries=[] if is_state else screener.find_parties(AskedParty(name=name))[:12],
    )  # fmt: skip


@router.get("/parties/{entry:path}")
def show_entry(request: Request, current: CurrentState, entry: str) -> Response:
    """A list entry: its names, numbers, listings as they stood on the day, ties, and what the record has of it."""
    screener = current.lists.get().screener
    party = screener.entry(entry)
    if party is None:
        hint = "It may have left its list; the changes between two dates of a list show what was removed."
        return not_found(request, f"There is no list entry {entry}", hint)
    asked = asked_day(request)
    day = asked.day or today()
    transfers = Record(current.ledger().transfers_as_of(asked.day)).about_party(*(n.text for n in party.names))
    decisions = [kept for kept in current.store.party_judgements() if kept.entry == entry]
    return page(
        request, "party.html", asked=asked, party=party, day=day, standings=standings(party, day, load_facts()),
        transfers=transfers, ties=[_tie(current, link) for link in party.links], decisions=decisions,
    )  # fmt: skip


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """A tie of a party, with the entry at its other end where the lists have it."""

    link: Any
    other: Party | None


def _tie(current: Current, link: Any) -> Tie:
    return Tie(link=link, other=current.lists.get().screener.entry(link.other) if link.other else None)
