"""Work that is killed: in a process of its own, with all that it started, at a moment that nobody chose.

Processes are forked from one that has imported everything, so that a death costs milliseconds and there can be many.
"""

from __future__ import annotations

import contextlib
import functools
import multiprocessing
import os
import random
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Protocol

#: Seeds of each kind of work; a long campaign sets hundreds.
SEEDS = int(os.environ.get("ENDUSE_TEST_SEEDS", "3"))
_KILLS = 3  # at most, of one seed
_MANY = 20  # seeds of which some must have died in mid-work, however busy the machine
_TOLD = "told"

Tell = Callable[[object], None]


class Work(Protocol):
    """Does something in a folder, or goes on with it, and tells each thing that is committed."""

    def __call__(self, folder: Path, tell: Tell) -> None: ...


def under_fire(work: Work, folder: Path, *, prepare: Callable[[Path], None], check: Callable[[Path, list[str]], None]) -> int:
    """Kill the work at random moments, with many seeds; after each death, and after it could end, all must be well.

    Args:
        work: a function of a module.
        folder: where each seed has a folder of its own.
        prepare: makes what is there before the work begins.
        check: looks at a folder, given what the work told before it died.

    Returns:
        How many deaths were in mid-work.
    """
    longest = _run(work, _made(folder / "undisturbed", prepare))
    check(folder / "undisturbed", told(folder / "undisturbed"))
    deaths = 0
    for seed in range(SEEDS):
        place, dice = _made(folder / str(seed), prepare), random.Random(seed)
        for _ in range(dice.randint(1, _KILLS)):
            was_working = _kill(work, place, dice.uniform(0, longest))
            deaths += was_working
            check(place, told(place))
            if not was_working:
                break
        _run(work, place)
        check(place, told(place))
    assert deaths or SEEDS < _MANY, "nothing was killed in mid-work"
    return deaths


def told(folder: Path) -> list[str]:
    """What the work told so far; a line that was cut off was not told."""
    file = folder / _TOLD
    text = file.read_text(encoding="utf-8") if file.exists() else ""
    return text[: text.rfind("\n") + 1].splitlines()


def _made(folder: Path, prepare: Callable[[Path], None]) -> Path:
    folder.mkdir(parents=True)
    prepare(folder)
    return folder


def _run(work: Work, folder: Path) -> float:
    """Let it end by itself; the seconds that it took."""
    process, began = _start(work, folder)
    start = time.monotonic()
    process.join(120)
    seconds = time.monotonic() - start
    code = process.exitcode
    process.close()
    began.close()
    assert code == 0, f"it ended with {code}"
    return seconds


def _kill(work: Work, folder: Path, after: float) -> bool:
    """Kill it after so many seconds; whether it was at work."""
    process, began = _start(work, folder)
    time.sleep(after)
    assert process.pid is not None
    with contextlib.suppress(ProcessLookupError):  # it has just ended
        os.killpg(process.pid, signal.SIGKILL)
    process.join(60)
    code = process.exitcode
    process.close()
    began.close()
    assert code in (0, -signal.SIGKILL), f"it ended with {code}"
    return code != 0


@functools.cache
def _nursery() -> multiprocessing.context.ForkServerContext:
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["pytest", "tests.faults.work", "tests.faults.warm"])
    return context


def _start(work: Work, folder: Path) -> tuple[multiprocessing.context.ForkServerProcess, Connection]:
    here, there = _nursery().Pipe(duplex=False)
    process = _nursery().Process(target=_do, args=(work, folder, there))
    process.start()
    there.close()
    here.recv()
    return process, here


def _do(work: Work, folder: Path, begun: Connection) -> None:
    os.setsid()
    begun.send(None)
    with (folder / _TOLD).open("ab", buffering=0) as file:
        work(folder, lambda what: void(file.write(f"{what}\n".encode())))


def void(value: object) -> None:
    """Nothing."""
