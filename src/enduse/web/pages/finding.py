"""One search field over everything: parties of the record, items, transfers, list entries, measures, documents."""

from __future__ import annotations

import dataclasses
import datetime as dt

from enduse.errors import InputError
from enduse.model import Document, Transfer
from enduse.party import AskedParty
from enduse.screen import load_facts
from enduse.screen.facts import Measure
from enduse.screen.matches import Match
from enduse.wanted import parties_meant
from enduse.web.current import Current
from enduse.web.pages import words

_MOST = 20


@dataclasses.dataclass(frozen=True, kw_only=True)
class Found:
    """What was found, by kind."""

    parties: tuple[str, ...] = ()
    items: tuple[tuple[str, str | None], ...] = ()
    transfers: tuple[Transfer, ...] = ()
    entries: tuple[Match, ...] = ()
    measures: tuple[Measure, ...] = ()
    documents: tuple[Document, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was found."""
        return not (self.parties or self.items or self.transfers or self.entries or self.measures or self.documents)


def find_all(current: Current, asked: str, as_of: dt.date | None) -> Found:
    """Find the words in the record as known on a day, in the lists and in the measures."""
    if not asked:
        return Found()
    ledger = current.ledger()
    known = ledger.known(as_of)
    transfers = known.transfers
    plain = asked.casefold()
    on_record = {*known.by_party}
    return Found(
        parties=tuple(sorted(_parties(asked, on_record)))[:_MOST],
        items=tuple(dict.fromkeys((t.category, t.designation) for t in transfers if _has_item(t, plain)))[:_MOST],
        transfers=tuple(t for t in transfers if t.id.startswith(plain) or t.id.startswith(f"t-{plain}"))[:_MOST],
        entries=tuple(entries_named(current, asked)),
        measures=tuple(m for m in load_facts().measures.values() if plain in f"{m.name} {m.authority} {m.words}".casefold())[
            :_MOST
        ],
        documents=tuple(d for d in known.documents if plain in f"{d.title or ''} {d.publisher or ''} {d.name}".casefold())[
            :_MOST
        ],
    )


def entries_named(current: Current, asked: str) -> list[Match]:
    """The list entries that a name may be, best first."""
    return current.lists.get().screener.find_parties(AskedParty(name=asked))[:_MOST]


def _parties(asked: str, on_record: set[str]) -> set[str]:
    found = {party for party in on_record if asked.casefold() in words.actor(party).casefold()}
    try:
        return found | set(parties_meant(asked, on_record, role="party"))
    except InputError:
        return found


def _has_item(transfer: Transfer, plain: str) -> bool:
    told = f"{transfer.designation or ''} {words.say(transfer.category, 'categories')} {transfer.category}"
    return plain in told.casefold()
