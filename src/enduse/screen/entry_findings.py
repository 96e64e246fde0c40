"""What is said of a list entry that a party may be: how grave it is, what speaks for and against, what it rests on."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Sequence

from enduse.party import AskedParty, Citation, Finding, Party, Severity
from enduse.screen.facts import Facts
from enduse.screen.matches import Match
from enduse.screen.parties import number_of, words_of
from enduse.screen.regimes import Standing, gravest, standings
from enduse.screen.rules import by_gravity, found


def same_entries(matches: Sequence[Match], day: dt.date, facts: Facts) -> list[list[Match]]:
    """The matches, those together that are one entry on several lists: a compilation repeats the lists that it is made of."""
    groups: list[list[Match]] = []
    for match in matches:
        home = next((g for g in groups if any(_is_same(match.party, other.party, day, facts) for other in g)), None)
        if home is not None:
            home.append(match)
        else:
            groups.append([match])
    return groups


def entry_finding(
    group: Sequence[Match], asked: AskedParty, subject: str, day: dt.date, facts: Facts, *, threshold: float
) -> Finding:
    """What is said of one entry, on whichever lists it stands; the gravest speaks, and all are cited.

    Args:
        group: the entry's matches, one for each list (`same_entries`).
        asked: the party.
        subject: its part of the shipment.
        day: the day asked about.
        facts: the measures.
        threshold: below it a match is only noted.
    """
    told = {finding.entry: finding for finding in (_finding(match, asked, subject, day, facts, threshold) for match in group)}
    lead, *others = by_gravity(list(told.values()))
    if not others:
        return lead
    also = tuple(_also(other, group, day, facts) for other in others)
    cited = dict.fromkeys((*lead.citations, *(c for other in others for c in other.citations)))
    return dataclasses.replace(lead, reasons=(*lead.reasons, *also), citations=tuple(cited))


def listing_words(party: Party, standing: Standing) -> str:
    """The list, as a compilation names it or by its authority, with all programmes of that authority."""
    told = standing.designation
    if told is None:
        return party.list
    programmes = dict.fromkeys(d.programme for d in party.designations if d.authority == told.authority and d.programme)
    source = party.details.get("source", (told.authority,))[0]
    return f"{source}, {'; '.join(programmes)}" if programmes else source


def cite_entry(party: Party, standing: Standing) -> tuple[Citation, ...]:
    """The entry, and the law or notice by which it was listed."""
    designation = standing.designation
    source = (designation.url if designation else None) or party.list
    words = f"{party.caption}: {listing_words(party, standing)}"
    cited = [
        Citation(kind="entry", id=party.id, words=words, source=source, date=designation.listed_on if designation else None)
    ]
    if designation is not None and (designation.citation or designation.legal_basis):
        law = designation.citation or designation.legal_basis or ""
        cited.append(Citation(kind="law", id=law, words=designation.effect or law, source=law))
    return tuple(cited)


def _finding(match: Match, asked: AskedParty, subject: str, day: dt.date, facts: Facts, threshold: float) -> Finding:
    standing = gravest(standings(match.party, day, facts))
    severity: Severity = standing.regime.severity
    if standing.in_force is False or match.score < threshold:
        severity = "note"
    elif standing.in_force is None or not match.is_sure:
        severity = "review"
    name = match.name.text if match.name is not None else match.party.caption
    reasons, against = match.why()
    for_it, against_it = standing.sides()
    by_number = match.by == "identifier"
    same = "has a number of" if by_number else "has a name like" if match.score < threshold else "may be"
    return found(
        "party.identifier" if by_number else "party.name",
        subject,
        f"{asked.caption} {same} {match.party.caption} ({listing_words(match.party, standing)})",
        severity=severity,
        score=round(match.score, 4),
        party=asked.caption,
        entry=match.party.id,
        reasons=(*reasons, *((f"by the name {name}",) if name != match.party.caption else ()), *for_it),
        against=(*against, *against_it),
        in_force=standing.in_force,
        citations=cite_entry(match.party, standing),
    )


def _also(finding: Finding, group: Sequence[Match], day: dt.date, facts: Facts) -> str:
    """That another list has the same entry, and since when where it says so."""
    party = next(match.party for match in group if match.party.id == finding.entry)
    since, _ = gravest(standings(party, day, facts)).sides()
    return "; ".join((f"the same entry is {party.id}", *since))


def _is_same(one: Party, other: Party, day: dt.date, facts: Facts) -> bool:
    """Whether two lists have one entry: the same number or day of listing, of one kind of list, under a name that both have."""
    if one.list == other.list or {words_of(n) for n in one.names}.isdisjoint(words_of(n) for n in other.names):
        return False
    if number_of(one.entry) and number_of(one.entry) == number_of(other.entry):
        return True
    first, second = (
        {(s.regime.id, d.listed_on) for s in standings(p, day, facts) if (d := s.designation) and d.listed_on}
        for p in (one, other)
    )
    return not first.isdisjoint(second)
