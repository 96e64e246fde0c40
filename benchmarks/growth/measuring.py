"""Clocks, memory, and what a measurement was made on."""

from __future__ import annotations

import os
import platform
import re
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, Literal

PACKAGES = ("enduse", "numpy", "onnxruntime", "rapidfuzz", "sqlalchemy", "fastapi", "jinja2", "pyarrow", "altair")
Scale = Literal["toy", "usual", "full"]


def seconds(work: Callable[[], object]) -> float:
    """Processor time of some work, done once."""
    began = time.process_time()
    work()
    return time.process_time() - began


def seconds_each(work: Callable[[], object], *, least: float = 0.05) -> float:
    """Processor time of work that is too short for the clock: the mean of as many times as fill `least` seconds."""
    times, began = 0, time.process_time()
    while (took := time.process_time() - began) < least:
        work()
        times += 1
    return took / times


def held() -> dict[str, float]:
    """The memory of this process in MB: `all`, `own` without mapped files, and the `most` at any moment.

    Where the system does not tell them apart (not Linux) all three are the most, and nothing where it tells none (Windows).
    """
    try:
        import resource
    except ImportError:
        return dict.fromkeys(("all", "own", "most"), 0.0)
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (2**20 if sys.platform == "darwin" else 2**10)
    status = Path("/proc/self/status")
    if not status.exists():
        return {"all": most, "own": most, "most": most}
    kept = {key: int(kb) / 1024 for key, kb in re.findall(r"(\w+):\s+(\d+) kB", status.read_text(encoding="utf-8"))}
    return {"all": kept["VmRSS"], "own": kept["RssAnon"] + kept["RssShmem"], "most": kept["VmHWM"]}


def versions() -> dict[str, str]:
    """Python's version and those of the packages that the work is done by."""
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:  # an extra that is not installed
            continue
    return found


def machine() -> Mapping[str, Any]:
    """What kind of machine it is, and how busy it was with other things as well; not which."""
    busy = os.getloadavg() if hasattr(os, "getloadavg") else (None,)
    return {
        "cores": os.cpu_count(),
        "kind": platform.machine(),
        "system": platform.system(),
        "load": None if busy[0] is None else round(busy[0], 1),
    }
