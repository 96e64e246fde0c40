"""The record to merge: statements and the documents they cite, from a file of rows and the reports beside it."""

from __future__ import annotations

import dataclasses
import functools
import json
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from enduse.errors import InputError, StatementError, excerpt
from enduse.model import Document, Statement
from enduse.numerals import whole_number
from enduse.rows import parse_statement


@dataclasses.dataclass(frozen=True, kw_only=True)
class Record:
    """The statements to merge and the documents that they cite.

    `problems` has one line for each row or file that could not be used, `notes` one for each that was left out as it should be.
    """

    statements: tuple[Statement, ...]
    documents: tuple[Document, ...]
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclasses.dataclass(frozen=True, kw_only=True)
class Rows:
    """The rows of a statements file by the number of their line, and what was wrong with the others."""

    file: str
    by_line: Mapping[int, Mapping[str, Any]]
    problems: tuple[str, ...]
    notes: tuple[str, ...]

    @functools.cached_property
    def _cited(self) -> frozenset[str]:
        return frozenset(last_part(str(row["doc"])) for row in self.by_line.values())

    def cite(self, name: str) -> bool:
        """Whether a row may mean the document of this name."""
        return last_part(name) in self._cited


def load_rows(file: Path) -> Rows:
    """Load the JSON rows of a statements file; a last line that was cut off is left out with a note.

    Raises:
        InputError: the file cannot be read, or is not UTF-8 text.
    """
    by_line: dict[int, Mapping[str, Any]] = {}
    problems, notes = [], []
    try:
        with file.open(encoding="utf-8-sig") as lines:
            for number, line in enumerate(lines, start=1):
                if not line.strip():
                    continue
                try:
                    by_line[number] = _row(line)
                except StatementError as error:
                    if line.endswith("\n"):
                        problems.append(f"{file}, line {number}: {error}")
                    else:
                        notes.append(f"{file}, line {number}: the last line was cut off and is left out")
    except UnicodeDecodeError as error:
        raise InputError(f"{file} is not UTF-8 text; give a file of statements, one JSON object a line") from error
    except OSError as error:
        raise InputError(
            f"{file} cannot be read ({error.strerror}); give a file of statements, one JSON object a line"
        ) from error
    return Rows(file=str(file), by_line=by_line, problems=tuple(problems), notes=tuple(notes))


def join_record(rows: Rows, documents: Iterable[Document], problems: Iterable[str]) -> Record:
    """Put statements and their documents together; each document is named as the rows name it.

    A statement whose document is missing is kept, as the merge can still place it, and the missing one is a problem.
    """
    by_name = {document.name: document for document in documents}
    by_last_part = {last_part(name): document for name, document in by_name.items()}
    cited: dict[str, Document] = {}
    statements, found = [], [*rows.problems, *problems]
    for number, row in rows.by_line.items():
        name = str(row["doc"])
        document = by_name.get(name) or by_last_part.get(last_part(name))
        if document is not None:
            cited[name] = dataclasses.replace(document, name=name)
        else:
            found.append(
                f"{rows.file}, line {number}: there is no document {name} to be read; its date and publisher are missing"
            )
        if row.get("kind") is None:
            continue
        try:
            statements.append(parse_statement(row, document.text if document is not None else None))
        except StatementError as error:
            found.append(f"{rows.file}, line {number}: {error}")
    return Record(statements=tuple(statements), documents=tuple(cited.values()), problems=tuple(found), notes=rows.notes)


def last_part(name: str) -> str:
    """The file's name within a path or URL."""
    return PurePosixPath(name.replace("\\", "/")).name or name


def _row(line: str) -> Mapping[str, Any]:
    try:
        row = json.loads(line, parse_int=whole_number)
        if "\\u" in line:  # JSON can name halves of characters, which no page holds and no database keeps
            json.dumps(row, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as error:
        raise StatementError(f"is not JSON ({excerpt(error)}); expected one object a line") from error
    if not isinstance(row, dict) or not row.get("doc"):
        raise StatementError("is not a statement: an object with at least the fields doc and kind was expected")
    return row
