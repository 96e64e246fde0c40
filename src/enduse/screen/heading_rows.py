"""Which of a table's first rows are its headings: what a program exports has a title or a date above its table."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any, Final

from enduse.errors import InputError
from enduse.screen.csv_records import Broken, Row
from enduse.screen.headings import Field, read_headings

#: Headings are looked for in so many rows.
MOST_ABOVE: Final = 15


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Headings:
    """The headings of a table: their place among its rows, counted from 0, how many cells, and what they mean by place.

    `unused` are those that mean nothing here.
    """

    place: int
    width: int
    fields: Mapping[int, Field]
    unused: list[str]


def find_headings(above: Sequence[Row], mapping: Mapping[str, str] | None = None) -> Headings:
    """Find the headings in the first rows of a table: the first, or one below narrower ones.

    Where none means a party's name or goods, those of a route or of parties' numbers will do.

    Args:
        above: the first rows, `MOST_ABOVE` at most.
        mapping: the user's own heading to field.

    Raises:
        InputError: no row means a party, goods or a route, one before the headings is broken, or the mapping names a field that
            is none.
    """
    try:
        return _find(above, mapping, scant=False)
    except InputError:
        return _find(above, mapping, scant=True)


def _find(above: Sequence[Row], mapping: Mapping[str, str] | None, *, scant: bool) -> Headings:
    failed: InputError | None = None
    found: Headings | None = None
    widest = 0
    for place, row in enumerate(above):
        if isinstance(row, Broken):
            failed = failed or InputError(f"of the headings {row.reason}; mend the first row")
            break
        told = sum(map(is_told, row))
        if place == 0 or told > max(1, widest):
            try:
                fields, unused = read_headings(["" if cell is None else str(cell) for cell in row], mapping, scant=scant)
            except InputError as error:
                failed = failed or error
            else:
                if place == 0 or 2 * len(fields) >= told:
                    found = Headings(place=place, width=len(row), fields=fields, unused=unused)
                if told > 1:
                    break
        widest = max(widest, told)
    if found is None:
        raise failed or InputError("has no headings; the first row must be the headings")
    return found


def is_told(value: Any) -> bool:
    """Whether a cell says anything."""
    return value is not None and value != "" and value != [] and str(value).strip() != ""
