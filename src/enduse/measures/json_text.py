"""JSON lists: one value, or a value a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import orjson

from enduse.errors import ListError
from enduse.measures.notes import Notes
from enduse.measures.source import Source


def json_value(source: Source) -> Any:
    """The one value of a JSON file.

    Raises:
        ListError: It is not JSON, or cut off.
    """
    try:
        return orjson.loads(source.read().removeprefix(b"\xef\xbb\xbf"))
    except orjson.JSONDecodeError as error:
        raise ListError(f"{source.name} is not JSON ({error}); it may have been cut off: fetch it again") from error


def json_lines(source: Source, notes: Notes) -> Iterator[tuple[int, dict[str, Any]]]:
    """The objects of a file with one a line, with the line's number; a line that is none is skipped and noted.

    Raises:
        ListError: The last line is cut off.
    """
    bad: tuple[int, str] | None = None
    for number, line in source.lines():
        if bad is not None:
            notes.skip(*bad)
            bad = None
        if not line.strip():
            continue
        try:
            value = orjson.loads(line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line)
        except orjson.JSONDecodeError as error:
            bad = (number, f"line {number} is not JSON ({error})")
            continue
        if isinstance(value, dict):
            yield number, value
        else:
            notes.skip(number, f"line {number} is not an object")
    if bad is not None:
        raise ListError(f"{source.name}: the last {bad[1]}; the file was cut off: fetch it again")
