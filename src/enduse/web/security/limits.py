"""How much a caller may ask: bytes of address and body, and requests a second."""

from __future__ import annotations

import asyncio
import dataclasses
import math
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any

from starlette.types import Message, Receive

from enduse.web.security.refusals import Refusal

_MOST_CALLERS = 20_000
_LONGEST_NUMBER = 18  # figures of a length that is worth reading
_READ_ANYWAY = 4  # times the limit: a client that is still sending does not read our answer


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a caller may ask.

    Attributes:
        address_bytes: path and query together.
        body_bytes: of a body that is no upload.
        upload_bytes: of a form with files.
        body_seconds: for a body to come whole.
        per_second: requests of one key, and of one address, over time; None is without limit.
        burst: requests at once.
        sign_ins_per_minute: attempts of one address to sign in.
    """

    address_bytes: int = 8_000
    body_bytes: int = 4_000_000
    upload_bytes: int = 25_000_000
    body_seconds: float = 120.0
    per_second: float | None = None
    burst: int = 200
    sign_ins_per_minute: int = 10


class RateLimiter:
    """A bucket of requests a caller, which fills again over time."""

    def __init__(self, per_second: float, burst: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._per_second, self._burst, self._clock = per_second, burst, clock
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def take(self, who: str) -> float:
        """Take one request out of a caller's bucket; the seconds to wait where it is empty, else 0."""
        with self._lock:
            now = self._clock()
            left, then = self._buckets.get(who, (float(self._burst), now))
            left = min(self._burst, left + (now - then) * self._per_second)
            if left < 1:
                self._buckets[who] = (left, now)
                return (1 - left) / self._per_second
            if len(self._buckets) >= _MOST_CALLERS:
                self._forget_full(now)
            self._buckets[who] = (left - 1, now)
            return 0.0

    def check(self, who: str) -> None:
        """Take one request, or refuse it.

        Raises:
            Refusal: the bucket is empty.
        """
        wait = self.take(who)
        if wait > 0:
            seconds = math.ceil(wait)
            raise Refusal(
                429,
                "too_many_requests",
                "too many requests in a short time",
                f"wait {seconds} s, and send fewer at once",
                headers={"Retry-After": str(seconds)},
            )

    def _forget_full(self, now: float) -> None:
        """Forget whoever may send as much as at the start; all of them where that leaves no room."""
        full = self._burst / self._per_second
        self._buckets = {who: (left, then) for who, (left, then) in self._buckets.items() if now - then < full}
        if len(self._buckets) >= _MOST_CALLERS:
            self._buckets.clear()


def check_address(scope: Mapping[str, Any], limits: Limits) -> None:
    """Refuse an address that is too long.

    Raises:
        Refusal: it is.
    """
    size = len(scope.get("raw_path") or scope["path"].encode()) + len(scope.get("query_string", b""))
    if size > limits.address_bytes:
        raise Refusal(
            414,
            "address_too_long",
            f"the address and its query are {size:,} bytes long, and {limits.address_bytes:,} are read",
            "ask in parts, or send it as a body where the path takes one",
        )


class LimitedBody:
    """Gives an application the body of a request, and no more of it than is allowed."""

    def __init__(
        self, scope: Mapping[str, Any], receive: Receive, limits: Limits, *, clock: Callable[[], float] = time.monotonic
    ) -> None:
        headers = {name: value for name, value in scope["headers"] if name in (b"content-type", b"content-length", b"expect")}
        self._is_upload = headers.get(b"content-type", b"").lower().startswith(b"multipart/form-data")
        self._limit = limits.upload_bytes if self._is_upload else limits.body_bytes
        self._said = headers.get(b"content-length")
        self._waits = b"expect" in headers  # such a client sends nothing before it is told to
        self._receive, self._got, self._is_whole = receive, 0, False
        self._clock, self._seconds, self._ends = clock, limits.body_seconds, clock() + limits.body_seconds

    async def check(self) -> None:
        """Refuse a body that is said to be too long.

        Raises:
            Refusal: it is, or its length is no number.
        """
        if self._said is None:
            return
        if not self._said.isdigit():
            raise Refusal(
                400, "invalid_length", "the header Content-Length is no number", "send the length of the body in bytes"
            )
        length = int(self._said) if len(self._said) <= _LONGEST_NUMBER else self._limit * _READ_ANYWAY + 1
        if length > self._limit:
            if not self._waits and length <= self._limit * _READ_ANYWAY:
                await self._drain()
            raise self._too_long()

    async def receive(self) -> Message:
        """The next part of the body.

        Raises:
            Refusal: the body is longer than is allowed, or takes longer to come.
        """
        if self._is_whole:  # what comes next is the end of the connection, however long the answer takes
            return await self._receive()
        left = max(0.0, self._ends - self._clock())
        try:
            message = await asyncio.wait_for(self._receive(), left)
        except TimeoutError:
            raise self._too_slow() from None
        self._is_whole = not message.get("more_body", False)
        self._got += len(message.get("body", b""))
        if self._got > self._limit:
            raise self._too_long()
        return message

    async def _drain(self) -> None:
        while (left := self._ends - self._clock()) > 0:
            try:
                message = await asyncio.wait_for(self._receive(), left)
            except TimeoutError:
                return
            if message["type"] == "http.disconnect" or not message.get("more_body", False):
                return

    def _too_slow(self) -> Refusal:
        message = f"the body was not whole after {self._seconds:g} s"
        return Refusal(408, "body_too_slow", message, "send it at once, or in parts", headers={"Connection": "close"})

    def _too_long(self) -> Refusal:
        noun = "upload" if self._is_upload else "body"
        message = f"the {noun} is larger than {self._limit:,} bytes"
        return Refusal(413, f"{noun}_too_large", message, "send it in parts", headers={"Connection": "close"})
