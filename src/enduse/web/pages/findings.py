"""Findings that wait for a person, and decisions on them: whether the party asked about is the entry."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.datastructures import FormData

from enduse.errors import InputError
from enduse.party import AskedParty, Party
from enduse.screen.rules import SEVERITIES
from enduse.screening import judge
from enduse.store import PartyJudgement
from enduse.web.current import Current, CurrentState
from enduse.web.pages.answers import Held, ShownFinding, group, parse_asked
from enduse.web.pages.jobs import Jobs
from enduse.web.pages.rendering import asked_place, not_found, page
from enduse.web.pages.screen import desk_for
from enduse.web.security import Caller, audit, checked_form, require

router = APIRouter(include_in_schema=False)
_LONGEST_PLACE = 10  # figures
Form = Annotated[FormData, Depends(checked_form)]
Reviewer = Annotated[Caller, Depends(require("review"))]
_RECEIPTS, _FILES, _ANSWERS = 200, 10, 500  # how far back the queue looks


@dataclasses.dataclass(frozen=True, kw_only=True)
class Waiting:
    """A finding that waits: where it was found, and the party that was asked about."""

    where: str
    finding: ShownFinding
    asked: AskedParty
    shipment: Mapping[str, Any]


@router.get("/review/findings")
def show_findings(request: Request, current: CurrentState) -> Response:
    """One finding at a time, the gravest first."""
    found = waiting_findings(current)
    place = asked_place(request.query_params.get("at", "1"), len(found))
    item = found[place - 1] if found else None
    entry = current.lists.get().screener.entry(item.finding.row["entry"]) if item is not None else None
    return page(request, "review_findings.html", found=found, place=place, item=item, entry=entry)


@router.post("/screen/judge")
def judge_finding(request: Request, current: CurrentState, who: Reviewer, form: Form) -> Response:
    """Remember a decision on a party and an entry."""
    where, back = str(form.get("where", "")), str(form.get("back", ""))
    asked = _asked(current, where, str(form.get("place", "")))
    if asked is None:
        return not_found(request, "That finding is not here any more", "Screen the party again to decide on it.")
    entry, decision = str(form.get("entry", "")), str(form.get("decision", ""))
    why = " ".join(str(form.get("why", "")).split())[:1000]
    try:
        judge(
            current.store, desk_for(current, None), asked, entry, decision=decision, judged_by=who.name, why=why,
            now=dt.datetime.now(dt.UTC),
        )  # fmt: skip
    except InputError as error:
        return not_found(request, "That decision could not be kept", str(error))
    audit(request, "judgement", entry, details={"party": asked.caption, "decision": decision, "why": why})
    if back == "queue":
        return RedirectResponse("/review/findings?decided=1", status_code=303)
    return RedirectResponse(_page_of(where) + f"#{entry}", status_code=303)


@router.post("/review/findings/undo")
def undo_finding(request: Request, current: CurrentState, who: Reviewer, form: Form) -> Response:
    """Take back the caller's last decision on a party."""
    mine: dict[tuple[str, str], PartyJudgement] = {}
    for kept in current.store.party_judgements():
        if kept.judged_by == who.name:
            mine.pop((kept.asked, kept.entry), None)
            if kept.decision != "none":
                mine[kept.asked, kept.entry] = kept
    if mine:
        last = list(mine.values())[-1]
        now = dt.datetime.now(dt.UTC)
        current.store.save_party_judgement(dataclasses.replace(last, decision="none", judged_at=now, why="withdrawn"))
        audit(request, "judgement", last.entry, details={"party": last.name, "decision": "none"})
    return RedirectResponse("/review/findings?undone=1", status_code=303)


def waiting_findings(current: Current) -> list[Waiting]:
    """The findings on parties that nobody has decided on, each party and entry once, the gravest first.

    One whose entry no list has any more asks nobody: the decision could not be kept.
    """
    held, screener = Held(current.store), current.lists.get().screener
    found: dict[tuple[AskedParty, str], Waiting] = {}
    for where, shipment, findings in _answers(current):
        for part in group(shipment, findings, held, screener):
            for finding in part.findings:
                if (
                    finding.place is None
                    or not (finding.can_be_judged and finding.is_listed)
                    or finding.row["severity"] == "note"
                ):
                    continue
                if finding.decisions and not finding.is_reopened:
                    continue
                asked = parse_asked(shipment["parties"][finding.place])
                key = (dataclasses.replace(asked, role="party"), finding.row["entry"])
                found.setdefault(key, Waiting(where=where, finding=finding, asked=asked, shipment=shipment))
    return sorted(found.values(), key=lambda w: (SEVERITIES.index(w.finding.row["severity"]), -(w.finding.row["score"] or 0)))


def entry_of(current: Current, entry: str) -> Party | None:
    """The entry of an id on the lists as they are."""
    return current.lists.get().screener.entry(entry)


def _answers(current: Current) -> Iterator[tuple[str, Mapping[str, Any], list[Mapping[str, Any]]]]:
    """What was answered lately: where it is kept, the shipment and its findings."""
    for receipt in current.store.newest_receipts(_RECEIPTS):
        asked = receipt["input"]["asked"]
        if "parties" in asked:
            yield f"receipt:{receipt['hash']}", asked, receipt["findings"]
    jobs = Jobs.of(current.store)
    for job in jobs.newest(_FILES):
        for place, row in enumerate(jobs.answers(job, 0, _ANSWERS)):
            if row["shipment"] is not None:
                yield f"job:{job.id}:{place}", row["shipment"], row["findings"]


def _asked(current: Current, where: str, place: str) -> AskedParty | None:
    """The party of a finding, from where it is kept."""
    kind, _, rest = where.partition(":")
    shipment: Mapping[str, Any] | None = None
    if kind == "receipt":
        receipt = current.store.receipt(rest)
        shipment = receipt["input"]["asked"] if receipt is not None else None
    elif kind == "job":
        number, _, line = rest.partition(":")
        job = Jobs.of(current.store).find(number)
        if job is not None and _is_place(line):
            row = next(Jobs.of(current.store).answers(job, int(line), 1), None)
            shipment = row["shipment"] if row is not None else None
    parties = (shipment or {}).get("parties", [])
    return parse_asked(parties[int(place)]) if _is_place(place) and int(place) < len(parties) else None


def _is_place(text: str) -> bool:
    """Whether a text of a form is a number that a place can have."""
    return text.isdecimal() and len(text) < _LONGEST_PLACE


def _page_of(where: str) -> str:
    kind, _, rest = where.partition(":")
    if kind == "receipt":
        return f"/screen/receipts/{rest}"
    number, _, line = rest.partition(":")
    return f"/screen/files/{number}?page={int(line) // 25 + 1}"
