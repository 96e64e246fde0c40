"""What a person sees of a run on stderr: how far it is, how fast, and how long it will take."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Self, TextIO

from enduse.cli.output import say

if TYPE_CHECKING:
    from types import TracebackType

    from enduse.batch import Step

_EVERY = 30.0  # seconds between lines where there is no terminal
_CELLS = 20  # of the bar


class BatchProgress:
    """Counts what comes; draws a bar and a line on a terminal, and elsewhere prints a line now and then.

    Args:
        asked: the noun of what is read or screened.
        found: the noun of what comes out.
        clock: seconds.
        stream: where the line is drawn.
    """

    def __init__(self, asked: str, found: str, *, clock: Callable[[], float], stream: TextIO) -> None:
        self.asked = self.found = self.spoilt = self.unused = self.partial = self.before = 0
        self.problems: list[str] = []
        self.sorts: Counter[str] = Counter()
        self._nouns = (asked, found)
        self._clock, self._stream = clock, stream
        self._began = self._told = clock()
        self._done = self._done_before = self._total = 0

    def __enter__(self) -> Self:
        """Begin."""
        self._tell()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """End the line."""
        if self._stream.isatty():
            print(file=self._stream)

    def add(self, step: Step) -> None:
        """Take in a step."""
        self._done, self._total = max(self._done, step.done), step.total
        if step.note is not None:
            say(f"enduse: {step.note}")
        if step.problem is not None:
            self.problems.append(step.problem)
            say(f"enduse: {step.problem}")
        if step.part is not None:
            self.asked += step.part.asked
            self.found += step.part.found
            self.spoilt += step.part.problems
            self.unused += step.part.unused
            self.partial += step.part.partial
            self.sorts.update(step.part.sorts)
            if not step.is_new:
                self.before += step.part.asked
                self._done_before = self._done
        self._tell()

    def line(self) -> str:
        """How far it is: counts, share of the bytes, rate since this call began, time left."""
        seconds = self._clock() - self._began
        asked, found = self._nouns
        parts = [_many(self.asked, asked), _many(self.found, found)]
        if self._total:
            parts.append(f"{self._done / self._total:.0%}")
        if seconds > 0 and self.asked > self.before:
            parts.append(f"{(self.asked - self.before) / seconds:,.1f} a second")
            made = self._done - self._done_before
            if made > 0:
                parts.append(f"{_duration((self._total - self._done) * seconds / made)} left")
        return " · ".join(parts)

    def _bar(self) -> str:
        filled = _CELLS * self._done // self._total if self._total else 0
        return "█" * filled + "░" * (_CELLS - filled)

    def summarise(self, out: Path) -> None:
        """Say what came of it."""
        asked, found = self._nouns
        earlier = f" ({self.before:,} by an earlier run)" if self.before else ""
        unused = f" ({self.unused:,} not used at all)" if self.unused else ""
        spoilt = f", {_many(self.spoilt, 'rows')} with a problem{unused}" if self.spoilt else ""
        say(f"{_many(self.asked, asked)}{earlier}, {_many(self.found, found)}{spoilt}; in {out}")

    def _tell(self) -> None:
        if self._stream.isatty():
            width = shutil.get_terminal_size().columns - 1
            print(f"\r\x1b[K{f'{self._bar()} {self.line()}'[:width]}", end="", file=self._stream, flush=True)
        elif self._clock() - self._told >= _EVERY:
            self._told = self._clock()
            print(self.line(), file=self._stream, flush=True)


def _many(count: int, nouns: str) -> str:
    return f"{count:,} {nouns.removesuffix('s') if count == 1 else nouns}"


def _duration(seconds: float) -> str:
    minutes = round(seconds / 60)
    if minutes < 1:
        return "less than a minute"
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
