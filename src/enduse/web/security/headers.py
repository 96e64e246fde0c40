"""The headers that every answer carries, so that a browser runs and shows nothing but what is ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

#: No script, style or frame but from files of this server; nothing inline, nothing evaluated.
CONTENT_SECURITY_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self'",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    )
)
_ALWAYS = (
    (b"content-security-policy", CONTENT_SECURITY_POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    # not `no-referrer`: a browser would then say "null" for the origin of our own forms
    (b"referrer-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cache-control", b"private, no-cache"),
)
_OVER_HTTPS = ((b"strict-transport-security", b"max-age=31536000"),)


def add_headers(headers: list[tuple[bytes, bytes]], scope: Mapping[str, Any]) -> None:
    """Add to an answer's headers those that it does not have; a route that needs another policy says it itself."""
    there = {name.lower() for name, _ in headers}
    headers.extend(pair for pair in _ALWAYS if pair[0] not in there)
    if b"content-security-policy" in there:  # says itself who may frame it
        headers[:] = [pair for pair in headers if pair[0] != b"x-frame-options"]
    if scope.get("scheme") == "https":
        headers.extend(pair for pair in _OVER_HTTPS if pair[0] not in there)
