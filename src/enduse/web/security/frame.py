"""The frame around the whole application: what comes in is checked, and what goes out carries our headers."""

from __future__ import annotations

import logging
import re
import secrets
import time
from typing import TYPE_CHECKING, Any

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from enduse.web.security.cookies import FORM, set_cookie
from enduse.web.security.headers import add_headers
from enduse.web.security.hosts import check_host, check_origin
from enduse.web.security.identify import check_may_read, identify
from enduse.web.security.limits import LimitedBody, RateLimiter, check_address
from enduse.web.security.refusals import answer, refusal_of

if TYPE_CHECKING:
    from enduse.web.app import ServerSettings

_ACCESS = logging.getLogger("enduse.access")
_FAULTS = logging.getLogger("enduse.web")
_REQUEST_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")
_FORM_COOKIE_SECONDS = 12 * 3600
_LONGEST_LOGGED = 200  # characters of a path


class Frame:
    """Identifies, limits, logs and counts every request, and lets no error out but in words."""

    def __init__(self, app: ASGIApp, settings: ServerSettings) -> None:
        self._app, self._settings = app, settings
        limits = settings.limits
        self._rate = RateLimiter(limits.per_second, limits.burst) if limits.per_second is not None else None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            if scope["type"] == "lifespan":
                await self._app(scope, receive, send)
            return
        if scope["method"] == "HEAD":  # as GET; the server below leaves the body out
            scope = {**scope, "method": "GET"}
        exchange = _Exchange(scope, send)
        metrics = scope["app"].state.metrics
        metrics.begin()
        try:
            await self._answer(scope, receive, exchange)
        finally:
            seconds = time.perf_counter() - exchange.began
            metrics.end(scope, exchange.status, seconds)
            _log(scope, exchange, seconds)

    async def _answer(self, scope: Scope, receive: Receive, exchange: _Exchange) -> None:
        body = LimitedBody(scope, receive, self._settings.limits)
        try:
            await self._admit(scope, body)
            await self._app(scope, body.receive, exchange.send)
        except Exception as error:  # the outermost boundary: nobody outside is ever shown a stack
            if exchange.status:
                raise  # half an answer has left: the connection is cut
            refusal = refusal_of(error)
            if refusal.code == "fault":
                _FAULTS.exception("request %s failed", exchange.request_id, extra={"request_id": exchange.request_id})
            response = answer(refusal, scope["path"], exchange.request_id)
            await response(scope, receive, exchange.send)

    async def _admit(self, scope: Scope, body: LimitedBody) -> None:
        """Refuse what is not to reach the application, the cheapest question first."""
        settings, state = self._settings, scope["state"]
        check_host(scope, settings.names)
        check_address(scope, settings.limits)
        if self._rate is not None:
            self._rate.check(f"address {_address_of(scope)}")
        await body.check()
        who = await identify(scope, scope["app"].state.current.store, is_open=settings.is_open)
        state["caller"] = who
        if self._rate is not None and who.key is not None:
            self._rate.check(f"key {who.key}")
        if who.by != "key":
            check_origin(scope)
        check_may_read(scope, who)


class _Exchange:
    """One request and its answer."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.began = time.perf_counter()
        self.status = 0
        self._scope, self._send = scope, send
        said = next((value for name, value in scope["headers"] if name == b"x-request-id"), b"")
        self.request_id = said.decode() if _REQUEST_ID.fullmatch(said) else secrets.token_hex(8)
        scope.setdefault("state", {})["request_id"] = self.request_id

    async def send(self, message: Message) -> None:
        """Send a part of the answer; its beginning with our headers."""
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers: list[tuple[bytes, bytes]] = list(message.get("headers", ()))
            headers.append((b"x-request-id", self.request_id.encode()))
            add_headers(headers, self._scope)
            form_cookie = self._scope["state"].get("new_form_cookie")
            if form_cookie is not None:
                cookie = set_cookie(FORM, form_cookie, self._scope, seconds=_FORM_COOKIE_SECONDS)
                headers.append((b"set-cookie", cookie.encode("latin-1")))
            message = {**message, "headers": headers}
        await self._send(message)


def _address_of(scope: Scope) -> str:
    client = scope.get("client")
    return str(client[0]) if client else "unknown"


def _log(scope: Scope, exchange: _Exchange, seconds: float) -> None:
    """One line a request. The query is left out: it can hold a key, or the name of a person who is looked up."""
    if not _ACCESS.isEnabledFor(logging.INFO):
        return
    who: Any = scope["state"].get("caller")
    fields = {
        "request_id": exchange.request_id,
        "address": _address_of(scope),
        "caller": getattr(who, "name", None),
        "method": scope["method"],
        "path": scope["path"][:_LONGEST_LOGGED],
        "status": exchange.status,
        "ms": round(seconds * 1000, 1),
    }
    line = f"{fields['address']} {fields['method']} {fields['path']!a} {fields['status']} {fields['ms']} ms"
    _ACCESS.info(line, extra={"fields": fields})
