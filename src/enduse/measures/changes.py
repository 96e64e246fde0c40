"""What changed between two readings of a list: entries added, removed, and the fields that differ."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from typing import Literal

from enduse.party import Party

_FIELDS = tuple(field.name for field in dataclasses.fields(Party) if field.name not in ("list", "entry"))


@dataclasses.dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One entry that differs: `before` is None where it is new, `after` where it has gone; `fields` are those that changed."""

    entry: str
    before: Party | None
    after: Party | None
    fields: tuple[str, ...] = ()

    @property
    def kind(self) -> Literal["added", "removed", "changed"]:
        """Which of the three it is."""
        if self.before is None:
            return "added"
        return "removed" if self.after is None else "changed"

    @property
    def caption(self) -> str:
        """The entry's name, as it is now or last was."""
        party = self.after if self.after is not None else self.before
        return "" if party is None else party.caption


def compare_readings(before: Iterable[Party], after: Iterable[Party]) -> Iterator[Change]:
    """Compare two readings of one list by the numbers of their entries.

    Args:
        before: the parties of the earlier one.
        after: those of the later one.

    Yields:
        The changes in the order of the later reading, then what was removed; the order of values within a field is no change.
    """
    earlier = {party.entry: party for party in before}
    for party in after:
        former = earlier.pop(party.entry, None)
        if former is None:
            yield Change(entry=party.entry, before=None, after=party)
            continue
        fields = tuple(name for name in _FIELDS if _plain(getattr(former, name)) != _plain(getattr(party, name)))
        if fields:
            yield Change(entry=party.entry, before=former, after=party, fields=fields)
    for party in earlier.values():
        yield Change(entry=party.entry, before=party, after=None)


def _plain(value: object) -> object:
    """A field for comparison, whatever the order in which a list gives several values."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    return sorted(map(repr, value)) if isinstance(value, tuple) else value
