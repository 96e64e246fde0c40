"""Fetching: against a server on loopback, with a clock that does not run by itself."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import importlib
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from enduse.errors import FetchError
from enduse.read.fetch import Fetched, Fetcher, Limits

NOW = dt.datetime(2024, 3, 1, 12, tzinfo=dt.UTC)


class Site(ThreadingHTTPServer):
    """A site whose pages a test sets: path to status, headers and body."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.server_port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked if path != "/robots.txt"]


class _Handler(BaseHTTPRequestHandler):
    server: Site

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, headers, body = self.server.pages.get(self.path, (404, {}, b""))
        if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
            status, body = 304, b""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[Site]:
    server = Site()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@dataclasses.dataclass
class Clock:
    seconds: float = 0.0
    slept: list[float] = dataclasses.field(default_factory=list)

    def now(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def build_fetcher(clock: Clock | None = None, cache: dict[str, Fetched] | None = None, **limits: object) -> Fetcher:
    clock = clock or Clock()
    allowed = Limits(**{"allow_private": True, **limits})  # type: ignore[arg-type]
    return Fetcher(limits=allowed, cache=cache, now=lambda: NOW, clock=clock.now, sleep=clock.sleep)


def test_a_page_comes_with_hash_and_time(site: Site) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html; charset=utf-8", "ETag": '"1"'}, b"<p>Tanks</p>")
    with build_fetcher() as fetcher:
        page = fetcher.fetch(site.url("/a"))
    assert page.data == b"<p>Tanks</p>"
    assert page.sha256 == hashlib.sha256(b"<p>Tanks</p>").hexdigest()
    assert (page.fetched_at, page.media_type, page.etag) == (NOW, "text/html; charset=utf-8", '"1"')


def test_a_page_that_has_not_changed_comes_from_the_cache(site: Site) -> None:
    site.pages["/a"] = (200, {"ETag": '"1"', "Last-Modified": "Fri, 01 Mar 2024 00:00:00 GMT"}, b"one")
    cache: dict[str, Fetched] = {}
    with build_fetcher(cache=cache) as fetcher:
        first = fetcher.fetch(site.url("/a"))
    with build_fetcher(cache=cache) as fetcher:
        assert fetcher.fetch(site.url("/a")) == first
    sent = site.asked[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"1"', "Fri, 01 Mar 2024 00:00:00 GMT")
    site.pages["/a"] = (200, {"ETag": '"2"'}, b"two")
    with build_fetcher(cache=cache) as fetcher:
        assert fetcher.fetch(site.url("/a")).data == b"two"


def test_redirects_are_followed_and_limited(site: Site) -> None:
    for i in range(9):
        site.pages[f"/{i}"] = (302, {"Location": f"/{i + 1}"}, b"")
    site.pages["/9"] = (200, {}, b"end")
    with build_fetcher() as fetcher:
        assert fetcher.fetch(site.url("/4")).url == site.url("/9")
        with pytest.raises(FetchError, match="more than 5 redirects"):
            fetcher.fetch(site.url("/3"))


@pytest.mark.parametrize("target", ["file:///etc/passwd", "ftp://example.org/a", "gopher://x/"])
def test_redirects_to_other_schemes_are_refused(site: Site, target: str) -> None:
    site.pages["/a"] = (302, {"Location": target}, b"")
    with build_fetcher() as fetcher, pytest.raises(FetchError, match="no http or https address"):
        fetcher.fetch(site.url("/a"))


def test_large_pages_are_refused(site: Site) -> None:
    site.pages["/a"] = (200, {}, b"x" * 5000)
    with build_fetcher(max_bytes=4999) as fetcher, pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(site.url("/a"))


def test_error_statuses_are_named(site: Site) -> None:
    with build_fetcher() as fetcher, pytest.raises(FetchError, match="answered 404"):
        fetcher.fetch(site.url("/nowhere"))


def test_robots_are_respected(site: Site) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /private\n")
    site.pages["/private/a"] = site.pages["/public"] = (200, {}, b"x")
    with build_fetcher() as fetcher:
        assert fetcher.fetch(site.url("/public")).data == b"x"
        with pytest.raises(FetchError, match=r"robots\.txt does not allow"):
            fetcher.fetch(site.url("/private/a"))
    assert site.paths() == ["/public"]


def test_robots_that_cannot_be_had_allow_nothing(site: Site) -> None:
    site.pages["/robots.txt"] = (503, {}, b"")
    site.pages["/a"] = (200, {}, b"x")
    with build_fetcher() as fetcher, pytest.raises(FetchError, match=r"robots\.txt"):
        fetcher.fetch(site.url("/a"))


def test_requests_to_one_host_are_apart(site: Site) -> None:
    site.pages["/a"] = site.pages["/b"] = (200, {}, b"x")
    clock = Clock()
    with build_fetcher(clock, pause_seconds=2.0) as fetcher:
        fetcher.fetch(site.url("/a"))
        fetcher.fetch(site.url("/b"))
    assert clock.slept == [2.0, 2.0]  # after robots.txt, and between the pages


def test_a_slow_page_is_given_up(site: Site) -> None:
    site.pages["/a"] = (200, {}, b"x" * 200_000)
    moments = iter(range(0, 10_000, 50))
    fetcher = Fetcher(
        limits=Limits(allow_private=True), now=lambda: NOW, clock=lambda: float(next(moments)), sleep=lambda _: None
    )
    with fetcher, pytest.raises(FetchError, match="took more than"):
        fetcher.fetch(site.url("/a"))


def test_local_addresses_are_refused_by_default(site: Site) -> None:
    site.pages["/a"] = (200, {}, b"secret")
    with build_fetcher(allow_private=False) as fetcher, pytest.raises(FetchError, match="private or local") as raised:
        fetcher.fetch(site.url("/a"))
    assert str(raised.value).startswith(f"{site.url('/a')}: ")  # the page that was asked for, not its robots.txt
    assert "--allow-private" in str(raised.value)
    assert site.asked == []


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "192.168.0.9", "172.16.5.5", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1",
     "fe80::1", "fc00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:7f00:1::"],
)  # fmt: skip
def test_names_that_resolve_to_inner_addresses_are_refused(address: str) -> None:
    fetcher = Fetcher(now=lambda: NOW, clock=Clock().now, sleep=Clock().sleep, resolver=lambda host, port: [address])
    with fetcher, pytest.raises(FetchError, match="private or local"):
        fetcher.fetch("http://news.example/a")


