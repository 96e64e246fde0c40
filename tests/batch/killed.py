"""A run that is killed: a program of its own, whose reader notes every document that it reads."""

from __future__ import annotations

import datetime as dt
import os
import sys
import time
from pathlib import Path

from enduse.batch import Reading, run
from enduse.model import Document
from enduse.read.reader import Reading as Read


class NotingReader:
    """Writes the name of each document at the end of a file when it reads it, and takes a moment over it."""

    def __init__(self) -> None:
        from readers import WordReader  # found where the program is run, not where the tests are gathered

        self._reader = WordReader()
        self._notes = os.environ["ENDUSE_TEST_NOTES"]

    @property
    def name(self) -> str:
        """As the reader that does the work."""
        return self._reader.name

    def read(self, document: Document) -> Read:
        """Note, wait, read."""
        with open(self._notes, "a", encoding="utf-8") as stream:
            stream.write(f"{document.name}\n")
        time.sleep(0.004)
        return self._reader.read(document)


def main(given: str, out: str) -> None:
    """Run it."""
    for _ in run([given], Path(out), work=Reading(today=dt.date(2026, 7, 31), reader=NotingReader), rows=4, workers=2):
        pass


def finished(out: Path) -> set[str]:
    """The documents of the parts that are finished."""
    import pyarrow.parquet as pq

    return {name for part in out.glob("part-*") for name in pq.ParquetFile(part).read(["doc"]).column(0).to_pylist()}


__all__ = ["NotingReader", "finished", "main"]

if __name__ == "__main__":
    main(*sys.argv[1:])
