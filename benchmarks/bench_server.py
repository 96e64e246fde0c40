"""The server under load, beside a bare FastAPI route of the same machine: requests a second, and how long the slowest took.

    python benchmarks/bench_server.py [--seconds 4] [--statements 20000] [--entries 10000] [--list FILE ...] [--clients 4]
                                      [--soak SECONDS]

Server and clients are processes of their own. The ledger is of invented statements; the list is of invented parties, unless
files of a real one are named. The ratio is the server's processor time for a request over that of the bare route, and holds on
any machine; the rest is only for comparison within one run. `a core` is how many requests a second one idle core would answer.
`memory` is what the server holds after the load over what it held before it. `--soak` then asks for everything in turn for
so many seconds, and tells a fifth of it at a time how many requests failed and what the server holds.
"""

from __future__ import annotations

import argparse
import contextlib
import datetime as dt
import http.client
import json
import multiprocessing
import os
import random
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench_merge import record

from enduse.lists import load_list
from enduse.read.reader import Reading
from enduse.store import Store

THREADS = 4  # of a client process; each keeps one connection
NOW = dt.datetime.now(dt.UTC)
FIRST = "Timur Angela Farhad Oleg Maria Chen Yusuf Irina Pavel Amir Natalia Karim Viktor Leila".split()
LAST = (
    "Arslanov Marlow Karimi Petrov Wei Hassan Sokolova Novak Rahimi Orlov Haddad Ivanova Kovac Lindqvist Moreau Tanaka".split()
)
FIRMS = "Kaskad Orlan Vector Meridian Polyot Zenit Sapfir Radian Almaz Granit Severny Trident Novum Altair Signal Volna".split()
KINDS = "Avionika Components Trading Logistics Elektronika Shipping Precision Optics Instruments Microsystems".split()

Request = tuple[str, str, bytes | None]
Measured = tuple[list[float], int]


@dataclass(frozen=True)
class Load:
    """What one path did: the seconds of every request, sorted; how many failed; requests a second; processor time of each."""

    seconds: Sequence[float]
    failed: int
    a_second: float
    processor: float

    def share(self, part: float) -> float:
        """The milliseconds within which that part of the requests was answered."""
        return 1000 * self.seconds[min(len(self.seconds) - 1, int(part * len(self.seconds)))]


def main() -> None:
    """Fill a workspace, load each path in turn, and print a line for each."""
    asked = _arguments()
    with tempfile.TemporaryDirectory() as scratch:
        database = Path(scratch) / "enduse.db"
        names = fill(database, asked.statements, asked.entries, asked.list)
        print(f"{asked.statements:,} statements, {len(names):,} names to ask for, {asked.clients} × {THREADS} connections")
        with running([sys.executable, __file__, "--bare"]) as (process, port):
            bare = load(process, port, [("GET", "/", None)], asked)
        tell("a bare route", bare, bare)
        command = [sys.executable, "-m", "enduse", "serve", "--port", "0", "--quiet", "--database", str(database)]
        with running(command) as (process, port):
            paths = targets(port, names)
            for requests in paths.values():
                load(process, port, requests, asked, seconds=min(1.0, asked.seconds))
            before = memory(process)
            for name, requests in paths.items():
                tell(name, load(process, port, requests, asked), bare)
            print(f"memory {memory(process) / before:.2f} × ({before / 1e6:.0f} MB before)")
            if asked.soak:
                soak(process, port, [request for requests in paths.values() for request in requests[:50]], asked, bare)


def soak(process: subprocess.Popen[str], port: int, requests: list[Request], asked: argparse.Namespace, bare: Load) -> None:
    """Everything in turn for a long time, told a fifth at a time."""
    random.Random(5).shuffle(requests)
    before = memory(process)
    for part in range(1, 6):
        measured = load(process, port, requests, asked, seconds=asked.soak / 5)
        tell(f"soak, {part} of 5", measured, bare)
        print(f"  {measured.failed} failed; memory {memory(process) / before:.2f} ×")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("--seconds", type=float, default=4.0)
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--entries", type=int, default=10_000)
    parser.add_argument("--list", type=Path, nargs="+", default=[])
    parser.add_argument("--clients", type=int, default=1)
    parser.add_argument("--soak", type=float, default=0.0)
    parser.add_argument("--bare", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.bare:
        serve_bare()
        raise SystemExit
    return asked


def serve_bare() -> None:
    """What the paths are compared with: one route that answers a constant."""
    import uvicorn
    from fastapi import FastAPI

    from enduse.web.server import address_of, listen

    app = FastAPI()

    @app.get("/")
    async def root() -> dict[str, str]:
        return {"status": "ok"}

    with listen("127.0.0.1", 0) as taken:
        print(f"Enduse is at {address_of(taken)}", file=sys.stderr, flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False)).run(sockets=[taken])


@contextlib.contextmanager
def running(command: list[str]) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """A server in a process of its own, and its port."""
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    said: list[str] = []
    found = None
    while found is None:
        said.append(process.stderr.readline())
        assert said[-1], f"the server did not start: {''.join(said)}"
        found = re.search(r"Enduse is at \S+:(\d+)", said[-1])
    rest = threading.Thread(target=lambda: [None for _ in process.stderr or ()], daemon=True)
    rest.start()
    try:
        yield process, int(found[1])
    finally:
        process.terminate()
        process.wait(30)
        rest.join(30)
        process.stderr.close()


