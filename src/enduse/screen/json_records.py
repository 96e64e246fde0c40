"""The objects of a file of JSON: one a line, in an array, or written over many lines; what of one cannot be used is told."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO, Final, TextIO

from enduse.errors import InputError, excerpt, reason, writable
from enduse.screen.csv_records import SAMPLE, Broken, decoded, encoding_of, sample_of, text_of

#: Characters of an object at most, where objects are not told apart by lines.
_LONGEST: Final = 20_000_000
_CHUNK: Final = 65_536
_MOST_FIGURES: Final = 100  # of a number; names and numbers of papers have fewer
_TOKEN: Final = re.compile(r'"(?:[^"\\\n]++|\\[\s\S])*+(?P<ended>["\n])?|[\[\]{},]')
_HALF: Final = re.compile(r"\\u[dD][89a-fA-F]")  # of a character, or of a pair that make one


class Record(dict[str, Any]):
    """The fields of an object, without those that are null; `problems` say which of its values cannot be used."""

    def __init__(self, fields: dict[str, Any], problems: tuple[str, ...] = ()) -> None:
        super().__init__(fields)
        self.problems = problems


@dataclasses.dataclass(frozen=True, slots=True)
class _Unusable:
    """What stands for a number that is none."""

    words: str


def json_texts(data: BinaryIO, name: str) -> Iterator[str]:
    """The text of each object of an open file, from its first byte, read as they are asked for; blank lines are "".

    A file that begins with a bracket is an array, one that begins with a brace alone is written over many lines; every other
    has an object a line, and a broken line is no matter of the others.

    Raises:
        InputError: an array or object never ends; what came before it was given.
    """
    encoding = encoding_of(sample_of(data))
    with text_of(data, encoding, newline=None) as stream:
        ahead, is_first = _Ahead(stream), True
        while line := ahead.line():
            plain = line.strip()
            if plain.startswith("[") or (plain == "{" and ahead.peek().lstrip().startswith(('"', "}"))):
                ahead.put_back(line)
                yield from map(decoded, _values(ahead, name))
                is_first = False
            elif plain:
                yield decoded(plain)
                break
            elif is_first:
                yield ""
        while line := ahead.line():
            yield decoded(line.strip())


def read_object(text: str) -> Record | Broken:
    """The object of a text, or why there is none."""
    try:
        value = _DECODER.decode(text)
        if not isinstance(value, dict):
            return Broken("it is no JSON object")
        problems: list[str] = []
        fields = _usable(value, "", problems, has_halves=_HALF.search(text) is not None)
        return Record(fields, tuple(problems))
    except RecursionError:
        return Broken("it is nested too deeply")
    except ValueError as error:
        return Broken(f"it is no JSON ({reason(error)})")


def _whole(figures: str) -> int | _Unusable:
    return int(figures) if len(figures) <= _MOST_FIGURES else _Unusable(f"a number of {len(figures):,} figures")


def _fraction(figures: str) -> float | _Unusable:
    number = float(figures)
    return number if abs(number) != float("inf") else _Unusable(f"{excerpt(figures, most=40)}, which is beyond any number")


_DECODER: Final = json.JSONDecoder(
    parse_int=_whole,
    parse_float=_fraction,
    parse_constant=lambda word: _Unusable(f"{word}, which is no number"),
    strict=False,  # a tab in a text is clear, though JSON would have it written otherwise
)


def _usable(value: Any, place: str, problems: list[str], *, has_halves: bool) -> Any:
    """A value without what cannot be used, and without nulls, however deep."""
    if isinstance(value, dict):
        inner = ((key, _usable(each, _within(place, key), problems, has_halves=has_halves)) for key, each in value.items())
        return {writable(key): each for key, each in inner if each is not None}
    if isinstance(value, list):
        inner_ = (_usable(each, f"{place}[{n}]", problems, has_halves=has_halves) for n, each in enumerate(value, 1))
        return [each for each in inner_ if each is not None]
    if isinstance(value, _Unusable):
        problems.append(f"its {place} is {value.words}; left out")
        return None
    if has_halves and isinstance(value, str) and (kept := writable(value)) != value:
        problems.append(f"its {place} has halves of characters, read as question marks")
        return kept
    return value


def _within(place: str, key: str) -> str:
    key = excerpt(key, most=60)
    return f"{place}.{key}" if place else key


class _Ahead:
    """A text that can be put back."""

    def __init__(self, stream: TextIO) -> None:
        self._stream, self._back = stream, ""

    def read(self, size: int) -> str:
        """What was put back, else so many characters."""
        back, self._back = self._back, ""
        return back or self._stream.read(size)

    def line(self) -> str:
        """The next line; of a very long one that is an array, the beginning."""
        back, self._back = self._back, ""
        if "\n" in back:
            line, end, self._back = back.partition("\n")
            return line + end
        if back:
            return back + self._stream.readline()
        start = self._stream.readline(SAMPLE)
        is_whole = start.endswith("\n") or len(start) < SAMPLE or start.lstrip().startswith("[")
        return start if is_whole else start + self._stream.readline()

    def peek(self) -> str:
        """The beginning of what follows the line that was read last."""
        self._back = self._back or self._stream.readline(SAMPLE)
        return self._back

    def put_back(self, text: str) -> None:
        """Have it read again, before what was put back already."""
        self._back = text + self._back


def _values(ahead: _Ahead, name: str) -> Iterator[str]:
    """The elements of the array that begins here, or the object; what follows it is put back.

    Brackets and quotation marks alone are looked at, so that a broken element is one text, and the next begins where it should.
    A quotation mark that is not closed ends with its line, as none can hold the end of one.
    """
    text, at, start, depth = ahead.read(_CHUNK), 0, 0, 0
    is_array = text.lstrip().startswith("[")
    while True:
        for token in _TOKEN.finditer(text, at):
            at, mark = token.end(), token[0][0]
            if mark == '"':
                if token["ended"] is None:  # it goes on in what is not read yet
                    at = token.start()
                    break
                continue
            depth += (mark in "[{") - (mark in "]}")
            ends_one = mark in "]}" and depth == is_array
            if ends_one or (is_array and (depth == 0 or (depth == 1 and mark in "[,"))):
                if piece := text[start : at if ends_one else token.start()].strip():
                    yield piece
                start = at
            if depth <= 0:
                ahead.put_back(text[at:])
                return
        more = ahead.read(max(_CHUNK, len(text) - start))
        if not more or len(text) - start > _LONGEST:
            what = "array" if is_array else "object"
            raise InputError(f"{name}: breaks off, as its JSON {what} never ends; what came before it is used, mend the rest")
        text, at, start = text[start:] + more, at - start, 0
