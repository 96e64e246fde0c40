"""What a reading notes beside the parties: the list's date, entries that were skipped, and what was not known."""

from __future__ import annotations

import collections
import dataclasses
import datetime as dt

from enduse.errors import reason


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """An entry that could not be read: its number in the file, counted from 1, and why."""

    entry: int
    reason: str


#: What a value of another kind than the form has (a number for a list, a list for a name) runs into; the entry is skipped.
ODD_VALUE = (AttributeError, KeyError, TypeError, ValueError)


@dataclasses.dataclass(slots=True, kw_only=True)
class Notes:
    """Filled while a list is read; complete when the last party has been taken.

    Attributes:
        list_name: the list's short name, given to its parties.
        list_date: the day that the list itself names as its own.
        count: entries that the list says it has, where it does.
        skipped: entries that could not be read.
        unknown: what was not known, and how often: columns, tags, codes, countries, dates.
    """

    list_name: str
    list_date: dt.date | None = None
    count: int | None = None
    skipped: list[Problem] = dataclasses.field(default_factory=list)
    unknown: collections.Counter[str] = dataclasses.field(default_factory=collections.Counter)

    def unknown_word(self, what: str, word: str, times: int = 1) -> None:
        """Count a word that the vocabulary of the list lacks: `country 'Atlantis'`."""
        self.unknown[f"{what} {word!r}"] += times

    def skip(self, entry: int, reason: str) -> None:
        """Note that an entry was left out."""
        self.skipped.append(Problem(entry=entry, reason=reason))

    def skip_odd(self, entry: int, error: Exception) -> None:
        """Note that an entry was left out for a value of an unexpected kind."""
        self.skip(entry, f"a value of an unexpected kind ({reason(error)})")
