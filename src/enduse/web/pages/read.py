"""Reading on a page: a pasted text, a file or an address goes in, a document with its statements marked comes out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request
from fastapi.responses import RedirectResponse, Response
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from enduse.desk import latest_day
from enduse.read.fetch import Fetcher
from enduse.read.sources import Source
from enduse.store import Store
from enduse.web.current import CurrentState
from enduse.web.pages.rendering import page
from enduse.web.reading import file_source, read_given, text_source
from enduse.web.security import Caller, audit, checked_form, require, safe_fetcher

router = APIRouter(include_in_schema=False)
Form = Annotated[FormData, Depends(checked_form)]
Reviewer = Annotated[Caller, Depends(require("review"))]
_LONGEST = 1_000_000  # characters of a pasted text
_FIELDS = ("text", "url", "title", "publisher", "published")


@router.get("/read")
def show_form(request: Request) -> Response:
    """The form."""
    return _form_page(request, {})


@router.post("/read")
async def read_report(
    request: Request, current: CurrentState, who: Reviewer, form: Form, fetcher: Annotated[Fetcher, Depends(safe_fetcher)]
) -> Response:
    """Read what was given, keep it, and go to its document."""
    upload = form.get("file")
    data = await upload.read() if isinstance(upload, UploadFile) and upload.filename else None
    file = (str(upload.filename), data) if isinstance(upload, UploadFile) and data is not None else None
    values = {field: str(form.get(field, "")).strip() for field in _FIELDS}
    return await run_in_threadpool(_read, request, current.store, fetcher, values, file)


def _read(
    request: Request, store: Store, fetcher: Fetcher, values: Mapping[str, str], file: tuple[str, bytes] | None
) -> Response:
    try:
        given, published = _given(values, file), _published(values["published"])
    except ValueError as error:
        return _form_page(request, values, problem=str(error))
    result = read_given(given, store=store, fetcher=fetcher, published=published, publisher=values["publisher"][:200] or None)
    if result.document is None or result.reading is None:
        return _form_page(request, values, problem=result.problem or "Nothing could be read there; paste the text itself.")
    audit(request, "read", result.document.id, details={"name": result.name, "saved": True})
    return RedirectResponse(f"/documents/{result.document.id}?read={'known' if result.known else 'new'}", status_code=303)


def _given(values: Mapping[str, str], file: tuple[str, bytes] | None) -> Source | str:
    """The one thing that was given.

    Raises:
        ValueError: it is none, or several, or nothing that can be read.
    """
    if sum((bool(values["text"]), bool(values["url"]), file is not None)) != 1:
        raise ValueError("Give one thing to read: a text, an address or a file.")
    about = {"title": values["title"][:300]} if values["title"] else {}
    if file is not None:
        return file_source(*file, about=about)
    if values["url"]:
        if not values["url"].lower().startswith(("http://", "https://")):
            raise ValueError(f"{values['url'][:200]!r} is no address of a page; begin it with https://")
        return values["url"]
    if len(values["text"]) > _LONGEST:
        raise ValueError(f"The text is longer than {_LONGEST:,} characters; give it as a file, or in parts.")
    return text_source(values["text"], about=about)


def _published(text: str) -> dt.date | None:
    if not text:
        return None
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"Published on {text!r} is no day; write it as 2022-12-09.") from None
    if day > latest_day():
        raise ValueError(f"Published on {day} lies ahead; give the day on which the report came out.")
    return day


def _form_page(request: Request, values: Mapping[str, Any], *, problem: str | None = None) -> Response:
    filled = {field: values.get(field, "") for field in _FIELDS}
    return page(request, "read.html", status=422 if problem else 200, values=filled, problem=problem, longest=_LONGEST)
