"""What a language model answered, taken apart: the objects in it that may be statements, whatever stands around them."""

from __future__ import annotations

import dataclasses
import json
import re
from typing import Any

_LIST = re.compile(r'"statements"\s*:\s*\[')
_BETWEEN = re.compile(r"[\s,]*")
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.DOTALL)
#: How often the text of an answer is gone through in search of its object; braces within braces would else cost by the square.
_LOOKED_AT = 8
#: A report of the length of a passage holds some dozens of statements; what comes after this many is a model gone astray.
MOST_STATEMENTS = 300


@dataclasses.dataclass(frozen=True, slots=True)
class Answer:
    """The rows of an answer, not yet trusted in any way, and in words what was wrong with it, if anything."""

    rows: tuple[Any, ...]
    fault: str | None = None


def parse_answer(content: str) -> Answer:
    """Take the statements out of an answer.

    Prose and code fences around the JSON are passed over, and of an answer that breaks off the whole statements are kept.

    Args:
        content: the text of the answer.

    >>> parse_answer('Here you are: {"statements": [{"kind": "use"}, {"kind": "tra')
    Answer(rows=({'kind': 'use'},), fault='answer cut off')
    """
    content = _THOUGHTS.sub("", content)
    left = _LOOKED_AT * len(content)
    for begin in (m.start() for m in re.finditer(r"\{", content[:2_000])):
        try:
            value, _ = json.JSONDecoder().raw_decode(content, begin)
        except (ValueError, RecursionError) as error:
            left -= getattr(error, "pos", len(content)) - begin
            if left < 0:
                break
            continue
        if isinstance(value, dict) and "statements" in value:
            return _of(value["statements"])
    start = _LIST.search(content)
    if start is None:
        return Answer((), "answer is not JSON of the form asked for")
    return _whole_rows(content, start.end())


def _of(rows: Any) -> Answer:
    if not isinstance(rows, list):
        return Answer((), "answer is not JSON of the form asked for")
    if len(rows) > MOST_STATEMENTS:
        return Answer(tuple(rows[:MOST_STATEMENTS]), "more statements than a passage can hold")
    return Answer(tuple(rows))


def _whole_rows(content: str, place: int) -> Answer:
    """The objects of a list that breaks off or breaks down, up to there."""
    rows: list[Any] = []
    while len(rows) < MOST_STATEMENTS:
        place = _BETWEEN.match(content, place).end()  # type: ignore[union-attr]  # matches the empty string too
        try:
            row, place = json.JSONDecoder().raw_decode(content, place)
        except (ValueError, RecursionError):
            break
        rows.append(row)
    return Answer(tuple(rows), "answer cut off")
