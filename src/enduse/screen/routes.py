"""Where goods go: destinations under a measure, countries that guidance names, ports, forwarders as end users, odd ways."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from enduse.lexicon.countries import countries
from enduse.party import Citation, Finding, Severity, Shipment
from enduse.screen.facts import Destination, Facts, Measure
from enduse.screen.kinds_of_goods import GoodsClass, route_words
from enduse.screen.places import named, names_place, plain_place, regions_of
from enduse.screen.rules import found, lesser, rule_citation

#: Kinds of measures that decide of themselves; the others only tell.
_DECIDING: Final[Mapping[str, Severity]] = {"embargo": "block", "control": "licence"}
_EVERY: Final = frozenset({"any"})
#: Roles whose country is where the goods end.
_RECEIVING: Final = ("end_user", "consignee")


def recipients_of(shipment: Shipment) -> tuple[str, ...]:
    """The countries where the goods end: the destination, and those of consignee and end user.

    Where none of them is told, goods are taken to go to the party that they are asked about with.
    """
    own = [country for party in shipment.parties if party.role in _RECEIVING for country in party.countries]
    told = dict.fromkeys([*([shipment.destination] if shipment.destination else []), *own])
    if not told and shipment.goods:
        told = dict.fromkeys(country for party in shipment.parties if party.role == "party" for country in party.countries)
    return tuple(told)


def senders_of(shipment: Shipment) -> tuple[str, ...]:
    """The countries that the goods come from: the origin, and those of the exporter."""
    own = [country for party in shipment.parties if party.role == "exporter" for country in party.countries]
    return tuple(dict.fromkeys([*([shipment.origin] if shipment.origin else []), *own]))


def screen_route(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> list[Finding]:
    """All that the route, its countries, its ports and its forwarders say."""
    return [
        *_destinations(shipment, day, facts, goods),
        *_origins(shipment, day, facts, goods),
        *_transshipment(shipment, day, facts, goods),
        *_ports(shipment, day, facts),
        *_forwarders(shipment),
        *_detours(shipment, facts),
    ]


def _destinations(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> Iterator[Finding]:
    senders = senders_of(shipment)
    for country in recipients_of(shipment):
        aside: list[Measure] = []
        for measure in facts.measures.values():
            if country not in measure.to or (measure.from_ and senders and not measure.from_ & {*senders, *measure.to}):
                continue
            finding = _by_measure("route.embargo", measure, country, f"supply to {named(country)}", day, goods)
            if finding is not None:
                yield finding
            elif measure.kind in _DECIDING and measure.on(day)[0] in ("in force", "disputed"):
                aside.append(measure)
        if aside:
            yield _aside(aside, country)
        yield from (_by_group(row, goods, day) for row in facts.destinations if row.country == country)
    for region, written in regions_of(shipment):
        for measure in (m for m in facts.measures.values() if region.code in m.to):
            found_ = _by_measure("route.embargo", measure, region.name, f"supply to {region.name}", day, goods)
            if found_ is not None:
                part = (f"it is about the occupied part of {region.name} only",) if region.part else ()
                reasons = (*found_.reasons, f"by the words {written!r}")
                yield dataclasses.replace(found_, candidate=True, reasons=reasons, against=(*found_.against, *part))


def _origins(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> Iterator[Finding]:
    recipients = recipients_of(shipment)
    for country in senders_of(shipment):
        for measure in facts.measures.values():
            abroad = "*" in measure.to or not recipients or bool({*recipients} - {country})
            if country in measure.from_ and abroad:
                finding = _by_measure("route.origin", measure, country, f"supply from {named(country)}", day, goods)
                if finding is not None:
                    yield finding


def _by_group(row: Destination, goods: GoodsClass, day: dt.date) -> Finding:
    """What a country group says of a destination."""
    severity: Severity = "licence"
    reasons: tuple[str, ...] = ()
    if row.goods != "any":
        severity = "block" if row.goods in goods.classes else "review" if not goods.known else "note"
        reasons = (_because({row.goods}, goods),)
    against: tuple[str, ...] = ()
    in_force: bool | None = True
    if day < row.state_of:  # countries came into the groups over the years
        in_force, severity = None, lesser(severity, "review")
        against = (
            f"by the groups as of {row.state_of}: since when {named(row.country)} is in this one is not established here",
        )
    cited = Citation(kind="measure", id=row.measure, words=row.words, source=row.source)
    subject = f"destination {row.country}"
    entry = f"measure:{row.measure}"
    words = f"{countries().name(row.country)}: {row.words}"
    return found(
        "route.embargo",
        subject,
        words,
        severity=severity,
        reasons=reasons,
        against=against,
        citations=(cited,),
        entry=entry,
        in_force=in_force,
    )


def _by_measure(rule: str, measure: Measure, country: str, act: str, day: dt.date, goods: GoodsClass) -> Finding | None:
    """What a measure says of supply to or from a country on a day, None where it is not about these goods.

    One that no longer applied, or of which that is disputed, is told in grey.
    """
    state, period = measure.on(day)
    sure = bool(_EVERY & measure.goods or measure.goods & goods.classes.keys())
    may_be = sure or bool(measure.goods & goods.possible.keys()) or not goods.known
    if measure.kind not in _DECIDING or not may_be or period is None:
        return None
    severity: Severity = _DECIDING[measure.kind] if sure else "review"
    if _EVERY & measure.goods and measure.kind == "embargo" and not goods.classes:
        severity = "licence"  # it is of whole sectors, not of everything: a person has to look which
    reasons = [measure.words]
    if not _EVERY & measure.goods:
        reasons.append(_because(measure.goods, goods))
    against: list[str] = []
    in_force: bool | None = True
    if state == "lapsed":
        in_force, severity = False, "note"
        against.append(f"it ended on {period.last}: on {day} it did not apply")
    elif state == "disputed":
        in_force, severity = None, "review"
        reasons.append(period.disputed)
    if measure.verified == "no":
        in_force, severity = None, "note"
        against.append("not verified: it is told and decides nothing")
    elif measure.unsure:
        against.append(f"not established here: {measure.unsure}")
    return found(
        rule,
        f"{'destination' if rule == 'route.embargo' else 'origin'} {country}",
        f"{measure.authority}, {measure.name}: {act}",
        severity=severity,
        reasons=tuple(reasons),
        against=tuple(against),
        in_force=in_force,
        citations=(_cite(measure, day),),
        entry=f"measure:{measure.id}",
        candidate=not sure,
    )


def _aside(measures: Sequence[Measure], country: str) -> Finding:
    """The measures about a destination that are about other goods, in one note."""
    about = sorted({name.replace("_", "-") for measure in measures for name in measure.goods})
    many = f"{len(measures)} measures" if len(measures) > 1 else "one measure"
    return found(
        "route.embargo",
        f"destination {country}",
        f"{many} on {named(country)} about {', '.join(about)} goods; these do not look like them",
        severity="note",
        reasons=tuple(f"{m.authority}, {m.name}: {m.words}" for m in measures),
        citations=tuple(_cite(m) for m in measures),
    )


def _several(codes: Iterable[str]) -> str:
    return ", ".join(named(code) for code in dict.fromkeys(codes))


def _cite(measure: Measure, day: dt.date | None = None) -> Citation:
    period = measure.on(day)[1] if day is not None else None
    first = period.first if period is not None else None
    words = f"{measure.authority}: {measure.name}"
    return Citation(kind="measure", id=measure.id, words=words, source=measure.source, date=first)


def _because(classes: Collection[str], goods: GoodsClass) -> str:
    told = dict.fromkeys(reason for name in sorted(classes) if (reason := goods.reason(name)))
    named = " or ".join(sorted(classes)).replace("_", "-")
    if told:
        return f"the goods may be {named} ({'; '.join(told)})"
    return f"it is about {named} goods; " + ("these do not look like them" if goods.known else "none are given")


def _transshipment(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> Iterator[Finding]:
    """Listed goods, or what may be such, by way of a country that guidance names; what was said only later is grey."""
    what = goods.classes.get("dual_use") or goods.classes.get("uav")
    may_be = what or goods.possible.get("dual_use")
    if may_be is None:
        return
    recipients = recipients_of(shipment)
    for country in dict.fromkeys((*recipients, *shipment.transit)):
        named_so = [row for row in facts.transshipment if row.country == country]
        if not named_so:
            continue
        rows = [row for row in named_so if row.date <= day]
        in_force, later = bool(rows), () if rows else ("the guidance is later than the day asked about",)
        rows = rows or named_so
        towards = _several(c for row in rows for c in row.towards)
        yield found(
            "route.transshipment",
            f"{'destination' if country in recipients else 'transit'} {country}",
            f"{'listed goods pass' if what else 'what may be listed goods passes'} through {named(country)}, "
            f"which guidance names on the way to {towards}",
            reasons=(may_be, *(f"{row.authority}, {row.date}: {row.why}" for row in rows)),
            against=(*later, "guidance about a country says nothing of its firms at large"),
            severity=None if in_force else "note",
            in_force=in_force,
            citations=tuple(Citation(kind="guidance", id=r.authority, words=r.why, source=r.source, date=r.date) for r in rows),
            entry=f"transshipment:{country}",
            candidate=what is None,
        )


def _ports(shipment: Shipment, day: dt.date, facts: Facts) -> Iterator[Finding]:
    for written in shipment.ports:
        for port in facts.ports:
            if not names_place(written, (port.port, *port.aliases)):
                continue
            in_force = day >= port.first
            measure = facts.measures[port.measure]
            yield found(
                "route.port", f"port {written}", f"{port.port} is a port under {measure.name}",
                severity="block" if in_force else "note", in_force=in_force,
                reasons=(port.words,), against=() if in_force else (f"since {port.first}, after the day asked about",),
                citations=(Citation(kind="measure", id=port.measure, words=measure.name, source=port.source, date=port.first),),
                entry=f"measure:{port.measure}",
            )  # fmt: skip


def _forwarders(shipment: Shipment) -> Iterator[Finding]:
    """A carrier or forwarder where the one who uses the goods should stand."""
    words = route_words()
    ends = [party for party in shipment.parties if party.role == "end_user"]
    ends = ends or [party for party in shipment.parties if party.role == "consignee"]
    forwarders = {plain_place(party.name) for party in shipment.parties if party.role == "forwarder"}
    for party in ends:
        plain = plain_place(party.name)
        tokens = set(plain.split())
        told = next((w for w in words["forwarders"] if f" {plain_place(w)} " in f" {plain} "), None)
        if told is not None and tokens.isdisjoint(words["not_forwarders"]):
            reason = f"its name says {told!r}"
        elif plain in forwarders:
            reason = "the same party is the forwarder"
        else:
            continue
        yield found(
            "route.forwarder",
            party.subject,
            f"{party.caption} looks like a forwarder and is given as {party.role.replace('_', ' ')}",
            reasons=(reason, "who uses the goods in the end is then not known"),
            candidate=reason.startswith("its name"),
            citations=(rule_citation("route.forwarder"),),
        )


def _detours(shipment: Shipment, facts: Facts) -> Iterator[Finding]:
    """Ways that do not fit the parties: transit by a watched country, a circle, an end user elsewhere than the destination."""
    watched = {row.country for row in facts.destinations if row.measure in ("ear-e1", "ear-e2")} | {"RU", "BY"}
    reasons = []
    for country in shipment.transit:
        if country in watched and country not in recipients_of(shipment):
            reasons.append(
                f"it passes through {named(country)}, which is under measures, "
                f"on the way to {named(shipment.destination or 'elsewhere')}"
            )
    if shipment.origin and shipment.destination == shipment.origin and shipment.transit:
        reasons.append(f"it leaves {named(shipment.origin)} and comes back to it by way of {_several(shipment.transit)}")
    if len(set(shipment.transit)) >= 3:
        reasons.append(f"it passes through {len(set(shipment.transit))} countries: {_several(shipment.transit)}")
    if shipment.destination in shipment.transit:
        reasons.append(f"it passes through its destination {named(shipment.destination)} before the end")
    ends = {c for party in shipment.parties if party.role == "end_user" for c in party.countries}
    if shipment.destination and ends and shipment.destination not in ends:
        reasons.append(f"the end user is in {_several(sorted(ends))}, the destination is {named(shipment.destination)}")
    notify = {c for party in shipment.parties if party.role in ("notify", "bank") for c in party.countries} & watched
    if notify and not notify & set(recipients_of(shipment)):
        reasons.append(f"who is notified or pays sits in {_several(sorted(notify))}, which is under measures")
    if reasons:
        yield found(
            "route.detour", "route", "the route does not fit the parties", reasons=tuple(reasons),
            citations=(rule_citation("route.detour"),),
        )  # fmt: skip


__all__: Sequence[str] = ("recipients_of", "screen_route", "senders_of")
