"""The rules by id, and how a finding is made of one."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Mapping
from typing import Any, Final

from enduse.party import Citation, Finding, Severity
from enduse.screen.facts import FactsError, read_yaml

#: From the gravest to the least.
SEVERITIES: tuple[Severity, ...] = ("block", "licence", "review", "note")
#: From here a match of names says what its list says; below, a person has to look first.
SURE: Final = 0.85
#: What a match counts for at most where a person has to look first, whatever its score.
UNSURE: Final = 0.84


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A rule of `data/rules.yaml`: what it is called, the most that it says, its source and its version."""

    id: str
    severity: Severity
    version: int
    title: str
    source: str


@functools.cache
def rules() -> Mapping[str, Rule]:
    """The rules by id, read once.

    Raises:
        FactsError: a rule lacks a field or has a severity that is none.
    """
    found = {}
    for key, row in read_yaml("rules.yaml").items():
        if not isinstance(row, dict) or row.get("severity") not in SEVERITIES:
            raise FactsError(f"rules.yaml: {key} needs a severity, one of {', '.join(SEVERITIES)}")
        try:
            found[key] = Rule(id=key, **row)
        except TypeError as error:
            raise FactsError(f"rules.yaml: {key} must have severity, version, title and source ({error})") from error
    return found


def found(rule: str, subject: str, words: str, *, severity: Severity | None = None, **fields: Any) -> Finding:
    """A finding of a rule, with the rule's own severity unless a lesser one is given.

    Args:
        rule: the rule's id.
        subject: the part of the shipment it is about (`consignee: Foo LLC`, `line 2`).
        words: one sentence that says what was found.
        severity: what this match says; never more than the rule's own.
        fields: the other fields of a `Finding`.
    """
    most = rules()[rule].severity
    return Finding(rule=rule, severity=lesser(most, severity or most), subject=subject, words=words, **fields)


def lesser(one: Severity, other: Severity) -> Severity:
    """The milder of two severities."""
    return max(one, other, key=SEVERITIES.index)


def graver(one: Severity, other: Severity) -> Severity:
    """The graver of two severities."""
    return min(one, other, key=SEVERITIES.index)


def by_gravity(findings: list[Finding]) -> tuple[Finding, ...]:
    """Findings with the gravest first; of one severity those in force first, then by score, subject, rule and entry."""
    return tuple(
        sorted(
            findings,
            key=lambda f: (
                SEVERITIES.index(f.severity), f.in_force is not True, -(f.score if f.score is not None else 0.0),
                f.subject, f.rule, f.entry or "", f.words,
            ),
        )
    )  # fmt: skip


def rule_citation(rule: str) -> Citation:
    """The rule's own source as a citation."""
    return Citation(kind="rule", id=rule, words=rules()[rule].title, source=rules()[rule].source)
