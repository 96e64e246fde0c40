"""Serving: how long pages and answers of the API take, by the statements in the ledger."""

from __future__ import annotations

import asyncio
import contextlib
import cProfile
import http.client
import re
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import bench_server
import httpx
from bench_merge import ACTORS
from bench_server import Request, fill, question, running

from enduse.web.app import ServerSettings, create_app
from growth.measuring import Scale
from growth.points import Curve, Point
from growth.profiles import Shares, of_all_threads, shares_of

SIZES: dict[Scale, Sequence[int]] = {
    "toy": (50, 100),
    "usual": (1_000, 5_000),
    "full": (1_000, 5_000, 20_000, 100_000),
}
SECONDS: dict[Scale, float] = {"toy": 0.1, "usual": 1.0, "full": 6.0}
ENTRIES: dict[Scale, int] = {"toy": 50, "usual": 2_000, "full": 10_000}
BARE = "floor: a bare route"


def by_ledger(scale: Scale) -> Iterator[Curve]:
    """Milliseconds of an answer, its median and the slowest of twenty, asked on one connection."""
    times: dict[str, dict[int, list[float]]] = {}
    sizes = SIZES[scale]
    middle = sizes[(len(sizes) - 1) // 2]
    shares = Shares()
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            database = Path(folder) / "enduse.db"
            names = fill(database, size, ENTRIES[scale], [])
            with running([sys.executable, bench_server.__file__, "--bare"]) as (_, port):
                times.setdefault(BARE, {})[size] = answered(port, [("GET", "/", None)], SECONDS[scale])
            command = [sys.executable, "-m", "enduse", "serve", "--port", "0", "--quiet", "--database", str(database)]
            with running(command) as (_, port):
                asked = paths(port, names)
                for line, requests in asked.items():
                    answered(port, requests[:1], 0.0)  # what is made for the first
                    times.setdefault(line, {})[size] = answered(port, requests, SECONDS[scale])
            if size == middle:
                shares = profile(database, asked)
    for name, words, part in (("median", "the median", 0.5), ("slowest", "the slowest of twenty", 0.95)):
        yield Curve(
            name=f"serving-{name}",
            title=f"Answers of the server, {words}, by the size of the ledger",
            size="statements in the ledger",
            value="milliseconds by the clock, one connection",
            points=[Point(line, n, _within(took, part)) for line, sized in times.items() for n, took in sized.items()],
            floors={BARE: ()},
            made_of=shares if part == 0.5 else Shares(),
            profiled=f"a round of all paths with {middle:,} statements, processor time of all threads",
            notes=(f"a list of {ENTRIES[scale]:,} entries; a page that is asked again is kept by the server as rendered",),
        )


def paths(port: int, names: Sequence[str]) -> dict[str, list[Request]]:
    """What is asked, by line; pages that the server keeps, and the same with a question that is new each time."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    connection.request("GET", "/transfers")
    page = connection.getresponse().read().decode()
    connection.close()
    transfers = list(dict.fromkeys(re.findall(r'href="(/transfers/[^"?#]+)', page)))[:50]
    days = range(10, 29)  # of a year before all reports, so that only the question is new
    pairs = [f"?supplier={one}&recipient={other}&since=1990-01-{d}" for d in days for one in ACTORS[:8] for other in ACTORS[8:]]
    found: dict[str, list[Request]] = {
        "/transfers, asked again": [("GET", "/transfers", None)],
        "/transfers of one partnership": [("GET", f"/transfers{pair}", None) for pair in pairs],
        "/transfers/ID": [("GET", path, None) for path in transfers],
        "/api/v1/transfers": [("GET", f"/api/v1/transfers?limit={limit}", None) for limit in range(30, 51)],
        "/match": [("POST", "/match/default", question(name)) for name in names],
    }
    return {line: requests for line, requests in found.items() if requests}


def answered(port: int, requests: Sequence[Request], seconds: float, *, least: int = 20) -> list[float]:
    """Ask on one connection until the time is over, `least` times at least where there is any; how long each answer took.

    Raises:
        RuntimeError: an answer was a refusal.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=600)
    times: list[float] = []
    ends = time.perf_counter() + seconds
    while len(times) < (least if seconds else 1) or time.perf_counter() < ends:
        method, path, body = requests[len(times) % len(requests)]
        began = time.perf_counter()
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        answer.read()
        times.append(time.perf_counter() - began)
        if answer.status != 200:
            raise RuntimeError(f"{method} {path} was answered with {answer.status}")
    connection.close()
    return times


def _within(times: Sequence[float], part: float) -> float:
    """The milliseconds within which that part of the answers came."""
    return 1000 * sorted(times)[min(len(times) - 1, int(part * len(times)))]


def profile(database: Path, asked: Mapping[str, Sequence[Request]], *, rounds: int = 20) -> Shares:
    """The rooms' shares of answering every path some times in this process, after each has been asked once."""

    async def ask_round(client: httpx.AsyncClient, number: int) -> None:
        for requests in asked.values():
            method, path, body = requests[number % len(requests)]
            await client.request(method, path, content=body, headers={"Content-Type": "application/json"})

    async def ask(number_of_rounds: int, found: contextlib.AbstractContextManager[list[cProfile.Profile]]) -> Shares:
        app = create_app(ServerSettings(database=str(database)))
        transport = httpx.ASGITransport(app)
        async with (
            app.router.lifespan_context(app),
            httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1", timeout=600) as client,
        ):
            with found as profiles:
                await ask_round(client, 0)
                for own in profiles:
                    own.clear()  # what is made for the first is no part of an answer
                for number in range(1, number_of_rounds + 1):
                    await ask_round(client, number)
            return shares_of(profiles)

    asyncio.run(ask(rounds, contextlib.nullcontext([])))  # loads what all need, which takes long under a profile
    return asyncio.run(ask(rounds, of_all_threads()))
