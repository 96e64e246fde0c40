"""What screening answered, as its page shows it: findings by the part that they are about, words before numbers, decisions."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from enduse.model import Period
from enduse.party import AskedParty, Identifier
from enduse.screen import Screener, asked_key, entry_digest
from enduse.screen.receipt import canonical
from enduse.screen.rules import SEVERITIES, rules
from enduse.screen.screening import Asked, AskedList
from enduse.store import PartyJudgement, Store

#: From here a match is called strong, and exact.
STRONG: Final = 0.85
EXACT: Final = 0.995


@dataclasses.dataclass(frozen=True, kw_only=True)
class ShownFinding:
    """A finding with what its page says beside it.

    `place` is the place of its party among those asked about, None where it is about none; `decisions` are what people hold of
    the party and the entry, `is_reopened` whether the entry has changed since the last of them; `is_listed` is whether the
    lists as they are now have the entry: of one that they have not, no decision can be kept.
    """

    row: Mapping[str, Any]
    strength: str | None
    rule_title: str
    place: int | None
    decisions: tuple[PartyJudgement, ...] = ()
    is_reopened: bool = False
    is_listed: bool = True

    @property
    def can_be_judged(self) -> bool:
        """Whether it is about a party and an entry of a list."""
        return self.place is not None and bool(self.row["entry"]) and not str(self.row["entry"]).startswith("measure:")


@dataclasses.dataclass(frozen=True, kw_only=True)
class Group:
    """The findings on one part of a shipment; `severity` is the gravest of them."""

    subject: str
    severity: str
    findings: tuple[ShownFinding, ...]


def group(asked: Mapping[str, Any], findings: Sequence[Mapping[str, Any]], held: Held, screener: Screener) -> list[Group]:
    """Findings by the part that they are about, the gravest part first.

    Args:
        asked: the shipment as its receipt has it.
        findings: likewise.
        held: what people have decided.
        screener: the lists as they are now, to see whether an entry has changed since a decision.
    """
    parties = [parse_asked(party) for party in asked.get("parties", ())]
    places = {party.subject: place for place, party in reversed(list(enumerate(parties)))}
    by_subject: dict[str, list[ShownFinding]] = {}
    for row in findings:
        place = places.get(row["subject"])
        decisions = held.on(parties[place], row["entry"]) if place is not None and row["entry"] else ()
        entry = screener.entry(row["entry"]) if place is not None and row["entry"] else None
        reopened = bool(decisions) and (entry is None or entry_digest(entry) != decisions[-1].digest)
        rule = rules().get(row["rule"])
        shown = ShownFinding(
            row=row, strength=strength(row), rule_title=rule.title if rule is not None else row["rule"], place=place,
            decisions=decisions, is_reopened=reopened, is_listed=entry is not None,
        )  # fmt: skip
        by_subject.setdefault(row["subject"], []).append(shown)
    groups = [Group(subject=s, severity=_gravest(found), findings=tuple(found)) for s, found in by_subject.items()]
    return sorted(groups, key=lambda g: SEVERITIES.index(g.severity))


def strength(row: Mapping[str, Any]) -> str | None:
    """How strong a match is, in a word; None where the finding is no match of names or numbers."""
    if row["score"] is None:
        return None
    if row["rule"] == "party.identifier" or row["score"] >= EXACT:
        return "exact"
    return "strong" if row["score"] >= STRONG else "weak"


class Held:
    """What people have decided on parties and entries; each person's last decision, withdrawn ones left out."""

    def __init__(self, store: Store) -> None:
        last: dict[tuple[str, str, str], PartyJudgement] = {}
        for kept in store.party_judgements():
            last.pop((kept.asked, kept.entry, kept.judged_by), None)
            last[kept.asked, kept.entry, kept.judged_by] = kept
        self._held: dict[tuple[str, str], list[PartyJudgement]] = {}
        for kept in last.values():
            if kept.decision != "none":
                self._held.setdefault((kept.asked, kept.entry), []).append(kept)

    def on(self, party: AskedParty, entry: str) -> tuple[PartyJudgement, ...]:
        """The decisions on a party and an entry, the older first."""
        return tuple(self._held.get((asked_key(party), entry), ()))


def rests_on(row: Mapping[str, Any]) -> Asked:
    """What an answer rests on, from its receipt."""
    lists = tuple(AskedList(**{**each, "dated": _day(each.get("dated"))}) for each in row["lists"])
    return Asked(
        lists=lists,
        as_of=dt.date.fromisoformat(row["as_of"]),
        threshold=row["threshold"],
        rules=row["rules"],
        facts=row["facts"],
    )


def parse_asked(row: Mapping[str, Any]) -> AskedParty:
    """A party that was asked about, from its receipt."""
    birth = row.get("birth")
    return AskedParty(
        name=row["name"], role=row["role"], schema=row.get("schema"), countries=tuple(row.get("countries") or ()),
        birth=Period(first=_day(birth["first"]), last=_day(birth["last"]), text=birth["text"]) if birth else None,
        identifiers=tuple(Identifier(**each) for each in row.get("identifiers") or ()), address=row.get("address"),
    )  # fmt: skip


def counted(findings: Sequence[Mapping[str, Any]]) -> list[tuple[str, int]]:
    """How many findings there are of each severity, the gravest first; those without any are left out."""
    counts = [(severity, sum(f["severity"] == severity for f in findings)) for severity in SEVERITIES]
    return [(severity, count) for severity, count in counts if count]


def as_json(value: Any) -> Any:
    """Anything of ours as the plain JSON that receipts hold."""
    import json

    return json.loads(canonical(value))


def _gravest(found: Sequence[ShownFinding]) -> str:
    return min((str(f.row["severity"]) for f in found), key=[*map(str, SEVERITIES)].index)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
