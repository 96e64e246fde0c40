"""What an answer of a server may take of us before it is one: time for the whole of it, and how it may be packed.

A limit for each network step is none for the whole: headers that come one letter at a time, or lengths of pieces that never
end, pass it for days. And pieces packed several times over unpack to a million times their size before anybody can count them.
"""

from __future__ import annotations

import socket
import threading
import zlib
from collections.abc import Callable, Iterator, Mapping
from types import TracebackType
from typing import Any, Final, Self

import httpx

#: How we let servers pack an answer, and how it may come: once at most, by a method that cannot grow more than a thousandfold.
PACKED: Final = "gzip, deflate"
_KNOWN: Final = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
_GZIP: Final = b"\x1f\x8b"
_PIECE: Final = 2**20
#: A connection that is used again would not be seen by its cut-off.
HEADERS: Final[Mapping[str, str]] = {"Accept-Encoding": PACKED, "Connection": "close"}


def is_packed_safely(encoding: str | None) -> bool:
    """Whether an answer with this `Content-Encoding` can be unpacked piece by piece within a bound.

    >>> [is_packed_safely(e) for e in (None, "gzip", "br", "gzip, gzip")]
    [True, True, False, False]
    """
    return _plain(encoding) in _KNOWN


def unpacked(response: httpx.Response) -> Iterator[bytes]:
    """The body of an answer that is packed safely, unpacked, piece by piece as it comes.

    httpx takes what comes before the end of a packed body for the whole, where the server tells no length.

    Raises:
        httpx.DecodingError: it is damaged or breaks off.
    """
    encoding = _plain(response.headers.get("content-encoding"))
    if encoding in ("", "identity"):
        yield from response.iter_bytes()
        return
    unpack, packed = None, b""
    try:
        for piece in response.iter_raw():
            packed += piece
            while len(packed) > (unpack is None or unpack.eof):  # two bytes show in which form the next member is
                if unpack is None or unpack.eof:
                    if unpack is not None and not packed.startswith(_GZIP):
                        return  # what stands behind the body is none of it
                    unpack = zlib.decompressobj(_form(encoding, packed))
                yield unpack.decompress(packed, _PIECE)
                packed = unpack.unused_data if unpack.eof else unpack.unconsumed_tail
            yield b""  # for who reads to look at the clock
        if unpack is not None:
            yield unpack.flush()
    except zlib.error as error:
        raise httpx.DecodingError("packed, and damaged on the way") from error
    if not unpack.eof if unpack is not None else packed:
        raise httpx.DecodingError("packed, and cut off on the way")


def _form(encoding: str, packed: bytes) -> int:
    """The form of what begins so, as zlib counts them: what is called deflate is bare with some servers."""
    if "gzip" in encoding:
        return 31
    return 15 if packed[0] & 15 == 8 and int.from_bytes(packed[:2]) % 31 == 0 else -15


def _plain(encoding: str | None) -> str:
    return (encoding or "").strip().lower()


class CutOff:
    """Ends the connections of a request when its time is over, whatever comes over them.

    Give `extensions` with the request, which has to open a connection of its own (`HEADERS`); what is read from it then ends,
    with an error or as if it were whole, and `is_over` says why.

    Args:
        seconds: how long.
    """

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self._sockets: list[socket.socket] = []
        self._lock = threading.Lock()
        self._timer = threading.Timer(max(0.0, seconds), self._cut)
        self._timer.daemon = True
        self.extensions: dict[str, Callable[[str, Mapping[str, Any]], None]] = {"trace": self._see}

    def __enter__(self) -> Self:
        """Begin to count."""
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Stop counting."""
        self._timer.cancel()

    def _see(self, event: str, info: Mapping[str, Any]) -> None:
        """Remember a connection that has been opened."""
        if event.endswith(("connect_tcp.complete", "connect_unix_socket.complete", "start_tls.complete")):
            with self._lock:
                self._sockets.append(info["return_value"].get_extra_info("socket"))
                if self.is_over:
                    _shut(self._sockets)

    def _cut(self) -> None:
        with self._lock:
            self.is_over = True
            _shut(self._sockets)


def _shut(sockets: list[socket.socket]) -> None:
    for opened in sockets:
        try:
            opened.shutdown(socket.SHUT_RDWR)
        except OSError:  # closed already
            continue
