"""What stands beside a name for and against: birth, countries, numbers. It moves the score and says so; it removes nothing.

Steps up close a share of the distance to 1, steps down take a share away, so no two unlike bodies of evidence end at one score.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Final

from enduse.lexicon.countries import countries
from enduse.model import Period
from enduse.party import AskedParty, Party
from enduse.screen.identifiers import Number, compare_numbers, read_number

#: Share of the distance to 1 that agreement closes.
SAME_DAY: Final = 0.5
SAME_YEAR: Final = 0.15
SAME_COUNTRY: Final = 0.05
#: What is left of the score where something speaks against.
YEAR_OFF: Final = 0.9  # within a year: lists often know no better
YEARS_OFF: Final = 0.8  # within two
OTHER_BIRTH: Final = 0.65
#: Share of the distance to 1 that is taken off where a birth is asked and a person's entry gives none: a name not quite alike
#: then rests alone. Set so that at most 3 in 1,000 people who are on no list alert (benchmarks/bench_screening.py).
NO_BIRTH: Final = 0.5
OTHER_COUNTRY_PERSON: Final = 0.93
OTHER_COUNTRY: Final = 0.96  # firms are met abroad more often than not
OTHER_NUMBER: Final = 0.65


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A score after all that stands beside the name, with the reasons."""

    score: float
    reasons: tuple[str, ...] = ()
    against: tuple[str, ...] = ()


def weigh(
    score: float,
    asked: AskedParty,
    party: Party,
    numbers: Sequence[Number] = (),
    *,
    births: tuple[tuple[Period, ...], str] = ((), ""),
) -> Weighed:
    """The score of two names moved by birth, countries and numbers.

    Args:
        score: of the names alone, 0 to 1.
        asked: who is asked about.
        party: the entry.
        numbers: the numbers of the asked party, made comparable.
        births: births of the entry and a note on where they come from, where they are not its own.
    """
    reasons: list[str] = []
    against: list[str] = []
    known, note = (party.births, "") if party.births or not births[0] else births
    if asked.birth is not None and known:
        score = _weigh_birth(score, asked.birth, known, note, reasons, against)
    elif asked.birth is not None and party.schema in ("Person", "LegalEntity"):
        score = max(0.0, score - NO_BIRTH * (1 - score))
        against.append("the entry gives no birth to compare, so the name rests alone")
    if asked.countries:
        score = _weigh_countries(score, asked, party, reasons, against)
    if numbers:
        score = _weigh_numbers(score, numbers, party, reasons, against)
    return Weighed(score=score, reasons=tuple(reasons), against=tuple(against))


def least_name_score(threshold: float, asked: AskedParty, party: Party, births: Iterable[Period]) -> float:
    """What the names alone must score for `weigh` to reach a threshold, by all that can raise it: birth and country.

    Args:
        threshold: the score to be reached.
        asked: who is asked about.
        party: the entry.
        births: births of the entry, its own or not.
    """
    left = 1.0
    if asked.birth is not None:
        for birth in births:
            if _days_apart(asked.birth, birth) == 0:
                left -= max(SAME_DAY, SAME_YEAR)
                break
    if share_a_country(asked, party):
        left *= 1 - SAME_COUNTRY
    return 1 - (1 - threshold) / left


def share_a_country(asked: AskedParty, party: Party) -> bool:
    """Is one of the countries of the asked party one of the entry's?"""
    return any(country in party.countries or country in party.nationalities for country in asked.countries)


def _weigh_birth(
    score: float, asked: Period, listed: Iterable[Period], note: str, reasons: list[str], against: list[str]
) -> float:
    nearest = min(listed, key=lambda birth: _days_apart(asked, birth))
    told, theirs = _told(asked), _told(nearest) + (f" ({note})" if note else "")
    apart = _days_apart(asked, nearest)
    if apart == 0:
        exact = asked.first == asked.last and nearest.first == nearest.last and asked.first is not None
        reasons.append(f"born {told}, the entry too" if exact else f"born {told}, which the entry's {theirs} allows")
        return score + (1 - score) * (SAME_DAY if exact else SAME_YEAR)
    if _swapped(asked, nearest):
        reasons.append(f"born {told}, the entry {theirs}: day and month may be swapped")
        return score
    against.append(f"born {told}, the entry {theirs}")
    return score * (YEAR_OFF if apart <= 366 else YEARS_OFF if apart <= 731 else OTHER_BIRTH)


def _days_apart(one: Period, other: Period) -> int:
    first = max(one.first or dt.date.min, other.first or dt.date.min)
    last = min(one.last or dt.date.max, other.last or dt.date.max)
    return max(0, (first - last).days)


def _swapped(one: Period, other: Period) -> bool:
    a, b = one.first, other.first
    if a is None or b is None or one.last != a or other.last != b:
        return False
    return (a.year, a.month, a.day) == (b.year, b.day, b.month)


def _told(period: Period) -> str:
    first, last = period.first, period.last
    if first is None or last is None:
        return period.text or f"{first or ''}..{last or ''}"
    if first == last:
        return first.isoformat()
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        return str(first.year) if first.year == last.year else f"{first.year} to {last.year}"
    return f"{first} to {last}"


def _weigh_countries(score: float, asked: AskedParty, party: Party, reasons: list[str], against: list[str]) -> float:
    theirs = {*party.countries, *party.nationalities}
    if not theirs:
        return score
    shared = [country for country in asked.countries if country in theirs]
    if shared:
        reasons.append(f"both are tied to {_named(shared)}")
        return score + (1 - score) * SAME_COUNTRY
    against.append(f"{_named(asked.countries)}, the entry {_named(sorted(theirs))}")
    return score * (OTHER_COUNTRY_PERSON if party.schema == "Person" else OTHER_COUNTRY)


def _named(codes: Iterable[str]) -> str:
    return ", ".join(countries().name(code) for code in codes)


def _weigh_numbers(score: float, numbers: Sequence[Number], party: Party, reasons: list[str], against: list[str]) -> float:
    lowered = False
    for identifier in party.identifiers:
        listed = read_number(identifier)
        if listed is None:
            continue
        for number in numbers:
            agreement = compare_numbers(number, listed)
            if agreement == "same":
                reasons.append(f"the same {number.kind} {number.written}")
            elif agreement == "other":
                against.append(f"{number.kind} {number.written}, the entry {listed.written}")
                lowered = True
    return score * OTHER_NUMBER if lowered else score
