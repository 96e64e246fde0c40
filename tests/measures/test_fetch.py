"""Fetching a list from a server that behaves, and from servers that do not."""

from __future__ import annotations

import gzip
import itertools
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from enduse.errors import FetchError
from enduse.measures.fetch import Limits, Validators, download

LIST = b"<CONSOLIDATED_LIST dateGenerated='2026-02-27'/>" * 200
Answer = Callable[[BaseHTTPRequestHandler], None]


def serve(answers: dict[str, Answer]) -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            answers[self.path](self)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    STALL.set()
    server.shutdown()
    server.server_close()
    thread.join()


def send(handler: BaseHTTPRequestHandler, data: bytes, status: int = 200, length: int | None = None, **headers: str) -> None:
    handler.send_response(status)
    for name, value in headers.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.send_header("Content-Length", str(len(data) if length is None else length))
    handler.end_headers()
    handler.wfile.write(data)


def conditional(handler: BaseHTTPRequestHandler) -> None:
    if handler.headers.get("If-None-Match") == '"one"':
        handler.send_response(304)
        handler.end_headers()
    else:
        send(handler, LIST, ETag='"one"')


STALL = threading.Event()


def stalled(handler: BaseHTTPRequestHandler) -> None:
    send(handler, LIST[:100], length=len(LIST))
    handler.wfile.flush()
    STALL.wait(30)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    STALL.clear()
    yield from serve(
        {
            "/un.xml": conditional,
            "/moved.xml": lambda h: send(h, b"", 302, Location="/un.xml"),
            "/round.xml": lambda h: send(h, b"", 302, Location="/round.xml"),
            "/cut.xml": lambda h: send(h, LIST[:100], length=len(LIST)),
            "/stalled.xml": stalled,
            "/page.xml": lambda h: send(h, b"\n <!DOCTYPE html><title>Sorry</title>"),
            "/gone.xml": lambda h: send(h, b"no", 404),
            "/empty.xml": lambda h: send(h, b""),
            "/bomb.xml": lambda h: send(h, gzip.compress(b"0" * 5_000_000), Content_Encoding="gzip"),
        }
    )


def test_a_list_comes_whole_with_its_validators(site: str) -> None:
    came = download(f"{site}/un.xml")
    assert came is not None
    assert (came.data, came.file, came.validators.etag) == (LIST, "un.xml", '"one"')


def test_an_unchanged_list_is_not_sent_again(site: str) -> None:
    assert download(f"{site}/un.xml", known=Validators(etag='"one"')) is None
    assert download(f"{site}/un.xml", known=Validators(etag='"another"')) is not None


def test_a_redirect_is_followed_and_the_name_is_kept(site: str) -> None:
    came = download(f"{site}/moved.xml")
    assert came is not None
    assert came.url == f"{site}/un.xml"
    assert came.file == "moved.xml"


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("cut.xml", "could not be had whole"),
        ("stalled.xml", "nothing came for"),
        ("page.xml", "an HTML page in place of the list"),
        ("gone.xml", "answered 404"),
        ("empty.xml", "empty file"),
        ("bomb.xml", "larger than 1 MB"),
        ("round.xml", "more than 5 redirects"),
    ],
)
def test_what_is_not_the_list_is_refused_in_words(site: str, path: str, words: str) -> None:
    with pytest.raises(FetchError, match=words) as caught:
        # A short time only for the server that stalls: the others may be slow on a busy machine.
        download(f"{site}/{path}", limits=Limits(step_seconds=0.3 if path == "stalled.xml" else 20.0, max_bytes=1_000_000))
    assert f"{site}/{path}" in str(caught.value)


def test_a_trickle_is_given_up(site: str) -> None:
    ticks = itertools.count(0, 1000)
    with pytest.raises(FetchError, match="not whole after 600 s"):
        download(f"{site}/un.xml", clock=lambda: next(ticks))


@pytest.mark.parametrize("url", ["file:///etc/hosts", "ftp://example.org/list", "list.xml", "http://"])
def test_no_web_address_is_refused(url: str) -> None:
    with pytest.raises(FetchError):
        download(url)


def test_nobody_there() -> None:
    with pytest.raises(FetchError, match="look at the address and the connection"):
        download("http://127.0.0.1:9/list.xml", limits=Limits(step_seconds=1))
