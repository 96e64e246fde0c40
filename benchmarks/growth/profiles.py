"""What time is spent on: a profile summed by room of the package and by the libraries that do the work."""

from __future__ import annotations

import contextlib
import cProfile
import dataclasses
import sysconfig
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePath
from typing import Any

LIBRARIES = {
    "onnxruntime": "onnxruntime", "numpy": "numpy", "tokenizers": "tokenizers", "rapidfuzz": "rapidfuzz",
    "pyarrow": "pyarrow", "sqlalchemy": "sqlalchemy", "sqlite3": "sqlalchemy", "jinja2": "jinja2", "markupsafe": "jinja2",
    "starlette": "the web framework", "fastapi": "the web framework", "anyio": "the web framework",
    "pydantic": "the web framework", "pydantic_core": "the web framework", "httpx": "the asking side",
    "httpcore": "the asking side", "orjson": "orjson",
}  # fmt: skip
REST, OWN = "the rest", "Python's own library"
_LEAST = 0.01  # a smaller share is one of the rest
_STDLIB = PurePath(sysconfig.get_paths()["stdlib"]).name
_TOLD = 10  # files that are told
Function = tuple[str, int, str]


@dataclasses.dataclass(frozen=True, slots=True)
class Shares:
    """The share of each room in the time, and of the files that took most (of Python's own the modules); the largest first."""

    rooms: Mapping[str, float] = dataclasses.field(default_factory=dict)
    files: Mapping[str, float] = dataclasses.field(default_factory=dict)


def made_of(work: Callable[[], object]) -> Shares:
    """The shares of some work.

    What is written in C counts for the library that it belongs to, else for the room that called it (a sort, a regular
    expression, an operator of numpy). The profile itself slows Python more than C, so that the shares of libraries are least
    values.
    """
    profile = cProfile.Profile()
    profile.runcall(work)
    return shares_of([profile])


@contextlib.contextmanager
def of_all_threads() -> Iterator[list[cProfile.Profile]]:
    """Profile this thread and those that begin meanwhile, by the processor time of each, so that waiting counts for nothing."""
    found = [cProfile.Profile(time.thread_time)]

    def begin(frame: Any, event: str, argument: Any) -> None:
        own = cProfile.Profile(time.thread_time)
        with contextlib.suppress(ValueError):  # from Python 3.12 on one profile may already have all threads
            own.enable()  # takes the place of this function in the thread that called it
            found.append(own)

    threading.setprofile(begin)
    found[0].enable()
    try:
        yield found
    finally:
        found[0].disable()
        threading.setprofile(None)


def shares_of(profiles: list[cProfile.Profile]) -> Shares:
    """The shares in all of the profiles together."""
    spent: dict[str, float] = defaultdict(float)
    for profile in profiles:
        profile.snapshot_stats()  # not `create_stats`, which would end the profile by the clock of this thread, not its own
        for file, value in _by_file(profile.stats).items():
            spent[file] += value
    total = sum(spent.values())
    if not total:
        return Shares()
    rooms: dict[str, float] = defaultdict(float)
    for file, value in spent.items():
        rooms[_room_of(file)] += value / total
    rest = rooms.pop(REST, 0.0) + sum(share for share in rooms.values() if share < _LEAST)
    told = {room: share for room, share in _largest_first(rooms) if share >= _LEAST} | {REST: rest}
    files = {file: value / total for file, value in _largest_first(spent) if file.startswith(("enduse.", "python."))}
    return Shares(told, {file: share for file, share in list(files.items())[:_TOLD] if share >= _LEAST})


def _largest_first(shares: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(shares.items(), key=lambda share: -share[1])


def _room_of(file: str) -> str:
    """The room that a file of the package is in; Python's own library is one room."""
    return OWN if file.startswith("python.") else ".".join(file.split(".")[:2]) if file.startswith("enduse.") else file


def _by_file(stats: Mapping[Function, tuple[Any, ...]]) -> dict[str, float]:
    spent: dict[str, float] = defaultdict(float)
    for function, (_, _, own, _, callers) in stats.items():
        place = place_of(function)
        if place is not None:
            spent[place] += own
        elif callers:
            for caller, counts in callers.items():
                spent[place_of(caller) or REST] += counts[2]
        else:
            spent[REST] += own
    return spent


def place_of(function: Function) -> str | None:
    """The file of the package, or the library, that a function is of; None where it is of Python's own C, or was written by a
    library for its caller (the methods of a dataclass): it then belongs to whoever calls it."""
    file, _, name = function
    if file == "~":
        return next((room for library, room in LIBRARIES.items() if library in name), None)
    if file.startswith("<string"):
        return None
    if file.startswith("<frozen "):
        return f"python.{file[8:-1].partition('.')[0]}"
    if file.endswith((".html", ".jinja")) or file == "<template>":
        return "jinja2"
    parts = PurePath(file).with_suffix("").parts
    library = next((LIBRARIES[part] for part in reversed(parts) if part in LIBRARIES), None)
    if "site-packages" in parts:
        return library or parts[parts.index("site-packages") + 1]
    if "enduse" in parts:
        return ".".join(parts[len(parts) - 1 - parts[::-1].index("enduse") :])
    inside = parts[parts.index(_STDLIB) + 1 :] if _STDLIB in parts else parts[-1:]
    return library or f"python.{inside[0]}"
