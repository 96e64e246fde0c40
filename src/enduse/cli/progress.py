"""What a person sees on stderr while reports are read, and the summary at the end."""

from __future__ import annotations

import contextlib
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from enduse.cli.output import open_console, say

if TYPE_CHECKING:
    from enduse.workflow import ReadResult

_SHOWN = 20  # problems told in full at the end; the rest are counted


class Progress:
    """Counts results; on a terminal it also draws a bar.

    Args:
        total: how many results will come, None where nobody can know before.
    """

    def __init__(self, total: int | None = None) -> None:
        self.documents = self.statements = self.known = 0
        self.problems: list[str] = []
        self.dropped: Counter[str] = Counter()
        self.notes: Counter[str] = Counter()
        self._total = total
        self._bar = None
        if sys.stderr.isatty():
            from rich import progress

            columns = (
                progress.TextColumn("{task.description}"),
                progress.BarColumn(),
                progress.MofNCompleteColumn(),
                progress.TimeElapsedColumn(),
            )
            console = open_console(sys.stderr)
            self._bar = progress.Progress(
                *columns, console=console, transient=True, redirect_stdout=False, redirect_stderr=False
            )
            self._task = self._bar.add_task("reading", total=total)

    @classmethod
    def of(cls, inputs: Sequence[str]) -> Self:
        """For inputs as typed: their number is known where all are plain reports."""
        many = (".warc", ".gz", ".xml", ".rss", ".atom")
        plain = all("://" not in i and not i.lower().endswith(many) and not Path(i).is_dir() for i in inputs)
        return cls(len(inputs) if plain else None)

    def __enter__(self) -> Self:
        """Start drawing."""
        if self._bar is not None:
            self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        """Take the bar away."""
        if self._bar is not None:
            self._bar.stop()

    @contextlib.contextmanager
    def paused(self) -> Iterator[None]:
        """Take the bar off the terminal while data is written to the same terminal."""
        if self._bar is None or not sys.stdout.isatty():
            yield
            return
        self._bar.stop()
        try:
            yield
        finally:
            self._bar.start()

    def add(self, result: ReadResult) -> None:
        """Count one result; a problem is told at once where no bar is in the way."""
        if result.problem is not None:
            self.problems.append(result.problem)
        if result.reading is not None:
            self.documents += 1
            self.known += result.known
            self.statements += len(result.reading.statements)
            self.dropped.update(result.reading.dropped)
            self.notes.update(result.reading.notes)
        if self._bar is not None:
            self._bar.update(self._task, advance=1, description=f"reading · {self.statements} statements")

    def summarise(self, *, saved_in: str | None = None) -> None:
        """Say what was read, what was left out and why."""
        for problem in self.problems[:_SHOWN]:
            say(f"enduse: {problem}")
        if len(self.problems) > _SHOWN:
            say(f"enduse: ... and {len(self.problems) - _SHOWN} more")
        parts = [_count(self.documents, "report") + " read", _count(self.statements, "statement")]
        if self.known:
            parts.append(f"{self.known} known from before")
        if self.problems:
            parts.append(f"{len(self.problems)} skipped")
        if saved_in is not None:
            parts.append(f"saved in {saved_in}")
        say(", ".join(parts))
        for reason, number in self.dropped.most_common():
            say(f"left out: {number} × {reason}")
        for note, number in self.notes.most_common():
            say(f"note: {number} × {note}")


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
