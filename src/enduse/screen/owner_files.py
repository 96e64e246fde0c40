"""Files of owner edges in any of their forms; a row that cannot be used is told, and the rest is."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from enduse.errors import InputError, reason, writable
from enduse.numerals import whole_number
from enduse.screen.owner_edges import Holding, Note, read_bods, read_csv, read_ftm
from enduse.text_encodings import marked_encoding


def read_owners(path: Path, note: Note = lambda words: None) -> tuple[Holding, ...]:
    """The owner edges of a file: CSV, FollowTheMoney JSON lines, or BODS as a JSON array or JSON lines.

    Args:
        path: the file.
        note: is told of every row that cannot be used; the rest is.

    Raises:
        InputError: the file is none of these, or none of its rows can be used.
    """
    told: list[str] = []
    holdings = _read(path, told.append)
    if told and not holdings:
        raise InputError(f"{path}: no row of it can be used ({told[0]}); docs/screening.md has the forms")
    for words in told:
        note(words)
    return holdings


def _read(path: Path, note: Note) -> tuple[Holding, ...]:
    text = _text(path, note)
    try:
        if not text.lstrip().startswith(("[", "{")):
            return tuple(read_csv(io.StringIO(text), note))
        whole = text.lstrip().startswith("[")
        values = _value(text) if whole else list(_objects(text.splitlines(), note))
        if any("statementType" in value or "recordType" in value for value in values):
            return tuple(read_bods(values))
        return tuple(read_ftm(map(json.dumps, values), note))
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError, csv.Error) as error:
        words = f"{path} is neither CSV nor JSON of owner edges ({reason(error)}); docs/screening.md has the forms"
        raise InputError(words) from error
    except InputError as error:
        raise InputError(f"{path}: {error}") from error


def _text(path: Path, note: Note) -> str:
    """The file's text; a table may be in the encoding of spreadsheets of Western Europe."""
    try:
        data = path.read_bytes()
        return data.decode(marked_encoding(data) or "utf-8-sig")
    except UnicodeDecodeError as error:
        if not data.lstrip().startswith((b"[", b"{")):
            note(f"it is no UTF-8 text at byte {error.start}; it is read as Windows-1252")
            return data.decode("cp1252", "replace")
        raise InputError(f"{path} cannot be read ({reason(error)}); give owner edges as CSV, FtM or BODS in UTF-8") from error
    except OSError as error:
        raise InputError(f"{path} cannot be read ({reason(error)}); give owner edges as CSV, FtM or BODS in UTF-8") from error


def _value(text: str) -> Any:
    """What JSON says, in texts that can be written down."""
    value = json.loads(text, parse_int=whole_number)
    return json.loads(writable(json.dumps(value, ensure_ascii=False))) if "\\u" in text else value


def _objects(lines: Iterable[str], note: Note) -> Iterator[Any]:
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            value = _value(line)
        except (ValueError, RecursionError) as error:
            note(f"line {number}: it is no JSON ({reason(error)}); it is left out")
            continue
        if isinstance(value, dict):
            yield value
        else:
            note(f"line {number}: it is no object; it is left out")
