"""Which names this server goes by: another name in a request means that a page elsewhere made its own name lead here."""

from __future__ import annotations

import ipaddress
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from enduse.web.security.refusals import Refusal

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")
_QUESTIONS = "/reconcile/"  # asked by pages of other programs, and changes nothing


def is_loopback(host: str) -> bool:
    """Whether an address can only be reached from this machine."""
    try:
        return ipaddress.ip_address(host.strip("[]").split("%")[0]).is_loopback
    except ValueError:
        return host.lower().rstrip(".") == "localhost"


def check_host(scope: Mapping[str, Any], names: Sequence[str]) -> None:
    """Refuse a request for a name that is not this server's; no names allow every one.

    Raises:
        Refusal: it is for another name.
    """
    if not names:
        return
    host = _header(scope, b"host")
    name = _name_of(host)
    if name is None or name not in names:
        raise Refusal(
            421,
            "unknown_host",
            f"this server does not go by the name {host[:80]!r}",
            f"use http://{names[0]}, or start it with --name",
        )


def check_origin(scope: Mapping[str, Any]) -> None:
    """Refuse what a page of another site lets a browser send; programs that are no browsers say nothing of a site.

    Raises:
        Refusal: a browser says that another site's page is behind it.
    """
    if scope["method"] in ("GET", "HEAD", "OPTIONS") or scope["path"].startswith(_QUESTIONS):
        return
    site = _header(scope, b"sec-fetch-site")
    origin = _header(scope, b"origin")
    if site:
        is_ours = site in ("same-origin", "none")
    else:
        is_ours = not origin or (urlsplit(origin).netloc.lower() == _header(scope, b"host").lower() and origin != "null")
    if not is_ours:
        raise Refusal(
            403,
            "other_site",
            "the request comes from a page of another site",
            "open the page on this server and send it from there",
        )


def _name_of(host: str) -> str | None:
    """The name in a Host header, without its port."""
    try:
        name = urlsplit(f"//{host}").hostname
    except ValueError:
        return None
    return name.rstrip(".") if name else None


def _header(scope: Mapping[str, Any], wanted: bytes) -> str:
    return next((value.decode("latin-1") for name, value in scope["headers"] if name == wanted), "")
