"""Decisions that a person has made on a party and an entry: shown with what is found, and open again when the entry changes.

Nothing is hidden by a decision: a finding that was judged to be no match is still given, with who said so, when and why.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Literal

from enduse.party import AskedParty, Finding, Party
from enduse.screen.owner_edges import name_key

Verdict = Literal["positive", "negative", "unsure"]


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """A person's decision whether a party is an entry.

    `asked` is the key of the party (`asked_key`), `entry` the entry's id, `digest` what the entry said when it was decided
    (`entry_digest`).
    """

    asked: str
    entry: str
    digest: str
    verdict: Verdict
    who: str
    on: dt.date
    why: str = ""


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """A finding with the decision on it, if there is one; `reopened` where the entry has changed since."""

    finding: Finding
    judgement: Judgement | None = None
    reopened: bool = False

    @property
    def words(self) -> str:
        """The decision in a sentence, or nothing."""
        if self.judgement is None:
            return ""
        verdict = {"positive": "is the entry", "negative": "is not the entry", "unsure": "could not tell"}[
            self.judgement.verdict
        ]
        why = f": {self.judgement.why}" if self.judgement.why else ""
        told = f"{self.judgement.who}, {self.judgement.on}: {verdict}{why}"
        return f"open again, for the entry has changed since ({told})" if self.reopened else told


def asked_key(asked: AskedParty) -> str:
    """The key by which decisions on a party are kept: its name, kind, countries, birth and numbers, not its role or address.

    >>> asked_key(AskedParty(name="ACME, Ltd.", role="consignee")) == asked_key(AskedParty(name="Acme Ltd"))
    True
    """
    birth = [str(asked.birth.first), str(asked.birth.last)] if asked.birth is not None else []
    numbers = sorted(f"{i.kind}:{i.value}" for i in asked.identifiers)
    return _digest([name_key(asked.name), asked.schema, sorted(asked.countries), birth, numbers])


def entry_digest(party: Party) -> str:
    """A hash of all that an entry says; it changes when the list changes any of it."""
    return _digest(dataclasses.asdict(party))


def apply_judgements(
    findings: Sequence[Finding], asked: AskedParty, judgements: Iterable[Judgement], entry: Callable[[str], Party | None]
) -> tuple[Judged, ...]:
    """Each finding with the last decision on its party and entry.

    Args:
        findings: findings about the party.
        asked: the party.
        judgements: decisions, the older first.
        entry: finds an entry by its id (`Screener.entry`).
    """
    key = asked_key(asked)
    made = [judgement for judgement in judgements if judgement.asked == key]
    judged = []
    for finding in findings:
        entries = _entries_of(finding)
        judgement = next((j for j in reversed(made) if j.entry in entries), None)
        party = entry(judgement.entry) if judgement is not None else None
        reopened = judgement is not None and (party is None or entry_digest(party) != judgement.digest)
        judged.append(Judged(finding=finding, judgement=judgement, reopened=reopened))
    return tuple(judged)


def _entries_of(finding: Finding) -> set[str | None]:
    """The entry that a finding names, and, where several lists have it, those that it cites beside."""
    cited = finding.citations if finding.rule.startswith("party.") else ()
    return {finding.entry, *(citation.id for citation in cited if citation.kind == "entry")}


def _digest(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(text.encode()).hexdigest()
