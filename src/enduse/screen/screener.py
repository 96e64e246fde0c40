"""Screen whole shipments: parties, owners, goods and route, by the lists and the measures in force on the day."""

from __future__ import annotations

import contextlib
import datetime as dt
import functools
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, Final, Protocol

from enduse.memory import MANY, loading
from enduse.model import Transfer
from enduse.names import NameIndex
from enduse.names.readings import romaniser
from enduse.party import AskedParty, Finding, GoodsLine, Party, Severity, Shipment
from enduse.screen.addresses import AddressIndex
from enduse.screen.descriptions import HeadingIndex, screen_description
from enduse.screen.eccn import Chart, screen_eccn
from enduse.screen.entry_findings import cite_entry, entry_finding, listing_words, same_entries
from enduse.screen.facts import Controlled, Facts, load_facts
from enduse.screen.goods import CodeList, screen_code
from enduse.screen.goods_lines import lines_of
from enduse.screen.identifiers import faulty_numbers
from enduse.screen.kinds_of_goods import goods_class, screen_arms
from enduse.screen.limits import limited_names, scope_of
from enduse.screen.matches import Match
from enduse.screen.owner_edges import Holding, links_of
from enduse.screen.owners import Listed, OwnerScreen
from enduse.screen.part_numbers import FoundPart, Makers, PartCatalogue, find_parts, screen_part
from enduse.screen.parties import CANDIDATES, Index, PartyMatcher
from enduse.screen.record import Record
from enduse.screen.regimes import gravest, standings
from enduse.screen.routes import recipients_of, screen_route
from enduse.screen.rules import SEVERITIES, UNSURE, by_gravity, found, lesser, rule_citation, rules
from enduse.screen.screening import Asked, AskedList, Screening

THRESHOLD: Final = 0.7


class Reading(Protocol):
    """What a list reader gives: the parties, and nothing else that is needed here."""

    @property
    def parties(self) -> Sequence[Party]: ...