def fill(database: Path, statements: int, entries: int, files: list[Path]) -> list[str]:
    """Invented statements, and a list; the names to ask for."""
    dice = random.Random(11)
    claims, documents = record(statements)
    by_document: dict[str, list[object]] = {}
    for claim in claims:
        by_document.setdefault(claim.doc, []).append(claim)
    with Store.open(database) as store:
        for document in documents:
            store.save_reading(document, Reading(statements=tuple(by_document[document.name])), "bench", NOW)  # type: ignore[arg-type]
        names = [party_name(dice) for _ in range(entries)]
        if files:
            _, reading = load_list(store, files, now=NOW, accept=True)
            names = [party.caption for party in reading.parties]
        else:
            file = database.parent / "parties.ftm.json"
            file.write_text("".join(ftm_line(number, name) for number, name in enumerate(names)), encoding="utf-8")
            load_list(store, [file], now=NOW, accept=True)
    return [misspelt(dice, name) for name in dice.sample(names, min(2_000, len(names)))]


def party_name(dice: random.Random) -> str:
    """A person's or a firm's invented name."""
    if dice.random() < 0.5:
        return f"{dice.choice(FIRST)} {dice.choice(FIRST)} {dice.choice(LAST)}"
    return f"{dice.choice(FIRMS)}-{dice.randrange(100)} {dice.choice(KINDS)} {dice.choice(['LLC', 'FZE', 'GmbH', 'JSC'])}"


def ftm_line(number: int, name: str) -> str:
    """A list entry as FollowTheMoney writes it."""
    schema = "Company" if "-" in name else "Person"
    row = {"id": f"B-{number}", "schema": schema, "caption": name, "datasets": ["bench"], "target": True}
    return json.dumps(row | {"properties": {"name": [name], "topics": ["sanction"]}}) + "\n"


def misspelt(dice: random.Random, name: str) -> str:
    """A name, in half of the cases with one letter wrong."""
    place = dice.randrange(len(name))
    return name if dice.random() < 0.5 or not name[place].isalpha() else name[:place] + "a" + name[place + 1 :]


def targets(port: int, names: list[str]) -> dict[str, list[Request]]:
    """The paths that are loaded."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
    connection.request("GET", "/transfers")
    page = connection.getresponse().read().decode()
    transfers = list(dict.fromkeys(re.findall(r'href="(/transfers/[^"?#]+)', page)))[:50]
    documents = list(dict.fromkeys(re.findall(r'href="(/documents/[^"?#]+)', page)))[:50]
    connection.close()
    found: dict[str, list[Request]] = {
        "GET /healthz": [("GET", "/healthz", None)],
        "POST /match, one query": [("POST", "/match/default", question(name)) for name in names],
        "GET /": [("GET", "/", None)],
        "GET /transfers": [("GET", f"/transfers{query}", None) for query in ("", "?supplier=AK", "?item=uav")],
        "GET /transfers/...": [("GET", path, None) for path in transfers],
        "GET /documents/...": [("GET", path, None) for path in documents],
    }
    return {name: requests for name, requests in found.items() if requests}


def question(name: str) -> bytes:
    """One query of `/match`."""
    return json.dumps({"queries": {"q": {"schema": "LegalEntity", "properties": {"name": [name]}}}}).encode()


def load(
    process: subprocess.Popen[str],
    port: int,
    requests: list[Request],
    asked: argparse.Namespace,
    *,
    seconds: float | None = None,
) -> Load:
    """Send requests for some seconds from several processes of several threads."""
    lasting = asked.seconds if seconds is None else seconds
    with multiprocessing.get_context("spawn").Pool(asked.clients) as pool:
        began, used = time.perf_counter(), processor_time(process)
        parts = pool.starmap(send, [(port, requests, lasting, number) for number in range(asked.clients)])
        took, used = time.perf_counter() - began, processor_time(process) - used
    times = sorted(one for part in parts for one in part[0])
    assert times, "no request was answered"
    return Load(times, sum(part[1] for part in parts), len(times) / took, used / len(times))


def send(port: int, requests: list[Request], seconds: float, number: int) -> Measured:
    """Send requests on several connections until the time is over."""
    results: list[Measured] = []
    ends = time.perf_counter() + seconds
    threads = [
        threading.Thread(target=lambda place=place: results.append(send_on_one(port, requests, ends, place)))
        for place in range(number * THREADS, (number + 1) * THREADS)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return [one for part in results for one in part[0]], sum(part[1] for part in results)


def send_on_one(port: int, requests: list[Request], ends: float, place: int) -> Measured:
    """Send requests one after the other on one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    times: list[float] = []
    failed = 0
    at = place * 37
    clock: Callable[[], float] = time.perf_counter
    while (began := clock()) < ends:
        method, path, body = requests[at % len(requests)]
        at += 1
        connection.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = connection.getresponse()
        answer.read()
        times.append(clock() - began)
        failed += answer.status != 200
    connection.close()
    return times, failed


def tell(name: str, measured: Load, bare: Load) -> None:
    """Print one line."""
    print(
        f"{name:24} ratio {measured.processor / bare.processor:7.1f}  {1 / measured.processor:6.0f} a core  "
        f"{measured.a_second:6.0f} a second  "
        f"p50 {measured.share(0.5):7.1f}  p95 {measured.share(0.95):7.1f}  p99 {measured.share(0.99):7.1f} ms  "
        f"failed {measured.failed}",
        flush=True,
    )


def processor_time(process: subprocess.Popen[str]) -> float:
    """The seconds of processor time that a process has used."""
    stat = Path(f"/proc/{process.pid}/stat")
    if not stat.exists():
        raise SystemExit("this benchmark reads /proc, which only Linux has")
    fields = stat.read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(process: subprocess.Popen[str]) -> float:
    """The bytes that a process holds."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8"))
    return float(found[1]) * 1000 if found is not None else 0.0


if __name__ == "__main__":
    main()
