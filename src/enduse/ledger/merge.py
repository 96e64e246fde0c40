"""Statements of different reports, merged into transfers."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from enduse.ledger.conflicts import find_conflicts
from enduse.ledger.copies import find_copies
from enduse.ledger.designations import canonical_name, system_key
from enduse.ledger.episodes import GENERAL_GAP, SYSTEM_GAP, part_deals
from enduse.ledger.mention import Mention, mention
from enduse.ledger.numbers import row_quantity
from enduse.ledger.referents import named_systems, referred_system, refers_back
from enduse.ledger.reported import first_reported, last_reported
from enduse.ledger.sources import count_sources, sources_of
from enduse.ledger.status import furthest_status
from enduse.model import Document, Item, Statement, Transfer

Parties = tuple[str | None, str | None]


@dataclasses.dataclass(frozen=True, slots=True)
class RowKey:
    """What statements must share to stand in one row; names are folded. `system` is None on a general row."""

    supplier: str | None
    recipient: str | None
    category: str
    system: str | None


def merge(statements: Iterable[Statement], documents: Iterable[Document], *, as_of: dt.date | None = None) -> list[Transfer]:
    """Merge the transfer statements of many reports into transfers.

    Every category between two actors has a general row that holds all its statements; a named system has a row of its own
    besides, with the statements that name it and those of the same report that refer back to it. Plainly different deals, far
    apart in time, are different rows. `docs/ledger.md` gives the rules and the reasons.

    Args:
        statements: statements of any kind, in any order; measures and uses are passed over, doubles counted once.
        documents: the reports they come from, for dates, publishers and copies; a statement whose report is missing is kept,
            undated and from a source of its own.
        as_of: what was on record at the end of that day; reports of a later or unknown date are left out.

    Returns:
        Transfers in the order of supplier, recipient, category, designation and first report, the same for any order of input.
    """
    known = {d.name: d for d in documents if as_of is None or (d.published is not None and d.published <= as_of)}
    sources = sources_of(known.values(), find_copies(known.values()))
    rows = group_mentions((s for s in statements if as_of is None or s.doc in known), known)
    return sorted((t for key, found in rows.items() for t in row_transfers(key, found, sources)), key=place)


def row_transfers(key: RowKey, mentions: Sequence[Mention], sources: Mapping[str, str]) -> list[Transfer]:
    """The transfers of one row: one, or one for each of its plainly different deals."""
    gap = GENERAL_GAP if key.system is None else SYSTEM_GAP
    return [_transfer(key, deal, sources) for deal in part_deals(mentions, gap)]


def group_mentions(statements: Iterable[Statement], documents: Mapping[str, Document]) -> dict[RowKey, list[Mention]]:
    """Each row's mentions, by key. A report's part depends on that report alone, so that one can be added or taken away."""
    rows: dict[RowKey, list[Mention]] = defaultdict(list)
    for name, found in by_report(statements).items():
        for key, placed in report_mentions(list(found.values()), documents.get(name)):
            rows[key].append(placed)
    return rows


def by_report(statements: Iterable[Statement]) -> dict[str, dict[str, Statement]]:
    """The transfer statements of each report by their ids, each once."""
    reports: dict[str, dict[str, Statement]] = defaultdict(dict)
    for statement in statements:
        if statement.kind == "transfer":
            reports[statement.doc][statement.id] = statement
    return reports


def report_mentions(statements: Sequence[Statement], document: Document | None) -> Iterator[tuple[RowKey, Mention]]:
    """The rows that one report's transfer statements belong to."""
    claims: dict[tuple[Parties, str], list[tuple[Statement, tuple[Item, ...]]]] = defaultdict(list)
    for statement in statements:
        for category, items in _by_category(statement.items).items():
            for parties in _parties(statement):
                claims[parties, category].append((statement, items))
    _adopt_parties(claims)
    title = document.title if document else None
    for (parties, category), found in claims.items():
        supplier, recipient = (name.casefold() if name else None for name in parties)
        naming = [(s, systems) for s, items in found if (systems := named_systems(items))]
        for statement, items in found:
            yield RowKey(supplier, recipient, category, None), mention(statement, items, document)
            by_system: dict[str, list[Item]] = defaultdict(list)
            for item in items:
                named = named_systems([item]) or referred_system(item, statement, naming, title)
                for system in named:
                    by_system[system].append(item)
            for system, own in by_system.items():
                yield RowKey(supplier, recipient, category, system), mention(statement, tuple(own), document)


def _by_category(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    found: dict[str, tuple[Item, ...]] = {}
    for item in items:
        found[item.category] = (*found.get(item.category, ()), item)
    return found


def _parties(statement: Statement) -> list[Parties]:
    """Every supplier with every recipient; nobody supplies himself, unless that is all the statement says."""
    pairs: list[Parties] = [(s, r) for s in statement.supplier or (None,) for r in statement.recipient or (None,)]
    pairs = list(dict.fromkeys(pairs))
    return [(s, r) for s, r in pairs if s != r] or pairs


def _adopt_parties(claims: dict[tuple[Parties, str], list[tuple[Statement, tuple[Item, ...]]]]) -> None:
    """Give "the contract" of an unnamed supplier or recipient the parties of the one deal that the report tells of.

    Otherwise an unnamed party stays unnamed, in a row of its own: what the report does not say, the ledger does not either.
    """
    for (parties, category), found in list(claims.items()):
        if None not in parties:
            continue
        fitting = [
            other
            for other, of in claims
            if of == category and None not in other and all(a in (None, b) for a, b in zip(parties, other, strict=True))
        ]
        if len(fitting) != 1:
            continue
        back = [(s, items) for s, items in found if all(refers_back(item, s.quote) for item in items)]
        claims[fitting[0], category].extend(back)
        rest = [claim for claim in found if claim not in back]
        if rest:
            claims[parties, category] = rest
        else:
            del claims[parties, category]


def _transfer(key: RowKey, mentions: Sequence[Mention], sources: Mapping[str, str]) -> Transfer:
    ordered = sorted(mentions, key=lambda m: m.order)
    documents = tuple(dict.fromkeys(m.statement.doc for m in ordered))
    first = ordered[0].statement
    return Transfer(
        supplier=_as_written(key.supplier, first.supplier),
        recipient=_as_written(key.recipient, first.recipient),
        category=key.category,
        designation=_designation(key, ordered),
        statements=tuple(m.statement for m in ordered),
        documents=documents,
        first_reported=first_reported(ordered),
        last_reported=last_reported(ordered),
        sources=count_sources(documents, sources),
        status=furthest_status(ordered),
        denied=any(m.statement.certainty == "denied" for m in ordered),
        quantity=row_quantity(ordered),
        conflicts=find_conflicts(ordered),
    )


def _as_written(folded: str | None, names: Iterable[str]) -> str | None:
    return next((name for name in names if name.casefold() == folded), folded)


def _designation(key: RowKey, ordered: Sequence[Mention]) -> str | None:
    """The system's canonical name: the lexicon's, else as its first statement writes it."""
    if key.system is None:
        return None
    written = (i.designation for m in ordered for i in m.items if i.designation)
    name = next((n for n in written if system_key(n, key.category) == key.system), key.system)
    return canonical_name(name, key.category)


def place(transfer: Transfer) -> tuple[str, ...]:
    """A transfer's place in the ledger."""
    t = transfer
    return (t.supplier or "", t.recipient or "", t.category, t.designation or "", t.first_reported or "", t.id)
