"""Fetch a list from its authority: only if it changed, within limits of time and size, through the proxy of the environment."""

from __future__ import annotations

import dataclasses
import time
from collections.abc import Callable
from pathlib import PurePosixPath
from urllib.parse import urlsplit

import httpx

from enduse.cutoff import HEADERS, CutOff, is_packed_safely, unpacked
from enduse.errors import FetchError, excerpt

USER_AGENT = "enduse/0.1 (list update)"
_HTML = (b"<!doctype html", b"<html")


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Seconds for one network step and for a whole file, bytes after decompression, and redirects."""

    step_seconds: float = 30.0
    file_seconds: float = 600.0
    max_bytes: int = 400_000_000
    max_redirects: int = 5


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Validators:
    """What the server said of the copy that we have, to be asked whether it still holds (RFC 9110, 13)."""

    etag: str | None = None
    last_modified: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """One file as the server sent it: where it came from after redirects, its name, its bytes and the server's validators."""

    url: str
    file: str
    data: bytes
    validators: Validators


def download(
    url: str,
    *,
    known: Validators | None = None,
    limits: Limits | None = None,
    clock: Callable[[], float] = time.monotonic,
    transport: httpx.BaseTransport | None = None,
) -> Download | None:
    """Download a file of a list.

    Args:
        url: its http or https address.
        known: the validators of the copy that is there already.
        limits: what it may take.
        clock: a clock in seconds that only goes forward.
        transport: sends the requests, in place of the network.

    Returns:
        The file; None where the server says that it has not changed.

    Raises:
        FetchError: it cannot be had whole: out of reach, too slow, too large, cut off, an error status, or an HTML page in its
            place.
    """
    limits = limits or Limits()
    conditions = {} if known is None else {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    headers = {"User-Agent": USER_AGENT, **HEADERS, **{name: value for name, value in conditions.items() if value}}
    if urlsplit(url).scheme not in ("http", "https"):
        raise FetchError(f"{url!r} is no http or https address; give one, or load a file with `enduse lists load FILE`")
    try:
        with (
            CutOff(limits.file_seconds) as cut,
            httpx.Client(
                timeout=limits.step_seconds, follow_redirects=True, max_redirects=limits.max_redirects, transport=transport
            ) as client,
            client.stream("GET", url, headers=headers, extensions=cut.extensions) as response,
        ):
            if response.status_code == 304 and known is not None:
                return None
            if response.status_code != 200:
                raise FetchError(f"{url}: the server answered {response.status_code}; try again later, or look at the address")
            data = _read(response, url, limits, clock() + limits.file_seconds, clock)
            if cut.is_over:
                raise httpx.ReadTimeout("cut off")
    except httpx.InvalidURL as error:
        raise FetchError(f"{url}: no address ({error}); give one that begins with https://") from error
    except httpx.TooManyRedirects as error:
        raise FetchError(f"{url}: more than {limits.max_redirects} redirects; give the address that they lead to") from error
    except httpx.TimeoutException as error:
        if cut.is_over:
            raise _too_slow(url, limits) from error
        raise FetchError(f"{url}: nothing came for {limits.step_seconds:g} s; try again later") from error
    except httpx.HTTPError as error:
        if cut.is_over:
            raise _too_slow(url, limits) from error
        words = excerpt(error) or type(error).__name__
        raise FetchError(f"{url}: could not be had whole ({words}); look at the address and the connection") from error
    return Download(
        url=str(response.url),
        file=_file_name(response, url),
        data=data,
        validators=Validators(etag=response.headers.get("etag"), last_modified=response.headers.get("last-modified")),
    )


def _read(response: httpx.Response, url: str, limits: Limits, deadline: float, clock: Callable[[], float]) -> bytes:
    """The body, with an eye on its size while it is decompressed and on the time."""
    packed = response.headers.get("content-encoding")
    if not is_packed_safely(packed):
        raise FetchError(f"{url}: packed as {excerpt(packed, most=60)!r}, which was not asked for; look at the address")
    data = bytearray()
    for chunk in unpacked(response):  # as they come: of a size asked for, a trickle would not be seen for hours
        data += chunk
        if len(data) > limits.max_bytes:
            raise FetchError(f"{url}: larger than {limits.max_bytes // 1_000_000} MB, which no list is; look at the address")
        if clock() > deadline:
            raise _too_slow(url, limits)
    if not data:
        raise FetchError(f"{url}: the server sent an empty file; try again later")
    start = bytes(data[:400]).lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML):
        raise FetchError(f"{url}: the server sent an HTML page in place of the list; open the address in a browser to see why")
    return bytes(data)


def _too_slow(url: str, limits: Limits) -> FetchError:
    return FetchError(f"{url}: not whole after {limits.file_seconds:g} s; try again later")


def _file_name(response: httpx.Response, url: str) -> str:
    """The file's name: by the address asked for, as a redirect may lead to one that names nothing."""
    for address in (url, str(response.url)):
        name = PurePosixPath(urlsplit(address).path).name
        if "." in name:
            return name
    return "list"
