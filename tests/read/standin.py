"""A stand-in for a chat-completions server on this machine: it gives the replies it was told, and keeps what it was asked."""

import dataclasses
import json
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from enduse.model import Document, Span


@dataclasses.dataclass
class Reply:
    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = dataclasses.field(default_factory=dict)


@dataclasses.dataclass
class StandIn:
    url: str
    asked: list[dict[str, Any]]
    headers: list[dict[str, str]]


def completion(content: Any, **rest: Any) -> Reply:
    return Reply(body=json.dumps({"choices": [{"message": {"role": "assistant", "content": content}, **rest}]}).encode())


def answer(*rows: Any) -> Reply:
    return completion(json.dumps({"statements": list(rows)}))


@contextmanager
def stand_in(replies: Sequence[Reply]) -> Iterator[StandIn]:
    """Serve replies in order, the last one for ever."""
    served = StandIn("", [], [])

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            size = int(self.headers["Content-Length"])
            served.asked.append(json.loads(self.rfile.read(size)) | {"path": self.path})
            served.headers.append({k.lower(): v for k, v in self.headers.items()})
            reply = replies[min(len(served.asked), len(replies)) - 1]
            self.send_response(reply.status)
            for name, value in reply.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(reply.body)))
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    served.url = f"http://127.0.0.1:{server.server_port}/v1"
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


@dataclasses.dataclass
class Named:
    code: str
    start: int
    end: int
    kind: str = "state"


class FewActors:
    """Knows the actors that it is given, by the words that name them."""

    def __init__(self, **codes: str) -> None:
        self.codes = codes or {"Iran": "IR", "Tehran": "IR", "Russia": "RU", "Moscow": "RU", "Ukraine": "UA", "Kyiv": "UA"}

    def find(self, text: str, *, on: object = None) -> list[Named]:
        return [
            Named(code, place, place + len(words))
            for words, code in self.codes.items()
            for place in range(len(text))
            if text.startswith(words, place)
        ]


def report(text: str, **rest: Any) -> Document:
    return Document(name="report.txt", text=text, sha256="0", **rest)


def furniture(text: str, *words: str) -> tuple[Span, ...]:
    return tuple(Span(start=text.index(w), end=text.index(w) + len(w)) for w in words)


def transfer(quote: str, **rest: Any) -> dict[str, Any]:
    row = {
        "kind": "transfer",
        "quote": quote,
        "supplier": ["IR"],
        "recipient": ["RU"],
        "items": [{"category": "uav", "text": "drones"}],
        "status": "delivered",
        "certainty": "asserted",
    }
    return row | rest
