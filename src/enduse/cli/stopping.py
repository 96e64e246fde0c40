"""Being told to stop: Ctrl-C, and the signal by which services and containers end their programs, come to the same."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from types import FrameType
from typing import NoReturn

INTERRUPTED = 128 + signal.SIGINT


class Stopping:
    """What stopped the command, as its exit status."""

    status = int(INTERRUPTED)

    def say(self) -> int:
        """Say so, and return the exit status."""
        print("enduse: interrupted; what was saved before is kept, run the same again to go on", file=sys.stderr)
        return self.status


@contextlib.contextmanager
def stopped_alike() -> Iterator[Stopping]:
    """For as long as this lasts the signal to end raises what Ctrl-C raises, so that nothing half written is left behind."""
    stopping = Stopping()

    def stop(number: int, frame: FrameType | None) -> NoReturn:
        stopping.status = 128 + number
        raise KeyboardInterrupt

    if threading.current_thread() is not threading.main_thread():  # which alone may say what signals do
        yield stopping
        return
    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield stopping
    finally:
        signal.signal(signal.SIGTERM, before)
