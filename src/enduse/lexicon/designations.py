"""Systems by name: the rows of `designations.csv`, checked."""

from __future__ import annotations

import dataclasses

from enduse.errors import LexiconError
from enduse.lexicon.files import read_rows
from enduse.lexicon.phrases import words_of
from enduse.model import CATEGORIES

FILE = "designations.csv"
#: By folded name: the systems that have it, their category, and whether they share it.
Owners = dict[tuple[str, ...], list[tuple[str, str, bool]]]
COLUMNS = ("name", "aliases", "category", "origin", "note")


@dataclasses.dataclass(frozen=True, slots=True)
class Designation:
    """A system by name.

    `names` are the canonical name and its aliases; those of `shared` are also ordinary words or other systems' names.
    `origin` holds the countries of design (ISO 3166-1 alpha-2).
    """

    name: str
    category: str
    names: tuple[str, ...]
    shared: frozenset[str]
    origin: tuple[str, ...]
    note: str


def read_designations(file: str = FILE) -> tuple[Designation, ...]:
    """All systems of the lexicon.

    Raises:
        LexiconError: An unknown category or country code, a name given twice, or a shared name without its note.
    """
    found: list[Designation] = []
    owners: Owners = {}
    for number, row in read_rows(file, COLUMNS):
        where = f"{file}:{number}: {row['name']!r}"
        if row["category"] not in CATEGORIES:
            raise LexiconError(f"{where}: unknown category {row['category']!r}; use one of {', '.join(CATEGORIES)}")
        written = [row["name"], *(a for a in row["aliases"].split("|") if a)]
        shared = frozenset(w[:-1] for w in written if w.endswith("*"))
        names = tuple(w.removesuffix("*") for w in written)
        if shared and not row["note"]:
            raise LexiconError(f"{where}: a name with * needs a note that says what it collides with")
        origin = tuple(c for c in row["origin"].split("|") if c)
        for code in origin:
            if len(code) != 2 or not code.isalpha() or not code.isupper():
                raise LexiconError(f"{where}: origin must be two-letter country codes, not {code!r}")
        for name in names:
            _claim(owners, name, row["category"], name in shared, where, row["name"])
        found.append(Designation(names[0], row["category"], names, shared, origin, row["note"]))
    return tuple(found)


def _claim(
    owners: dict[tuple[str, ...], list[tuple[str, str, bool]]], name: str, category: str, shared: bool, where: str, row: str
) -> None:
    """Note whose name this is; one name may belong to two systems only of different categories, and plainly to one."""
    key = tuple(words_of(name))
    if not key:
        raise LexiconError(f"{where}: the name {name!r} has no letter or digit")
    for owner, other, other_shared in owners.get(key, []):
        if other == category or not (shared or other_shared):
            raise LexiconError(f"{where}: {name!r} is already a name of {owner!r}; drop one, or mark it with * and a note")
    owners.setdefault(key, []).append((row, category, shared))