class Screener:
    """Lists and rules, made ready to be asked.

    >>> from enduse.party import AskedParty, Name, Party
    >>> listed = Party(list="demo", entry="1", schema="Company", names=(Name(text="Foo Aviation Industries"),))
    >>> [f.rule for f in Screener([listed]).screen_party(AskedParty(name="FOO AVIATION INDUSTRIES CO.")).findings]
    ['party.name']

    Args:
        parties: the entries of all lists that are asked.
        index: the index of their names, whose party numbers are places in `parties`; built where none is given.
        lists: what the lists are and of which day, for the answers; counted from the parties where not given.
        controlled: codes of control lists besides the Common High Priority List.
        holdings: owner edges besides the links of the entries themselves.
        chart: the Commerce Control List and Country Chart, from `read_chart`.
        threshold: score of two names from which they are told.
        facts: measures, codes, parts and places; those that ship with Enduse where not given.
    """

    def __init__(
        self,
        parties: Sequence[Party],
        *,
        index: Index | None = None,
        lists: Sequence[AskedList] | None = None,
        controlled: Iterable[Controlled] = (),
        holdings: Iterable[Holding] = (),
        chart: Chart | None = None,
        threshold: float = THRESHOLD,
        facts: Facts | None = None,
    ) -> None:
        self.facts = facts if facts is not None else load_facts()
        self.parties = parties
        self.threshold = threshold
        with loading() if len(parties) >= MANY else contextlib.nullcontext():
            self.index = _index_of(parties) if index is None else index
        self.lists = tuple(lists) if lists is not None else _counted(parties)
        self._matcher = PartyMatcher(
            parties, self.index, threshold=threshold, weights=getattr(self.index, "word_weights", None)
        )
        self._codes = CodeList((*self.facts.controlled, *controlled))
        self._headings = HeadingIndex(self.facts.headings)
        self._parts = PartCatalogue(self.facts.components, Makers(self.facts.makers))
        self._chart = chart
        self._places = {party.id: place for place, party in enumerate(parties)}
        self._owner_entries: dict[tuple[str, str], tuple[list[Party], float]] = {}
        self._owners = OwnerScreen((*links_of(parties), *holdings), self._find_owner, self.facts)

    @functools.cached_property
    def _addresses(self) -> AddressIndex:
        return AddressIndex(self.parties)

    def use_chart(self, chart: Chart) -> None:
        """Ask control entries of this chart from now on; answers and receipts name the day of its text."""
        self._chart = chart

    @classmethod
    def from_lists(cls, readings: Iterable[Reading], **options: Any) -> Screener:
        """A screener of the parties of several readings (`enduse.measures.read_list` gives them); options as for the class."""
        return cls([party for reading in readings for party in reading.parties], **options)

    def screen(
        self, shipment: Shipment, *, as_of: dt.date | None = None, ledger: Iterable[Transfer] | Record = ()
    ) -> Screening:
        """Screen a shipment.

        Args:
            shipment: what is asked about.
            as_of: the day asked about; the shipment's own where not given. What was in force on it decides.
            ledger: transfers of the record, or a `Record` of them made once for many shipments.

        Returns:
            The findings, gravest first, with what was asked.
        """
        asked_day = as_of or shipment.date
        day = asked_day or self.facts.kept_to
        record = ledger if isinstance(ledger, Record) else Record(ledger)
        lines = [(number, line) for number, written in enumerate(shipment.goods, 1) for line in lines_of(written)]
        parts = [find_parts(line, self._parts) for _, line in lines]
        goods = goods_class(lines, self._codes, self._headings, parts)
        findings: list[Finding] = []
        for party in shipment.parties:
            findings += self._screen_party(party, day, shipment, record)
        for (number, line), own in zip(lines, parts, strict=True):
            findings += self._screen_line(line, f"line {number}", own, shipment, day, record)
        for finding in screen_route(shipment, day, self.facts, goods):
            findings.append(record.cite(finding, shipment, systems=goods.designations))
        findings += record.pair(shipment)
        if asked_day is None:
            findings.append(_no_day(day))
        return self._answer(shipment, findings, day)

    def screen_party(
        self, asked: AskedParty, *, as_of: dt.date | None = None, ledger: Iterable[Transfer] | Record = ()
    ) -> Screening:
        """Screen one party by itself; the arguments are those of `screen`."""
        record = ledger if isinstance(ledger, Record) else Record(ledger)
        day = as_of or self.facts.kept_to
        shipment = Shipment(reference=asked.caption, parties=(asked,), date=day)
        return self._answer(shipment, self._screen_party(asked, day, shipment, record), day)

    def find_parties(self, asked: AskedParty, *, threshold: float | None = None, candidates: int = CANDIDATES) -> list[Match]:
        """The entries that a party may be, with the comparison itself, best first; by the screener's threshold where None."""
        return self._matcher.match(asked, threshold=threshold, candidates=candidates)

    def entry(self, id: str) -> Party | None:
        """The list entry of an id, as findings name it."""
        place = self._places.get(id)
        return self.parties[place] if place is not None else None

    def rests_on(self, as_of: dt.date | None = None) -> Asked:
        """What an answer of a day rests on: the lists, the rules and the facts; of the latest that is known where None."""
        versions = {rule.id: rule.version for rule in rules().values()}
        facts = dict(self.facts.versions)
        if self._chart is not None:
            facts["chart"] = self._chart.issue
        if used := romaniser():
            facts["romaniser"] = used
        day = as_of or self.facts.kept_to
        return Asked(lists=self.lists, as_of=day, threshold=self.threshold, rules=versions, facts=facts)

    def _answer(self, shipment: Shipment, findings: list[Finding], day: dt.date) -> Screening:
        problems = (problem for party in shipment.parties for problem in (*faulty_numbers(party), *limited_names(party)))
        return Screening(
            reference=shipment.reference, findings=by_gravity(findings), asked=self.rests_on(day),
            problems=tuple(dict.fromkeys(problems)), scope=scope_of(shipment),
        )  # fmt: skip

    def _screen_party(self, asked: AskedParty, day: dt.date, shipment: Shipment, record: Record) -> list[Finding]:
        subject = asked.subject
        findings = []
        matches = self._matcher.match(asked) if asked.name or asked.identifiers else []
        for group in same_entries(matches, day, self.facts):
            finding = entry_finding(group, asked, subject, day, self.facts, threshold=self.threshold)
            names = (name.text for match in group for name in match.party.names)
            findings.append(record.cite(finding, shipment, names=(asked.name, *names)))
        if asked.address:
            findings += self._address_findings(asked.address, subject, day, {m.place for m in matches})
        sure = [m.party.id for m in matches if m.is_sure]
        findings += self._owners.screen(asked.name, subject, day, entries=sure)
        return findings

    def _address_findings(self, address: str, subject: str, day: dt.date, told: set[int]) -> list[Finding]:
        findings = []
        for match in self._addresses.match(address):
            party = self.parties[match.place]
            if match.place in told:
                continue  # the entry is told already, by its name or number
            standing = gravest(standings(party, day, self.facts))
            against = (f"the asked address has {', '.join(match.other_numbers)} besides",) if match.other_numbers else ()
            if match.missing:
                against = (*against, f"the listed address has {', '.join(match.missing)} besides")
            words = "the address is listed by itself" if match.alone else f"the address is that of {party.caption}"
            for_it, against_it = standing.sides()
            severity: Severity = "note" if standing.in_force is False else "licence" if match.alone else "review"
            findings.append(
                found(
                    "party.address", subject, f"{words} ({listing_words(party, standing)}): {match.text}", severity=severity,
                    score=round(min(match.score, 1.0), 4), entry=party.id, reasons=for_it, against=(*against, *against_it),
                    in_force=standing.in_force, citations=cite_entry(party, standing),
                )
            )  # fmt: skip
        return findings

    def _screen_line(
        self, line: GoodsLine, subject: str, parts: Sequence[FoundPart], shipment: Shipment, day: dt.date, record: Record
    ) -> list[Finding]:
        recipients = recipients_of(shipment)
        findings = screen_code(line, subject, self._codes, recipients=recipients, day=day)
        for country in recipients or (None,):  # where the goods end is asked, not only where they are sent
            findings += (f for f in screen_eccn(line, subject, self._chart, country) if f not in findings)
        for part in parts:
            findings.append(record.cite(screen_part(part, line, subject), shipment, systems=part.match.component.platforms))
        findings += screen_description(line, subject, self._headings, self._codes)
        arms, systems = screen_arms(line, subject)
        return findings + [record.cite(finding, shipment, systems=systems) for finding in arms]

    def _find_owner(self, key: str, name: str, day: dt.date) -> Listed | None:
        """The list entry that an owner in the holdings is, by its id, else by its name; and how it stood on a day."""
        if (key, name) not in self._owner_entries:
            self._owner_entries[key, name] = self._look_up_owner(key, name)
        entries, score = self._owner_entries[key, name]
        counting = [(party, s) for party in entries for s in standings(party, day, self.facts) if s.regime.owners]
        if not counting:
            return None
        best = gravest([standing for _, standing in counting])
        by_rule: dict[str, tuple[str, str]] = {}
        limited: set[str] = set()
        standing_so = [(party, s.regime) for party, s in counting if s.in_force is best.in_force]
        # Of several listings that count for a rule, one that says as much as the rule does comes first.
        for party, regime in sorted(standing_so, key=lambda pair: SEVERITIES.index(pair[1].severity)):
            for rule in regime.owners - by_rule.keys():
                by_rule[rule] = (party.id, party.caption)
                if lesser(regime.severity, rules()[f"owner.{rule}"].severity) != rules()[f"owner.{rule}"].severity:
                    limited.add(rule)
        first = next(party for party, s in counting if s.in_force is best.in_force)
        return Listed(
            entry=first.id, caption=first.caption, rules=frozenset(by_rule), score=score, in_force=best.in_force,
            standing=best.words, is_dated=best.is_dated, by_rule=by_rule, limited=frozenset(limited),
        )  # fmt: skip

    def _look_up_owner(self, key: str, name: str) -> tuple[list[Party], float]:
        """The entries, the likeliest first, and how like the likeliest is."""
        party = self.entry(key)
        if party is not None:
            return [party], 1.0
        matches = self._matcher.match(AskedParty(name=name, role="owner"))
        if not matches or matches[0].score < self.threshold:
            return [], 0.0
        score = matches[0].score if matches[0].is_sure else min(matches[0].score, UNSURE)
        return [matches[0].party, *(m.party for m in matches[1:] if m.is_sure)], score


def _index_of(parties: Sequence[Party]) -> NameIndex:
    index = NameIndex.build((place, name.text, party.schema) for place, party in enumerate(parties) for name in party.names)
    index.make_ready()
    return index


def _counted(parties: Sequence[Party]) -> tuple[AskedList, ...]:
    counts = Counter(party.list for party in parties)
    return tuple(AskedList(name=name, entries=count) for name, count in sorted(counts.items()))


def _no_day(day: dt.date) -> Finding:
    return found(
        "date.missing",
        "shipment",
        f"no day is given: measures are read as of {day}, the day to which the shipped facts are kept",
        reasons=("give the day of the shipment, or ask as of a day",),
        citations=(rule_citation("date.missing"),),
    )
