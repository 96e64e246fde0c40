"""Signing in with a key, so that a browser need not send it each time, and signing out."""

from __future__ import annotations

import datetime as dt
from typing import Annotated

from fastapi import APIRouter, Depends, FastAPI, Request
from starlette.datastructures import FormData
from starlette.responses import HTMLResponse, RedirectResponse, Response

from enduse import access
from enduse.web.current import CurrentState
from enduse.web.security.audit import audit
from enduse.web.security.callers import caller
from enduse.web.security.cookies import SESSION, set_cookie
from enduse.web.security.error_page import render
from enduse.web.security.forms import checked_form, csrf_field
from enduse.web.security.limits import RateLimiter

router = APIRouter(include_in_schema=False)
_UNKNOWN = "This key is not known here, was revoked, or its time is over."


def install(app: FastAPI) -> None:
    """Give the application its own count of attempts."""
    a_minute = app.state.settings.limits.sign_ins_per_minute
    app.state.sign_ins = RateLimiter(a_minute / 60, a_minute)


@router.get("/sign-in")
async def show_sign_in(request: Request, next: str = "/") -> HTMLResponse:
    """The form that takes a key."""
    return _page(request, _safe_path(next))


@router.post("/sign-in")
def sign_in(request: Request, form: Annotated[FormData, Depends(checked_form)], current: CurrentState) -> Response:
    """Open a session with a key, and go on to the page that was wanted."""
    address = request.client.host if request.client is not None else "unknown"
    request.app.state.sign_ins.check(address)
    now = dt.datetime.now(dt.UTC)
    shown, wanted = str(form.get("key", "")).strip(), _safe_path(str(form.get("next", "/")))
    key = access.find_key(current.store, shown, now=now)
    if key is None:
        audit(request, "sign-in-refused")
        return _page(request, wanted, problem=_UNKNOWN, status=401)
    token = access.open_session(current.store, key, now=now)
    audit(request, "sign-in", key.id, who=key.name)
    response = RedirectResponse(wanted, 303)
    seconds = int(access.SESSION.total_seconds())
    response.headers.append("set-cookie", set_cookie(SESSION, token, request.scope, seconds=seconds))
    return response


@router.post("/sign-out")
def sign_out(request: Request, _form: Annotated[FormData, Depends(checked_form)], current: CurrentState) -> Response:
    """Close the session of this browser."""
    who = caller(request)
    if who.session is not None:
        access.close_session(current.store, who.session, now=dt.datetime.now(dt.UTC))
        audit(request, "sign-out", who.key)
    response = RedirectResponse("/sign-in", 303)
    response.headers.append("set-cookie", set_cookie(SESSION, "", request.scope, seconds=0))
    return response


def _page(request: Request, wanted: str, *, problem: str | None = None, status: int = 200) -> HTMLResponse:
    who = caller(request)
    html = render("sign_in.html", wanted=wanted, problem=problem, who=who, csrf_field=csrf_field(request))
    return HTMLResponse(html, status, {"Cache-Control": "no-store"})


def _safe_path(wanted: str) -> str:
    """A path of this server; an address that leads elsewhere becomes the first page."""
    is_ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable()
    return wanted if is_ours else "/"
