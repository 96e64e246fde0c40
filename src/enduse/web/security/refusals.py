"""Errors in the form that a path speaks: our own JSON, the `detail` that yente's clients read, or a page."""

from __future__ import annotations

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Literal

import orjson
from fastapi import FastAPI, HTTPException, Request
from fastapi.encoders import jsonable_encoder
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException as StarletteHTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import HTMLResponse, Response

from enduse.errors import EndpointError, EnduseError, FetchError, InputError, StoreError
from enduse.web.security.error_page import error_page

Speech = Literal["api", "yente", "page"]
_OURS = ("/api/", "/mcp")
_YENTES = ("/match/", "/search/", "/entities/", "/reconcile/")
_YENTES_WHOLE = frozenset("/match /search /entities /reconcile /catalog /algorithms /updatez /healthz /readyz /metrics".split())
_DATA = (".json", ".csv", ".xlsx", ".atom", ".jsonl", ".pdf", ".svg", ".png")
#: What to do about a status that was raised without saying it.
_ADVICE = {
    400: "look at what was sent, and send it again",
    401: "sign in, or send a key: `Authorization: ApiKey KEY`",
    403: "ask whoever runs this server for a key that allows it",
    404: "look at the address; the ledger lists what there is",
    405: "use another method for this address",
    422: "mend the value that is named, and send it again",
    500: "try again; if it stays, tell whoever runs this server the request id",
    503: "try again in a moment",
}
#: What was seen, where only a status says so.
_SEEN = {404: "there is nothing at this address", 405: "this address does not take that method"}
#: Which status an error of ours is, the first that fits.
_STATUSES: tuple[tuple[type[EnduseError], int, str], ...] = (
    (StoreError, 503, "database_unavailable"),
    (EndpointError, 502, "reader_unavailable"),
    (FetchError, 422, "not_fetched"),
    (InputError, 422, "invalid_input"),
)
#: What to do where the error's own advice is for the command line.
_INSTEAD: Mapping[type[EnduseError], str] = {FetchError: "give the address of another public page, or send its text"}


class Refusal(HTTPException):
    """An error that says what was seen and what to do.

    Args:
        status: the HTTP status.
        code: one word for programs, such as `body_too_large`.
        message: what was seen.
        what_to_do: what the caller can do about it.
        headers: further headers of the answer.
    """

    def __init__(
        self, status: int, code: str, message: str, what_to_do: str | None = None, *, headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(status, message, dict(headers or {}))
        self.code = code
        self.message = message
        self.what_to_do = what_to_do if what_to_do is not None else _advice(status)


def speech_of(path: str) -> Speech:
    """Which form of error a path speaks."""
    if path.startswith(_OURS):
        return "api"
    if path.startswith(_YENTES) or path in _YENTES_WHOLE:
        return "yente"
    return "api" if path.endswith(_DATA) else "page"


def answer(refusal: Refusal, path: str, request_id: str) -> Response:
    """The answer that says a refusal in the form of its path."""
    headers = dict(refusal.headers or {})
    speech = speech_of(path)
    if speech == "page":
        page = error_page(refusal.status_code, refusal.message, refusal.what_to_do, request_id)
        return HTMLResponse(page, refusal.status_code, headers)
    told: dict[str, Any] = {"detail": f"{refusal.message}; {refusal.what_to_do}"}
    if speech == "api":
        told = {"error": {"code": refusal.code, "message": refusal.message, "what_to_do": refusal.what_to_do}}
    return Response(orjson.dumps(told), refusal.status_code, headers, "application/json")


def install_refusals(app: FastAPI) -> None:
    """Let every error that a route raises leave in the form of its path."""

    async def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, StarletteHTTPException)
        status = error.status_code
        if status in (204, 304):
            return Response(status_code=status, headers=dict(error.headers or {}))
        if speech_of(request.url.path) == "yente" and not isinstance(error, Refusal):
            told = orjson.dumps({"detail": jsonable_encoder(error.detail)})
            return Response(told, status, dict(error.headers or {}), "application/json")
        return answer(refusal_of(error), request.url.path, request_id_of(request))

    async def invalid(request: Request, error: Exception) -> Response:
        assert isinstance(error, RequestValidationError)
        if speech_of(request.url.path) == "yente":
            told = [{name: fault[name] for name in ("type", "loc", "msg")} for fault in error.errors()]
            return Response(orjson.dumps({"detail": told}), 422, media_type="application/json")
        return answer(Refusal(422, "invalid_input", _faults(error)), request.url.path, request_id_of(request))

    async def ours(request: Request, error: Exception) -> Response:
        assert isinstance(error, EnduseError)
        return answer(refusal_of(error), request.url.path, request_id_of(request))

    app.add_exception_handler(StarletteHTTPException, refused)
    app.add_exception_handler(RequestValidationError, invalid)
    app.add_exception_handler(EnduseError, ours)


def refusal_of(error: Exception) -> Refusal:
    """An error as a refusal; of what nobody foresaw, nothing is told."""
    if isinstance(error, Refusal):
        return error
    if isinstance(error, StarletteHTTPException):
        words = str(error.detail)
        taken = (error.headers or {}).get("Allow", "").replace(", ", " or ")
        instead = f"use {taken} for this address" if taken else None
        if taken and "GET" not in taken:
            instead = f"it takes {taken} alone: go back to the page whose form leads here"
        if words == _phrase(error.status_code):
            words = _SEEN.get(error.status_code, words)
        return Refusal(error.status_code, _code(error.status_code), words, instead, headers=error.headers)
    if isinstance(error, ClientDisconnect):
        return Refusal(400, "broken_off", "the request broke off before its end")
    for kind, status, code in _STATUSES:
        if isinstance(error, kind):
            message, _, what_to_do = " ".join(str(error).split()).partition("; ")
            return Refusal(status, code, message, _INSTEAD.get(kind, what_to_do) or None)
    return Refusal(500, "fault", "something went wrong in the server")


def request_id_of(request: Request) -> str:
    """The id that the answer carries as `X-Request-Id`."""
    return str(getattr(request.state, "request_id", ""))


def _faults(error: RequestValidationError) -> str:
    faults = error.errors()
    told = [f"{'.'.join(str(part) for part in fault['loc'])}: {fault['msg']}" for fault in faults[:3]]
    return ", ".join(told) + (f", and {len(faults) - 3} more" if len(faults) > 3 else "")


def _code(status: int) -> str:
    return _phrase(status).lower().replace(" ", "_").replace("-", "_")


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "Error"


def _advice(status: int) -> str:
    return _ADVICE.get(status, _ADVICE[500] if status >= 500 else _ADVICE[400])
