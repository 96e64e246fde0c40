"""Readers for tests, in a module of their own so that other processes can import them."""

from __future__ import annotations

import os
import re
import signal
import time

from enduse.model import Document, Item, Span, Statement
from enduse.read.reader import Reading


class WordReader:
    """States a transfer of drones from Iran to Russia for every "drones"; does as the capital words of a text say."""

    def __init__(self, *, version: str = "1") -> None:
        self._version = version

    @property
    def name(self) -> str:
        return f"words {self._version}"

    def read(self, document: Document) -> Reading:
        if "FAIL" in document.text:
            raise ValueError("cannot bear\nthis text")
        if "DIE" in document.text:
            os.kill(os.getpid(), signal.SIGKILL)
        if "SLOW" in document.text:
            time.sleep(0.2)
        return Reading(statements=tuple(drones_at(document, m.start()) for m in re.finditer("drones", document.text)))


class PidReader(WordReader):
    """Tells by its name which process it read in."""

    @property
    def name(self) -> str:
        return f"pid {os.getpid()}"


class MissingReader(WordReader):
    """Cannot be made, as a network whose files are missing."""

    def __init__(self) -> None:
        from enduse.errors import ModelError

        raise ModelError("the network's files are missing; install Enduse again")


def drones_at(document: Document, start: int) -> Statement:
    """A statement of a transfer at a place in a document."""
    return Statement(
        doc=document.name,
        kind="transfer",
        span=Span(start=start, end=start + 6),
        quote=document.text[start : start + 6],
        supplier=("IR",),
        recipient=("RU",),
        items=(Item(category="uav", text="drones"),),
        status="delivered",
        certainty="asserted",
    )
