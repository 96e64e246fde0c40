"""Who sends a request: by a key, by a session, or as whoever uses an open server."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, quote

from starlette.concurrency import run_in_threadpool

from enduse import access
from enduse.store import Store
from enduse.web.security.callers import LOCAL, NOBODY, Caller, demand
from enduse.web.security.cookies import SESSION, read_cookie
from enduse.web.security.refusals import Refusal, speech_of

#: What anybody may ask for.
OPEN_PATHS = frozenset(("/healthz", "/readyz", "/sign-in", "/favicon.ico", "/robots.txt"))
OPEN_FOLDERS = ("/static/",)
_SCHEMES = ("apikey", "bearer")
_WORD_IN_QUERY = "api_key"
#: Where yente's clients say the key in another word.
_OTHER_WORDS = {"/updatez": "token"}
#: Where they read 403, and not 401, as a key that is missing or wrong.
_FORBIDDEN = frozenset(("/updatez",))


@dataclasses.dataclass(frozen=True, slots=True)
class Credentials:
    """What a request shows of who sends it."""

    key: str | None
    session: str | None


def credentials_of(scope: Mapping[str, Any]) -> Credentials:
    """What a request shows; a key before a session."""
    for name, value in scope["headers"]:
        if name == b"authorization":
            scheme, _, word = value.decode("latin-1").partition(" ")
            if scheme.lower() in _SCHEMES and word.strip():
                return Credentials(word.strip(), None)
        elif name == b"x-api-key":
            return Credentials(value.decode("latin-1").strip(), None)
    query = scope.get("query_string", b"")
    word = _OTHER_WORDS.get(scope["path"], _WORD_IN_QUERY)
    for name in (_WORD_IN_QUERY, word):
        if f"{name}=".encode() in query:
            said = parse_qs(query.decode("latin-1")).get(name)
            if said:
                return Credentials(said[0], None)
    return Credentials(None, read_cookie(SESSION, scope))


async def identify(scope: Mapping[str, Any], store: Store, *, is_open: bool) -> Caller:
    """Who sends a request.

    Raises:
        Refusal: it shows a key that is none of ours, or no longer.
    """
    shown = credentials_of(scope)
    now = dt.datetime.now(dt.UTC)
    if shown.key is not None:
        key = await run_in_threadpool(access.find_key, store, shown.key, now=now)
        if key is None:
            raise _unknown_key(scope["path"])
        return Caller(name=key.name, scope=key.scope, by="key", key=key.id)
    if shown.session is not None:
        key = await run_in_threadpool(access.find_session, store, shown.session, now=now)
        if key is not None:
            return Caller(name=key.name, scope=key.scope, by="session", key=key.id, session=shown.session)
    return LOCAL if is_open else NOBODY


def check_may_read(scope: Mapping[str, Any], who: Caller) -> None:
    """Refuse whoever may not read, but for what anybody may ask for; a person is led to the page where one signs in.

    Raises:
        Refusal: they may not.
    """
    path: str = scope["path"]
    if path in OPEN_PATHS or path.startswith(OPEN_FOLDERS) or who.may("read"):
        return
    if path in _FORBIDDEN and who.by == "nothing":
        raise _unknown_key(path)
    if scope["method"] == "GET" and speech_of(path) == "page" and _wants_page(scope):
        query = scope.get("query_string", b"").decode("latin-1")
        back = quote(path + (f"?{query}" if query else ""), safe="")
        raise Refusal(303, "not_signed_in", "sign in first", headers={"Location": f"/sign-in?next={back}"})
    demand(who, "read")


def _unknown_key(path: str) -> Refusal:
    return Refusal(
        403 if path in _FORBIDDEN else 401,
        "key_unknown",
        "the key is not known here, was revoked, or its time is over",
        "look at the key; `enduse keys list` shows which are in use",
        headers={"WWW-Authenticate": 'ApiKey realm="enduse", Bearer'},
    )


def _wants_page(scope: Mapping[str, Any]) -> bool:
    return any(name == b"accept" and b"text/html" in value for name, value in scope["headers"])
