"""Fetching what a caller names: public addresses only, few at a time, and not for long."""

from __future__ import annotations

import threading
from collections.abc import Iterator

from fastapi import Request

from enduse.read.fetch import Fetcher, Limits
from enduse.web.security.refusals import Refusal

#: A caller waits for it, and every fetch holds a thread.
LIMITS = Limits(step_seconds=8.0, page_seconds=25.0, max_bytes=10_000_000, max_redirects=5, pause_seconds=0.2)
_AT_ONCE = threading.BoundedSemaphore(4)


def safe_fetcher(request: Request) -> Iterator[Fetcher]:
    """A dependency: what fetches pages whose addresses come from outside; never from private or local addresses.

    The guard looks at the numeric address that is connected to, also after redirects and where a name changes its address.

    Raises:
        Refusal: too many pages are being fetched already.
    """
    if not _AT_ONCE.acquire(blocking=False):
        raise Refusal(
            503, "fetching_busy", "too many pages are being fetched", "try again in a few seconds", headers={"Retry-After": "5"}
        )
    try:
        with Fetcher(limits=LIMITS, resolver=request.app.state.resolver) as fetcher:
            yield fetcher
    finally:
        _AT_ONCE.release()
