"""Who asks, and what they may do."""

from __future__ import annotations

import dataclasses
import functools
from collections.abc import Awaitable, Callable
from typing import Literal

from fastapi import Request

from enduse.access import Scope, allows
from enduse.web.security.refusals import Refusal

_TELL_HOW = "sign in, or send a key: `Authorization: ApiKey KEY`; `enduse keys create` makes one"


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks.

    Attributes:
        name: the key's name; "local" where the server is open; it stands beside every decision.
        scope: what they may do; "none" where nobody knows who it is.
        by: how that is known: nothing was asked for (`open`), a key, a session, or not at all (`nothing`).
        key: the id of the key, also of that which opened the session.
        session: what the session's cookie holds; never to be shown.
    """

    name: str
    scope: str
    by: Literal["open", "key", "session", "nothing"]
    key: str | None = None
    session: str | None = dataclasses.field(default=None, repr=False)

    def may(self, scope: Scope) -> bool:
        """Whether they may do what needs a scope."""
        return allows(self.scope, scope)

    @property
    def is_signed_in(self) -> bool:
        """Whether a session was opened in this browser, which can be closed."""
        return self.by == "session"


LOCAL = Caller(name="local", scope="admin", by="open")
NOBODY = Caller(name="nobody", scope="none", by="nothing")


def caller(request: Request) -> Caller:
    """Who asks."""
    found = getattr(request.state, "caller", None)
    return found if isinstance(found, Caller) else NOBODY


@functools.cache  # one dependency a scope, so that a test can put another in its place
def require(scope: Scope) -> Callable[[Request], Awaitable[Caller]]:
    """A dependency for what only some may do: `Depends(require("review"))`; its value is the `Caller`."""

    async def allowed(request: Request) -> Caller:
        return demand(caller(request), scope)

    return allowed


def demand(who: Caller, scope: Scope) -> Caller:
    """The caller, if they may do what needs a scope.

    Raises:
        Refusal: they may not, or it is not known who they are.
    """
    if who.may(scope):
        return who
    if who.by == "nothing":
        raise Refusal(
            401, "not_signed_in", "this needs a key", _TELL_HOW, headers={"WWW-Authenticate": 'ApiKey realm="enduse", Bearer'}
        )
    raise Refusal(
        403,
        "scope_too_narrow",
        f"the key of {who.name} may {who.scope}, and this needs {scope}",
        f"use a key made with `enduse keys create NAME --scope {scope}`",
    )
