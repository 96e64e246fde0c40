"""Owner edges as they are published: links of list entries, FollowTheMoney, BODS statements, a CSV of owner, owned and share.

Owners and owned are named by the key of their name (`name_key`) or by a list entry's id, so that sources can be laid together.
"""

from __future__ import annotations

import csv
import dataclasses
import datetime as dt
import itertools
import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from typing import Any, TextIO

from enduse.errors import InputError, excerpt
from enduse.party import Party
from enduse.screen.facts import read_yaml
from enduse.screen.holdings import UNKNOWN, Edge
from enduse.screen.shipment_rows import read_day
from enduse.shares import MOST_PAIRS, bods_share, share_of

Note = Callable[[str], None]
_NOT_WORD = re.compile(r"[\W_]+")
_SPELLED = re.compile(r"\b[^\W\d](?: [^\W\d]\b)+")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """An owner edge as its source has it, with the names of both and the days between which it held, both inclusive."""

    edge: Edge
    owner: str
    owned: str
    first: dt.date | None = None
    last: dt.date | None = None

    def held_on(self, day: dt.date) -> bool:
        """Whether it held on a day, as far as the source says."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def name_key(name: str) -> str:
    """A name as a key: small letters without accents and signs, letters with dots written together.

    >>> name_key("ООО «Ромашка»"), name_key("Acme, L.L.C.")
    ('ооо ромашка', 'acme llc')
    """
    plain = "".join(c for c in unicodedata.normalize("NFKD", name.casefold()) if not unicodedata.combining(c))
    return _SPELLED.sub(lambda run: run[0].replace(" ", ""), _NOT_WORD.sub(" ", plain).strip())


def read_share(words: str | float | None) -> tuple[float, float]:
    """A share as sources word it, least and most per cent; all that is possible where nothing that can be one is said.

    >>> read_share("25-50%"), read_share("12,5"), read_share("majority")
    ((25.0, 50.0), (12.5, 12.5), (0.0, 100.0))
    """
    return share_of(words) or UNKNOWN


def links_of(parties: Iterable[Party]) -> Iterator[Holding]:
    """The ownership that list entries state of each other; links that say no more than "linked" are no ownership."""
    for party in parties:
        for link in party.links:
            if link.kind not in ("owned_by", "owns"):
                continue
            other = link.other or name_key(link.name)
            above, below = (other, link.name), (party.id, party.caption)
            if link.kind == "owns":
                above, below = below, above
            source = f"{party.id}: {link.words}".rstrip(": ")
            edge = Edge(owner=above[0], owned=below[0], share=link.share or UNKNOWN, source=source)
            yield Holding(edge=edge, owner=above[1], owned=below[1])


def read_csv(stream: TextIO, note: Note = lambda words: None) -> Iterator[Holding]:
    """Rows of owner, owned and share (`share` may be a number, a range, a bound or empty), and optionally `control`, `source`,
    and the days from which and to which it is held, under the headings of `data/owner_headings.yaml`.

    Between the cells stand commas, semicolons, tabs or bars, whichever the header has most of.

    Args:
        stream: the table.
        note: is told of every row that lacks a name, which is left out, and of every share and day that cannot be read.

    Raises:
        InputError: a column is missing.
    """
    first = stream.readline()
    delimiter = max(_DELIMITERS, key=first.count)
    reader = csv.DictReader(itertools.chain([first], stream), delimiter=delimiter)
    heads = {name_key(head): head for head in reader.fieldnames or ()}
    known = read_yaml("owner_headings.yaml")
    columns = {key: next((heads[h] for h in map(name_key, names) if h in heads), None) for key, names in known.items()}
    if columns["owner"] is None or columns["owned"] is None:
        seen = excerpt(", ".join(reader.fieldnames or ())) or "nothing"
        raise InputError(f"the header has {seen}; owner and owned are needed")
    for number, row in enumerate(reader, 2):
        cells = {key: (row.get(column) or "").strip() if column else "" for key, column in columns.items()}
        if not cells["owner"] or not cells["owned"]:
            if any(isinstance(cell, str) and cell.strip() for cell in row.values()):
                note(f"row {number}: {'owned' if cells['owner'] else 'owner'} has no name; the row is left out")
            continue
        share = cells["share"] or _between(cells["least"], cells["most"])
        if share and share_of(share) is None:
            note(f"row {number}: share {excerpt(share)!r} is none from 0 to 100 per cent; it is held as unknown")
        for when in ("since", "until"):
            if cells[when] and read_day(cells[when]) is None:
                note(f"row {number}: {when} {excerpt(cells[when])!r} is no day that can be told for sure; it is not used")
        holding = _holding(
            cells["owner"], cells["owned"], read_share(share), cells["source"] or f"row {number}",
            control=cells["control"].casefold() in ("yes", "true", "1", "control"),
        )  # fmt: skip
        yield dataclasses.replace(holding, first=read_day(cells["since"]), last=read_day(cells["until"]))


def _between(least: str, most: str) -> str:
    """Two bounds in words of one share."""
    return f"{least} - {most}" if least and most else f"at least {least}" if least else f"at most {most}" if most else ""


_DELIMITERS = ",;\t|"


def read_ftm(lines: Iterable[str], note: Note = lambda words: None) -> Iterator[Holding]:
    """`Ownership` entities of FollowTheMoney JSON lines, with the names of their ends where the lines have them.

    Args:
        lines: an entity each.
        note: is told of every entity that cannot be used, which is left out.
    """
    names: dict[str, str] = {}
    owned: list[Mapping[str, Any]] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        entity = _object(line, number)
        properties = entity.get("properties") or {}
        if not isinstance(properties, Mapping):
            note(f"line {number}: its properties are no object; it is left out")
        elif entity.get("schema") == "Ownership":
            owned.append(entity)
        elif isinstance(properties.get("name"), list) and properties["name"]:
            names[str(entity.get("id"))] = str(entity.get("caption") or properties["name"][0])
    for entity in owned:
        properties = entity.get("properties") or {}
        owners, assets = _ids(properties.get("owner")), _ids(properties.get("asset"))
        if not owners or not assets:
            note(f"{excerpt(entity.get('id'))}: an Ownership without {'asset' if owners else 'owner'}; it is left out")
        if len(owners) * len(assets) > MOST_PAIRS:
            note(f"{excerpt(entity.get('id'))}: {len(owners):,} owners of {len(assets):,} assets at once; it is left out")
            continue
        for owner in owners:
            for asset in assets:
                holding = _holding(
                    names.get(owner, owner), names.get(asset, asset), read_share(_first(properties.get("percentage"))),
                    f"FtM {entity.get('id')}",
                )  # fmt: skip
                yield dataclasses.replace(
                    holding, first=_day(_first(properties.get("startDate"))), last=_day(_first(properties.get("endDate")))
                )


def read_bods(statements: Iterable[Mapping[str, Any]]) -> Iterator[Holding]:
    """Ownership-or-control statements of the Beneficial Ownership Data Standard, 0.2 to 0.4; closed records are left out."""
    names: dict[str, str] = {}
    relations: list[Mapping[str, Any]] = []
    for statement in statements:
        details = statement.get("recordDetails") or statement
        key = statement.get("recordId") or statement.get("statementID") or statement.get("statementId")
        if statement.get("statementType") == "ownershipOrControlStatement" or statement.get("recordType") == "relationship":
            if statement.get("recordStatus") != "closed":
                relations.append(details)
        elif key:
            name = details.get("name") or _full_name(details.get("names"))
            names[str(key)] = str(name or key)
    direct: dict[str, set[str]] = defaultdict(set)
    indirect: dict[str, list[Holding]] = defaultdict(list)
    for details in relations:
        for holding, is_indirect in _bods_holdings(details, names):
            if is_indirect:
                indirect[holding.edge.owner].append(holding)
            else:
                direct[holding.edge.owner].add(holding.edge.owned)
                yield holding
    # An indirect interest sums up a chain: where the chain itself is told, it would be counted twice.
    for owner, holdings in indirect.items():
        below = _below(direct, owner)
        yield from (holding for holding in holdings if holding.edge.owned not in below)


def _bods_holdings(details: Mapping[str, Any], names: Mapping[str, str]) -> Iterator[tuple[Holding, bool]]:
    """The interests of one relation that are ownership or control, each with whether it is an indirect one."""
    owner, owned = _bods_end(details.get("interestedParty")), _bods_end(details.get("subject"))
    if owner is None or owned is None:
        return  # an interested party who is not stated, or unknown
    kinds = read_yaml("owner_kinds.yaml")
    for interest in details.get("interests") or [{}]:
        kind = str(interest.get("type", "shareholding")).strip()
        share = bods_share(interest.get("share"))
        if kind not in kinds["owning"] and kind not in kinds["control"] and share is None:
            continue
        holding = _holding(
            names.get(owner, owner), names.get(owned, owned), share or UNKNOWN, f"BODS {kind}", control=kind in kinds["control"]
        )
        first, last = _day(interest.get("startDate")), _day(interest.get("endDate"))
        told = str(interest.get("directOrIndirect") or interest.get("interestLevel") or "")
        yield dataclasses.replace(holding, first=first, last=last), told == "indirect"


def _below(owned: Mapping[str, Collection[str]], top: str) -> set[str]:
    """All that an owner has directly or through what it has."""
    found: set[str] = set()
    open_ = [top]
    while open_:
        new = {*owned.get(open_.pop(), ())} - found
        found |= new
        open_ += new
    return found


def _holding(owner: str, owned: str, share: tuple[float, float], source: str, *, control: bool = False) -> Holding:
    edge = Edge(owner=name_key(owner), owned=name_key(owned), share=share, control=control, source=source)
    return Holding(edge=edge, owner=owner, owned=owned)


def _bods_end(end: Any) -> str | None:
    if isinstance(end, str):
        return end
    if isinstance(end, Mapping):
        found = end.get("describedByEntityStatement") or end.get("describedByPersonStatement")
        return str(found) if found else None
    return None


def _full_name(names: Any) -> str | None:
    return str(names[0].get("fullName")) if isinstance(names, list) and names and isinstance(names[0], Mapping) else None


def _object(line: str, number: int) -> Mapping[str, Any]:
    try:
        entity = json.loads(line)
    except json.JSONDecodeError as error:
        raise InputError(f"line {number}: not JSON ({error.msg}); each line must be one entity") from error
    if not isinstance(entity, dict):
        raise InputError(f"line {number}: not an object; each line must be one entity")
    return entity


def _ids(values: Any) -> list[str]:
    """The ids at one end, where an entity itself may stand in place of its id."""
    found = values if isinstance(values, list) else [values] if values else []
    return [str(value.get("id")) if isinstance(value, dict) else str(value) for value in found]


def _first(values: Any) -> str | None:
    return str(values[0]) if isinstance(values, list) and values else None


def _day(words: Any) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(words)[:10]) if words else None
    except ValueError:
        return None  # a year or a month: too coarse to end a holding by
