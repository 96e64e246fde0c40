"""A reader that takes a moment and tells which executor it is in, in a module that the executors can import."""

from __future__ import annotations

import os
import time
from pathlib import Path

from enduse.model import Document
from enduse.read.reader import Reading


class SlowReader:
    """The reader of the tests, slowed down; leaves the number of its executor's process in a folder."""

    name = "slow"

    def __init__(self) -> None:
        from readers import WordReader  # found where the program is run, not where the tests are gathered

        self._reader = WordReader()
        daemon = Path(f"/proc/{os.getppid()}/stat").read_text(encoding="utf-8")
        executor = daemon.rpartition(")")[2].split()[1]  # Python's workers are children of a daemon, which is the executor's
        Path(os.environ["ENDUSE_TEST_PIDS"], executor).touch()

    def read(self, document: Document) -> Reading:
        """Wait, read."""
        time.sleep(0.05)
        return self._reader.read(document)
