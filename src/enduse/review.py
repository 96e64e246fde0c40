"""Decisions that people make on statements: appended, never overwritten; the ledger follows them, and both readings stay."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Literal

from enduse.errors import InputError, StatementError
from enduse.model import Reason, Statement
from enduse.rows import parse_statement, statement_row
from enduse.store import JudgementRow, Store

Decision = Literal["positive", "negative", "unsure", "none"]
DECISIONS: tuple[Decision, ...] = ("positive", "negative", "unsure", "none")
#: Names the reason that a corrected statement carries: its words are the id of what the machine read.
CORRECTED = "corrected by hand"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Standing:
    """What people hold of one statement now: each person's last decision, the older first; withdrawn ones are left out."""

    decisions: tuple[JudgementRow, ...] = ()

    @property
    def is_open(self) -> bool:
        """Whether nobody has decided."""
        return not self.decisions

    @property
    def is_disputed(self) -> bool:
        """Whether one holds it right and another wrong."""
        return {"positive", "negative"} <= {row.decision for row in self.decisions}

    @property
    def is_wrong(self) -> bool:
        """Whether somebody holds it wrong and nobody right: it is then left out of the ledger."""
        held = {row.decision for row in self.decisions}
        return "negative" in held and "positive" not in held

    @property
    def correction(self) -> JudgementRow | None:
        """The last decision that corrects what was read, None where there is none."""
        return next((row for row in reversed(self.decisions) if row.correction is not None), None)

    def by(self, person: str) -> JudgementRow | None:
        """What one person holds."""
        return next((row for row in self.decisions if row.judged_by == person), None)


def standings(judgements: Iterable[JudgementRow]) -> dict[str, Standing]:
    """What people hold of each statement, by its id.

    Args:
        judgements: all decisions, in the order in which they were made.
    """
    last: dict[str, dict[str, JudgementRow]] = {}
    for row in judgements:
        held = last.setdefault(row.subject, {})
        held.pop(row.judged_by, None)  # so that the order is that of the last decisions
        if row.decision != "none":
            held[row.judged_by] = row
    return {subject: Standing(decisions=tuple(held.values())) for subject, held in last.items() if held}


def as_judged(statements: Iterable[Statement], held: Mapping[str, Standing]) -> Iterator[Statement]:
    """The statements as people left them: what is held wrong is left out, what was corrected is as corrected.

    Where people disagree, the statement stays, for one of them says that it is there.
    """
    for statement in statements:
        standing = held.get(statement.id)
        if standing is None:
            yield statement
        elif not standing.is_wrong:
            correction = standing.correction
            yield statement if correction is None else apply_correction(statement, correction)


def apply_correction(statement: Statement, row: JudgementRow) -> Statement:
    """A statement as a person corrected it, with the reasons that say who did and what the machine had read."""
    assert row.correction is not None
    corrected = parse_statement(row.correction)
    reason = Reason(field="correction", rule=f"{CORRECTED} ({row.judged_by}, {row.judged_at.date()})", words=statement.id)
    return dataclasses.replace(corrected, score=None, reasons=(reason, *statement.reasons))


def machine_id(statement: Statement) -> str:
    """The id of what the machine read, of which this may be the correction."""
    return next((r.words for r in statement.reasons if r.field == "correction" and r.rule.startswith(CORRECTED)), statement.id)


def decide(
    store: Store,
    statement_id: str,
    *,
    decision: str,
    by: str,
    why: str = "",
    now: dt.datetime,
    correction: Mapping[str, Any] | None = None,
) -> JudgementRow:
    """Remember a person's decision on a statement.

    Args:
        store: the workspace.
        statement_id: the statement as the machine read it.
        decision: positive (read rightly), negative (not so), unsure, or none, which withdraws the person's last one.
        by: who decides.
        why: the ground.
        now: the moment.
        correction: fields of the published form as they should have been read; the others stay as they are.

    Raises:
        InputError: there is no such statement or decision, or the correction is no statement of the schema.
    """
    statement = store.statement(statement_id)
    if statement is None:
        raise InputError(f"there is no statement {statement_id!r}; the documents list them with their ids")
    if decision not in DECISIONS:
        raise InputError(f"{decision!r} is no decision; give positive, negative, unsure or none")
    row = JudgementRow(
        subject=statement_id, decision=decision, judged_by=by, judged_at=now, why=why,
        correction=_corrected(statement, correction) if correction is not None else None,
    )  # fmt: skip
    store.save_judgement(row)
    return row


def withdraw(store: Store, *, by: str, now: dt.datetime) -> JudgementRow | None:
    """Withdraw a person's last decision that still stands; the one that it withdraws, None where there is none."""
    mine = [row for row in store.judgements() if row.judged_by == by]
    standing: list[JudgementRow] = []
    for row in mine:
        if row.decision != "none":
            standing.append(row)
            continue
        standing = [other for other in standing if other.subject != row.subject]
    if not standing:
        return None
    last = standing[-1]
    before = [row for row in standing[:-1] if row.subject == last.subject]
    undone = dataclasses.replace(last, decision="none", judged_at=now, why="withdrawn", correction=None)
    store.save_judgement(undone)
    if before:  # what the person held before stands again
        store.save_judgement(dataclasses.replace(before[-1], judged_at=now))
    return last


def _corrected(statement: Statement, fields: Mapping[str, Any]) -> dict[str, Any]:
    """The published form of the corrected statement; the quote and its place can never be changed."""
    row = statement_row(statement) | dict(fields)
    row |= {
        "doc": statement.doc,
        "kind": statement.kind,
        "span": [statement.span.start, statement.span.end],
        "quote": statement.quote,
    }
    row = {name: value for name, value in row.items() if name not in ("score", "confidence")}
    try:
        corrected = parse_statement(row)
    except StatementError as error:
        raise InputError(f"the correction cannot be used: {error}") from error
    if corrected == dataclasses.replace(statement, score=None, reasons=()):
        raise InputError("the correction changes nothing; change a field, or decide without a correction")
    return statement_row(corrected)


def history(judgements: Sequence[JudgementRow], subject: str) -> list[JudgementRow]:
    """All decisions ever made on one statement, in order."""
    return [row for row in judgements if row.subject == subject]
