"""Servers that mean no good: whatever they send, and however slowly, ends in time with one line."""

from __future__ import annotations

import gzip

import pytest
from tests.fast import slow_but

from enduse.errors import EndpointError, FetchError
from enduse.measures.fetch import Limits as ListLimits
from enduse.measures.fetch import download
from enduse.read.chat import ChatClient
from enduse.read.fetch import Fetcher, Limits

from .drip import ENDLESS, answering, dripping

#: Seconds that a request is given here; without a cut-off it would go on for hours.
GIVEN = 0.4
#: Answers that are none, one each.
BROKEN: dict[str, bytes] = {
    "not HTTP": b"SSH-2.0-OpenSSH\r\n",
    "a length below zero": b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\nabc",
    "a length of letters": b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\nabc",
    "two lengths": b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc",
    "a piece of a length below zero": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-1\r\nabc",
    "thousands of headers": b"HTTP/1.1 200 OK\r\n" + b"X: 1\r\n" * 50_000 + b"\r\n",
    "a header with controls": b"HTTP/1.1 302 Found\r\nLocation: \x1b]0;owned\x07\r\nContent-Length: 0\r\n\r\n",
    "a status of letters": b"HTTP/1.1 OK\r\n\r\n",
    "packed, but not so": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 5\r\n\r\nhello",
    "packed in an unknown way": b"HTTP/1.1 200 OK\r\nContent-Encoding: br\r\nContent-Length: 5\r\n\r\nhello",
    "cut off": b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\nhello",
}
_LAYERS = gzip.compress(gzip.compress(gzip.compress(bytes(200_000_000), 6), 6), 6)
BROKEN["packed three times"] = (
    b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip, gzip\r\nContent-Length: %d\r\n\r\n" % len(_LAYERS) + _LAYERS
)


def fetch(address: str) -> None:
    """Fetch a page of a server that has no robots.txt worth the name."""
    with Fetcher(limits=Limits(allow_private=True, page_seconds=GIVEN, step_seconds=GIVEN, pause_seconds=0)) as fetcher:
        fetcher.fetch(f"{address}/page")


def fetch_list(address: str) -> None:
    """Fetch a list."""
    download(f"{address}/sdn.csv", limits=ListLimits(step_seconds=5, file_seconds=GIVEN))


def ask(address: str) -> None:
    """Ask a model."""
    chat = ChatClient(endpoint=address, model="m", timeout=GIVEN, attempts=2, sleep=lambda _: None)
    answer = chat.ask([{"role": "user", "content": "?"}], schema={})
    assert answer.fault, answer.content
    raise EndpointError(answer.fault)


def refusal(ask_for: object, address: str) -> str:
    """The line in which a request ends."""
    with pytest.raises((FetchError, EndpointError)) as caught:
        ask_for(address)  # type: ignore[operator]
    words = str(caught.value)
    assert len(words) < 800
    assert words.isprintable()
    return words


@pytest.mark.parametrize("what", slow_but(["a body without length"], ENDLESS))
@pytest.mark.parametrize("ask_for", [fetch, fetch_list, ask])
def test_an_answer_without_end_is_cut_off(ask_for: object, what: str) -> None:
    with dripping(*ENDLESS[what]) as address:
        refusal(ask_for, address)


@pytest.mark.parametrize("what", BROKEN)
@pytest.mark.parametrize("ask_for", [fetch_list, ask])
def test_an_answer_that_is_none_is_refused_in_one_line(ask_for: object, what: str) -> None:
    with answering(BROKEN[what]) as address:
        refusal(ask_for, address)
