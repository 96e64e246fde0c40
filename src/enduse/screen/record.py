"""What the ledger of transfers has on what a finding is about: its party, its item, its programme, its two countries."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Final

from enduse.lexicon.countries import countries
from enduse.model import Transfer
from enduse.party import Citation, Finding, Shipment
from enduse.screen.owner_edges import name_key
from enduse.screen.routes import recipients_of, senders_of
from enduse.screen.rules import found

#: How many transfers one finding cites.
SHOWN: Final = 5


class Record:
    """The transfers of a ledger by party, by named system and by pair of countries."""

    def __init__(self, ledger: Iterable[Transfer]) -> None:
        self._by_party: dict[str, list[Transfer]] = defaultdict(list)
        self._by_system: dict[str, list[Transfer]] = defaultdict(list)
        self._by_pair: dict[tuple[str, str], list[Transfer]] = defaultdict(list)
        for transfer in ledger:
            for party in (transfer.supplier, transfer.recipient):
                if party and len(party) > 2:
                    self._by_party[name_key(party)].append(transfer)
            if transfer.designation:
                self._by_system[name_key(transfer.designation)].append(transfer)
            if transfer.supplier and transfer.recipient:
                self._by_pair[transfer.supplier, transfer.recipient].append(transfer)

    def about_party(self, *names: str) -> list[Transfer]:
        """Transfers in which a party of one of these names supplies or receives."""
        if not self._by_party:
            return []  # an entry may have fifty names
        return _once(t for name in names for t in self._by_party.get(name_key(name), ()))

    def about_system(self, *systems: str) -> list[Transfer]:
        """Transfers of named systems (`Shahed-136`)."""
        return _once(t for system in systems for t in self._by_system.get(name_key(system), ()))

    def between(self, suppliers: Sequence[str], recipients: Sequence[str]) -> list[Transfer]:
        """Transfers from one of these countries to one of those."""
        return _once(t for s in suppliers for r in recipients for t in self._by_pair.get((s, r), ()))

    def cite(self, finding: Finding, shipment: Shipment, *, systems: Iterable[str] = (), names: Iterable[str] = ()) -> Finding:
        """The finding with the transfers that stand in the record about what it is about.

        Args:
            finding: the finding.
            shipment: whose it is.
            systems: weapon systems that it names: a component's platforms, the goods themselves.
            names: names of the party that it is about, as asked and as listed.
        """
        transfers = [*self.about_party(*names), *self.about_system(*systems)]
        if finding.rule in ("route.embargo", "route.origin"):
            transfers += self.between(senders_of(shipment), recipients_of(shipment))
        cited = tuple(cite_transfer(t) for t in _once(transfers)[:SHOWN])
        return dataclasses.replace(finding, citations=(*finding.citations, *cited)) if cited else finding

    def pair(self, shipment: Shipment) -> list[Finding]:
        """A note where the ledger has transfers from the sending to the receiving country."""
        transfers = self.between(senders_of(shipment), recipients_of(shipment))
        if not transfers:
            return []
        pair = f"{_named(senders_of(shipment))} to {_named(recipients_of(shipment))}"
        many = f"{len(transfers)} transfers" if len(transfers) > 1 else "a transfer"
        cited = tuple(cite_transfer(t) for t in transfers[:SHOWN])
        words = f"the record has {many} from {pair}"
        return [found("record.pair", "route", words, reasons=tuple(c.words for c in cited), citations=cited)]


def cite_transfer(transfer: Transfer) -> Citation:
    """A transfer of the ledger as a citation."""
    return Citation(kind="transfer", id=transfer.id, words=_told(transfer), source="ledger", date=_day(transfer.first_reported))


def _told(transfer: Transfer) -> str:
    what = transfer.designation or transfer.category.replace("_", " ")
    denied = ", denied" if transfer.denied else ""
    sources = f"{transfer.sources} source{'' if transfer.sources == 1 else 's'}"
    pair = f"{_named([transfer.supplier or 'unknown'])} to {_named([transfer.recipient or 'unknown'])}"
    return f"{pair}: {what}, {transfer.status.replace('_', ' ')}{denied}, {sources}"


def _named(actors: Iterable[str]) -> str:
    """States by name, others as they are."""
    return ", ".join(countries().name(actor, article=True) for actor in actors)


def _day(words: str | None) -> dt.date | None:
    try:
        return dt.date.fromisoformat(words) if words else None
    except ValueError:
        return None  # a month


def _once(transfers: Iterable[Transfer]) -> list[Transfer]:
    return list({transfer.id: transfer for transfer in transfers}.values())
