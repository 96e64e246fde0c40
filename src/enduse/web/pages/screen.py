"""Screening: a form, a pasted line or a file; findings by shipment with their reasons; decisions that are remembered."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Depends, Request
from fastapi.responses import JSONResponse, RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from enduse.lists import snapshots_as_of
from enduse.screen import Record
from enduse.screen.identifiers import faulty_numbers
from enduse.screening import Desk, check, open_desk
from enduse.web.current import Current, CurrentState
from enduse.web.days import last_day
from enduse.web.pages.answers import Held, counted, group, parse_asked, rests_on
from enduse.web.pages.asking import Asked, form_words, read_form, read_line
from enduse.web.pages.jobs import Job, Jobs
from enduse.web.pages.rendering import Day, asked_place, not_found, page, today
from enduse.web.pages.words import state_options
from enduse.web.security import Caller, audit, caller, checked_form, require, signed, signed_words

router = APIRouter(include_in_schema=False)
Form = Annotated[FormData, Depends(checked_form)]
Reviewer = Annotated[Caller, Depends(require("review"))]
PER_PAGE = 25
RECENT = 12


@router.get("/screen")
def show_form(request: Request, current: CurrentState) -> Response:
    """The form: the type first, then its fields; the pasted line and the file beside it."""
    return _form_page(request, current)


@router.post("/screen")
def screen_form(request: Request, current: CurrentState, form: Form) -> Response:
    """Screen what the form or the pasted line names, and go to the receipt."""
    line = str(form.get("line", "")).strip()[:20_000]
    try:
        day = _day(str(form.get("day", "")))
    except ValueError:
        return _form_page(
            request, current, problems=(f"The day {form.get('day')!r} is none; write it as 2022-12-09.",), form=form
        )
    asked = read_line(line, day) if "line" in form else read_form(form, str(form.get("type", "Person")), day)
    if asked.shipment is None:
        return _form_page(request, current, problems=asked.problems, form=form)
    return _screened(request, current, asked, day)


@router.get("/screen/receipts/{receipt_id}")
def show_receipt(request: Request, current: CurrentState, receipt_id: str) -> Response:
    """What was answered once: the question, the findings, and what they rest on; with `.json` the receipt itself."""
    number = receipt_id.removesuffix(".json")
    receipt = current.store.receipt(number)
    if receipt is None:
        return not_found(
            request, f"There is no receipt {number}", "Receipts are kept in the workspace in which they were made."
        )
    if receipt_id.endswith(".json"):
        name = f'attachment; filename="enduse-receipt-{number[:12]}.json"'
        return JSONResponse(receipt, headers={"Content-Disposition": name})
    asked = receipt["input"]["asked"]
    return page(
        request, "answer.html", receipt=receipt, asked=_day_of(receipt), shipment=asked if "parties" in asked else None,
        file=asked.get("file"), groups=group(asked, receipt["findings"], Held(current.store), current.lists.get().screener),
        counts=counted(receipt["findings"]), rests_on=rests_on(receipt["rests_on"]), where=f"receipt:{number}",
        problem=signed_words(request, request.query_params.get("problem", "")),
        problems=[words for party in asked.get("parties", ()) for words in faulty_numbers(parse_asked(party))],
    )  # fmt: skip


@router.post("/screen/files")
async def take_file(request: Request, current: CurrentState, form: Form) -> Response:
    """Take a file, and screen it in the background."""
    given = form.get("file")
    if not isinstance(given, UploadFile) or not given.filename:
        return await run_in_threadpool(
            _form_page, request, current, problems=("Choose a file of shipments: CSV, XLSX or JSON lines.",)
        )
    try:
        day = last_day(str(form["day"])) if form.get("day") else None
    except ValueError:
        return await run_in_threadpool(_form_page, request, current, problems=("The day is none; write it as 2022-12-09.",))
    data = await given.read()
    who = caller(request).name
    job = await run_in_threadpool(_begin, current, given.filename, data, who, day)
    audit(request, "screening", job.id, details={"file": job.file})
    return RedirectResponse(f"/screen/files/{job.id}", status_code=303)


@router.get("/screen/files")
def find_form(request: Request) -> Response:
    """The form of files, for who comes back to the address that a refused file was answered at."""
    query = f"?{request.url.query}" if request.url.query else ""
    return RedirectResponse(f"/screen{query}", status_code=303)


@router.get("/screen/files/{job_id}")
def show_job(request: Request, current: CurrentState, job_id: str) -> Response:
    """How far a file is, and its answers; with `.json` the state alone, for the page's own script."""
    jobs = Jobs.of(current.store)
    job = jobs.find(job_id.removesuffix(".json"))
    if job is None:
        return not_found(request, f"There is no file {job_id}", "The screening page lists the files that were given.")
    if job_id.endswith(".json"):
        told = {"state": job.state, "rows": job.rows, "done": job.done, "shipments": job.shipments, "findings": job.findings}
        return JSONResponse(told)
    pages = max(1, -(-job.shipments // PER_PAGE))
    number = asked_place(request.query_params.get("page", "1"), pages)
    held, screener = Held(current.store), current.lists.get().screener
    shown = []
    for place, row in enumerate(jobs.answers(job, (number - 1) * PER_PAGE, PER_PAGE), (number - 1) * PER_PAGE):
        groups = group(row["shipment"] or {}, row["findings"], held, screener)
        shown.append((row, groups, counted(row["findings"]), f"job:{job.id}:{place}"))
    based = next((row["rests_on"] for row in jobs.answers(job, 0, PER_PAGE) if row["rests_on"] is not None), None)
    asked = rests_on(based) if based is not None else None
    days = [dt.date.fromisoformat(day) for day in (job.first_day, job.last_day) if day is not None]
    return page(
        request, "job.html", job=job, shown=shown, number=number, pages=pages, rests_on=asked,
        asked_words=asked.words_for(days[0], days[1]) if asked is not None and days else None,
    )  # fmt: skip


@router.post("/screen/files/{job_id}/resume")
def resume_job(request: Request, current: CurrentState, form: Form, job_id: str) -> Response:
    """Go on with a file that was stopped when the server ended."""
    jobs = Jobs.of(current.store)
    job = jobs.find(job_id)
    if job is not None and job.state in ("stopped", "failed"):
        jobs.start(job, desk_for(current, last_day(job.as_of) if job.as_of else None), now=dt.datetime.now(dt.UTC))
    return RedirectResponse(f"/screen/files/{job_id}", status_code=303)


def desk_for(current: Current, as_of: dt.date | None) -> Desk:
    """What to screen with: the lists that are ready, but for a day on which other copies of them stood."""
    store = current.store
    if as_of is not None and _copies(current, as_of) != _copies(current, None):
        return open_desk(store, as_of=as_of)
    record = Record(current.ledger().transfers_as_of(as_of))
    return open_desk(store, as_of=as_of, screener=current.lists.get().screener, record=record)


def _copies(current: Current, as_of: dt.date | None) -> list[str]:
    return [snapshot.sha256 for snapshot in snapshots_as_of(current.store, as_of)]


def _screened(request: Request, current: Current, asked: Asked, day: dt.date) -> Response:
    assert asked.shipment is not None
    desk = desk_for(current, asked.shipment.date or day)
    answer, receipt = check(current.store, asked.shipment, now=dt.datetime.now(dt.UTC), desk=desk)
    audit(request, "screening", receipt["hash"], details={"findings": len(answer.judged)})
    told = signed(request, "; ".join(asked.problems)[:500])
    problem = f"?problem={quote(told, safe='')}" if asked.problems else ""
    return RedirectResponse(f"/screen/receipts/{receipt['hash']}{problem}", status_code=303)


def _begin(current: Current, name: str, data: bytes, who: str, day: dt.date | None) -> Job:
    jobs = Jobs.of(current.store)
    now = dt.datetime.now(dt.UTC)
    job = jobs.give(name, data, by=who, now=now, as_of=day)
    jobs.start(job, desk_for(current, day), now=now)
    return job


def _form_page(request: Request, current: Current, *, problems: tuple[str, ...] = (), form: FormData | None = None) -> Response:
    words = form_words()
    values: dict[str, Any] = dict(form) if form is not None else {}
    kind = str(values.get("type") or request.query_params.get("type", "Company"))
    if "name" in request.query_params and form is None:
        values["party.0.name"] = request.query_params["name"]
    kind = kind if kind in words["types"] else "Company"
    return page(
        request, "screen.html", status=422 if problems else 200, words=words, kind=kind,
        values=values, problems=problems, states=state_options(), receipts=current.store.newest_receipts(RECENT),
        jobs=Jobs.of(current.store).newest(RECENT), today=today(), is_sample=not current.store.snapshots(),
    )  # fmt: skip


def _day(text: str) -> dt.date:
    """The day asked about: today where none is given.

    Raises:
        ValueError: it is none.
    """
    return last_day(text.strip()) if text.strip() else today()


def _day_of(receipt: dict[str, Any]) -> Day:
    return Day(day=dt.date.fromisoformat(receipt["rests_on"]["as_of"]), words=receipt["rests_on"]["as_of"])
