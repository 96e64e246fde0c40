"""Locks between processes: a file that is held for a while, and let go when its holder ends, however it ends."""

from __future__ import annotations

import contextlib
import errno
import time
from collections.abc import Iterator
from pathlib import Path

_PAUSE = 0.05  # seconds between two attempts where the system cannot wait by itself


@contextlib.contextmanager
def locked(file: Path, *, wait: bool) -> Iterator[None]:
    """Hold a lock for the time of a block.

    Args:
        file: the lock's file, which is made where it is not there and stays.
        wait: until whoever holds it lets go.

    Raises:
        BlockingIOError: another holds it, and it is not to be waited for.
        OSError: the file cannot be made or locked.
    """
    with file.open("a+b") as opened:
        _lock(opened.fileno(), wait=wait)
        yield


def _lock(number: int, *, wait: bool) -> None:
    try:
        import fcntl
    except ImportError:  # Windows
        _lock_on_windows(number, wait=wait)
        return
    fcntl.flock(number, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)


def _lock_on_windows(number: int, *, wait: bool) -> None:
    import msvcrt

    while True:
        try:
            msvcrt.locking(number, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError as error:
            if not wait:
                raise BlockingIOError(errno.EWOULDBLOCK, "another holds it") from error
            time.sleep(_PAUSE)
        else:
            return
