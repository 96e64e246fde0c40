"""Templates to pages: what every page is given, and how any value is printed."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import urllib.parse
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Final

import jinja2
from fastapi import Request
from fastapi.responses import HTMLResponse
from markupsafe import Markup

from enduse.lists import ListState, list_states
from enduse.web.current import current_of
from enduse.web.days import last_day
from enduse.web.pages import hostile, words
from enduse.web.security import Refusal, caller, csrf_field

TEMPLATES: Final = Path(__file__).parents[1] / "templates"
STATIC: Final = Path(__file__).parents[1] / "static"


@dataclasses.dataclass(frozen=True, kw_only=True)
class Day:
    """The day that a page is of: `day` is None for now, `problem` says what was wrong with the words given for it."""

    day: dt.date | None
    words: str = ""
    problem: str | None = None


def asked_day(request: Request) -> Day:
    """The as-of day of a request: `2024-05-02`, or the last day of `2024-05` or `2024`."""
    given = request.query_params.get("as_of", "").strip()
    if not given:
        return Day(day=None)
    try:
        return Day(day=last_day(given), words=given)
    except ValueError:
        return Day(day=None, problem=f"as of {given!r} is no day; write it as 2022-12-09. This page is of today.")


def day_of_file(request: Request) -> dt.date | None:
    """The as-of day of a file to take away, which has no place to say that it is of another day than was asked for.

    Raises:
        Refusal: the words given for it are no day.
    """
    asked = asked_day(request)
    if asked.problem is not None:
        raise Refusal(422, "invalid_input", f"as of {request.query_params['as_of']!r} is no day", "write it as 2022-12-09")
    return asked.day


def asked_place(text: str, last: int) -> int:
    """The place in a row that an address names, a page say, counted from 1: the first where it names none, the last at most."""
    return min(max(1, int(text) if text.isdecimal() and len(text) < 7 else 1), max(1, last))


def today() -> dt.date:
    """The day, in UTC."""
    return dt.datetime.now(dt.UTC).date()


def page(request: Request, template: str, *, status: int = 200, **values: Any) -> HTMLResponse:
    """Render a page.

    Args:
        request: what is answered.
        template: the template's name.
        status: the status of the answer.
        values: what the template shows.
    """
    states = list_states(current_of(request).store, today=today())
    asked = values.pop("asked", None) or asked_day(request)
    shared = {
        "request": request,
        "asked": asked,
        "today": today(),
        "undated": lambda: current_of(request).ledger().known(asked.day).undated,
        "path": request.url.path,
        "lists_loaded": [state for state in states if state.snapshot is not None],
        "lists_stale": [state for state in states if state.snapshot is not None and state.is_stale],
        "link": _Linker(request, asked),
        "user": caller(request),
        "csrf": lambda: csrf_field(request),
        "other_parameters": [(k, v) for k, v in request.query_params.multi_items() if k not in ("as_of", "page")],
    }
    html = environment().get_template(template).render(shared | values)
    return HTMLResponse(html, status_code=status)


def not_found(request: Request, what: str, hint: str) -> HTMLResponse:
    """The page that says that something is not there, and where to look instead."""
    return page(request, "missing.html", status=404, what=what, hint=hint)


class _Linker:
    """Makes links within the pages; the as-of day goes along, so that a walk through the record stays on its day."""

    def __init__(self, request: Request, asked: Day) -> None:
        self._request = request
        self._as_of = asked.words if asked.day is not None else ""

    def __call__(self, *parts: str, **parameters: Any) -> str:
        """A link to a path of parts, with parameters; those that are None are left out."""
        path = "/" + "/".join(urllib.parse.quote(str(part), safe="") for part in parts if part != "")
        several = ((k, v if isinstance(v, list | tuple) else (v,)) for k, v in parameters.items())
        told = [(k, str(v)) for k, values in several for v in values if v is not None and v != ""]
        if self._as_of and "as_of" not in parameters:
            told.append(("as_of", self._as_of))
        return f"{path}?{urllib.parse.urlencode(told)}" if told else path

    def here(self, **changes: Any) -> str:
        """This very page with some parameters changed; a list gives several, None takes one away."""
        kept = [(k, v) for k, v in self._request.query_params.multi_items() if k not in changes]
        for name, value in changes.items():
            values: Iterable[Any] = value if isinstance(value, list | tuple) else () if value is None else (value,)
            kept += [(name, str(each)) for each in values]
        return f"{self._request.url.path}?{urllib.parse.urlencode(kept)}" if kept else self._request.url.path


_environment: jinja2.Environment | None = None


def environment() -> jinja2.Environment:
    """The templates, with the filters that they use."""
    global _environment
    if _environment is None:
        _environment = _make_environment()
    return _environment


def _make_environment() -> jinja2.Environment:
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES), autoescape=True, trim_blocks=True, lstrip_blocks=True,
        finalize=hostile.harmless, undefined=jinja2.StrictUndefined,
    )  # fmt: skip
    made.filters |= {
        "say": words.say,
        "sign": words.sign,
        "actor": words.actor,
        "actors": words.actors,
        "number": words.number,
        "number_aloud": words.number_aloud,
        "credit": words.credit,
        "plural": lambda count, one, many=None: words.plural(count, one, many),
        "quoted": hostile.quoted,
        "web_address": hostile.web_address,
        "day": day_words,
        "moment": moment_words,
        "host": lambda url: urllib.parse.urlsplit(url).hostname or url,
    }
    made.tests["state"] = words.is_state
    made.globals |= {"UNKNOWN": words.UNKNOWN, "MOST_ROWS": 200, "static": _static_address, "vocabulary": words.vocabulary}
    return made


def day_words(day: dt.date | dt.datetime | str | None) -> str:
    """A day as it is printed; a month or year stays one."""
    if day is None:
        return words.UNKNOWN
    return day if isinstance(day, str) else day.strftime("%Y-%m-%d")


def moment_words(moment: dt.datetime | None) -> str:
    """A moment, to the minute, in UTC."""
    return words.UNKNOWN if moment is None else moment.astimezone(dt.UTC).strftime("%Y-%m-%d %H:%M UTC")


_digests: dict[str, str] = {}


def _static_address(name: str) -> Markup:
    """The address of a file of `static`, which changes with its content, so that browsers may keep it."""
    if name not in _digests:
        _digests[name] = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return Markup(f"/static/{name}?v={_digests[name]}")


def stale_words(state: ListState) -> str:
    """How fresh a list is, in words."""
    if state.snapshot is None:
        return "not loaded"
    return f"stale: not looked at for {state.age} days" if state.is_stale else "looked at within a week"
