"""Where goods go: destinations under a measure, countries that guidance names, ports, forwarders as end users, odd ways."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Final

from enduse.party import Citation, Finding, Severity, Shipment
from enduse.screen.facts import Facts, Measure
from enduse.screen.kinds_of_goods import GoodsClass, route_words
from enduse.screen.rules import found, rule_citation

_WORD: Final = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
#: Kinds of measures that decide of themselves; the others only tell.
_DECIDING: Final = {"embargo": "block", "control": "licence"}
#: Roles whose country is where the goods end.
_RECEIVING: Final = ("end_user", "consignee")


def recipients_of(shipment: Shipment) -> tuple[str, ...]:
    """The countries where the goods end: the destination, and those of consignee and end user."""
    own = [country for party in shipment.parties if party.role in _RECEIVING for country in party.countries]
    return tuple(dict.fromkeys([*([shipment.destination] if shipment.destination else []), *own]))


def senders_of(shipment: Shipment) -> tuple[str, ...]:
    """The countries that the goods come from: the origin, and those of the exporter."""
    own = [country for party in shipment.parties if party.role == "exporter" for country in party.countries]
    return tuple(dict.fromkeys([*([shipment.origin] if shipment.origin else []), *own]))


def screen_route(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> list[Finding]:
    """All that the route, its countries, its ports and its forwarders say."""
    return [
        *_destinations(shipment, day, facts, goods),
        *_origins(shipment, day, facts, goods),
        *_transshipment(shipment, facts, goods),
        *_ports(shipment, day, facts),
        *_forwarders(shipment),
        *_detours(shipment, facts),
    ]


def _destinations(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> Iterator[Finding]:
    senders = senders_of(shipment)
    for country in recipients_of(shipment):
        for measure in facts.measures.values():
            if country in measure.to and (not measure.from_ or measure.from_ & {*senders, *measure.to} or not senders):
                yield from _by_measure("route.embargo", measure, country, f"supply to {country}", day, goods)
        for row in facts.destinations:
            if row.country == country:
                severity: Severity = "licence" if row.goods == "any" else "block" if row.goods in goods.classes else "note"
                if row.goods != "any" and not goods.known:
                    severity = "review"
                because = () if row.goods == "any" else (_because(row.goods, goods),)
                yield found(
                    "route.embargo", f"destination {country}", f"{row.words}: {country}", severity=severity, reasons=because,
                    citations=(Citation(kind="measure", id=row.measure, words=row.words, source=row.source),),
                    entry=f"measure:{row.measure}",
                )  # fmt: skip


def _origins(shipment: Shipment, day: dt.date, facts: Facts, goods: GoodsClass) -> Iterator[Finding]:
    recipients = recipients_of(shipment)
    for country in senders_of(shipment):
        for measure in facts.measures.values():
            abroad = "*" in measure.to or not recipients or bool({*recipients} - {country})
            if country in measure.from_ and abroad:
                yield from _by_measure("route.origin", measure, country, f"supply from {country}", day, goods)


def _by_measure(rule: str, measure: Measure, country: str, act: str, day: dt.date, goods: GoodsClass) -> Iterator[Finding]:
    """What a measure says of supply to or from a country on a day; one that no longer or not surely applied is told in grey."""
    if measure.kind not in _DECIDING:
        return
    reached = "any" in measure.goods or any(name in goods.classes for name in measure.goods)
    if not reached and goods.known and rule == "route.origin":
        return
    state, period = measure.on(day)
    if state == "not yet" or (state == "lapsed" and not reached):
        return
    severity = _DECIDING[measure.kind] if reached else "note" if goods.known else "review"
    if (
        "any" in measure.goods
        and measure.kind == "embargo"
        and not {"arms", "missile", "uav", "dual_use"} & goods.classes.keys()
    ):
        severity = "licence"  # whole sectors, not everything: a person has to look which
    reasons = [measure.words]
    if "any" not in measure.goods:
        reasons.append(_because("|".join(sorted(measure.goods)), goods))
    against: tuple[str, ...] = ()
    in_force: bool | None = True
    if state == "lapsed" and period is not None:
        in_force, severity = False, "note"
        against = (f"it ended on {period.last}: on {day} it did not apply",)
    elif state == "disputed" and period is not None:
        in_force, severity = None, "review" if severity != "note" else "note"
        reasons.append(period.disputed)
    if measure.verified == "no":
        in_force, severity, against = None, "note", (*against, "not verified: it is told and decides nothing")
    elif measure.unsure:
        reasons.append(f"not established here: {measure.unsure}")
    cited = Citation(
        kind="measure", id=measure.id, words=f"{measure.authority}: {measure.name}", source=measure.source,
        date=period.first if period is not None else None,
    )  # fmt: skip
    subject = f"{'destination' if rule == 'route.embargo' else 'origin'} {country}"
    yield found(
        rule, subject, f"{measure.authority}, {measure.name}: {act}", severity=_severity(severity), reasons=tuple(reasons),
        against=against, in_force=in_force, citations=(cited,), entry=f"measure:{measure.id}",
    )  # fmt: skip


def _severity(words: str) -> Severity:
    return words  # type: ignore[return-value]  # one of the four by construction


def _because(classes: str, goods: GoodsClass) -> str:
    told = [goods.classes[name] for name in classes.split("|") if name in goods.classes]
    named = classes.replace("|", " or ").replace("_", "-")
    if told:
        return f"the goods may be {named} ({'; '.join(told)})"
    return (
        f"it is about {named} goods; these do not look like them"
        if goods.known
        else f"it is about {named} goods; none are given"
    )


def _transshipment(shipment: Shipment, facts: Facts, goods: GoodsClass) -> Iterator[Finding]:
    if "dual_use" not in goods.classes and "uav" not in goods.classes:
        return
    for country in dict.fromkeys((*recipients_of(shipment), *shipment.transit)):
        rows = [row for row in facts.transshipment if row.country == country]
        if not rows:
            continue
        towards = ", ".join(dict.fromkeys(c for row in rows for c in row.towards))
        place = "transit" if country in shipment.transit and country not in recipients_of(shipment) else "destination"
        what = goods.classes.get("dual_use") or goods.classes["uav"]
        yield found(
            "route.transshipment", f"{place} {country}", f"listed goods pass through {country}, which guidance names on the way to {towards}",
            reasons=(what, *(f"{row.authority}, {row.date}: {row.why}" for row in rows)),
            against=("guidance about a country says nothing of its firms at large",),
            citations=tuple(Citation(kind="guidance", id=r.authority, words=r.why, source=r.source, date=r.date) for r in rows),
            entry=f"transshipment:{country}",
        )  # fmt: skip


def _ports(shipment: Shipment, day: dt.date, facts: Facts) -> Iterator[Finding]:
    for written in shipment.ports:
        words = _plain(written)
        for port in facts.ports:
            name = next((n for n in (port.port, *port.aliases) if f" {_plain(n)} " in f" {words} "), None)
            if name is None:
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
    forwarders = {_plain(party.name) for party in shipment.parties if party.role == "forwarder"}
    for party in ends:
        plain = _plain(party.name)
        tokens = set(plain.split())
        told = next(
            (w for w in words["forwarders"] if _plain(w) in tokens or (" " in w and f" {_plain(w)} " in f" {plain} ")), None
        )
        if told is not None and tokens.isdisjoint(words["not_forwarders"]):
            reason = f"its name says {told!r}"
        elif plain in forwarders:
            reason = "the same party is the forwarder"
        else:
            continue
        yield found(
            "route.forwarder", f"{party.role}: {party.name}", f"{party.name} looks like a forwarder and is given as {party.role.replace('_', ' ')}",
            reasons=(reason, "who uses the goods in the end is then not known"), candidate=reason.startswith("its name"),
            citations=(rule_citation("route.forwarder"),),
        )  # fmt: skip


def _detours(shipment: Shipment, facts: Facts) -> Iterator[Finding]:
    """Ways that do not fit the parties: transit by a watched country, a circle, an end user elsewhere than the destination."""
    watched = {row.country for row in facts.destinations if row.measure in ("ear-e1", "ear-e2")} | {"RU", "BY"}
    reasons = []
    for country in shipment.transit:
        if country in watched and country not in recipients_of(shipment):
            reasons.append(
                f"it passes through {country}, which is under measures, on the way to {shipment.destination or 'elsewhere'}"
            )
    if shipment.origin and shipment.destination == shipment.origin and shipment.transit:
        reasons.append(f"it leaves {shipment.origin} and comes back to it by way of {', '.join(shipment.transit)}")
    if len(set(shipment.transit)) >= 3:
        reasons.append(f"it passes through {len(set(shipment.transit))} countries: {', '.join(shipment.transit)}")
    if shipment.destination in shipment.transit:
        reasons.append(f"it passes through its destination {shipment.destination} before the end")
    ends = {c for party in shipment.parties if party.role == "end_user" for c in party.countries}
    if shipment.destination and ends and shipment.destination not in ends:
        reasons.append(f"the end user is in {', '.join(sorted(ends))}, the destination is {shipment.destination}")
    notify = {c for party in shipment.parties if party.role in ("notify", "bank") for c in party.countries} & watched
    if notify and not notify & set(recipients_of(shipment)):
        reasons.append(f"who is notified or pays sits in {', '.join(sorted(notify))}, which is under measures")
    if reasons:
        yield found(
            "route.detour", "route", "the route does not fit the parties", reasons=tuple(reasons),
            citations=(rule_citation("route.detour"),),
        )  # fmt: skip


def _plain(text: str) -> str:
    letters = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join(_WORD.findall(letters.replace("-", " ")))


__all__: Sequence[str] = ("recipients_of", "screen_route", "senders_of")
