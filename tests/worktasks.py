"""Tasks for the tests of `enduse.workers`, in a module of their own so that other processes can import them."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from enduse.workers import spread


def work(desk: str, task: int) -> str:
    return f"{desk}{task}"


def pid(desk: str, task: int) -> int:
    time.sleep(0.005)
    return os.getpid()


def fail_at_three(desk: str, task: int) -> int:
    if task == 3:
        raise ValueError("three")
    return task


def die_at_seven_and_nine(desk: str, task: int) -> int:
    if task in (7, 9):
        os.kill(os.getpid(), signal.SIGKILL)
    return task


def cannot_prepare() -> str:
    raise OSError("no model")


def tell_pid(folder: str, task: int) -> int:
    time.sleep(0.02)
    (Path(folder) / str(os.getpid())).touch()
    return task


class Folder:
    """Makes the desk: the folder's name."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __call__(self) -> str:
        return self.name


def main(folder: str) -> None:
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores Ctrl-C for what it runs in the background
    try:
        for task, _ in spread(tell_pid, range(100_000), prepare=Folder(folder), workers=2):
            print(task, flush=True)
    except KeyboardInterrupt:
        sys.exit(print("interrupted", file=sys.stderr) or 130)
