"""A list's server that is slow, cuts off, lies about the length, or sends an old or empty file: the last good copy stays."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from tests.fast import slow_but

from enduse.lists import list_states, read_snapshot, snapshots_as_of, update_lists
from enduse.measures.fetch import Limits, download
from enduse.store import Store

from ..un_list import many, un_list

NOW = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
GOOD = un_list(many(900)).encode()
LONGER = un_list(many(910), day="2026-03-02").encode()
OLD = un_list(many(905), day="2025-02-27").encode()
LATE = threading.Event()


def send(handler: BaseHTTPRequestHandler, data: bytes, *, length: int | None = None) -> None:
    handler.send_response(200)
    if length is not None:
        handler.send_header("Content-Length", str(length))
    handler.end_headers()
    handler.wfile.write(data)


def stall(handler: BaseHTTPRequestHandler) -> None:
    send(handler, LONGER[:1000], length=len(LONGER))
    handler.wfile.flush()
    LATE.wait(20)


def trickle(handler: BaseHTTPRequestHandler) -> None:
    send(handler, b"", length=len(LONGER))
    for start in range(0, len(LONGER), 10):
        if LATE.wait(0.05):
            return
        handler.wfile.write(LONGER[start : start + 10])
        handler.wfile.flush()


FAULTS: dict[str, tuple[Callable[[BaseHTTPRequestHandler], None], str, str]] = {
    "stalls": (stall, "failed", "nothing came for"),
    "trickles": (trickle, "failed", "not whole after"),
    "cut off": (lambda h: send(h, LONGER[:-2000], length=len(LONGER)), "failed", "could not be had whole"),
    "cut off in silence": (lambda h: send(h, LONGER[:-2000]), "failed", "may have been cut off"),
    "says too little": (lambda h: send(h, LONGER, length=len(LONGER) - 2000), "failed", "may have been cut off"),
    "says too much": (lambda h: send(h, LONGER, length=len(LONGER) + 2000), "failed", "could not be had whole"),
    "empty": (lambda h: send(h, b"", length=0), "failed", "empty file"),
    "no entries": (lambda h: send(h, un_list({}, day="2026-03-02").encode()), "failed", "holds no entry"),
    "old": (lambda h: send(h, OLD, length=len(OLD)), "refused", "of 2025-02-27, older than the copy of 2026-02-27"),
    "closes": (lambda h: h.connection.close(), "failed", "could not be had whole"),
}


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            name = self.path.removeprefix("/").removesuffix(".xml").replace("_", " ")
            if name in FAULTS:
                FAULTS[name][0](self)
            else:
                data = {"good": GOOD, "longer": LONGER}[name]
                send(self, data, length=len(data))

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

        def handle(self) -> None:
            try:
                super().handle()
            except (OSError, ValueError):
                """Whoever asked has had enough."""

        def finish(self) -> None:
            try:
                super().finish()
            except (OSError, ValueError):
                """Likewise."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    LATE.set()
    server.shutdown()
    server.server_close()
    thread.join()


def fetch(url: str, known: object) -> object:
    return download(url, limits=Limits(step_seconds=2, file_seconds=3))


def update(store: Store, url: str, day: int) -> tuple[str, str]:
    now = NOW + dt.timedelta(days=day)
    (came,) = update_lists(store, ["un-sc"], now=now, url=url, fetch=fetch)  # type: ignore[arg-type]
    return came.outcome, came.words


@pytest.mark.parametrize("fault", slow_but(["cut off in silence", "no entries", "old"], FAULTS))
def test_the_last_good_copy_stays_until_a_good_one_comes(site: str, tmp_path: Path, fault: str) -> None:
    _, outcome, words = FAULTS[fault]
    with Store.open(tmp_path / "enduse.db") as store:
        assert update(store, f"{site}/good.xml", 0)[0] == "new"
        got, said = update(store, f"{site}/{fault.replace(' ', '_')}.xml", 1)
        assert (got, "\n" in said) == (outcome, False), said
        assert words in said
        assert "the copy of 2026-02-27 stays in force" in said
        (in_force,) = snapshots_as_of(store, None)
        assert len(read_snapshot(store, in_force).parties) == 900
        state = next(each for each in list_states(store, today=NOW.date()) if each.name == "un-sc")
        assert (state.problem, state.checked_at) != (None, NOW + dt.timedelta(days=1))
        assert update(store, f"{site}/longer.xml", 2)[0] == "new"
        (in_force,) = snapshots_as_of(store, None)
        assert in_force.entries == 910