def test_one_inner_address_among_public_ones_is_enough_to_refuse() -> None:
    fetcher = Fetcher(
        now=lambda: NOW, clock=Clock().now, sleep=Clock().sleep, resolver=lambda host, port: ["93.184.215.14", "10.0.0.1"]
    )
    with fetcher, pytest.raises(FetchError, match="private or local"):
        fetcher.fetch("http://news.example/a")


def test_the_address_that_was_checked_is_the_one_connected_to(site: Site) -> None:
    site.pages["/a"] = (200, {}, b"x")
    asked: list[str] = []

    def resolver(host: str, port: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"]

    fetcher = Fetcher(
        limits=Limits(allow_private=True), now=lambda: NOW, clock=Clock().now, sleep=Clock().sleep, resolver=resolver
    )
    with fetcher:
        assert fetcher.fetch(f"http://news.example:{site.server_port}/a").data == b"x"
    assert asked == ["news.example", "news.example"]
    assert site.asked[-1][1]["Host"] == f"news.example:{site.server_port}"


def test_a_redirect_to_an_inner_address_is_refused(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.pages["/a"] = (302, {"Location": "http://inner.example/"}, b"")
    monkeypatch.setattr(importlib.import_module("enduse.read.fetch"), "_is_public", lambda address: address == "127.0.0.1")
    addresses = {"127.0.0.1": "127.0.0.1", "inner.example": "10.0.0.1"}
    fetcher = Fetcher(now=lambda: NOW, clock=Clock().now, sleep=Clock().sleep, resolver=lambda host, port: [addresses[host]])
    with fetcher, pytest.raises(FetchError, match=r"inner\.example is a private or local address"):
        fetcher.fetch(site.url("/a"))
    assert site.paths() == ["/a"]


def test_unknown_hosts_and_bad_addresses_are_one_line() -> None:
    def resolver(host: str, port: int) -> list[str]:
        raise OSError("not known")

    with Fetcher(now=lambda: NOW, clock=Clock().now, sleep=Clock().sleep, resolver=resolver) as fetcher:
        for url in ("http://nowhere.example/", "http://", "https://[bad", "http://exa mple/", "ftp://x/"):
            with pytest.raises(FetchError) as caught:
                fetcher.fetch(url)
            assert "\n" not in str(caught.value)
            assert str(caught.value).startswith(url)
