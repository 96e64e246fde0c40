"""A packed answer of a server is unpacked whole, or told as damaged (how long it may take: hostile/test_servers.py)."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Iterator

import httpx
import pytest

from enduse.cutoff import unpacked

BODY = b"".join(b"%d of a list\n" % n for n in range(5_000))


def _bare(data: bytes) -> bytes:
    pack = zlib.compressobj(wbits=-15)
    return pack.compress(data) + pack.flush()


PACKED: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "gzip": ("gzip", gzip.compress),
    "gzip in members": (" X-GZIP", lambda data: gzip.compress(data[:1_000]) + gzip.compress(data[1_000:])),
    "deflate": ("Deflate", zlib.compress),
    "bare deflate": ("deflate", _bare),
}


def answer(encoding: str, packed: bytes, *, step: int) -> bytes:
    """What is unpacked of a body that comes in pieces."""

    class Pieces(httpx.SyncByteStream):
        def __iter__(self) -> Iterator[bytes]:
            yield from (packed[at : at + step] for at in range(0, len(packed), step))

    response = httpx.Response(200, headers={"Content-Encoding": encoding}, stream=Pieces())
    return b"".join(unpacked(response))


@pytest.mark.parametrize("step", [1, 1_000, 10**6])
@pytest.mark.parametrize("form", PACKED)
def test_a_packed_body_is_unpacked_however_it_comes(form: str, step: int) -> None:
    encoding, pack = PACKED[form]
    assert answer(encoding, pack(BODY), step=step) == BODY
    assert answer(encoding, pack(BODY) + b"\n", step=step) == BODY


@pytest.mark.parametrize("left", [1, 2, 11, 2_000, -9, -1])
@pytest.mark.parametrize("form", PACKED)
def test_a_packed_body_that_breaks_off_is_told(form: str, left: int) -> None:
    encoding, pack = PACKED[form]
    with pytest.raises(httpx.DecodingError, match="cut off"):
        answer(encoding, pack(BODY)[:left], step=1_000)


def test_a_packed_body_of_something_else_is_told() -> None:
    with pytest.raises(httpx.DecodingError, match="damaged"):
        answer("gzip", b"<html>not packed at all</html>", step=1_000)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "identity", ""])
def test_a_body_of_nothing_is_nothing(encoding: str) -> None:
    assert answer(encoding, b"", step=1) == b""
