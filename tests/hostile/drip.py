"""Servers on this machine that never come to an end: they write what they are told, a piece at a time."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Callable, Iterator

OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Content-Type: text/plain\r\nTransfer-Encoding: chunked\r\n\r\n"
#: What is sent at once, and what is sent over and over after it.
ENDLESS: dict[str, tuple[bytes, bytes]] = {
    "a header": (OK + b"X: ", b"a"),
    "headers": (OK, b"X-A: 1\r\n"),
    "provisional answers": (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
    "the length of a piece": (CHUNKED + b"1;", b"a"),
    "pieces": (CHUNKED, b"1\r\n \r\n"),
    "a body without length": (OK + b"Content-Type: text/plain\r\n\r\n", b" "),
    "packed nothing": (OK + b"Content-Encoding: gzip\r\n\r\n\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\x03", b"\x00\x00\x00\xff\xff"),
    "nothing": (b"", b""),
}


@contextlib.contextmanager
def dripping(start: bytes, again: bytes, *, pause: float = 0.02) -> Iterator[str]:
    """A server that sends the start to whoever comes, and then the same again until its client has gone; gives its address."""
    over = threading.Event()

    def answer(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.recv(65_536)
            client.sendall(start)
            while not over.wait(pause):
                client.sendall(again)

    with _listening(answer, over) as address:
        yield address


@contextlib.contextmanager
def answering(answer: bytes) -> Iterator[str]:
    """A server that gives one answer to whoever comes, and closes."""
    over = threading.Event()

    def give(client: socket.socket) -> None:
        with client, contextlib.suppress(OSError):
            client.recv(1_000_000)
            client.sendall(answer)
            client.shutdown(socket.SHUT_WR)

    with _listening(give, over) as address:
        yield address


@contextlib.contextmanager
def _listening(answer: Callable[[socket.socket], None], over: threading.Event) -> Iterator[str]:
    threads: list[threading.Thread] = []
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)

        def take() -> None:
            while not over.is_set():
                with contextlib.suppress(TimeoutError):
                    client, _ = server.accept()
                    threads.append(threading.Thread(target=answer, args=(client,)))
                    threads[-1].start()

        taking = threading.Thread(target=take)
        taking.start()
        try:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"
        finally:
            over.set()
            taking.join()
            for thread in threads:
                thread.join()
