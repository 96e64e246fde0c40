"""Fetch pages politely and safely: limits on time, size and redirects, no inner networks, robots.txt, pauses."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import ipaddress
import socket
import time
from collections.abc import Callable, Iterable, MutableMapping
from urllib.parse import urljoin, urlsplit

import httpx
from protego import Protego

from enduse.cutoff import HEADERS, CutOff, is_packed_safely, unpacked
from enduse.errors import FetchError, excerpt

USER_AGENT = "enduse/0.1"
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """One fetched page: raw bytes and their hash, where they came from after redirects, when, and the server's validators."""

    url: str
    data: bytes
    sha256: str
    media_type: str | None
    fetched_at: dt.datetime
    etag: str | None = None
    last_modified: str | None = None


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """How much a page may ask of us: seconds for one network step and for the whole page, bytes, redirects, seconds between
    two requests to one host, and whether private, loopback and link-local addresses may be reached."""

    step_seconds: float = 10.0
    page_seconds: float = 60.0
    max_bytes: int = 20_000_000
    max_redirects: int = 5
    pause_seconds: float = 1.0
    allow_private: bool = False


Resolver = Callable[[str, int], Iterable[str]]


def resolve(host: str, port: int) -> list[str]:
    """The numeric addresses of a host."""
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


class Fetcher:
    """Fetches pages; one per run, since it remembers robots.txt and the last request to each host.

    Args:
        limits: what a page may take.
        cache: pages fetched before, by address; a page that has not changed since is taken from it, a new one is put in it.
        now: the present moment in UTC.
        clock: a clock in seconds that only goes forward.
        sleep: waits some seconds.
        resolver: gives the numeric addresses of a host and port.
    """

    def __init__(
        self,
        *,
        limits: Limits | None = None,
        cache: MutableMapping[str, Fetched] | None = None,
        now: Callable[[], dt.datetime] = lambda: dt.datetime.now(dt.UTC),
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        resolver: Resolver = resolve,
    ) -> None:
        self._limits = limits or Limits()
        self._cache = cache
        self._now, self._clock, self._sleep = now, clock, sleep
        self._robots_by_site: dict[str, Protego] = {}
        self._next_by_host: dict[str, float] = {}
        self._client = httpx.Client(
            transport=_GuardedTransport(resolver, self._limits.allow_private),
            timeout=self._limits.step_seconds,
            headers={
                **HEADERS,
                "User-Agent": USER_AGENT,
                "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain,*/*;q=0.5",
            },
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """Fetch a page.

        Args:
            url: its http or https address.

        Returns:
            The page as it is now; from the cache where the server says that it has not changed.

        Raises:
            FetchError: It cannot be had: no http(s) address, not reachable, an inner address, forbidden by robots.txt,
                too large, too slow, too many redirects, or an error status.
        """
        deadline = self._clock() + self._limits.page_seconds
        known = self._cache.get(url) if self._cache is not None else None
        at = url
        try:
            for _ in range(self._limits.max_redirects + 1):
                self._check_allowed(at, url)
                status, headers, data = self._get(at, deadline, known if at == url or (known and at == known.url) else None)
                if status in _REDIRECTS and "location" in headers:
                    at = urljoin(at, headers["location"])
                    continue
                if status == 304 and known is not None:
                    return dataclasses.replace(known, fetched_at=self._now())
                if status != 200:
                    raise FetchError(f"{url}: the server answered {status}; open the address in a browser and save the page")
                return self._keep(url, at, headers, data)
        except _InnerAddressError as error:
            raise FetchError(
                f"{url}: {error} is a private or local address; give a public one (enduse read --allow-private takes it)"
            ) from error
        except httpx.InvalidURL as error:
            raise FetchError(f"{url}: not an address ({error}); give one that begins with https://") from error
        except httpx.TimeoutException as error:
            raise FetchError(
                f"{url}: no answer within {self._limits.step_seconds:g} s; try again later or save the page"
            ) from error
        except httpx.DecodingError as error:
            raise FetchError(f"{url}: came {excerpt(error)}; try again later or save the page") from error
        except httpx.HTTPError as error:
            why = excerpt(error) or type(error).__name__
            raise FetchError(f"{url}: could not be reached ({why}); look at the address and the connection") from error
        raise FetchError(f"{url}: more than {self._limits.max_redirects} redirects; give the address that they lead to")

    def _keep(self, url: str, at: str, headers: httpx.Headers, data: bytes) -> Fetched:
        page = Fetched(
            url=at,
            data=data,
            sha256=hashlib.sha256(data).hexdigest(),
            media_type=headers.get("content-type"),
            fetched_at=self._now(),
            etag=headers.get("etag"),
            last_modified=headers.get("last-modified"),
        )
        if self._cache is not None:
            self._cache[url] = page
        return page

    def _get(self, url: str, deadline: float, known: Fetched | None) -> tuple[int, httpx.Headers, bytes]:
        self._wait(urlsplit(url).netloc)
        conditions = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified} if known is not None else {}
        asked = {name: value for name, value in conditions.items() if value}
        with CutOff(deadline - self._clock()) as cut:
            try:
                with self._client.stream("GET", url, headers=asked, extensions=cut.extensions) as response:
                    data = self._read(response, url, deadline)
            except httpx.TransportError as error:
                if cut.is_over:
                    raise self._too_slow(url) from error
                raise
            if cut.is_over:
                raise self._too_slow(url)
        return response.status_code, response.headers, data

    def _read(self, response: httpx.Response, url: str, deadline: float) -> bytes:
        packed, limit = response.headers.get("content-encoding"), self._limits.max_bytes
        if not is_packed_safely(packed):
            raise FetchError(f"{url}: packed as {excerpt(packed, most=60)!r}, which was not asked for; save the page")
        data = bytearray()
        for chunk in unpacked(response):  # as they come: of a size asked for, a trickle would not be seen for hours
            data += chunk
            if len(data) > limit:
                raise FetchError(f"{url}: larger than {limit // 1_000_000} MB; save the part that you need")
            if self._clock() > deadline:
                raise self._too_slow(url)
        return bytes(data)

    def _too_slow(self, url: str) -> FetchError:
        return FetchError(f"{url}: took more than {self._limits.page_seconds:g} s; try again later or save the page")

    def _wait(self, host: str) -> None:
        """Keep the pause between two requests to one host."""
        pause = self._next_by_host.get(host, 0.0) - self._clock()
        if pause > 0:
            self._sleep(pause)
        self._next_by_host[host] = self._clock() + self._limits.pause_seconds

    def _check_allowed(self, at: str, url: str) -> None:
        try:
            parts = urlsplit(at)
        except ValueError as error:
            raise FetchError(f"{url}: not an address ({error}); give one that begins with https://") from error
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"{url}: leads to {at[:80]!r}, which is no http or https address; give one that is")
        robots = self._robots(f"{parts.scheme}://{parts.netloc}")
        if not robots.can_fetch(at, USER_AGENT):
            raise FetchError(f"{url}: the site's robots.txt does not allow it; save the page in a browser and give the file")
        if delay := robots.crawl_delay(USER_AGENT):
            host_pause = min(float(delay), 30.0) - self._limits.pause_seconds
            if host_pause > 0 and parts.netloc in self._next_by_host:
                self._next_by_host[parts.netloc] += host_pause

    def _robots(self, site: str) -> Protego:
        """The site's robots.txt: none (4xx) allows all, one that cannot be had allows nothing (RFC 9309, 2.3.1)."""
        if site not in self._robots_by_site:
            self._robots_by_site[site] = Protego.parse(self._robots_text(f"{site}/robots.txt"))
        return self._robots_by_site[site]

    def _robots_text(self, url: str) -> str:
        deadline = self._clock() + self._limits.step_seconds
        for _ in range(self._limits.max_redirects + 1):
            status, headers, data = self._get(url, deadline, None)
            if status in _REDIRECTS and "location" in headers:
                url = urljoin(url, headers["location"])
                continue
            if status == 200:
                return data[:500_000].decode("utf-8", errors="replace")
            return "" if 400 <= status < 500 else "User-agent: *\nDisallow: /"
        return ""


