"""What screening answers: the findings, what was asked, and the sentence that no answer is a clearance."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence

from enduse.party import Finding, Severity
from enduse.screen.rules import SEVERITIES

NO_CLEARANCE = (
    "This is what the lists and the rules say of what was asked, no more: a finding is a reason to look, and no finding is not "
    "a clearance."
)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class AskedList:
    """A list that was asked: its short name, the day of its copy where known, the number of entries, the copy's hash.

    Attributes:
        is_undated: the list gives no date of its own: `dated` is the day it was fetched.
    """

    name: str
    entries: int
    dated: dt.date | None = None
    sha256: str | None = None
    is_undated: bool = False

    @property
    def words(self) -> str:
        """The list, how many entries it has, and of which day."""
        day = f", fetched {self.dated}, without a date of its own" if self.is_undated else f" of {self.dated}"
        return f"{self.name} ({self.entries:,} entries{day if self.dated else ''})"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What an answer rests on: lists, day, threshold, versions of rules and facts."""

    lists: tuple[AskedList, ...]
    as_of: dt.date
    threshold: float
    rules: Mapping[str, int]
    facts: Mapping[str, str]

    @property
    def words(self) -> str:
        """One sentence that says it."""
        return self.words_for(self.as_of, self.as_of)

    def words_for(self, first: dt.date, last: dt.date) -> str:
        """The sentence for many answers, each as of a day of its own from the first to the last."""
        told = ", ".join(asked.words for asked in self.lists) or "no list"
        days = f"as of {last}" if first == last else f"each as of its own day, {first} to {last}"
        later = [asked.name for asked in self.lists if asked.dated is not None and asked.dated > first]
        missing = f" Of a later day: {', '.join(later)}; who was taken off before it is not there." if later else ""
        return f"Asked: {told}; {days}; names from {self.threshold:g}.{missing}"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Screening:
    """The answer for a shipment or a party.

    `problems` say which of its numbers can be none of their kind, and which names were compared in a limited manner; `scope`
    what was not given, and so not asked.
    """

    reference: str
    findings: tuple[Finding, ...]
    asked: Asked
    no_clearance: str = NO_CLEARANCE
    problems: tuple[str, ...] = ()
    scope: str = ""

    @property
    def severity(self) -> Severity | None:
        """The gravest of all findings, None without any."""
        return min((f.severity for f in self.findings), key=SEVERITIES.index, default=None)

    @property
    def alerts(self) -> tuple[Finding, ...]:
        """The findings that a person has to look at: all but notes."""
        return tuple(f for f in self.findings if f.severity != "note")

    @property
    def words(self) -> str:
        """What was found and asked, in two or three sentences."""
        return " ".join(filter(None, (self.counted, self.scope, self.asked.words, self.no_clearance)))

    @property
    def counted(self) -> str:
        """How many findings there are of each severity, in a sentence."""
        counts = [f"{n} {s}" for s in SEVERITIES if (n := sum(f.severity == s for f in self.findings))]
        return f"Found: {', '.join(counts)}." if counts else "Nothing was found."

    def at_least(self, severity: Severity) -> Sequence[Finding]:
        """The findings of a severity and of graver ones."""
        return [f for f in self.findings if SEVERITIES.index(f.severity) <= SEVERITIES.index(severity)]
