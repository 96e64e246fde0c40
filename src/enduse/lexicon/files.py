"""Read the lexicon's data files and say plainly what is wrong with one."""

from __future__ import annotations

import csv
import importlib.resources
from typing import Any

import yaml

from enduse.errors import LexiconError

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_text(name: str) -> str:
    """The text of a data file of the lexicon."""
    return importlib.resources.files(__package__).joinpath(name).read_text(encoding="utf-8")


def read_yaml(name: str) -> dict[str, Any]:
    """A YAML file of the lexicon as a mapping.

    Raises:
        LexiconError: It is not YAML, or its top is not a mapping.
    """
    try:
        data = yaml.load(read_text(name), Loader=_LOADER)  # a safe loader, in C where there is one
    except yaml.YAMLError as error:
        raise LexiconError(f"{name}: not valid YAML ({' '.join(str(error).split())}); mend the line it names") from error
    if not isinstance(data, dict):
        raise LexiconError(f"{name}: the top must be a mapping of sections")
    return data


def read_rows(name: str, columns: tuple[str, ...]) -> list[tuple[int, dict[str, str]]]:
    """The rows of a CSV file with their line numbers; lines that begin with `#` are comments.

    Raises:
        LexiconError: The header is not the one expected, or a row has too many or too few cells.
    """
    lines = [(n, line) for n, line in enumerate(read_text(name).splitlines(), 1) if line.strip() and not line.startswith("#")]
    rows = [(n, cells) for (n, _), cells in zip(lines, csv.reader([line for _, line in lines]), strict=True)]
    if not rows or tuple(rows[0][1]) != columns:
        raise LexiconError(f"{name}: the first line must be {','.join(columns)}")
    for number, cells in rows[1:]:
        if len(cells) != len(columns):
            raise LexiconError(f"{name}:{number}: {len(cells)} cells where {len(columns)} are needed: {','.join(cells)!r}")
    return [(n, {c: cell.strip() for c, cell in zip(columns, cells, strict=True)}) for n, cells in rows[1:]]
