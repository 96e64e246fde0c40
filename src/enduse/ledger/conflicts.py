"""Statements of one transfer that do not go together; kept side by side, never settled."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from enduse.ledger.mention import Mention
from enduse.ledger.numbers import counting, numbers_of
from enduse.model import Conflict, Quantity

#: Two numbers told within this time cannot both be the whole count where they exclude each other.
SAME_TIME = dt.timedelta(days=31)


def find_conflicts(mentions: Sequence[Mention]) -> tuple[Conflict, ...]:
    """The denials beside the claims they deny, the stops that others speak past, and the numbers that exclude each other."""
    ordered = sorted(mentions, key=lambda m: (m.said or dt.date.max, m.order))
    return (*_denials(ordered), *_stops(ordered), *_numbers(ordered))


def _denials(ordered: Sequence[Mention]) -> list[Conflict]:
    """Each denial beside the claim nearest to it.

    Nearest is the claim of the very step that is denied, or else any other; in the denial's own report, else the last said
    before it, else the first one after it. An asserted claim goes before a hedged one.
    """
    claims = [m for m in ordered if m.statement.certainty != "denied"]
    if not claims:
        return []
    own: dict[tuple[str, str | None], Mention] = {}
    later: dict[str | None, Mention] = {None: claims[0]}
    for claim in sorted(claims, key=lambda m: not m.asserted):
        for step in (claim.statement.status, None):
            own.setdefault((claim.statement.doc, step), claim)
        later.setdefault(claim.statement.status, claim)
    found: list[Conflict] = []
    before: dict[str | None, Mention] = {}
    for mention in ordered:
        s = mention.statement
        if s.certainty != "denied":
            before[s.status] = before[None] = mention
            continue
        near = [place for step in (s.status, None) for place in (own.get((s.doc, step)), before.get(step), later.get(step))]
        claim = next(c for c in near if c is not None)
        words = f"{_who(mention)} denies ({_day(mention)}) “{_step(s.status)}”; {_who(claim)} ({_day(claim)}): {_told(claim)}"
        found.append(Conflict(about="denial", statement_ids=(s.id, claim.statement.id), words=words))
    return found


def _stops(ordered: Sequence[Mention]) -> list[Conflict]:
    """Each asserted stop beside the next asserted word, from another report, that the supply goes on."""
    found: list[Conflict] = []
    waiting: list[Mention] = []
    for mention in sorted((m for m in ordered if m.asserted), key=lambda m: (m.ended or dt.date.max, m.order)):
        if mention.statement.status == "stopped":
            waiting.append(mention)
            continue
        stops = {m.statement.doc: m for m in waiting if m.statement.doc != mention.statement.doc}
        waiting = [m for m in waiting if m.statement.doc == mention.statement.doc]
        for stop in stops.values():
            words = (
                f"{_who(stop)} ({_day(stop)}): stopped; {_who(mention)} later ({_day(mention)}): {_told(mention)}; "
                f"taken up again, or one of the two is wrong"
            )
            found.append(Conflict(about="status", statement_ids=(stop.statement.id, mention.statement.id), words=words))
    return found


def _numbers(ordered: Sequence[Mention]) -> list[Conflict]:
    """Asserted numbers of one step that cannot both be the count.

    Two told within a month that exclude each other, and a later count of all that is lower than an earlier one. Numbers that
    count on ("another 20") and single deliveries within a larger total exclude nothing.
    """
    found: list[Conflict] = []
    largest: dict[str, tuple[Mention, Quantity]] = {}
    for mention in ordered:
        if not mention.asserted:
            continue
        status = mention.statement.status
        for quantity in numbers_of(mention):
            kind = counting(quantity, mention.statement.quote)
            if kind == "more":
                continue
            before = largest.get(status)
            if before is not None and _excludes(before, (mention, quantity), kind):
                words = (
                    f'"{before[1].text}" ({_who(before[0])}, {_day(before[0])}) and "{quantity.text}" ({_who(mention)}, '
                    f"{_day(mention)}), both {_step(status)}: the later number is lower; both kept, not added"
                )
                ids = (before[0].statement.id, mention.statement.id)
                found.append(Conflict(about="number", statement_ids=ids, words=words))
            if before is None or (quantity.low or 0) > (before[1].low or 0):
                largest[status] = (mention, quantity)
    return found


def _excludes(before: tuple[Mention, Quantity], after: tuple[Mention, Quantity], kind: str) -> bool:
    """Whether the later number cannot hold beside the larger earlier one of the same step and the same words for the things."""
    (earlier, large), (later, small) = before, after
    if small.high is None or large.low is None or small.high >= large.low:
        return False
    if earlier.statement.doc == later.statement.doc or not _same_things(earlier, later):
        return False
    if kind == "total":
        return True
    return earlier.said is not None and later.said is not None and later.said - earlier.said <= SAME_TIME


def _same_things(one: Mention, other: Mention) -> bool:
    """Whether the numbers count things of one name: "400 missiles" and "four consignments" do not go against each other."""
    names = [{(i.designation or i.text).casefold().rstrip("s") for i in m.items} for m in (one, other)]
    return not names[0].isdisjoint(names[1])


def _who(mention: Mention) -> str:
    credit = mention.statement.attribution
    return credit.speaker or credit.organisation or credit.reported_by or f"the report {mention.statement.doc}"


def _day(mention: Mention) -> str:
    return mention.statement.attribution.said_on or (mention.published.isoformat() if mention.published else "undated")


def _step(status: str) -> str:
    return status.replace("_", " ")


def _told(mention: Mention) -> str:
    hedged = ", not surely" if mention.statement.certainty == "hedged" else ""
    return _step(mention.statement.status) + hedged
