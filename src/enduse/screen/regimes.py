"""What being on a list means: which severity it has, which ownership rules it counts for, and whether it was in force."""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import re
from collections.abc import Sequence

import yaml

from enduse.dates.federal_register import announced_in
from enduse.party import Designation, Party, Severity
from enduse.screen.facts import Facts, FactsError, read_text
from enduse.screen.rules import graver


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Regime:
    """A kind of listing, as `data/regimes.yaml` describes it."""

    id: str
    severity: Severity
    owners: frozenset[str]
    measure: str | None
    match: re.Pattern[str]
    lists: frozenset[str]
    programmes: re.Pattern[str] | None

    def fits(self, party: Party, designation: Designation | None) -> bool:
        """Whether the listing is of this kind."""
        named = (designation.authority, designation.programme or "") if designation is not None else ()
        topics = (f"topic:{topic};" for topic in party.details.get("topics", ()))
        words = " ".join((*named, *party.details.get("source", ()), *topics))  # compilations name the list they took it from
        if party.list not in self.lists and not self.match.search(words):
            return False
        if self.programmes is None:
            return True
        told = f"{designation.programme or ''} {designation.legal_basis or ''}" if designation is not None else ""
        return bool(self.programmes.search(f"{told} {party.entry}"))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How one listing stands on a day: in force (True), not (False) or disputed (None), with the reason in words.

    `is_dated` is whether the list says since when; where it does not, it counts as in force on every day.
    """

    designation: Designation | None
    regime: Regime
    in_force: bool | None
    words: str
    is_dated: bool = True

    def sides(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The words as what speaks for a finding and what against: an end, a later beginning or an unknown one is against."""
        speaks_for = self.in_force is None or (self.in_force and self.is_dated)
        return ((self.words,), ()) if speaks_for else ((), (self.words,))


@functools.cache
def regimes() -> tuple[Regime, ...]:
    """The regimes in the order in which they are tried, the last fitting every listing."""
    found = []
    for row in yaml.safe_load(read_text("regimes.yaml")):
        try:
            programmes = row.get("programmes")
            found.append(
                Regime(
                    id=row["id"], severity=row["severity"], owners=frozenset(row["owners"]), measure=row.get("measure"),
                    match=_any_of(row["match"], whole=True), lists=frozenset(row.get("lists", ())),
                    programmes=_any_of(programmes, whole=False) if programmes else None,
                )
            )  # fmt: skip
        except (KeyError, TypeError, AttributeError) as error:
            raise FactsError(f"regimes.yaml: {row!r} lacks a field ({error!r}); mend it") from error
    every = re.compile("")
    found.append(
        Regime(id="other", severity="review", owners=frozenset(), measure=None, match=every, lists=frozenset(), programmes=None)
    )
    return tuple(found)


def standings(party: Party, day: dt.date, facts: Facts) -> tuple[Standing, ...]:
    """How each listing of a party stands on a day; a party without designations stands by its list alone."""
    return tuple(_standing(party, designation, day, facts) for designation in party.designations or (None,))


def gravest(all_standings: Sequence[Standing]) -> Standing:
    """The listing that says most: in force before disputed before lapsed, then by severity."""
    order = {True: 0, None: 1, False: 2}
    best = all_standings[0]
    for standing in all_standings[1:]:
        one, other = order[standing.in_force], order[best.in_force]
        graver_one = graver(standing.regime.severity, best.regime.severity) == standing.regime.severity
        if one < other or (one == other and graver_one and standing.regime.severity != best.regime.severity):
            best = standing
    return best


def _standing(party: Party, designation: Designation | None, day: dt.date, facts: Facts) -> Standing:
    regime = next(r for r in regimes() if r.fits(party, designation))
    who = designation.authority if designation is not None else party.list
    ends = designation.ends_on if designation is not None else None
    since, is_dated, words = _since(who, designation, day)
    in_force: bool | None = since
    if in_force and ends is not None and ends < day:
        in_force, words = False, f"{who}: the listing ended on {ends}"
    if in_force and regime.measure is not None:
        state, period = facts.measures[regime.measure].on(day)
        if state == "disputed" and period is not None:
            in_force, words = None, f"{words}; {period.disputed}"
        elif state != "in force":
            in_force, words = None, f"{words}; {facts.measures[regime.measure].name} itself did not apply on that day"
    return Standing(designation=designation, regime=regime, in_force=in_force, words=words, is_dated=is_dated)


def _since(who: str, designation: Designation | None, day: dt.date) -> tuple[bool, bool, str]:
    """Whether a party was listed by a day, whether the list says since when, and that in words.

    The notice that a list cites tells the year where it gives no day: a volume of the Federal Register is a year's.
    """
    listed = designation.listed_on if designation is not None else None
    if listed is not None:
        return (True, True, f"{who}: listed since {listed}") if listed <= day else (
            False, True, f"{who}: listed on {listed}, after the day asked about"
        )  # fmt: skip
    notice = designation.citation if designation is not None and designation.citation else ""
    year = announced_in(notice)
    if year is not None and day.year < year:
        return False, True, f"{who}: the first notice, {notice}, is of {year}, after the day asked about"
    if year is not None and day.year > year:
        return True, True, f"{who}: listed since {year} ({notice})"
    told = f", but the notice {notice}{f' of {year}' if year is not None else ''}" if notice else ""
    return True, False, f"{who}: the list gives no day of listing{told}"


def _any_of(words: list[str], *, whole: bool) -> re.Pattern[str]:
    """Any of the words; as whole words, and not where "non-" takes them back ("Non-SDN Menu-Based Sanctions List")."""
    alternatives = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    return re.compile(
        rf"(?<![A-Za-z])(?<!non-)(?<!non )(?:{alternatives})(?![A-Za-z])" if whole else rf"(?:{alternatives})", re.IGNORECASE
    )
