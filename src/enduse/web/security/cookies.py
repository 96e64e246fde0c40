"""The two cookies: the session's, and the one that forms are bound to where there is no session."""

from __future__ import annotations

from collections.abc import Mapping
from http.cookies import SimpleCookie
from typing import Any

SESSION = "enduse_session"
FORM = "enduse_form"


def cookie_name(name: str, scope: Mapping[str, Any]) -> str:
    """The cookie's name here: over https with the prefix that lets no neighbouring site set it."""
    return f"__Host-{name}" if scope.get("scheme") == "https" else name


def read_cookie(name: str, scope: Mapping[str, Any]) -> str | None:
    """What a request's cookie holds."""
    wanted = cookie_name(name, scope) + "="
    for header, value in scope["headers"]:
        if header == b"cookie":
            for part in value.decode("latin-1").split(";"):
                if part.strip().startswith(wanted):
                    return str(part.strip()[len(wanted) :]) or None
    return None


def set_cookie(name: str, value: str, scope: Mapping[str, Any], *, seconds: int) -> str:
    """The header that sets a cookie for our own pages alone; 0 seconds removes it."""
    cookie: SimpleCookie = SimpleCookie({cookie_name(name, scope): value})
    for morsel in cookie.values():
        morsel["path"], morsel["samesite"], morsel["max-age"] = "/", "Lax", str(seconds)
        morsel["httponly"], morsel["secure"] = True, scope.get("scheme") == "https"
    return cookie.output(header="").strip()
