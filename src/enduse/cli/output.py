"""Where output goes: data to stdout and nothing else; words for people to stderr."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, TextIO

from enduse.cli.options import Format
from enduse.signs import json_text, without

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType
    from rich.segment import Segment

WIDE = 160  # columns of a table that is not shown on a terminal


def write_utf8() -> None:
    """Let data leave as UTF-8 whatever the machine's own encoding is; a terminal that cannot show a character shows a mark."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(**({"errors": "replace"} if stream.isatty() else {"encoding": "utf-8"}))


def choose_format(asked: Format | None) -> Format:
    """The format asked for, else a table on a terminal and JSON lines when piped."""
    if asked is not None:
        return asked
    return Format.table if sys.stdout.isatty() else Format.jsonl


def open_console(stream: TextIO | None = None) -> Console:
    """A console on stdout, or on another stream: coloured on a terminal where NO_COLOR does not forbid it, plain when piped."""
    from rich.console import Console
    from rich.segment import Segment

    class HarmlessConsole(Console):
        """Writes no control character that was not made here: colours are the console's own, texts are not."""

        def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterator[Segment]:
            for part in super().render(renderable, options):
                yield part if part.control else Segment(without(part.text), part.style)

    stream = stream or sys.stdout
    width = None if stream.isatty() else shutil.get_terminal_size((WIDE, 25)).columns
    return HarmlessConsole(file=stream, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def say(message: str) -> None:
    """Tell a person something in one line on stderr."""
    print(without(" ".join(message.split())), file=sys.stderr)


def write_jsonl(rows: Iterable[Mapping[str, Any]], stream: TextIO | None = None) -> None:
    """Write one JSON object a line."""
    stream = stream or sys.stdout
    for row in rows:
        stream.write(json_text(row) + "\n")
    stream.flush()


def write_csv(
    rows: Iterable[Mapping[str, Any]], columns: Iterable[str], *, header: bool = True, stream: TextIO | None = None
) -> None:
    """Write rows under fixed columns; what strangers wrote does not act as a formula in the spreadsheet that opens them."""
    from enduse.publish import tables

    stream = stream or sys.stdout
    tables.write_csv(rows, columns, stream, header=header)
    stream.flush()


def leave_stdout() -> None:
    """Point stdout at nothing, so that the interpreter's last flush does not complain of a reader that has gone."""
    sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115 (it is to stay open)