class _InnerAddressError(Exception):
    """The host, which is no public one; told apart from other faults until the page that led to it is named."""


class _GuardedTransport(httpx.BaseTransport):
    """Resolves a host itself, refuses inner addresses, and connects to the very address that was checked.

    A second look-up by the network library could give another answer than the one that was checked.
    """

    def __init__(self, resolver: Resolver, allow_private: bool) -> None:
        self._resolver, self._allow_private = resolver, allow_private
        self._inner = httpx.HTTPTransport(retries=1)

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        port = request.url.port or (443 if request.url.scheme == "https" else 80)
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise httpx.ConnectError(f"no such host: {host}", request=request) from error
        if not addresses:
            raise httpx.ConnectError(f"no such host: {host}", request=request)
        if not self._allow_private and not all(_is_public(address) for address in addresses):
            raise _InnerAddressError(host)
        request.extensions = {**request.extensions, "sni_hostname": host}
        request.url = request.url.copy_with(host=addresses[0])
        return self._inner.handle_request(request)

    def close(self) -> None:
        self._inner.close()


def _is_public(address: str) -> bool:
    """Whether a numeric address belongs to the public internet, also where an IPv6 address wraps an IPv4 one."""
    ip = ipaddress.ip_address(address.split("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
    return ip.is_global and not ip.is_multicast
