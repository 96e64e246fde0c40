"""Answers of our own API: JSON with an ETag, pages with a cursor, days as people write them."""

from __future__ import annotations

import base64
import binascii
import datetime as dt
import hashlib
from collections.abc import Callable, Iterable, Sequence
from typing import Annotated, Any, TypeVar

import orjson
from fastapi import Query, Request
from pydantic import AfterValidator
from starlette.responses import Response

from enduse.web.days import first_day, last_day
from enduse.web.security import Refusal

Item = TypeVar("Item")


def json_answer(request: Request, value: Any, *, status: int = 200, headers: dict[str, str] | None = None) -> Response:
    """A value as JSON; where the client has it already, it is told so."""
    return tagged(request, orjson.dumps(value), "application/json", status=status, headers=headers)


def tagged(
    request: Request, body: bytes, media_type: str, *, status: int = 200, headers: dict[str, str] | None = None
) -> Response:
    """A body with its ETag, or 304 where the client has it already."""
    tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    told = {"ETag": tag, **(headers or {})}
    asked = request.headers.get("if-none-match", "")
    if request.method == "GET" and (asked.strip() == "*" or tag in asked):
        return Response(status_code=304, headers=told)
    return Response(body, status_code=status, headers=told, media_type=media_type)


def page(
    items: Sequence[Item], id_of: Callable[[Item], str], *, cursor: str | None, limit: int
) -> tuple[Sequence[Item], str | None]:
    """The items after a cursor, and the cursor of what comes after them (None at the end).

    Raises:
        Refusal: the cursor is none that was given, or what it stands at is no longer there.
    """
    start = 0
    if cursor is not None:
        after = read_cursor(cursor)
        found = next((place for place, item in enumerate(items) if id_of(item) == after), None)
        if found is None:
            raise gone()
        start = found + 1
    chosen = items[start : start + limit]
    more = start + limit < len(items)
    return chosen, (cursor_of(id_of(chosen[-1])) if more and chosen else None)


def gone() -> Refusal:
    """What is said of a cursor that stands at what is no longer there."""
    return Refusal(400, "cursor_unknown", "the cursor stands at nothing that is there", "begin again without a cursor")


def cursor_of(id: str) -> str:
    """The cursor that stands at the thing of an id."""
    return base64.urlsafe_b64encode(id.encode()).decode().rstrip("=")


def read_cursor(cursor: str) -> str:
    """The id of the thing that a cursor stands at.

    Raises:
        Refusal: the cursor is none that was given.
    """
    try:
        return base64.urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4)).decode()
    except (ValueError, binascii.Error):
        raise Refusal(400, "cursor_unknown", "the cursor is none that was given", "begin again without a cursor") from None


def not_found(noun: str, id: str, hint: str) -> Refusal:
    """That there is nothing of this id."""
    return Refusal(404, f"{noun}_unknown", f"there is no {noun} {id!r}", hint)


def one_of(name: str, value: str | None, known: Iterable[str]) -> str | None:
    """A filter's value, where it is one that can be met.

    Raises:
        Refusal: it is none; an empty answer would say that there is nothing.
    """
    meant = tuple(dict.fromkeys(known))
    if value is None or value in meant:
        return value
    raise Refusal(422, "invalid_input", f"{name}: {value!r} is none that there is", f"give one of {', '.join(meant)}")


def _checked_day(text: str) -> str:
    first_day(text)
    return text


Limit = Annotated[int, Query(ge=1, le=1000, description="How many at most.", examples=[50])]
Cursor = Annotated[str | None, Query(max_length=2000, description="`next` of the page before.", examples=["cy0xMjM"])]
Day = Annotated[str, AfterValidator(_checked_day)]
AsOf = Annotated[
    Day | None, Query(max_length=10, description="As known on this day, month or year (its end).", examples=["2024-03-31"])
]
Since = Annotated[
    Day | None, Query(max_length=10, description="Since this day, month or year (its beginning).", examples=["2022-07"])
]


def day_or_none(text: str | None, *, end: bool = True) -> dt.date | None:
    """The day that a parameter means, None where it is not given."""
    if text is None:
        return None
    return last_day(text) if end else first_day(text)
